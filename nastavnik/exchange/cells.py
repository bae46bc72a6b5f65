"""What reading one cell gives: typed values, and problems in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Problem:
    """`severity` is "error" – the row cannot be taken – or "warning"."""

    message: str
    severity: str = "warning"


@dataclass
class Value:
    """What a cell gives: fields of a person or a participation, and the problems met."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def warn(self, message: str) -> None:
        self.problems.append(Problem(message))

    def refuse(self, message: str) -> None:
        self.problems.append(Problem(message, "error"))


Reader = Callable[[str, Value, date], None]
