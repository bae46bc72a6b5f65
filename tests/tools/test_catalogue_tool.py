"""Gathering texts anew keeps what was translated, and only that."""

from __future__ import annotations

import polib
import pytest

from tools import catalogue


@pytest.fixture
def gather(tmp_path, monkeypatch):
    """`gather(entries)`: both catalogues in a folder of their own, made from these texts."""
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path)

    def gather(*entries):
        monkeypatch.setattr(catalogue, "extracted", lambda: list(entries))
        return catalogue.gather()

    return gather


def text(msgid, plural="", flags=()):
    return polib.POEntry(msgid=msgid, msgid_plural=plural, flags=list(flags))


def book(language):
    return {entry.msgid: entry for entry in polib.pofile(str(catalogue.path(language)))}


def translate(language, **words):
    po = polib.pofile(str(catalogue.path(language)))
    for entry in po:
        if entry.msgid in words:
            entry.msgstr = words[entry.msgid]
    po.save()


def test_russian_holds_only_numbers(gather):
    gather(text("Пары"), text("%(n)s пара", "Пар: %(n)s"))
    assert set(book("ru")) == {"%(n)s пара"}
    assert set(book("en")) == {"Пары", "%(n)s пара"}


def test_what_is_missing_is_counted_in_both(gather):
    assert gather(text("Пары"), text("%(n)s пара", "Пар: %(n)s")) == 3


def test_translations_stay(gather):
    gather(text("Пары"), text("Школы"))
    translate("en", Пары="Pairs")
    assert gather(text("Пары"), text("Школы")) == 1
    assert book("en")["Пары"].msgstr == "Pairs"


def test_texts_that_are_gone_go(gather):
    gather(text("Пары"))
    translate("en", Пары="Pairs")
    gather(text("Школы"))
    assert set(book("en")) == {"Школы"}


def test_a_text_that_became_a_number_wants_new_words(gather):
    gather(text("пара"))
    translate("en", пара="pair")
    gather(text("пара", "пары"))
    assert book("en")["пара"].msgstr_plural == {0: "", 1: ""}


def test_only_the_mark_of_places_is_kept(gather):
    gather(text("%(n)s", flags=["python-format", "fuzzy"]))
    assert book("en")["%(n)s"].flags == ["python-format"]


def test_a_compiled_file_stands_beside_each(gather, tmp_path):
    gather(text("Пары"))
    translate("en", Пары="Pairs")
    gather(text("Пары"))
    compiled = polib.mofile(str(catalogue.path("en", "mo")))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("Пары", "Pairs")]
