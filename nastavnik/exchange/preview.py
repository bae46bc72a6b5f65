"""What an import would do, row by row, before anything is written.

Every row below the headings ends in exactly one of three groups: taken, refused, or a double that waits for a decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.exchange.columns import LABELS, Field, Mapping
from nastavnik.exchange.doubles import Double, Index, Known, RowIndex, known_from
from nastavnik.exchange.tables import Row, Table
from nastavnik.exchange.values import Problem, read, sex_by_patronymic

TOTAL = re.compile(r"^(итого|всего)\b", re.IGNORECASE)
SIGNATURE = re.compile(r"^(подпись|директор|исполнитель)\b", re.IGNORECASE)
# a line of signatures is short; a list of staff may begin with the director's own row
SIGNATURE_CELLS = 2


class Purpose(StrEnum):
    PUPILS = "pupils"
    MENTEE_ANSWERS = "mentee_answers"
    TEACHERS = "teachers"
    MENTOR_ANSWERS = "mentor_answers"


class RowStatus(StrEnum):
    TAKEN = "taken"
    REFUSED = "refused"
    DOUBLE = "double"


@dataclass
class CellProblem:
    """A problem at its row and column."""

    row: int
    column: str
    value: str
    message: str
    severity: str


@dataclass
class PreviewRow:
    """`person` is the key of the known person the row is about, `of_row` the number of the row it repeats."""

    number: int
    status: str
    values: dict[str, Any]
    problems: list[CellProblem] = field(default_factory=list)
    person: str = ""
    of_row: int | None = None
    double_name: str = ""
    double_reason: str = ""
    double_exact: bool = False
    similarity: int = 0

    @property
    def name(self) -> str:
        parts = (self.values.get(key, "") for key in ("last_name", "first_name", "patronymic"))
        return " ".join(part for part in parts if part)

    @property
    def errors(self) -> list[CellProblem]:
        return [problem for problem in self.problems if problem.severity == "error"]


@dataclass
class Preview:
    purpose: str
    rows: list[PreviewRow]

    def count(self, status: RowStatus) -> int:
        return sum(row.status == status for row in self.rows)

    @property
    def warnings(self) -> int:
        return sum(problem.severity == "warning" for row in self.rows for problem in row.problems)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Preview:
        rows = [
            PreviewRow(**{**row, "problems": [CellProblem(**problem) for problem in row["problems"]]})
            for row in data["rows"]
        ]
        return cls(data["purpose"], rows)


def guess_purpose(mapping: Mapping) -> Purpose:
    """What a file holds, by its columns; the person may say otherwise."""
    fields = set(mapping.fields)
    if fields & {Field.CAPACITY, Field.WANTED_AGE, Field.WHO}:
        return Purpose.MENTOR_ANSWERS
    if fields & {Field.WANTED, Field.NEED, Field.EXPECTATIONS, Field.COMPETENCES}:
        return Purpose.MENTEE_ANSWERS
    if fields & {Field.POSITION, Field.SUBJECT, Field.EXPERIENCE_YEARS}:
        return Purpose.TEACHERS
    return Purpose.PUPILS


def build_preview(table: Table, mapping: Mapping, known: Iterable[Known], purpose: Purpose, today: date) -> Preview:
    """Judge every row of the table. `known` are the people of the organisation; nothing is written."""
    people = Index(known)
    earlier = RowIndex()
    rows = []
    for row in table.rows:
        judged = _judge(row, table, mapping, purpose, today)
        if judged.status == RowStatus.TAKEN:
            _look_for_doubles(judged, people, earlier, purpose)
        rows.append(judged)
    return Preview(purpose.value, rows)


def _judge(row: Row, table: Table, mapping: Mapping, purpose: Purpose, today: date) -> PreviewRow:
    judged = PreviewRow(row.number, RowStatus.TAKEN, {})
    if reason := _not_a_person(row):
        first = next(cell for cell in row.cells if cell)
        judged.problems.append(CellProblem(row.number, "", first, reason, "error"))
        judged.status = RowStatus.REFUSED
        return judged
    for column, field_ in enumerate(mapping.fields):
        if field_ is None:
            continue
        cell = row.cells[column]
        value = read(field_, cell, today)
        judged.values.update(value.values)
        judged.problems.extend(_at(problem, row.number, table.header[column], cell) for problem in value.problems)
    _look_beyond(judged, row, table)
    _complete(judged, purpose)
    _tell_sex(judged, table, mapping)
    if judged.errors:
        judged.status = RowStatus.REFUSED
    return judged


def _not_a_person(row: Row) -> str:
    """Why the row is nobody's, or an empty string."""
    filled = [cell for cell in row.cells if cell]
    if TOTAL.match(filled[0]):
        return _("Строка итогов, а не человек.")
    if SIGNATURE.match(filled[0]) and len(filled) <= SIGNATURE_CELLS:
        return _("Строка с подписью, а не человек.")
    return ""


