"""What an import of answers would do, row by row, before anything is written; and what is written in the end.

Every row ends in exactly one of two groups: its answers are written, or it is left out with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.common.russian import search_key
from nastavnik.exchange.answers.cells import SEPARATOR, options_of, read_cell
from nastavnik.exchange.answers.columns import NAMES, AnswerMapping, Target, absent, targets
from nastavnik.exchange.answers.people import Asked, Candidate, Found
from nastavnik.exchange.columns import LABELS, Field
from nastavnik.exchange.tables import Row, Table
from nastavnik.exchange.values import CLASS
from nastavnik.questionnaires.spec import AnswerProblem, Matrix, PersonList, Questionnaire

MOMENTS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
    "%Y/%m/%d %I:%M:%S %p", "%Y/%m/%d %H:%M:%S", "%m/%d/%Y %H:%M:%S",
)  # fmt: skip
ZONE = re.compile(r"(?:\.\d+)?\s*(?:(?:GMT|UTC|MSK)\S*|\+\d{1,2}(?::?\d\d)?|Z)$")
BEFORE_TIME = re.compile(r"(?<=\d)T(?=\d)")
SHOWN_WORDS = 80


class Left(StrEnum):
    """Why a row is left out."""

    NO_NAME = "no_name"
    UNKNOWN = "unknown"
    UNDECIDED = "undecided"
    REPEATED = "repeated"
    PROBLEM = "problem"
    ANSWERED = "answered"


@dataclass
class CellProblem:
    column: str
    value: str
    message: str


@dataclass
class AnswerRow:
    """`person` is the key of the participant whose answers these are; without one, `candidates` wait for a decision."""

    number: int
    name: str
    at: str = ""
    person: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    name_problem: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def likely(self) -> str:
        return next((candidate.key for candidate in self.candidates if candidate.likely), "")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AnswerRow:
        candidates = [Candidate(**one) for one in data["candidates"]]
        problems = [CellProblem(**one) for one in data["problems"]]
        return cls(**{**data, "candidates": candidates, "problems": problems})


@dataclass
class Word:
    """A word of the file that is no option by the letter: what it was taken for, and how often it stands there.

    `meant` is a code, several with `SEVERAL` between them, or empty where nobody knows yet.
    """

    target: str
    key: str
    written: str
    meant: str
    n: int = 1


@dataclass
class AnswerPreview:
    rows: list[AnswerRow]
    words: list[Word]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> AnswerPreview:
        return cls([AnswerRow.from_json(row) for row in data["rows"]], [Word(**word) for word in data["words"]])


def build_preview(
    table: Table, mapping: AnswerMapping, asks: Questionnaire, people: Asked, nameable: Asked
) -> AnswerPreview:
    """Judge every row. `people` are those whom the survey asks, `nameable` those who may be named in an answer."""
    judge = _Judge(table.header, mapping, asks, people, nameable)
    rows = [judge.row(row) for row in table.rows]
    return AnswerPreview(rows, judge.words())


class _Judge:
    def __init__(
        self, header: Sequence[str], mapping: AnswerMapping, asks: Questionnaire, people: Asked, nameable: Asked
    ) -> None:
        self._header, self._mapping, self._people, self._nameable = header, mapping, people, nameable
        offered = targets(asks)
        self._columns = [(place, offered[key]) for place, key in enumerate(mapping.columns) if key in offered]
        self._judge = _forgiving(asks, mapping) if mapping.without_absent else asks
        self._words: dict[tuple[str, str], Word] = {}

    def row(self, row: Row) -> AnswerRow:
        name = " ".join(part for who in NAMES if (part := self._cell(row, who)))
        judged = AnswerRow(row.number, name, at=_moment(self._cell(row, Field.ANSWERED_AT)))
        found = self._people.find(name, self._cell(row, Field.CLASS_NAME)) if name else Found(problem=_("Нет имени."))
        judged.person, judged.candidates, judged.name_problem = found.key, found.candidates, found.problem
        raw, unread = self._raw(row)
        judged.answers, problems = self._judge.clean(raw)
        asked = {question.code for question in self._judge.questions if question.is_asked(judged.answers)}
        judged.problems = [self._problem(row, problem) for problem in problems]
        judged.problems += [problem for code, problem in unread if code in asked]
        return judged

    def words(self) -> list[Word]:
        """Those that nobody understood first, then the most frequent."""
        return sorted(self._words.values(), key=lambda word: (bool(word.meant), -word.n))[:SHOWN_WORDS]

    def _cell(self, row: Row, who: Field) -> str:
        place = self._mapping.column(who.value)
        return row.cells[place] if place is not None else ""

    def _raw(self, row: Row) -> tuple[dict[str, Any], list[tuple[str, CellProblem]]]:
        """What the questionnaire is to judge, and the names in answers that are nobody's, by their question."""
        raw: dict[str, Any] = {}
        unread: list[tuple[str, CellProblem]] = []
        for place, target in self._columns:
            cell, code = row.cells[place], target.question.code
            if isinstance(target.question, PersonList):
                raw[code], strangers = self._named(cell)
                message = _("Такого человека среди тех, кого можно выбрать, нет.")
                unread += [(code, CellProblem(self._header[place], stranger, message)) for stranger in strangers]
            elif isinstance(target.question, Matrix):
                raw.setdefault(code, {})[target.row] = self._read(target, cell)
            else:
                raw[code] = self._read(target, cell)
        # a table without a single mark was not answered
        return {code: answer for code, answer in raw.items() if not _is_blank(answer)}, unread

    def _read(self, target: Target, cell: str) -> Any:
        reading = read_cell(target.question, cell, self._mapping.words.get(target.key, {}))
        if options_of(target.question):
            for written in reading.unknown:
                self._count(target.key, written, "")
            for written, code in reading.guessed.items():
                self._count(target.key, written, code)
        return reading.raw

    def _count(self, target: str, written: str, meant: str) -> None:
        key = search_key(written)
        word = self._words.setdefault((target, key), Word(target, key, written[:200], meant, 0))
        word.n += 1

    def _named(self, cell: str) -> tuple[list[str], list[str]]:
        keys: list[str] = []
        strangers: list[str] = []
        for part in SEPARATOR.split(cell):
            if not (name := part.strip()) or CLASS.match(name):  # a class after the comma belongs to the name before it
                continue
            found = self._nameable.find(name)
            (keys if found.key else strangers).append(found.key or name)
        return keys, strangers

    def _problem(self, row: Row, problem: AnswerProblem) -> CellProblem:
        """The sentence of the question, at its column; where a table has several, at the first that may be to blame."""
        places = [place for place, target in self._columns if target.question.code == problem.code]
        place = next((place for place in places if not row.cells[place].isdigit()), places[0] if places else None)
        heading = _(self._judge.question(problem.code).text) if place is None else self._header[place]
        return CellProblem(heading, "" if place is None else row.cells[place], _(problem.text) % problem.params)


