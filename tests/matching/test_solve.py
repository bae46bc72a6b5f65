"""The matching on instances small enough to be worked out by hand; scores are tenths of the tables."""

from __future__ import annotations

import pytest

from nastavnik.matching.engine import Contradiction, Mentee, Mentor, Rules, match
from tests.matching.cases import by_request, pairs_of, table


def solve(*rows, places=None, **rules):
    return match(*table(*rows, places=places), by_request(**rules))


def left(result):
    """Who was left, and why in words."""
    return {one.mentee: [str(reason) for reason in one.reasons] for one in result.unmatched}


class TestTheGreatestTotal:
    def test_one_and_one(self):
        result = solve([7])
        assert (pairs_of(result), result.total, result.unmatched) == ({"m0": "t0"}, 0.7, ())

    def test_the_first_best_pair_is_not_taken_greedily(self):
        # m0–t0 is worth most, but then m1 gets nothing: 9 + 0 < 8 + 7
        result = solve([9, 8], [7, 0])
        assert (pairs_of(result), result.total) == ({"m0": "t1", "m1": "t0"}, 1.5)

    def test_a_chain_of_three(self):
        # the diagonal is 5 + 5 + 5, one step aside is 6 + 6 + 4
        result = solve([5, 6, 0], [0, 5, 6], [4, 0, 5])
        assert (pairs_of(result), result.total) == ({"m0": "t1", "m1": "t2", "m2": "t0"}, 1.6)

    def test_more_pairs_are_not_worth_more_by_themselves(self):
        # one pair of 9 and nobody beside it is more than 4 + 4
        result = solve([9, 4], [4, 0])
        assert (pairs_of(result), result.total) == ({"m0": "t0"}, 0.9)

    def test_pairs_come_best_first(self):
        result = solve([3, 0, 0], [0, 9, 0], [0, 0, 6])
        assert [pair.mentee for pair in result.pairs] == ["m1", "m2", "m0"]

    def test_equals_come_by_their_keys(self):
        assert [pair.mentee for pair in solve([5, 0], [0, 5]).pairs] == ["m0", "m1"]

    def test_a_pair_carries_its_score_and_parts(self):
        (pair,) = solve([7]).pairs
        assert (pair.score, pair.locked) == (0.7, False)
        assert next(part.value for part in pair.parts if part.name == "request") == 0.7


class TestCapacities:
    def test_a_mentor_takes_as_many_as_he_can(self):
        result = solve([9], [5], [7], places=[2])
        assert (pairs_of(result), result.total) == ({"m0": "t0", "m2": "t0"}, 1.6)

    def test_more_places_than_mentees(self):
        assert pairs_of(solve([9], [5], places=[15])) == {"m0": "t0", "m1": "t0"}

    def test_a_second_place_is_better_than_a_worse_mentor(self):
        assert pairs_of(solve([9, 2], [8, 2], places=[2, 1])) == {"m0": "t0", "m1": "t0"}

    def test_a_full_mentor_sends_on_the_one_who_loses_least(self):
        # 9 + 8 + 7 does not fit; m2 loses one tenth elsewhere, m0 loses 9, m1 loses 8
        result = solve([9, 0], [8, 0], [7, 6], places=[2, 1])
        assert pairs_of(result) == {"m0": "t0", "m1": "t0", "m2": "t1"}


