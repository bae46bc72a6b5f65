"""Opens a table of people that comes from outside – xlsx, xls, ods, csv – and lays it out as rows of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.common.workbooks import OLE_MAGIC, ZIP_MAGIC, Sheet, workbook_sheets
from nastavnik.exchange.columns import names_known_fields
from nastavnik.exchange.csv_text import csv_grid
from nastavnik.exchange.oneroster import bundle_grid, is_bundle

__all__ = ["MAX_BYTES", "MAX_ROWS", "Row", "Table", "UnreadableTable", "read_table"]

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
HEADER_WITHIN = 15
WEB_PAGE = re.compile(rb"^\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)
NAMES_A_PERSON = re.compile(r"фио|ф\.\s*и\.\s*о|фамил|\bимя\b")


@dataclass(frozen=True)
class Row:
    """`number` is the row's number as Excel shows it, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`sheet` is the name of the sheet that was read, empty for a csv. Rows are at least as wide as the headings."""

    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        rows = [[row.number, *row.cells] for row in self.rows]
        return {
            "sheet": self.sheet, "header_row": self.header_row, "header": list(self.header), "rows": rows,
            "notes": list(self.notes),
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Table:
        rows = tuple(Row(number, tuple(cells)) for number, *cells in data["rows"])
        return cls(data["header_row"], tuple(data["header"]), rows, tuple(data["notes"]), data.get("sheet", ""))


def read_table(data: bytes, filename: str, *, encoding: str | None = None, teachers: bool = False) -> Table:
    """The first sheet with headings of people, or the csv, as text below its heading row.

    `encoding` is what the person chose for a csv; without it utf-8 is tried, then cp1251. `teachers` says whom to take
    out of a OneRoster bundle, pupils otherwise. Raises `UnreadableTable`.
    """
    name = {"name": filename}
    if not data.strip():
        raise UnreadableTable(_("Файл «%(name)s» пуст.") % name)
    if len(data) > MAX_BYTES:
        raise UnreadableTable(
            _("Файл «%(name)s» больше 20 МБ. Уберите картинки и лишние листы или разделите его.") % name
        )
    if data.startswith(ZIP_MAGIC) and is_bundle(data):
        return _first_with_header([Sheet("users.csv", bundle_grid(data, filename, teachers=teachers))], filename)
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)):
        # one row more than is taken is enough to know that there are too many
        return _first_with_header(workbook_sheets(data, filename, MAX_ROWS + HEADER_WITHIN + 1), filename)
    if WEB_PAGE.match(data):
        raise UnreadableTable(
            _("«%(name)s» – веб-страница с чужим расширением. Откройте её в Excel и сохраните как .xlsx.") % name
        )
    return _first_with_header([Sheet("", csv_grid(data, filename, encoding))], filename)


def _first_with_header(sheets: Sequence[Sheet], filename: str) -> Table:
    for sheet in sheets:
        rows = [Row(number, tuple(cells)) for number, *cells in sheet.rows]
        header = _header(rows)
        if header:
            return _below(header, rows, sheet.name, _notes(sheet, sheets), filename)
    raise UnreadableTable(
        _("В файле «%(name)s» не найдена строка заголовков. Назовите столбцы: «Фамилия», «Имя», «Класс»…")
        % {"name": filename}
    )


def _notes(chosen: Sheet, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    others = [sheet.name for sheet in sheets if sheet is not chosen]
    if not others:
        return ()
    names = ", ".join(f"«{other}»" for other in others)
    note = _("В файле несколько листов. Прочитан «%(sheet)s», не прочитаны: %(others)s.")
    return (note % {"sheet": chosen.name, "others": names},)


def _header(rows: Sequence[Row]) -> Row | None:
    """The row that names a person's column; failing that, one of at least two headings we know."""
    early = [row for row in rows[:HEADER_WITHIN] if _may_be_header(row)]
    named = (row for row in early if any(NAMES_A_PERSON.search(cell.lower()) for cell in row.cells))
    return next(named, None) or next((row for row in early if names_known_fields(row.cells)), None)


def _may_be_header(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) > 1 and not any(cell.replace(".", "").isdigit() for cell in filled)


def _below(header: Row, rows: Sequence[Row], sheet: str, notes: tuple[str, ...], filename: str) -> Table:
    below = [row for row in rows if row.number > header.number]
    if len(below) > MAX_ROWS:
        raise UnreadableTable(
            _("В файле «%(name)s» больше %(limit)s строк. Разделите его на части.")
            % {"name": filename, "limit": MAX_ROWS}
        )
    width = len(header.cells)
    even = tuple(Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in below)
    return Table(header.number, header.cells, even, notes, sheet)
