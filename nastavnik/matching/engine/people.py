"""What the engine knows of people and of the rules of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PUPIL = "pupil"
# the request decides most, then whether they can meet at all (methodology §7: what is compared)
WEIGHTS: Mapping[str, float] = {"request": 0.45, "time": 0.2, "interests": 0.15, "wanted": 0.1, "age": 0.1}


@dataclass(frozen=True)
class Mentee:
    """`request` and `interests` are words; `slots` are opaque times; `wanted` kinds of mentors, empty for any."""

    key: str
    request: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    meeting_format: str = "any"
    wanted: frozenset[str] = frozenset()
    kind: str = PUPIL
    age: int | None = None
    grade: int | None = None
    person: str = ""


@dataclass(frozen=True)
class Mentor:
    """`wanted_age` is (of "age" or "grade", from, to), both ends included, or None for any; `capacity` is at least 1."""

    key: str
    offers: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    meeting_format: str = "any"
    wanted_age: tuple[str, int, int] | None = None
    kind: str = PUPIL
    grade: int | None = None
    capacity: int = 1
    person: str = ""


@dataclass(frozen=True)
class Rules:
    """The form's kinds, pairs that must not or must be, the weights of the parts, the least score worth proposing."""

    mentor_kinds: frozenset[str] = frozenset()
    mentee_kinds: frozenset[str] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    locked: frozenset[tuple[str, str]] = frozenset()
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    least: float = 0.0
