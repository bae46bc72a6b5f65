"""Stable pairs against every matching there is: nobody blocks, the mentees could not do better, enough are served."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import Goal, Mentee, Mentor, Rules, Unproven, match, verify
from nastavnik.matching.engine.stable import blocking, stable
from tests.matching.cases import by_request, pairs_of, table


@st.composite
def markets(draw, ties=True, mentees=4, mentors=3):
    """Ranks of both sides, with ties or without, not always of everybody; places."""
    n, m = draw(st.integers(1, mentees)), draw(st.integers(1, mentors))

    def ranks(others):
        listed = draw(st.lists(st.sampled_from(range(others)), unique=True))
        if not ties:
            return {one: rank for rank, one in enumerate(listed)}
        return {one: draw(st.integers(0, 2)) for one in listed}

    return [ranks(m) for _ in range(n)], [ranks(n) for _ in range(m)], [draw(st.integers(0, 2)) for _ in range(m)]


def matchings(mentees, mentors, places):
    options = [[-1, *(mentor for mentor in ranks if number in mentors[mentor])] for number, ranks in enumerate(mentees)]
    for choice in itertools.product(*options):
        sizes = Counter(choice)
        if all(sizes[mentor] <= limit for mentor, limit in enumerate(places)):
            yield list(choice)


@settings(deadline=None, max_examples=300)
@given(markets())
def test_nobody_would_rather_swap_and_two_thirds_of_the_most_are_served(market):
    choice = stable(*market)
    assert blocking(*market, choice) == []
    assert choice in list(matchings(*market))
    sizes = [sum(mentor >= 0 for mentor in other) for other in matchings(*market) if not blocking(*market, other)]
    assert 3 * sum(mentor >= 0 for mentor in choice) >= 2 * max(sizes)


@settings(deadline=None, max_examples=200)
@given(markets(ties=False))
def test_without_ties_no_mentee_does_better_in_any_stable_matching(market):
    mentees, _mentors, _places = market
    choice = stable(*market)
    for other in matchings(*market):
        if blocking(*market, other):
            continue
        for ranks, mine, theirs in zip(mentees, choice, other, strict=True):
            assert (mine < 0) == (theirs < 0)
            assert mine < 0 or ranks[mine] <= ranks[theirs]


def hospitals(mentees, mentors, places):
    """Gale and Shapley's own way, without ties: the peer to compare larger instances with."""
    asked = [sorted(ranks, key=ranks.get) for ranks in mentees]
    held = [[] for _mentor in mentors]
    free = list(range(len(mentees)))
    while free:
        mentee = free.pop()
        while asked[mentee]:
            mentor = asked[mentee].pop(0)
            if mentee not in mentors[mentor] or not places[mentor]:
                continue
            held[mentor] = sorted([*held[mentor], mentee], key=mentors[mentor].get)
            if len(held[mentor]) > places[mentor]:
                free.append(held[mentor].pop())
            if mentee in held[mentor]:
                break
            free.remove(mentee)
    found = [-1] * len(mentees)
    for mentor, theirs in enumerate(held):
        for mentee in theirs:
            found[mentee] = mentor
    return found


def test_many_with_strict_lists_as_gale_and_shapley():
    draw = random.Random(5)
    n, m = 400, 120
    mentees = [{mentor: rank for rank, mentor in enumerate(draw.sample(range(m), 12))} for _ in range(n)]
    mentors = []
    for _mentor in range(m):
        order = draw.sample(range(n), n)
        mentors.append({mentee: rank for rank, mentee in enumerate(order)})
    places = [draw.randint(0, 4) for _ in range(m)]
    assert stable(mentees, mentors, places) == hospitals(mentees, mentors, places)


def test_a_tie_is_broken_so_that_more_are_served():
    # m0 likes both mentors alike, m1 accepts t0 only: m0 gives way though he came first
    assert stable([{0: 0, 1: 0}, {0: 0}], [{0: 0, 1: 0}, {0: 0}], [1, 1]) == [1, 0]


def test_who_has_nobody_left_asks_again_and_goes_before_his_equals():
    # m0 prefers t0 and has t1 as well; m1 accepts t0 only and is liked as much
    assert stable([{0: 0, 1: 1}, {0: 0}], [{0: 0, 1: 0}, {0: 0}], [1, 1]) == [1, 0]


class TestBlocking:
    RANKS = ([{0: 0, 1: 1}, {0: 0, 1: 1}], [{0: 0, 1: 1}, {0: 0, 1: 1}])

    def test_a_swap_both_would_like(self):
        assert blocking(*self.RANKS, [1, 1], [1, 0]) == [(0, 0)]

    def test_a_place_that_stays_free(self):
        assert blocking(*self.RANKS, [2, 1], [0, 1]) == [(1, 0)]

    def test_somebody_without_anybody(self):
        assert blocking(*self.RANKS, [1, 1], [0, -1]) == [(1, 1)]

    def test_who_is_not_accepted_blocks_nothing(self):
        assert blocking([{0: 0}], [{}], [1], [-1]) == []


def wishing(*, mentees, mentors, places=None, rows=None):
    """People of a table, each with what he named."""
    asking, offering = table(*(rows or [[5] * len(mentors)] * len(mentees)), places=places)
    return (
        [replace(one, wishes=tuple(map(frozenset, named))) for one, named in zip(asking, mentees, strict=True)],
        [replace(one, wishes=tuple(map(frozenset, named))) for one, named in zip(offering, mentors, strict=True)],
    )