class TestNobody:
    def test_nobody_at_all(self):
        result = match([], [])
        assert (result.pairs, result.unmatched, result.total) == ((), (), 0)

    def test_no_mentees(self):
        assert match([], [Mentor("t")]).pairs == ()

    def test_no_mentors(self):
        assert left(match([Mentee("m")], [])) == {"m": ["В базе нет отобранных наставников."]}

    def test_nobody_eligible(self):
        mentors = [Mentor("t", kind="teacher"), Mentor("u", meeting_format="online")]
        result = match([Mentee("m", meeting_format="in_person")], mentors, Rules(mentor_kinds=frozenset({"pupil"})))
        assert result.pairs == ()
        assert left(result)["m"] == [
            "Ни один наставник не подходит.",
            "Наставник другой формы. Таких наставников: 1, без этого правила подошло бы: 1.",
            "Один хочет встречаться очно, другой онлайн. Таких наставников: 1, без этого правила подошло бы: 1.",
        ]

    def test_the_commonest_rule_is_told_first(self):
        mentors = [Mentor("a", meeting_format="online"), Mentor("b", grade=3), Mentor("c", grade=2)]
        told = left(match([Mentee("m", grade=5, meeting_format="in_person")], mentors))["m"]
        assert told[1] == (
            "Ученик-наставник должен учиться в более старшем классе. Таких наставников: 2, без этого правила подошло бы: 2."
        )

    def test_a_rule_that_never_stands_alone_is_not_blamed(self):
        mentors = [Mentor("a", meeting_format="online", grade=2), Mentor("b", meeting_format="online", grade=9)]
        told = left(match([Mentee("m", grade=5, meeting_format="in_person")], mentors))["m"]
        assert told == [
            "Ни один наставник не подходит.",
            "Один хочет встречаться очно, другой онлайн. Таких наставников: 2, без этого правила подошло бы: 1.",
            "Ученик-наставник должен учиться в более старшем классе. Таких наставников: 1.",
        ]

    def test_where_somebody_fits_no_exception_is_asked_for(self):
        mentors = [Mentor("a"), Mentor("b", meeting_format="online")]
        people = [Mentee("m", request=frozenset({"x"}), meeting_format="in_person", wanted=frozenset({"pupil"})),
                  Mentee("n", meeting_format="in_person", wanted=frozenset({"teacher"}))]  # fmt: skip
        assert left(match(people, mentors, Rules(weights={"wanted": 1.0, "time": 1.0})))["n"] == [
            "Подходят наставников: 1, но их места заняты теми, кому они нужнее.",
            "Один хочет встречаться очно, другой онлайн. Таких наставников: 1.",
        ]

    def test_somebody_for_whom_no_place_is_left(self):
        told = "Подходят наставников: 1, но их места заняты теми, кому они нужнее."
        assert left(solve([9], [5])) == {"m1": [told]}

    def test_a_mentor_without_a_single_point_is_not_said_to_be_taken(self):
        assert left(solve([0])) == {"m0": ["Ни один наставник не подходит."]}

    def test_a_mentor_below_the_least_is_not_said_to_be_taken(self):
        assert left(solve([3], least=0.4)) == {"m0": ["Ни один наставник не подходит."]}


class TestForbidden:
    def test_a_forbidden_pair_gives_way_to_the_next(self):
        assert pairs_of(solve([9, 2], forbidden=frozenset({("m0", "t0")}))) == {"m0": "t1"}

    def test_all_forbidden(self):
        result = solve([9], forbidden=frozenset({("m0", "t0")}))
        assert left(result)["m0"][1] == "Эта пара исключена. Таких наставников: 1, без этого правила подошло бы: 1."

    def test_a_forbidden_mentor_is_no_alternative(self):
        (pair,) = solve([9, 8], forbidden=frozenset({("m0", "t1")})).pairs
        assert pair.alternatives == ()


class TestLocked:
    LOCKED = frozenset({("m0", "t0")})

    def test_it_stays_whatever_it_costs(self):
        # without the lock 9 + 8; with it m1 has nobody but t1
        result = solve([1, 9], [8, 2], locked=self.LOCKED)
        assert pairs_of(result) == {"m0": "t0", "m1": "t1"}
        assert {pair.mentee: pair.locked for pair in result.pairs} == {"m0": True, "m1": False}

    def test_the_total_is_of_the_free_pairs(self):
        assert solve([1, 9], [8, 2], locked=self.LOCKED).total == 0.2

    def test_it_takes_its_place_first(self):
        result = solve([1], [9], locked=self.LOCKED)
        assert pairs_of(result) == {"m0": "t0"}
        assert list(left(result)) == ["m1"]

    def test_the_places_beside_it_are_still_free(self):
        assert pairs_of(solve([1], [9], places=[2], locked=self.LOCKED)) == {"m0": "t0", "m1": "t0"}

    def test_it_is_stronger_than_a_barrier(self):
        result = solve([1], locked=self.LOCKED, forbidden=self.LOCKED)
        assert [(pair.mentee, pair.score) for pair in result.pairs] == [("m0", 0.1)]


