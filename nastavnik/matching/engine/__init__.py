"""The matching engine: the best pairs under capacities by the goal chosen, explained and proven. Pure.

Usable as a library: no Django, no database. What needs numpy and scipy is imported only when it is asked for, so that
importing this package costs nothing.

    result = match(mentees, mentors, Rules(), Goal.MOST)
    verify(result, mentees, mentors, Rules())

`matching.Matching` is the same as an object that explains itself and tells what a change would bring.
"""

from __future__ import annotations

from nastavnik.matching.engine.people import Goal, Mentee, Mentor, Rules, tier_of
from nastavnik.matching.engine.reasons import Part, Reason
from nastavnik.matching.engine.result import (
    Alternative,
    Certificate,
    Contradiction,
    Level,
    Pair,
    Result,
    Unmatched,
    Unproven,
)
from nastavnik.matching.engine.score import Compatibility, compatibility
from nastavnik.matching.engine.solve import match, verify

__all__ = [
    "Alternative", "Certificate", "Compatibility", "Contradiction", "Goal", "Level", "Mentee", "Mentor", "Pair", "Part",
    "Reason", "Result", "Rules", "Unmatched", "Unproven", "compatibility", "match", "tier_of", "verify",
]  # fmt: skip
