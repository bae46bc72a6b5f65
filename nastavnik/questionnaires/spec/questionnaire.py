"""A questionnaire: its questions, whom and when it asks, its checks, its JSON there and back. Pure.

A questionnaire is frozen once published: its checksum is kept by the tests, so a change means a new version. Constructs
pair a question of the entry with its sister of the exit (methodology §3.2).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from nastavnik.questionnaires.spec.questions import (
    AnswerProblem,
    PersonList,
    Question,
    gettext_noop,
    question_from_json,
)

EVERYBODY = ("pupil", "teacher", "student", "alumnus", "employee", "parent")
# how sure the sources make us of a form (methodology §3): its parts are official, are known from schools, or are ours
OFFICIAL, KNOWN, OWN = "official", "known", "own"


class Unsound(ValueError):
    """A questionnaire that cannot be; `text` is a Russian sentence with `%(name)s` places filled from `params`."""

    def __init__(self, text: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(text % (params or {}))
        self.text = text
        self.params = dict(params or {})


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire. `title` and texts are Russian msgids; `side` is "mentor", "mentee" or "curator".

    `forms` are the codes of the forms of mentoring it is for, empty for all; `levels`, pairs of the least sum and its
    words from the best down, judge the sum of all scales (methodology §3.5); `evidence` says where the form comes from.
    """

    code: str
    version: int
    title: str
    side: str
    questions: tuple[Question, ...]
    waves: tuple[str, ...] = ("entry",)
    people: tuple[str, ...] = field(default=EVERYBODY)
    anonymous: bool = False  # nobody is shown who said what: neither on a page nor in a file
    forms: tuple[str, ...] = ()
    levels: tuple[tuple[int, str], ...] = ()
    evidence: str = OWN

    def __post_init__(self) -> None:
        codes = [question.code for question in self.questions]
        if not codes:
            raise Unsound(gettext_noop("В анкете должен остаться хотя бы один вопрос."))
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            raise Unsound(gettext_noop("Вопросы повторяются: %(codes)s."), {"codes": ", ".join(repeated)})
        if self.anonymous and any(question.fills or isinstance(question, PersonList) for question in self.questions):
            raise Unsound(gettext_noop("Анонимной не бывает анкета, где выбирают людей или заполняют базу."))
        for place, question in enumerate(self.questions):
            if question.show_if and question.show_if[0] not in codes[:place]:
                raise Unsound(
                    gettext_noop("Вопрос «%(text)s» задают по ответу на другой: тот должен стоять раньше."),
                    {"text": question.text},
                )

    def question(self, code: str) -> Question:
        """The question of that code; raises `KeyError` where there is none."""
        found = {question.code: question for question in self.questions}
        return found[code]

    def of_kind(self, *kinds: type[Question]) -> Iterator[Any]:
        return (question for question in self.questions if isinstance(question, kinds))

    def clean(self, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[AnswerProblem]]:
        """The answers as JSON keeps them, and the problems of those that cannot be."""
        answers: dict[str, Any] = {}
        problems: list[AnswerProblem] = []
        for question in self.questions:
            if not question.is_asked(answers):
                continue
            try:
                answer = question.clean(raw.get(question.code))
            except AnswerProblem as problem:
                problems.append(problem)
            else:
                if answer is not None:
                    answers[question.code] = answer
        return answers, problems

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code, "version": self.version, "title": self.title, "side": self.side,
            "waves": list(self.waves), "people": list(self.people),
            "questions": [question.to_json() for question in self.questions],
            **({"anonymous": True} if self.anonymous else {}),
            **({"forms": list(self.forms)} if self.forms else {}),
            **({"levels": [list(level) for level in self.levels]} if self.levels else {}),
            **({"evidence": self.evidence} if self.evidence != OWN else {}),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Questionnaire:
        """The questionnaire that `to_json` wrote; raises `ValueError` where it cannot be one."""
        plain = {key: value for key, value in data.items() if key in {entry.name for entry in fields(cls)}}
        plain |= {"waves": tuple(data["waves"]), "people": tuple(data["people"]), "forms": tuple(data.get("forms", ()))}
        plain["questions"] = tuple(question_from_json(question) for question in data["questions"])
        plain["levels"] = tuple((least, words) for least, words in data.get("levels", ()))
        return cls(**plain)

    def with_changes(self, **changes: Any) -> Questionnaire:
        """A copy with some parts changed, checked like any other."""
        return replace(self, **changes)

    def checksum(self) -> str:
        """Of everything a person answering sees or that is computed from the answers; not of where the form comes from."""
        plain = {key: value for key, value in self.to_json().items() if key != "evidence"}
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
