"""Terms of road maps: words into dates, never guessed.

Pure: no Django, no database. The expressions are those of methodology §13 (all met in real road maps) and their plain
relatives. A term keeps its words; `start` and `end` are calendar days that both belong to it; what a person must decide
stays unresolved, with a code that says why.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
MAY = 5
SEPTEMBER = 9
MONTH = (
    r"(январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|"
    r"сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
YEAR = r"(20\d\d)"
G = r"(?:\s*(?:года?|г)\.?)?"
DASH = r"\s*[-–—]\s*"
DECADE_DAYS = {1: (1, 10), 2: (11, 20), 3: (21, None)}
TWO_DIGITS = 100


class TermKind(StrEnum):
    """What sort of words a term is made of."""

    DEADLINE = "deadline"  # до 27.10.2020: only the last day is known
    DAY = "day"  # 02.09.2024 г.
    DECADE = "decade"  # 1 декада ноября 2022 года
    MONTH = "month"  # апрель 2023
    SPAN = "span"  # сентябрь – октябрь 2024 года
    SCHOOL_YEAR = "school_year"  # 2022-2023 учебный год
    PERIOD = "period"  # в течение всего периода реализации
    SCHEDULE = "schedule"  # по отдельному графику
    EMPTY = "empty"  # nothing is written
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a term is not resolved, or what was assumed where it is."""

    NOTHING = ""
    NO_TERM = "no_term"
    NO_YEAR = "no_year"
    NO_PERIOD = "no_period"
    SCHEDULE = "schedule"
    ALTERNATIVE = "alternative"
    NOT_UNDERSTOOD = "not_understood"
    IMPOSSIBLE_DATE = "impossible_date"
    YEAR_FROM_PERIOD = "year_from_period"
    FROM_PERIOD = "from_period"


@dataclass(frozen=True)
class Period:
    """The period of the plan itself, both days included: what «в течение года» and a month without a year lean on."""

    start: date
    end: date


@dataclass(frozen=True)
class Term:
    """A term: its words, its days (both included; None where not known), and how far it is understood."""

    text: str
    start: date | None = None
    end: date | None = None
    kind: TermKind = TermKind.UNKNOWN
    open_ended: bool = False
    resolved: bool = False
    note: Why = Why.NOT_UNDERSTOOD


@dataclass(frozen=True)
class _Found:
    kind: TermKind
    start: date | None
    end: date | None
    resolved: bool = True
    note: Why = Why.NOTHING


def school_year(starts_in: int) -> Period:
    """1 September to 31 August."""
    return Period(date(starts_in, SEPTEMBER, 1), date(starts_in + 1, SEPTEMBER - 1, 31))


def parse(text: str, *, period: Period | None = None) -> Term:
    """Understand the words of a term.

    `period` is the plan's own period, if known; without it words that lean on it stay unresolved. Never raises on text:
    an impossible date («31.02.2024») is an unresolved term with the note `impossible_date`.
    """
    words = " ".join(text.replace("\u00a0", " ").split())
    if not words:
        return Term(words, kind=TermKind.EMPTY, note=Why.NO_TERM)
    plain = words.lower().replace("ё", "е").strip(" .;,")
    plain, open_ended = _without_permanence(plain)
    try:
        found = next((found for rule in RULES if (found := rule(plain, period))), None)
    except ValueError:
        return Term(words, open_ended=open_ended, note=Why.IMPOSSIBLE_DATE)
    if found is None:
        return Term(words, open_ended=open_ended)
    return Term(words, found.start, found.end, found.kind, open_ended, found.resolved, found.note)


def _without_permanence(plain: str) -> tuple[str, bool]:
    """«…, далее постоянно в процессе реализации модели наставничества» goes on for ever after its first run."""
    cut = re.sub(r",?\s*(?:и\s+)?далее\s+(?:постоянно|на\s+постоянной\s+основе)\b.*$", "", plain).strip(" .,;")
    return cut, cut != plain


def month_number(word: str) -> int:
    """1 to 12 of a Russian month in any case."""
    plain = word.lower()
    if plain in {"май", "мая", "мае"}:
        return MAY
    return next(n for n, stem in enumerate(MONTHS, start=1) if n != MAY and plain.startswith(stem))


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _deadline(plain: str, period: Period | None) -> _Found | None:
    match = re.fullmatch(r"(?:не позднее|до|к)\s+(.+)", plain)
    if not match:
        return None
    day = _day(match[1])
    return _Found(TermKind.DEADLINE, None, day) if day else None


def _one_day(plain: str, period: Period | None) -> _Found | None:
    day = _day(plain)
    return _Found(TermKind.DAY, day, day) if day else None


def _day(words: str) -> date | None:
    """A calendar day, «27.10.2020», «30.10. 2020 г.», «30 октября 2020 г.», «2020-10-30», or None."""
    match = re.fullmatch(rf"[«\"]?(\d{{1,2}})[»\"]?\s*\.\s*(\d{{1,2}})\s*\.\s*{YEAR}{G}", words)
    if match:
        return date(int(match[3]), int(match[2]), int(match[1]))
    match = re.fullmatch(rf"[«\"]?(\d{{1,2}})[»\"]?\s+{MONTH}\s+{YEAR}{G}", words)
    if match:
        return date(int(match[3]), month_number(match[2]), int(match[1]))
    match = re.fullmatch(rf"{YEAR}-(\d\d)-(\d\d)", words)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _span_of_days(plain: str, period: Period | None) -> _Found | None:
    for parts in re.finditer(r"\s+по\s+|\s*[–—]\s*|\s+-\s+", plain):
        left, right = plain[: parts.start()].removeprefix("с ").strip(), plain[parts.end() :]
        start, end = _day(left), _day(right)
        if start and end and start <= end:
            return _Found(TermKind.SPAN, start, end)
    return None


