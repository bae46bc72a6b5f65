"""Pasted words as rows: a table copied with its tabs, or the lines of a PDF whose cells are broken over many."""

from __future__ import annotations

import csv
import re

from nastavnik.roadmaps.reading.flow import heading_lines, list_rows, matrix_rows, plan_rows
from nastavnik.roadmaps.reading.page import Cell, Page, Row

MAX_LETTERS = 1_000_000
TAG = re.compile(r"</?\w+[^>]{0,100}>")
RULE = re.compile(r"^[\s|:-]*-{2,}[\s|:-]*$")


def open_text(text: str) -> Page | None:
    """The rows of a pasted table, None where nothing looks like one."""
    text = TAG.sub("", text[:MAX_LETTERS]).replace("\u00a0", " ").replace("\r\n", "\n")
    if "\t" in text:
        page = _tabbed(text)
        if page is not None:
            return page
    rows = matrix_rows(text) or list_rows(text) or plan_rows(text)
    return Page(heading_lines(text), (_numbered(rows),), guessed=True) if rows else None


def _tabbed(text: str) -> Page | None:
    """Rows with tabs; the cells of a row that a page broke in two are put together again."""
    lines = [line for line in _cells(text) if any(cell.strip() for cell in line)]
    start = next((place for place, line in enumerate(lines) if len(line) > 1), None)
    if start is None:
        return None
    width = max(len(line) for line in lines)
    rows: list[list[str]] = []
    for line in lines[start:]:
        cells = [cell.strip() for cell in (*line, *[""] * (width - len(line)))]
        if RULE.match("".join(cells)):
            continue
        if len(rows) > 1 and _goes_on(cells):  # the first row names the columns
            rows[-1] = [_put_together(one, other) for one, other in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    heading = tuple(" ".join("".join(line).split()) for line in lines[:start])
    return Page(heading, (_numbered(rows),))


def _cells(text: str) -> list[list[str]]:
    """Cells as Excel copies them, those with line breaks in quotes; a lone quote of the text itself closes nothing."""
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), delimiter="\t"))
    except csv.Error:
        lines = []
    if not lines or any("\t" in cell for line in lines for cell in line):
        return [line.split("\t") for line in text.split("\n")]
    return lines


def _goes_on(cells: list[str]) -> bool:
    """A row that begins in the middle of a sentence is the rest of the one before the break of the page."""
    first = next(cell for cell in cells if cell)
    return first[0].islower() and not re.search(r"\.\s*$", first[:4])


def _put_together(one: str, other: str) -> str:
    return f"{one} {other}".strip()


def _numbered(rows: list[list[str]]) -> tuple[Row, ...]:
    return tuple(_row(number, cells) for number, cells in enumerate(rows, start=1))


def _row(number: int, cells: list[str]) -> Row:
    """A row of one cell goes across."""
    across = len(cells) > 1 and bool(cells[0]) and not any(cells[1:])
    texts = [cells[0]] * len(cells) if across else cells
    return Row(number, tuple(Cell(text, number * 1000 + (0 if across else place)) for place, text in enumerate(texts)))
