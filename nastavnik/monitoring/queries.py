"""The results of a programme: entry against exit, expectations against reality, counts of «да»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from nastavnik.monitoring.statistics import (
    ALPHA,
    ANONYMOUS_BELOW,
    Change,
    Direction,
    Evidence,
    Missing,
    compare,
    evidence,
    holm,
    missing,
    share,
)
from nastavnik.programmes.models import Programme
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.queries import Answered, answered
from nastavnik.questionnaires.spec import Count, Question, Questionnaire, Scale, YesNo


@dataclass(frozen=True)
class Row:
    """One line of the entry/exit table; `corrected` is the p of its evidence, corrected for all lines of the table.

    `low` and `high` are the ends of the scale, `high` None for what is counted and has no end.
    """

    text: str
    construct: str
    direction: Direction
    low: int
    high: int | None
    change: Change
    missing: Missing
    evidence: Evidence | None
    corrected: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the change is more than chance makes of so many persons and so many lines."""
        return self.corrected is not None and self.corrected < ALPHA


@dataclass(frozen=True)
class YesShare:
    """How many said «да» to a question, of how many; hidden below three answers."""

    text: str
    yes: int
    n: int

    @property
    def percent(self) -> int | None:
        return share(self.yes, self.n)

    @property
    def is_anonymous(self) -> bool:
        return self.n >= ANONYMOUS_BELOW


@dataclass(frozen=True)
class Results:
    impact: list[Row]
    expectations: list[tuple[str, list[Row]]]
    yes: list[tuple[str, list[YesShare]]]

    @property
    def is_empty(self) -> bool:
        return not any(row.change.n or row.change.only_entry for row in self.impact) and not self.yes


def results(programme: Programme) -> Results:
    """Everything the results page and the report show; two queries."""
    return results_of(answered(programme))


def results_of(surveys: list[Answered]) -> Results:
    impact: list[Row] = []
    expectations: list[tuple[str, list[Row]]] = []
    yes: list[tuple[str, list[YesShare]]] = []
    for asked in _newest(surveys):
        if _measures_twice(asked.asks):
            impact += _same_questions(asked.asks, surveys)
        elif asked.wave == Wave.EXIT:
            yes.append((asked.asks.title, _yes(asked.asks, asked.given)))
            rows = _corrected(_against_reality(asked, surveys))
            if rows:
                expectations.append((asked.asks.title, rows))
    return Results(_corrected(impact), expectations, yes)


def _measures_twice(asks: Questionnaire) -> bool:
    return {Wave.ENTRY, Wave.EXIT} <= set(asks.waves)


def _newest(surveys: list[Answered]) -> list[Answered]:
    """One survey for each questionnaire: that of the exit where there is one, because its wording is the last."""
    found: dict[str, Answered] = {}
    for asked in surveys:
        if asked.asks.code not in found or asked.wave == Wave.EXIT:
            found[asked.asks.code] = asked
    return list(found.values())


def _same_questions(asks: Questionnaire, surveys: list[Answered]) -> list[Row]:
    """The entry/exit table of one questionnaire; another edition of it is the same where its questions measure the same."""
    of_wave = {asked.wave: asked for asked in surveys if asked.asks.code == asks.code}
    before, after = (_values(of_wave.get(wave)) for wave in (Wave.ENTRY, Wave.EXIT))
    return [
        _row(question, before.get(_measure(question), {}), after.get(_measure(question), {}))
        for question in asks.of_kind(Scale, Count)
    ]


def _against_reality(exit_: Answered, surveys: list[Answered]) -> list[Row]:
    """Expectations against reality: questions of entry and exit that share a construct, for the same persons."""
    before: dict[str, dict[UUID, Any]] = {}
    for asked in surveys:
        if asked.wave == Wave.ENTRY and _sisters(asked.asks, exit_.asks):
            for construct, marks in _values(asked).items():
                before.setdefault(construct, {}).update(marks)
    after = _values(exit_)
    return [
        _row(question, before[question.construct], after.get(question.construct, {}))
        for question in exit_.asks.of_kind(Scale)
        if question.construct in before
    ]


def _sisters(entry: Questionnaire, exit_: Questionnaire) -> bool:
    return not _measures_twice(entry) and entry.side == exit_.side and bool({*entry.people} & {*exit_.people})


def _measure(question: Question) -> str:
    return question.construct or question.code


def _values(asked: Answered | None) -> dict[str, dict[UUID, Any]]:
    """The numbers given, by what they measure and by participant; what was asked and not answered is empty."""
    if asked is None:
        return {}
    return {
        _measure(question): {
            person: answers[question.code] for person, answers in asked.given.items() if question.code in answers
        }
        for question in asked.asks.of_kind(Scale, Count)
    }


def _row(question: Question, before: Mapping[UUID, Any], after: Mapping[UUID, Any]) -> Row:
    values = [(before.get(key), after.get(key)) for key in sorted({*before, *after})]
    direction = Direction(getattr(question, "direction", Direction.HIGHER))
    low, high = (question.low, question.high) if isinstance(question, Scale) else (0, None)
    return Row(
        question.text, question.construct, direction, low, high,
        compare(values, direction), missing(values), evidence(values),
    )  # fmt: skip


def _corrected(rows: list[Row]) -> list[Row]:
    found = holm([row.evidence.p if row.evidence else None for row in rows])
    return [replace(row, corrected=p) for row, p in zip(rows, found, strict=True)]


def _yes(questionnaire: Questionnaire, given: Mapping[UUID, Mapping[str, Any]]) -> list[YesShare]:
    found = []
    for question in questionnaire.questions:
        if isinstance(question, YesNo):
            said = [answers[question.code] for answers in given.values() if question.code in answers]
            found.append(YesShare(question.text, sum(said), len(said)))
    return found
