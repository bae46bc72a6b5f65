"""Questionnaires as data: kinds of questions, their checks and their JSON. Pure.

A questionnaire is frozen once published: its checksum is kept by the tests, so a change means a new version. Constructs
pair a question of the entry with its sister of the exit (methodology §3.2). A new kind of question is a class here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

HIGHER, LOWER = "higher", "lower"
LONGEST_TEXT = 2000


def gettext_noop(text: str) -> str:
    """Marks a sentence for the catalogue of translations; this module knows no Django."""
    return text


class AnswerProblem(ValueError):
    """An answer that cannot be; `text` is a Russian sentence with `%(name)s` places filled from `params`."""

    def __init__(self, code: str, text: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(text % (params or {}))
        self.code = code
        self.text = text
        self.params = dict(params or {})


@dataclass(frozen=True, kw_only=True)
class Question:
    """`code` is unique in its questionnaire; `construct` pairs entry with exit; `required` asks for an answer.

    `help` explains; `show_if` is a former question's code and the answer to it that makes this one asked.
    """

    kind: ClassVar[str] = ""
    code: str
    text: str
    construct: str = ""
    required: bool = True
    help: str = ""
    show_if: tuple[str, Any] | None = None

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether the answers given so far lead to this question."""
        return self.show_if is None or answers.get(self.show_if[0]) == self.show_if[1]

    def clean(self, raw: Any) -> Any:
        """The answer as JSON keeps it, None where nothing was said; raises `AnswerProblem`."""
        if raw in (None, "", [], {}):
            if self.required:
                raise AnswerProblem(self.code, gettext_noop("Ответьте на этот вопрос."))
            return None
        return self.check(raw)

    def check(self, raw: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} must check its answers.")

    def to_json(self) -> dict[str, Any]:
        plain = {"kind": self.kind, **asdict(self)}
        # what was added to the spec later is left out where it is not used, so that frozen checksums stay
        return {key: value for key, value in plain.items() if value or key not in {"help", "show_if"}}


@dataclass(frozen=True, kw_only=True)
class YesNo(Question):
    kind: ClassVar[str] = "yes_no"

    def check(self, raw: Any) -> bool:
        if raw in (True, "yes"):
            return True
        if raw in (False, "no"):
            return False
        raise AnswerProblem(self.code, gettext_noop("Ответьте «да» или «нет»."))


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """Whole numbers from `low` to `high`; `direction` says which end is better."""

    kind: ClassVar[str] = "scale"
    low: int = 1
    high: int = 10
    low_label: str = ""
    high_label: str = ""
    direction: str = HIGHER

    def __post_init__(self) -> None:
        if self.low >= self.high or self.direction not in {HIGHER, LOWER}:
            raise ValueError(f"{self.code}: a scale goes up, and its better end is {HIGHER!r} or {LOWER!r}.")

    def check(self, raw: Any) -> int:
        text = str(raw).strip()
        if text.removeprefix("-").isdecimal() and self.low <= int(text) <= self.high:
            return int(text)
        raise AnswerProblem(
            self.code, gettext_noop("Выберите число от %(low)s до %(high)s."), {"low": self.low, "high": self.high}
        )


@dataclass(frozen=True, kw_only=True)
class Count(Question):
    """How many: a whole number from nought; `direction` says whether more is better."""

    kind: ClassVar[str] = "count"
    high: int = 100
    direction: str = HIGHER

    def check(self, raw: Any) -> int:
        text = str(raw).strip()
        if text.isdecimal() and int(text) <= self.high:
            return int(text)
        raise AnswerProblem(self.code, gettext_noop("Напишите целое число от 0 до %(high)s."), {"high": self.high})


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of `options`, pairs of a code and words."""

    kind: ClassVar[str] = "choice"
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        codes = [code for code, _words in self.options]
        if not codes or len(set(codes)) != len(codes):
            raise ValueError(f"{self.code}: options are needed, each code once.")

    def check(self, raw: Any) -> Any:
        if raw in [code for code, _words in self.options]:
            return raw
        raise AnswerProblem(self.code, gettext_noop("Выберите один из вариантов."))


@dataclass(frozen=True, kw_only=True)
class MultipleChoice(Choice):
    kind: ClassVar[str] = "multiple_choice"

    def check(self, raw: Any) -> list[str]:
        chosen = raw if isinstance(raw, list) else [raw]
        codes = [code for code, _words in self.options]
        if all(code in codes for code in chosen):
            return [code for code in codes if code in chosen]
        raise AnswerProblem(self.code, gettext_noop("Выберите из вариантов."))


@dataclass(frozen=True, kw_only=True)
class OpenText(Question):
    kind: ClassVar[str] = "open"

    def check(self, raw: Any) -> str:
        text = str(raw).strip()
        if len(text) > LONGEST_TEXT:
            raise AnswerProblem(self.code, gettext_noop("Не длиннее %(limit)s знаков."), {"limit": LONGEST_TEXT})
        return text


@dataclass(frozen=True, kw_only=True)
class Matrix(Question):
    """The same scale for several things; the answer is a number for each of `rows`, pairs of a code and words."""

    kind: ClassVar[str] = "matrix"
    rows: tuple[tuple[str, str], ...] = ()
    low: int = 1
    high: int = 5

    def __post_init__(self) -> None:
        codes = [code for code, _words in self.rows]
        if not codes or len(set(codes)) != len(codes) or self.low >= self.high:
            raise ValueError(f"{self.code}: rows are needed, each code once, and a scale that goes up.")

    def check(self, raw: Any) -> dict[str, int]:
        given = raw if isinstance(raw, Mapping) else {}
        marks = {code: str(given.get(code, "")).strip() for code, _words in self.rows}
        if self.required and not all(marks.values()):
            raise AnswerProblem(self.code, gettext_noop("Оцените каждую строку."))
        allowed = {str(mark) for mark in range(self.low, self.high + 1)}
        if any(mark and mark not in allowed for mark in marks.values()):
            raise AnswerProblem(
                self.code, gettext_noop("Выберите число от %(low)s до %(high)s."), {"low": self.low, "high": self.high}
            )
        return {code: int(mark) for code, mark in marks.items() if mark}


FREQUENCY = (
    ("very_often", gettext_noop("очень часто")), ("often", gettext_noop("часто")), ("rarely", gettext_noop("редко")),
    ("once_or_twice", gettext_noop("1–2 раза")), ("never", gettext_noop("никогда")),
)  # fmt: skip


@dataclass(frozen=True)
class Questionnaire:
    """A version of a questionnaire. `title` and texts are Russian msgids; `side` is "mentor" or "mentee"."""

    code: str
    version: int
    title: str
    side: str
    questions: tuple[Question, ...]
    waves: tuple[str, ...] = ("entry",)
    people: tuple[str, ...] = field(default=("pupil", "teacher", "student", "alumnus", "employee", "parent"))
    anonymous: bool = False  # nobody is shown who said what: neither on a page nor in a file

    def __post_init__(self) -> None:
        codes = [question.code for question in self.questions]
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            raise ValueError(f"{self.code}: questions repeat: {', '.join(repeated)}.")
        if not codes:
            raise ValueError(f"{self.code}: no questions.")
        for place, question in enumerate(self.questions):
            if question.show_if and question.show_if[0] not in codes[:place]:
                raise ValueError(f"{self.code}: {question.code} depends on a question that does not stand before it.")

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
        }  # fmt: skip

    def checksum(self) -> str:
        """Of everything a person answering sees or that is computed from the answers."""
        plain = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()
