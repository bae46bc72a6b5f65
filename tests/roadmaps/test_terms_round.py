"""parse(render(term)) = term for terms of every kind made by chance, and the same term some years later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.roadmaps.terms import (
    Per,
    Repeat,
    Sure,
    Term,
    TermKind,
    Why,
    last_day,
    parse,
    render,
    school_year,
    shift,
    shift_years,
)
from nastavnik.roadmaps.terms.rendering import WRITERS

PLAN = school_year(2024)
years = st.integers(2001, 2090)
months = st.integers(1, 12)
everyday = st.dates(date(2001, 1, 1), date(2090, 12, 31))
PERSONS = st.sampled_from(["", "директор", "Нечай Н.А.", "классные руководители", "зам. директора по ВР"])


def made(kind, start, end, note=Why.NOTHING, **more):
    return Term("", start, end, kind, resolved=True, note=note, **more)


@st.composite
def parts_of_months(draw):
    """A decade, a week, a part or a whole month, with its year or leaning on the plan."""
    leaning = draw(st.booleans())
    month = draw(months)
    year = (2024 if month >= 9 else 2025) if leaning else draw(years)
    end = last_day(year, month)
    kind, first, last = draw(
        st.sampled_from([
            (TermKind.DECADE, 1, 10), (TermKind.DECADE, 11, 20), (TermKind.DECADE, 21, end.day), (TermKind.WEEK, 1, 7),
            (TermKind.WEEK, 8, 14), (TermKind.WEEK, 15, 21), (TermKind.WEEK, 22, 28), (TermKind.WEEK, end.day - 6, end.day),
            (TermKind.PART, 1, 10), (TermKind.PART, 11, 20), (TermKind.PART, 21, end.day), (TermKind.PART, 1, 15),
            (TermKind.PART, 16, end.day), (TermKind.MONTH, 1, end.day), (TermKind.DAY, 9, 9),
        ])
    )  # fmt: skip
    rough = Why.ROUGHLY if kind in {TermKind.WEEK, TermKind.PART} else Why.NOTHING
    note = Why.YEAR_FROM_PERIOD if leaning else rough
    return made(kind, date(year, month, first), date(year, month, last), note)


@st.composite
def parts_of_years(draw):
    year = draw(years)
    quarter, half = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    whole = school_year(year)
    first, last = draw(st.sampled_from([(9, 10), (11, 12), (1, 3), (4, 5), (9, 11), (12, 2), (3, 5), (9, 12), (1, 5)]))
    start_year, end_year = year + (first < 9), year + (last < 9)
    return draw(
        st.sampled_from([
            made(TermKind.QUARTER, date(year, quarter * 3 - 2, 1), last_day(year, quarter * 3)),
            made(TermKind.HALF, date(year, half * 6 - 5, 1), last_day(year, half * 6)),
            made(TermKind.SCHOOL_PART, date(start_year, first, 1), last_day(end_year, last), Why.ROUGHLY),
            made(TermKind.SCHOOL_YEAR, whole.start, whole.end),
            made(TermKind.SCHOOL_YEAR, whole.start, whole.end, Why.SCHOOL_YEAR_MEANT),
            made(TermKind.YEAR, date(year, 1, 1), date(year, 12, 31)),
        ])
    )  # fmt: skip


@st.composite
def spans(draw):
    if draw(st.booleans()):
        start = draw(everyday)
        return made(TermKind.SPAN, start, start + timedelta(days=draw(st.integers(1, 400))))
    year, first, last = draw(years), draw(months), draw(months)
    if first == last:
        last = first % 12 + 1
    return made(TermKind.SPAN, date(year, first, 1), last_day(year + (last < first), last))


@st.composite
def deadlines(draw):
    day = draw(everyday)
    note = draw(st.sampled_from([Why.NOTHING, Why.LESSONS_END, Why.BEFORE_MONTH]))
    if note == Why.LESSONS_END:
        day = date(day.year, 5, 31)
    if note == Why.BEFORE_MONTH:
        day = last_day(day.year, day.month)
    return made(TermKind.DEADLINE, None, day, note)


@st.composite
def plan_terms(draw):
    by_day = draw(st.one_of(st.none(), st.integers(1, 31)))
    repeat = (
        Repeat(1, Per.MONTH, by_day) if by_day else Repeat(draw(st.integers(1, 25)), draw(st.sampled_from(list(Per))))
    )
    start = draw(st.dates(PLAN.start, PLAN.end))
    return draw(
        st.sampled_from([
            made(TermKind.PERIOD, PLAN.start, PLAN.end, Why.FROM_PERIOD),
            made(TermKind.PERIOD, PLAN.start, PLAN.end, Why.FROM_PERIOD, open_ended=True),
            made(TermKind.REPEAT, PLAN.start, PLAN.end, Why.FROM_PERIOD, repeat=repeat),
            made(TermKind.SINCE, start, PLAN.end, Why.FROM_PERIOD, open_ended=True),
        ])
    )  # fmt: skip


calendar_terms = st.one_of(parts_of_months(), parts_of_years(), spans(), deadlines())


@given(st.one_of(calendar_terms, plan_terms()), PERSONS)
def test_a_term_is_read_back_from_its_words(term, person):
    term = replace(term, person=person)
    words = render(term)
    assert parse(words, period=PLAN) == replace(term, text=words)


@given(calendar_terms)
def test_so_is_one_that_goes_on_for_ever_or_comes_every_year(term):
    for more in (replace(term, open_ended=True), replace(term, repeat=Repeat(1, Per.YEAR))):
        words = render(more)
        assert parse(words, period=PLAN) == replace(more, text=words)


@pytest.mark.parametrize(
    "words",
    [
        "до 27.10.2020", "До 30.10. 2020 г.", "1 декада ноября 2022 года", "Апрель 2023", "ноябрь - июнь 2025 года",
        "октябрь 2024 года, далее постоянно в процессе реализации модели наставничества", "В течение года",
        "в течение всего периода реализации ЦМН", "2022 - 2023 учебный год.", "июнь 2020 г. – май 2021 г.", "сентября",
        "Ежегодно", "1 раз в месяц", "до 5 числа каждого месяца", "первая неделя сентября", "II квартал 2025 года",
        "до конца учебного года", "«31» 08. 2020 г.", "с 1 сентября", "до 15 октября", "до начала октября 2024 года",
        "не позднее первой недели октября 2024 г.", "до конца I полугодия", "сентябрь, май", "в начале учебного года",
        "по отдельному графику", "осенние каникулы", "31.02.2024", "", "как получится",
        "не позднее 2023/2024", "к середине мая 2025 года", "не позднее первой половины мая 2025 года",
    ],
)  # fmt: skip
def test_what_was_read_can_be_written_and_read_again(words):
    term = parse(words, period=PLAN)
    again = parse(render(term), period=PLAN)
    assert replace(again, text=term.text) == term


def test_every_kind_with_days_of_its_own_has_a_writer():
    without = {
        TermKind.SEVERAL, TermKind.RELATIVE, TermKind.HOLIDAYS, TermKind.SCHEDULE, TermKind.EMPTY, TermKind.UNKNOWN
    }  # fmt: skip
    assert set(WRITERS) == set(TermKind) - without


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("октябрь 2023 года, далее постоянно", "октябрь 2024 года, далее постоянно"),
        ("ноябрь - июнь 2024 года", "ноябрь - июнь 2025 года"), ("2023/24 учебный год", "2024/25 учебный год"),
        ("2023 - 2024 учебный год", "2024 - 2025 учебный год"), ("31.08.20 г.", "31.08.21 г."), ("сентябрь", "сентябрь"),
        ("2099/00", "2100/01"), ("до 15.10.2023, каб. 2023а", "до 15.10.2024, каб. 2024а"), ("2024-10-05", "2025-10-05"),
    ],
)  # fmt: skip
def test_years_of_the_words_move(words, later):
    assert shift_years(words, 1) == later


@given(calendar_terms, st.integers(1, 3))
def test_words_and_days_move_together(term, by):
    term = replace(term, text=render(term))
    moved = shift(term, years=by, period=school_year(2024 + by))
    assert (moved.kind, moved.note, moved.open_ended) == (term.kind, term.note, term.open_ended)
    assert moved.end.year == term.end.year + by
    assert parse(moved.text, period=school_year(2024 + by)) == moved


def test_permanence_is_kept():
    term = parse("ноябрь - июнь 2024 года, далее постоянно в процессе реализации модели наставничества")
    moved = shift(term, years=1, period=PLAN)
    assert moved.text == "ноябрь - июнь 2025 года, далее постоянно в процессе реализации модели наставничества"
    assert (moved.start, moved.end, moved.open_ended) == (date(2024, 11, 1), date(2025, 6, 30), True)


def test_the_29th_of_february_becomes_the_28th():
    moved = shift(parse("до 29.02.2024"), years=1, period=PLAN)
    assert (moved.text, moved.end, moved.sure) == ("до 28.02.2025", date(2025, 2, 28), Sure.WRITTEN)


def test_days_that_a_person_decided_move_by_themselves():
    decided = replace(parse("по отдельному графику"), end=date(2024, 12, 20), resolved=True)
    moved = shift(decided, years=1, period=school_year(2025))
    assert (moved.text, moved.end, moved.resolved) == ("по отдельному графику", date(2025, 12, 20), True)
