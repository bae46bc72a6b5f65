"""The draft of a SWOT analysis, made from the data by rules that are stated beside it (methodology §3.5 c, §3.9). Pure.

The methodology says only that high means are strengths, low ones weaknesses, frequent open answers belong to both; the
bounds are ours. What lies between them is in no field. Words are those of a Russian paper; `RULES` tells the rules to
whoever reads the page, with the numbers they are applied by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from nastavnik.common.russian import search_key
from nastavnik.monitoring.cells import FEWEST
from nastavnik.monitoring.nameless import may_name
from nastavnik.questionnaires.spec import gettext_noop

STRONG, WEAK = Fraction(7, 9), Fraction(4, 9)  # of the way up a scale: 8 and 5 of 10
MANY, HALF = Fraction(8, 10), Fraction(5, 10)  # of those who answered «да»
GAP = Fraction(1, 9)  # of a scale: one mark of ten
ANONYMOUS_QUOTED_FROM = 10
MOST_QUOTES, LONGEST_QUOTE = 3, 200
MOST_LINES = 8  # of what was counted; a field of forty lines is read by nobody

RULES = (
    gettext_noop(
        "Средняя оценка не ниже %(strong)s из 10 – сильная сторона, не выше %(weak)s – слабая; в других шкалах так же."
    ),
    gettext_noop(
        "«Да» сказали %(many)s из 100 или больше – сильная сторона, %(half)s или меньше – слабая; о жалобах наоборот."
    ),
    gettext_noop("На выходе на %(gap)s балл из 10 или больше выше, чем ожидали, – сильная сторона, ниже – слабая."),
    gettext_noop(
        "Показатель изменился так, что случаем не объяснить: к лучшему – сильная сторона, к худшему – слабая."
    ),
    gettext_noop("Листы куратора: высшие оценки и лучший уровень – сильные стороны, низшие и худший – слабые."),
    gettext_noop(
        "Хотят ли продолжать, хватает ли ресурсов и поддержки, довольны ли партнёры – возможности или угрозы."
    ),
    gettext_noop(
        "В поле не больше %(most)s пунктов с числами, сначала самые крайние; остальное – в «Итогах» и «Сводках»."
    ),
    gettext_noop("Цитаты – о чём написали хотя бы %(few)s; из анонимной анкеты – если ответили хотя бы %(anonymous)s."),
    gettext_noop("Ответ, в котором может быть имя, не приводится."),
    gettext_noop(
        "О группе меньше %(few)s человек не сказано ничего, в том числе разностью между формами или версиями."
    ),
)
RULE_NUMBERS = {
    "strong": 1 + 9 * STRONG, "weak": 1 + 9 * WEAK, "many": 100 * MANY, "half": 100 * HALF, "gap": 9 * GAP,
    "most": MOST_LINES, "few": FEWEST, "anonymous": ANONYMOUS_QUOTED_FROM,
}  # fmt: skip


class Field(StrEnum):
    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


@dataclass(frozen=True)
class Bullet:
    """A line of the draft: where it went, its words, the figures behind it, the rule that put it there, quotations."""

    key: str
    field: Field
    text: str
    evidence: str
    why: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something the data say: `key` finds it again in another year, `who` said it, `n` of them.

    `ahead` is what concerns the time to come or those outside, and so speaks of opportunities and threats.
    """

    key: str
    text: str
    n: int
    who: str = ""
    ahead: bool = False

    def bullet(self) -> Bullet | None:
        """Its line, None where the rules give it no field."""
        found = self.judge() if self.n >= FEWEST else None
        if found is None:
            return None
        good, why = found
        inside, outside = (Field.STRENGTH, Field.OPPORTUNITY) if good else (Field.WEAKNESS, Field.THREAT)
        return Bullet(self.key, outside if self.ahead else inside, self.text, self.evidence(), why)

    def judge(self) -> tuple[bool, str] | None:
        """Whether it is good, and by which rule."""
        raise NotImplementedError

    def evidence(self) -> str:
        raise NotImplementedError

    def extreme(self) -> Fraction | None:
        """How far from the middle it is, a half being the end of a scale; None for what is never too much."""
        return None

    def counted(self) -> str:
        return f"n = {self.n}{f', «{self.who}»' if self.who else ''}"


