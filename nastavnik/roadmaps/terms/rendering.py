"""A term in plain words again, such that reading them gives the same term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nastavnik.roadmaps.terms.rules import SCHOOL_PARTS
from nastavnik.roadmaps.terms.term import SEPTEMBER, Per, Repeat, Term, TermKind, Why, last_day

NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ROMAN = ("", "I", "II", "III", "IV")
SCHOOL_WORDS = {"четверт": "четверть", "триместр": "триместр", "полугоди": "полугодие"}
EVERY = {
    Per.DAY: "ежедневно", Per.WEEK: "еженедельно", Per.MONTH: "ежемесячно", Per.QUARTER: "ежеквартально",
    Per.SCHOOL_QUARTER: "1 раз в четверть", Per.HALF: "1 раз в полугодие", Per.YEAR: "ежегодно",
}  # fmt: skip
UNIT = {
    Per.DAY: "день", Per.WEEK: "неделю", Per.MONTH: "месяц", Per.QUARTER: "квартал", Per.SCHOOL_QUARTER: "четверть",
    Per.HALF: "полугодие", Per.YEAR: "год",
}  # fmt: skip
HALF_ENDS, PART_DAYS = 15, {1: "начало", 11: "середина", 21: "конец"}
FEW = (2, 3, 4)


def render(term: Term) -> str:
    """Words that `parse` understands as this term; where a person must decide, there is nothing but the words it has."""
    if not term.resolved or (term.start is None and term.end is None) or term.kind not in WRITERS:
        return term.text
    words = WRITERS[term.kind](term)
    if term.repeat and term.kind != TermKind.REPEAT:
        words = f"ежегодно, {words}"
    if term.open_ended and term.kind not in {TermKind.SINCE, TermKind.PERIOD}:
        words = f"{words}, далее постоянно"
    return f"{words}, {term.person}" if term.person else words


def _day(day: date, term: Term) -> str:
    return f"{day.day} {OF[day.month - 1]}" if term.note == Why.YEAR_FROM_PERIOD else f"{day:%d.%m.%Y}"


def _year(term: Term, day: date) -> str:
    return "" if term.note == Why.YEAR_FROM_PERIOD else f" {day.year} года"


def _ends(term: Term) -> tuple[date, date]:
    """Both days of a term that has them; the kinds that lack one have writers of their own."""
    if term.start is None or term.end is None:
        raise ValueError(f"{term.kind} without both days: {term}")
    return term.start, term.end


def _deadline(term: Term) -> str:
    end = term.end or _ends(term)[1]
    if term.note == Why.LESSONS_END:
        return f"до конца {end.year - 1}/{end.year} учебного года"
    if term.note == Why.BEFORE_MONTH:
        following = date(end.year + end.month // 12, end.month % 12 + 1, 1)
        return f"до {OF[following.month - 1]} {following.year} года"
    if term.note == Why.SCHOOL_YEAR_MEANT:
        return f"до {end.year - 1}–{end.year}"
    if term.note == Why.ROUGHLY:
        return f"до {_roughly(end)}"
    return f"до {_day(end, term)}"


def _roughly(end: date) -> str:
    """Some roughly named part that ends on this day: a week or a part of a month."""
    if end == last_day(end.year, end.month):
        return f"последней недели {OF[end.month - 1]} {end.year} года"
    if end.day % 7 == 0:
        return f"{end.day // 7} недели {OF[end.month - 1]} {end.year} года"
    part = {10: "начала", 20: "середины", HALF_ENDS: "первой половины"}[end.day]
    return f"{part} {OF[end.month - 1]} {end.year} года"


def _one_day(term: Term) -> str:
    return _day(_ends(term)[0], term)


def _decade(term: Term) -> str:
    start = _ends(term)[0]
    return f"{start.day // 10 + 1} декада {OF[start.month - 1]}{_year(term, start)}"


def _week(term: Term) -> str:
    start, end = _ends(term)
    number = f"{end.day // 7}" if end.day % 7 == 0 else "последняя"
    return f"{number} неделя {OF[start.month - 1]}{_year(term, start)}"


def _part(term: Term) -> str:
    start, end = _ends(term)
    if end.day == HALF_ENDS or start.day == HALF_ENDS + 1:
        part = "первая половина" if end.day == HALF_ENDS else "вторая половина"
    else:
        part = PART_DAYS[start.day]
    return f"{part} {OF[start.month - 1]}{_year(term, start)}"


def _month(term: Term) -> str:
    start = _ends(term)[0]
    return f"{NAMES[start.month - 1]}{_year(term, start)}"


def _quarter(term: Term) -> str:
    end = _ends(term)[1]
    return f"{ROMAN[end.month // 3]} квартал{_year(term, end)}"


def _half(term: Term) -> str:
    end = _ends(term)[1]
    return f"{ROMAN[end.month // 6]} полугодие {end.year} года"


def _school_part(term: Term) -> str:
    start, end = _ends(term)
    word, number = next(
        (SCHOOL_WORDS[word], number)
        for word, parts in SCHOOL_PARTS.items()
        for number, months in parts.items()
        if months == (start.month, end.month)
    )
    starts_in = start.year - (start.month < SEPTEMBER)
    year = "" if term.note == Why.YEAR_FROM_PERIOD else f" {starts_in}/{starts_in + 1} учебного года"
    return f"{ROMAN[number]} {word}{year}"


def _span(term: Term) -> str:
    start, end = _ends(term)
    if start.day != 1 or end != last_day(end.year, end.month):
        return f"с {_day(start, term)} по {_day(end, term)}"
    first = NAMES[start.month - 1]
    if start.year != end.year and term.note != Why.YEAR_FROM_PERIOD:
        first = f"{first} {start.year} года"
    return f"{first} – {NAMES[end.month - 1]}{_year(term, end)}"


def _since(term: Term) -> str:
    return f"с {_ends(term)[0]:%d.%m.%Y}"


def _school_year(term: Term) -> str:
    start, end = _ends(term)
    return f"{start.year}–{end.year}" + ("" if term.note == Why.SCHOOL_YEAR_MEANT else " учебный год")


def _calendar_year(term: Term) -> str:
    return f"{_ends(term)[0].year} год"


def _period(term: Term) -> str:
    return "постоянно" if term.open_ended else "в течение всего периода реализации"


def _repeat(term: Term) -> str:
    repeat = term.repeat or Repeat(1, Per.YEAR)
    if repeat.by_day:
        return f"ежемесячно до {repeat.by_day} числа"
    if repeat.times == 1:
        return EVERY[repeat.per]
    few = repeat.times % 10 in FEW and repeat.times // 10 != 1
    return f"{repeat.times} {'раза' if few else 'раз'} в {UNIT[repeat.per]}"


WRITERS: dict[TermKind, Callable[[Term], str]] = {
    TermKind.DEADLINE: _deadline, TermKind.DAY: _one_day, TermKind.DECADE: _decade, TermKind.WEEK: _week,
    TermKind.PART: _part, TermKind.MONTH: _month, TermKind.QUARTER: _quarter, TermKind.HALF: _half,
    TermKind.SCHOOL_PART: _school_part, TermKind.SPAN: _span, TermKind.SINCE: _since,
    TermKind.SCHOOL_YEAR: _school_year, TermKind.YEAR: _calendar_year, TermKind.PERIOD: _period, TermKind.REPEAT: _repeat,
}  # fmt: skip
