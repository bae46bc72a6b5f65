"""Reads a workbook from standard input and prints its rows as JSON; a program of its own, run by `workbooks`.

The reader underneath lays a sheet out as one rectangle: a file of five kilobytes with one value in the last cell of
the last row asks for hundreds of gigabytes, and the refusal of that memory ends the process, which must not be the
server's.
Nothing of the project is imported here: it starts in a twentieth of a second.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import python_calamine

MAX_MEMORY = 2 * 1024**3
MAX_COLUMNS = 200
MAX_MERGED = 20_000


def as_text(value: Any) -> str:
    """A cell's value as a person reads it: whole numbers without a point, dates in ISO, booleans as Excel has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\u00a0", " ").strip()


def limit_resources() -> None:
    """Where the system can: no more memory than a real list needs, and no core file after a refusal."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets(data: bytes, most_rows: int) -> list[dict[str, Any]]:
    """The sheets that hold anything, at most so many of their filled rows, each with its number before it."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = []
    for name in book.sheet_names:
        rows = []
        for row in _filled(book.get_sheet_by_name(name)):
            rows.append(row)
            if len(rows) == most_rows:
                break
        if rows:
            found.append({"name": name, "rows": rows, "merged": merged(book.get_sheet_by_name(name))})
    return found


def merged(sheet: Any) -> list[list[int]]:
    """The merged ranges as first row, first column, last row, last column, rows counted from 1 as Excel does."""
    ranges = sheet.merged_cell_ranges or []
    return [[top + 1, left, bottom + 1, right] for (top, left), (bottom, right) in ranges[:MAX_MERGED]]


def _filled(sheet: Any) -> Iterator[list[Any]]:
    if sheet.start is None:
        return
    # numbered from the sheet's first row even where the first filled one is lower
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [as_text(value) for value in row[:MAX_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield [number, *cells]


def main() -> int:
    limit_resources()
    try:
        found = sheets(sys.stdin.buffer.read(), int(sys.argv[1]))
    except python_calamine.PasswordError:
        answer: dict[str, Any] = {"error": "password"}
    except (python_calamine.CalamineError, OSError, ValueError, KeyError, RuntimeError, MemoryError):
        answer = {"error": "broken"}
    else:
        answer = {"sheets": found}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
