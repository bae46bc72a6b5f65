"""Two files of answers – mentees and mentors – as people of the matching engine; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.exchange.columns import Field, Mapping, recognise
from nastavnik.exchange.preview import Preview, PreviewRow, Purpose, RowStatus, build_preview
from nastavnik.exchange.tables import Table, read_table
from nastavnik.matching.engine import Mentee, Mentor, tier_of
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.competences import Catalogue, plain, shipped

# what pairs are made by: of other columns nothing is said here
COMPARED = frozenset({
    Field.COMPETENCES, Field.INTERESTS, Field.AVAILABILITY, Field.MEETING_FORMAT, Field.WANTED, Field.WANTED_AGE,
    Field.CAPACITY, Field.NEED, Field.WHO, Field.CLASS_NAME, Field.CLASS_OR_POSITION,
})  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """The people of a file by their keys, in its order; `notes` are sentences about what was not taken as it stands."""

    rows: dict[str, PreviewRow]
    notes: tuple[str, ...]

    def place(self, key: str) -> str:
        """The class of a pupil, the subject or workplace of an adult."""
        values = self.rows[key].values
        if values.get("grade"):
            return f"{values['grade']}{values.get('letter', '')}"
        return str(values.get("subject") or values.get("workplace") or PersonKind(values["kind"]).label)


def read_answers(data: bytes, filename: str, purpose: Purpose, today: date) -> Answers:
    """The answers of one file. Raises `UnreadableTable` with a sentence for the person who sent it."""
    table = read_table(data, filename)
    mapping = recognise(table.header, [row.cells for row in table.rows])
    _check_columns(mapping, filename, purpose)
    preview = build_preview(table, mapping, (), purpose, today)
    taken = [row for row in preview.rows if _counts(row)]
    if not taken:
        raise UnreadableTable(_("В файле «%(name)s» нет ни одного ответа.") % {"name": filename})
    return Answers(_by_key(taken), tuple(_notes(preview, table, mapping, filename)))


def _check_columns(mapping: Mapping, filename: str, purpose: Purpose) -> None:
    name = {"name": filename}
    if not mapping.names_people:
        raise UnreadableTable(_("В файле «%(name)s» нет столбца с именами: назовите его «ФИО».") % name)
    if Field.COMPETENCES not in mapping.fields and purpose == Purpose.MENTEE_ANSWERS:
        raise UnreadableTable(
            _("В файле «%(name)s» нет столбца с запросом: назовите его «С чем вам нужна помощь?».") % name
        )
    if Field.COMPETENCES not in mapping.fields:
        raise UnreadableTable(_("В файле «%(name)s» нет столбца «Ваши сильные стороны».") % name)
    fields = set(mapping.fields)
    if purpose == Purpose.MENTEE_ANSWERS and fields & {Field.CAPACITY, Field.WANTED_AGE}:
        raise UnreadableTable(_("Файл «%(name)s» похож на ответы наставников, а нужны ответы наставляемых.") % name)
    if purpose == Purpose.MENTOR_ANSWERS and fields & {Field.WANTED, Field.NEED}:
        raise UnreadableTable(_("Файл «%(name)s» похож на ответы наставляемых, а нужны ответы наставников.") % name)


def _counts(row: PreviewRow) -> bool:
    """Taken, or like another row but not the same: two people until somebody says otherwise."""
    return row.status == RowStatus.TAKEN or (row.status == RowStatus.DOUBLE and not row.double_exact)


def _by_key(rows: list[PreviewRow]) -> dict[str, PreviewRow]:
    """By the name, with the class where two are called alike, with the row where that is not enough."""
    names = Counter(row.name for row in rows)
    found: dict[str, PreviewRow] = {}
    for row in rows:
        grade = f"{row.values.get('grade', '')}{row.values.get('letter', '')}"
        key = row.name if names[row.name] == 1 else f"{row.name} ({grade})" if grade else row.name
        found[key if key not in found else f"{key}, строка {row.number}"] = row
    return found


def _notes(preview: Preview, table: Table, mapping: Mapping, filename: str) -> Iterator[str]:
    yield from table.notes
    read = {heading for heading, field in zip(table.header, mapping.fields, strict=True) if field in COMPARED}
    for row in preview.rows:
        where = {"name": filename, "row": row.number, "of": row.of_row, "who": row.double_name}
        if row.status == RowStatus.DOUBLE and row.double_exact:
            yield _("%(name)s, строка %(row)s: повтор строки %(of)s – не учтена.") % where
        elif row.status == RowStatus.DOUBLE:
            yield _("%(name)s, строка %(row)s: похоже на строку %(of)s (%(who)s) – учтены обе, проверьте.") % where
        for problem in row.problems:
            if problem.severity == "error":
                yield _("%(name)s, строка %(row)s не учтена: %(message)s") % {**where, "message": problem.message}
            elif problem.column in read:
                what = {**where, "column": problem.column, "message": problem.message}
                yield _("%(name)s, строка %(row)s, «%(column)s»: %(message)s") % what


def mentees_of(answers: Answers) -> list[Mentee]:
    catalogue = Catalogue.of(shipped())
    return [
        Mentee(
            wanted=frozenset(row.values.get("wanted", ())), grade=row.values.get("grade"),
            request=catalogue.names(row.values.get("competences", ())), tier=tier_of(row.values.get("need")),
            **_shared(key, row),
        )
        for key, row in answers.rows.items()
    ]  # fmt: skip


def mentors_of(answers: Answers) -> list[Mentor]:
    catalogue = Catalogue.of(shipped())
    found = []
    for key, row in answers.rows.items():
        age = row.values.get("wanted_age")
        found.append(
            Mentor(
                offers=catalogue.names(row.values.get("competences", ())), capacity=row.values.get("capacity", 1),
                wanted_age=(age["of"], age["from"], age["to"]) if age else None, grade=row.values.get("grade"),
                **_shared(key, row),
            )
        )  # fmt: skip
    return found


def _shared(key: str, row: PreviewRow) -> dict[str, Any]:
    values = row.values
    return {
        "key": key, "interests": frozenset(map(plain, values.get("interests", ()))), "kind": values["kind"],
        "slots": frozenset(values.get("availability", ())), "meeting_format": values.get("meeting_format", "any"),
        # whoever answered both questionnaires is one person, by his name and class
        "person": f"{plain(row.name)} {values.get('grade', '')}{values.get('letter', '')}",
    }  # fmt: skip
