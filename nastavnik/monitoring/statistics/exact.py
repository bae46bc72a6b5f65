"""Permutation tests of small samples, counted in whole numbers: no sampling, no tables, no numpy.

Sign flips: if nothing changed, each person's difference could as well have had the other sign (Fisher 1935, §21). What is
counted are the subsets of persons, so that ties and noughts need no correction. Their number doubles with each person;
from `EXACT_BELOW` on the same distribution is taken for normal, with its own exact variance and half of its own step.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import comb, erfc, gcd, sqrt
from statistics import NormalDist

ALPHA = 0.05
EXACT_BELOW = 30  # the normal distribution from here on
TESTED_FROM = 6  # with five persons even five equal changes give p = 2/2⁵ > 0,05
Z = NormalDist().inv_cdf(1 - ALPHA / 2)
DIVISIONS = 40  # two groups divided in fewer ways cannot reach p = 0,05 at both ends
FIELD = 4  # bytes of a packed count: there are fewer than 2³⁰ subsets

Limits = tuple[Fraction, Fraction]


def sign_flip(values: Sequence[int]) -> float:
    """Two-sided: how often random signs give a sum at least as far from nought as the observed one."""
    total = abs(sum(values))
    if total == 0:
        return 1.0
    if len(values) >= EXACT_BELOW:
        # to turn one sign moves the sum by twice a value: half of such a step is their divisor
        return _beyond((total - gcd(*values)) / sqrt(sum(value * value for value in values)))
    sizes = [abs(value) for value in values]
    # a sum of ±sizes reaches −total where those taken with plus make at most half of what is left
    ways = _subset_sums(sizes)[: (sum(sizes) - total) // 2 + 1]
    return float(2 * sum(ways) / 2 ** len(sizes))


def mean_limits(values: Sequence[int]) -> Limits | None:
    """The 95 % interval of the mean: all shifts that `sign_flip` does not refuse.

    Exactly: the limits are order statistics of the means of all subsets (Hartigan 1969). It leaves nought out if and only
    if p ≤ 0,05. None below `TESTED_FROM`.
    """
    n = len(values)
    if n < TESTED_FROM:
        return None
    mean = Fraction(sum(values), n)
    if n >= EXACT_BELOW:
        reach = _reach(n, float(sum(value * value for value in values) - n * mean * mean), gcd(*values))
        return mean - reach, mean + reach
    least = min(values)
    means = sorted(_subset_means([value - least for value in values]))
    return least + _order_statistic(means, n), least + _order_statistic(means[::-1], n)


def median_limits(values: Sequence[int]) -> Limits | None:
    """The 95 % interval of the median by order statistics: needs neither symmetry nor equal steps. None below six."""
    n = len(values)
    if n < TESTED_FROM:
        return None
    ordered = sorted(values)
    place, below = 0, 1  # `below` counts, of 2ⁿ, how often at most `place` values lie under the median
    while 2 * (below + comb(n, place + 1)) <= ALPHA * 2**n:
        place += 1
        below += comb(n, place)
    return Fraction(ordered[place]), Fraction(ordered[n - 1 - place])


def relabel(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Two-sided permutation test of two groups' means; None where these people divide in too few ways."""
    both, k = [*one, *other], len(one)
    n, total = len(both), sum(both)
    if comb(n, k) < DIVISIONS:
        return None
    # n times the sum less k times the total: the distance from the mean in whole numbers
    distance = abs(n * sum(one) - k * total)
    if distance == 0:
        return 1.0
    if n >= EXACT_BELOW:
        spread = n * sum(value * value for value in both) - total * total
        # marks are whole: the sum of a group moves by one at least
        return _beyond((distance - n / 2) / sqrt(k * (n - k) * spread / (n - 1)))
    least = min(both)
    ways = _subsets([value - least for value in both])[k]
    far = (count for place, count in enumerate(ways) if abs(n * (place + k * least) - k * total) >= distance)
    return sum(far) / comb(n, k)


def _beyond(z: float) -> float:
    """The part of a normal distribution further from its mean than z deviations, both sides; all of it below nought."""
    return erfc(max(z, 0.0) / sqrt(2))


def _reach(n: int, spread: float, step: int) -> Fraction:
    """How far from the mean the normal test still allows it: n·u − step = Z · √(spread + n·u²), solved for u."""
    square = n * n - Z * Z * n
    root = sqrt(n * n * step * step - square * (step * step - Z * Z * spread))
    return Fraction((n * step + root) / square)


def _subset_sums(values: Iterable[int]) -> list[int]:
    """How many subsets have each sum; values are not negative."""
    ways = [1]
    for value in values:
        longer = ways + [0] * value
        for place, count in enumerate(ways):
            longer[place + value] += count
        ways = longer
    return ways


def _subsets(values: Sequence[int]) -> list[tuple[int, ...]]:
    """How many subsets have each size and each sum: counts lie side by side in one long number, which is added at once."""
    length = sum(values) + 1
    sizes = [1] + [0] * len(values)
    for done, value in enumerate(values):
        for size in range(done + 1, 0, -1):
            sizes[size] += sizes[size - 1] << (8 * FIELD * value)
    return [struct.unpack(f"<{length}I", packed.to_bytes(FIELD * length, "little")) for packed in sizes]


def _subset_means(values: Sequence[int]) -> Iterable[tuple[float, int, int, int]]:
    """The mean of every subset that is not empty, with the sum and the size it is made of and how many have these."""
    for size, ways in enumerate(_subsets(values)):
        if size:
            yield from ((total / size, total, size, count) for total, count in enumerate(ways) if count)


def _order_statistic(means: Iterable[tuple[float, int, int, int]], n: int) -> Fraction:
    """The first mean at which the empty subset and those before it are more than half of 0,05 of all."""
    passed = 1
    for _mean, total, size, count in means:
        passed += count
        if 2 * passed > ALPHA * 2**n:
            return Fraction(total, size)
    raise ValueError(f"{n} values are too few for an interval.")