class TestTheLeast:
    def test_what_is_not_above_it_is_not_proposed(self):
        result = solve([4, 0], [0, 5], least=0.4)
        assert (pairs_of(result), result.total) == ({"m1": "t1"}, 0.5)

    def test_nor_named_as_an_alternative(self):
        (pair,) = solve([9, 5, 4], least=0.4).pairs
        assert [other.mentor for other in pair.alternatives] == ["t1"]


class TestAlternatives:
    def test_the_three_next_best_with_their_difference(self):
        (pair,) = solve([5, 9, 2, 7, 6]).pairs
        assert [(other.mentor, other.score, other.difference) for other in pair.alternatives] == [
            ("t3", 0.7, -0.2), ("t4", 0.6, -0.3), ("t0", 0.5, -0.4),
        ]  # fmt: skip

    def test_a_better_mentor_who_is_needed_elsewhere(self):
        result = solve([9, 8], [7, 0])
        (other,) = next(pair for pair in result.pairs if pair.mentee == "m0").alternatives
        assert (other.mentor, other.difference) == ("t0", 0.1)

    def test_equals_by_their_keys(self):
        (pair,) = solve([5, 5, 9, 5]).pairs
        assert [other.mentor for other in pair.alternatives] == ["t0", "t1", "t3"]

    def test_nobody_to_whom_nothing_is_common(self):
        (pair,) = solve([9, 0]).pairs
        assert pair.alternatives == ()


class TestPrices:
    """In thousandths; the lowest that prove it: what one more place would bring."""

    def prices(self, *rows, **more):
        (level,) = solve(*rows, **more).certificate.levels
        return level.place_price

    def test_a_place_that_two_want_costs_what_the_loser_would_give(self):
        assert self.prices([9], [5]) == {"t0": 500}

    def test_or_what_he_would_give_more_than_for_another(self):
        assert self.prices([9, 0], [8, 0], [7, 6], places=[2, 1]) == {"t0": 100, "t1": 0}

    def test_a_place_that_stays_free_costs_nothing(self):
        assert self.prices([9], places=[3]) == {"t0": 0}

    def test_everybody_has_one_even_where_no_pair_is_possible(self):
        assert self.prices([0, 0]) == {"t0": 0, "t1": 0}

    def test_the_value_is_the_total(self):
        (level,) = solve([9, 8], [7, 0]).certificate.levels
        assert (level.name, level.value, level.bounds) == ("total", 1500, ())


class TestRefusals:
    def test_keys_of_mentees_repeat(self):
        with pytest.raises(ValueError, match="Keys repeat"):
            match([Mentee("m"), Mentee("m")], [Mentor("t")])

    def test_keys_of_mentors_repeat(self):
        with pytest.raises(ValueError, match="Keys repeat"):
            match([Mentee("m")], [Mentor("t"), Mentor("t")])

    def test_one_key_on_both_sides_is_fine(self):
        assert pairs_of(match([Mentee("x")], [Mentor("x")])) == {"x": "x"}

    @pytest.mark.parametrize("capacity", [0, -1])
    def test_a_mentor_without_places(self, capacity):
        with pytest.raises(ValueError, match="at least one"):
            match([Mentee("m")], [Mentor("t", capacity=capacity)])

    @pytest.mark.parametrize("pair", [("m0", "x"), ("x", "t0")])
    def test_a_locked_pair_of_somebody_unknown(self, pair):
        with pytest.raises(ValueError, match="unknown"):
            solve([5], locked=frozenset({pair}))

    def test_a_mentee_locked_to_two_mentors_is_said_in_words(self):
        told = r"За наставляемым закреплено несколько наставников \(m0: t0, t1\). Оставьте одного."
        with pytest.raises(Contradiction, match=told):
            solve([5, 5], locked=frozenset({("m0", "t0"), ("m0", "t1")}))

    def test_more_locked_than_places_too_and_both_at_once(self):
        with pytest.raises(Contradiction) as refused:
            solve([5, 5], [5, 5], locked=frozenset({("m0", "t0"), ("m0", "t1"), ("m1", "t0")}))
        assert [reason.params for reason in refused.value.reasons] == [
            {"mentee": "m0", "mentors": "t0, t1"}, {"mentor": "t0", "locked": 2, "places": 1},
        ]  # fmt: skip
