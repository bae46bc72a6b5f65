"""Working days of Russia: Monday to Friday but holidays (Labour Code, art. 112), with the days a government moves.

Moved days, working Saturdays among them, are known to the package `holidays` for every year whose decree was out when
it was released; for years to come the code's own rule holds – a holiday on a week-end moves to the next working day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


@cache
def _calendar() -> HolidayBase:
    # a tenth of a second: only when the first term is reckoned
    from holidays import country_holidays

    return country_holidays("RU")


def is_working(day: date) -> bool:
    return _calendar().is_working_day(day)


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; nought where `last` is not later."""
    return sum(is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
