"""Working days of the Russian calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.common.workdays import is_working, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "so"),
    [
        (date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2026, 11, 22), False), (date(2026, 11, 4), False),
        (date(2027, 1, 8), False), (date(2027, 1, 11), True), (date(2027, 2, 23), False), (date(2027, 3, 8), False),
        (date(2026, 5, 1), False), (date(2026, 6, 12), False), (date(2026, 5, 8), True),
    ],
)  # fmt: skip
def test_week_ends_and_holidays_are_free(day, so):
    assert is_working(day) is so


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 25), 3), (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 25), date(2026, 11, 20), 0), (date(2026, 12, 31), date(2027, 1, 12), 2),
    ],
)  # fmt: skip
def test_the_first_day_does_not_count_and_the_last_does(first, last, days):
    assert working_days_between(first, last) == days


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_terms_add_up(first, one, two):
    middle, last = first + timedelta(days=one), first + timedelta(days=one + two)
    assert working_days_between(first, middle) + working_days_between(middle, last) == working_days_between(first, last)