@dataclass(frozen=True, kw_only=True)
class Mean(Fact):
    """The sum of all marks of a scale; for some scales the lower end is the better."""

    total: int
    low: int
    high: int
    lower_is_better: bool = False

    def judge(self) -> tuple[bool, str] | None:
        place, width = self._place(), self.high - self.low
        if WEAK < place < STRONG:
            return None
        good = place >= STRONG
        bound = width * (STRONG if good else WEAK)
        mark = self.high - bound if self.lower_is_better else self.low + bound
        return good, f"среднее не {'ниже' if good != self.lower_is_better else 'выше'} {number(mark)}"

    def _place(self) -> Fraction:
        mean = Fraction(self.total, self.n)
        return (self.high - mean if self.lower_is_better else mean - self.low) / (self.high - self.low)

    def extreme(self) -> Fraction:
        return abs(self._place() - Fraction(1, 2))

    def evidence(self) -> str:
        return f"среднее {number(Fraction(self.total, self.n))} из {self.high}, {self.counted()}"


@dataclass(frozen=True, kw_only=True)
class Yes(Fact):
    """How many said «да»; `welcome` is False where «да» is a complaint."""

    yes: int
    welcome: bool = True

    def judge(self) -> tuple[bool, str] | None:
        share = Fraction(self.yes, self.n)
        if HALF < share < MANY if self.welcome else 1 - MANY < share < 1 - HALF:
            return None
        often = share >= (MANY if self.welcome else 1 - HALF)
        bound = (MANY if often else HALF) if self.welcome else (1 - HALF if often else 1 - MANY)
        return often == self.welcome, f"«да» – не {'меньше' if often else 'больше'} {number(100 * bound, 0)} %"

    def extreme(self) -> Fraction:
        return abs(Fraction(self.yes, self.n) - Fraction(1, 2))

    def evidence(self) -> str:
        return f"«да» ответили {number(Fraction(100 * self.yes, self.n), 0)} %, {self.counted()}"


@dataclass(frozen=True, kw_only=True)
class Gap(Fact):
    """By how much the exit differs from what the same persons expected; `width` is that of the scale."""

    by: Decimal
    width: int
    lower_is_better: bool = False

    def judge(self) -> tuple[bool, str] | None:
        if abs(self.by) < self.width * GAP:
            return None
        return (self.by > 0) != self.lower_is_better, f"расхождение с ожиданием не меньше {number(self.width * GAP)}"

    def extreme(self) -> Fraction:
        return min(Fraction(1, 2), abs(Fraction(self.by)) / self.width)

    def evidence(self) -> str:
        return f"в среднем на {number(abs(self.by))} {'выше' if self.by > 0 else 'ниже'} ожидания, {self.counted()}"


@dataclass(frozen=True, kw_only=True)
class Growth(Fact):
    """A parameter measured twice; `clear` says that chance does not explain it, `better` which way it went."""

    by: Decimal
    clear: bool
    better: bool

    def judge(self) -> tuple[bool, str] | None:
        return (self.better, "случаем перемену не объяснить") if self.clear else None

    def evidence(self) -> str:
        return f"в среднем на {number(abs(self.by))} {'больше' if self.by > 0 else 'меньше'}, {self.counted()}"


@dataclass(frozen=True, kw_only=True)
class Marks(Fact):
    """The curator's marks at one end of a sheet. The curator signs the analysis, so that one person is enough."""

    marks: Sequence[tuple[str, int]]
    high: int
    good: bool
    n: int = FEWEST

    def judge(self) -> tuple[bool, str] | None:
        return self.good, f"{'верхние' if self.good else 'нижние'} оценки куратора"

    def evidence(self) -> str:
        return f"лист куратора, оценки из {self.high}: {', '.join(str(mark) for _words, mark in self.marks)}"


