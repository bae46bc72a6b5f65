"""A sealed value that cannot be opened says whose it is and why, whatever has happened to it."""

from __future__ import annotations

import base64

import pytest
from django.db import connection

from nastavnik.common.unsafe import everything
from nastavnik.people.models import Person
from tests import factories as f

UNOPENED = "people.person.special_categories: none of FIELD_KEYS opens this value"


@pytest.fixture
def sealed(db):
    f.PersonFactory(special_categories=["orphan", {"слово": "сирота"}])
    return column()


def column():
    with connection.cursor() as cursor:
        cursor.execute("SELECT special_categories FROM people_person")
        return cursor.fetchone()[0]


def put(text):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET special_categories = %s", [text])


def opened():
    with everything():
        return Person.objects.get().special_categories


def test_russian_words_come_back(sealed):
    assert opened() == ["orphan", {"слово": "сирота"}]


def test_no_word_is_to_be_read_after_the_base64_either(sealed):
    raw = base64.b64decode(sealed.removeprefix("v1:"))
    assert not any(word in raw for word in (b"orphan", "сирота".encode(), "слово".encode()))


@pytest.mark.parametrize("number", [3, 20, 45])
def test_one_changed_letter_is_noticed(sealed, number):
    put(sealed[:number] + ("A" if sealed[number] != "A" else "B") + sealed[number + 1 :])
    with pytest.raises(ValueError, match=UNOPENED):
        opened()


@pytest.mark.parametrize("length", [4, 7, 20, 30])
def test_a_cut_value_is_noticed(sealed, length):
    put(sealed[:length])
    with pytest.raises(ValueError, match=UNOPENED):
        opened()


@pytest.mark.parametrize("text", ['["orphan"]', "v1:", "v2:AAAA", "сирота", "v1:сирота"])
def test_what_was_never_sealed_is_not_taken_for_a_value(sealed, text):
    put(text)
    with pytest.raises(ValueError, match=UNOPENED):
        opened()


def test_an_empty_column_is_no_value(sealed):
    put("")
    assert opened() is None


def test_an_error_does_not_tell_the_value(sealed, settings):
    settings.FIELD_KEYS = ["чужой ключ"]
    with pytest.raises(ValueError, match="FIELD_KEYS") as refused:
        opened()
    assert sealed not in str(refused.value)


def test_a_value_sealed_for_another_field_does_not_open(sealed, monkeypatch):
    field = Person._meta.get_field("special_categories")
    monkeypatch.setattr(field, "_purpose", lambda: "people.person.other")
    with pytest.raises(ValueError, match="none of FIELD_KEYS opens"):
        opened()


def test_the_oldest_of_several_keys_opens(sealed, settings):
    first = settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = ["новый", "ещё один", first]
    assert opened() == ["orphan", {"слово": "сирота"}]


def test_a_write_in_bulk_is_sealed_too(sealed):
    with everything():
        Person.objects.update(special_categories=["gifted"])
    assert "gifted" not in column()
    assert opened() == ["gifted"]


def test_many_rows_at_once_are_sealed_too(sealed):
    with everything():
        person = Person.objects.get()
        person.special_categories = ["rural"]
        Person.objects.bulk_update([person], ["special_categories"])
    assert "rural" not in column()
    assert opened() == ["rural"]


@pytest.mark.parametrize("lookup", ["", "__exact", "__contains", "__in", "__startswith"])
def test_no_way_of_searching_is_open(sealed, lookup):
    with everything(), pytest.raises(TypeError, match="special_categories is encrypted"):
        Person.objects.filter(**{f"special_categories{lookup}": ["orphan"]})


def test_whether_there_is_a_value_may_be_asked(sealed):
    with everything():
        assert not Person.objects.filter(special_categories__isnull=True).exists()
