"""Working days of the Russian calendar: Monday to Friday but the holidays of art. 112 of the Labour Code. Pure.

Days that a government moves from year to year are not known here, so a term reckoned over them may want a look.
"""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5
HOLIDAYS = frozenset(
    {(1, day) for day in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)  # (month, day)


def is_working(day: date) -> bool:
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; nought where `last` is not later."""
    return sum(is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
