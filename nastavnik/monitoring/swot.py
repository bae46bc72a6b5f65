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
    gettext_noop("Цитаты – о чём написали хотя бы %(few)s; из анонимной анкеты – если ответили хотя бы %(anonymous)s."),
    gettext_noop("Ответ, в котором может быть имя, не приводится."),
    gettext_noop(
        "О группе меньше %(few)s человек не сказано ничего, в том числе разностью между формами или версиями."
    ),
)
RULE_NUMBERS = {
    "strong": 1 + 9 * STRONG, "weak": 1 + 9 * WEAK, "many": 100 * MANY, "half": 100 * HALF, "gap": 9 * GAP,
    "few": FEWEST, "anonymous": ANONYMOUS_QUOTED_FROM,
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

    def counted(self) -> str:
        return f"n = {self.n}{f', {self.who}' if self.who else ''}"


@dataclass(frozen=True, kw_only=True)
class Mean(Fact):
    """The sum of all marks of a scale; for some scales the lower end is the better."""

    total: int
    low: int
    high: int
    lower_is_better: bool = False

    def judge(self) -> tuple[bool, str] | None:
        mean, width = Fraction(self.total, self.n), self.high - self.low
        place = (self.high - mean if self.lower_is_better else mean - self.low) / width
        if WEAK < place < STRONG:
            return None
        good = place >= STRONG
        bound = width * (STRONG if good else WEAK)
        mark = self.high - bound if self.lower_is_better else self.low + bound
        return good, f"среднее не {'ниже' if good != self.lower_is_better else 'выше'} {number(mark)}"

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
class Mark(Fact):
    """A mark of the curator, who signs the analysis and hides from nobody: one person is enough."""

    mark: int
    low: int
    high: int
    n: int = FEWEST

    def judge(self) -> tuple[bool, str] | None:
        place = Fraction(self.mark - self.low, self.high - self.low)
        return None if WEAK < place < STRONG else (place >= STRONG, "оценка куратора")

    def evidence(self) -> str:
        return f"{self.mark} из {self.high}, лист куратора"


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
    """The lines of the draft in the order of the fields, within a field in the order of the facts."""
    found = [bullet for fact in facts if (bullet := fact.bullet())]
    return [bullet for field in Field for bullet in found if bullet.field == field]


def number(value: Fraction | Decimal, places: int = 1) -> str:
    """As a Russian paper writes it: «8», «4,1»; halves go up."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    step = Decimal(1).scaleb(-places)
    text = str(exact.quantize(step, rounding=ROUND_HALF_UP))
    return text.removesuffix(".0").replace(".", ",")
