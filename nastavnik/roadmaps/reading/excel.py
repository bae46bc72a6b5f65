"""The sheets of a workbook as rows: merged cells hold their words everywhere."""

from __future__ import annotations

import io
import zipfile

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.common.workbooks import OLE_MAGIC, ZIP_MAGIC, Sheet, workbook_sheets
from nastavnik.roadmaps.reading.page import Cell, Page, Row, UnreadableFile

MAX_ROWS = 3000
HEADER_WITHIN = 15


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a workbook, new or old, and not a document."""
    if data.startswith(OLE_MAGIC):
        return "Workbook".encode("utf-16-le") in data
    if not data.startswith(ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(part.startswith("xl/") or part == "content.xml" for part in package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def open_workbook(data: bytes, filename: str) -> Page:
    """All filled sheets of an xlsx, xls or ods; raises `UnreadableFile` with a sentence."""
    try:
        sheets = workbook_sheets(data, filename, MAX_ROWS)
    except UnreadableTable as error:
        raise UnreadableFile(str(error)) from error
    tables = [_rows(sheet) for sheet in sheets]
    heading = [row.lone for table in tables for row in table[:HEADER_WITHIN] if row.lone]
    return Page(tuple(heading), tuple(tables))


def _rows(sheet: Sheet) -> tuple[Row, ...]:
    width = max(len(row) for row in sheet.rows) - 1
    texts = {number: [*cells, *[""] * (width - len(cells))] for number, *cells in sheet.rows}
    keys = {number: [number * (width + 1) + place for place in range(width)] for number in texts}
    for top, left, bottom, right in sheet.merged:
        for number in range(top, bottom + 1):
            if number in texts and top in texts:
                for place in range(left, min(right + 1, width)):
                    texts[number][place], keys[number][place] = texts[top][left], keys[top][left]
    return tuple(
        Row(number, tuple(Cell(text, key) for text, key in zip(texts[number], keys[number], strict=True)))
        for number in texts
    )
