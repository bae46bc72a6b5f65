"""What every source of a road map – Word, Excel, pasted text – is laid out as: plain rows of cells."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableFile(ValueError):
    """The file cannot be read; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Cell:
    """A cell's words; `key` is the same for all places that one merged cell covers."""

    text: str
    key: int


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]

    @property
    def is_across(self) -> bool:
        """One cell over the whole row: a section's heading."""
        return len(self.cells) > 1 and len({cell.key for cell in self.cells}) == 1

    @property
    def lone(self) -> str:
        """The only words of the row, if one cell alone is filled."""
        filled = {cell.key: cell.text for cell in self.cells if cell.text}
        return next(iter(filled.values())) if len(filled) == 1 else ""


@dataclass(frozen=True)
class Page:
    """What a file holds: the lines before its first table, and its tables."""

    heading: tuple[str, ...]
    tables: tuple[tuple[Row, ...], ...]
    guessed: bool = False  # the borders of cells were not seen but guessed
