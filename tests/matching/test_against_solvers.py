"""Larger instances beside HiGHS and scipy's assignment: the same sums, and every certificate holds."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array

from nastavnik.matching.engine import Goal, Mentee, Mentor, Rules, match, verify
from nastavnik.matching.engine.arrays import Table

SIZES = [(150, 40), (90, 60)]


def crowd(n, m, seed):
    """People of a large school; many words, few places, some pairs below the least."""
    draw = random.Random(seed)
    words = [f"слово {number}" for number in range(25)]

    def some(most):
        return frozenset(draw.sample(words, draw.randint(1, most)))

    mentees = [
        Mentee(f"m{k:03}", some(3), some(3), grade=draw.randint(5, 11), tier=draw.randint(1, 3)) for k in range(n)
    ]
    mentors = [
        Mentor(f"t{k:03}", some(6), some(3), grade=draw.randint(8, 11), capacity=draw.randint(1, 4)) for k in range(m)
    ]
    return mentees, mentors, Rules(least=0.3)


def highs(weights, possible, places):
    """The greatest sum of weights by HiGHS's mixed-integer solver."""
    rows, columns = np.nonzero(possible)
    ones, pairs = np.ones(len(rows)), np.arange(len(rows))
    constraints = [
        LinearConstraint(coo_array((ones, (rows, pairs)), shape=(len(weights), len(rows))).tocsr(), -np.inf, 1),
        LinearConstraint(coo_array((ones, (columns, pairs)), shape=(len(places), len(rows))).tocsr(), -np.inf, places),
    ]
    solved = milp(-weights[rows, columns].astype(float), integrality=ones, bounds=Bounds(0, 1), constraints=constraints,
                  options={"mip_rel_gap": 0})  # fmt: skip
    taken = solved.x > 0.5
    return rows[taken], columns[taken]


@pytest.mark.parametrize(("n", "m"), SIZES)
def test_the_total_as_by_highs_and_by_the_hungarian_method(n, m):
    mentees, mentors, rules = crowd(n, m, seed=n)
    table = Table(mentees, mentors, rules)
    result = match(mentees, mentors, rules)
    verify(result, mentees, mentors, rules)
    points = np.where(table.possible, table.points, 0)
    rows, columns = highs(points, table.possible, table.places)
    wide = np.repeat(points, table.places, axis=1)
    assert round(1000 * result.total) == points[rows, columns].sum()
    assert round(1000 * result.total) == wide[linear_sum_assignment(wide, maximize=True)].sum()


@pytest.mark.parametrize(("n", "m"), SIZES)
def test_as_many_of_every_tier_as_by_highs(n, m):
    mentees, mentors, rules = crowd(n, m, seed=n)
    table = Table(mentees, mentors, rules)
    result = match(mentees, mentors, rules, Goal.MOST)
    verify(result, mentees, mentors, rules)
    matched = {pair.mentee for pair in result.pairs}
    for tier in (1, 2, 3):
        mine = np.array([one.tier <= tier for one in table.mentees])
        rows, _columns = highs(np.ones(table.shape), table.possible & mine[:, None], table.places)
        assert sum(one.tier <= tier and one.key in matched for one in mentees) == len(rows)


@pytest.mark.parametrize(("n", "m"), SIZES)
def test_the_worst_pair_is_the_best_that_so_many_can_have(n, m):
    mentees, mentors, rules = crowd(n, m, seed=n)
    mentees = [replace(one, tier=1) for one in mentees]
    table = Table(mentees, mentors, rules)
    result = match(mentees, mentors, rules, Goal.FAIR)
    verify(result, mentees, mentors, rules)
    worst = round(1000 * min(pair.score for pair in result.pairs))
    enough, _columns = highs(np.ones(table.shape), table.possible & (table.points >= worst), table.places)
    too_few, _columns = highs(np.ones(table.shape), table.possible & (table.points > worst), table.places)
    assert len(enough) == len(result.pairs)
    assert len(too_few) < len(result.pairs)


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_is_proven_on_a_large_school(goal):
    mentees, mentors, rules = crowd(400, 120, seed=1)
    verify(match(mentees, mentors, rules, goal), mentees, mentors, rules)
