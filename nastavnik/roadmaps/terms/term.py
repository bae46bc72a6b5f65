"""What a term is: its words, its days, how sure they are and why."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SEPTEMBER = 9


class TermKind(StrEnum):
    """What sort of words a term is made of."""

    DEADLINE = "deadline"  # до 27.10.2020: only the last day is known
    DAY = "day"  # 02.09.2024 г.
    DECADE = "decade"  # 1 декада ноября 2022 года
    WEEK = "week"  # первая неделя сентября
    PART = "part"  # начало октября, вторая половина мая
    MONTH = "month"  # апрель 2023
    QUARTER = "quarter"  # II квартал 2025 года
    HALF = "half"  # I полугодие 2025 года
    SCHOOL_PART = "school_part"  # II четверть, I полугодие 2024/2025 учебного года
    SPAN = "span"  # сентябрь – октябрь 2024 года
    SEVERAL = "several"  # сентябрь, январь, май
    SINCE = "since"  # с 1 сентября 2024 года
    SCHOOL_YEAR = "school_year"  # 2022-2023 учебный год
    YEAR = "year"  # 2024 год
    PERIOD = "period"  # в течение всего периода реализации
    RELATIVE = "relative"  # в начале учебного года, по завершении программы
    REPEAT = "repeat"  # ежемесячно, 1 раз в четверть, до 5 числа каждого месяца
    HOLIDAYS = "holidays"  # осенние каникулы
    SCHEDULE = "schedule"  # по отдельному графику
    EMPTY = "empty"  # nothing is written
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a term is not resolved, or what was assumed where it is."""

    NOTHING = ""
    NO_TERM = "no_term"
    NO_YEAR = "no_year"
    NO_PERIOD = "no_period"
    NO_MONTH = "no_month"
    WHICH_YEAR = "which_year"
    SCHEDULE = "schedule"
    ON_DEMAND = "on_demand"
    AFTER_EVENT = "after_event"
    HOLIDAYS = "holidays"
    ALTERNATIVE = "alternative"
    NOT_UNDERSTOOD = "not_understood"
    IMPOSSIBLE_DATE = "impossible_date"
    YEAR_FROM_PERIOD = "year_from_period"
    FROM_PERIOD = "from_period"
    ROUGHLY = "roughly"
    SEVERAL = "several"
    BEFORE_MONTH = "before_month"
    LESSONS_END = "lessons_end"
    SCHOOL_YEAR_MEANT = "school_year_meant"


class Sure(StrEnum):
    """How far the days of a term may be trusted."""

    WRITTEN = "written"  # the words say it all
    ASSUMED = "assumed"  # something was added to the words: `Term.note` says what
    ASK = "ask"  # a person must decide


class Per(StrEnum):
    """The unit of «раз в …»."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SCHOOL_QUARTER = "school_quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True)
class Repeat:
    """«2 раза в месяц»; `by_day` is the day of «до 5 числа каждого месяца»."""

    times: int
    per: Per
    by_day: int | None = None


@dataclass(frozen=True)
class Period:
    """The period of the plan itself, both days included: what «в течение года» and a month without a year lean on."""

    start: date
    end: date


@dataclass(frozen=True)
class Found:
    """What a rule understood of some words."""

    kind: TermKind
    start: date | None
    end: date | None
    resolved: bool = True
    note: Why = Why.NOTHING
    repeat: Repeat | None = None
    open_ended: bool = False


@dataclass(frozen=True)
class Term:
    """A term: its words, its days (both included; None where not known), and how far it is understood.

    `person` is whoever stands in the same cell: «до 15.10.2024, директор».
    """

    text: str
    start: date | None = None
    end: date | None = None
    kind: TermKind = TermKind.UNKNOWN
    open_ended: bool = False
    resolved: bool = False
    note: Why = Why.NOT_UNDERSTOOD
    repeat: Repeat | None = None
    person: str = ""

    @property
    def sure(self) -> Sure:
        if not self.resolved:
            return Sure.ASK
        return Sure.ASSUMED if self.note or self.person else Sure.WRITTEN


def school_year(starts_in: int) -> Period:
    """1 September to 31 August."""
    return Period(date(starts_in, SEPTEMBER, 1), date(starts_in + 1, SEPTEMBER - 1, 31))


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
