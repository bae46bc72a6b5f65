"""Terms of road maps: words into dates and back, never guessed silently.

Pure: no Django, no database. The expressions are those of methodology §13 (all met in real road maps) and their plain
relatives. A term keeps its words; `start` and `end` are calendar days that both belong to it; what was assumed says so
and why, and what a person must decide stays unresolved, with a code that says why.
"""

from nastavnik.roadmaps.terms.parsing import names_a_person, parse
from nastavnik.roadmaps.terms.rendering import render
from nastavnik.roadmaps.terms.shifting import shift, shift_years
from nastavnik.roadmaps.terms.term import Per, Period, Repeat, Sure, Term, TermKind, Why, last_day, school_year
from nastavnik.roadmaps.terms.words import month_number, period_in

__all__ = [
    "Per", "Period", "Repeat", "Sure", "Term", "TermKind", "Why", "last_day", "month_number", "names_a_person", "parse",
    "period_in", "render", "school_year", "shift", "shift_years",
]  # fmt: skip
