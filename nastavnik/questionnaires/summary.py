"""What all answers to a questionnaire come to, question by question. Pure.

Below three answers nothing is told but their number (methodology §3.9): a mean of two is somebody's answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from nastavnik.questionnaires.spec import (
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    PersonList,
    Question,
    Questionnaire,
    Scale,
    YesNo,
)

FEW = 3
YES, NO = "да", "нет"


@dataclass(frozen=True)
class Bar:
    """An answer in words and how many gave it."""

    words: str
    n: int


@dataclass(frozen=True)
class Line:
    """A question: how many answered, the mean of its numbers, how often each answer was given, what was written."""

    text: str
    n: int
    mean: Decimal | None = None
    bars: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def is_few(self) -> bool:
        return 0 < self.n < FEW


def summarise(questions: Iterable[Question], responses: Sequence[Mapping[str, Any]]) -> list[Line]:
    """A line for each question, for each row of a matrix; numbers of few answers are left out."""
    lines: list[Line] = []
    for question in questions:
        given = [answers[question.code] for answers in responses if question.code in answers]
        if isinstance(question, Matrix):
            for code, words in question.rows:
                marks = [answer[code] for answer in given if code in answer]
                lines.append(_numbers(f"{question.text}: {words}", marks, range(question.low, question.high + 1)))
        else:
            lines.append(_line(question, given))
    return lines


def _line(question: Question, given: list[Any]) -> Line:
    if len(given) < FEW:
        return Line(question.text, len(given))
    if isinstance(question, Scale):
        return _numbers(question.text, given, range(question.low, question.high + 1))
    if isinstance(question, Count):
        return _numbers(question.text, given, sorted(set(given)))
    if isinstance(question, YesNo):
        yes = sum(given)
        return Line(question.text, len(given), bars=(Bar(YES, yes), Bar(NO, len(given) - yes)))
    if isinstance(question, Choice):
        many = isinstance(question, MultipleChoice)
        tally = Counter(code for answer in given for code in (answer if many else [answer]))
        return Line(question.text, len(given), bars=tuple(Bar(words, tally[code]) for code, words in question.options))
    if isinstance(question, OpenText):
        return Line(question.text, len(given), texts=tuple(sorted(given)))
    if isinstance(question, PersonList):
        return Line(question.text, len(given))  # who named whom is for those who form pairs
    raise TypeError(f"{type(question).__name__} has no summary.")


def _numbers(text: str, marks: list[int], scale: Iterable[int]) -> Line:
    if len(marks) < FEW:
        return Line(text, len(marks))
    tally = Counter(marks)
    mean = (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return Line(text, len(marks), mean, tuple(Bar(str(mark), tally[mark]) for mark in scale))


@dataclass(frozen=True)
class Judgement:
    """The sum of all marks of a sheet, the greatest it could be, and what it is called (methodology §3.5)."""

    total: int
    most: int
    words: str


def judged(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Judgement | None:
    """What the marks of one sheet add up to; None where the questionnaire has no levels or a mark is missing."""
    scales = list(questionnaire.of_kind(Scale))
    if not questionnaire.levels or any(question.code not in answers for question in scales):
        return None
    total = sum(answers[question.code] for question in scales)
    words = next((words for least, words in questionnaire.levels if total >= least), "")
    return Judgement(total, sum(question.high for question in scales), words)


def in_words(question: Question, answer: Any, people: Mapping[str, str] | None = None) -> str:
    """One answer as a person reads it in a table; `people` are the words for those who may be named."""
    if answer is None:
        return ""
    if isinstance(question, PersonList):
        named = [(people or {}).get(key, "–") for key in answer]
        return "; ".join(f"{place}. {name}" for place, name in enumerate(named, start=1))
    if isinstance(question, YesNo):
        return YES if answer else NO
    if isinstance(question, Matrix):
        rows = dict(question.rows)
        return "; ".join(f"{rows[code]}: {mark}" for code, mark in answer.items())
    if isinstance(question, Choice):
        options = dict(question.options)
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(options.get(code) or str(code) for code in chosen)
    return str(answer)
