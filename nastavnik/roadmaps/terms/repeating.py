"""What comes again: «ежемесячно», «2 раза в год», «до 5 числа каждого месяца», «ежегодно, сентябрь»."""

from __future__ import annotations

import re
from dataclasses import replace

from nastavnik.roadmaps.terms.rules import Rule
from nastavnik.roadmaps.terms.term import Found, Per, Period, Repeat, TermKind, Why

ADVERBS = (
    ("ежедневно", Per.DAY), ("еженедельно", Per.WEEK), ("ежемесячно", Per.MONTH), ("ежеквартально", Per.QUARTER),
    ("ежегодно", Per.YEAR),
)  # fmt: skip
UNITS = (
    (r"(?:день|дня)", Per.DAY), (r"недел[юяи]", Per.WEEK), (r"месяца?", Per.MONTH), (r"квартала?", Per.QUARTER),
    (r"(?:учебную\s+)?четверт[ьи]|триместра?", Per.SCHOOL_QUARTER), (r"полугоди[ея]", Per.HALF),
    (r"(?:учебный\s+|календарный\s+)?года?", Per.YEAR),
)  # fmt: skip
WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот)"
SPELLED = {"один": 1, "одного": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4}
BY_DAY = r"(?:до|не позднее|к)\s+(\d{1,2})(?:\s*-?\s*(?:го|е))?\s*числа"
MONTH_ENDS = 31


def repeated(plain: str, period: Period | None, understand: Rule) -> Found | None:
    """Any of these; `understand` knows the calendar words that may stand beside."""
    by_day = _by_day(plain, period)
    if by_day:
        return by_day
    repeat = _adverb(plain) or _times(plain) or _each(plain)
    if repeat:
        return _over(period, repeat)
    match = re.fullmatch(r"ежегодно[,:]?\s+(?:в\s+срок\s+)?(.+)", plain) or re.fullmatch(r"(.+?),?\s+ежегодно", plain)
    inner = understand(match[1], period) if match else None
    return replace(inner, repeat=Repeat(1, Per.YEAR)) if inner and inner.repeat is None else None


def _by_day(plain: str, period: Period | None) -> Found | None:
    """«до 5 числа» alone does not say of which month."""
    match = re.fullmatch(
        rf"(?:ежемесячно,?\s+)?{BY_DAY}(?:\s+(?:каждого|следующего)\s+месяца)?(?:,?\s+ежемесячно)?", plain
    )
    if not match or not 1 <= int(match[1]) <= MONTH_ENDS:
        return None
    if "каждого" not in plain and "ежемесячно" not in plain:
        return Found(TermKind.REPEAT, None, None, resolved=False, note=Why.NO_MONTH)
    return _over(period, Repeat(1, Per.MONTH, int(match[1])))


def _adverb(plain: str) -> Repeat | None:
    return next((Repeat(1, per) for word, per in ADVERBS if plain == word), None)


def _times(plain: str) -> Repeat | None:
    """«раз в месяц», «не реже 2 раз в год», «два раза в четверть»."""
    match = re.fullmatch(
        r"(?:не\s+(?:реже|менее)\s+|минимум\s+|по\s+)?(?:(\d{1,2}|[а-я]+)\s+)?раз[ау]?\s+в\s+(.+)", plain
    )
    if not match:
        return None
    times = 1 if match[1] is None else int(match[1]) if match[1].isdigit() else SPELLED.get(match[1], 0)
    per = _unit(match[2])
    return Repeat(times, per) if times and per else None


def _each(plain: str) -> Repeat | None:
    """«каждый месяц», «каждую четверть», «по четвергам»."""
    if re.fullmatch(rf"(?:кажд[а-я]+\s+|по\s+){WEEKDAYS}[а-я]*", plain):
        return Repeat(1, Per.WEEK)
    match = re.fullmatch(r"кажд(?:ый|ую|ое)\s+(.+)", plain)
    per = _unit(match[1]) if match else None
    return Repeat(1, per) if per else None


def _unit(words: str) -> Per | None:
    return next((per for pattern, per in UNITS if re.fullmatch(pattern, words)), None)


def _over(period: Period | None, repeat: Repeat) -> Found:
    """What repeats goes on for the whole period of the plan."""
    if period is None:
        return Found(TermKind.REPEAT, None, None, resolved=False, note=Why.NO_PERIOD, repeat=repeat)
    return Found(TermKind.REPEAT, period.start, period.end, note=Why.FROM_PERIOD, repeat=repeat)
