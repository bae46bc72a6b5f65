"""Which groups may be told of beside their whole without giving a small one away by subtraction. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

G = TypeVar("G")
FEWEST = 3


def tellable(sizes: Mapping[G, int]) -> set[G]:
    """The groups that may be told of; `sizes` divides the whole into groups, None being those of no group.

    What is left when all that is told is taken from the whole is nobody, or three at least: else the smallest group that
    could be told is kept back too. The groups of a size fall in the order of `sizes`, so that each asking is the same.
    """
    told = [group for group, n in sizes.items() if group is not None and n >= FEWEST]
    while told and not is_apart(sum(n for group, n in sizes.items() if group not in told)):
        told.remove(min(told, key=lambda group: sizes[group]))
    return set(told)


def is_apart(n: int) -> bool:
    """Whether so many people may be what two figures differ by."""
    return n == 0 or n >= FEWEST
