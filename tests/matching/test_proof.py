"""The checker believes nothing: a true result passes, and every way of bending it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nastavnik.matching.engine import (
    Certificate,
    Level,
    Mentee,
    Mentor,
    Pair,
    Result,
    Unmatched,
    Unproven,
    match,
    verify,
)  # fmt: skip
from tests.matching.cases import by_request, table

# the greatest total is 8 + 7: m0–t1, m1–t0
ROWS = ([9, 8], [7, 0])
LOCK = frozenset({("m0", "t0")})


def checked(result, *, rows=ROWS, places=None, **rules):
    verify(result, *table(*rows, places=places), by_request(**rules))


def honest(rows=ROWS, places=None, **rules):
    return match(*table(*rows, places=places), by_request(**rules))


def by_hand(pairs, prices, total):
    """A result written by hand: pairs as (mentee, mentor, score), prices in thousandths."""
    level = Level("total", round(1000 * total), prices)
    return Result(tuple(Pair(*pair) for pair in pairs), (), total, Certificate(levels=(level,)))


def priced(result, **change):
    """The same result with another first level."""
    first, *rest = result.certificate.levels
    return replace(result, certificate=replace(result.certificate, levels=(replace(first, **change), *rest)))


class TestAccepted:
    @pytest.mark.parametrize("rows", [ROWS, ([9], [5]), ([0, 0],), ([5, 6, 0], [0, 5, 6], [4, 0, 5])])
    def test_what_the_solver_gives(self, rows):
        checked(honest(rows), rows=rows)

    def test_groups(self):
        rows, places = ([9, 0], [8, 0], [7, 6]), [2, 1]
        checked(honest(rows, places), rows=rows, places=places)

    def test_locked_and_forbidden_pairs(self):
        rules = {"locked": LOCK, "forbidden": frozenset({("m1", "t0")})}
        checked(honest(**rules), **rules)

    def test_a_locked_pair_behind_a_barrier(self):
        checked(honest(locked=LOCK, forbidden=LOCK), locked=LOCK, forbidden=LOCK)

    def test_a_mentor_full_of_locked_pairs_needs_no_price(self):
        rows = ([1], [9])
        checked(honest(rows, locked=LOCK), rows=rows, locked=LOCK)

    def test_nobody(self):
        verify(match([], []), [], [])

    def test_prices_worked_out_by_hand(self):
        # t0 costs 1, so m0 gets 8 of either mentor, m1 keeps 6: 8 + 6 + 1 = 15 tenths
        pairs = [("m0", "t1", 0.8), ("m1", "t0", 0.7)]
        checked(by_hand(pairs, {"t0": 100, "t1": 0}, 1.5))

    def test_other_prices_that_prove_the_same(self):
        checked(by_hand([("m0", "t1", 0.8), ("m1", "t0", 0.7)], {"t0": 300, "t1": 200}, 1.5))


class TestPrices:
    def refused(self, why, **change):
        with pytest.raises(Unproven, match=why):
            checked(priced(honest(), **change))

    def test_too_low_for_what_is_there(self):
        self.refused("bound the level by 1600", place_price={"t0": 0, "t1": 0})

    def test_too_high(self):
        self.refused("bound the level by 1600", place_price={"t0": 800, "t1": 0})

    def test_a_negative_price(self):
        self.refused("negative", place_price={"t0": 100, "t1": -100})

    @pytest.mark.parametrize("price", [0.5, 1 << 62, "100"])
    def test_a_price_that_is_no_small_whole_number(self, price):
        self.refused("no whole number", place_price={"t0": 100, "t1": price})

    def test_none_for_anybody(self):
        self.refused("price is missing", place_price={})

    def test_of_a_stranger(self):
        self.refused("somebody unknown", place_price={"t0": 100, "t1": 0, "t9": 0})

    def test_a_flattered_value(self):
        self.refused("said was 1600", value=1600)

    def test_a_level_of_another_goal(self):
        self.refused("not those of the goal", name="most")

    def test_no_level_at_all(self):
        with pytest.raises(Unproven, match="not those of the goal"):
            checked(replace(honest(), certificate=Certificate()))


class TestTotals:
    @pytest.mark.parametrize("total", [1.4, 1.6, 0.0])
    def test_another_total(self, total):
        with pytest.raises(Unproven):
            checked(replace(honest(), total=total))

    def test_a_pair_left_out_of_a_true_total(self):
        result = honest()
        with pytest.raises(Unproven, match="neither in a pair"):
            checked(replace(result, pairs=result.pairs[:1]))

    def test_a_worse_pairing_under_the_prices_of_the_best(self):
        worse = (Pair("m0", "t0", 0.9),)
        with pytest.raises(Unproven, match="pairs are worth"):
            checked(replace(honest(), pairs=worse, unmatched=(Unmatched("m1"),)))

    def test_a_worse_pairing_that_tells_its_own_total(self):
        worse = replace(honest(), pairs=(Pair("m0", "t0", 0.9),), unmatched=(Unmatched("m1"),), total=0.9)
        with pytest.raises(Unproven, match="The prices bound the level by 1500, the matching is worth 900"):
            checked(priced(worse, value=900))

    def test_a_true_pair_with_a_flattered_score(self):
        flattered = (Pair("m0", "t1", 0.9), Pair("m1", "t0", 0.7))
        with pytest.raises(Unproven, match=r"m0 and t1 are worth 0\.8, not 0\.9"):
            checked(replace(honest(), pairs=flattered))

    def test_a_worse_pairing_with_flattered_scores(self):
        flattered = (Pair("m0", "t0", 0.9), Pair("m1", "t1", 0.6))
        with pytest.raises(Unproven):
            checked(replace(honest(), pairs=flattered))


class TestPairs:
    def test_two_mentors_for_one_mentee(self):
        result = honest()
        with pytest.raises(Unproven, match="two mentors"):
            checked(replace(result, pairs=(*result.pairs, Pair("m0", "t0", 0.9))))

    def test_a_mentor_over_his_places(self):
        # with two places 9 + 7 would be right, with one it is not
        generous = honest(places=[2, 1])
        with pytest.raises(Unproven, match="more mentees than places"):
            checked(generous)

    def test_locked_pairs_count_as_places(self):
        pairs = [("m0", "t0", 0.1), ("m1", "t0", 0.9)]
        with pytest.raises(Unproven, match="more mentees than places"):
            checked(by_hand(pairs, {"t0": 0}, 0.9), rows=([1], [9]), locked=LOCK)

    def test_a_pair_that_a_rule_forbids(self):
        with pytest.raises(Unproven, match="m1 and t0"):
            checked(honest(), forbidden=frozenset({("m1", "t0")}))

    def test_a_pair_not_above_the_least(self):
        with pytest.raises(Unproven, match="m1 and t0"):
            checked(honest(), least=0.7)

    @pytest.mark.parametrize("pair", [("m0", "t9"), ("m9", "t0")])
    def test_a_pair_of_a_stranger(self, pair):
        stranger = (Pair(*pair, 0.8), Pair("m1", "t0", 0.7))
        with pytest.raises(Unproven, match="unknown"):
            checked(replace(honest(), pairs=stranger))

    def test_a_locked_pair_that_was_dropped(self):
        with pytest.raises(Unproven, match="locked"):
            checked(honest(), locked=LOCK)

    def test_other_people_than_those_matched(self):
        with pytest.raises(Unproven):
            verify(honest(), [Mentee("x")], [Mentor("y")])


def test_it_is_a_value_error_for_those_who_do_not_know_it():
    assert issubclass(Unproven, ValueError)