def ends(marks: Iterable[tuple[str, int]], low: int, high: int) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The marks of a sheet that count as high, and those that count as low."""
    placed = [(pair, Fraction(pair[1] - low, high - low)) for pair in marks]
    return [pair for pair, place in placed if place >= STRONG], [pair for pair, place in placed if place <= WEAK]


@dataclass(frozen=True, kw_only=True)
class Level(Fact):
    """The level of a curator's sheet; `step` counts from the best."""

    total: int
    most: int
    step: int
    steps: int
    n: int = FEWEST

    def judge(self) -> tuple[bool, str] | None:
        return (self.step == 0, "уровень по листу куратора") if self.step in {0, self.steps - 1} else None

    def evidence(self) -> str:
        return f"{self.total} из {self.most} баллов"


@dataclass(frozen=True, kw_only=True)
class Said(Fact):
    """What was written to an open question; `known` are the names no quotation may have."""

    answers: Sequence[str]
    good: bool
    known: frozenset[str] = frozenset()
    anonymous: bool = False

    def bullet(self) -> Bullet | None:
        if self.n < (ANONYMOUS_QUOTED_FROM if self.anonymous else FEWEST):
            return None
        quotes = frequent(self.answers, self.known)
        if not quotes:
            return None
        field = Field.STRENGTH if self.good else Field.WEAKNESS
        return Bullet(self.key, field, self.text, self.evidence(), f"об этом написали хотя бы {FEWEST}", quotes)

    def evidence(self) -> str:
        return f"открытый вопрос, {self.counted()}"


STEM = 5
WORD = re.compile(r"[^\W\d_]{4,}")
VOWELS_END = re.compile(r"[аеиоуыэюяйь]+$")
# their first letters, as `STEM` cuts them; a set of words is easier to read and to mend as a line
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "больш было быть всего всех даже если когда меня много может можно надо нужно очень прост самое самым стало тоже "
        "тольк хотел хочет чтобы этого этом",
    )
)


def frequent(answers: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """One quotation for each theme: a word, whatever its ending, that at least three answers share.

    The most frequent theme goes first and is shown by the answer that was given most often, then by the shortest; an
    answer is never quoted twice, and what may name somebody not at all.
    """
    themes = Counter(theme for answer in answers for theme in _themes(answer))
    times = Counter(_plain(answer) for answer in answers)
    quotes: list[str] = []
    for theme, n in sorted(themes.items(), key=lambda pair: (-pair[1], pair[0])):
        fit = [answer for answer in answers if theme in _themes(answer) and _is_quotable(answer, known)]
        if n < FEWEST or not fit or len(quotes) == MOST_QUOTES:
            continue
        quote = min(fit, key=lambda answer: (-times[_plain(answer)], len(answer), answer))
        if _plain(quote) not in {_plain(former) for former in quotes}:
            quotes.append(" ".join(quote.split()))
    return tuple(quotes)


def _themes(answer: str) -> set[str]:
    words = {word[:STEM] for word in WORD.findall(search_key(answer))} - EMPTY_WORDS
    return {VOWELS_END.sub("", word) for word in words}


def _plain(answer: str) -> str:
    return " ".join(re.findall(r"\w+", search_key(answer)))


def _is_quotable(answer: str, known: frozenset[str]) -> bool:
    return len(answer) <= LONGEST_QUOTE and not may_name(answer, known)


def draft(facts: Iterable[Fact]) -> list[Bullet]:
    """The lines of the draft in the order of the fields: of what was counted the most extreme, then all the others."""
    found = [(fact.extreme(), bullet) for fact in facts if (bullet := fact.bullet())]
    lines: list[Bullet] = []
    for field in Field:
        counted = [(extreme, bullet) for extreme, bullet in found if extreme is not None and bullet.field == field]
        counted.sort(key=lambda pair: -pair[0])
        lines += [bullet for _extreme, bullet in counted[:MOST_LINES]]
        lines += [bullet for extreme, bullet in found if extreme is None and bullet.field == field]
    return lines


def number(value: Fraction | Decimal, places: int = 1) -> str:
    """As a Russian paper writes it: «8», «4,1»; halves go up."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    step = Decimal(1).scaleb(-places)
    text = str(exact.quantize(step, rounding=ROUND_HALF_UP))
    return text.removesuffix(".0").replace(".", ",")
