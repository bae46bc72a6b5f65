"""Entry against exit: what changed, how sure one may be of it, who is missing. Pure; see docs/methods.md."""

from nastavnik.monitoring.statistics.change import (
    ANONYMOUS_BELOW,
    Change,
    Direction,
    Pair,
    Verdict,
    compare,
    judge,
    share,
    shown,
)
from nastavnik.monitoring.statistics.exact import ALPHA, EXACT_BELOW, TESTED_FROM
from nastavnik.monitoring.statistics.paired import Evidence, Interval, Missing, evidence, holm, missing

__all__ = [
    "ALPHA", "ANONYMOUS_BELOW", "EXACT_BELOW", "TESTED_FROM", "Change", "Direction", "Evidence", "Interval", "Missing",
    "Pair", "Verdict", "compare", "evidence", "holm", "judge", "missing", "share", "shown",
]  # fmt: skip
