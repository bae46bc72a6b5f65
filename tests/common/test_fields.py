"""Special categories are never plain in the database and open only with their keys, in their place."""

from __future__ import annotations

import pytest
from django.db import connection

from nastavnik.common.unsafe import everything
from nastavnik.people.models import Person
from tests import factories as f

VALUE = ["disability", "orphan"]


@pytest.fixture
def person(db):
    return f.PersonFactory(special_categories=VALUE)


def stored(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT special_categories FROM people_person")
        return cursor.fetchone()[0]


def store(text):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET special_categories = %s", [text])


def opened():
    with everything():
        return Person.objects.get().special_categories


def test_it_comes_back_as_it_was(person):
    assert opened() == VALUE


def test_the_column_holds_no_words(person):
    text = stored(person)
    assert text.startswith("v1:")
    assert not any(word in text for word in VALUE)


def test_the_same_value_is_sealed_differently_each_time(person):
    before = stored(person)
    with everything():
        person.save()
    assert stored(person) != before
    assert opened() == VALUE


def test_an_old_key_opens_and_a_new_one_seals(person, settings):
    old = settings.FIELD_KEYS[0]
    settings.FIELD_KEYS = ["новый ключ", old]
    assert opened() == VALUE
    with everything():
        person.save()
    settings.FIELD_KEYS = ["новый ключ"]
    assert opened() == VALUE


def test_without_the_key_it_says_so(person, settings):
    settings.FIELD_KEYS = ["чужой ключ"]
    with pytest.raises(ValueError, match="none of FIELD_KEYS opens"):
        opened()


def test_a_changed_letter_is_noticed(person):
    text = stored(person)
    store(text[:-6] + ("A" if text[-6] != "A" else "B") + text[-5:])
    with pytest.raises(ValueError, match="none of FIELD_KEYS opens"):
        opened()


def test_it_cannot_be_searched(person):
    with everything(), pytest.raises(TypeError, match="cannot be searched"):
        Person.objects.filter(special_categories="disability").exists()


def test_nothing_is_an_empty_list(db):
    f.PersonFactory()
    assert opened() == []
