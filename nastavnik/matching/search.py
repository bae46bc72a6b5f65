"""The conversation with the engine: the best pairs with their proof, whom to recruit. For jobs only: it loads numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastavnik.matching.engine import Goal, Result, verify
from nastavnik.matching.input import People

if TYPE_CHECKING:
    from nastavnik.matching.engine.matching import Matching


@dataclass(frozen=True)
class Found:
    """A proven result; `shortages` say whom to recruit, `more_places` with whom one more place would bring most."""

    result: Result
    shortages: list[dict[str, Any]]
    more_places: list[dict[str, Any]]


def find(people: People, goal: Goal) -> Found:
    """The best pairs. Raises `Unproven` where the checker is not convinced."""
    from nastavnik.matching.engine.arrays import Table
    from nastavnik.matching.engine.matching import Matching

    return _found(Matching(Table(people.mentees, people.mentors, people.rules), goal))


def _found(matching: Matching) -> Found:
    from nastavnik.matching.engine.explain import best_places
    from nastavnik.matching.engine.shortage import shortages

    table = matching.table
    verify(matching.result, table.mentees, table.mentors, table.rules)
    return Found(
        matching.result,
        [short.reason.to_json() for short in shortages(matching)],
        [
            {"mentor": mentor, "served": brings.served, "total": brings.total}
            for mentor, brings in best_places(matching)
        ],
    )
