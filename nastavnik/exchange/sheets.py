"""Tables of text as Excel files: nothing in a cell is a formula or a link, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# a longer string is not written at all
LONGEST_CELL = 32_767
NARROW, WIDE = 10, 44


def table_xlsx(
    title: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, str | int]], foot: str = ""
) -> bytes:
    """A sheet with headings that stay and can be filtered by; `columns` are keys and headings in their order.

    `foot` stands below the table, a row apart, so that neither a filter nor a sum takes it for one of the rows.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    kept = list(rows)
    for column, (key, heading) in enumerate(columns.items()):
        sheet.set_column(column, column, _width(heading, [str(row[key]) for row in kept]))
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(kept, start=1):
        for column, key in enumerate(columns):
            _write(sheet, number, column, row[key], plain)
    if foot:
        sheet.write_string(len(kept) + 2, 0, foot)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(kept), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, number: int, column: int, value: str | int, plain: Format) -> None:
    if isinstance(value, int):
        sheet.write_number(number, column, value, plain)
    else:
        sheet.write_string(number, column, value[:LONGEST_CELL], plain)


def _width(heading: str, texts: Sequence[str]) -> int:
    longest = max([len(heading) // 2, *(len(text) for text in texts)], default=NARROW)
    return min(max(longest + 2, NARROW if longest > 3 else 5), WIDE)
