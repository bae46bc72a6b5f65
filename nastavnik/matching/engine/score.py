"""How well a mentor fits a mentee: a weighted sum of named parts, or the rule that keeps them apart.

This is the definition, one pair at a time, as a methodologist reads it (methodology §7: what is compared); `arrays` has
the same numbers for all pairs at once and must agree with it to the last thousandth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nastavnik.matching.engine.people import PUPIL, Mentee, Mentor, Rules
from nastavnik.matching.engine.reasons import Part, Reason, gettext_noop

ONLINE, IN_PERSON = "online", "in_person"
ENOUGH_INTERESTS = 2
# scores are whole thousandths: sums of them are exact, and so are the proofs made of them
THOUSANDTHS = 1000
DAYS = ("", gettext_noop("пн"), gettext_noop("вт"), gettext_noop("ср"), gettext_noop("чт"), gettext_noop("пт"),
        gettext_noop("сб"), gettext_noop("вс"))  # fmt: skip


@dataclass(frozen=True)
class Compatibility:
    """Either a score in [0, 1] with its parts, or the reason why this pair cannot be."""

    score: float
    parts: tuple[Part, ...]
    barrier: Reason | None = None

    def worth_proposing(self, rules: Rules) -> bool:
        return self.barrier is None and self.score > rules.least


def comparable(word: str) -> str:
    """Lower case, ё as е, single spaces."""
    return " ".join(word.lower().replace("ё", "е").split())


def normal(words: Iterable[str]) -> dict[str, str]:
    """Words by their comparable form."""
    return {comparable(word): word for word in sorted(words)}


def day_of(slot: str) -> str:
    return slot.split(" ")[0]


SAME_PERSON = gettext_noop("Это один и тот же человек.")
OTHER_MENTOR_KIND = gettext_noop("Наставник другой формы.")
OTHER_MENTEE_KIND = gettext_noop("Наставляемый другой формы.")
FORBIDDEN = gettext_noop("Эта пара исключена.")
NOT_OLDER = gettext_noop("Ученик-наставник должен учиться в более старшем классе.")
OTHER_FORMAT = gettext_noop("Один хочет встречаться очно, другой онлайн.")
# in the order in which they are asked: the first that holds is the one that is told
BARRIERS = (SAME_PERSON, OTHER_MENTOR_KIND, OTHER_MENTEE_KIND, FORBIDDEN, NOT_OLDER, OTHER_FORMAT)


def barriers(mentee: Mentee, mentor: Mentor, rules: Rules) -> list[str]:
    """The rules that keep them apart, of `BARRIERS` (methodology §1.1: a pupil mentors somebody of a lower stage)."""
    holds = {
        SAME_PERSON: bool(mentee.person) and mentee.person == mentor.person,
        OTHER_MENTOR_KIND: bool(rules.mentor_kinds) and mentor.kind not in rules.mentor_kinds,
        OTHER_MENTEE_KIND: bool(rules.mentee_kinds) and mentee.kind not in rules.mentee_kinds,
        FORBIDDEN: (mentee.key, mentor.key) in rules.forbidden,
        NOT_OLDER: mentor.kind == PUPIL and bool(mentee.grade and mentor.grade and mentor.grade <= mentee.grade),
        OTHER_FORMAT: {mentee.meeting_format, mentor.meeting_format} == {ONLINE, IN_PERSON},
    }
    return [rule for rule in BARRIERS if holds[rule]]


def shares(rules: Rules) -> dict[str, float]:
    """The weights of the parts as shares of one; all nought where no weight is given. Raises ValueError below nought."""
    given = {name: rules.weights.get(name, 0.0) for name in PARTS}
    if min(given.values()) < 0:
        raise ValueError("A weight is below nought.")
    whole = sum(given.values()) or 1.0
    return {name: weight / whole for name, weight in given.items()}


def compatibility(mentee: Mentee, mentor: Mentor, rules: Rules) -> Compatibility:
    """The score of a pair: the sum of the parts' values by their weights; 0 with a barrier where they cannot pair."""
    apart = barriers(mentee, mentor, rules)
    if apart and (mentee.key, mentor.key) not in rules.locked:
        return Compatibility(0.0, (), Reason(apart[0]))
    weights = shares(rules)
    parts = []
    total = 0.0
    for name, judge in PARTS.items():
        value, reason = judge(mentee, mentor)
        parts.append(Part(name, value, weights[name], reason))
        total += value * weights[name]
    return Compatibility(round(THOUSANDTHS * total) / THOUSANDTHS, tuple(parts))


