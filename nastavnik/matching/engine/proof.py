"""A checker that does not trust the solver: the pairs keep the rules, and the prices prove that no better total exists.

Weak duality: if value(mentee) + price(mentor) ≥ score for every possible pair, no matching can be worth more than the sum
of the values and of the prices times the places; where that sum equals the total, the matching is optimal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nastavnik.matching.engine.people import Mentee, Mentor, Rules
from nastavnik.matching.engine.result import Result
from nastavnik.matching.engine.score import compatibility

TOLERANCE = 1e-6


class Unproven(ValueError):
    """The result breaks a rule, or its prices do not prove it."""


def verify(result: Result, mentees: Iterable[Mentee], mentors: Iterable[Mentor], rules: Rules | None = None) -> None:
    """Raise `Unproven` unless the pairs keep every rule and the prices prove the total to be the greatest."""
    rules = rules or Rules()
    asking = {mentee.key: mentee for mentee in mentees}
    offering = {mentor.key: mentor for mentor in mentors}
    _check_pairs(result, offering)
    locked_places = Counter(mentor for _mentee, mentor in rules.locked)
    places = {key: mentor.capacity - locked_places[key] for key, mentor in offering.items()}
    bound = sum(result.mentee_value.values()) + sum(
        price * max(places[key], 0) for key, price in result.place_price.items()
    )
    if min([*result.mentee_value.values(), *result.place_price.values(), 0.0]) < -TOLERANCE:
        raise Unproven("A price is negative.")
    if abs(bound - result.total) > TOLERANCE:
        raise Unproven(f"The prices bound the total by {bound}, the matching is worth {result.total}.")
    locked = {mentee for mentee, _mentor in rules.locked}
    for mentee in asking.values():
        if mentee.key in locked:
            continue
        for mentor in offering.values():
            judged = compatibility(mentee, mentor, rules)
            possible = judged.barrier is None and judged.score > rules.least and places[mentor.key] > 0
            covered = result.mentee_value[mentee.key] + result.place_price[mentor.key]
            if possible and covered < judged.score - TOLERANCE:
                raise Unproven(f"{mentee.key} and {mentor.key} are worth more than their prices.")


def _check_pairs(result: Result, mentors: dict[str, Mentor]) -> None:
    if len({pair.mentee for pair in result.pairs}) != len(result.pairs):
        raise Unproven("A mentee has two mentors.")
    for mentor, count in Counter(pair.mentor for pair in result.pairs).items():
        if count > mentors[mentor].capacity:
            raise Unproven(f"{mentor} has more mentees than places.")
