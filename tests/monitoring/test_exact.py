"""Permutation tests and their intervals: published examples, scipy, and counting by hand what can be counted by hand."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from itertools import combinations, product

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from nastavnik.monitoring.statistics.exact import (
    ALPHA,
    EXACT_BELOW,
    TESTED_FROM,
    mean_limits,
    median_limits,
    relabel,
    sign_flip,
)

# Darwin's maize, crossed less self-fertilised, in eighths of an inch: Fisher, The Design of Experiments (1935), §17 and §21
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
STEPS = st.integers(-9, 9)
FEW = st.lists(STEPS, min_size=1, max_size=9)
TESTED = st.lists(STEPS, min_size=TESTED_FROM, max_size=11)


class TestPublished:
    def test_fishers_own_count(self):
        """«835 cases exceed 314 and 28 equal it»: 863 of 32 768 on each side, 5,267 %."""
        assert sign_flip(DARWIN) == 2 * 863 / 32768

    def test_which_is_just_not_below_one_in_twenty_so_that_the_interval_holds_nought(self):
        low, high = mean_limits(DARWIN)
        assert low < 0 < Fraction(sum(DARWIN), 15) < high

    @pytest.mark.parametrize(("n", "first", "last"), [(6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15), (30, 10, 21)])
    def test_ranks_of_the_limits_of_a_median(self, n, first, last):
        """Altman, Machin, Bryant, Gardner, Statistics with Confidence, the table of exact 95 % ranks."""
        assert median_limits(list(range(1, n + 1))) == (first, last)


class TestSignFlip:
    @given(FEW)
    def test_it_counts_what_enumeration_counts(self, values):
        sums = [sum(sign * value for sign, value in zip(signs, values, strict=True))
                for signs in product((1, -1), repeat=len(values))]  # fmt: skip
        far = sum(abs(found) >= abs(sum(values)) for found in sums)
        assert sign_flip(values) == far / len(sums)

    @pytest.mark.parametrize("seed", range(5))
    def test_scipy_finds_the_same(self, seed):
        draw = random.Random(seed)
        values = [draw.randint(-4, 6) for _person in range(12)]
        found = stats.permutation_test(
            (numpy.array(values),), numpy.sum, permutation_type="samples", n_resamples=numpy.inf, vectorized=False
        )
        assert sign_flip(values) == pytest.approx(min(1.0, found.pvalue))

    def test_five_who_agree_are_not_enough_and_six_are(self):
        assert sign_flip([1] * 5) == 2 / 32
        assert sign_flip([1] * 6) == 2 / 64 < ALPHA

    def test_noughts_add_nothing(self):
        assert sign_flip([3, 2, 2, 1, 1, -1]) == sign_flip([3, 2, 2, 1, 1, -1, 0, 0, 0])

    @pytest.mark.parametrize("values", [[0] * 8, [1, -1], [0] * 40, [2, -2] * 20])
    def test_no_change_is_never_rare(self, values):
        assert sign_flip(values) == 1.0

    @pytest.mark.parametrize("seed", range(6))
    def test_from_thirty_on_the_normal_distribution_is_near_the_exact_count(self, seed):
        draw = random.Random(seed)
        values = [draw.randint(-3, 4) for _person in range(EXACT_BELOW)]
        ways = Counter({0: 1})
        for value in values:
            ways = sum((Counter({total + step: n for total, n in ways.items()}) for step in (value, -value)), Counter())
        exact = sum(n for total, n in ways.items() if abs(total) >= abs(sum(values))) / 2**EXACT_BELOW
        assert sign_flip(values) == pytest.approx(exact, abs=0.006)


class TestMeanLimits:
    @given(TESTED)
    def test_they_are_order_statistics_of_the_means_of_all_subsets(self, values):
        means = sorted(
            Fraction(sum(chosen), size)
            for size in range(1, len(values) + 1)
            for chosen in combinations(values, size)
        )  # fmt: skip
        # the first mean that the test at it does not refuse: 2 · (1 + those up to it) / 2ⁿ > 0,05
        place = next(place for place in range(len(means)) if 2 * (place + 2) / 2 ** len(values) > ALPHA)
        assert mean_limits(values) == (means[place], means[-1 - place])

    @given(TESTED)
    def test_they_leave_nought_out_exactly_when_the_test_refuses_it(self, values):
        low, high = mean_limits(values)
        assert (not low <= 0 <= high) == (sign_flip(values) <= ALPHA)

    @given(st.lists(STEPS, min_size=EXACT_BELOW, max_size=60))
    def test_so_they_do_beyond_thirty(self, values):
        low, high = mean_limits(values)
        assert (not low <= 0 <= high) == (sign_flip(values) < ALPHA)

    @given(TESTED, st.integers(-20, 20))
    def test_a_shift_of_all_shifts_them_and_a_turn_turns_them(self, values, by):
        low, high = mean_limits(values)
        assert mean_limits([value + by for value in values]) == (low + by, high + by)
        assert mean_limits([-value for value in values]) == (-high, -low)

    @given(st.lists(STEPS, min_size=TESTED_FROM, max_size=50))
    def test_the_mean_is_between_them_and_they_among_the_values(self, values):
        low, high = mean_limits(values)
        assert low <= Fraction(sum(values), len(values)) <= high
        if len(values) < EXACT_BELOW:
            assert min(values) <= low
            assert high <= max(values)

    def test_six_reach_from_the_least_to_the_greatest(self):
        assert mean_limits([3, 1, 4, 1, 5, 9]) == (1, 9)

    def test_all_alike_have_no_spread(self):
        assert mean_limits([2] * 12) == (2, 2)
        assert [float(limit) for limit in mean_limits([2] * 40)] == pytest.approx([2, 2], abs=0.1)

    def test_at_thirty_they_are_near_students(self):
        draw = random.Random(7)
        values = [draw.randint(-4, 6) for _person in range(35)]
        student = stats.t.interval(0.95, 34, numpy.mean(values), stats.sem(values))
        assert [float(limit) for limit in mean_limits(values)] == pytest.approx(student, abs=0.06)

    @pytest.mark.parametrize("limits", [mean_limits, median_limits])
    def test_five_have_none(self, limits):
        assert limits([1, 2, 3, 4, 5]) is None


class TestMedianLimits:
    @given(st.lists(STEPS, min_size=TESTED_FROM, max_size=60))
    def test_scipys_are_the_same(self, values):
        found = stats.quantile_test(values, p=0.5).confidence_interval(0.95)
        assert median_limits(values) == (found.low, found.high)


class TestRelabel:
    @given(st.lists(STEPS, min_size=3, max_size=5), st.lists(STEPS, min_size=4, max_size=6))
    def test_it_counts_what_enumeration_counts(self, one, other):
        both, total = one + other, Fraction(sum(one + other), len(one + other))
        distances = [abs(sum(chosen) - len(one) * total) for chosen in combinations(both, len(one))]
        far = sum(distance >= abs(sum(one) - len(one) * total) for distance in distances)
        expected = far / len(distances) if len(distances) >= 40 else None
        assert relabel(one, other) == expected

    @pytest.mark.parametrize("seed", range(3))
    def test_scipy_finds_the_same(self, seed):
        draw = random.Random(seed)
        one, other = ([draw.randint(1, 10) for _person in range(6)] for _group in range(2))
        found = stats.permutation_test(
            (one, other), lambda a, b: numpy.mean(a) - numpy.mean(b), n_resamples=numpy.inf, vectorized=False
        )
        assert relabel(one, other) == pytest.approx(min(1.0, found.pvalue))

    @pytest.mark.parametrize("seed", range(3))
    def test_from_thirty_on_it_is_near_a_hundred_thousand_shuffles(self, seed):
        draw = random.Random(seed)
        one, other = [draw.randint(1, 8) for _person in range(14)], [draw.randint(2, 9) for _person in range(25)]
        found = stats.permutation_test(
            (one, other), lambda a, b, axis: numpy.mean(a, axis=axis) - numpy.mean(b, axis=axis),
            n_resamples=99_999, vectorized=True, rng=numpy.random.default_rng(seed),
        )  # fmt: skip
        assert relabel(one, other) == pytest.approx(found.pvalue, abs=0.01)

    def test_all_alike_did_not_begin_differently(self):
        assert relabel([5] * 4, [5] * 6) == 1.0 == relabel([5] * 10, [5] * 30)


class TestFalseAlarms:
    """Where nothing changes, the test cries as often as it says, and no oftener."""

    @pytest.mark.parametrize("n", [6, 9, 14, 29, 45])
    def test_not_more_than_one_in_twenty(self, n):
        draw = random.Random(n)
        tables = 600
        alarms = sum(
            sign_flip([draw.randint(1, 10) - draw.randint(1, 10) for _person in range(n)]) <= ALPHA
            for _table in range(tables)
        )
        # three deviations of a count that happens once in twenty
        assert alarms <= tables * ALPHA + 3 * (tables * ALPHA * (1 - ALPHA)) ** 0.5

    @pytest.mark.parametrize("n", [8, 20, 40])
    def test_the_interval_holds_the_true_change(self, n):
        draw = random.Random(n)
        held = 0
        for _table in range(300):
            low, high = mean_limits([2 + draw.randint(0, 6) - draw.randint(0, 6) for _person in range(n)])
            held += low <= 2 <= high
        assert held >= 300 * 0.95 - 3 * (300 * 0.95 * 0.05) ** 0.5
