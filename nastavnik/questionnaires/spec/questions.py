"""Kinds of questions: what each takes, what it refuses, its JSON there and back. A new kind is a class here. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

HIGHER, LOWER = "higher", "lower"
LONGEST_TEXT = 2000
ADDED_LATER = frozenset({"help", "show_if", "fills"})


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

    `help` explains; `show_if` is a former question's code and the answer to it that makes this one asked; `fills` names
    what the answer becomes in the base of participants (a key of `filling.FILLS`).
    """

    kind: ClassVar[str] = ""
    code: str
    text: str
    construct: str = ""
    required: bool = True
    help: str = ""
    show_if: tuple[str, Any] | None = None
    fills: str = ""

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
        return {key: value for key, value in plain.items() if value or key not in ADDED_LATER}


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


@dataclass(frozen=True, kw_only=True)
class PersonList(Question):
    """Up to `most` persons, the most wanted first (methodology §3.4); the answer is a list of their keys.

    Who may be named is not known here: whoever asks offers the persons and checks that no other was named.
    """

    kind: ClassVar[str] = "persons"
    most: int = 3

    def __post_init__(self) -> None:
        if self.most < 1:
            raise ValueError(f"{self.code}: at least one person is named.")

    def check(self, raw: Any) -> list[str]:
        named = [str(key) for key in (raw if isinstance(raw, list) else [raw]) if key]
        if len(set(named)) != len(named):
            raise AnswerProblem(self.code, gettext_noop("Одного человека называют один раз."))
        if len(named) > self.most:
            raise AnswerProblem(self.code, gettext_noop("Назовите не больше %(most)s."), {"most": self.most})
        return named


KINDS: dict[str, type[Question]] = {
    kind.kind: kind for kind in (YesNo, Scale, Count, Choice, MultipleChoice, OpenText, Matrix, PersonList)
}


def question_from_json(data: Mapping[str, Any]) -> Question:
    """The question that `Question.to_json` wrote; raises `ValueError` for an unknown kind."""
    if data.get("kind") not in KINDS:
        raise ValueError(f"There is no kind of question {data.get('kind')!r}.")
    kind = KINDS[data["kind"]]
    known = {field.name for field in fields(kind)}
    return kind(**{key: _tuples(value) for key, value in data.items() if key in known})


def _tuples(value: Any) -> Any:
    """JSON has lists only; options, rows and conditions are tuples."""
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value
