"""Entry against exit, in exact numbers: the table of a programme.

The table of methodology §3.6: X1 at entry, X2 at exit, X = X2 − X1, Y = X / X1 · 100 %; where X1 is nought, Y does not
exist and is None («н/д»). Means are of those only who have both values; n says how many they are. Whether a change is
good depends on the parameter: for anxiety less is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

ANONYMOUS_BELOW = 3
TENTH = Decimal("0.1")


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Change:
    """A parameter before and after. Values are exact decimals to one place; `n` counts persons with both values."""

    n: int
    x1: Decimal | None
    x2: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    verdict: Verdict
    only_entry: int
    only_exit: int

    @property
    def is_anonymous(self) -> bool:
        """Enough persons that nobody's answer can be guessed from the mean (methodology §3.9)."""
        return self.n >= ANONYMOUS_BELOW


Pair = tuple[int | None, int | None]


def compare(values: Sequence[Pair], direction: Direction) -> Change:
    """The change over persons, each given as (entry, exit), None where not measured."""
    both = [(one, two) for one, two in values if one is not None and two is not None]
    only_entry = sum(two is None and one is not None for one, two in values)
    only_exit = sum(one is None and two is not None for one, two in values)
    if not both:
        return Change(0, None, None, None, None, Verdict.NO_DATA, only_entry, only_exit)
    x1 = Fraction(sum(one for one, _two in both), len(both))
    x2 = Fraction(sum(two for _one, two in both), len(both))
    difference = x2 - x1
    percent = difference / x1 * 100 if x1 else None
    return Change(
        len(both), shown(x1), shown(x2), shown(difference), None if percent is None else shown(percent),
        judge(difference, direction), only_entry, only_exit,
    )  # fmt: skip


def judge(difference: Fraction, direction: Direction) -> Verdict:
    if difference == 0:
        return Verdict.SAME
    return Verdict.BETTER if (difference > 0) == (direction == Direction.HIGHER) else Verdict.WORSE


def shown(value: Fraction, step: Decimal = TENTH) -> Decimal:
    """One decimal place unless asked for another, halves away from nought, as a school writes it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(step, rounding=ROUND_HALF_UP)


def share(part: int, whole: int) -> int | None:
    """Whole percent, None of nothing."""
    return int((Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if whole else None
