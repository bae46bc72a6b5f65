"""Names in texts: in every case, after small words, amid a sentence; and words that only look like them."""

from __future__ import annotations

import pytest

from nastavnik.monitoring.nameless import known_name, may_name, stems

KNOWN = stems(["Щёголева", "Мария", "Ильинична", "Белый", "Савич", "Ли"])


@pytest.mark.parametrize(
    "text",
    [
        "Щеголевой было трудно", "спасибо щёголевой", "Марии не хватало времени", "Савичем довольны все", "Белого не было",
        "Мне помог Игорь", "спасибо за всё, Зоя Львовна", "Помогла Маша.",
    ],
)  # fmt: skip
def test_a_quotation_that_may_name_somebody(text):
    assert may_name(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    ["Больше времени вместе.", "Мало встреч. Хочу ещё!", "поддержка наставника", "Всё было «Отлично»", "", "10 из 10"],
)
def test_a_quotation_that_names_nobody(text):
    assert not may_name(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Вместе с Щёголевой стало легче", "Щёголевой"), ("Наставник МАРИИ занят", "МАРИИ"), ("Мало встреч", ""),
        ("Колледж Заречного готов помочь", ""), ("белый лист", ""),
    ],
)  # fmt: skip
def test_in_a_typed_line_only_known_names_with_a_capital(text, name):
    assert known_name(text, KNOWN) == name


def test_two_letters_know_nobody():
    assert "ли" not in stems(["Ли"])
