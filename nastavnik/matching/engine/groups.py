"""Groups with a smallest size: a mentor takes nobody or at least `minimum`. Mixed-integer, by HiGHS.

Only the mentors' openings are whole by decree: with them fixed the rest is a flow with bounds, whose corners are whole
(Hoffman & Kruskal 1956). The goal is kept in two steps – need, then scores – so that no large number meets a tolerance.
Deciding whether everybody can be served is NP-hard (Biró, Fleiner, Irving & Manlove 2010); a school takes seconds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nastavnik.matching.engine import goals
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.transport import NONE, Ints

SECONDS = 120.0
HALF = 0.5


class Unfinished(RuntimeError):
    """The solver ran out of its time before it could prove the best groups."""


def needs_groups(table: Table) -> bool:
    return any(mentor.minimum > 1 for mentor in table.mentors)


def solve(table: Table, goal: Goal) -> tuple[Ints, tuple[int, ...]]:
    """The column of each mentee or `NONE`, and the solver's upper bound on each step.

    Raises ValueError for a goal other than `TOTAL` and `MOST`, or where too few places are left beside the locked;
    `Unfinished` after `SECONDS`.
    """
    if goal not in {Goal.TOTAL, Goal.MOST}:
        raise ValueError("Groups with a smallest size are formed by the greatest sum or for as many as can be.")
    model = _Model(table)
    if goal == Goal.TOTAL:
        choice, bound = model.best(table.points)
        return choice, (bound,)
    need = goals.need(table)
    _first, served = model.best(need)
    choice, bound = model.best(table.points, (need, served))
    return choice, (served, bound)


class _Model:
    """Variables: one for each possible pair, then one for each mentor: whether he takes a group at all."""

    def __init__(self, table: Table) -> None:
        self.face = Face.whole(table)
        self.rows, self.columns = np.nonzero(self.face.allowed)
        self.count, (self.n, self.m) = len(self.rows), table.shape
        self.least = np.array([mentor.minimum for mentor in table.mentors]) - table.locked_places
        # who is locked to a mentor makes his group stand
        self.stands = table.locked_places > 0

    def best(self, weights: Ints, kept: tuple[Ints, int] | None = None) -> tuple[Ints, int]:
        """The greatest sum of weights; `kept` are weights of a step before and the sum they must still have."""
        if not len(self.face.places):
            return np.full(self.n, NONE, dtype=np.int64), 0
        from scipy.optimize import Bounds, milp

        chosen = weights[self.rows, self.columns]
        openings = np.zeros(self.m)
        solved = milp(
            -np.concatenate([chosen, openings]).astype(float),
            # a sum kept from before spoils the corners: then the pairs are whole by decree as well
            integrality=np.concatenate([np.full(self.count, int(kept is not None)), np.ones(self.m)]),
            bounds=Bounds(np.concatenate([np.zeros(self.count), self.stands]), 1),
            constraints=self._constraints(kept), options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )  # fmt: skip
        if solved.status == 1:
            raise Unfinished("The best groups were not proven in time.")
        if not solved.success:
            raise ValueError("The locked pairs cannot be a part of groups of the smallest size.")
        choice = np.full(self.n, NONE, dtype=np.int64)
        taken = solved.x[: self.count] > HALF
        choice[self.rows[taken]] = self.columns[taken]
        return choice, int(np.floor(HALF - solved.mip_dual_bound))

    def _constraints(self, kept: tuple[Ints, int] | None) -> list[Any]:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import coo_array, hstack

        pairs, ones = np.arange(self.count), np.ones(self.count)
        of_mentee = coo_array((ones, (self.rows, pairs)), shape=(self.n, self.count))
        of_mentor = coo_array((ones, (self.columns, pairs)), shape=(self.m, self.count))
        mentors = np.arange(self.m)

        def beside(limits: Ints) -> Any:
            limit = coo_array((-limits.astype(float), (mentors, mentors)), shape=(self.m, self.m))
            return hstack([of_mentor, limit]).tocsr()

        nobody = coo_array((self.n, self.m))
        found = [
            LinearConstraint(hstack([of_mentee, nobody]).tocsr(), -np.inf, 1),
            LinearConstraint(beside(self.face.places), -np.inf, 0),
            LinearConstraint(beside(np.maximum(self.least, 0)), 0, np.inf),
        ]
        if kept is not None:
            before = np.concatenate([kept[0][self.rows, self.columns], np.zeros(self.m)])
            found.append(LinearConstraint(before[None, :].astype(float), kept[1] - HALF, np.inf))
        return found
