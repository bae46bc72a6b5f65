"""Columns of a road map by their headings, not by their places."""

from __future__ import annotations

import re
from enum import StrEnum

from nastavnik.roadmaps.reading.word import Row


class Column(StrEnum):
    NUMBER = "number"
    STAGE = "stage"
    EVENT = "event"
    CONTENT = "content"
    INSIDE = "inside"
    OUTSIDE = "outside"
    TERM = "term"
    RESPONSIBLE = "responsible"
    RESOURCES = "resources"
    RESULT = "result"


# the first that fits names the column: «Содержание/сроки этапов» is a stage before it is a term
HEADINGS: tuple[tuple[str, Column], ...] = (
    (r"^№|^п\s*/\s*п|^номер", Column.NUMBER),
    (r"ресурс", Column.RESOURCES),
    (r"внутри|внутренн", Column.INSIDE),
    (r"внешн", Column.OUTSIDE),
    (r"этап|блок|раздел|направлени", Column.STAGE),
    (r"содержание", Column.CONTENT),
    (r"мероприят|наименование|деятельност|действи", Column.EVENT),
    (r"срок|дата|период|когда", Column.TERM),
    (r"ответствен|исполнител", Column.RESPONSIBLE),
    (r"результат|документ|итог|продукт", Column.RESULT),
)
ENOUGH = 2


def column_of(heading: str) -> Column | None:
    words = " ".join(heading.lower().split())
    return next((column for pattern, column in HEADINGS if re.search(pattern, words)), None)


def headings(row: Row) -> dict[Column, int]:
    """The columns a row names, each at its first place."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(row.cells):
        column = column_of(cell.text)
        if column is not None and column not in found:
            found[column] = place
    return found


def find_header(rows: tuple[Row, ...]) -> tuple[int, dict[Column, int]] | None:
    """The index of the heading row and its columns; None where a table has none, and so is not a road map."""
    for index, row in enumerate(rows[:10]):
        found = {} if row.is_across else headings(row)
        if len(found) >= ENOUGH and found.keys() & {Column.EVENT, Column.CONTENT, Column.INSIDE}:
            return index, found
    return None


def is_counting(row: Row) -> bool:
    """«1 2 3 4 5» under the headings."""
    texts = [cell.text for cell in row.cells]
    return texts == [str(number) for number in range(1, len(texts) + 1)]
