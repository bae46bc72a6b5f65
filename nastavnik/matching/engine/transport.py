"""The transport problem in whole numbers: the greatest sum of weights, its prices, and the cheapest moves around it.

n mentees by m mentors with places; everything is an exact integer, so that a proof needs no tolerance. An occupant of a
mentor is a mentee or nobody; «none» is one more mentor, number m, where everybody may stay for nothing. `moves[a, b]` is
the least loss when one occupant of a goes over to b. A matching is of the greatest sum exactly when no circle of moves
gains (Klein 1967), and the least distances from «none» are then its prices, the lowest there are: the price of a place
is what one more such place would bring (Gale & Shapley's lattice for assignments: Shapley & Shubik 1971).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NONE = -1
# further than any real loss, and far enough below 2^63 that three of them still add up
FAR = 1 << 60
# a float counts to here without a gap; the solver works in floats
EXACT = 1 << 53


@dataclass(frozen=True)
class Problem:
    """`weights` n × m of at least nought, counted only where `allowed`; `places` m, without those of locked pairs."""

    weights: Ints
    allowed: Mask
    places: Ints

    def solve(self) -> Ints:
        """The column of each mentee, or `NONE`. Raises OverflowError where the sums would not be exact."""
        from scipy.optimize import linear_sum_assignment

        n, _m = self.weights.shape
        weights = np.where(self.allowed, self.weights, 0)
        if int(weights.max(initial=0)) * max(n, 1) >= EXACT:
            raise OverflowError("The weights are too large to be added exactly.")
        # nobody needs more places than there are mentees he may take
        useful = np.minimum(self.places, self.allowed.sum(axis=0))
        owner = np.repeat(np.arange(len(useful)), useful)
        rows, columns = linear_sum_assignment(weights[:, owner].astype(np.float64), maximize=True)
        choice = np.full(n, NONE, dtype=np.int64)
        choice[rows] = owner[columns]
        taken = choice != NONE
        taken[taken] = self.allowed[taken, choice[taken]]
        return np.where(taken, choice, NONE)

    def solve_near(self, prices: Ints, served: int) -> Ints:
        """The same, from prices that were right for weights not unlike these; the best is known to serve so many.

        Knowing how many stay out makes the problem square, and a square one may have any price taken off its rows and
        columns (Kuhn 1955): little is left to search for.
        """
        from scipy.optimize import linear_sum_assignment

        n, _m = self.weights.shape
        owner = np.repeat(np.arange(len(self.places)), np.maximum(self.places, 0))
        size = n + len(owner) - served
        if size > 2 * n or int(self.weights.max(initial=0)) * max(n, 1) >= EXACT:
            return self.solve()
        worth = values(self, prices)
        loss = np.where(self.allowed, worth[:, None] + prices - self.weights, np.inf)
        square = np.zeros((size, size))
        square[:n, : len(owner)], square[:n, len(owner) :] = loss[:, owner], worth[:, None]
        square[n:, : len(owner)] = prices[owner]
        columns = linear_sum_assignment(square)[1][:n]
        return np.where(columns < len(owner), np.append(owner, np.full(size - len(owner), NONE))[columns], NONE)

    def value(self, choice: Ints) -> int:
        chosen = choice != NONE
        return int(self.weights[chosen, choice[chosen]].sum())

    def admits(self, choice: Ints) -> bool:
        """Whether it takes allowed pairs only, and no more places than there are."""
        rows = np.flatnonzero(choice != NONE)
        taken = np.bincount(choice[rows], minlength=len(self.places))
        return bool(self.allowed[rows, choice[rows]].all() and (taken <= np.maximum(self.places, 0)).all())

    def moves(self, choice: Ints) -> Moves:
        return Moves(self, choice)


class Moves:
    """What it costs to move one occupant from one mentor to another, in a matching given by `choice`."""

    def __init__(self, problem: Problem, choice: Ints) -> None:
        self.problem = problem
        self.choice = choice
        n, m = problem.weights.shape
        self.none = m
        gain = np.zeros((n, m + 1), dtype=np.int64)
        np.copyto(gain[:, :m], problem.weights)
        gain[:, :m][~problem.allowed] = -FAR
        self._gain = gain
        home = np.where(choice == NONE, m, choice)
        order = np.argsort(home, kind="stable")
        loss = gain[order, home[order]][:, None] - gain[order]
        filled, starts = np.unique(home[order], return_index=True)
        self.costs = np.full((m + 1, m + 1), FAR, dtype=np.int64)
        if n:
            self.costs[filled] = np.minimum.reduceat(loss, starts, axis=0)
        spare = problem.places > np.bincount(home, minlength=m + 1)[:m]
        self.costs[np.append(spare, False), m] = np.minimum(self.costs[np.append(spare, False), m], 0)
        self.costs[m] = np.minimum(self.costs[m], 0)
        self.spare = spare
        self._order, self._home = order, home

    def mover(self, start: int, end: int) -> int:
        """The mentee whose move from `start` to `end` loses least, or `NONE` where an empty place moves."""
        if start != end and (end == self.none or start == self.none):
            empty = start == self.none or self.spare[start]
            if empty and self.costs[start, end] == 0:
                return NONE
        here = np.flatnonzero(self._home == start)
        loss = self._gain[here, start] - self._gain[here, end]
        return int(here[int(loss.argmin())])

    def distances(self, start: int) -> tuple[Ints, Ints]:
        """The least loss from `start` to each, and the one before each on the way; Bellman and Ford's rounds at once."""
        return _distances(self.costs, start)

    def distances_to(self, end: int) -> tuple[Ints, Ints]:
        """The least loss from each to `end`, and the one after each on the way."""
        return _distances(self.costs.T, end)

    def along(self, choice: Ints, way: list[int]) -> Ints:
        """The matching after one occupant of each stop of a way went to the next."""
        found = choice.copy()
        for mentee, end in self.movers(way):
            found[mentee] = NONE if end == self.none else end
        return found

    def movers(self, way: list[int]) -> list[tuple[int, int]]:
        """Who moves along a way, and where; empty places that move are nobody."""
        movers = [(self.mover(*step), step[1]) for step in pairwise(way)]
        return [(mentee, end) for mentee, end in movers if mentee != NONE]

    def prices(self) -> Ints:
        """m: the lowest prices that prove the matching. Raises ArithmeticError where a circle of moves gains."""
        found: Ints = -self.distances(self.none)[0][: self.none]
        return found


