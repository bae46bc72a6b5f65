"""What answers to a selection questionnaire become in the base of participants (methodology §3.3). Pure.

A question says by `fills` which line of the base its answer is for; several questions may fill one line together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nastavnik.questionnaires.spec import Choice, Question, Questionnaire

SEPARATORS = re.compile(r"[;,\n]+")
BECOME_MENTOR = "become_mentor"  # «Хочу стать наставником» of the exit
AGES = re.compile(r"^(\d+)-(\d+)$")


def _words(question: Question, answer: Any) -> list[str]:
    """The words of the options chosen, or those written, one by one."""
    if isinstance(question, Choice):
        options = dict(question.options)
        return [options[code] for code in (answer if isinstance(answer, list) else [answer])]
    return [word for part in SEPARATORS.split(str(answer)) if (word := " ".join(part.split()))]


def _codes(question: Question, answer: Any) -> list[str]:
    return list(answer) if isinstance(answer, list) else [answer]


def _plain(question: Question, answer: Any) -> Any:
    return answer


def _whole(question: Question, answer: Any) -> int:
    return int(answer)


def _grades(question: Question, answer: Any) -> dict[str, Any]:
    """An option coded «5-9» as the grades a mentor wants; any other as no wish."""
    span = AGES.match(str(answer))
    return {"of": "grade", "from": int(span[1]), "to": int(span[2])} if span else {}


FILLS: dict[str, Callable[[Question, Any], Any]] = {
    "competences": _words, "interests": _words, "availability": _codes, "wanted": _codes, "wanted_age": _grades,
    "meeting_format": _plain, "capacity": _whole, "need": _whole, "expectations": _plain, "achievements": _plain,
    "has_experience": _plain, "wants_to_mentor": _plain,
}  # fmt: skip


def fillings(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of the base that these answers fill, by name; lists of several questions are joined, none repeated."""
    found: dict[str, Any] = {}
    for question in questionnaire.questions:
        if question.fills not in FILLS or question.code not in answers:
            continue
        value = FILLS[question.fills](question, answers[question.code])
        if isinstance(value, list):
            value = [*dict.fromkeys([*found.get(question.fills, []), *value])]
        found[question.fills] = value
    if questionnaire.side == "mentee" and BECOME_MENTOR in answers:
        found["wants_to_mentor"] = bool(answers[BECOME_MENTOR])
    return found
