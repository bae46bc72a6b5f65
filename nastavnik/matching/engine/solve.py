"""The two functions most callers need; numpy and scipy are loaded when one of them is called, not before."""

from __future__ import annotations

from collections.abc import Iterable

from nastavnik.matching.engine.people import Goal, Mentee, Mentor, Rules
from nastavnik.matching.engine.result import Result


def match(
    mentees: Iterable[Mentee], mentors: Iterable[Mentor], rules: Rules | None = None, goal: Goal = Goal.TOTAL
) -> Result:
    """The best pairs by a goal, at most one mentor a mentee and at most `capacity` mentees a mentor.

    Locked pairs stay and take their places first. The result does not depend on the order of the input. Raises
    ValueError for contradictory input, see `arrays.Table` and `groups.solve`; scores are in [0, 1].
    """
    from nastavnik.matching.engine.arrays import Table
    from nastavnik.matching.engine.matching import Matching

    return Matching(Table(mentees, mentors, rules or Rules()), goal).result


def verify(result: Result, mentees: Iterable[Mentee], mentors: Iterable[Mentor], rules: Rules | None = None) -> None:
    """Raise `Unproven` unless the pairs keep every rule and the certificate proves them the best by the result's goal."""
    from nastavnik.matching.engine.arrays import Table
    from nastavnik.matching.engine.proof import check

    check(result, Table(mentees, mentors, rules or Rules()))