def _forgiving(asks: Questionnaire, mapping: AnswerMapping) -> Questionnaire:
    """The same questions, those that the form did not ask no longer required."""
    lacking = {question.code for question in absent(asks, mapping)}
    questions = (replace(one, required=False) if one.code in lacking else one for one in asks.questions)
    return asks.with_changes(questions=tuple(questions))


def _is_blank(answer: Any) -> bool:
    return not any(answer.values()) if isinstance(answer, dict) else not answer


def _moment(text: str) -> str:
    """When the form was sent, to compare within one file; empty where it cannot be told."""
    bare = ZONE.sub("", BEFORE_TIME.sub(" ", text.strip()))
    for pattern in MOMENTS:
        try:
            return datetime.strptime(bare, pattern).isoformat(" ")  # noqa: DTZ007 – compared within one file only
        except ValueError:
            continue
    return ""


@dataclass
class LeftOut:
    """A row that is not written: why, as the file of refused rows and the page tell it; whose it is where that is known."""

    row: AnswerRow
    why: Left
    column: str
    value: str
    reason: str
    participation: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "row": self.row.number, "name": self.row.name, "column": self.column, "value": self.value,
            "reason": self.reason, "participation": self.participation,
        }  # fmt: skip


@dataclass
class Settled:
    """Rows to be written, by participant, and those left out, in the order of the file."""

    written: dict[str, AnswerRow]
    left: list[LeftOut]

    @property
    def counts(self) -> Counter[Left]:
        return Counter(one.why for one in self.left)


def settle(
    rows: Sequence[AnswerRow], decisions: Mapping[int, str], answered: Collection[str], replaces: bool
) -> Settled:
    """Who is written: `decisions` say whose a doubtful row is, by its number; `answered` have answered already.

    Of several rows of one person the newest counts, whether it is sound or not: an older answer is not put in its place.
    """
    newest: dict[str, AnswerRow] = {}
    whose = {row.number: _whose(row, decisions) for row in rows}
    for row in rows:
        key = whose[row.number]
        if key and (key not in newest or (newest[key].at, newest[key].number) <= (row.at, row.number)):
            newest[key] = row
    settled = Settled({}, [])
    for row in rows:
        key = whose[row.number]
        left = _left_out(row, key, newest, () if replaces else answered)
        if left:
            left.participation = key
            settled.left.append(left)
        else:
            settled.written[key] = row
    return settled


def _whose(row: AnswerRow, decisions: Mapping[int, str]) -> str:
    if row.person:
        return row.person
    key = decisions.get(row.number, row.likely)
    return key if key in {candidate.key for candidate in row.candidates} else ""


def _left_out(row: AnswerRow, key: str, newest: Mapping[str, AnswerRow], answered: Collection[str]) -> LeftOut | None:
    if row.name_problem:
        return _not_taken(row, Left.NO_NAME, row.name_problem)
    if not key and row.candidates:
        return _not_taken(row, Left.UNDECIDED, _("Не решено, кто это из похожих участников."))
    if not key:
        reason = _("Среди тех, кого спрашивает анкета, такого участника нет: проверьте имя и класс.")
        return _not_taken(row, Left.UNKNOWN, reason)
    if newest[key] is not row:
        reason = _("Есть более поздний ответ этого человека: засчитана строка %(n)s.") % {"n": newest[key].number}
        return _not_taken(row, Left.REPEATED, reason)
    if row.problems:
        first, *others = row.problems
        return LeftOut(row, Left.PROBLEM, first.column, first.value, _reason(first, others))
    if key in answered:
        return _not_taken(row, Left.ANSWERED, _("Ответ на эту анкету уже есть: прежний оставлен."))
    return None


def _not_taken(row: AnswerRow, why: Left, reason: str) -> LeftOut:
    """A row left out for its person's sake."""
    return LeftOut(row, why, str(LABELS[Field.FULL_NAME]), "", reason)


def _reason(first: CellProblem, others: Sequence[CellProblem]) -> str:
    if not others:
        return first.message
    more = "; ".join(f"«{problem.column}» – {problem.message}" for problem in others)
    return f"{first.message} " + _("И ещё: %(more)s") % {"more": more}
