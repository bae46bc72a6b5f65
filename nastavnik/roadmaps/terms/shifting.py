"""A term some years later: its words and its days move together, what is permanent stays so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nastavnik.roadmaps.terms.parsing import parse
from nastavnik.roadmaps.terms.rendering import render
from nastavnik.roadmaps.terms.term import Period, Term, Why, last_day

WHOLE_YEAR = r"(?<!\d)20\d\d(?!\d)"
# «2024/25», «2024-25»: the second half of a pair
SHORT_SECOND = r"(?<=20\d\d[/–—-])\d\d(?!\d|[.-])"
SHORT_OF_A_DAY = r"(?<=\d\.\d\d\.)\d\d(?!\d)"
YEARS = re.compile(f"{WHOLE_YEAR}|{SHORT_SECOND}|{SHORT_OF_A_DAY}")


def shift(term: Term, *, years: int, period: Period | None) -> Term:
    """The term of the cycle that begins so many years later; `period` is that cycle's own.

    The shifted words are read anew. Where they do not give the shifted days – a person had decided those – the days are
    moved by themselves and the words with them.
    """
    words = shift_years(term.text, years)
    again = parse(words, period=period)
    if again.resolved == term.resolved and all(
        _is_later(before, after, years) for before, after in ((term.start, again.start), (term.end, again.end))
    ):
        return replace(again, open_ended=term.open_ended)
    start, end = (day and later(day, years) for day in (term.start, term.end))
    moved = replace(term, text=words, start=start, end=end)
    return replace(moved, text=render(moved)) if again.note == Why.IMPOSSIBLE_DATE else moved


def _is_later(before: date | None, after: date | None, years: int) -> bool:
    """Whether a day is the other one so many years later; the end of February may be its 28th or its last day."""
    if before is None or after is None:
        return before is after
    return after == later(before, years) or (
        after.year == before.year + years
        and _is_month_end(before)
        and _is_month_end(after)
        and after.month == before.month
    )


def _is_month_end(day: date) -> bool:
    return day == last_day(day.year, day.month)


def shift_years(words: str, years: int) -> str:
    """Every year of the words moved: «ноябрь – июнь 2024 года», «2024/25 учебный год», «31.08.20 г.»."""
    return YEARS.sub(lambda match: f"{int(match[0]) + years:0{len(match[0])}d}", words)


def later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, last_day(year, day.month).day))
