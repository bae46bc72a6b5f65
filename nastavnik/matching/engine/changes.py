"""What if: lock or forbid a pair, give a mentor other places, weigh the parts otherwise – and what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.matching import Matching
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.score import THOUSANDTHS
from nastavnik.matching.engine.transport import NONE, Ints, Problem, push, reinsert


@dataclass(frozen=True)
class Move:
    """A mentee and his mentor before and after; None is nobody."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Difference:
    """What a change brings: mentees served more (in all and by tier), the sum of all scores, who moves.

    `total` is in scores, locked pairs counted; after another weighing the sums are on different scales.
    """

    served: int
    by_tier: Mapping[int, int]
    total: float
    moves: tuple[Move, ...]


def difference(before: Matching, after: Matching) -> Difference:
    """Of two matchings of the same people."""
    old, new = before.homes, after.homes
    served = (new != NONE).astype(int) - (old != NONE)
    by_tier: Counter[int] = Counter()
    for row in np.flatnonzero(served):
        by_tier[before.table.mentees[row].tier] += int(served[row])
    moves = tuple(
        Move(before.table.mentees[row].key, _key(before.table, old[row]), _key(before.table, new[row]))
        for row in np.flatnonzero(old != new)
    )
    total = _sum(after.table, new) - _sum(before.table, old)
    return Difference(int(served.sum()), dict(sorted(by_tier.items())), total / THOUSANDTHS, moves)


def _key(table: Table, column: int) -> str | None:
    return None if column == NONE else table.mentors[column].key


def _sum(table: Table, homes: Ints) -> int:
    rows = np.flatnonzero(homes != NONE)
    return int(table.points[rows, homes[rows]].sum())


def lock(matching: Matching, mentee: str, mentor: str) -> Matching:
    """The best with this pair, whatever keeps it apart. Raises `Contradiction` where the mentor has no place for it."""
    table, rules = matching.table, matching.table.rules
    if (mentee, mentor) in rules.locked:
        return matching
    changed = table.changed(rules=replace(rules, locked=rules.locked | {(mentee, mentor)}))
    if not matching.is_transport:
        return Matching(changed, matching.goal)
    row, column = table.row[mentee], table.column[mentor]
    problem, choice = matching.problem, matching.choice
    home = int(choice[row])
    without = choice.copy()
    without[row] = NONE
    if home == column:
        return Matching(changed, matching.goal, without)
    allowed, places = problem.allowed.copy(), problem.places.copy()
    allowed[row] = False
    if home != NONE:
        places[home] -= 1
    end = len(places) if home == NONE else home
    return Matching(changed, matching.goal, push(Problem(problem.weights, allowed, places), without, column, end))


def unlock(matching: Matching, mentee: str) -> Matching:
    """The best without the mentee's locked pair, where he has one."""
    rules = matching.table.rules
    kept = frozenset(pair for pair in rules.locked if pair[0] != mentee)
    changed = Matching(matching.table.changed(rules=replace(rules, locked=kept)), matching.goal)
    if not matching.is_transport or kept == rules.locked:
        return changed
    row, problem = matching.table.row[mentee], changed.problem
    home = int(matching.homes[row])
    # first he looks for another mentor, then his old place is given back to whoever gains most by it
    places = problem.places.copy()
    places[home] -= 1
    choice = reinsert(Problem(problem.weights, problem.allowed, places), matching.choice, row)
    choice = push(Problem(problem.weights, problem.allowed, places), choice, len(places), home)
    return Matching(changed.table, matching.goal, choice)


def forbid(matching: Matching, mentee: str, mentor: str) -> Matching:
    """The best without this pair; a locked one stays all the same, the lock is the curator's last word."""
    rules = matching.table.rules
    return _with_forbidden(matching, mentee, rules.forbidden | {(mentee, mentor)})


def allow(matching: Matching, mentee: str, mentor: str) -> Matching:
    """The best where this pair is no longer forbidden."""
    rules = matching.table.rules
    return _with_forbidden(matching, mentee, rules.forbidden - {(mentee, mentor)})


def _with_forbidden(matching: Matching, mentee: str, forbidden: frozenset[tuple[str, str]]) -> Matching:
    rules = matching.table.rules
    changed = Matching(matching.table.changed(rules=replace(rules, forbidden=forbidden)), matching.goal)
    if not matching.is_transport:
        return changed
    row = matching.table.row[mentee]
    return Matching(changed.table, matching.goal, reinsert(changed.problem, matching.choice, row))


def with_places(matching: Matching, mentor: str, places: int) -> Matching:
    """The best where the mentor has so many places, at least one. Raises `Contradiction` where more are locked to him."""
    table = matching.table
    column = table.column[mentor]
    mentors = [replace(one, capacity=places) if one.key == mentor else one for one in table.mentors]
    changed = Matching(table.changed(mentors=mentors), matching.goal)
    if not matching.is_transport:
        return changed
    more = places - table.mentors[column].capacity
    # a mentor whose last place goes keeps his pairs possible until nobody is left there
    allowed = changed.problem.allowed if more > 0 else matching.problem.allowed
    choice, now = matching.choice, matching.problem.places.copy()
    for _place in range(abs(more)):
        ends = (len(now), column) if more > 0 else (column, len(now))
        choice = push(Problem(matching.problem.weights, allowed, now.copy()), choice, *ends)
        now[column] += 1 if more > 0 else -1
    return Matching(changed.table, matching.goal, choice)


def with_weights(matching: Matching, weights: Mapping[str, float]) -> Matching:
    """The best by other weights of the parts; by `MOST` from the old prices, for as many can be served as before."""
    rules = replace(matching.table.rules, weights=weights)
    changed = Matching(matching.table.changed(rules=rules), matching.goal)
    if not matching.is_transport or matching.goal != Goal.MOST:
        return changed
    served = int((matching.choice != NONE).sum())
    same_pairs = bool((changed.face.allowed == matching.face.allowed).all())
    # with every place taken, or everybody served, no more can be, whatever pairs have become possible
    if not same_pairs and served < min(len(matching.table.mentees), int(matching.face.places.clip(0).sum())):
        return changed
    try:
        return Matching(changed.table, matching.goal, changed.problem.solve_near(matching.prices, served))
    except ValueError:
        # so many cannot be served any more: too many pairs have fallen below the least
        return changed
