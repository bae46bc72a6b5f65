"""Entry against exit: methodology §3.6, by hand and by properties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.monitoring.statistics import Change, Direction, Verdict, compare, judge, share, shown

HIGHER, LOWER = Direction
D = Decimal
MARKS = st.integers(0, 100)
PEOPLE = st.lists(st.tuples(st.none() | MARKS, st.none() | MARKS), max_size=40)


class TestByHand:
    def test_the_table_of_the_methodology(self):
        # before 4, 6, 8: mean 6; after 7, 8, 9: mean 8; X = 2; Y = 2/6·100 = 33,3
        assert compare([(4, 7), (6, 8), (8, 9)], HIGHER) == Change(
            3, D("6.0"), D("8.0"), D("2.0"), D("33.3"), Verdict.BETTER, 0, 0
        )

    def test_from_nought_there_is_no_percentage(self):
        found = compare([(0, 1), (0, 2)], HIGHER)
        assert (found.x1, found.x2, found.difference, found.percent) == (D("0.0"), D("1.5"), D("1.5"), None)
        assert found.verdict == Verdict.BETTER

    def test_anxiety_falls_and_that_is_better(self):
        found = compare([(8, 6), (6, 4)], LOWER)
        assert (found.difference, found.percent, found.verdict) == (D("-2.0"), D("-28.6"), Verdict.BETTER)

    def test_and_where_it_rises_that_is_worse(self):
        assert compare([(4, 6)], LOWER).verdict == Verdict.WORSE

    def test_no_change_is_neither(self):
        found = compare([(5, 6), (6, 5)], HIGHER)
        assert (found.difference, found.percent, found.verdict) == (D("0.0"), D("0.0"), Verdict.SAME)

    def test_those_measured_once_are_counted_apart(self):
        """The one who left after the entry must not pull the first mean."""
        found = compare([(4, 8), (10, None), (None, 1), (None, None)], HIGHER)
        assert (found.n, found.x1, found.x2, found.only_entry, found.only_exit) == (1, D("4.0"), D("8.0"), 1, 1)

    def test_nobody_measured_twice_is_no_data(self):
        assert compare([(4, None), (None, 8)], HIGHER) == Change(0, None, None, None, None, Verdict.NO_DATA, 1, 1)

    def test_the_difference_is_of_exact_means_not_of_rounded_ones(self):
        # 16/3 = 5,33 and 17/3 = 5,67; the difference is a third, 0,3, though 5,7 − 5,3 is 0,4
        found = compare([(5, 5), (5, 6), (6, 6)], HIGHER)
        assert (found.x1, found.x2, found.difference) == (D("5.3"), D("5.7"), D("0.3"))

    @pytest.mark.parametrize(("n", "anonymous"), [(2, False), (3, True)])
    def test_below_three_one_could_guess_who_said_what(self, n, anonymous):
        assert compare([(1, 2)] * n, HIGHER).is_anonymous is anonymous


class TestShown:
    @pytest.mark.parametrize(
        ("value", "text"),
        [(Fraction(1, 3), "0.3"), (Fraction(1, 20), "0.1"), (Fraction(-1, 20), "-0.1"), (Fraction(49, 1000), "0.0"),
         (Fraction(5, 2), "2.5"), (Fraction(100), "100.0")],
    )  # fmt: skip
    def test_one_place_halves_away_from_nought(self, value, text):
        assert str(shown(value)).replace("-0.0", "0.0") == text

    @pytest.mark.parametrize(
        ("part", "whole", "percent"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 5, 0), (5, 5, 100), (0, 0, None)]
    )
    def test_shares_are_whole_percents(self, part, whole, percent):
        assert share(part, whole) == percent


class TestProperties:
    @given(PEOPLE)
    def test_everybody_is_counted_once(self, people):
        found = compare(people, HIGHER)
        nothing = sum(pair == (None, None) for pair in people)
        assert found.n + found.only_entry + found.only_exit + nothing == len(people)

    @given(PEOPLE)
    def test_the_other_direction_turns_the_verdict_round(self, people):
        turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
        up, down = compare(people, HIGHER), compare(people, LOWER)
        assert turned.get(up.verdict, up.verdict) == down.verdict
        assert (up.x1, up.x2, up.difference, up.percent) == (down.x1, down.x2, down.difference, down.percent)

    @given(PEOPLE)
    def test_the_order_of_people_does_not_matter(self, people):
        assert compare(people, HIGHER) == compare(people[::-1], HIGHER)

    @given(st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=30))
    def test_means_lie_between_the_least_and_the_greatest(self, people):
        found = compare(people, HIGHER)
        before = [one for one, _two in people]
        assert min(before) <= found.x1 <= max(before)
        assert abs(found.x2 - found.x1 - found.difference) <= D("0.1")

    @given(st.fractions())
    def test_a_verdict_follows_the_exact_difference(self, difference):
        """A change too small to be shown is still a change."""
        verdict = judge(difference, HIGHER)
        assert verdict == (Verdict.SAME if not difference else Verdict.BETTER if difference > 0 else Verdict.WORSE)

    @given(st.integers(0, 1000), st.integers(1, 1000))
    def test_a_share_is_the_nearest_percent(self, part, whole):
        assert abs(share(part, whole) - Fraction(100 * part, whole)) <= Fraction(1, 2)
