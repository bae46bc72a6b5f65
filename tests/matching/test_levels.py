"""What the goals ask for: their weights by hand, their order, and results that were tampered with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import (
    Goal,
    Level,
    Mentee,
    Mentor,
    Pair,
    Rules,
    Unmatched,
    Unproven,
    goals,
    match,
    verify,
)
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.levels import solve, weights_of
from nastavnik.matching.engine.transport import EXACT, NONE
from nastavnik.matching.engine.wishes import everybody, mutual
from tests.matching.cases import by_request, table
from tests.matching.test_goals import MEASURES, RULES, assignments, instances, people


def by_tiers(*tiers, rows=None):
    asking, offering = table(*(rows or [[5]] * len(tiers)))
    return Table([replace(one, tier=tier) for one, tier in zip(asking, tiers, strict=True)], offering, by_request())


class TestWeights:
    def test_the_neediest_tier_weighs_most(self):
        assert goals.need(by_tiers(7, 1, 3)).tolist() == [[1], [3], [2]]

    def test_one_step_of_need_is_above_all_scores_together(self):
        found = goals.most(by_tiers(1, 2, 2))
        assert found.tolist() == [[2 * 3001 + 500], [3001 + 500], [3001 + 500]]

    def test_who_is_covered(self):
        assert goals.served(by_tiers(1, 2, 3), 2).tolist() == [[1], [1], [0]]

    def test_the_lowest_class_costs_more_than_all_of_the_next(self):
        few = by_tiers(1, 1, rows=[[2, 4], [6, 9]])
        # classes: to 200, to 400, to 600; what is above costs nothing
        assert goals.evenness(few, (-1, 200, 400, 600)).tolist() == [[0, 6], [8, 9]]

    @pytest.mark.parametrize("count", [1, 10, 1000, 10_000])
    def test_as_many_classes_as_are_exact(self, count):
        classes, base = goals.most_classes(count), 1 + count
        assert classes >= 1
        assert 4 * base**2 * base ** (classes - 1) < EXACT <= 4 * base**2 * base**classes

    def test_a_level_without_a_name(self):
        with pytest.raises(KeyError):
            weights_of(by_tiers(1), "best")


class TestFaces:
    def test_the_locked_are_no_longer_there(self):
        lock = frozenset({("m0", "t0")})
        face = Face.whole(Table(*table([5, 5], [5, 5], places=[1, 2]), by_request(locked=lock)))
        assert face.allowed.tolist() == [[False, False], [False, True]]
        assert face.places.tolist() == [0, 2]

    def test_columns_given_away_before(self):
        face = Face.whole(Table(*table([5, 5], [5, 5], places=[1, 2]), by_request()), np.array([1, NONE]))
        assert face.allowed.tolist() == [[False, False], [True, True]]
        assert face.places.tolist() == [1, 1]

    def test_what_remains_of_the_best(self):
        whole = Face.whole(Table(*table([9, 8], [7, 0]), by_request()))
        problem = whole.problem(np.array([[900, 800], [700, 0]]))
        best = whole.best(problem, np.array([100, 0]))
        assert best.allowed.tolist() == [[True, True], [True, False]]
        assert (best.needed.tolist(), best.filled.tolist()) == ([True, True], [True, False])

    def test_on_the_next_level_nobody_needed_is_left_out(self):
        whole = Face.whole(Table(*table([9], [9]), by_request()))
        face = replace(whole, needed=np.array([False, True]))
        assert face.problem(np.array([[5], [1]])).solve().tolist() == [NONE, 0]

    @settings(deadline=None, max_examples=60)
    @given(instances())
    def test_the_best_on_one_level_are_all_there_is_on_the_next(self, instance):
        """Every best assignment uses pairs of the face only, and leaves nobody out whom the face needs."""
        rows, places, tiers = instance
        crowd = Table(*people(*instance), RULES)
        solved = solve(crowd, Goal.TOTAL)
        whole = Face.whole(crowd)
        face = whole.best(whole.problem(crowd.points), solved.levels[0].prices)
        measure = MEASURES[Goal.TOTAL]
        greatest = max(measure(choice, rows, tiers) for choice in assignments(rows, places))
        for choice in assignments(rows, places):
            taken = [(row, column) for row, column in enumerate(choice) if column is not None]
            kept = all(face.allowed[pair] for pair in taken) and all(
                choice[row] is not None for row in np.flatnonzero(face.needed)
            )
            kept = kept and all(choice.count(column) == places[column] for column in np.flatnonzero(face.filled))
            assert kept == (measure(choice, rows, tiers) == greatest)


@pytest.mark.parametrize("goal", MEASURES)
@settings(deadline=None, max_examples=120)
@given(instances(mentees=4, mentors=3), st.data())
def test_no_forged_result_passes_for_the_best(goal, instance, data):
    """Any assignment with any prices: what the checker accepts is as good as the best."""
    rows, places, tiers = instance
    mentees, mentors = people(*instance)
    honest = match(mentees, mentors, RULES, goal)
    choice = data.draw(st.sampled_from(list(assignments(rows, places))))
    pairs = tuple(
        Pair(f"m{n}", f"t{column}", rows[n][column] / 10) for n, column in enumerate(choice) if column is not None
    )
    left = tuple(Unmatched(f"m{n}") for n, column in enumerate(choice) if column is None)
    total = sum(rows[n][column] for n, column in enumerate(choice) if column is not None) / 10

    def forged(level: Level) -> Level:
        prices = {
            key: max(0, price + data.draw(st.sampled_from([0, 0, 1, -1, 100])))
            for key, price in level.place_price.items()
        }
        return replace(level, place_price=prices, value=level.value + data.draw(st.sampled_from([0, 0, 0, 100])))

    certificate = replace(
        honest.certificate, covers=tuple(map(forged, honest.certificate.covers)),
        levels=tuple(map(forged, honest.certificate.levels)),
    )  # fmt: skip
    result = replace(honest, pairs=pairs, unmatched=left, total=total, certificate=certificate)
    measure = MEASURES[goal]
    try:
        verify(result, mentees, mentors, RULES)
    except Unproven:
        return
    assert measure(choice, rows, tiers) == max(measure(other, rows, tiers) for other in assignments(rows, places))


class TestRanks:
    PEOPLE = (
        [Mentee("a", request=frozenset({"x"}), wishes=(frozenset({"d"}), frozenset({"c", "d", "z"}))), Mentee("b")],
        [Mentor("c", offers=frozenset({"x"}), wishes=(frozenset({"a", "b"}),)), Mentor("d")],
    )

    def test_wishes_as_they_were_named_the_first_time_and_no_strangers(self):
        mentees, mentors = mutual(Table(*self.PEOPLE, Rules()))
        assert mentees == [{1: 0, 0: 1}, {}]
        assert mentors == [{0: 0, 1: 0}, {}]

    def test_who_named_nobody_takes_all_by_the_score_and_whoever_named_him(self):
        mentees, mentors = everybody(Table(*self.PEOPLE, Rules(weights={"request": 1.0})))
        # b asked for nothing: all are alike to him; d is named by a, though worth nothing to him
        assert mentees == [{1: 0, 0: 1}, {0: 0, 1: 0}]
        assert mentors == [{0: 0, 1: 0}, {1: 0, 0: 1}]

    def test_the_locked_rank_nobody_and_are_ranked_by_nobody(self):
        lock = frozenset({("a", "c")})
        mentees, mentors = everybody(Table(*self.PEOPLE, Rules(locked=lock)))
        assert mentees[0] == {}
        assert all(0 not in ranks for ranks in mentors)
