"""The matching itself: a transport problem, solved exactly by a simplex method whose prices are its proof.

The constraint matrix of a transport problem is totally unimodular, so a vertex of the relaxation is a matching, and
the prices of its dual prove it optimal (Hoffman & Kruskal 1956). Input is sorted by keys first: its order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nastavnik.matching.engine.people import Mentee, Mentor, Rules
from nastavnik.matching.engine.reasons import Reason, gettext_noop
from nastavnik.matching.engine.result import Alternative, Pair, Result, Unmatched
from nastavnik.matching.engine.score import Compatibility, compatibility

ALTERNATIVES = 3
HALF = 0.5
Table = dict[tuple[str, str], Compatibility]


def match(mentees: Iterable[Mentee], mentors: Iterable[Mentor], rules: Rules | None = None) -> Result:
    """Pairs of maximum total compatibility, at most one mentor a mentee and at most `capacity` mentees a mentor.

    Locked pairs stay and take their places first. Raises ValueError where keys repeat, a capacity is below one, a
    locked pair names somebody unknown, or a mentee is locked to two mentors.
    """
    rules = rules or Rules()
    asking = sorted(mentees, key=lambda mentee: mentee.key)
    offering = sorted(mentors, key=lambda mentor: mentor.key)
    _check(asking, offering, rules)
    table: Table = {(a.key, b.key): compatibility(a, b, rules) for a in asking for b in offering}
    taken = dict(rules.locked)
    places = {mentor.key: mentor.capacity - list(taken.values()).count(mentor.key) for mentor in offering}
    free = [mentee.key for mentee in asking if mentee.key not in taken]
    arcs = [
        (mentee, mentor.key)
        for mentee in free
        for mentor in offering
        if table[mentee, mentor.key].worth_proposing(rules) and places[mentor.key] > 0
    ]
    chosen, values, prices = _solve(arcs, [table[arc].score for arc in arcs], free, places)
    pairs = [_pair(mentee, mentor, table, offering, rules) for mentee, mentor in (*taken.items(), *chosen)]
    matched = {pair.mentee for pair in pairs}
    left = tuple(_unmatched(mentee.key, table, offering, rules) for mentee in asking if mentee.key not in matched)
    total = round(sum(table[arc].score for arc in chosen), 3)
    ordered = tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.mentee)))
    return Result(ordered, left, total, values, prices)


def _check(mentees: Sequence[Mentee], mentors: Sequence[Mentor], rules: Rules) -> None:
    for people in (mentees, mentors):
        keys = [person.key for person in people]
        if len(set(keys)) != len(keys):
            raise ValueError("Keys repeat.")
    if any(mentor.capacity < 1 for mentor in mentors):
        raise ValueError("A mentor takes at least one mentee.")
    known = {mentee.key for mentee in mentees}, {mentor.key for mentor in mentors}
    if any(mentee not in known[0] or mentor not in known[1] for mentee, mentor in rules.locked):
        raise ValueError("A locked pair names somebody unknown.")
    if len({mentee for mentee, _mentor in rules.locked}) != len(rules.locked):
        raise ValueError("A mentee is locked to two mentors.")


def _solve(
    arcs: Sequence[tuple[str, str]], scores: Sequence[float], mentees: Sequence[str], places: dict[str, int]
) -> tuple[list[tuple[str, str]], dict[str, float], dict[str, float]]:
    """The chosen arcs, the value of each mentee and the price of a place with each mentor."""
    if not arcs:
        return [], dict.fromkeys(mentees, 0.0), dict.fromkeys(places, 0.0)
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    mentors = sorted(places)
    row = {key: number for number, key in enumerate(mentees)}
    column = {key: len(mentees) + number for number, key in enumerate(mentors)}
    count = len(arcs)
    rows = numpy.array([row[mentee] for mentee, _mentor in arcs] + [column[mentor] for _mentee, mentor in arcs])
    matrix = coo_array((numpy.ones(2 * count), (rows, numpy.tile(numpy.arange(count), 2))),
                       shape=(len(mentees) + len(mentors), count))  # fmt: skip
    limits = numpy.array([1] * len(mentees) + [max(places[key], 0) for key in mentors], dtype=float)
    solved = linprog(-numpy.array(scores), A_ub=matrix.tocsr(), b_ub=limits, bounds=(0, 1), method="highs-ds")
    if not solved.success:
        raise RuntimeError(f"The solver gave up: {solved.message}")
    chosen = [arc for arc, share in zip(arcs, solved.x, strict=True) if share > HALF]
    marginals = -solved.ineqlin.marginals
    # an arc's own bound of one may carry a part of the price: it belongs to the mentee, who has one place only
    uppers = -solved.upper.marginals
    values = {key: float(marginals[row[key]]) for key in mentees}
    for (mentee, _mentor), price in zip(arcs, uppers, strict=True):
        values[mentee] += float(price)
    prices = {key: float(marginals[column[key]]) for key in mentors}
    return chosen, values, prices


def _pair(mentee: str, mentor: str, table: Table, mentors: Sequence[Mentor], rules: Rules) -> Pair:
    mine = table[mentee, mentor]
    others = [
        Alternative(other.key, table[mentee, other.key].score, round(table[mentee, other.key].score - mine.score, 3))
        for other in mentors
        if other.key != mentor and table[mentee, other.key].worth_proposing(rules)
    ]
    others.sort(key=lambda other: (-other.score, other.mentor))
    return Pair(mentee, mentor, mine.score, mine.parts, tuple(others[:ALTERNATIVES]), (mentee, mentor) in rules.locked)


def _unmatched(mentee: str, table: Table, mentors: Sequence[Mentor], rules: Rules) -> Unmatched:
    """Why somebody is left: the rules that keep mentors out, each with how many mentors, or that all places are taken."""
    tally: dict[str, int] = {}
    eligible = 0
    for mentor in mentors:
        judged = table[mentee, mentor.key]
        if judged.worth_proposing(rules):
            eligible += 1
        elif judged.barrier is not None:
            tally[str(judged.barrier)] = tally.get(str(judged.barrier), 0) + 1
    reasons = []
    if not mentors:
        reasons.append(Reason(gettext_noop("В базе нет отобранных наставников.")))
    elif eligible:
        reasons.append(
            Reason(
                gettext_noop("Подходят наставников: %(n)s, но их места заняты теми, кому они нужнее."), {"n": eligible}
            )
        )
    else:
        reasons.append(Reason(gettext_noop("Ни один наставник не подходит.")))
    for text, count in sorted(tally.items(), key=lambda item: (-item[1], item[0])):
        reasons.append(Reason(gettext_noop("%(rule)s Таких наставников: %(n)s."), {"rule": text, "n": count}))
    return Unmatched(mentee, tuple(reasons))
