"""Invented answers to a questionnaire, a little better at the exit than at the entry."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.spec import (
    HIGHER,
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

PHRASES = ("Поддержка и новые знания.", "Больше времени вместе.", "Стало спокойнее отвечать у доски.", "Всё хорошо.")


def invented(questionnaire: Questionnaire, wave: Wave, draw: Random, people: Sequence[str] = ()) -> dict[str, Any]:
    """Answers as the questionnaire itself would have them; `people` are the keys of those who may be named."""
    better = 1 if wave == Wave.EXIT else 0
    found: dict[str, Any] = {}
    for question in questionnaire.questions:
        if isinstance(question, PersonList):
            answer: Any = draw.sample(list(people), min(question.most, 2, len(people)))
            found |= {question.code: answer} if answer else {}
        elif question.is_asked(found):
            answer = _answer(question, better, draw)
            if answer is not None:
                found[question.code] = answer
    return found


def _answer(question: Question, better: int, draw: Random) -> Any:
    if isinstance(question, Scale):
        step = better if question.direction == HIGHER else -better
        middle = (question.low + question.high) // 2
        return min(question.high, max(question.low, draw.randint(middle, middle + 3) + step))
    if isinstance(question, Count):
        return draw.randint(0, 2) + better
    if isinstance(question, Matrix):
        return {code: draw.randint(3, question.high) for code, _words in question.rows}
    if isinstance(question, YesNo):
        return draw.random() < 0.8
    if isinstance(question, MultipleChoice):
        return [question.options[1][0]]
    if isinstance(question, Choice):
        return question.options[1][0]
    wanted = isinstance(question, OpenText) and (question.required or draw.random() < 0.3)
    return draw.choice(PHRASES) if wanted else None
