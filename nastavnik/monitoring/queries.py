"""The results of a programme: entry against exit, expectations against reality, counts of «да»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from nastavnik.monitoring.statistics import ANONYMOUS_BELOW, Change, Direction, compare, share
from nastavnik.programmes.models import Programme
from nastavnik.questionnaires.models import Wave
from nastavnik.questionnaires.queries import paired_answers
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import Count, Question, Questionnaire, Scale, YesNo

Answers = Mapping[Wave, Mapping[UUID, Mapping[str, Any]]]


@dataclass(frozen=True)
class Row:
    """One line of the entry/exit table."""

    text: str
    direction: Direction
    change: Change


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
    """Everything the results page and the report show; one query."""
    answers = paired_answers(programme)
    impact: list[Row] = []
    expectations: list[tuple[str, list[Row]]] = []
    yes: list[tuple[str, list[YesShare]]] = []
    for questionnaire in QUESTIONNAIRES:
        given = answers.get(questionnaire.code)
        if not given:
            continue
        if set(questionnaire.waves) == {Wave.ENTRY.value, Wave.EXIT.value}:
            impact.extend(_same_questions(questionnaire, given))
        elif Wave.EXIT.value in questionnaire.waves:
            yes.append((questionnaire.title, _yes(questionnaire, given.get(Wave.EXIT, {}))))
            entry = _entry_of(questionnaire)
            if entry and answers.get(entry.code):
                rows = _by_construct(entry, questionnaire, answers[entry.code].get(Wave.ENTRY, {}), given[Wave.EXIT])
                expectations.append((questionnaire.title, rows))
    return Results(impact, expectations, yes)


def _same_questions(questionnaire: Questionnaire, given: Answers) -> list[Row]:
    entry, exit_ = given.get(Wave.ENTRY, {}), given.get(Wave.EXIT, {})
    return [
        Row(question.text, Direction(question.direction), _change(question, question, entry, exit_))
        for question in questionnaire.questions
        if isinstance(question, Scale | Count)
    ]


def _by_construct(
    entry: Questionnaire,
    exit_: Questionnaire,
    before: Mapping[UUID, Mapping[str, Any]],
    after: Mapping[UUID, Mapping[str, Any]],
) -> list[Row]:
    """Expectations against reality: questions of entry and exit that share a construct, for the same persons."""
    asked = {question.construct: question for question in entry.questions if question.construct}
    return [
        Row(question.text, Direction(question.direction), _change(asked[question.construct], question, before, after))
        for question in exit_.questions
        if isinstance(question, Scale) and question.construct in asked
    ]


def _change(
    first: Question,
    second: Question,
    before: Mapping[UUID, Mapping[str, Any]],
    after: Mapping[UUID, Mapping[str, Any]],
) -> Change:
    people = sorted({*before, *after})
    values = [(before.get(key, {}).get(first.code), after.get(key, {}).get(second.code)) for key in people]
    direction = Direction(getattr(second, "direction", Direction.HIGHER))
    return compare(values, direction)


def _yes(questionnaire: Questionnaire, given: Mapping[UUID, Mapping[str, Any]]) -> list[YesShare]:
    found = []
    for question in questionnaire.questions:
        if isinstance(question, YesNo):
            said = [answers[question.code] for answers in given.values() if question.code in answers]
            found.append(YesShare(question.text, sum(said), len(said)))
    return found


def _entry_of(exit_: Questionnaire) -> Questionnaire | None:
    """The entry sister of an exit questionnaire, by the shared name."""
    code = exit_.code.replace("-exit", "-entry")
    return QUESTIONNAIRES[code] if code in QUESTIONNAIRES else None  # noqa: SIM401 – a catalogue is no dict
