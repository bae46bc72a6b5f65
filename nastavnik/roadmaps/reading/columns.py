"""Columns of a road map by their headings, not by their places."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from nastavnik.roadmaps.reading.page import Row
from nastavnik.roadmaps.terms import TermKind, names_a_person, parse


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
HEADER_WITHIN = 15


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
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        found = {} if row.is_across else headings(row)
        if len(found) >= ENOUGH and found.keys() & {Column.EVENT, Column.CONTENT, Column.INSIDE}:
            return index, found
    return None


def is_counting(row: Row) -> bool:
    """«1 2 3 4 5» under the headings."""
    texts = [cell.text for cell in row.cells]
    return texts == [str(number) for number in range(1, len(texts) + 1)]


SIGNATURE = re.compile(
    r"_{3,}|^\s*(?i:утверждаю|утвержден[оа]?|согласовано|принято\s+на|м\.\s?п|подпись)\b|/\s*[А-ЯЁ][а-яё]+\s*/"
)
MOSTLY = 0.6
LONG = 20  # an event has more letters than a name or a number


def is_signature(row: Row) -> bool:
    """«Директор _______ /И. О. Фамилия/», «УТВЕРЖДАЮ»: a block of signatures, above or below the rows."""
    return bool(SIGNATURE.search(" ".join(dict.fromkeys(cell.text for cell in row.cells)).strip()))


def goes_on(rows: tuple[Row, ...], columns: dict[Column, int], captions: tuple[str, ...]) -> bool:
    """Whether a table without headings goes on with the former one: as wide, and terms where its terms are."""
    if not rows or len(rows[0].cells) != len(captions):
        return False
    place = columns.get(Column.TERM)
    return place is None or share(rows, place, is_term) >= MOSTLY


def columns_by_content(rows: tuple[Row, ...]) -> dict[Column, int] | None:
    """The columns of a table without headings, known by what stands in them: terms, persons, numbers, long words."""
    if not rows:
        return None
    places = range(min(len(row.cells) for row in rows))
    found: dict[Column, int] = {}
    for column, test in ((Column.TERM, is_term), (Column.NUMBER, is_number), (Column.RESPONSIBLE, names_a_person)):
        best = max(places, key=lambda place: share(rows, place, test), default=None)
        if best is not None and best not in found.values() and share(rows, best, test) >= MOSTLY:
            found[column] = best
    left = [place for place in places if place not in found.values()]
    longest = max(left, key=lambda place: _length(rows, place), default=None)
    if Column.TERM not in found or longest is None or _length(rows, longest) < LONG:
        return None
    return {**found, Column.EVENT: longest}


def share(rows: tuple[Row, ...], place: int, test: Callable[[str], bool]) -> float:
    """How many of the filled cells of a column pass a test."""
    filled = [
        row.cells[place].text for row in rows if place < len(row.cells) and not row.is_across and row.cells[place].text
    ]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def is_term(words: str) -> bool:
    return parse(words).kind not in {TermKind.UNKNOWN, TermKind.EMPTY} and bool(re.search(r"[^\d.]|\d\d\.\d\d", words))


def is_number(words: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{1,2}\.)*\d{1,2}\.?", words))


def _length(rows: tuple[Row, ...], place: int) -> float:
    return sum(len(row.cells[place].text) for row in rows) / len(rows)
