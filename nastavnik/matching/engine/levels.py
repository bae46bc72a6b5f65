"""Solves the goals that are levels of transport problems, and keeps for every level the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nastavnik.matching.engine import goals
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.transport import NONE, Ints, Problem


@dataclass(frozen=True)
class Proven:
    """A level at its best: `name` says of `weights_of` which, `bounds` are of a level of evenness."""

    name: str
    value: int
    prices: Ints
    bounds: tuple[int, ...] = ()


@dataclass(frozen=True)
class Solved:
    """The column of each mentee or `NONE`, without the locked; covers by tier, then the levels in their order."""

    choice: Ints
    covers: tuple[Proven, ...]
    levels: tuple[Proven, ...]


TOTAL, MOST, NEED, EVEN, TIER = "total", "most", "need", "even", "tier"


def weights_of(table: Table, name: str, bounds: tuple[int, ...] = ()) -> Ints:
    """The weights of a level by its name. Raises KeyError for a name that is none."""
    if name == EVEN:
        return goals.evenness(table, bounds)
    if name == TOTAL:
        return table.points
    return {MOST: goals.most, NEED: goals.need}[name](table)


def solve(table: Table, goal: Goal, taken: Ints | None = None) -> Solved:
    """The best matching by `TOTAL`, `MOST` or `FAIR`; `taken` are columns given away before, by row."""
    face = Face.whole(table, taken)
    if goal == Goal.FAIR:
        return _fair(table, face)
    name = TOTAL if goal == Goal.TOTAL else MOST
    problem = face.problem(weights_of(table, name))
    return proven(table, goal, face, problem.solve())


def proven(table: Table, goal: Goal, face: Face, choice: Ints) -> Solved:
    """A matching of `TOTAL` or `MOST` with its prices. Raises ArithmeticError where it is not the best."""
    name = TOTAL if goal == Goal.TOTAL else MOST
    covers = () if goal == Goal.TOTAL else cover(table, face, choice)
    return Solved(choice, covers, (_prove(name, face.problem(weights_of(table, name)), choice),))


def _prove(name: str, problem: Problem, choice: Ints, bounds: tuple[int, ...] = ()) -> Proven:
    return Proven(name, problem.value(choice), problem.moves(choice).prices(), bounds)


def cover(table: Table, face: Face, choice: Ints) -> tuple[Proven, ...]:
    """For each tier, prices of 0 and 1 that show: of it and the needier ones no more can be served (König 1931)."""
    found = []
    tiers = goals.tiers(table)
    for tier in np.unique(tiers):
        mine = tiers <= tier
        problem = Problem(goals.served(table, int(tier)), face.allowed & mine[:, None], face.places)
        found.append(_prove(TIER, problem, np.where(mine, choice, NONE), (int(tier),)))
    return tuple(found)


def _fair(table: Table, face: Face) -> Solved:
    """Need first; then, level by level, as few pairs as can be of the lowest points, of the next, and so on."""
    problem = face.problem(goals.need(table))
    start = face.problem(goals.most(table)).solve()
    levels = [_prove(NEED, problem, start)]
    covers = cover(table, face, start)
    rest, choice, handled = face.best(problem, levels[0].prices), start, -1
    while (bounds := _next_classes(table, rest, choice, handled)) is not None:
        problem = rest.problem(goals.evenness(table, bounds))
        choice = problem.solve()
        levels.append(_prove(EVEN, problem, choice, bounds))
        rest, handled = rest.best(problem, levels[-1].prices), bounds[-1]
    return Solved(choice, covers, tuple(levels))


def _next_classes(table: Table, face: Face, choice: Ints, handled: int) -> tuple[int, ...] | None:
    """The bounds of the next classes: what no pair needs any more in one, then each value by itself; None at the end."""
    chosen = np.flatnonzero(choice != NONE)
    mine = table.points[chosen, choice[chosen]]
    if mine.max(initial=-1) <= handled:
        return None
    lowest = int(mine[mine > handled].min())
    found = np.unique(table.points[face.allowed])
    below = [int(value) for value in found[(found > handled) & (found < lowest)][-1:]]
    from_lowest = [int(value) for value in found[found >= lowest]]
    room = goals.most_classes(len(table.mentees)) - len(below)
    return (handled, *below, *from_lowest[: max(room, 1)])