def _look_beyond(judged: PreviewRow, row: Row, table: Table) -> None:
    """Cells to the right of the headings: a note in a workbook, but in a csv a sign that the cells are shifted."""
    extra = next((cell for cell in row.cells[len(table.header) :] if cell), "")
    if extra and table.sheet:
        message = _("Ячейка правее заголовков не читается.")
        judged.problems.append(CellProblem(row.number, "", extra, message, "warning"))
    elif extra:
        message = _("Ячеек больше, чем заголовков: проверьте кавычки и разделители.")
        judged.problems.append(CellProblem(row.number, "", extra, message, "error"))


def _tell_sex(judged: PreviewRow, table: Table, mapping: Mapping) -> None:
    """The sex from the patronymic where the cell is empty, and a word where the two disagree."""
    told = sex_by_patronymic(judged.values)
    written = judged.values.get("sex")
    if told and not written:
        judged.values["sex"] = told
    column = mapping.column(Field.SEX)
    if column is None or not told or told == written:
        return
    message = _("Пол не указан: взят из отчества.") if not written else _("Пол не сходится с отчеством.")
    cell = "м" if written == "m" else "ж" if written else ""
    judged.problems.append(CellProblem(judged.number, table.header[column], cell, message, "warning"))


def _at(problem: Problem, row: int, column: str, cell: str) -> CellProblem:
    return CellProblem(row, column, cell, problem.message, problem.severity)


def _complete(judged: PreviewRow, purpose: Purpose) -> None:
    """Fill in what follows from the rest: the kind from the purpose, the place of an adult."""
    values = judged.values
    if not (values.get("last_name") and values.get("first_name")) and not judged.errors:
        message = _("Нет фамилии или имени.")
        judged.problems.append(CellProblem(judged.number, str(LABELS[Field.FULL_NAME]), "", message, "error"))
    kinds = {Purpose.TEACHERS: "teacher", Purpose.PUPILS: "pupil", Purpose.MENTEE_ANSWERS: "pupil"}
    values.setdefault("kind", kinds.get(purpose, "pupil" if values.get("grade") else "employee"))
    place = values.pop("place", "")
    if place:
        values["subject" if values["kind"] == "teacher" else "workplace"] = place[:100]


def _look_for_doubles(judged: PreviewRow, people: Index, earlier: RowIndex, purpose: Purpose) -> None:
    me = known_from(judged.values, str(judged.number))
    repeated = earlier.find(me)
    if repeated:
        _mark(judged, repeated)
        judged.of_row = int(repeated.key)
        return
    earlier.add(me)
    found = people.find(me)
    if found is None:
        if purpose == Purpose.MENTEE_ANSWERS:
            column = str(LABELS[Field.FULL_NAME])
            message = _("Такого ученика нет в списке: будет добавлен новый человек.")
            judged.problems.append(CellProblem(judged.number, column, judged.name, message, "warning"))
        return
    judged.person = found.key
    if not found.exact:
        _mark(judged, found)


def _mark(judged: PreviewRow, double: Double) -> None:
    judged.status = RowStatus.DOUBLE
    judged.double_name = double.name
    judged.double_reason = double.reason
    judged.double_exact = double.exact
    judged.similarity = double.similarity
