"""What is said of one parameter and of a table: ranks, effect, those who left, correction; published examples and scipy."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from nastavnik.monitoring.statistics import Direction, Evidence, Interval, Missing, compare, evidence, holm, missing
from nastavnik.monitoring.statistics.exact import sign_flip
from nastavnik.monitoring.statistics.paired import effect_interval, rank_biserial, signed_ranks

D = Decimal
STEPS = st.integers(-9, 9)
MANY = st.lists(STEPS, min_size=6, max_size=25)
PEOPLE = st.lists(st.tuples(st.none() | st.integers(1, 10), st.none() | st.integers(1, 10)), max_size=25)

# depression before and after, in thousandths: Hollander & Wolfe (1973) p. 29, the example of R's wilcox.test
BEFORE = [1830, 500, 1620, 2480, 1680, 1880, 1550, 3060, 1300]
AFTER = [878, 647, 598, 2050, 1060, 1290, 1060, 3140, 1290]
# anxiety of adolescents before and after a training: statpsy.ru, «Пример расчета T-критерия Вилкоксона»
ANXIETY = [(15, 14), (14, 11), (16, 17), (18, 19), (21, 20), (21, 18), (20, 15), (15, 17), (17, 14), (13, 12)]


def differences(values):
    return [two - one for one, two in values]


class TestRanks:
    def test_the_example_of_r(self):
        """V = 40, one-sided p = 0,01953."""
        ranks = signed_ranks(differences(zip(AFTER, BEFORE, strict=True)))
        assert sum(rank for rank in ranks if rank > 0) == 2 * 40
        assert sign_flip(ranks) / 2 == pytest.approx(0.01953, abs=5e-6)

    def test_a_russian_textbook_example_with_ties(self):
        """T = 3 + 3 + 6 = 12 above the critical 10: not significant."""
        found = evidence(ANXIETY)
        assert sum(rank for rank in signed_ranks(differences(ANXIETY)) if rank > 0) == 2 * 12
        assert found.rank_p > 0.05
        assert found.effect == D("-0.56")  # (12 − 43) / 55

    def test_noughts_take_the_lowest_ranks_and_weigh_nothing(self):
        # |0|, |0|, |1|, |1|, |−3|: ranks 1,5 1,5 3,5 3,5 5, twice
        assert sorted(signed_ranks([0, 1, -3, 0, 1])) == [-10, 0, 0, 7, 7]

    @pytest.mark.parametrize("seed", range(6))
    def test_scipys_exact_wilcoxon_with_ties_and_noughts_is_the_same(self, seed):
        draw = random.Random(seed)
        values = [draw.randint(-3, 4) for _person in range(11)]
        found = stats.wilcoxon(values, zero_method="pratt", method=stats.PermutationMethod(n_resamples=numpy.inf))
        assert sign_flip(signed_ranks(values)) == pytest.approx(min(1.0, found.pvalue))

    @given(MANY)
    def test_ranks_are_those_of_scipy(self, values):
        ranks = stats.rankdata(numpy.abs(values)) * numpy.sign(values)
        assert sorted(signed_ranks(values)) == sorted(int(2 * rank) for rank in ranks)


class TestEffect:
    @pytest.mark.parametrize(("values", "effect"), [([1] * 8, 1), ([-2] * 8, -1), ([0] * 8, 0), ([1, -1] * 4, 0)])
    def test_its_ends_and_its_middle(self, values, effect):
        assert rank_biserial(signed_ranks(values)) == effect

    def test_those_who_did_not_change_make_it_smaller(self):
        """One of ten who rose is not a full effect: 10 of 55."""
        assert rank_biserial(signed_ranks([0] * 9 + [1])) == Fraction(10, 55)

    @given(MANY)
    def test_its_interval_holds_it_and_stays_within(self, values):
        effect, found = float(rank_biserial(signed_ranks(values))), effect_interval(signed_ranks(values))
        assert -1 <= found.low <= effect + 0.005
        assert effect - 0.005 <= found.high <= 1

    def test_it_is_wilsons_where_all_ranks_are_alike(self):
        """Nine of twelve equal steps up: the interval of a share of nine in twelve, stretched from −1 to 1."""
        wilson = stats.binomtest(9, 12).proportion_ci(method="wilson")
        found = effect_interval(signed_ranks([1] * 9 + [-1] * 3))
        assert [float(found.low), float(found.high)] == pytest.approx(
            [2 * wilson.low - 1, 2 * wilson.high - 1], abs=0.005
        )

    @pytest.mark.parametrize(("shift", "n"), [(0, 8), (0, 20), (1, 12), (2, 12), (3, 12), (3, 40)])
    def test_it_covers_what_it_promises(self, shift, n):
        draw = random.Random(shift * 100 + n)

        def sample(size):
            return [shift + round(draw.gauss(0, 2)) for _person in range(size)]

        truth = float(rank_biserial(signed_ranks(sample(4000))))
        found = [effect_interval(signed_ranks(sample(n))) for _table in range(300)]
        assert sum(one.low <= truth <= one.high for one in found) >= 300 * 0.91


class TestEvidence:
    def test_by_hand(self):
        # differences 2 2 1 1 1 −1 make 6; all plus, and each 1 alone with minus, make as much: 5 of 64, and 5 below −6
        values = [(4, 6), (5, 7), (3, 4), (6, 7), (5, 6), (7, 6)]
        assert evidence(values) == Evidence(
            6, 5, 1, D("1.0"), Interval(D("-1.0"), D("2.0")), Interval(D("-1.0"), D("2.0")),
            p=10 / 64, rank_p=10 / 64, effect=D("0.76"), effect_interval=evidence(values).effect_interval,
        )  # fmt: skip

    def test_below_three_nothing_at_all(self):
        assert evidence([(1, 9), (2, 8), (3, None), (None, 4)]) is None

    @pytest.mark.parametrize("n", [3, 4, 5])
    def test_below_six_the_counts_and_the_median_alone(self, n):
        assert evidence([(1, 3)] * n) == Evidence(n, n, 0, D("2.0"))

    def test_those_who_stayed_the_same_are_the_rest(self):
        assert evidence([(1, 1), (1, 2), (2, 1), (3, 3)]).same == 2

    @given(PEOPLE)
    def test_the_order_of_people_does_not_matter(self, people):
        assert evidence(people) == evidence(people[::-1])

    @given(PEOPLE)
    def test_the_interval_holds_the_difference_of_the_table(self, people):
        found, change = evidence(people), compare(people, Direction.HIGHER)
        if found and found.interval:
            assert found.interval.low <= change.difference <= found.interval.high

    @given(PEOPLE)
    def test_measured_backwards_everything_turns_round(self, people):
        there, back = evidence(people), evidence([(two, one) for one, two in people])
        if there:
            assert (there.rose, there.fell, there.p, there.rank_p) == (back.fell, back.rose, back.p, back.rank_p)
            assert (there.median, there.effect) == (-back.median, back.effect and -back.effect)


class TestMissing:
    def test_those_who_left_began_lower(self):
        values = [(mark, mark) for mark in (7, 7, 8, 8, 9, 6)] + [(mark, None) for mark in (2, 3, 3, 4)]
        # of 210 divisions none but the observed one is as far
        assert missing(values) == Missing(4, 6, D("3.0"), D("7.5"), 1 / 210)

    @pytest.mark.parametrize(("left", "stayed"), [(2, 8), (8, 2), (0, 5), (0, 0)])
    def test_few_are_counted_and_not_told_of(self, left, stayed):
        values = [(1, None)] * left + [(9, 9)] * stayed
        assert missing(values) == Missing(left, stayed)

    def test_three_and_three_have_means_and_no_test(self):
        found = missing([(1, None)] * 3 + [(9, 9)] * 3)
        assert (found.mean_left, found.mean_stayed, found.p) == (D("1.0"), D("9.0"), None)

    def test_an_exit_without_an_entry_is_nobody_who_left(self):
        assert missing([(None, 5)] * 4 + [(5, 5)] * 4) == Missing(0, 4)


class TestHolm:
    def test_the_textbook_table(self):
        """p = 0,01 0,04 0,03 0,005: four at the smallest, three at the next, never falling."""
        assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])

    def test_what_was_not_tested_counts_for_nothing(self):
        assert holm([None, 0.02, None, 0.5]) == pytest.approx([None, 0.04, None, 0.5])
        assert holm([None, None]) == [None, None]
        assert holm([]) == []

    @given(st.lists(st.floats(0, 1), max_size=7))
    def test_it_is_the_closed_procedure_over_bonferroni(self, found):
        """Independently (Marcus, Peritz & Gabriel 1976): the worst Bonferroni p of all sets a hypothesis belongs to."""
        places = range(len(found))
        sets = list(chain.from_iterable(combinations(places, size) for size in range(1, len(found) + 1)))
        worst = [
            max(min(1.0, len(one) * min(found[k] for k in one)) for one in sets if place in one) for place in places
        ]
        assert holm(found) == pytest.approx(worst)

    def test_twenty_parameters_that_did_not_change_seldom_cry(self):
        draw = random.Random(5)
        cries = 0
        for _programme in range(150):
            table = [evidence([(draw.randint(1, 10), draw.randint(1, 10)) for _n in range(12)]).p for _k in range(20)]
            cries += min(holm(table)) < 0.05
        assert cries <= 150 * 0.05 + 3 * (150 * 0.05 * 0.95) ** 0.5


def test_twenty_parameters_of_sixty_persons_take_a_fifth_of_a_second_at_most():
    draw = random.Random(1)
    tables = [[(draw.randint(1, 10), draw.randint(1, 10)) for _person in range(60)] for _parameter in range(20)]
    began = time.process_time()
    for values in tables:
        evidence(values)
        missing(values)
    assert time.process_time() - began < 0.2


def test_it_is_counted_without_numpy():
    code = (
        "import sys; from nastavnik.monitoring.statistics import evidence; evidence([(1, 2)] * 12 + [(3, 1)] * 30);"
        "print([name for name in ('numpy', 'scipy', 'django') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
