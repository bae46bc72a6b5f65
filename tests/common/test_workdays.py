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


# the government's decrees of 10.08.2023 № 1314, 04.10.2024 № 1335 and 24.09.2025 № 1466
FREE = (
    "2024-04-29", "2024-04-30", "2024-05-10", "2024-12-30", "2024-12-31",
    "2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03", "2025-12-31",
    "2026-01-09", "2026-12-31",
)  # fmt: skip
WORKING_SATURDAYS = ("2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01")


@pytest.mark.parametrize("day", FREE)
def test_a_day_the_government_made_free(day):
    assert date.fromisoformat(day).weekday() < 5
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKING_SATURDAYS)
def test_a_saturday_the_government_made_working(day):
    assert date.fromisoformat(day).weekday() == 5
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-03-09", "2026-05-11", "2027-05-10", "2027-06-14"])
def test_a_holiday_on_a_week_end_moves_to_the_next_working_day(day):
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-01-09", "2025-05-05", "2026-01-12", "2026-05-12"])
def test_the_days_beside_them_are_worked(day):
    assert is_working(date.fromisoformat(day))


def test_notice_over_the_end_of_a_year():
    # of 2025: Tuesday 30 December is worked, the 31st and the days up to 11 January are not
    assert working_days_between(date(2025, 12, 29), date(2026, 1, 13)) == 3


def test_notice_over_a_working_saturday():
    assert working_days_between(date(2025, 10, 31), date(2025, 11, 5)) == 2


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
