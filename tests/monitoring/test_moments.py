"""Days, school years and ages."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.monitoring.indicator import Tally
from nastavnik.monitoring.moments import Moment
from tests import factories as f


def born_between(moment, youngest, oldest):
    """The first and the last birthday of those of that age."""
    bounds = dict(moment.aged("person", youngest, oldest).children)
    return bounds["person__birth_date__gt"], bounds["person__birth_date__lte"]


@pytest.mark.parametrize(
    ("day", "starts_in"),
    [
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2027, 8, 31), 2026),
    ],
)
def test_a_school_year_goes_from_september_to_august(day, starts_in):
    assert Moment.at(day) == Moment(starts_in, day)


def test_the_last_day_is_the_whole_year():
    assert Moment.whole(2026) == Moment(2026, date(2027, 8, 31))
    assert Moment.at(date(2027, 8, 31)).is_whole
    assert not Moment.at(date(2027, 8, 30)).is_whole


def test_it_is_called_as_a_school_year_is():
    assert Moment.whole(2026).year == str(f.YearFactory.build(starts_in=2026))


@pytest.mark.parametrize(
    ("day", "included"),
    [
        (date(2026, 8, 31), False),  # the year before
        (date(2026, 9, 1), True),
        (date(2026, 11, 21), True),
        (date(2026, 11, 22), False),  # tomorrow
        (date(2027, 9, 1), False),
    ],
)
def test_what_lies_in_it_so_far(day, included):
    assert Moment.at(date(2026, 11, 21)).includes(day) is included


@pytest.mark.parametrize(
    ("day", "after", "until"),
    [
        (date(2026, 11, 21), date(2006, 11, 21), date(2016, 11, 21)),
        (date(2028, 2, 29), date(2008, 2, 28), date(2018, 2, 28)),
        (date(2026, 2, 28), date(2006, 2, 28), date(2016, 2, 28)),
    ],
)
def test_ages_on_ordinary_and_leap_days(day, after, until):
    assert born_between(Moment.at(day), 10, 19) == (after, until)


class TestTally:
    def test_counts_add_up(self):
        assert Tally(2, 1) + Tally(3, 4) == Tally(5, 5)

    def test_so_does_what_they_are_taken_of_once_somebody_knows_it(self):
        assert (Tally(2, whole=4) + Tally(1, whole=3)).whole == 7
        assert (Tally(2, whole=4) + Tally()).whole == 4
        assert (Tally() + Tally()).whole is None

    def test_names_are_one_however_often_they_come(self):
        first, second = (Tally(len(names), names=frozenset(names)) for names in ("аб", "бв"))
        assert first + second == Tally(3, names=frozenset("абв"))

    def test_whose_name_is_missing_is_counted_beside(self):
        assert Tally(1, names=frozenset("а")) + Tally(unknown=2) == Tally(1, 2, names=frozenset("а"))
