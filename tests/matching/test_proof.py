"""The checker believes nothing: a true result passes, and every way of bending it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nastavnik.matching.engine import Mentee, Mentor, Pair, Result, Unproven, match, verify
from tests.matching.cases import by_request, table

# the greatest total is 8 + 7: m0–t1, m1–t0
ROWS = ([9, 8], [7, 0])
LOCK = frozenset({("m0", "t0")})


def checked(result, *, rows=ROWS, places=None, **rules):
    verify(result, *table(*rows, places=places), by_request(**rules))


def honest(rows=ROWS, places=None, **rules):
    return match(*table(*rows, places=places), by_request(**rules))


def by_hand(pairs, values, prices, total):
    """A result written by hand: pairs as (mentee, mentor, score)."""
    return Result(tuple(Pair(*pair, ()) for pair in pairs), (), total, values, prices)


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
        checked(by_hand(pairs, {"m0": 0.8, "m1": 0.6}, {"t0": 0.1, "t1": 0.0}, 1.5))


class TestPrices:
    def refused(self, why, **change):
        with pytest.raises(Unproven, match=why):
            checked(replace(honest(), **change))

    def test_all_lowered(self):
        self.refused("The prices bound", mentee_value={"m0": 0.0, "m1": 0.0}, place_price={"t0": 0.0, "t1": 0.0})

    def test_one_raised(self):
        result = honest()
        self.refused("The prices bound", mentee_value={**result.mentee_value, "m0": result.mentee_value["m0"] + 0.1})

    def test_shifted_so_that_the_sum_is_the_same(self):
        # m0 and t0 together cover 0.8 only, and are worth 0.9
        self.refused("worth more", mentee_value={"m0": 0.8, "m1": 0.7}, place_price={"t0": 0.0, "t1": 0.0})

    def test_a_negative_price(self):
        self.refused("negative", mentee_value={"m0": 1.1, "m1": 0.7}, place_price={"t0": 0.0, "t1": -0.3})

    @pytest.mark.parametrize("side", ["mentee_value", "place_price"])
    def test_none_for_anybody(self, side):
        self.refused("price", **{side: {}})

    def test_of_a_stranger(self):
        self.refused("price", place_price={**honest().place_price, "t9": 0.0})


class TestTotals:
    @pytest.mark.parametrize("total", [1.4, 1.6, 0.0])
    def test_another_total(self, total):
        with pytest.raises(Unproven):
            checked(replace(honest(), total=total))

    def test_a_pair_left_out_of_a_true_total(self):
        result = honest()
        with pytest.raises(Unproven, match="pairs"):
            checked(replace(result, pairs=result.pairs[:1]))

    def test_a_worse_pairing_under_the_prices_of_the_best(self):
        worse = (Pair("m0", "t0", 0.9, ()),)
        with pytest.raises(Unproven, match="pairs"):
            checked(replace(honest(), pairs=worse))

    def test_a_worse_pairing_that_tells_its_own_total(self):
        with pytest.raises(Unproven, match="The prices bound"):
            checked(replace(honest(), pairs=(Pair("m0", "t0", 0.9, ()),), total=0.9))

    def test_a_true_pair_with_a_flattered_score(self):
        flattered = (Pair("m0", "t1", 0.9, ()), Pair("m1", "t0", 0.7, ()))
        with pytest.raises(Unproven, match=r"m0 and t1 are worth 0\.8, not 0\.9"):
            checked(replace(honest(), pairs=flattered))

    def test_a_worse_pairing_with_flattered_scores(self):
        flattered = (Pair("m0", "t0", 0.9, ()), Pair("m1", "t1", 0.6, ()))
        with pytest.raises(Unproven):
            checked(replace(honest(), pairs=flattered))


class TestPairs:
    def test_two_mentors_for_one_mentee(self):
        result = honest()
        with pytest.raises(Unproven, match="two mentors"):
            checked(replace(result, pairs=(*result.pairs, Pair("m0", "t0", 0.9, ()))))

    def test_a_mentor_over_his_places(self):
        # with two places 9 + 7 would be right, with one it is not
        generous = honest(places=[2, 1])
        with pytest.raises(Unproven, match="more mentees than places"):
            checked(generous)

    def test_locked_pairs_count_as_places(self):
        pairs = [("m0", "t0", 0.1), ("m1", "t0", 0.9)]
        with pytest.raises(Unproven, match="more mentees than places"):
            checked(by_hand(pairs, {"m0": 0, "m1": 0.9}, {"t0": 0}, 0.9), rows=([1], [9]), locked=LOCK)

    def test_a_pair_that_a_rule_forbids(self):
        with pytest.raises(Unproven, match="m1 and t0"):
            checked(honest(), forbidden=frozenset({("m1", "t0")}))

    def test_a_pair_not_above_the_least(self):
        with pytest.raises(Unproven, match="m1 and t0"):
            checked(honest(), least=0.7)

    @pytest.mark.parametrize("pair", [("m0", "t9"), ("m9", "t0")])
    def test_a_pair_of_a_stranger(self, pair):
        stranger = (Pair(*pair, 0.8, ()), Pair("m1", "t0", 0.7, ()))
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
