"""What makes no difference between two forms, and what does."""

from __future__ import annotations

import pytest

from nastavnik.exchange.answers.words import ALIKE, closest, headings_alike, plain


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1. Что вам интересно?", "что вам интересно"),
        ("2) Чего вы ждёте", "чего вы ждете"),
        ("№ 3. Класс", "класс"),
        ("Вопрос 4: Класс", "класс"),
        ("С чем нужна помощь? (можно несколько)", "с чем нужна помощь"),
        ("Насколько (1–10)  вам *нужна* помощь [очень]", "насколько вам нужна помощь"),
        ("5–7 класс", "5 7 класс"),
        ("(не знаю)", "не знаю"),
        ("+", "+"),
        ("8", "8"),
        ("", ""),
    ],
)
def test_plain(text, bare):
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. Чего вы ждете от наставника?", "Чего вы ждёте от наставника?"),
        ("Наставника чего вы ждёте от", "Чего вы ждёте от наставника?"),
        ("Оцените, насколько легко вам с наставником", "Насколько легко вам с наставником?"),
    ],
)
def test_the_same_heading_in_other_words(one, other):
    assert headings_alike(one, other) >= ALIKE


def test_one_common_word_makes_no_heading_the_same():
    assert headings_alike("Класс", "Какой класс вам нравится больше всего?") < 50


OPTIONS = {"good": "хорошо", "agree": "полностью согласен", "middle": "5–7 класс", "older": "10–11 класс"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("хорошо!", "good"),
        ("харошо", None),  # a word this short with a slip is somebody's guess
        ("полностью сагласен", "agree"),
        ("полностью согласен", "agree"),
        ("согласен", "agree"),
        ("ну, полностью согласен с этим", "agree"),
        ("не согласен", None),
        ("полностью не согласен", None),
        ("полностью несогласен", None),
        ("5-7 классы", "middle"),
        ("10–12 класс", None),
        ("класс", None),
        ("и", None),
    ],
)
def test_a_slip_is_forgiven_but_neither_a_number_nor_a_not(written, code):
    assert closest(written, OPTIONS) == code


def test_of_two_that_are_as_near_neither_is_meant():
    assert closest("вечером", {"1": "вторник вечером", "2": "четверг вечером"}) is None
