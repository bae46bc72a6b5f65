"""The relatives of methodology §13: what repeats, parts of months and years, holidays, lists, a person in the same cell."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.roadmaps.terms import Per, Period, Repeat, Sure, TermKind, Why, parse, school_year

PLAN = school_year(2024)
SUMMER = Period(date(2024, 6, 1), date(2025, 5, 31))


def days(term):
    return (term.start and term.start.isoformat(), term.end and term.end.isoformat())


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"),
    [
        ("«31» 08. 2020 г.", TermKind.DAY, "2020-08-31", "2020-08-31"),
        ("« 31 » августа 2020 г.", TermKind.DAY, "2020-08-31", "2020-08-31"),
        ("до 31.08.20 г.", TermKind.DEADLINE, None, "2020-08-31"),
        ("с 1 по 15 октября 2024 г.", TermKind.SPAN, "2024-10-01", "2024-10-15"),
        ("1-15 октября 2024", TermKind.SPAN, "2024-10-01", "2024-10-15"),
        ("с 20 октября по 5 ноября 2024 г.", TermKind.SPAN, "2024-10-20", "2024-11-05"),
        ("с 25 декабря по 15 января 2025 года", TermKind.SPAN, "2024-12-25", "2025-01-15"),
        ("II квартал 2025 года", TermKind.QUARTER, "2025-04-01", "2025-06-30"),
        ("2-й квартал 2025 г.", TermKind.QUARTER, "2025-04-01", "2025-06-30"),
        ("в первом квартале 2025 года", TermKind.QUARTER, "2025-01-01", "2025-03-31"),
        ("ІV кв. 2024 г.", TermKind.QUARTER, "2024-10-01", "2024-12-31"),
        ("до конца II квартала 2025 года", TermKind.DEADLINE, None, "2025-06-30"),
        ("I полугодие 2025 года", TermKind.HALF, "2025-01-01", "2025-06-30"),
        ("во втором полугодии 2024 г.", TermKind.HALF, "2024-07-01", "2024-12-31"),
        ("2024 год", TermKind.YEAR, "2024-01-01", "2024-12-31"),
        ("в течение 2024 года", TermKind.YEAR, "2024-01-01", "2024-12-31"),
        ("2024-2026 годы", TermKind.SPAN, "2024-01-01", "2026-12-31"),
        ("в течение октября 2024 года", TermKind.MONTH, "2024-10-01", "2024-10-31"),
        ("в течение сентября – октября 2024 г.", TermKind.SPAN, "2024-09-01", "2024-10-31"),
        ("в течение 2024-2025 учебного года", TermKind.SCHOOL_YEAR, "2024-09-01", "2025-08-31"),
        ("октябрь, ноябрь 2024 года", TermKind.SPAN, "2024-10-01", "2024-11-30"),
        ("декабрь и январь 2025 года", TermKind.SPAN, "2024-12-01", "2025-01-31"),
        ("до конца октября 2024 г.", TermKind.DEADLINE, None, "2024-10-31"),
        ("не позднее октября 2024 г.", TermKind.DEADLINE, None, "2024-10-31"),
        ("до конца 2024 года", TermKind.DEADLINE, None, "2024-12-31"),
        ("до начала 2024/2025 учебного года", TermKind.DEADLINE, None, "2024-08-31"),
        ("в срок до 15.10.2024", TermKind.DEADLINE, None, "2024-10-15"),
        ("октябрь 2024 г. (педагогический совет)", TermKind.MONTH, "2024-10-01", "2024-10-31"),
        ("ежегодно, до 1 октября 2024 г.", TermKind.DEADLINE, None, "2024-10-01"),
    ],
)
def test_written_out(words, kind, start, end):
    term = parse(words)
    assert (term.kind, *days(term)) == (kind, start, end)
    assert (term.resolved, term.note, term.sure) == (True, Why.NOTHING, Sure.WRITTEN)


@pytest.mark.parametrize(
    ("words", "kind", "start", "end", "note"),
    [
        ("до 15 октября", TermKind.DEADLINE, None, "2024-10-15", Why.YEAR_FROM_PERIOD),
        ("до 15.02", TermKind.DEADLINE, None, "2025-02-15", Why.YEAR_FROM_PERIOD),
        ("5 марта", TermKind.DAY, "2025-03-05", "2025-03-05", Why.YEAR_FROM_PERIOD),
        ("с 1 по 15 октября", TermKind.SPAN, "2024-10-01", "2024-10-15", Why.YEAR_FROM_PERIOD),
        ("первая неделя сентября", TermKind.WEEK, "2024-09-01", "2024-09-07", Why.YEAR_FROM_PERIOD),
        ("4 неделя сентября 2024 г.", TermKind.WEEK, "2024-09-22", "2024-09-28", Why.ROUGHLY),
        ("последняя неделя мая 2025 года", TermKind.WEEK, "2025-05-25", "2025-05-31", Why.ROUGHLY),
        ("начало октября 2024 г.", TermKind.PART, "2024-10-01", "2024-10-10", Why.ROUGHLY),
        ("в середине мая 2025 года", TermKind.PART, "2025-05-11", "2025-05-20", Why.ROUGHLY),
        ("конец февраля 2025 года", TermKind.PART, "2025-02-21", "2025-02-28", Why.ROUGHLY),
        ("вторая половина января", TermKind.PART, "2025-01-16", "2025-01-31", Why.YEAR_FROM_PERIOD),
        ("II квартал", TermKind.QUARTER, "2025-04-01", "2025-06-30", Why.YEAR_FROM_PERIOD),
        ("I четверть", TermKind.SCHOOL_PART, "2024-09-01", "2024-10-31", Why.YEAR_FROM_PERIOD),
        ("3-я четверть", TermKind.SCHOOL_PART, "2025-01-01", "2025-03-31", Why.YEAR_FROM_PERIOD),
        ("2 триместр", TermKind.SCHOOL_PART, "2024-12-01", "2025-02-28", Why.YEAR_FROM_PERIOD),
        ("I полугодие", TermKind.SCHOOL_PART, "2024-09-01", "2024-12-31", Why.YEAR_FROM_PERIOD),
        ("II полугодие 2024/2025 учебного года", TermKind.SCHOOL_PART, "2025-01-01", "2025-05-31", Why.ROUGHLY),
        ("2024/2025", TermKind.SCHOOL_YEAR, "2024-09-01", "2025-08-31", Why.SCHOOL_YEAR_MEANT),
        ("до конца учебного года", TermKind.DEADLINE, None, "2025-05-31", Why.LESSONS_END),
        ("до мая 2025 года", TermKind.DEADLINE, None, "2025-04-30", Why.BEFORE_MONTH),
        ("в начале учебного года", TermKind.RELATIVE, "2024-09-01", "2024-09-30", Why.ROUGHLY),
        ("в конце учебного года", TermKind.RELATIVE, "2025-05-01", "2025-05-31", Why.ROUGHLY),
        ("сентябрь, январь, май", TermKind.SEVERAL, "2024-09-01", "2025-05-31", Why.SEVERAL),
        ("до 15.10.2024; до 15.12.2024", TermKind.UNKNOWN, None, None, Why.NOT_UNDERSTOOD),
        ("весь учебный год", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
    ],
)
def test_assumed_and_says_why(words, kind, start, end, note):
    term = parse(words, period=PLAN)
    assert (term.kind, *days(term), term.note) == (kind, start, end, note)
    assert term.sure == (Sure.ASSUMED if end else Sure.ASK)


@pytest.mark.parametrize(
    ("words", "repeat"),
    [
        ("Ежегодно", Repeat(1, Per.YEAR)), ("ежеквартально", Repeat(1, Per.QUARTER)), ("ежемесячно", Repeat(1, Per.MONTH)),
        ("еженедельно", Repeat(1, Per.WEEK)), ("1 раз в месяц", Repeat(1, Per.MONTH)), ("раз в год", Repeat(1, Per.YEAR)),
        ("не реже 2 раз в год", Repeat(2, Per.YEAR)), ("два раза в четверть", Repeat(2, Per.SCHOOL_QUARTER)),
        ("по 1 разу в неделю", Repeat(1, Per.WEEK)), ("каждую четверть", Repeat(1, Per.SCHOOL_QUARTER)),
        ("каждый месяц", Repeat(1, Per.MONTH)), ("по четвергам", Repeat(1, Per.WEEK)),
        ("1 раз в полугодие", Repeat(1, Per.HALF)), ("до 5 числа каждого месяца", Repeat(1, Per.MONTH, 5)),
        ("ежемесячно до 10-го числа", Repeat(1, Per.MONTH, 10)),
    ],
)  # fmt: skip
def test_what_comes_again_lasts_as_long_as_the_plan(words, repeat):
    term = parse(words, period=PLAN)
    assert (term.kind, term.repeat, term.note) == (TermKind.REPEAT, repeat, Why.FROM_PERIOD)
    assert days(term) == ("2024-09-01", "2025-08-31")
    assert parse(words).note == Why.NO_PERIOD


@pytest.mark.parametrize("words", ["ежегодно, сентябрь", "Ежегодно в сентябре", "сентябрь, ежегодно"])
def test_every_year_in_its_month(words):
    term = parse(words, period=PLAN)
    assert (term.kind, term.repeat, *days(term)) == (
        TermKind.MONTH, Repeat(1, Per.YEAR), "2024-09-01", "2024-09-30"
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["5 раз в столетие", "много раз в год", "каждый понимает", "до 40 числа каждого месяца"]
)
def test_what_only_looks_like_it(words):
    assert parse(words, period=PLAN).kind == TermKind.UNKNOWN


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("с 1 сентября 2024 года", "2024-09-01", "2025-08-31"), ("с октября 2024 г. постоянно", "2024-10-01", "2025-08-31"),
        ("начиная с октября", "2024-10-01", "2025-08-31"), ("постоянно", "2024-09-01", "2025-08-31"),
        ("бессрочно", "2024-09-01", "2025-08-31"), ("октябрь 2024 г., далее ежегодно", "2024-10-01", "2024-10-31"),
        ("октябрь 2024 г., далее – постоянно", "2024-10-01", "2024-10-31"),
    ],
)  # fmt: skip
def test_open_ended(words, start, end):
    term = parse(words, period=PLAN)
    assert (*days(term), term.open_ended, term.resolved) == (start, end, True, True)


@pytest.mark.parametrize("words", ["с 1 сентября 2026 года", "с декабря 2025"])
def test_what_begins_after_the_plan_is_asked_about(words):
    term = parse(words, period=PLAN)
    assert (term.open_ended, term.resolved, term.end) == (True, False, None)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("осенние каникулы", "2024-10-26", "2024-11-04"), ("в дни зимних каникул", "2024-12-31", "2025-01-09"),
        ("весенние каникулы 2025 года", "2025-03-23", "2025-03-31"), ("летние каникулы", "2025-06-01", "2025-08-31"),
        ("осенние каникулы 2023/2024 учебного года", "2023-10-26", "2023-11-04"),
    ],
)  # fmt: skip
def test_holidays_offer_the_usual_days_and_ask(words, start, end):
    term = parse(words, period=PLAN)
    assert (term.kind, *days(term), term.sure, term.note) == (
        TermKind.HOLIDAYS, start, end, Sure.ASK, Why.HOLIDAYS
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("в начале реализации программы", "2024-06-01", "2024-06-30"),
        ("по завершении реализации программы наставничества", "2025-05-01", "2025-05-31"),
        ("по окончании цикла", "2025-05-01", "2025-05-31"),
    ],
)
def test_relative_to_the_plan(words, start, end):
    term = parse(words, period=SUMMER)
    assert (term.kind, *days(term), term.note) == (TermKind.RELATIVE, start, end, Why.FROM_PERIOD)
    assert parse(words).note == Why.NO_PERIOD


@pytest.mark.parametrize(
    ("words", "kind", "end", "person"),
    [
        ("до 15.10.2024, директор", TermKind.DEADLINE, "2024-10-15", "директор"),
        ("до 27.10.2024 Директор ОУ", TermKind.DEADLINE, "2024-10-27", "Директор ОУ"),
        ("Октябрь 2024 года\nНечай Н.А.", TermKind.MONTH, "2024-10-31", "Нечай Н.А."),
        ("Нечай Н. А., октябрь 2024 г.", TermKind.MONTH, "2024-10-31", "Нечай Н. А."),
        ("Куратор: сентябрь", TermKind.MONTH, "2024-09-30", "Куратор"),
        ("сентябрь (зам. директора по УВР)", TermKind.MONTH, "2024-09-30", ""),
        ("ежемесячно – классные руководители", TermKind.REPEAT, "2025-08-31", "классные руководители"),
        ("октябрь 2024 года, далее постоянно, куратор", TermKind.MONTH, "2024-10-31", ""),
    ],
)
def test_a_date_and_a_person_in_one_cell(words, kind, end, person):
    term = parse(words, period=PLAN)
    assert (term.kind, days(term)[1], term.person, term.resolved) == (kind, end, person, True)
    assert term.text == " ".join(words.split())


def test_a_person_beside_the_date_is_an_assumption():
    assert parse("до 15.10.2024, директор").sure == Sure.ASSUMED


@pytest.mark.parametrize("words", ["октябрь 2024 года дождливый", "15.10.2024 15.11.2024", "директор"])
def test_not_everything_beside_a_date_is_a_person(words):
    assert (parse(words).kind, parse(words).person) == (TermKind.UNKNOWN, "")


def test_a_year_at_the_end_of_a_list_holds_for_all():
    assert days(parse("октябрь, январь 2025 года")) == ("2024-10-01", "2025-01-31")
    assert days(parse("5 октября, 12 октября 2024 года")) == ("2024-10-05", "2024-10-12")
