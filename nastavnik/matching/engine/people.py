"""What the engine knows of people and of the rules of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PUPIL = "pupil"
# the request decides most, then whether they can meet at all (methodology §7: what is compared)
WEIGHTS: Mapping[str, float] = {"request": 0.45, "time": 0.2, "interests": 0.15, "wanted": 0.1, "age": 0.1}
# keys in the order of liking; those in one set are liked alike; nobody named stands for no wish of one's own
Wishes = tuple[frozenset[str], ...]
# of ten steps of «насколько нужна помощь»: from 8 on first, from 4 on second; who does not say stands in the middle
FIRST, SECOND, MIDDLE = 8, 4, 5


def tier_of(need: int | None) -> int:
    """Who is served before whom, by how much somebody says to need help: the one rule for pages and for files."""
    steps = MIDDLE if need is None else need
    return 1 if steps >= FIRST else 2 if steps >= SECOND else 3


class Goal(StrEnum):
    """What the best matching is. `TOTAL`: the greatest sum of scores. `MOST`: as many mentees as can be, those of the
    first tiers first, then the greatest sum. `STABLE`: nobody would rather swap. `FAIR`: as many as can be, then the
    worst pair as good as possible, then the next (leximin). `WISHES`: mutual wishes first, stably, then as `MOST`.
    """

    TOTAL = "total"
    MOST = "most"
    STABLE = "stable"
    FAIR = "fair"
    WISHES = "wishes"


@dataclass(frozen=True)
class Mentee:
    """`request` and `interests` are words; `slots` are opaque times; `wanted` kinds of mentors, empty for any.

    `tier` says who is served first: 1 before 2 before 3. `wishes` are the mentors named after the group meeting.
    """

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
    tier: int = 1
    wishes: Wishes = ()


@dataclass(frozen=True)
class Mentor:
    """`wanted_age` is (of "age" or "grade", from, to), both ends included, or None for any; `capacity` is at least 1.

    `minimum` is the smallest group he takes at all, `wishes` the mentees named after the group meeting.
    """

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
    minimum: int = 1
    wishes: Wishes = ()


@dataclass(frozen=True)
class Rules:
    """The form's kinds, pairs that must not or must be, the weights of the parts, the least score worth proposing."""

    mentor_kinds: frozenset[str] = frozenset()
    mentee_kinds: frozenset[str] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    locked: frozenset[tuple[str, str]] = frozenset()
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    least: float = 0.0
