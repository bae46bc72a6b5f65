"""The actions the journal knows: a code, words for its page, and which details are personal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Action:
    code: str
    title: Any
    personal: frozenset[str]


class _Actions(dict[str, Action]):
    def add(self, action: Action) -> None:
        if action.code in self:
            raise ValueError(f"Two services call their action {action.code!r}.")
        self[action.code] = action


ACTIONS = _Actions()
