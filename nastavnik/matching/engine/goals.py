"""What each goal asks for, as whole-number weights on one level or on several, one after another. A definition only.

The solver and the checker both read it; neither trusts the other. A later level chooses among the best of the earlier:
a matching is best on a level exactly when it uses only pairs whose weight is the sum of their prices and leaves nobody
whose price is above nought (complementary slackness), so the best matchings are themselves a transport problem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.score import THOUSANDTHS
from nastavnik.matching.engine.transport import EXACT, Ints, Mask, Problem, values


@dataclass(frozen=True)
class Face:
    """The matchings that are best so far: the pairs left to choose from, and who must not be left out."""

    allowed: Mask
    places: Ints
    needed: Mask
    filled: Mask

    @classmethod
    def whole(cls, table: Table, taken: Ints | None = None) -> Face:
        """Everything the rules allow beside the locked pairs; `taken` are further columns given away, by row."""
        allowed, places = table.possible.copy(), table.places - table.locked_places
        for mentee, _mentor in table.rules.locked:
            allowed[table.row[mentee]] = False
        if taken is not None:
            allowed[taken >= 0] = False
            places = places - np.bincount(taken[taken >= 0], minlength=len(places))
        allowed[:, places <= 0] = False
        n, m = table.shape
        return cls(allowed, places, np.zeros(n, dtype=bool), np.zeros(m, dtype=bool))

    def problem(self, weights: Ints) -> Problem:
        """The level as a transport problem: who must not be left out weighs more than all the weights together."""
        if not self.needed.any() and not self.filled.any():
            return Problem(weights, self.allowed, self.places)
        step = 1 + len(weights) * int(weights.max(initial=0))
        obliged = self.needed[:, None].astype(np.int64) + self.filled
        return Problem(weights + step * obliged, self.allowed, self.places)

    def best(self, problem: Problem, prices: Ints) -> Face:
        """What remains when the level of `problem` is at its best, as its prices say."""
        worth = values(problem, prices)
        tight = self.allowed & (problem.weights == worth[:, None] + prices)
        return Face(tight, self.places, self.needed | (worth > 0), self.filled | (prices > 0))


def tiers(table: Table) -> Ints:
    return np.array([mentee.tier for mentee in table.mentees], dtype=np.int64)


def served(table: Table, tier: int) -> Ints:
    """One for every pair of a mentee of this tier or a needier one."""
    return np.broadcast_to((tiers(table) <= tier).astype(np.int64)[:, None], table.shape)


def need(table: Table) -> Ints:
    """The neediest tier weighs most, the last one 1.

    Who can be served together is a matroid (Edmonds & Fulkerson 1965), so the greatest sum of any weights in this order
    serves as many as can be, and of the first tier as many as can be, and so on (Rado 1957): no powers are needed.
    """
    kinds, rank = np.unique(tiers(table), return_inverse=True)
    return np.broadcast_to((len(kinds) - rank.astype(np.int64))[:, None], table.shape)


def most(table: Table) -> Ints:
    """Need first, then the scores: one step of need weighs more than all scores together."""
    return need(table) * (1 + THOUSANDTHS * len(table.mentees)) + table.points


def evenness(table: Table, bounds: tuple[int, ...]) -> Ints:
    """The fewest pairs of the lowest class, then of the next. Class c has points above bounds[c], to bounds[c + 1]."""
    base = 1 + len(table.mentees)
    classes = len(bounds) - 1
    penalties = np.array([0, *(base ** (classes - 1 - number) for number in range(classes)), 0], dtype=np.int64)
    return base ** (classes - 1) - penalties[np.searchsorted(np.array(bounds), table.points, side="left")]


def most_classes(count: int) -> int:
    """How many classes of `evenness` may stand on one level of `count` mentees and still be exact in the solver."""
    base, classes = 1 + count, 1
    while 4 * base**2 * base**classes < EXACT:
        classes += 1
    return classes
