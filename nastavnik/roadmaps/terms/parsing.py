"""Words of a term into days: what is around the calendar words – deadlines, repetition, alternatives, persons."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from nastavnik.roadmaps.terms.repeating import repeated
from nastavnik.roadmaps.terms.rules import CALENDAR, Rule
from nastavnik.roadmaps.terms.term import Found, Period, Term, TermKind, Why, last_day
from nastavnik.roadmaps.terms.words import DASH, MAY, MONTH, SCHOOL, YEAR, G, month_number, school_year_of, year_of

DECEMBER = 12
LONGEST_CELL = 200  # a longer one is no date with a name
OFFICE = re.compile(
    r"\b(?:директор|куратор|педагог|зам\b|зам\.|заместител|учител|классн|кл\.|психолог|методист|наставник|координатор|"
    r"администрац|руководител|ответствен|совет|социальн|соц\.|оу\b|оо\b|школ|управлени|образовательн\w+\s+организаци|"
    r"специалист)",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё-]+")
PERMANENCE = re.compile(
    r",?\s*(?:и\s+)?далее\s*[-–—]?\s*(?:постоянно|бессрочно|ежегодно|регулярно|на\s+постоянной\s+основе)(?!\w).*$"
)
REMARK = re.compile(r"\s*\([^()\d]*\)\s*$")
ALWAYS = re.compile(r"постоянно|бессрочно|регулярно|систематически|на постоянной основе")
WHOLE_PERIOD = re.compile(
    r"(?:(?:весь|за)\s+)?(?:всего\s+)?"
    r"(?:учебный\s+год|(?:учебного\s+|календарного\s+)?года|период[а]?\s*(?:реализации|внедрения|действия)?[^,;:()]*)"
    r"|(?:весь|всего)\s+год[а]?|срок[а]?\s+реализации\s+[^,;:()]+"
)
KINDS_IN_A_LIST = {TermKind.MONTH, TermKind.DAY, TermKind.DECADE, TermKind.WEEK, TermKind.PART}


def parse(text: str, *, period: Period | None = None) -> Term:
    """Understand the words of a term.

    `period` is the plan's own period, if known; without it words that lean on it stay unresolved. Never raises on text:
    an impossible date («31.02.2024») is an unresolved term with the note `impossible_date`.
    """
    lines = text.replace("\u00a0", " ")
    words = " ".join(lines.split())
    if not words:
        return Term(words, kind=TermKind.EMPTY, note=Why.NO_TERM)
    try:
        found = _whole(words, period)
        person = ""
        if found is None:
            found, person = _beside_a_person(lines, period)
    except ValueError:
        return Term(words, open_ended=_without_permanence(_plain(words))[1], note=Why.IMPOSSIBLE_DATE)
    if found is None:
        return Term(words, open_ended=_without_permanence(_plain(words))[1])
    return Term(
        words, found.start, found.end, found.kind, found.open_ended, found.resolved, found.note, found.repeat, person
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).lower().replace("ё", "е").replace("і", "i").strip(" .;,")


def _whole(words: str, period: Period | None) -> Found | None:
    """All of the words, but for a remark in brackets and «далее постоянно»."""
    plain, open_ended = _without_permanence(REMARK.sub("", _plain(words)).strip(" .;,"))
    found = understand(plain, period)
    return replace(found, open_ended=open_ended or found.open_ended) if found else None


def _without_permanence(plain: str) -> tuple[str, bool]:
    """«…, далее постоянно в процессе реализации модели наставничества» goes on for ever after its first run."""
    cut = PERMANENCE.sub("", plain).strip(" .,;")
    return cut, cut != plain


def understand(plain: str, period: Period | None) -> Found | None:
    """The first rule that knows these words."""
    return next((found for rule in RULES if (found := rule(plain, period))), None)


def _during(plain: str, period: Period | None) -> Found | None:
    """«в течение октября», «в течение 2024-2025 учебного года»: the words behind say it."""
    match = re.fullmatch(r"(?:в течени[еи]|на протяжении|за)\s+(.+)", plain)
    return understand(match[1], period) if match else None


def _deadline(plain: str, period: Period | None) -> Found | None:
    """«до 27.10.2020», «не позднее мая 2025», «до конца учебного года», «до 15 октября»."""
    match = re.fullmatch(r"(в срок до|не позднее|до|к)\s+(.+)", plain)
    if not match:
        return None
    return (
        _end_of_school_year(match[2], period) or _end_of_year(match[2]) or _end_of_month(match[2], period)
        or (_before_month(match[2], period) if match[1].endswith("до") else None)
        or _until(match[2].removeprefix("конца ").removeprefix("концу "), period)
    )  # fmt: skip


def _until(words: str, period: Period | None) -> Found | None:
    inner = next((found for rule in CALENDAR if (found := rule(words, period))), None)
    if inner is None:
        return None
    return replace(inner, kind=TermKind.DEADLINE, start=None) if inner.note != Why.HOLIDAYS else inner


def _end_of_school_year(words: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(конца|начала|окончания|завершения)\s+(?:{YEAR}(?:{DASH}|/)(?:20)?\d\d\s*)?{SCHOOL}", words)
    if not match:
        return None
    starts_in = school_year_of(match[2], period)
    if starts_in is None:
        return Found(TermKind.DEADLINE, None, None, resolved=False, note=Why.NO_YEAR)
    if match[1] == "начала":
        return Found(TermKind.DEADLINE, None, date(starts_in, 8, 31))
    return Found(TermKind.DEADLINE, None, last_day(starts_in + 1, MAY), note=Why.LESSONS_END)


def _end_of_year(words: str) -> Found | None:
    """«до конца года» may be the calendar's or the school's: the calendar's is offered only where its number is written."""
    match = re.fullmatch(rf"конца\s+(?:{YEAR}\s*)?(?:календарного\s+)?(?:года|г\.?)", words)
    if not match:
        return None
    if not match[1]:
        return Found(TermKind.DEADLINE, None, None, resolved=False, note=Why.WHICH_YEAR)
    return Found(TermKind.DEADLINE, None, date(int(match[1]), DECEMBER, 31))


