"""Slips of the keyboard are forgiven, other names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.common.spelling import closeness, slips, slips_forgiven

WORDS = st.text("абвгдежзиклмнопрстуфхцчшщыьэюя", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("ксеня", "ксения", 1), ("кснеия", "ксения", 1), ("ксенияя", "ксения", 1), ("ксения", "ксения", 0),
        ("щиголева", "щеголева", 1), ("щиголива", "щеголева", 2), ("щиголиво", "щеголева", None),
        ("щегл", "щеголева", 1), ("щего", "щеголева", 0), ("оля", "юля", None), ("ева", "ева", 0), ("лев", "левина", 0),
        ("петр", "пётр".replace("ё", "е"), 0), ("кузьма", "ксения", None),
    ],
)  # fmt: skip
def test_by_hand(typed, name, found):
    assert slips(typed, name) == found


@pytest.mark.parametrize(("word", "forgiven"), [("", 0), ("ева", 0), ("иван", 1), ("щеголев", 1), ("щеголева", 2)])
def test_longer_words_may_have_more(word, forgiven):
    assert slips_forgiven(word) == forgiven


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("щеголева ксеня", "щеголева ксения семеновна", 1), ("ксеня щеголева", "щеголева ксения семеновна", 1),
        ("щиголева ксеня", "щеголева ксения семеновна", 2), ("щеголева кузьма", "щеголева ксения", None),
        ("петров петр петрович", "петров петр петрович", 0), ("петр петр петр петр", "петров петр петрович", None),
    ],
)  # fmt: skip
def test_whole_names(typed, name, found):
    assert closeness(typed.split(), name.split()) == found


@given(WORDS)
def test_a_name_is_found_by_itself_and_by_its_beginning(name):
    assert slips(name, name) == 0
    assert slips(name[: len(name) // 2 + 1], name) == 0


@given(WORDS, st.integers(0, 20))
def test_one_lost_letter_of_a_long_word_is_forgiven(name, place):
    lost = name[: place % len(name)] + name[place % len(name) + 1 :]
    if len(lost) >= 4:
        assert slips(lost, name) in {0, 1}


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_more_words_than_the_name_has_find_nobody(typed, names):
    if len(typed) > len(names):
        assert closeness(typed, names) is None
