"""Rules of calendar words: days, months, spans, parts of months and years. Each says what it found, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from nastavnik.roadmaps.terms.term import Found, Period, TermKind, Why, last_day, school_year
from nastavnik.roadmaps.terms.words import (
    DASH,
    MAY,
    MONTH,
    ORDINAL,
    SCHOOL,
    SEPTEMBER,
    TWO_DIGITS,
    YEAR,
    G,
    day_of,
    month_number,
    ordinal,
    school_year_of,
    year_of,
)

Rule = Callable[[str, "Period | None"], "Found | None"]
DECADE_DAYS = {1: (1, 10), 2: (11, 20), 3: (21, None)}
PARTS = {"начал": (1, 10), "середин": (11, 20), "конец": (21, None), "конц": (21, None)}
HALVES_OF_MONTH = {1: (1, 15), 2: (16, None)}
DAYS_OF_WEEK = 7
# first and last month, by the word and the number; months before September lie in the second calendar year
SCHOOL_PARTS = {
    "четверт": {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)},
    "триместр": {1: (9, 11), 2: (12, 2), 3: (3, 5)},
    "полугоди": {1: (9, 12), 2: (1, 5)},
}
# the usual days; a school sets its own, so a person is asked
HOLIDAYS = {
    "осенн": ((10, 26), (11, 4)),
    "зимн": ((12, 31), (1, 9)),
    "весенн": ((3, 23), (3, 31)),
    "летн": ((6, 1), (8, 31)),
}


def one_day(plain: str, period: Period | None) -> Found | None:
    found = day_of(plain, period)
    return Found(TermKind.DAY, found[0], found[0], note=found[1]) if found else _day_without_year(plain, TermKind.DAY)


def _day_without_year(plain: str, kind: TermKind) -> Found | None:
    """«15 октября» where no period says the year."""
    if re.fullmatch(rf"[«\"]?\d{{1,2}}[»\"]?\s*{MONTH}", plain):
        return Found(kind, None, None, resolved=False, note=Why.NO_YEAR)
    return None


def span_of_days(plain: str, period: Period | None) -> Found | None:
    """«с 01.09.2024 по 15.09.2024», «1 сентября – 5 октября 2024 г.», «с 1 по 15 октября»."""
    for parts in re.finditer(r"\s+(?:по|до)\s+|\s*[–—]\s*|\s*-\s*", plain):
        left, right = plain[: parts.start()].removeprefix("с ").strip(), plain[parts.end() :]
        ending = day_of(right, period)
        if ending is None:
            continue
        end, note = ending
        begins = _first_day(left, end, period)
        if begins and begins <= end:
            return Found(TermKind.SPAN, begins, end, note=note)
    return None


def _first_day(words: str, end: date, period: Period | None) -> date | None:
    """The day a span begins with; its month and year may stand at the end only."""
    if re.fullmatch(r"\d{1,2}", words):
        return end.replace(day=int(words))
    own_year = re.search(r"20\d\d|\.\d\d$", words)
    if own_year:
        found = day_of(words, period)
        return found[0] if found else None
    found = day_of(words, Period(date(end.year, 1, 1), date(end.year, 12, 31)))
    if found is None:
        return None
    return found[0] if found[0] <= end else found[0].replace(year=end.year - 1)


def decade(plain: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:в\s+)?{ORDINAL}\s+декад[аеуы]\s+{MONTH}(?:\s+{YEAR}{G})?", plain)
    if not match or ordinal(match[1]) not in DECADE_DAYS:
        return None
    return _in_month(TermKind.DECADE, match[2], match[3], DECADE_DAYS[ordinal(match[1])], period, Why.NOTHING)


def week(plain: str, period: Period | None) -> Found | None:
    """«первая неделя сентября» is the 1st to the 7th; weeks of the calendar would begin elsewhere, so it is assumed."""
    match = re.fullmatch(
        rf"(?:в\s+|на\s+)?(?:{ORDINAL}|(последн[а-я]+))\s+недел[яеюи]\s+{MONTH}(?:\s+{YEAR}{G})?", plain
    )
    if not match:
        return None
    ends = DAYS_OF_WEEK * ordinal(match[1]) if match[1] else None
    days = (ends - DAYS_OF_WEEK + 1 if ends else -DAYS_OF_WEEK, ends)
    return _in_month(TermKind.WEEK, match[3], match[4], days, period, Why.ROUGHLY)


def part_of_month(plain: str, period: Period | None) -> Found | None:
    """«начало октября», «в конце мая», «вторая половина января»."""
    match = re.fullmatch(rf"(?:в\s+|к\s+)?(начал|середин|конец|конц)[а-я]?\s+{MONTH}(?:\s+{YEAR}{G})?", plain)
    if match:
        return _in_month(TermKind.PART, match[2], match[3], PARTS[match[1]], period, Why.ROUGHLY)
    match = re.fullmatch(rf"(?:в\s+|во\s+)?{ORDINAL}\s+половин[аеуы]\s+{MONTH}(?:\s+{YEAR}{G})?", plain)
    if match and ordinal(match[1]) in HALVES_OF_MONTH:
        return _in_month(TermKind.PART, match[2], match[3], HALVES_OF_MONTH[ordinal(match[1])], period, Why.ROUGHLY)
    return None


def _in_month(
    kind: TermKind, word: str, written: str | None, days: tuple[int, int | None], period: Period | None, note: Why
) -> Found:
    """Some days of a month; None is its last day, a negative first day counts from the end."""
    month = month_number(word)
    year, assumed = year_of(written, month, month, period)
    if year is None:
        return Found(kind, None, None, resolved=False, note=assumed)
    first, last = days
    end = date(year, month, last) if last else last_day(year, month)
    start = date(year, month, first) if first > 0 else end + timedelta(days=first + 1)
    return Found(kind, start, end, note=assumed or note)


def month(plain: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:в\s+)?(?:месяц\s+)?{MONTH}(?:\s*(?:месяц\w*)?\s*{YEAR}{G})?", plain)
    if not match:
        return None
    return _in_month(TermKind.MONTH, match[1], match[2], (1, None), period, Why.NOTHING)


def months(plain: str, period: Period | None) -> Found | None:
    """«ноябрь – июнь 2025 года»: the year belongs to the last month, and a first month after it lies a year earlier."""
    match = re.fullmatch(
        rf"(?:с\s+)?{MONTH}(?:\s+{YEAR}{G})?(?:{DASH}|\s+по\s+|\s+до\s+){MONTH}(?:\s+{YEAR}{G})?", plain
    )
    if not match:
        return None
    first, last = month_number(match[1]), month_number(match[3])
    end_year, note = year_of(match[4], last, last, period)
    if not match[4] and match[2]:
        end_year, note = int(match[2]) + (first > last), Why.NOTHING
    if end_year is None:
        return Found(TermKind.SPAN, None, None, resolved=False, note=note)
    start_year = int(match[2]) if match[2] else end_year - (first > last)
    start, end = date(start_year, first, 1), last_day(end_year, last)
    return Found(TermKind.SPAN, start, end, note=note) if start <= end else None


def quarter(plain: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:в\s+|во\s+)?{ORDINAL}\s*(?:квартал[аеу]?|кв\.?)(?:\s+{YEAR}{G})?", plain)
    if not match:
        return None
    last = 3 * ordinal(match[1])
    return _whole_months(TermKind.QUARTER, last - 2, last, match[2], period)


def half_of_calendar_year(plain: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:в\s+|во\s+)?{ORDINAL}\s*полугоди[еяию]\s+{YEAR}{G}", plain)
    if not match or ordinal(match[1]) not in HALVES_OF_MONTH:
        return None
    last = 6 * ordinal(match[1])
    return _whole_months(TermKind.HALF, last - 5, last, match[2], period)


def _whole_months(kind: TermKind, first: int, last: int, written: str | None, period: Period | None) -> Found:
    year, note = year_of(written, first, last, period)
    if year is None:
        return Found(kind, None, None, resolved=False, note=note)
    return Found(kind, date(year, first, 1), last_day(year, last), note=note)


def part_of_school_year(plain: str, period: Period | None) -> Found | None:
    """«II четверть», «1 триместр», «I полугодие 2024/2025 учебного года»; holidays set the exact days."""
    words = "|".join(SCHOOL_PARTS)
    match = re.fullmatch(
        rf"(?:в\s+|во\s+)?{ORDINAL}\s*(?:учебн[а-я]+\s+)?({words})[а-я]?"
        rf"(?:\s+(?:{YEAR}(?:{DASH}|/)(?:20)?\d\d\s*)?{SCHOOL})?", plain,
    )  # fmt: skip
    if not match:
        return None
    whole = SCHOOL_PARTS[match[2]].get(ordinal(match[1]))
    if whole is None:
        return None
    starts_in = school_year_of(match[3], period)
    if starts_in is None:
        return Found(TermKind.SCHOOL_PART, None, None, resolved=False, note=Why.NO_YEAR)
    first, last = (starts_in + (number < SEPTEMBER) for number in whole)
    note = Why.ROUGHLY if match[3] else Why.YEAR_FROM_PERIOD
    return Found(TermKind.SCHOOL_PART, date(first, whole[0], 1), last_day(last, whole[1]), note=note)


def whole_school_year(plain: str, period: Period | None) -> Found | None:
    """«2022-2023 учебный год»; a bare pair of years, «2022/2023», is taken for one."""
    match = re.fullmatch(
        rf"(?:в\s+|за\s+|на\s+)?{YEAR}(?:{DASH}|/)(\d\d|{YEAR})\s*({SCHOOL}|г\.?\s*г\.?|год[ыау]?)?", plain
    )
    if not match:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) > len("24") else first - first % TWO_DIGITS + int(match[2])
    school = (match[4] or "").startswith("уч")
    if last == first + 1:
        whole = school_year(first)
        note = Why.NOTHING if school else Why.SCHOOL_YEAR_MEANT
        return Found(TermKind.SCHOOL_YEAR, whole.start, whole.end, note=note)
    if school or last < first:
        return None
    return Found(TermKind.SPAN, date(first, 1, 1), date(last, 12, 31))


def calendar_year(plain: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:в\s+)?(?:весь\s+)?{YEAR}(?:\s*(?:календарн[а-я]+\s+)?(?:год[ау]?|г)\.?)?", plain)
    if not match:
        return None
    return Found(TermKind.YEAR, date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))


def holidays(plain: str, period: Period | None) -> Found | None:
    """«в дни осенних каникул»: the usual days are offered, the school's own are asked for."""
    if not re.search(r"\bканикул", plain):
        return None
    season = re.search(r"(осенн|зимн|весенн|летн)", plain)
    years = re.search(rf"{YEAR}(?:{DASH}|/)(?:20)?\d\d|{YEAR}", plain)
    if not season:
        return Found(TermKind.HOLIDAYS, None, None, resolved=False, note=Why.HOLIDAYS)
    (first_month, first), (last_month, last) = HOLIDAYS[season[1]]
    if years and years[2]:
        start_year: int | None = int(years[2])
    else:
        starts_in = school_year_of(years[1] if years else None, period)
        start_year = None if starts_in is None else starts_in + (first_month < SEPTEMBER)
    if start_year is None:
        return Found(TermKind.HOLIDAYS, None, None, resolved=False, note=Why.HOLIDAYS)
    end = date(start_year + (last_month < first_month), last_month, last)
    return Found(TermKind.HOLIDAYS, date(start_year, first_month, first), end, resolved=False, note=Why.HOLIDAYS)


