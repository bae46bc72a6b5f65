"""Terms in words: what each kind is written like, and the small words they are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nastavnik.roadmaps.terms import Period, Sure, Term, TermKind, Why, names_a_person, parse, render, school_year
from nastavnik.roadmaps.terms.repeating import repeated
from nastavnik.roadmaps.terms.shifting import later
from nastavnik.roadmaps.terms.words import day_of, ordinal, school_year_of, year_of

PLAN = school_year(2024)
TWO_YEARS = Period(date(2024, 9, 1), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("words", "rendered"),
    [
        ("До 30.10. 2020 г.", "до 30.10.2020"),
        ("не позднее 15 мая 2025 года", "до 15.05.2025"),
        ("до 15 октября", "до 15 октября"),
        ("до конца учебного года", "до конца 2024/2025 учебного года"),
        ("до начала октября 2024 г.", "до октября 2024 года"),
        ("до января 2025 г.", "до января 2025 года"),
        ("2 сентября 2024 г.", "02.09.2024"),
        ("3-я декада февраля 2025 г.", "3 декада февраля 2025 года"),
        ("первая неделя сентября", "1 неделя сентября"),
        ("последняя неделя мая 2025 г.", "последняя неделя мая 2025 года"),
        ("последняя неделя февраля 2025 г.", "4 неделя февраля 2025 года"),
        ("в конце мая 2025 г.", "конец мая 2025 года"),
        ("первая половина мая 2025 г.", "первая половина мая 2025 года"),
        ("в апреле 2025 года", "апрель 2025 года"),
        ("июнь", "июнь"),
        ("2 кв. 2025 г.", "II квартал 2025 года"),
        ("первое полугодие 2025 года", "I полугодие 2025 года"),
        ("1-е полугодие", "I полугодие"),
        ("4 четверть 2024/2025 учебного года", "IV четверть 2024/2025 учебного года"),
        ("3 триместр", "III триместр"),
        ("сентябрь-октябрь 2024 года", "сентябрь – октябрь 2024 года"),
        ("ноябрь - июнь 2025 года", "ноябрь 2024 года – июнь 2025 года"),
        ("с 1 по 15 октября 2024 г.", "с 01.10.2024 по 15.10.2024"),
        ("с 1 по 15 октября", "с 1 октября по 15 октября"),
        ("2024-2026 годы", "январь 2024 года – декабрь 2026 года"),
        ("начиная с октября 2024 г.", "с 01.10.2024"),
        ("2024 - 2025 учебный год.", "2024–2025 учебный год"),
        ("2024/25", "2024–2025"),
        ("в 2024 году", "2024 год"),
        ("в течении учебного года", "в течение всего периода реализации"),
        ("на постоянной основе", "постоянно"),
        ("раз в месяц", "ежемесячно"),
        ("не реже 2 раз в год", "2 раза в год"),
        ("5 раз в четверть", "5 раз в четверть"),
        ("12 раз в год", "12 раз в год"),
        ("22 раза в год", "22 раза в год"),
        ("до 5-го числа каждого месяца", "ежемесячно до 5 числа"),
        ("ежегодно до 1 октября", "ежегодно, до 1 октября"),
        ("октябрь 2024 года, далее постоянно в процессе реализации", "октябрь 2024 года, далее постоянно"),
        ("Директор: до 15.10.2024", "до 15.10.2024, Директор"),
        ("сентябрь, май", "сентябрь, май"),
        ("по отдельному графику", "по отдельному графику"),
        ("осенние каникулы", "осенние каникулы"),
        ("31.02.2024", "31.02.2024"),
        ("", ""),
    ],
)
def test_each_kind_in_its_plain_words(words, rendered):
    assert render(parse(words, period=PLAN)) == rendered


def test_a_term_that_lacks_a_day_it_needs_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="without both days"):
        render(Term("", None, date(2024, 5, 1), TermKind.MONTH, resolved=True, note=Why.NOTHING))


@pytest.mark.parametrize(
    ("word", "number"),
    [("1", 1), ("i", 1), ("iv", 4), ("первая", 1), ("втором", 2), ("третьей", 3), ("четвертый", 4)],
)
def test_ordinals(word, number):
    assert ordinal(word) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("27.10.2020", date(2020, 10, 27)), ("30.10. 2020 г.", date(2020, 10, 30)), ("«31» 08. 2020 г.", date(2020, 8, 31)),
        ("\"5\" мая 2021 года", date(2021, 5, 5)), ("1.9.24", date(2024, 9, 1)), ("2020-10-30", date(2020, 10, 30)),
        ("30 октября", date(2024, 10, 30)), ("05.03", date(2025, 3, 5)), ("5.3.", date(2025, 3, 5)),
    ],
)  # fmt: skip
def test_days_in_all_their_forms(words, day):
    assert day_of(words, PLAN)[0] == day


@pytest.mark.parametrize("words", ["2024", "15.13", "12.40", "октябрь", "1.1", "№ 5 от мая", "5", "", "1.2.3.4"])
def test_what_is_no_day(words):
    assert day_of(words, PLAN) is None


@pytest.mark.parametrize("words", ["15 октября", "15.10"])
def test_a_day_without_a_year_needs_a_period_that_has_it_once(words):
    assert day_of(words) is None
    assert day_of(words, TWO_YEARS) is None
    assert parse(words, period=TWO_YEARS).sure == Sure.ASK


def test_a_quarter_that_the_period_has_twice_is_not_guessed():
    assert year_of(None, 7, 9, PLAN) == (None, Why.NO_YEAR)
    assert year_of(None, 1, 3, PLAN) == (2025, Why.YEAR_FROM_PERIOD)
    assert year_of("2023", 7, 9, PLAN) == (2023, Why.NOTHING)
    assert year_of(None, 1, 3, None) == (None, Why.NO_YEAR)


@pytest.mark.parametrize(
    ("period", "starts_in"),
    [
        (PLAN, 2024), (Period(date(2024, 9, 15), date(2025, 5, 31)), 2024), (TWO_YEARS, None), (None, None),
        (Period(date(2025, 1, 9), date(2025, 5, 31)), 2024),
    ],
)  # fmt: skip
def test_the_school_year_a_period_lies_in(period, starts_in):
    assert school_year_of(None, period) == starts_in
    assert school_year_of("2030/2031", period) == 2030


@pytest.mark.parametrize(
    "words",
    ["Нечай Н.А.", "Нечай Н. А.", "Н. А. Нечай", "директор", "Зам. директора по УВР", "кл. руководители", "ОУ",
     "Образовательные организации", "педагог-психолог", "Управление образования"],
)  # fmt: skip
def test_persons_and_offices(words):
    assert names_a_person(words)


@pytest.mark.parametrize(
    "words", ["", "октябрь", "дождливый день", "директор 2024 года", "куратор до мая", "с директором", "– директор"]
)
def test_what_is_no_person(words):
    assert not names_a_person(words)


@pytest.mark.parametrize(
    "words", ["ежегодно", "раз в месяц", "каждую неделю", "по вторникам", "до 5 числа", "ежедневно", "2 раза в неделю"]
)
def test_repetition_needs_no_calendar_words(words):
    assert repeated(words, PLAN, lambda *_words: None).repeat is not None or words == "до 5 числа"


def test_every_year_leans_on_the_calendar_words_beside_it():
    assert repeated("ежегодно, когда-нибудь", PLAN, lambda *_words: None) is None


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (date(2024, 10, 15), 1, date(2025, 10, 15)), (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)), (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)  # fmt: skip
def test_days_some_years_later(day, years, moved):
    assert later(day, years) == moved


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("октябрь 2024 года", Sure.WRITTEN), ("октябрь", Sure.ASSUMED), ("до 15.10.2024, директор", Sure.ASSUMED),
        ("ежемесячно", Sure.ASSUMED), ("каникулы", Sure.ASK), ("", Sure.ASK), ("31.02.2024", Sure.ASK),
    ],
)  # fmt: skip
def test_how_sure(words, sure):
    assert parse(words, period=PLAN).sure == sure


def test_a_person_who_decided_is_sure():
    assert replace(parse("по графику"), end=date(2024, 5, 1), resolved=True, note=Why.NOTHING).sure == Sure.WRITTEN