Judged = tuple[float, Reason]


def _request(mentee: Mentee, mentor: Mentor) -> Judged:
    asked, offered = normal(mentee.request), normal(mentor.offers)
    if not asked:
        return 0.5, Reason(gettext_noop("Запрос не назван."))
    common = [asked[word] for word in asked if word in offered]
    if not common:
        return 0.0, Reason(gettext_noop("Запрос и сильные стороны не совпали."))
    return len(common) / len(asked), Reason(gettext_noop("Поможет по запросу: %(what)s."), {"what": ", ".join(common)})


def _time(mentee: Mentee, mentor: Mentor) -> Judged:
    if not mentee.slots or not mentor.slots:
        return 0.5, Reason(gettext_noop("Удобное время не названо."))
    common = sorted(mentee.slots & mentor.slots)
    if common:
        return 1.0, Reason(
            gettext_noop("Общее время: %(when)s."), {"when": ", ".join(slot_words(slot) for slot in common)}
        )
    if {day_of(slot) for slot in mentee.slots} & {day_of(slot) for slot in mentor.slots}:
        return 0.5, Reason(gettext_noop("Общий день, но разные часы."))
    return 0.0, Reason(gettext_noop("Общего времени нет: договариваться придётся."))


def slot_words(slot: str) -> str:
    """«2 16:00» as «вт 16:00»; other slots as they are."""
    day, _space, hour = slot.partition(" ")
    return f"{DAYS[int(day)]} {hour}" if day.isdigit() and int(day) < len(DAYS) else slot


def _interests(mentee: Mentee, mentor: Mentor) -> Judged:
    mine, theirs = normal(mentee.interests), normal(mentor.interests)
    common = [mine[word] for word in mine if word in theirs]
    if not common:
        return 0.0, Reason(gettext_noop("Общих интересов не названо."))
    value = min(1.0, len(common) / ENOUGH_INTERESTS)
    return value, Reason(gettext_noop("Общие интересы: %(what)s."), {"what": ", ".join(common)})


def _wanted(mentee: Mentee, mentor: Mentor) -> Judged:
    if not mentee.wanted:
        return 1.0, Reason(gettext_noop("Наставляемому всё равно, кто наставник."))
    if mentor.kind in mentee.wanted:
        return 1.0, Reason(gettext_noop("Такого наставника и хотел."))
    return 0.0, Reason(gettext_noop("Хотел другого наставника."))


def _age(mentee: Mentee, mentor: Mentor) -> Judged:
    if mentor.wanted_age is None:
        return 1.0, Reason(gettext_noop("Наставнику возраст не важен."))
    of, low, high = mentor.wanted_age
    value = mentee.grade if of == "grade" else mentee.age
    if value is None:
        return 0.5, Reason(gettext_noop("Возраст наставляемого неизвестен."))
    if low <= value <= high:
        return 1.0, Reason(gettext_noop("Возраст, с которым наставник хочет работать."))
    return 0.0, Reason(gettext_noop("Не тот возраст, которого хотел наставник."))


# added up in this order, by `compatibility` and by `arrays`
PARTS: dict[str, Callable[[Mentee, Mentor], Judged]] = {
    "request": _request, "time": _time, "interests": _interests, "wanted": _wanted, "age": _age,
}  # fmt: skip
