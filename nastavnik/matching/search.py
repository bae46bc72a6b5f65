"""The conversation with the engine: the best pairs with their proof, whom to recruit, what a change would bring.

For jobs only: its functions load numpy, which the web process never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastavnik.matching.engine import Goal, Result, verify
from nastavnik.matching.enums import Change
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


@dataclass(frozen=True)
class Asked:
    """A change to try; `mentee` is empty where it is about places."""

    kind: Change
    mentor: str
    mentee: str = ""


def find_changed(
    people: People, goal: Goal, kept: Iterable[tuple[str, str]], asked: Asked
) -> tuple[Found | None, dict[str, Any]]:
    """What a change of the pairs `kept` would bring, and its effect as `Trial` keeps it; nothing found where it cannot be.

    Raises ValueError where one of those it is about is considered no more.
    """
    from nastavnik.matching.engine.arrays import Table
    from nastavnik.matching.engine.changes import difference
    from nastavnik.matching.engine.matching import Matching

    table = Table(people.mentees, people.mentors, people.rules)
    if asked.mentor not in table.column or (asked.mentee and asked.mentee not in table.row):
        raise ValueError("Somebody of the change is not considered any more.")
    before = Matching.resumed(table, goal, kept)
    after, reasons = _changed(before, asked)
    if after is None:
        return None, {"reasons": reasons}
    brings = difference(before, after)
    moves = [
        {
            "mentee": move.mentee,
            "before": _side(before, move.mentee, move.before), "after": _side(after, move.mentee, move.after),
        }
        for move in brings.moves
    ]  # fmt: skip
    effect = {"reasons": reasons, "served": brings.served, "total": brings.total, "moves": moves}
    return _found(after), effect


def _changed(before: Matching, asked: Asked) -> tuple[Matching | None, list[dict[str, Any]]]:
    """The matching after the change, None where a rule keeps the two apart, and the engine's words about it."""
    from nastavnik.matching.engine import changes
    from nastavnik.matching.engine.explain import PROPOSED, why_not

    if asked.kind == Change.PLACE:
        capacity = before.table.mentors[before.table.column[asked.mentor]].capacity
        return changes.with_places(before, asked.mentor, capacity + 1), []
    if asked.kind == Change.FORBID:
        return changes.forbid(before, asked.mentee, asked.mentor), []
    why = why_not(before, asked.mentee, asked.mentor)
    reasons = [reason.to_json() for reason in why.reasons]
    if why.difference is None and [reason.text for reason in why.reasons] != [PROPOSED]:
        return None, reasons
    return changes.lock(before, asked.mentee, asked.mentor), reasons


def _side(matching: Matching, mentee: str, mentor: str | None) -> dict[str, Any] | None:
    """A mentor with the score of the pair; nobody as None."""
    return mentor and {"mentor": mentor, "score": matching.table.judge(mentee, mentor).score}  # type: ignore[return-value]


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
