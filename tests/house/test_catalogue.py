"""The catalogues of translations: gathered anew, complete, compiled, with the same places in every sentence."""

from __future__ import annotations

import re
import string

import polib
import pytest

from tools.catalogue import extracted, path, wanted

PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]")
QUOTED = re.compile("“[^”]*”")
CYRILLIC = re.compile("[а-яА-ЯёЁ]")


@pytest.fixture(scope="module")
def found():
    return extracted()


def book(language):
    return polib.pofile(str(path(language)))


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def forms(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def places(text):
    return sorted(set(PLACE.findall(text)) | {name for _, name, _, _ in string.Formatter().parse(text) if name})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_holds_every_text_of_the_sources_and_no_other(language, found):
    assert {key(entry) for entry in book(language)} == {key(entry) for entry in wanted(language, found)}


def test_every_text_has_english_words():
    assert [entry.msgid for entry in book("en") if not all(forms(entry))] == []


def test_english_words_are_not_russian():
    """What a Russian file must hold stands in quotation marks: “вт 16:00”."""
    own = {entry.msgid: QUOTED.sub("", " ".join(forms(entry))) for entry in book("en")}
    assert [msgid for msgid, words in own.items() if CYRILLIC.search(words)] == []


def test_russian_has_three_forms_of_numbers():
    assert [entry.msgid for entry in book("ru") if len(forms(entry)) != 3 or not all(forms(entry))] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_form_has_the_places_of_its_text(language):
    wrong = [entry.msgid for entry in book(language) for form in forms(entry) if places(form) != places(entry.msgid)]
    assert wrong == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nothing_waits_for_a_second_look(language):
    assert [entry.msgid for entry in book(language) if "fuzzy" in entry.flags or entry.obsolete] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_compiled_file_is_of_this_text(language):
    compiled = polib.mofile(str(path(language, "mo")))
    assert {(key(entry), *forms(entry)) for entry in compiled} == {
        (key(entry), *forms(entry)) for entry in book(language)
    }
