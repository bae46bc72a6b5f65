"""Names in their cases, initials, dates and the key of search: worked out by a person who speaks Russian."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.common.russian import (
    NBSP,
    Case,
    FullName,
    decline,
    decline_with_initials,
    initials,
    initials_first,
    long_date,
    search_key,
    sex_of,
)

WOMAN = FullName("Белая", "Ксения", "Сергеевна")
MAN = FullName("Хмель", "Игорь", "Петрович")


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        (WOMAN, Case.NOMINATIVE, "Белая Ксения Сергеевна"), (WOMAN, Case.GENITIVE, "Белой Ксении Сергеевны"),
        (WOMAN, Case.DATIVE, "Белой Ксении Сергеевне"), (WOMAN, Case.ACCUSATIVE, "Белую Ксению Сергеевну"),
        (WOMAN, Case.INSTRUMENTAL, "Белой Ксенией Сергеевной"), (WOMAN, Case.PREPOSITIONAL, "Белой Ксении Сергеевне"),
        (MAN, Case.GENITIVE, "Хмеля Игоря Петровича"), (MAN, Case.DATIVE, "Хмелю Игорю Петровичу"),
        (MAN, Case.ACCUSATIVE, "Хмеля Игоря Петровича"), (MAN, Case.INSTRUMENTAL, "Хмелем Игорем Петровичем"),
        (FullName("Орлов", "Лев", "Ильич"), Case.DATIVE, "Орлову Льву Ильичу"),
        (FullName("Орлова", "Любовь", "Ильинична"), Case.GENITIVE, "Орловой Любови Ильиничны"),
        (FullName("Достоевский", "Павел", "Игоревич"), Case.ACCUSATIVE, "Достоевского Павла Игоревича"),
        (FullName("Черных", "Анна", "Павловна"), Case.DATIVE, "Черных Анне Павловне"),
        (FullName("Шевченко", "Илья", "Андреевич"), Case.ACCUSATIVE, "Шевченко Илью Андреевича"),
    ],
)  # fmt: skip
def test_names_are_declined(name, case, expected):
    assert decline(name, case).text == expected
    assert decline(name, case).sure


def test_a_correction_of_the_person_wins():
    kept = {"dative": "Хмель Игорю Петровичу"}
    assert decline(MAN, Case.DATIVE, kept).text == "Хмель Игорю Петровичу"
    assert decline(MAN, Case.GENITIVE, kept).text == "Хмеля Игоря Петровича"


def test_an_empty_correction_is_none():
    assert decline(MAN, Case.DATIVE, {"dative": ""}).text == "Хмелю Игорю Петровичу"


def test_where_the_sex_is_unknown_the_name_stays_and_says_so():
    declined = decline(FullName("Ким", "Женя"), Case.DATIVE)
    assert (declined.text, declined.sure) == ("Ким Женя", False)


def test_the_sex_written_down_helps():
    assert decline(FullName("Хмель", "Женя", sex="m"), Case.DATIVE).text == "Хмелю Жене"
    assert decline(FullName("Хмель", "Женя", sex="f"), Case.DATIVE).text == "Хмель Жене"


@pytest.mark.parametrize(
    ("patronymic", "sex"),
    [("Петрович", "m"), ("Ильич", "m"), ("Кузьмич", "m"), ("Лукич", "m"), ("Петровна", "f"), ("Ильинична", "f"),
     ("Кузьминична", "f"), ("Мамед оглы", "m"), ("Гасан кызы", "f"), ("", None), ("Джонович", "m")],
)  # fmt: skip
def test_a_patronymic_tells_the_sex(patronymic, sex):
    assert sex_of(FullName("Ким", "Саша", patronymic)) == sex


def test_the_written_sex_is_believed_first():
    assert sex_of(FullName("Ким", "Саша", "Петрович", "f")) == "f"


@pytest.mark.parametrize(
    ("name", "expected"),
    [(WOMAN, f"Белая{NBSP}К.{NBSP}С."), (FullName("Ким", "Женя"), f"Ким{NBSP}Ж."), (FullName("Ким", ""), "Ким")],
)
def test_initials(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [(WOMAN, f"К.{NBSP}С.{NBSP}Белая"), (FullName("Ким", "Женя"), f"Ж.{NBSP}Ким"), (FullName("Ким", ""), "Ким")],
)
def test_initials_before_the_surname(name, expected):
    assert initials_first(name) == expected


def test_a_surname_in_its_case_with_initials():
    assert decline_with_initials(WOMAN, Case.DATIVE) == f"Белой{NBSP}К.{NBSP}С."
    assert decline_with_initials(FullName("Ким", ""), Case.DATIVE) == "Ким"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 2), "2 сентября 2026 г."),
        (date(2027, 5, 31), "31 мая 2027 г."),
        (date(2026, 1, 1), "1 января 2026 г."),
    ],
)
def test_long_dates(day, expected):
    assert long_date(day).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("typed", "key"),
    [("Щёголева  Ксения", "щеголева ксения"), ("  ИВАНОВ ", "иванов"), ("Копeйкин", "копейкин"), ("Smith", "smith"),
     ("", ""), ("Ёлкин\tИгорь\n", "елкин игорь"), ("АHHA", "анна")],
)  # fmt: skip
def test_the_key_of_search(typed, key):
    assert search_key(typed) == key


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text):
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(alphabet="абвёЁЩщ -", max_size=20))
def test_capitals_do_not_matter(text):
    assert search_key(text.upper()) == search_key(text.lower())


@given(st.sampled_from(list(Case)), st.text(alphabet="абвгдеёжзийклмн", min_size=1, max_size=12))
def test_no_name_is_too_odd(case, word):
    name = FullName(word.capitalize(), word.capitalize(), sex="f")
    assert decline(name, case).text
