"""The day a figure is as of, and the school year it lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

STARTS_IN_MONTH = 9


@dataclass(frozen=True)
class Moment:
    """A day within a school year; its last day stands for the whole year."""

    starts_in: int
    on: date

    @classmethod
    def at(cls, on: date) -> Moment:
        return cls(on.year if on.month >= STARTS_IN_MONTH else on.year - 1, on)

    @classmethod
    def whole(cls, starts_in: int) -> Moment:
        return cls(starts_in, date(starts_in + 1, STARTS_IN_MONTH - 1, 31))

    @property
    def is_whole(self) -> bool:
        return self == Moment.whole(self.starts_in)

    @property
    def year(self) -> str:
        return f"{self.starts_in}/{self.starts_in + 1}"

    def includes(self, day: date) -> bool:
        """Whether a day lies in the school year and not after the moment."""
        return Moment.at(day).starts_in == self.starts_in and day <= self.on

    def in_year(self, lookup: str) -> Q:
        return Q(**{f"{lookup}__year__starts_in": self.starts_in})

    def aged(self, lookup: str, youngest: int, oldest: int) -> Q:
        """Those from `youngest` to `oldest` full years old on the day, as `Person.age` counts them."""
        return Q(
            **{f"{lookup}__birth_date__lte": self._years_ago(youngest)},
            **{f"{lookup}__birth_date__gt": self._years_ago(oldest + 1)},
        )

    def _years_ago(self, years: int) -> date:
        # on 29 February of a leap year: whoever was born on 1 March has not had the birthday yet
        day = 28 if (self.on.month, self.on.day) == (2, 29) else self.on.day
        return date(self.on.year - years, self.on.month, day)
