"""What was understood of a road map: stages, activities, terms, responsible persons, resources. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from nastavnik.roadmaps.terms import Period, Term, TermKind, Why

# the seven stages of the methodology, §2
STAGE_NAMES = (
    "Подготовка условий для запуска программы наставничества", "Формирование базы наставляемых",
    "Формирование базы наставников", "Отбор и обучение наставников", "Формирование наставнических пар или групп",
    "Организация работы наставнических пар или групп", "Завершение наставничества",
)  # fmt: skip


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
    CELLS_GUESSED = "cells_guessed"
    YEAR_IN_TEXT = "year_in_text"


@dataclass(frozen=True)
class Source:
    """The original cell: its words, and where it stands (row from 1, the column's heading)."""

    text: str
    row: int
    column: str

    @property
    def place(self) -> str:
        return f"{self.row}: {self.column}" if self.column else str(self.row or "")


NO_SOURCE = Source("", 0, "")


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
    }


def term_problems(term: Term, *, period: Period | None, own: bool) -> tuple[Problem, ...]:
    """What a person should look at in a term; one that is not an activity's `own` was taken from its stage."""
    found = []
    if not own and term.kind != TermKind.EMPTY:
        found.append(Problem.TERM_FROM_STAGE)
    if term.kind == TermKind.EMPTY:
        found.append(Problem.TERM_MISSING)
    elif term.note == Why.ALTERNATIVE:
        found.append(Problem.TERM_ALTERNATIVE)
    elif not term.resolved:
        found.append(Problem.TERM_UNRESOLVED)
    if period and term.end and term.note == Why.NOTHING and not _within_a_year_of(term.end, period):
        found.append(Problem.TERM_OUTSIDE_PERIOD)
    return tuple(found)


def _within_a_year_of(day: date, period: Period) -> bool:
    """Plans begin before their first day of school: the calendar year it starts in belongs to them."""
    return period.start.replace(month=1, day=1) <= day <= period.end