class TestByWishes:
    def test_those_who_named_each_other(self):
        people = wishing(mentees=[[["t0"], ["t1"]], [["t0"]]], mentors=[[["m1"], ["m0"]], [["m0"]]])
        result = match(*people, by_request(), Goal.STABLE)
        assert pairs_of(result) == {"m0": "t1", "m1": "t0"}
        verify(result, *people, by_request())

    def test_who_named_nobody_goes_by_the_scores(self):
        people = wishing(mentees=[[], []], mentors=[[], []], rows=[[9, 8], [7, 0]])
        # t0 and m0 like each other most: the greatest total would part them
        assert pairs_of(match(*people, by_request(), Goal.STABLE)) == {"m0": "t0"}

    def test_who_was_not_named_back_stays_alone(self):
        people = wishing(mentees=[[["t0"]]], mentors=[[["m9"]]])
        assert pairs_of(match(*people, by_request(), Goal.STABLE)) == {}

    def test_a_wish_does_not_break_a_rule(self):
        people = wishing(mentees=[[["t0"], ["t1"]]], mentors=[[["m0"]], [["m0"]]])
        rules = by_request(forbidden=frozenset({("m0", "t0")}))
        assert pairs_of(match(*people, rules, Goal.STABLE)) == {"m0": "t1"}

    def test_wishes_first_then_the_rest_by_the_scores(self):
        people = wishing(
            mentees=[[["t1"]], [], []], mentors=[[], [["m0"]], []], rows=[[9, 1, 9], [9, 9, 2], [8, 9, 8]],
        )  # fmt: skip
        result = match(*people, by_request(), Goal.WISHES)
        assert pairs_of(result) == {"m0": "t1", "m1": "t0", "m2": "t2"}
        assert {pair.mentee: pair.wished for pair in result.pairs} == {"m0": True, "m1": False, "m2": False}
        verify(result, *people, by_request())

    def test_the_locked_take_no_part(self):
        people = wishing(mentees=[[["t0"]], [["t0"]]], mentors=[[["m0"], ["m1"]]])
        rules = by_request(locked=frozenset({("m1", "t0")}))
        for goal in (Goal.STABLE, Goal.WISHES):
            result = match(*people, rules, goal)
            assert pairs_of(result) == {"m1": "t0"}
            verify(result, *people, rules)


@settings(deadline=None, max_examples=60)
@given(st.data())
@pytest.mark.parametrize("goal", [Goal.STABLE, Goal.WISHES])
def test_every_result_is_proven_and_no_other_order_changes_it(goal, data):
    n, m = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    named = {
        side: [
            data.draw(st.lists(st.frozensets(st.sampled_from([f"{letter}{k}" for k in range(others)]), min_size=1), max_size=2))
            for _ in range(count)
        ]
        for side, count, letter, others in (("mentees", n, "t", m), ("mentors", m, "m", n))
    }  # fmt: skip
    rows = data.draw(st.lists(st.lists(st.integers(0, 9), min_size=m, max_size=m), min_size=n, max_size=n))
    mentees, mentors = wishing(**named, rows=rows, places=[data.draw(st.integers(1, 2)) for _ in range(m)])
    result = match(mentees, mentors, by_request(), goal)
    verify(result, mentees, mentors, by_request())
    assert match(mentees[::-1], mentors[::-1], by_request(), goal) == result


class TestChecked:
    PEOPLE = wishing(mentees=[[["t0"], ["t1"]], [["t0"], ["t1"]]], mentors=[[["m0"], ["m1"]], [["m0"], ["m1"]]])

    def test_two_who_would_rather_have_each_other(self):
        other = wishing(mentees=[[["t1"], ["t0"]], [["t0"], ["t1"]]], mentors=[[["m1"], ["m0"]], [["m0"], ["m1"]]])
        swapped = match(*other, by_request(), Goal.STABLE)
        with pytest.raises(Unproven, match="m0 and t0 would rather have each other"):
            verify(swapped, *self.PEOPLE, by_request())

    def test_somebody_who_was_not_accepted(self):
        unasked = wishing(mentees=[[], []], mentors=[[], []])
        result = match(*unasked, by_request(), Goal.STABLE)
        strangers = wishing(mentees=[[["t9"]], [["t9"]]], mentors=[[], []])
        with pytest.raises(Unproven, match="did not accept"):
            verify(result, *strangers, by_request())

    def test_a_pair_of_wishes_that_is_not_there(self):
        result = match(*self.PEOPLE, by_request(), Goal.WISHES)
        forged = replace(result, certificate=replace(result.certificate, stable=frozenset({("m0", "t1")})))
        with pytest.raises(Unproven, match="not among the pairs"):
            verify(forged, *self.PEOPLE, by_request())

    def test_wishes_that_were_not_asked(self):
        result = match(*self.PEOPLE, by_request(), Goal.WISHES)
        with pytest.raises(Unproven):
            verify(
                replace(result, certificate=replace(result.certificate, stable=frozenset())), *self.PEOPLE, by_request()
            )


def test_nobody_at_all():
    for goal in Goal:
        verify(match([], [], Rules(), goal), [], [], Rules())
        verify(match([Mentee("m")], [], Rules(), goal), [Mentee("m")], [], Rules())
        verify(match([], [Mentor("t")], Rules(), goal), [], [Mentor("t")], Rules())
