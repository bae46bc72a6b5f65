"""A line of a table of changes as the page shows it: its numbers, its words, its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nastavnik.monitoring.queries import Row
from nastavnik.monitoring.words import Told
from nastavnik.web.results.pictures import Dots, dots


@dataclass(frozen=True)
class Line:
    row: Row
    told: Told
    dots: Dots | None


def in_lines(rows: Iterable[Row], words: Callable[[Row], Told]) -> list[Line]:
    return [Line(row, words(row), dots(row)) for row in rows]
