"""What answers to a selection questionnaire become in the base of participants (methodology §3.3). Pure.

A question says by `fills` which line of the base its answer is for; several questions may fill one line together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nastavnik.questionnaires.shared_options import FORMATS
from nastavnik.questionnaires.spec import EVERYBODY, Choice, Question, Questionnaire

BECOME_MENTOR = "become_mentor"  # «Хочу стать наставником» of the exit
SEPARATORS = re.compile(r"[;,\n]+")
AGES = re.compile(r"^(\d+)-(\d+)$")
MOMENT = re.compile(r"^[1-7] \d\d:\d\d$")
# options may be worded anew in the browser: what the base does not know stays an answer and fills nothing
MEETINGS = frozenset(code for code, _words in FORMATS)
MOST_MENTEES, MOST_NEED = 15, 10


def _words(question: Question, answer: Any) -> list[str]:
    """The words of the options chosen, or those written, one by one."""
    if isinstance(question, Choice):
        options = dict(question.options)
        return [options[code] for code in _codes(answer)]
    return [word for part in SEPARATORS.split(str(answer)) if (word := " ".join(part.split()))]


def _codes(answer: Any) -> list[str]:
    return [str(code) for code in (answer if isinstance(answer, list) else [answer])]


def _moments(question: Question, answer: Any) -> list[str] | None:
    return [code for code in _codes(answer) if MOMENT.match(code)] or None


def _kinds(question: Question, answer: Any) -> list[str] | None:
    return [code for code in _codes(answer) if code in EVERYBODY] or None


def _meeting(question: Question, answer: Any) -> str | None:
    return answer if answer in MEETINGS else None


def _whole(most: int) -> Callable[[Question, Any], int | None]:
    def whole(question: Question, answer: Any) -> int | None:
        return int(answer) if str(answer).isdecimal() and 1 <= int(answer) <= most else None

    return whole


def _text(question: Question, answer: Any) -> str | None:
    return answer if isinstance(answer, str) else None


def _truth(question: Question, answer: Any) -> bool | None:
    return answer if isinstance(answer, bool) else None


def _grades(question: Question, answer: Any) -> dict[str, Any]:
    """An option coded «5-9» as the grades a mentor wants; any other as no wish."""
    span = AGES.match(str(answer))
    return {"of": "grade", "from": int(span[1]), "to": int(span[2])} if span else {}


FILLS: dict[str, Callable[[Question, Any], Any]] = {
    "competences": _words, "interests": _words, "availability": _moments, "wanted": _kinds, "wanted_age": _grades,
    "meeting_format": _meeting, "capacity": _whole(MOST_MENTEES), "need": _whole(MOST_NEED), "expectations": _text,
    "achievements": _text, "has_experience": _truth, "wants_to_mentor": _truth,
}  # fmt: skip


def fillings(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of the base that these answers fill, by name; lists of several questions are joined, none repeated."""
    found: dict[str, Any] = {}
    for question in questionnaire.questions:
        if question.fills not in FILLS or question.code not in answers:
            continue
        value = FILLS[question.fills](question, answers[question.code])
        if value is None:
            continue
        if isinstance(value, list):
            value = [*dict.fromkeys([*found.get(question.fills, []), *value])]
        found[question.fills] = value
    if questionnaire.side == "mentee" and BECOME_MENTOR in answers:
        found["wants_to_mentor"] = bool(answers[BECOME_MENTOR])
    return found
