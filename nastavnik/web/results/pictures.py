"""Where the dots of a change stand: the means of entry and exit on their scale, and the band of the interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from nastavnik.monitoring.queries import Row

LEFT, WIDTH = 30, 240  # of a picture 300 wide, so that the ends of the scale have room for their numbers


@dataclass(frozen=True)
class Dots:
    """Whole units from the left; `band` is where it begins and how wide it is, None below six persons."""

    entry: int
    exit: int
    band: tuple[int, int] | None
    low: int
    high: int


def dots(row: Row) -> Dots | None:
    """The picture of a line, None where nothing may be shown."""
    before, after = row.change.x1, row.change.x2
    if not row.change.is_anonymous or before is None or after is None:
        return None
    ends = row.evidence.interval if row.evidence else None
    reach = [before, after, *((before + ends.low, before + ends.high) if ends else ())]
    high = row.high or max(1, ceil(max(reach)))
    first, second, *band = (_place(value, row.low, high) for value in reach)
    return Dots(first, second, (band[0], band[1] - band[0]) if band else None, row.low, high)


def _place(value: Decimal, low: int, high: int) -> int:
    return LEFT + round(WIDTH * (min(max(value, Decimal(low)), Decimal(high)) - low) / (high - low))
