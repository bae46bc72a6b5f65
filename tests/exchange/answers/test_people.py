"""A name as people type it finds the participant whom the survey asks."""

from __future__ import annotations

import pytest

from nastavnik.exchange.answers.people import Asked, known_of_labels
from nastavnik.exchange.doubles import Known

ASKED = Asked(
    [
        Known("anna", "Семёнова", "Анна", "Андреевна", "", "5В"),
        Known("lev7", "Белый", "Лев", "Ильич", "", "7А"),
        Known("lev8", "Белый", "Лев", "Ильич", "", "8Б"),
        Known("no patronymic", "Ким", "Олег", "", "", "9А"),
        Known("no letter", "Дюма", "Мария", "Игоревна", "", "8"),
        Known("adult", "Мамин-Сибиряк", "Марат", "Андреевич"),
        Known("turk", "Алиев", "Вагиф", "Рустам оглы", "", "6А"),
    ]
)


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("Семёнова Анна Андреевна", "5В", "anna"),
        ("семенова анна андреевна", "", "anna"),
        ("СЕМЕНОВА АННА", "5 «в»", "anna"),
        ("Анна Семенова", "", "anna"),
        ("Анна Андреевна Семёнова", "5В", "anna"),
        ("Анна Семёнова Андреевна", "", "anna"),
        ("Ceмёнoва Aнна Андреевна", "5B", "anna"),  # Latin letters that look alike
        ("Семёнова Анна Андреевна, 04.05.2015", "", "anna"),
        ("Белый Лев Ильич", "7а", "lev7"),
        ("Белый Лев", "8-Б", "lev8"),
        ("Белый Лев Ильич", "8", "lev8"),
        ("Ким Олег Петрович", "9А", "no patronymic"),
        ("Дюма Мария Игоревна", "8Г", "no letter"),
        ("Мамин-Сибиряк Марат Андреевич", "математика", "adult"),
        ("Алиев Вагиф Рустам оглы", "", "turk"),
    ],
)
def test_sure(name, place, key):
    assert ASKED.find(name, place).key == key


def doubtful(name, place=""):
    found = ASKED.find(name, place)
    assert (found.key, found.problem) == ("", "")
    return {candidate.key: (candidate.reason, candidate.likely) for candidate in found.candidates}


def test_namesakes_without_a_class():
    assert doubtful("Белый Лев Ильич") == {"lev7": ("", False), "lev8": ("", False)}


def test_another_class_is_asked_about_and_likely():
    assert doubtful("Семёнова Анна Андреевна", "6В") == {"anna": ("то же имя, но класс другой: 6В и 5В", True)}


def test_another_class_without_a_patronymic_is_somebody_else():
    assert doubtful("Семёнова Анна", "6В") == {}


def test_a_slip_is_asked_about_and_not_likely():
    assert doubtful("Семёнова Анна Андревна", "5В") == {"anna": ("похожее имя", False)}


def test_nobody():
    assert doubtful("Иванов Иван Иванович", "5В") == {}


def test_initials_are_nobody():
    assert doubtful("Семёнова А. А.", "5В") == {}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Анна", "«Анна» – не полное имя: нужны хотя бы фамилия и имя."),
        ("Семёнова Анна 5В!", "В имени «Семёнова Анна 5В!» есть лишние знаки."),
    ],
)
def test_no_name_at_all(name, sentence):
    assert ASKED.find(name).problem == sentence


def test_those_who_may_be_named_are_found_by_what_is_shown_of_them():
    asked = Asked(known_of_labels({"1": "Ткач Илья Яковлевич, 10А", "2": "Ткач Илья, учитель, математика"}))
    assert asked.find("Ткач Илья Яковлевич").candidates
    assert asked.find("Ткач Илья Яковлевич", "10А").candidates
    only = Asked(known_of_labels({"1": "Ткач Илья Яковлевич, 10А", "2": "Нечай Ева, учитель, математика"}))
    assert (only.find("Илья Ткач").key, only.find("Нечай Ева Ильинична").key) == ("1", "2")
