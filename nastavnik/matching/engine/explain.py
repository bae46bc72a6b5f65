"""Why not this pair, and what one more place would bring: exact answers, each the cheapest chain of moves."""

from __future__ import annotations

from dataclasses import dataclass

from nastavnik.matching.engine import changes
from nastavnik.matching.engine.changes import Difference
from nastavnik.matching.engine.matching import Matching
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.reasons import Reason, gettext_noop
from nastavnik.matching.engine.score import THOUSANDTHS
from nastavnik.matching.engine.transport import NONE

PROPOSED = gettext_noop("Эта пара и предложена.")
TOO_LOW = gettext_noop("Совместимость %(score)s не выше порога %(least)s.")
LOCKED_ELSEWHERE = gettext_noop("За наставляемым закреплён другой наставник.")
LOCKED_FULL = gettext_noop("Все места наставника закреплены за другими.")
AS_GOOD = gettext_noop("Эта пара ничем не хуже: итог с ней тот же.")
WORSE = gettext_noop("Эта пара ухудшила бы итог на %(loss)s.")
FEWER = gettext_noop("С этой парой без наставника осталось бы на %(n)s больше.")
NEEDIER = gettext_noop("Столько же пар, но без наставника остались бы те, кому он нужнее.")
LESS_EVEN = gettext_noop("С этой парой хуже стало бы тем, у кого пара и так слабее других.")
MOVES = gettext_noop("Ради неё сменили бы наставника ещё: %(n)s.")
NOT_NAMED = gettext_noop("Один из них назвал других, а этого человека – нет.")
MENTEE_PREFERS = gettext_noop("Наставляемому достался тот, кто ему не менее по душе.")
MENTOR_PREFERS = gettext_noop("Места наставника заняты теми, кто ему не менее по душе.")


@dataclass(frozen=True)
class WhyNot:
    """`reasons` in words; `difference` is what forcing the pair would do, None where it cannot be or is there already."""

    mentee: str
    mentor: str
    reasons: tuple[Reason, ...]
    difference: Difference | None = None


def why_not(matching: Matching, mentee: str, mentor: str) -> WhyNot:
    """Why these two are no pair. Raises KeyError for somebody unknown."""
    if found := _barred(matching, mentee, mentor):
        return WhyNot(mentee, mentor, tuple(found))
    forced = changes.lock(matching, mentee, mentor)
    what = changes.difference(matching, forced)
    reasons = _by_wishes(matching, mentee, mentor) if matching.goal == Goal.STABLE else _by_loss(matching, what)
    others = sum(move.mentee != mentee and move.after is not None for move in what.moves)
    if others:
        reasons.append(Reason(MOVES, {"n": others}))
    return WhyNot(mentee, mentor, tuple(reasons), what)


def _barred(matching: Matching, mentee: str, mentor: str) -> list[Reason]:
    """What makes the pair impossible, or that it is proposed."""
    table, row, column = matching.table, matching.table.row[mentee], matching.table.column[mentor]
    if matching.homes[row] == column:
        return [Reason(PROPOSED)]
    if rules := table.rules_between(mentee, mentor):
        return [Reason(rule) for rule in rules]
    if mentee in {locked for locked, _mentor in table.rules.locked}:
        return [Reason(LOCKED_ELSEWHERE)]
    if table.places[column] <= table.locked_places[column]:
        return [Reason(LOCKED_FULL)]
    score = int(table.points[row, column]) / THOUSANDTHS
    if not table.possible[row, column]:
        return [Reason(TOO_LOW, {"score": score, "least": table.rules.least})]
    return []


def _by_loss(matching: Matching, what: Difference) -> list[Reason]:
    if what.served < 0:
        return [Reason(FEWER, {"n": -what.served})]
    if any(what.by_tier.values()) and matching.goal != Goal.TOTAL:
        return [Reason(NEEDIER)]
    if what.total < 0:
        return [Reason(WORSE, {"loss": round(-what.total, 3)})]
    return [Reason(LESS_EVEN if matching.goal == Goal.FAIR else AS_GOOD)]


def _by_wishes(matching: Matching, mentee: str, mentor: str) -> list[Reason]:
    """In a stable matching at least one of the two has what he likes as much."""
    table, row, column = matching.table, matching.table.row[mentee], matching.table.column[mentor]
    mentees, mentors = matching.ranked
    if column not in mentees[row] or row not in mentors[column]:
        return [Reason(NOT_NAMED)]
    home = int(matching.homes[row])
    if home != NONE and mentees[row].get(home, NONE) <= mentees[row].get(column, len(table.mentors)):
        return [Reason(MENTEE_PREFERS)]
    return [Reason(MENTOR_PREFERS)]


def one_more_place(matching: Matching, mentor: str) -> Difference:
    """What one more place with this mentor would bring. Raises KeyError for somebody unknown."""
    capacity = matching.table.mentors[matching.table.column[mentor]].capacity
    return changes.difference(matching, changes.with_places(matching, mentor, capacity + 1))


def best_places(matching: Matching, most: int = 5) -> list[tuple[str, Difference]]:
    """The mentors with whom one more place would bring most, best first; those with whom it brings nothing are left out.

    By the prices of the goals `TOTAL` and `MOST`, which say it of all mentors at once. Empty for the other goals.
    """
    if not matching.is_transport:
        return []
    (level,) = matching.certificate.levels
    dear = sorted((-price, mentor) for mentor, price in level.place_price.items() if price > 0)
    return [(mentor, one_more_place(matching, mentor)) for _price, mentor in dear[:most]]
