"""A change in words, made from its numbers by rule: what became of it, of how many, how often chance alone would do that.

The rules, in this order: nobody measured twice – no data; fewer than three – nothing but their number; nobody changed –
that; fewer than six – the counts alone; p corrected for the table below 0,05 – what became better or worse; only the plain
p below it – it looks like a change; else no clear one. Nothing here says why: the same persons without others to compare
them with are not an experiment.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nastavnik.monitoring.queries import Row
from nastavnik.monitoring.statistics import ALPHA, Direction, Evidence, Interval, Verdict

CHANCE = (
    (0.001, gettext_noop("Такое случайно бывает реже, чем раз в тысячу.")),
    (0.01, gettext_noop("Такое случайно бывает реже, чем раз в сто.")),
    (ALPHA, gettext_noop("Такое случайно бывает реже, чем раз в двадцать.")),
)
BY_CHANCE = gettext_noop("Такое бывает и случайно.")
ONE_OF_MANY = gettext_noop("Из стольких показателей какой-нибудь так меняется и случайно.")
TOO_FEW = gettext_noop("Людей мало, чтобы отличить перемену от случайности.")
CAVEAT = gettext_noop(
    "Это не эксперимент: сравнить участников не с кем, поэтому числа показывают перемену, но не её причину."
)


@dataclass(frozen=True)
class Told:
    """A change in words: `head` alone is the answer, `facts` and `chance` its grounds, `left` a warning."""

    head: str
    facts: str = ""
    chance: str = ""
    left: str = ""

    def __str__(self) -> str:
        told = f"{self.head}: {self.facts}." if self.facts else f"{self.head}."
        return " ".join(part for part in (told, self.chance, self.left) if part)


@dataclass(frozen=True)
class Phrases:
    """How a kind of table speaks: how many went the mean's way and how many the other, the mean, and its conclusions."""

    rose: str
    fell: str
    also_rose: str
    also_fell: str
    more: str
    less: str
    all_same: str
    better: str = gettext_noop("Стало лучше")
    worse: str = gettext_noop("Стало хуже")
    likely: str = gettext_noop("Похоже на перемену")
    unclear: str = gettext_noop("Явной перемены нет")
    unchanged: str = gettext_noop("Ничего не изменилось")


MARKS = Phrases(
    gettext_noop("у %(part)s из %(n)s балл вырос"), gettext_noop("у %(part)s из %(n)s балл снизился"),
    gettext_noop("у %(part)s вырос"), gettext_noop("у %(part)s снизился"),
    gettext_noop("в среднем на %(by)s балла больше"), gettext_noop("в среднем на %(by)s балла меньше"),
    gettext_noop("у всех %(n)s балл прежний"),
)  # fmt: skip
COUNTS = Phrases(
    gettext_noop("у %(part)s из %(n)s стало больше"), gettext_noop("у %(part)s из %(n)s стало меньше"),
    gettext_noop("у %(part)s больше"), gettext_noop("у %(part)s меньше"),
    gettext_noop("в среднем на %(by)s больше"), gettext_noop("в среднем на %(by)s меньше"),
    gettext_noop("у всех %(n)s столько же"),
)  # fmt: skip
EXPECTED = Phrases(
    gettext_noop("у %(part)s из %(n)s балл выше ожидания"), gettext_noop("у %(part)s из %(n)s балл ниже ожидания"),
    gettext_noop("у %(part)s выше"), gettext_noop("у %(part)s ниже"),
    MARKS.more, MARKS.less, gettext_noop("у всех %(n)s балл тот же"),
    gettext_noop("Лучше, чем ожидали"), gettext_noop("Хуже, чем ожидали"), gettext_noop("Похоже на разницу с ожиданиями"),
    gettext_noop("Явной разницы с ожиданиями нет"), gettext_noop("Как ожидали"),
)  # fmt: skip
# what became better and worse, by what is measured; an own question has the words of its kind of table
HEADS = {
    "engagement": (gettext_noop("На уроках стало интереснее"), gettext_noop("На уроках стало менее интересно")),
    "wish_school": (gettext_noop("В школу хочется больше"), gettext_noop("В школу хочется меньше")),
    "wish_marks": (gettext_noop("Желание учиться выросло"), gettext_noop("Желание учиться снизилось")),
    "soft_skills": (gettext_noop("Гибкие навыки выросли"), gettext_noop("Гибкие навыки снизились")),
    "anxiety": (gettext_noop("Стало спокойнее"), gettext_noop("Стало тревожнее")),
    "future": (gettext_noop("Будущее стало понятнее"), gettext_noop("Будущее стало менее понятным")),
    "mood": (gettext_noop("Настроение в школе стало лучше"), gettext_noop("Настроение в школе стало хуже")),
    "clubs": (gettext_noop("Кружков и секций стало больше"), gettext_noop("Кружков и секций стало меньше")),
    "projects": (gettext_noop("Проектов стало больше"), gettext_noop("Проектов стало меньше")),
    "burnout": (gettext_noop("Усталости от работы стало меньше"), gettext_noop("Усталости от работы стало больше")),
    "profession": (gettext_noop("Профессией довольны больше"), gettext_noop("Профессией довольны меньше")),
    "climate": (gettext_noop("В коллективе стало лучше"), gettext_noop("В коллективе стало хуже")),
    "stay": (gettext_noop("Желание остаться в школе выросло"), gettext_noop("Желание остаться в школе снизилось")),
    "pupils_progress": (gettext_noop("Учеников считают успешнее"), gettext_noop("Учеников считают менее успешными")),
    "own_works": (gettext_noop("Своих разработок стало больше"), gettext_noop("Своих разработок стало меньше")),
    "conflicts": (gettext_noop("Трудных конфликтов стало меньше"), gettext_noop("Трудных конфликтов стало больше")),
}