def _end_of_month(words: str, period: Period | None) -> Found | None:
    match = re.fullmatch(rf"(?:конца|концу)\s+{MONTH}(?:\s+{YEAR}{G})?", words)
    return _month_edge(match[1], match[2], period, before=False) if match else None


def _before_month(words: str, period: Period | None) -> Found | None:
    """«до мая 2025 года» ends before May begins, which not everybody means."""
    match = re.fullmatch(rf"(?:начала\s+)?{MONTH}(?:\s+{YEAR}{G})?", words)
    return _month_edge(match[1], match[2], period, before=True) if match else None


def _month_edge(word: str, written: str | None, period: Period | None, *, before: bool) -> Found:
    month = month_number(word)
    year, note = year_of(written, month, month, period)
    if year is None:
        return Found(TermKind.DEADLINE, None, None, resolved=False, note=note)
    if before:
        return Found(TermKind.DEADLINE, None, date(year, month, 1) - timedelta(days=1), note=Why.BEFORE_MONTH)
    return Found(TermKind.DEADLINE, None, last_day(year, month), note=note)


def _since(plain: str, period: Period | None) -> Found | None:
    """«с 1 сентября 2024 года», «начиная с октября, постоянно»: it begins and does not end."""
    match = re.fullmatch(r"(?:начиная\s+)?со?\s+(?:начала\s+)?(.+?)(?:,?\s+(?:постоянно|бессрочно|и далее))?", plain)
    inner = next((found for rule in CALENDAR if (found := rule(match[1], period))), None) if match else None
    if inner is None or inner.start is None or inner.kind in {TermKind.SPAN, TermKind.HOLIDAYS}:
        return None
    if period is None or inner.start > period.end:
        return Found(TermKind.SINCE, inner.start, None, resolved=False, note=Why.NO_PERIOD, open_ended=True)
    return Found(TermKind.SINCE, inner.start, period.end, note=Why.FROM_PERIOD, open_ended=True)


def _whole_period(plain: str, period: Period | None) -> Found | None:
    always = bool(ALWAYS.fullmatch(plain))
    if not always and not WHOLE_PERIOD.fullmatch(plain):
        return None
    if period is None:
        return Found(TermKind.PERIOD, None, None, resolved=False, note=Why.NO_PERIOD, open_ended=always)
    return Found(TermKind.PERIOD, period.start, period.end, note=Why.FROM_PERIOD, open_ended=always)


