"""The matching engine: pairs of maximum total compatibility under capacities, explained and proven. Pure.

Usable as a library: no Django, no database. numpy and scipy are imported only when a matching is asked for, so that
importing this package costs nothing.
"""

from nastavnik.matching.engine.people import Mentee, Mentor, Rules
from nastavnik.matching.engine.proof import Unproven, verify
from nastavnik.matching.engine.reasons import Part, Reason
from nastavnik.matching.engine.result import Alternative, Pair, Result, Unmatched
from nastavnik.matching.engine.score import Compatibility, compatibility
from nastavnik.matching.engine.solve import match

__all__ = [
    "Alternative", "Compatibility", "Mentee", "Mentor", "Pair", "Part", "Reason", "Result", "Rules", "Unmatched",
    "Unproven", "compatibility", "match", "verify",
]  # fmt: skip
