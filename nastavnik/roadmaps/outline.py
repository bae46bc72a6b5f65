"""What was understood of a road map: stages, activities, terms, responsible persons, resources. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nastavnik.roadmaps.terms import Period, Term


class Side(StrEnum):
    INSIDE = "inside"
    OUTSIDE = "outside"
    NONE = "none"


class Problem(StrEnum):
    """What a person should look at."""

    TERM_UNRESOLVED = "term_unresolved"
    TERM_MISSING = "term_missing"
    TERM_FROM_STAGE = "term_from_stage"
    TERM_ALTERNATIVE = "term_alternative"
    TERM_OUTSIDE_PERIOD = "term_outside_period"
    RESPONSIBLE_MISSING = "responsible_missing"


@dataclass(frozen=True)
class Source:
    """The original cell: its words, and where it stands (row from 1, the column's heading)."""

    text: str
    row: int
    column: str

    @property
    def place(self) -> str:
        return f"{self.row}: {self.column}" if self.column else str(self.row)


@dataclass(frozen=True)
class OutlineActivity:
    number: str
    text: str
    side: Side
    term: Term
    source: Source
    responsible: tuple[str, ...] = ()
    resources_inside: tuple[str, ...] = ()
    resources_outside: tuple[str, ...] = ()
    result: str = ""
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "text": self.text,
            "side": self.side.value,
            "term": term_json(self.term),
            "responsible": list(self.responsible),
            "resources": {"inside": list(self.resources_inside), "outside": list(self.resources_outside)},
            "result": self.result,
        }


@dataclass(frozen=True)
class OutlineStage:
    number: int | None
    title: str
    term: Term
    activities: tuple[OutlineActivity, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "term": term_json(self.term),
            "activities": [activity.to_json() for activity in self.activities],
        }


@dataclass(frozen=True)
class Outline:
    """A whole road map as it was understood."""

    title: str
    stages: tuple[OutlineStage, ...]
    period: Period | None = field(default=None)

    def to_json(self) -> dict[str, Any]:
        return {"title": self.title, "stages": [stage.to_json() for stage in self.stages]}


def term_json(term: Term) -> dict[str, Any]:
    """A term as JSON; days in ISO, null where not known."""
    return {
        "text": term.text,
        "start": term.start.isoformat() if term.start else None,
        "end": term.end.isoformat() if term.end else None,
        "kind": term.kind.value,
        "open_ended": term.open_ended,
        "resolved": term.resolved,
        "sure": term.sure.value,
        "why": term.note.value,
    }
