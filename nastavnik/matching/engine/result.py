"""What a matching gives: pairs, who was left and why, and the certificate that proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.reasons import Part, Reason

if TYPE_CHECKING:
    from nastavnik.matching.engine.arrays import Table

ALTERNATIVES = 3


class Unproven(ValueError):
    """The result breaks a rule, or its certificate does not prove it."""


class Contradiction(ValueError):
    """What was asked for cannot be; `reasons` name the fewest things that do not go together."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class Alternative:
    """Another mentor for the same mentee: the score, and how much less (or more) it is than the chosen one."""

    mentor: str
    score: float
    difference: float


@dataclass(frozen=True)
class Pair:
    """`score` in [0, 1]; the words are made when they are asked for, from `table`. `wished`: both named each other."""

    mentee: str
    mentor: str
    score: float
    locked: bool = False
    wished: bool = False
    table: Table | None = field(default=None, compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return self.table.judge(self.mentee, self.mentor).parts if self.table else ()

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The next best mentors by the score alone, at most `ALTERNATIVES`."""
        others = self.table.best_for(self.mentee, ALTERNATIVES + 1) if self.table else []
        return tuple(
            Alternative(mentor, score, round(score - self.score, 3))
            for mentor, score in others
            if mentor != self.mentor
        )[:ALTERNATIVES]


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a mentor; `reasons` say which rules keep mentors out, with how many each concerns."""

    mentee: str
    table: Table | None = field(default=None, compare=False, repr=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        from nastavnik.matching.engine.left import why_left

        return why_left(self.table, self.mentee) if self.table else ()


@dataclass(frozen=True)
class Level:
    """One level of the goal at its best. `value` is the sum of its weights, `place_price` the price of a place by mentor.

    All are whole numbers: thousandths of a score, and on the level `most` a step of need above all scores together.
    `bounds` are the classes of points of a level `even`, the tier of a cover.
    """

    name: str
    value: int
    place_price: Mapping[str, int]
    bounds: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "value": self.value, "prices": dict(self.place_price), "bounds": list(self.bounds)}


@dataclass(frozen=True)
class Certificate:
    """What proves a result, read by `verify`.

    `covers`: for each tier, prices of 0 and 1 whose sum is the number served; `levels`: prices whose sum is the value, so
    the gap is nought. `stable` pairs are those chosen by wishes: they have no blocking pair. `bound` is the solver's own
    upper bound where groups have a smallest size (served, thousandths), the only claim not proven by prices.
    """

    covers: tuple[Level, ...] = ()
    levels: tuple[Level, ...] = ()
    stable: frozenset[tuple[str, str]] = frozenset()
    bound: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "covers": [level.to_json() for level in self.covers], "levels": [level.to_json() for level in self.levels],
            "stable": sorted(map(list, self.stable)), "blocking_pairs": [], "bound": list(self.bound),
        }  # fmt: skip


@dataclass(frozen=True)
class Result:
    """`total` is the sum of the scores of the free pairs, those not locked; pairs come best first."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    total: float
    certificate: Certificate
    goal: Goal = Goal.TOTAL
