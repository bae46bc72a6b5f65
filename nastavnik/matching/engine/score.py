"""How well a mentor fits a mentee: a weighted sum of named parts, or the rule that keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nastavnik.matching.engine.people import PUPIL, Mentee, Mentor, Rules
from nastavnik.matching.engine.reasons import Part, Reason, gettext_noop

ONLINE, IN_PERSON = "online", "in_person"
ENOUGH_INTERESTS = 2
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


def normal(words: Iterable[str]) -> dict[str, str]:
    """Words by their comparable form: lower case, ё as е, single spaces."""
    return {" ".join(word.lower().replace("ё", "е").split()): word for word in sorted(words)}


def barrier(mentee: Mentee, mentor: Mentor, rules: Rules) -> Reason | None:
    """The rule that keeps them apart (methodology §1.1: a pupil mentors somebody of a lower stage), or None."""
    if mentee.person and mentee.person == mentor.person:
        return Reason(gettext_noop("Это один и тот же человек."))
    if rules.mentor_kinds and mentor.kind not in rules.mentor_kinds:
        return Reason(gettext_noop("Наставник другой формы."))
    if rules.mentee_kinds and mentee.kind not in rules.mentee_kinds:
        return Reason(gettext_noop("Наставляемый другой формы."))
    if (mentee.key, mentor.key) in rules.forbidden:
        return Reason(gettext_noop("Эта пара исключена."))
    if mentor.kind == PUPIL and mentee.grade and mentor.grade and mentor.grade <= mentee.grade:
        return Reason(gettext_noop("Ученик-наставник должен учиться в более старшем классе."))
    if {mentee.meeting_format, mentor.meeting_format} == {ONLINE, IN_PERSON}:
        return Reason(gettext_noop("Один хочет встречаться очно, другой онлайн."))
    return None


def compatibility(mentee: Mentee, mentor: Mentor, rules: Rules) -> Compatibility:
    """The score of a pair: the sum of the parts' values by their weights; 0 with a barrier where they cannot pair."""
    apart = barrier(mentee, mentor, rules)
    if apart is not None and (mentee.key, mentor.key) not in rules.locked:
        return Compatibility(0.0, (), apart)
    judged = {
        "request": _request(mentee, mentor),
        "time": _time(mentee, mentor),
        "interests": _interests(mentee, mentor),
        "wanted": _wanted(mentee, mentor),
        "age": _age(mentee, mentor),
    }
    whole = sum(rules.weights.get(name, 0.0) for name in judged) or 1.0
    parts = tuple(
        Part(name, value, rules.weights.get(name, 0.0) / whole, reason) for name, (value, reason) in judged.items()
    )
    return Compatibility(round(sum(part.value * part.weight for part in parts), 3), parts)


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
    days = sorted({slot.split(" ")[0] for slot in mentee.slots} & {slot.split(" ")[0] for slot in mentor.slots})
    if days:
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
