"""Who likes whom how much: ranks from what people named after the group meeting, or from compatibility. A definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from nastavnik.matching.engine.arrays import Mask, Table
from nastavnik.matching.engine.people import Wishes
from nastavnik.matching.engine.stable import Ranks
from nastavnik.matching.engine.transport import Ints

# the ranks of all mentees and of all mentors, by their numbers in the table
Ranked = Callable[[Table], tuple[list[Ranks], list[Ranks]]]


def mutual(table: Table) -> tuple[list[Ranks], list[Ranks]]:
    """Ranks by wishes only, of pairs whom no rule keeps apart; locked mentees take no part."""
    able = (table.bars == 0) & _free(table)
    mentees = [_named(one.wishes, table.column, able[row]) for row, one in enumerate(table.mentees)]
    mentors = [_named(one.wishes, table.row, able[:, column]) for column, one in enumerate(table.mentors)]
    return mentees, mentors


def everybody(table: Table) -> tuple[list[Ranks], list[Ranks]]:
    """Ranks by wishes of those who have any, and by the score, best first, of those who named nobody.

    Who named somebody accepts only those named; who named nobody accepts all worth proposing, and whoever named him.
    """
    mentees, mentors = mutual(table)
    able = table.possible & _free(table)
    for row, ranks in enumerate(mentees):
        able[row, list(ranks)] = True
    for column, ranks in enumerate(mentors):
        able[list(ranks), column] = True
    by_mentee = [
        ranks if one.wishes else _by_points(table.points[row], able[row])
        for row, (one, ranks) in enumerate(zip(table.mentees, mentees, strict=True))
    ]
    by_mentor = [
        ranks if one.wishes else _by_points(table.points[:, column], able[:, column])
        for column, (one, ranks) in enumerate(zip(table.mentors, mentors, strict=True))
    ]
    return by_mentee, by_mentor


def _free(table: Table) -> Mask:
    free = np.ones((len(table.mentees), 1), dtype=bool)
    free[[table.row[mentee] for mentee, _mentor in table.rules.locked]] = False
    return free


def _named(wishes: Wishes, places: Mapping[str, int], able: Mask) -> Ranks:
    """Somebody named twice counts where he was named first; strangers and those a rule keeps apart do not count."""
    found: dict[int, int] = {}
    for rank, keys in enumerate(wishes):
        for key in sorted(keys):
            if key in places and able[places[key]]:
                found.setdefault(places[key], rank)
    return found


def _by_points(points: Ints, able: Mask) -> Ranks:
    places = np.flatnonzero(able)
    _values, ranks = np.unique(-points[places], return_inverse=True)
    return dict(zip(places.tolist(), ranks.tolist(), strict=True))
