"""Every goal against all assignments there are, on instances small enough to try them all; and its certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import Goal, Mentee, Mentor, Unproven, match, verify
from nastavnik.matching.engine.people import Rules
from tests.matching.cases import by_request, pairs_of, table

RULES = by_request()


@st.composite
def instances(draw, mentees=5, mentors=4, most=3, tiers=3):
    """A table of scores in tenths, the places of each mentor, the tier of each mentee."""
    width = draw(st.integers(1, mentors))
    rows = draw(st.lists(st.lists(st.integers(0, 10), min_size=width, max_size=width), min_size=1, max_size=mentees))
    places = draw(st.lists(st.integers(1, most), min_size=width, max_size=width))
    return rows, places, draw(st.lists(st.integers(1, tiers), min_size=len(rows), max_size=len(rows)))


def people(rows, places, tiers):
    mentees, mentors = table(*rows, places=places)
    return [replace(one, tier=tier) for one, tier in zip(mentees, tiers, strict=True)], mentors


def assignments(rows, places) -> Iterator[tuple[int | None, ...]]:
    """Every way to give each mentee a mentor worth something, or none, within the places."""
    if not rows:
        yield ()
        return
    for number, score in enumerate([*rows[0], None]):
        if score is None:
            yield from ((None, *rest) for rest in assignments(rows[1:], places))
        elif score and places[number]:
            fewer = [*places[:number], places[number] - 1, *places[number + 1 :]]
            yield from ((number, *rest) for rest in assignments(rows[1:], fewer))


def choice_of(result, rows):
    found = pairs_of(result)
    return tuple(int(found[f"m{n}"][1:]) if f"m{n}" in found else None for n in range(len(rows)))


def by_tier(choice, tiers):
    served = Counter(tier for tier, mentor in zip(tiers, choice, strict=True) if mentor is not None)
    return tuple(served[tier] for tier in (1, 2, 3))


def scores(choice, rows):
    return [rows[n][mentor] for n, mentor in enumerate(choice) if mentor is not None]


MEASURES = {
    Goal.TOTAL: lambda choice, rows, tiers: sum(scores(choice, rows)),
    Goal.MOST: lambda choice, rows, tiers: (by_tier(choice, tiers), sum(scores(choice, rows))),
    Goal.FAIR: lambda choice, rows, tiers: (by_tier(choice, tiers), sorted(scores(choice, rows))),
}


@pytest.mark.parametrize("goal", MEASURES)
@settings(deadline=None, max_examples=120)
@given(instances())
def test_no_assignment_is_better_and_the_checker_agrees(goal, instance):
    rows, places, tiers = instance
    mentees, mentors = people(*instance)
    result = match(mentees, mentors, RULES, goal)
    measure = MEASURES[goal]
    best = max(measure(choice, rows, tiers) for choice in assignments(rows, places))
    assert measure(choice_of(result, rows), rows, tiers) == best
    verify(result, mentees, mentors, RULES)


@settings(deadline=None, max_examples=60)
@given(instances())
def test_the_neediest_first_costs_nobody_a_place(instance):
    rows, places, _tiers = instance
    most = max(len(scores(choice, rows)) for choice in assignments(rows, places))
    assert len(match(*people(*instance), RULES, Goal.MOST).pairs) == most


@pytest.mark.parametrize("goal", [Goal.MOST, Goal.FAIR])
@settings(deadline=None, max_examples=40)
@given(instances(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(goal, instance, chance):
    mentees, mentors = people(*instance)
    first = match(mentees, mentors, RULES, goal)
    chance.shuffle(mentees)
    chance.shuffle(mentors)
    assert match(mentees, mentors, RULES, goal) == first


@pytest.mark.parametrize("goal", [Goal.MOST, Goal.FAIR])
@settings(deadline=None, max_examples=60)
@given(instances())
def test_another_matching_never_passes_for_the_best(goal, instance):
    """Whatever the prices of the best, a result with the pairs of another goal passes only where it is as good."""
    rows, _places, tiers = instance
    mentees, mentors = people(*instance)
    best, another = match(mentees, mentors, RULES, goal), match(mentees, mentors, RULES)
    forged = replace(another, goal=goal, certificate=best.certificate)
    measure = MEASURES[goal]
    same = measure(choice_of(another, rows), rows, tiers) == measure(choice_of(best, rows), rows, tiers)
    if same:
        verify(forged, mentees, mentors, RULES)
    else:
        with pytest.raises(Unproven):
            verify(forged, mentees, mentors, RULES)


class TestMost:
    def test_two_pairs_are_better_than_one_good_one(self):
        result = match(*table([9, 4], [4, 0]), RULES, Goal.MOST)
        assert (pairs_of(result), result.total) == ({"m0": "t1", "m1": "t0"}, 0.8)

    def test_who_needs_it_more_is_served_though_he_fits_worse(self):
        result = match(*people([[9], [1]], [1], [2, 1]), RULES, Goal.MOST)
        assert pairs_of(result) == {"m1": "t0"}

    def test_the_certificate_covers_every_tier(self):
        covers = match(*people([[9], [1], [5]], [1], [2, 1, 2]), RULES, Goal.MOST).certificate.covers
        assert [(level.bounds, level.value, dict(level.place_price)) for level in covers] == [
            ((1,), 1, {"t0": 0}), ((2,), 1, {"t0": 1}),
        ]  # fmt: skip

    def test_without_a_cover_nothing_is_proven(self):
        mentees, mentors = people([[9], [1]], [1], [2, 1])
        result = match(mentees, mentors, RULES, Goal.MOST)
        bare = replace(result, certificate=replace(result.certificate, covers=result.certificate.covers[:1]))
        with pytest.raises(Unproven, match="without its cover"):
            verify(bare, mentees, mentors, RULES)


class TestFair:
    def test_the_worst_pair_is_as_good_as_possible(self):
        # 10 + 1 is more, 5 + 5 is fairer
        assert pairs_of(match(*table([10, 5], [5, 1]), RULES, Goal.FAIR)) == {"m0": "t1", "m1": "t0"}

    def test_then_the_next_worst(self):
        # m2 gets 2 in any case; of the others 6 + 6 comes before 9 + 5
        rows = ([9, 6, 0], [6, 5, 0], [0, 0, 2])
        assert pairs_of(match(*table(*rows), RULES, Goal.FAIR)) == {"m0": "t1", "m1": "t0", "m2": "t2"}

    def test_classes_that_are_left_out_are_found(self):
        mentees, mentors = table([10, 5], [5, 1])
        result = match(mentees, mentors, RULES, Goal.FAIR)
        first, *_even = result.certificate.levels
        for levels in ((first,), ()):
            with pytest.raises(Unproven):
                verify(replace(result, certificate=replace(result.certificate, levels=levels)), mentees, mentors, RULES)

    def test_a_class_too_wide_is_found(self):
        mentees, mentors = table([10, 5], [5, 1])
        unfair = match(mentees, mentors, RULES, Goal.MOST)
        fair = match(mentees, mentors, RULES, Goal.FAIR)
        need, even = fair.certificate.levels[0], fair.certificate.levels[1]
        wide = replace(even, bounds=(-1, 1000), place_price={"t0": 0, "t1": 0}, value=0)
        forged = replace(unfair, goal=Goal.FAIR, certificate=replace(fair.certificate, levels=(need, wide)))
        with pytest.raises(Unproven, match="too wide"):
            verify(forged, mentees, mentors, RULES)

    def test_classes_that_overlap_are_found(self):
        mentees, mentors = table([10, 5], [5, 1])
        fair = match(mentees, mentors, RULES, Goal.FAIR)
        need, even = fair.certificate.levels[0], fair.certificate.levels[1]
        shuffled = replace(even, bounds=tuple(reversed(even.bounds)))
        with pytest.raises(Unproven, match="do not follow"):
            verify(
                replace(fair, certificate=replace(fair.certificate, levels=(need, shuffled))), mentees, mentors, RULES
            )


class TestGroups:
    """A mentor who takes at least two, or nobody."""

    @pytest.mark.parametrize("goal", [Goal.TOTAL, Goal.MOST])
    @settings(deadline=None, max_examples=50)
    @given(instances(mentees=4, mentors=3), st.lists(st.integers(1, 3), min_size=3, max_size=3))
    def test_against_all_assignments(self, goal, instance, least):
        rows, places, tiers = instance
        mentees, mentors = people(*instance)
        mentors = [replace(one, minimum=n) for one, n in zip(mentors, least, strict=False)]
        if all(one.minimum == 1 for one in mentors):
            mentors[0] = replace(mentors[0], minimum=2)
        result = match(mentees, mentors, RULES, goal)
        verify(result, mentees, mentors, RULES)

        def kept(choice):
            sizes = Counter(choice)
            return all(sizes[n] == 0 or sizes[n] >= one.minimum for n, one in enumerate(mentors))

        if goal == Goal.TOTAL:
            best = max(sum(scores(c, rows)) for c in assignments(rows, places) if kept(c))
            assert sum(scores(choice_of(result, rows), rows)) == best
        else:
            rank = {tier: len(set(tiers)) - n for n, tier in enumerate(sorted(set(tiers)))}

            def worth(choice):
                need = sum(rank[tier] for tier, mentor in zip(tiers, choice, strict=True) if mentor is not None)
                return need, sum(scores(choice, rows))

            assert worth(choice_of(result, rows)) == max(worth(c) for c in assignments(rows, places) if kept(c))

    def test_a_group_of_one_is_not_made(self):
        mentees, mentors = table([9, 2], [0, 2], places=[2, 2])
        result = match(mentees, [replace(mentors[0], minimum=2), mentors[1]], RULES)
        assert pairs_of(result) == {"m0": "t1", "m1": "t1"}

    def test_a_group_too_small_is_no_result(self):
        mentees, mentors = table([9], places=[2])
        result = match(mentees, mentors, RULES)
        with pytest.raises(Unproven, match="smaller than its mentor takes"):
            verify(result, mentees, [replace(mentors[0], minimum=2)], RULES)

    def test_a_sum_below_the_bound_is_no_result(self):
        mentees, mentors = table([9, 2], [0, 2], places=[2, 2])
        mentors = [replace(mentors[0], minimum=2), mentors[1]]
        result = match(mentees, mentors, RULES)
        with pytest.raises(Unproven, match="bounds the steps"):
            verify(replace(result, certificate=replace(result.certificate, bound=(500,))), mentees, mentors, RULES)

    def test_a_locked_pair_makes_its_group_stand(self):
        lock = frozenset({("m0", "t0")})
        mentees, mentors = table([1, 9], [1, 9], places=[2, 2])
        mentors = [replace(mentors[0], minimum=2), mentors[1]]
        assert pairs_of(match(mentees, mentors, by_request(locked=lock))) == {"m0": "t0", "m1": "t0"}

    def test_a_locked_pair_that_can_never_be_a_group(self):
        lock = frozenset({("m0", "t0")})
        mentees, mentors = table([1, 9], [0, 9], places=[2, 2])
        with pytest.raises(ValueError, match="locked pairs cannot"):
            match(mentees, [replace(mentors[0], minimum=2), mentors[1]], by_request(locked=lock))

    @pytest.mark.parametrize("goal", [Goal.FAIR, Goal.STABLE, Goal.WISHES])
    def test_not_by_every_goal(self, goal):
        with pytest.raises(ValueError, match="smallest size"):
            match([Mentee("m")], [Mentor("t", minimum=2, capacity=2)], Rules(), goal)