def ends_of_the_school_year(plain: str, period: Period | None) -> Found | None:
    """«в начале учебного года» is September, «в конце учебного года» is May."""
    match = re.fullmatch(
        rf"(?:в|к)?\s*(начал[ое]|конец|конце|концу)\s+(?:{YEAR}(?:{DASH}|/)(?:20)?\d\d\s*)?{SCHOOL}", plain
    )
    if not match:
        return None
    starts_in = school_year_of(match[2], period)
    if starts_in is None:
        return Found(TermKind.RELATIVE, None, None, resolved=False, note=Why.NO_YEAR)
    year, number = (starts_in, SEPTEMBER) if match[1].startswith("нач") else (starts_in + 1, MAY)
    return Found(TermKind.RELATIVE, date(year, number, 1), last_day(year, number), note=Why.ROUGHLY)


def ends_of_the_plan(plain: str, period: Period | None) -> Found | None:
    """«в начале реализации программы» is the first month of the plan, «по завершении цикла» is its last."""
    match = re.fullmatch(
        r"(в\s+начале|на\s+старте|в\s+конце|по\s+окончании|по\s+завершении|по\s+итогам)\s+"
        r"(?:(?:периода|реализации|внедрения|действия|программы|модели|цикла|проекта|плана|наставничества|цмн)\s*)+", plain,
    )  # fmt: skip
    if not match:
        return None
    if period is None:
        return Found(TermKind.RELATIVE, None, None, resolved=False, note=Why.NO_PERIOD)
    edge = period.start if match[1].endswith(("начале", "старте")) else period.end
    first, last = date(edge.year, edge.month, 1), last_day(edge.year, edge.month)
    return Found(TermKind.RELATIVE, max(first, period.start), min(last, period.end), note=Why.FROM_PERIOD)


CALENDAR: tuple[Rule, ...] = (
    one_day, span_of_days, decade, week, part_of_month, month, months, quarter, half_of_calendar_year,
    part_of_school_year, whole_school_year, calendar_year, holidays, ends_of_the_school_year, ends_of_the_plan,
)  # fmt: skip
