"""How sure one may be of a change: intervals, a test, an effect, and whether those who left began differently.

One question is asked of each parameter, and before anybody has seen the marks: is the mean difference X nought? Its test
and its interval are of sign flips and never contradict each other. The ranks answer beside it, for whoever doubts that the
steps of a scale are equal. Below three persons nothing is told, below six nothing is tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import sqrt
from statistics import median

from nastavnik.monitoring.statistics.change import ANONYMOUS_BELOW, Pair, shown
from nastavnik.monitoring.statistics.exact import (
    TESTED_FROM,
    Limits,
    Z,
    mean_limits,
    median_limits,
    relabel,
    sign_flip,
)

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Interval:
    """95 %: both ends belong to it."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Evidence:
    """What the differences of n persons say. From `interval` on all is None below six of them.

    `p` is of the mean difference, `rank_p` of Wilcoxon's ranks; `effect` is the matched-pairs rank-biserial correlation,
    from −1, where everybody fell, to +1.
    """

    n: int
    rose: int
    fell: int
    median: Decimal
    interval: Interval | None = None
    median_interval: Interval | None = None
    p: float | None = None
    rank_p: float | None = None
    effect: Decimal | None = None
    effect_interval: Interval | None = None

    @property
    def same(self) -> int:
        return self.n - self.rose - self.fell


@dataclass(frozen=True)
class Missing:
    """Those measured at entry only beside those measured twice, by their entry; means are None where either are few."""

    left: int
    stayed: int
    mean_left: Decimal | None = None
    mean_stayed: Decimal | None = None
    p: float | None = None


def evidence(values: Sequence[Pair]) -> Evidence | None:
    """What the persons measured twice say together; None below three of them."""
    differences = [two - one for one, two in values if one is not None and two is not None]
    n = len(differences)
    if n < ANONYMOUS_BELOW:
        return None
    rose, fell = sum(value > 0 for value in differences), sum(value < 0 for value in differences)
    middle = shown(Fraction(median(differences)))
    if n < TESTED_FROM:
        return Evidence(n, rose, fell, middle)
    ranks = signed_ranks(differences)
    effect = rank_biserial(ranks)
    return Evidence(
        n, rose, fell, middle, _interval(mean_limits(differences)), _interval(median_limits(differences)),
        sign_flip(differences), sign_flip(ranks), shown(effect, HUNDREDTH), effect_interval(ranks),
    )  # fmt: skip


def signed_ranks(differences: Sequence[int]) -> list[int]:
    """Twice the rank of each difference by its size, with its sign; equal ones share the mean of their ranks.

    Noughts take the lowest ranks and then weigh nothing (Pratt 1959): to leave them out would make many who did not
    change into few of whom all did.
    """
    ranks: list[int] = []
    for size, group in groupby(sorted(differences, key=abs), key=abs):
        signs = [(value > 0) - (value < 0) for value in group]
        first = len(ranks) + 1
        twice = first + first + len(signs) - 1
        ranks += [sign * twice if size else 0 for sign in signs]
    return ranks


def rank_biserial(ranks: Sequence[int]) -> Fraction:
    """The sum of ranks that rose less that of those that fell, of all ranks, the unchanged ones' too (Kerby 2014)."""
    n = len(ranks)
    return Fraction(sum(ranks), n * (n + 1))


def effect_interval(ranks: Sequence[int]) -> Interval:
    """Wilson's score interval with the spread of ranks in the place of 1/n.

    It stays between −1 and 1 and has a width where all rose alike; under no change it is Wilcoxon's test. Fisher's z, which
    is often used here, covers only half of the true values when the effect is large.
    """
    n = len(ranks)
    effect = float(rank_biserial(ranks))
    # noughts have their ranks in the spread as well: whoever did not change might have
    noughts = ranks.count(0)
    squares = sum(rank * rank for rank in ranks) + noughts * (noughts + 1) ** 2
    part = Z * Z * squares / (n * (n + 1)) ** 2
    reach = sqrt(part * (1 - effect * effect + part))
    low, high = ((effect + sign * reach) / (1 + part) for sign in (-1, 1))
    return Interval(shown(Fraction(low), HUNDREDTH), shown(Fraction(high), HUNDREDTH))


def missing(values: Sequence[Pair]) -> Missing:
    """Whether those without a second measurement began differently; not corrected for many parameters, to warn sooner."""
    left = [one for one, two in values if one is not None and two is None]
    stayed = [one for one, two in values if one is not None and two is not None]
    if min(len(left), len(stayed)) < ANONYMOUS_BELOW:
        return Missing(len(left), len(stayed))
    gone, here = (shown(Fraction(sum(marks), len(marks))) for marks in (left, stayed))
    return Missing(len(left), len(stayed), gone, here, relabel(left, stayed))


def holm(found: Sequence[float | None]) -> list[float | None]:
    """Each p corrected for all of the table (Holm 1979), None where nothing was tested."""
    tested = sorted((p, place) for place, p in enumerate(found) if p is not None)
    corrected: list[float | None] = [None] * len(found)
    least = 0.0
    for before, (p, place) in enumerate(tested):
        least = max(least, min(1.0, p * (len(tested) - before)))
        corrected[place] = least
    return corrected


def _interval(limits: Limits | None) -> Interval | None:
    return Interval(shown(limits[0]), shown(limits[1])) if limits else None
