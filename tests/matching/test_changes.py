"""What a change brings is what a matching found anew would bring, and it is as well proven."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import Contradiction, Goal, Mentee, Mentor, Rules
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.changes import (
    Difference,
    Move,
    allow,
    difference,
    forbid,
    lock,
    unlock,
    with_places,
    with_weights,
)  # fmt: skip
from nastavnik.matching.engine.matching import Matching
from nastavnik.matching.engine.proof import check
from nastavnik.matching.engine.score import PARTS
from tests.matching.cases import by_request, pairs_of, table
from tests.matching.people import MENTEE, MENTOR
from tests.matching.test_against_solvers import crowd
from tests.matching.test_goals import instances, people

weightings = st.fixed_dictionaries({name: st.integers(0, 3) for name in PARTS})
TRANSPORT = [Goal.TOTAL, Goal.MOST]


def solved(*rows, places=None, goal=Goal.TOTAL, **rules):
    return Matching(Table(*table(*rows, places=places), by_request(**rules)), goal)


def anew(matching):
    """The same question asked without what was known."""
    return Matching(Table(matching.table.mentees, matching.table.mentors, matching.table.rules), matching.goal)


def level_of(matching):
    return [(level.name, level.value) for level in (*matching.certificate.covers, *matching.certificate.levels)]


@st.composite
def steps(draw):
    """A change by its name and two numbers, taken by what there is."""
    name = draw(st.sampled_from(["lock", "unlock", "forbid", "allow", "places"]))
    return name, draw(st.integers(0, 9)), draw(st.integers(0, 9))


def take(matching, step):
    name, first, second = step
    mentee = matching.table.mentees[first % len(matching.table.mentees)].key
    mentor = matching.table.mentors[second % len(matching.table.mentors)].key
    if name == "unlock":
        return unlock(matching, mentee)
    if name == "places":
        return with_places(matching, mentor, 1 + first % 4)
    return {"lock": lock, "forbid": forbid, "allow": allow}[name](matching, mentee, mentor)


@pytest.mark.parametrize("goal", TRANSPORT)
@settings(deadline=None, max_examples=150)
@given(instances(), st.lists(steps(), min_size=1, max_size=5))
def test_a_chain_of_changes_is_as_good_as_found_anew(goal, instance, taken):
    matching = Matching(Table(*people(*instance), by_request()), goal)
    for step in taken:
        try:
            matching = take(matching, step)
        except Contradiction:
            continue
        fresh = anew(matching)
        assert level_of(matching) == level_of(fresh)
        assert (matching.table.possible == fresh.table.possible).all()
        check(matching.result, matching.table)


@settings(deadline=None, max_examples=40)
@given(instances(), steps(), st.sampled_from([Goal.FAIR, Goal.STABLE, Goal.WISHES]))
def test_other_goals_are_asked_anew(instance, step, goal):
    matching = Matching(Table(*people(*instance), by_request()), goal)
    try:
        changed = take(matching, step)
    except Contradiction:
        return
    assert changed.result == anew(changed).result


@settings(deadline=None, max_examples=80)
@given(st.lists(MENTEE, min_size=1, max_size=6), st.lists(MENTOR, min_size=1, max_size=4), weightings, weightings)
@pytest.mark.parametrize("goal", Goal)
def test_other_weights_are_as_good_as_found_anew(goal, mentees, mentors, before, after):
    mentees = [replace(one, key=f"m{n}", tier=1 + n % 3) for n, one in enumerate(mentees)]
    mentors = [replace(one, key=f"t{n}") for n, one in enumerate(mentors)]
    changed = with_weights(Matching(Table(mentees, mentors, Rules(weights=before)), goal), after)
    assert changed.table.rules.weights == after
    assert (changed.table.points == anew(changed).table.points).all()
    assert level_of(changed) == level_of(anew(changed))
    check(changed.result, changed.table)


def test_other_weights_of_many():
    mentees, mentors, rules = crowd(150, 40, seed=3)
    changed = with_weights(Matching(Table(mentees, mentors, rules), Goal.MOST), {"request": 0.5, "age": 0.5})
    assert level_of(changed) == level_of(anew(changed))


class TestChanges:
    def test_a_lock_moves_those_in_its_way(self):
        before = solved([9, 8], [7, 0])
        after = lock(before, "m0", "t0")
        assert pairs_of(after.result) == {"m0": "t0"}
        assert difference(before, after) == Difference(
            -1, {1: -1}, -0.6, (Move("m0", "t1", "t0"), Move("m1", "t0", None))
        )

    def test_a_lock_of_what_is_there_moves_nobody(self):
        before = solved([9, 8], [7, 0])
        assert difference(before, lock(before, "m0", "t1")) == Difference(0, {}, 0.0, ())

    def test_a_lock_twice_is_the_same_matching(self):
        once = lock(solved([9, 8], [7, 0]), "m0", "t1")
        assert lock(once, "m0", "t1") is once

    def test_a_lock_without_a_place(self):
        with pytest.raises(Contradiction, match="закреплено больше"):
            lock(lock(solved([9], [7]), "m0", "t0"), "m1", "t0")

    def test_unlocked_everything_is_as_before(self):
        before = solved([9, 8], [7, 0])
        assert unlock(lock(before, "m0", "t0"), "m0").result == before.result

    def test_unlocking_who_is_not_locked_changes_nothing(self):
        before = solved([9, 8], [7, 0])
        assert unlock(before, "m0").result == before.result

    def test_forbidden_and_allowed_again(self):
        before = solved([9, 8], [7, 0])
        without = forbid(before, "m1", "t0")
        assert pairs_of(without.result) == {"m0": "t0"}
        assert allow(without, "m1", "t0").result == before.result

    def test_one_more_place_and_one_less(self):
        before = solved([9], [5])
        more = with_places(before, "t0", 2)
        assert difference(before, more) == Difference(1, {1: 1}, 0.5, (Move("m1", None, "t0"),))
        assert with_places(more, "t0", 1).result == before.result

    def test_fewer_places_than_locked(self):
        with pytest.raises(Contradiction, match="мест 1"):
            with_places(solved([9], [5], places=[2], locked=frozenset({("m0", "t0"), ("m1", "t0")})), "t0", 1)

    def test_other_weights(self):
        mentees = [Mentee("m", request=frozenset({"x"}), interests=frozenset({"y"}))]
        mentors = [Mentor("a", offers=frozenset({"x"})), Mentor("b", interests=frozenset({"y"}))]
        before = Matching(Table(mentees, mentors, Rules(weights={"request": 1.0})))
        after = with_weights(before, {"interests": 1.0})
        assert (pairs_of(before.result), pairs_of(after.result)) == ({"m": "a"}, {"m": "b"})
        assert after.result.total == 0.5

    def test_the_tiers_of_those_who_gain_and_lose(self):
        mentees, mentors = people([[9], [5]], [1], [2, 1])
        before = Matching(Table(mentees, mentors, by_request()), Goal.MOST)
        after = lock(before, "m0", "t0")
        assert difference(before, after).by_tier == {1: -1, 2: 1}

    def test_groups_are_formed_anew(self):
        mentees, mentors = table([9, 2], [8, 2], places=[2, 2])
        mentors = [replace(mentors[0], minimum=2), mentors[1]]
        before = Matching(Table(mentees, mentors, by_request()))
        assert pairs_of(before.result) == {"m0": "t0", "m1": "t0"}
        assert pairs_of(forbid(before, "m1", "t0").result) == {"m0": "t1", "m1": "t1"}


class TestResumed:
    def resumed(self, rows, pairs, goal=Goal.TOTAL, places=None):
        return Matching.resumed(Table(*table(*rows, places=places), by_request()), goal, pairs)

    @pytest.mark.parametrize("pairs", [{"m0": "t0", "m1": "t1"}, {"m0": "t1", "m1": "t0"}])
    def test_pairs_as_good_as_any_are_kept(self, pairs):
        assert pairs_of(self.resumed([(5, 5), (5, 5)], pairs.items()).result) == pairs

    def test_strangers_are_passed_over(self):
        given = [("m0", "t0"), ("gone", "t0"), ("m0", "gone")]
        assert pairs_of(self.resumed([(5,)], given[:2]).result) == {"m0": "t0"}

    @pytest.mark.parametrize(
        "pairs",
        [
            pytest.param([("m0", "t0"), ("m1", "t1")], id="no longer the best"),
            pytest.param([("m0", "t1")], id="somebody has come"),
            pytest.param([("m0", "t0"), ("m1", "t0")], id="more than there are places"),
        ],
    )
    def test_others_are_found_anew(self, pairs):
        assert pairs_of(self.resumed([(3, 9), (9, 3)], pairs).result) == {"m0": "t1", "m1": "t0"}

    def test_so_are_all_of_a_goal_of_several_levels(self):
        fair = self.resumed([(9, 5), (5, 0)], [("m0", "t0")], Goal.FAIR)
        assert pairs_of(fair.result) == {"m0": "t1", "m1": "t0"}
