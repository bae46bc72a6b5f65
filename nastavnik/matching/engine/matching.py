"""A matching that can be asked and changed: what it is, what proves it, and what a change of it would bring.

A changed matching is a new one; of the goals `TOTAL` and `MOST` it is found from the old
one by one cheapest chain of moves (successive shortest paths, Tomizawa 1971), of the other goals anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from nastavnik.matching.engine import groups, levels, wishes
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.levels import Proven, Solved
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.result import Certificate, Level, Pair, Result, Unmatched
from nastavnik.matching.engine.score import THOUSANDTHS
from nastavnik.matching.engine.stable import Ranks, stable
from nastavnik.matching.engine.transport import NONE, Ints, Problem


class Matching:
    """The best pairs of the people of a table by a goal; `choice` is the column of each mentee who is not locked."""

    def __init__(self, table: Table, goal: Goal = Goal.TOTAL, choice: Ints | None = None) -> None:
        self.table = table
        self.goal = goal
        self._known = choice

    @classmethod
    def resumed(cls, table: Table, goal: Goal, pairs: Iterable[tuple[str, str]]) -> Matching:
        """From pairs found before, where they are still as good as any, so that a change starts from them and moves nobody
        needlessly; where they are not, or the goal is no transport problem, found anew. Strangers are passed over.
        """
        fresh = cls(table, goal)
        if not fresh.is_transport:
            return fresh
        choice = np.full(len(table.mentees), NONE, dtype=np.int64)
        for mentee, mentor in pairs:
            if mentee in table.row and mentor in table.column:
                choice[table.row[mentee]] = table.column[mentor]
        as_good = fresh.problem.admits(choice) and fresh.problem.value(choice) == fresh.problem.value(fresh.choice)
        return cls(table, goal, choice) if as_good else fresh

    @cached_property
    def face(self) -> Face:
        return Face.whole(self.table)

    @cached_property
    def problem(self) -> Problem:
        """The transport problem of `TOTAL` or `MOST`."""
        name = levels.TOTAL if self.goal == Goal.TOTAL else levels.MOST
        return self.face.problem(levels.weights_of(self.table, name))

    @property
    def is_transport(self) -> bool:
        """Whether one transport problem says it all, so that changes can be found from what is there."""
        return self.goal in {Goal.TOTAL, Goal.MOST} and not groups.needs_groups(self.table)

    @cached_property
    def choice(self) -> Ints:
        if self._known is not None:
            return self._known
        if self.is_transport:
            return self.problem.solve()
        if groups.needs_groups(self.table):
            return self._grouped[0]
        if self.goal == Goal.STABLE:
            return self._stable()
        if self.goal == Goal.WISHES:
            return np.where(self.wished >= 0, self.wished, self._solved.choice)
        return self._solved.choice

    @cached_property
    def homes(self) -> Ints:
        """The column of each mentee, the locked ones too, or `NONE`."""
        found = self.choice.copy()
        for mentee, mentor in self.table.rules.locked:
            found[self.table.row[mentee]] = self.table.column[mentor]
        return found

    @cached_property
    def wished(self) -> Ints:
        """The columns given by mutual wishes, of the goal `WISHES`."""
        if self.goal != Goal.WISHES:
            return np.full(len(self.table.mentees), NONE, dtype=np.int64)
        return self._stable()

    @cached_property
    def ranked(self) -> tuple[list[Ranks], list[Ranks]]:
        """How mentees rank mentors and the other way round, of the goals `STABLE` and `WISHES`; without the locked."""
        return (wishes.everybody if self.goal == Goal.STABLE else wishes.mutual)(self.table)

    def _stable(self) -> Ints:
        return np.array(stable(*self.ranked, self.face.places.tolist()), dtype=np.int64)

    @cached_property
    def _solved(self) -> Solved:
        if self.is_transport:
            return levels.proven(self.table, self.goal, self.face, self.choice)
        return levels.solve(self.table, self.goal, self.wished)

    @property
    def prices(self) -> Ints:
        """The prices of places of `TOTAL` or `MOST`, by column."""
        (level,) = self._solved.levels
        return level.prices

    @cached_property
    def _grouped(self) -> tuple[Ints, tuple[int, ...]]:
        return groups.solve(self.table, self.goal)

    @cached_property
    def result(self) -> Result:
        mentees, mentors, locked = self.table.mentees, self.table.mentors, self.table.rules.locked
        rows = np.flatnonzero(self.homes != NONE)
        columns = self.homes[rows]
        points = self.table.points[rows, columns]
        pairs = [
            Pair(mentees[row].key, mentors[column].key, point / THOUSANDTHS,
                 (mentees[row].key, mentors[column].key) in locked, bool(self.wished[row] == column), self.table)
            for row, column, point in zip(rows.tolist(), columns.tolist(), points.tolist(), strict=True)
        ]  # fmt: skip
        left = tuple(Unmatched(mentees[row].key, self.table) for row in np.flatnonzero(self.homes == NONE))
        total = sum(int(pair.score * THOUSANDTHS + 0.5) for pair in pairs if not pair.locked) / THOUSANDTHS
        ordered = tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.mentee)))
        return Result(ordered, left, total, self.certificate, self.goal)

    @cached_property
    def certificate(self) -> Certificate:
        if groups.needs_groups(self.table):
            return Certificate(bound=self._grouped[1])
        if self.goal == Goal.STABLE:
            return Certificate(stable=self._keys(self.choice))
        covers = tuple(self._level(level) for level in self._solved.covers)
        chain = tuple(self._level(level) for level in self._solved.levels)
        return Certificate(covers, chain, self._keys(self.wished))

    def _keys(self, choice: Ints) -> frozenset[tuple[str, str]]:
        mentees, mentors = self.table.mentees, self.table.mentors
        return frozenset((mentees[row].key, mentors[choice[row]].key) for row in np.flatnonzero(choice != NONE))

    def _level(self, level: Proven) -> Level:
        keys = [mentor.key for mentor in self.table.mentors]
        return Level(level.name, level.value, dict(zip(keys, level.prices.tolist(), strict=True)), level.bounds)