def _decade(plain: str, period: Period | None) -> _Found | None:
    match = re.fullmatch(rf"([123])(?:-?[а-я]+)?\s+декад[аеы]\s+{MONTH}(?:\s+{YEAR}{G})?", plain)
    if not match:
        return None
    month = month_number(match[2])
    year, note = _year(match[3], month, period)
    if year is None:
        return _Found(TermKind.DECADE, None, None, resolved=False, note=note)
    first, last = DECADE_DAYS[int(match[1])]
    end = date(year, month, last) if last else last_day(year, month)
    return _Found(TermKind.DECADE, date(year, month, first), end, note=note)


def _month(plain: str, period: Period | None) -> _Found | None:
    match = re.fullmatch(rf"(?:в\s+)?{MONTH}(?:\s+{YEAR}{G})?", plain)
    if not match:
        return None
    month = month_number(match[1])
    year, note = _year(match[2], month, period)
    if year is None:
        return _Found(TermKind.MONTH, None, None, resolved=False, note=note)
    return _Found(TermKind.MONTH, date(year, month, 1), last_day(year, month), note=note)


def _months(plain: str, period: Period | None) -> _Found | None:
    """«ноябрь – июнь 2025 года»: the year belongs to the last month, and a first month after it lies a year earlier."""
    match = re.fullmatch(rf"(?:с\s+)?{MONTH}(?:\s+{YEAR}{G})?(?:{DASH}|\s+по\s+){MONTH}(?:\s+{YEAR}{G})?", plain)
    if not match:
        return None
    first, last = month_number(match[1]), month_number(match[3])
    end_year, note = _year(match[4], last, period)
    if end_year is None and match[2]:
        end_year, note = int(match[2]) + (first > last), Why.NOTHING
    if end_year is None:
        return _Found(TermKind.SPAN, None, None, resolved=False, note=note)
    start_year = int(match[2]) if match[2] else end_year - (first > last)
    start, end = date(start_year, first, 1), last_day(end_year, last)
    return _Found(TermKind.SPAN, start, end, note=note) if start <= end else None


def _year(written: str | None, month: int, period: Period | None) -> tuple[int | None, Why]:
    """The year that is written, or the one in which the month falls into the plan's period, if there is just one."""
    if written:
        return int(written), Why.NOTHING
    if period is None:
        return None, Why.NO_YEAR
    years = [
        year
        for year in range(period.start.year, period.end.year + 1)
        if period.start <= last_day(year, month) and date(year, month, 1) <= period.end
    ]
    return (years[0], Why.YEAR_FROM_PERIOD) if len(years) == 1 else (None, Why.NO_YEAR)


def _school_year(plain: str, period: Period | None) -> _Found | None:
    match = re.fullmatch(
        rf"(?:в\s+|за\s+)?{YEAR}(?:{DASH}|/)(\d\d|{YEAR})\s*(?:учебн(?:ый|ого|ом)|уч\.?)\s*(?:год[ау]?|г)?\.?", plain
    )
    if not match:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) > len("24") else first - first % TWO_DIGITS + int(match[2])
    if last != first + 1:
        return None
    whole = school_year(first)
    return _Found(TermKind.SCHOOL_YEAR, whole.start, whole.end)


def _whole_period(plain: str, period: Period | None) -> _Found | None:
    if not re.fullmatch(
        r"(?:(?:в течени[еи]|на протяжении|весь)\s+)?(?:всего\s+)?(?:(?:учебного\s+|календарного\s+)?года"
        r"|(?:период[а]?\s*(?:реализации|внедрения|действия)?.*)|постоянно|ежегодно)",
        plain,
    ):
        return None
    if period is None:
        return _Found(TermKind.PERIOD, None, None, resolved=False, note=Why.NO_PERIOD)
    return _Found(TermKind.PERIOD, period.start, period.end, note=Why.FROM_PERIOD)


def _schedule(plain: str, period: Period | None) -> _Found | None:
    """Words that point elsewhere: «по отдельному графику», «в соответствии со сроками … или май 2021 г.»."""
    if not re.match(r"(?:по\s+(?:отдельному\s+)?(?:график|план)|в соответствии с|согласно)", plain):
        return None
    alternative = re.search(r"\sили\s+(.+)$", plain)
    if alternative and (other := _month(alternative[1], period)) and other.resolved:
        return _Found(TermKind.SCHEDULE, other.start, other.end, resolved=False, note=Why.ALTERNATIVE)
    return _Found(TermKind.SCHEDULE, None, None, resolved=False, note=Why.SCHEDULE)


Rule = Callable[[str, "Period | None"], "_Found | None"]
RULES: tuple[Rule, ...] = (
    _deadline, _one_day, _span_of_days, _decade, _month, _months, _school_year, _whole_period, _schedule,
)  # fmt: skip


def period_in(text: str) -> Period | None:
    """The plan's period named in a title: «на 2022 – 2023 год», «2020-2021», «в 2024/2025 учебном году»."""
    match = re.search(rf"{YEAR}(?:{DASH}|/){YEAR}", text)
    if match and int(match[2]) == int(match[1]) + 1:
        return school_year(int(match[1]))
    return None