def _several(plain: str, period: Period | None) -> Found | None:
    """«октябрь, ноябрь 2024 года» is one span; «сентябрь, январь, май» is taken from the first to the last."""
    parts = [part for part in re.split(r"\s*[,;/]\s*(?:и\s+)?|\s+и\s+", plain) if part]
    if len(parts) < 2:
        return None
    found = _each_of(parts, period)
    if found is None:
        return None
    if any(not part.resolved or part.start is None or part.end is None for part in found):
        return Found(TermKind.SEVERAL, None, None, resolved=False, note=Why.NO_YEAR)
    days = sorted((part.start, part.end) for part in found if part.start and part.end)
    start, end = days[0][0], max(last for _first, last in days)
    whole = all(part.kind == TermKind.MONTH for part in found)
    if whole and all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(days)):
        return Found(TermKind.SPAN, start, end, note=found[-1].note)
    return Found(TermKind.SEVERAL, start, end, note=Why.SEVERAL)


def _each_of(parts: list[str], period: Period | None) -> list[Found] | None:
    """Each part of a list; a year written at the last holds for those before it, and a later month lies a year earlier."""
    found: list[Found] = []
    for part in reversed(parts):
        own = next((each for rule in CALENDAR if (each := rule(part, period))), None)
        if (
            own is not None
            and found
            and found[0].start
            and found[0].note == Why.NOTHING
            and not re.search(r"20\d\d", part)
        ):
            own = _before_in_the_list(part, found[0].start)
        if own is None or own.kind not in KINDS_IN_A_LIST:
            return None
        found.insert(0, own)
    return found


def _before_in_the_list(part: str, following: date) -> Found | None:
    for year in (following.year, following.year - 1):
        own = next((each for rule in CALENDAR if (each := rule(f"{part} {year} года", None))), None)
        if own and own.start and own.start <= following:
            return own
    return None


def _alternative(plain: str, period: Period | None) -> Found | None:
    """«в соответствии со сроками … или май 2021 г.»: days are offered, a person decides."""
    first, *others = plain.split(" или ")
    for part in (*reversed(others), first) if others else ():
        other = understand(part, period)
        if other and other.resolved:
            return Found(TermKind.SCHEDULE, other.start, other.end, resolved=False, note=Why.ALTERNATIVE)
    return None


def _schedule(plain: str, period: Period | None) -> Found | None:
    """Words that point elsewhere: «по отдельному графику», «по мере необходимости», «после утверждения»."""
    if re.match(
        r"(?:по\s+(?:мере|запрос|требован|необходимост|поступлени|договор|согласовани)|при\s+необходимост)", plain
    ):
        return Found(TermKind.SCHEDULE, None, None, resolved=False, note=Why.ON_DEMAND)
    if re.match(
        r"(?:после\b|через|спустя|накануне|перед|за\s+(?:\d+|один|две|неделю|месяц)|в\s+день|по\s+(?:окончани|завершени|итогам)"
        r"|в\s+течени[еи]\s+(?:\d+|месяца|недели|двух|трех|десяти))", plain,
    ):  # fmt: skip
        return Found(TermKind.SCHEDULE, None, None, resolved=False, note=Why.AFTER_EVENT)
    if re.match(
        r"(?:по\s+(?:отдельн\w+\s+|особ\w+\s+)?(?:график|план|расписани)|в\s+соответствии\s+с|согласно)", plain
    ):
        return Found(TermKind.SCHEDULE, None, None, resolved=False, note=Why.SCHEDULE)
    return None


def _repeated(plain: str, period: Period | None) -> Found | None:
    return repeated(plain, period, understand)


RULES: tuple[Rule, ...] = (
    _alternative, _repeated, _deadline, *CALENDAR, _whole_period, _during, _since, _several, _schedule,
)  # fmt: skip


def _beside_a_person(text: str, period: Period | None) -> tuple[Found | None, str]:
    """A date and a person in one cell, in either order: «до 15.10.2024, директор», «Куратор: сентябрь»."""
    if len(text) > LONGEST_CELL:
        return None, ""
    for place in re.finditer(r"\s*\n\s*|\s*[,;:]\s+|\s+[-–—]\s+|\s+|\s*[()]", text.strip()):
        left, right = text.strip()[: place.start()], text.strip()[place.end() :].strip(" ()")
        for words, person in ((left, right), (right, left)):
            if names_a_person(person) and (found := _whole(words, period)):
                return found, " ".join(person.split()).strip(" ,;.:" if not INITIALS.search(person) else " ,;:")
    return None, ""


def names_a_person(words: str) -> bool:
    """Whether words begin with a name with initials or with an office: «Нечай Н. А.», «зам. директора»."""
    if re.search(r"\d", words) or re.search(rf"\b{MONTH}\b", words.lower()):
        return False
    begins = words.strip()[:1]
    return bool(INITIALS.match(words.strip())) or (begins.isalpha() and bool(OFFICE.match(words.strip())))