def push(problem: Problem, choice: Ints, start: int, end: int) -> Ints:
    """The best matching with one occupant more at `end` and one less at `start`, from the best one: the least chain.

    Either may be `none`, number m. Nobody is sent where nothing is gained: an empty place may do the moving.
    """
    moves = problem.moves(choice)
    _far, before = moves.distances(start)
    return moves.along(choice, _way(before, start, end))


def reinsert(problem: Problem, choice: Ints, mentee: int) -> Ints:
    """The best matching where only this mentee's pairs have changed: he leaves his place, and the least chain fills it.

    Of chains that lose the same the one that moves fewest is taken.
    """
    home = int(choice[mentee])
    places, allowed, without = problem.places.copy(), problem.allowed.copy(), choice.copy()
    allowed[mentee], without[mentee] = False, NONE
    if home != NONE:
        places[home] -= 1
    moves = Moves(Problem(problem.weights, allowed, places), without)
    end = moves.none if home == NONE else home
    far, after = moves.distances_to(end)
    loss = far - np.append(np.where(problem.allowed[mentee], problem.weights[mentee], -FAR), 0)
    ways = [_way(after, end, int(start))[::-1] for start in np.flatnonzero(loss == loss.min())]
    way = min(ways, key=lambda way: len(moves.movers(way)))
    found = moves.along(without, way)
    found[mentee] = NONE if way[0] == moves.none else way[0]
    return found


def _way(before: Ints, start: int, end: int) -> list[int]:
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return way[::-1]


def _distances(costs: Ints, start: int) -> tuple[Ints, Ints]:
    count = len(costs)
    far = np.full(count, FAR, dtype=np.int64)
    before = np.full(count, NONE, dtype=np.int64)
    far[start] = 0
    fresh = np.array([start])
    for _round in range(count + 1):
        reached = far[fresh, None] + costs[fresh]
        best = reached.argmin(axis=0)
        nearer = reached[best, np.arange(count)]
        better = nearer < np.minimum(far, FAR // 2)
        if not better.any():
            return far, before
        far = np.where(better, nearer, far)
        before = np.where(better, fresh[best], before)
        fresh = np.flatnonzero(better)
        if far[start] < 0:
            break
    raise ArithmeticError("A circle of moves gains: the matching is not of the greatest sum.")


def values(problem: Problem, prices: Ints) -> Ints:
    """n: what each mentee is worth beyond the price of his place; nought for those left."""
    found: Any = np.where(problem.allowed, problem.weights - prices[None, :], 0)
    best: Ints = np.maximum(found.max(axis=1, initial=0), 0)
    return best