def changed(row: Row) -> Told:
    """A line of the entry/exit table."""
    phrases = COUNTS if row.high is None else MARKS
    better, worse = HEADS.get(row.construct, (phrases.better, phrases.worse))
    return _told(row, phrases, better, worse)


def against_expectation(row: Row) -> Told:
    """A line of expectations against reality."""
    return _told(row, EXPECTED, EXPECTED.better, EXPECTED.worse)


def _told(row: Row, phrases: Phrases, better: str, worse: str) -> Told:
    found = row.evidence
    if not row.change.n:
        return Told(_("Нет данных"), _("и на входе, и на выходе не ответил никто"))
    if found is None:
        return Told(_("Данных мало"), _("ответивших и на входе, и на выходе – %(n)s") % {"n": row.change.n})
    if found.same == found.n:
        return Told(_(phrases.unchanged), _(phrases.all_same) % {"n": found.n}, left=_left(row))
    facts = _facts(row, found, phrases)
    if found.p is None or row.corrected is None:
        return Told(_(phrases.unclear), facts, _(TOO_FEW), _left(row))
    for limit, words in CHANCE:
        if row.corrected < limit:
            return Told(_(better if row.change.verdict == Verdict.BETTER else worse), facts, _(words), _left(row))
    if found.p < ALPHA:
        return Told(_(phrases.likely), facts, _(ONE_OF_MANY), _left(row))
    return Told(_(phrases.unclear), facts, _(BY_CHANCE), _left(row))


def _facts(row: Row, found: Evidence, phrases: Phrases) -> str:
    """How many went which way, those of the mean's way first, and the mean."""
    if row.change.verdict == Verdict.SAME:
        rising = found.rose >= found.fell
    else:
        rising = (row.change.verdict == Verdict.BETTER) == (row.direction == Direction.HIGHER)
    with_it, against = (found.rose, found.fell) if rising else (found.fell, found.rose)
    first, second = (phrases.rose, phrases.also_fell) if rising else (phrases.fell, phrases.also_rose)
    parts = [_(first) % {"part": with_it, "n": found.n}]
    if against:
        parts.append(_(second) % {"part": against})
    by = abs(row.change.difference or Decimal(0))
    mean = _(phrases.more if rising else phrases.less) % {"by": decimal(by)} if by else _("в среднем так же")
    return ", ".join([*parts, mean])


def _left(row: Row) -> str:
    """A warning where those without the exit began differently from those who stayed."""
    gone = row.missing
    if gone.p is None or gone.p >= ALPHA:
        return ""
    return _(
        "Кто не ответил на выходе (%(n)s), начинал иначе: в среднем %(left)s, остальные %(stayed)s; "
        "вывод – только об остальных."
    ) % {"n": gone.left, "left": decimal(gone.mean_left), "stayed": decimal(gone.mean_stayed)}


def decimal(value: Decimal | None, *, sign: bool = False) -> str:
    """A number as the language of the page writes it, with a true minus; a dash where there is none."""
    if value is None:
        return "–"
    before = "−" if value < 0 else "+" if sign and value > 0 else ""
    return before + number_format(abs(value))


def interval(value: Interval | None) -> str:
    """«от −2,9 до −0,6»; a dash where there is none."""
    if value is None:
        return "–"
    return _("от %(low)s до %(high)s") % {"low": decimal(value.low, sign=True), "high": decimal(value.high, sign=True)}


def probability(p: float | None) -> str:
    """To three places; a dash where nothing was tested."""
    if p is None:
        return "–"
    return f"< {number_format(Decimal('0.001'))}" if p < 0.001 else number_format(round(Decimal(p), 3))
