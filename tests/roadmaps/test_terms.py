"""Terms: words into dates. Expected days are the calendar's, reckoned by hand from the words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.roadmaps.terms import Period, TermKind, Why, last_day, month_number, parse, period_in, school_year

PLAN = Period(date(2024, 9, 1), date(2025, 8, 31))
TWO_YEARS = Period(date(2024, 9, 1), date(2026, 8, 31))


def days(term):
    return (term.start and term.start.isoformat(), term.end and term.end.isoformat())


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"),
    [
        ("до 27.10.2020", TermKind.DEADLINE, None, "2020-10-27"),
        ("До 30.10. 2020 г.", TermKind.DEADLINE, None, "2020-10-30"),
        ("до 30.10.2020 г.", TermKind.DEADLINE, None, "2020-10-30"),
        ("до 30 октября 2020 г.", TermKind.DEADLINE, None, "2020-10-30"),
        ("не позднее 1.12.2020 года", TermKind.DEADLINE, None, "2020-12-01"),
        ("к «15» мая 2021 г.", TermKind.DEADLINE, None, "2021-05-15"),
        ("02.09.2024 г.", TermKind.DAY, "2024-09-02", "2024-09-02"),
        ("2024-09-02", TermKind.DAY, "2024-09-02", "2024-09-02"),
        ("9 мая 2025", TermKind.DAY, "2025-05-09", "2025-05-09"),
        ("с 01.09.2024 по 15.09.2024", TermKind.SPAN, "2024-09-01", "2024-09-15"),
        ("1 сентября 2024 г. – 5 октября 2024 г.", TermKind.SPAN, "2024-09-01", "2024-10-05"),
        ("01.09.2024 - 15.09.2024", TermKind.SPAN, "2024-09-01", "2024-09-15"),
        ("1 декада ноября 2022 года", TermKind.DECADE, "2022-11-01", "2022-11-10"),
        ("2-я декада ноября 2022 года", TermKind.DECADE, "2022-11-11", "2022-11-20"),
        ("3 декада февраля 2024 года", TermKind.DECADE, "2024-02-21", "2024-02-29"),
        ("3 декада февраля 2023 г.", TermKind.DECADE, "2023-02-21", "2023-02-28"),
        ("апрель 2023", TermKind.MONTH, "2023-04-01", "2023-04-30"),
        ("Октябрь 2021 года", TermKind.MONTH, "2021-10-01", "2021-10-31"),
        ("в мае 2023 года", TermKind.MONTH, "2023-05-01", "2023-05-31"),
        ("декабрь 2020 г.", TermKind.MONTH, "2020-12-01", "2020-12-31"),
        ("сентябрь - октябрь 2024 года", TermKind.SPAN, "2024-09-01", "2024-10-31"),
        ("октябрь-ноябрь 2024 года", TermKind.SPAN, "2024-10-01", "2024-11-30"),
        ("Сентябрь – октябрь 2022 года", TermKind.SPAN, "2022-09-01", "2022-10-31"),
        ("ноябрь - июнь 2025 года", TermKind.SPAN, "2024-11-01", "2025-06-30"),
        ("ноябрь – декабрь 2025 года", TermKind.SPAN, "2025-11-01", "2025-12-31"),
        ("июнь 2020 г. – май 2021 г.", TermKind.SPAN, "2020-06-01", "2021-05-31"),
        ("с октября по декабрь 2024 г.", TermKind.SPAN, "2024-10-01", "2024-12-31"),
        ("ноябрь 2024 года – июнь", TermKind.SPAN, "2024-11-01", "2025-06-30"),
        ("2022-2023 учебный год", TermKind.SCHOOL_YEAR, "2022-09-01", "2023-08-31"),
        ("2022 - 2023 учебный год.", TermKind.SCHOOL_YEAR, "2022-09-01", "2023-08-31"),
        ("в 2024/25 учебном году", TermKind.SCHOOL_YEAR, "2024-09-01", "2025-08-31"),
        ("2024/2025 уч. г.", TermKind.SCHOOL_YEAR, "2024-09-01", "2025-08-31"),
    ],
)
def test_words_that_say_it_all(words, kind, start, end):
    term = parse(words)
    assert (term.kind, *days(term)) == (kind, start, end)
    assert (term.resolved, term.note, term.open_ended) == (True, Why.NOTHING, False)


@pytest.mark.parametrize(
    ("words", "kind", "start", "end", "note"),
    [
        ("сентябрь", TermKind.MONTH, "2024-09-01", "2024-09-30", Why.YEAR_FROM_PERIOD),
        ("сентября", TermKind.MONTH, "2024-09-01", "2024-09-30", Why.YEAR_FROM_PERIOD),
        ("Июнь", TermKind.MONTH, "2025-06-01", "2025-06-30", Why.YEAR_FROM_PERIOD),
        ("Август", TermKind.MONTH, "2025-08-01", "2025-08-31", Why.YEAR_FROM_PERIOD),
        ("Сентябрь – октябрь", TermKind.SPAN, "2024-09-01", "2024-10-31", Why.YEAR_FROM_PERIOD),
        ("ноябрь – июнь", TermKind.SPAN, "2024-11-01", "2025-06-30", Why.YEAR_FROM_PERIOD),
        ("2 декада января", TermKind.DECADE, "2025-01-11", "2025-01-20", Why.YEAR_FROM_PERIOD),
        ("В течении учебного года", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
        ("В течение года", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
        ("в течение всего периода реализации ЦМН", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
        ("весь период внедрения", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
        ("постоянно", TermKind.PERIOD, "2024-09-01", "2025-08-31", Why.FROM_PERIOD),
    ],
)  # fmt: skip
def test_words_that_lean_on_the_period_of_the_plan(words, kind, start, end, note):
    term = parse(words, period=PLAN)
    assert (term.kind, *days(term), term.resolved, term.note) == (kind, start, end, True, note)
    alone = parse(words)
    assert (alone.start, alone.end, alone.resolved) == (None, None, False)
    assert alone.note in {Why.NO_YEAR, Why.NO_PERIOD}


def test_a_month_that_falls_into_the_period_twice_is_not_guessed():
    assert parse("октябрь", period=TWO_YEARS).note == Why.NO_YEAR


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("октябрь 2024 года, далее постоянно в процессе реализации модели наставничества", "2024-10-01", "2024-10-31"),
        ("ноябрь - июнь 2025 года, далее постоянно в процессе реализации", "2024-11-01", "2025-06-30"),
        ("август - сентябрь 2025 года и далее на постоянной основе", "2025-08-01", "2025-09-30"),
    ],
)
def test_what_goes_on_for_ever_after_its_first_run(words, start, end):
    term = parse(words)
    assert (*days(term), term.resolved, term.open_ended) == (start, end, True, True)


@pytest.mark.parametrize(
    ("words", "kind", "note"),
    [
        ("", TermKind.EMPTY, Why.NO_TERM),
        (" \n\u00a0 ", TermKind.EMPTY, Why.NO_TERM),
        ("по отдельному графику", TermKind.SCHEDULE, Why.SCHEDULE),
        ("в соответствии со сроками реализации программ наставничества", TermKind.SCHEDULE, Why.SCHEDULE),
        ("согласно плану", TermKind.SCHEDULE, Why.SCHEDULE),
        ("по мере надобности", TermKind.SCHEDULE, Why.ON_DEMAND),
        ("при необходимости", TermKind.SCHEDULE, Why.ON_DEMAND),
        ("после утверждения положения", TermKind.SCHEDULE, Why.AFTER_EVENT),
        ("в течение 10 дней после приказа", TermKind.SCHEDULE, Why.AFTER_EVENT),
        ("до 5 числа", TermKind.REPEAT, Why.NO_MONTH),
        ("до конца года", TermKind.DEADLINE, Why.WHICH_YEAR),
        ("каникулы", TermKind.HOLIDAYS, Why.HOLIDAYS),
        ("когда-нибудь", TermKind.UNKNOWN, Why.NOT_UNDERSTOOD),
        ("2024-2026 учебный год", TermKind.UNKNOWN, Why.NOT_UNDERSTOOD),
        ("с 15.09.2024 по 01.09.2024", TermKind.UNKNOWN, Why.NOT_UNDERSTOOD),
        ("4 декада ноября 2022 года", TermKind.UNKNOWN, Why.NOT_UNDERSTOOD),
        ("31.02.2024", TermKind.UNKNOWN, Why.IMPOSSIBLE_DATE),
        ("до 31 ноября 2024 г.", TermKind.UNKNOWN, Why.IMPOSSIBLE_DATE),
        ("29.02.2023", TermKind.UNKNOWN, Why.IMPOSSIBLE_DATE),
    ],
)
def test_what_a_person_must_decide(words, kind, note):
    term = parse(words, period=PLAN)
    assert (term.kind, term.note, term.resolved, days(term)) == (kind, note, False, (None, None))


def test_an_alternative_offers_its_days_but_is_not_settled():
    term = parse("в соответствии со сроками реализации программ наставничества или май 2021 г.")
    assert (*days(term), term.resolved, term.note) == ("2021-05-01", "2021-05-31", False, Why.ALTERNATIVE)


def test_the_words_are_kept_as_they_were_but_for_spaces():
    assert parse("  До  30.10.\u00a02020 г. ").text == "До 30.10. 2020 г."


@given(st.text(max_size=80))
def test_no_text_makes_it_fail_and_what_is_resolved_has_an_end(words):
    term = parse(words, period=PLAN)
    assert not term.resolved or (term.end is not None and (term.start is None or term.start <= term.end))


@given(st.text("0123456789.,;:/-–«» \nдосцкигпеIVI", max_size=40))
def test_nor_does_any_jumble_of_the_signs_it_knows(words):
    for period in (None, PLAN):
        term = parse(words, period=period)
        assert term.text == " ".join(words.replace("\u00a0", " ").split())


def test_a_long_cell_is_not_searched_for_persons():
    assert parse("октябрь 2024 года, директор" + " и другие" * 40).kind == TermKind.UNKNOWN


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_back(day):
    for words in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year} г.", day.isoformat()):
        assert days(parse(words)) == (day.isoformat(), day.isoformat())


@given(st.integers(2000, 2098), st.integers(1, 12), st.integers(1, 12))
def test_months_run_forward_and_less_than_a_year(year, first, last):
    names = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ]
    term = parse(f"{names[first - 1]} – {names[last - 1]} {year} года")
    assert (term.start.month, term.end.month, term.end.year) == (first, last, year)
    assert (term.end - term.start).days <= 366


@pytest.mark.parametrize(
    ("word", "number"),
    [("январе", 1), ("Февраля", 2), ("марта", 3), ("мае", 5), ("май", 5), ("мая", 5), ("августе", 8), ("декабрь", 12)],
)
def test_months_in_any_case(word, number):
    assert month_number(word) == number


def test_the_last_day_knows_leap_years():
    assert [last_day(2023, 2).day, last_day(2024, 2).day, last_day(2000, 2).day] == [28, 29, 29]


def test_a_school_year_is_from_september_to_august():
    assert school_year(2026) == Period(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("title", "starts"),
    [
        ("План на 2022 – 2023 учебный год", 2022), ("ДОРОЖНАЯ КАРТА 2020-2021", 2020), ("в 2024/2025 учебном году", 2024),
        ("Программа на 2020-2024 годы", None), ("План 2024 года", None), ("", None),
    ],
)  # fmt: skip
def test_the_period_a_title_names(title, starts):
    assert period_in(title) == (school_year(starts) if starts else None)
