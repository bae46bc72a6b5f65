"""What a matching gives: pairs, who was left and why, and the prices that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nastavnik.matching.engine.reasons import Part, Reason


@dataclass(frozen=True)
class Alternative:
    """Another mentor for the same mentee: the score, and how much less (or more) it is than the chosen one."""

    mentor: str
    score: float
    difference: float


@dataclass(frozen=True)
class Pair:
    mentee: str
    mentor: str
    score: float
    parts: tuple[Part, ...]
    alternatives: tuple[Alternative, ...] = ()
    locked: bool = False


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a mentor; `reasons` say which rule keeps each mentor out, with how many it concerns."""

    mentee: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Result:
    """`total` is the sum of the scores of the free pairs; `mentee_value` and `place_price` are the dual prices.

    The matching is optimal because the prices cover every possible pair and their sum is the total (see `verify`).
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    total: float
    mentee_value: Mapping[str, float]
    place_price: Mapping[str, float]
