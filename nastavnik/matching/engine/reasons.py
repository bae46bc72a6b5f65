"""Reasons in words: Russian sentences with named places, translated by whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def gettext_noop(text: str) -> str:
    """Marks a sentence for the catalogue of translations; this package knows no Django."""
    return text


@dataclass(frozen=True)
class Reason:
    """A sentence with `%(name)s` places and what stands in them."""

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "params": dict(self.params)}


@dataclass(frozen=True)
class Part:
    """One named part of a score: its value in [0, 1], its weight, and why."""

    name: str
    value: float
    weight: float
    reason: Reason

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "value": round(self.value, 3), "weight": self.weight, **self.reason.to_json()}
