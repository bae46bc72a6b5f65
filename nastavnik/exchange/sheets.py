"""Tables of text as Excel files: nothing in a cell is a formula or a link, whatever it begins with."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# a longer string is not written at all
LONGEST_CELL = 32_767
LONGEST_NAME, FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\]")
NARROW, WIDE = 10, 44


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook; `columns` are keys and headings in their order.

    `people` are those it names, `left_out` those it does not because their consent does not stand.
    """

    title: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, str | int]]
    people: Collection[UUID] = frozenset()
    left_out: Collection[UUID] = frozenset()

    def called(self, title: str) -> Sheet:
        return replace(self, title=title)


def table_xlsx(
    title: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, str | int]], foot: str = ""
) -> bytes:
    """One table as an Excel file."""
    return book_xlsx([Sheet(title, columns, list(rows))], foot)


def book_xlsx(tables: Sequence[Sheet], foot: str = "") -> bytes:
    """Tables with headings that stay and can be filtered by, each on a sheet of its own.

    `foot` stands below the first table, a row apart, so that neither a filter nor a sum takes it for one of the rows.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    names: set[str] = set()
    for place, table in enumerate(tables):
        sheet = book.add_worksheet(_free_name(table.title, names))
        _fill(sheet, table, bold, plain)
        if foot and not place:
            sheet.write_string(len(table.rows) + 2, 0, foot)
    book.close()
    return out.getvalue()


def _free_name(title: str, taken: set[str]) -> str:
    """A name Excel takes: short, without the signs it forbids, no other like it whatever the case of its letters."""
    plain = FORBIDDEN.sub(" ", title).strip("' ")
    name, number = plain[:LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(name.lower())
    return name


def _fill(sheet: Worksheet, table: Sheet, bold: Format, plain: Format) -> None:
    for column, (key, heading) in enumerate(table.columns.items()):
        sheet.set_column(column, column, _width(heading, [str(row[key]) for row in table.rows]))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(table.rows, start=1):
        for column, key in enumerate(table.columns):
            _write(sheet, number, column, row[key], plain)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, number: int, column: int, value: str | int, plain: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(number, column, value, plain)
    else:
        sheet.write_string(number, column, value[:LONGEST_CELL], plain)


def _width(heading: str, texts: Sequence[str]) -> int:
    longest = max([len(heading) // 2, *(len(text) for text in texts)], default=NARROW)
    return min(max(longest + 2, NARROW if longest > 3 else 5), WIDE)
