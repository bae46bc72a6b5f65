"""The small words terms are made of: months, days, years, ordinals; and the year that is not written."""

from __future__ import annotations

import re
from datetime import date

from nastavnik.roadmaps.terms.term import SEPTEMBER, Period, Why, last_day, school_year

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
MAY = 5
MONTH = (
    r"(январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|"
    r"сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])"
)
YEAR = r"(20\d\d)"
G = r"(?:\s*(?:года?|году|г)\b\.?)?"
DASH = r"\s*[-–—]\s*"
SCHOOL = r"(?:учебн(?:ый|ого|ом|ому)|уч\.?)\s*(?:год[ау]?|г)?\.?"
TWO_DIGITS = 100
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SPELLED = (("перв", 1), ("втор", 2), ("трет", 3), ("четв", 4))
# a number of a part: «II», «2», «2-й», «второй»; «І» of another keyboard was made «i» before
ORDINAL = r"(i{1,3}|iv|[1-4]|(?:перв|втор|трет|четв)[а-я]+)(?:\s*-?\s*(?:ый|ой|ий|ая|ья|ое|ье|ом|ем|ую|я|й|е|м))?"


def month_number(word: str) -> int:
    """1 to 12 of a Russian month in any case."""
    plain = word.lower()
    if plain in {"май", "мая", "мае"}:
        return MAY
    return next(n for n, stem in enumerate(MONTHS, start=1) if n != MAY and plain.startswith(stem))


def ordinal(word: str) -> int:
    """1 to 4 of «II», «2» or «второй»."""
    if word.isdigit():
        return int(word)
    return ROMAN.get(word) or next(n for stem, n in SPELLED if word.startswith(stem))


def year_of(written: str | None, first: int, last: int, period: Period | None) -> tuple[int | None, Why]:
    """The year that is written, or the one in which these months fall into the plan's period, if there is just one."""
    if written:
        return int(written), Why.NOTHING
    if period is None:
        return None, Why.NO_YEAR
    years = [
        year
        for year in range(period.start.year, period.end.year + 1)
        if period.start <= last_day(year, last) and date(year, first, 1) <= period.end
    ]
    return (years[0], Why.YEAR_FROM_PERIOD) if len(years) == 1 else (None, Why.NO_YEAR)


def school_year_of(written: str | None, period: Period | None) -> int | None:
    """The first calendar year of the school year that is written or that the period lies in."""
    if written:
        return int(written[:4])
    if period is None:
        return None
    years = range(period.start.year - 1, period.end.year + 1)
    own = [year for year in years if school_year(year).start <= period.start and period.end <= school_year(year).end]
    return own[0] if own else None


def day_of(words: str, period: Period | None = None) -> tuple[date, Why] | None:
    """A calendar day – «27.10.2020», «30.10. 2020 г.», «31» 08. 2020 г.», «30 октября», «2020-10-30» – or None."""
    match = re.fullmatch(rf"[«\"]?\s*(\d{{1,2}})\s*(?:[»\"]\s*\.?|\.)\s*(\d{{1,2}})\s*\.\s*(20\d\d|\d\d)?{G}", words)
    if match:
        written = match[3] and (match[3] if len(match[3]) > len("20") else f"20{match[3]}")
        return _day(int(match[1]), int(match[2]), written, period)
    match = re.fullmatch(rf"[«\"]?\s*(\d{{1,2}})\s*[»\"]?\s*{MONTH}(?:\s+{YEAR}{G})?", words)
    if match:
        return _day(int(match[1]), month_number(match[2]), match[3], period)
    match = re.fullmatch(r"(\d{1,2})\.(\d\d)", words)
    if match:
        return _day(int(match[1]), int(match[2]), None, period)
    match = re.fullmatch(rf"{YEAR}-(\d\d)-(\d\d)", words)
    return (date(int(match[1]), int(match[2]), int(match[3])), Why.NOTHING) if match else None


def _day(day: int, month: int, written: str | None, period: Period | None) -> tuple[date, Why] | None:
    if not written and not 1 <= month <= 12:  # «12.40» is no date
        return None
    year, note = year_of(written, month, month, period)
    return (date(year, month, day), note) if year else None


def period_in(text: str) -> Period | None:
    """The plan's period named in a title: «на 2022 – 2023 год», «2020-2021», «в 2024/2025 учебном году»."""
    match = re.search(rf"{YEAR}(?:{DASH}|/){YEAR}", text)
    if match and int(match[2]) == int(match[1]) + 1:
        return school_year(int(match[1]))
    return None


__all__ = ["DASH", "MAY", "MONTH", "ORDINAL", "SCHOOL", "SEPTEMBER", "YEAR", "G", "day_of", "month_number", "ordinal"]
