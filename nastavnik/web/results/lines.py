"""A table of changes as the page shows it: each line's numbers, words and picture."""

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


@dataclass(frozen=True)
class Table:
    title: str
    lines: list[Line]

    @property
    def measured(self) -> list[Line]:
        """Those with somebody measured twice: before the exit nine times «нет данных» would help nobody."""
        return [line for line in self.lines if line.row.change.n]


def table(title: str, rows: Iterable[Row], words: Callable[[Row], Told]) -> Table:
    return Table(title, [Line(row, words(row), dots(row)) for row in rows])
