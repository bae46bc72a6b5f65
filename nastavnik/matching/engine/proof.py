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
    _check_pairs(result, asking, offering, rules)
    _check_prices(result, asking, offering, rules)


def _check_pairs(result: Result, asking: dict[str, Mentee], offering: dict[str, Mentor], rules: Rules) -> None:
    """Each pair is allowed, nobody is taken twice or over his places, and the total is what the pairs are worth."""
    made = {(pair.mentee, pair.mentor) for pair in result.pairs}
    if any(mentee not in asking or mentor not in offering for mentee, mentor in made):
        raise Unproven("A pair names somebody unknown.")
    if len({pair.mentee for pair in result.pairs}) != len(result.pairs):
        raise Unproven("A mentee has two mentors.")
    for key, count in Counter(pair.mentor for pair in result.pairs).items():
        if count > offering[key].capacity:
            raise Unproven(f"{key} has more mentees than places.")
    if not rules.locked <= made:
        raise Unproven("A locked pair is missing.")
    worth = 0.0
    for pair in result.pairs:
        judged = compatibility(asking[pair.mentee], offering[pair.mentor], rules)
        free = (pair.mentee, pair.mentor) not in rules.locked
        if free and not judged.worth_proposing(rules):
            raise Unproven(f"{pair.mentee} and {pair.mentor} must not be a pair.")
        if abs(pair.score - judged.score) > TOLERANCE:
            raise Unproven(f"{pair.mentee} and {pair.mentor} are worth {judged.score}, not {pair.score}.")
        worth += judged.score if free else 0.0
    if abs(worth - result.total) > TOLERANCE:
        raise Unproven(f"The pairs are worth {worth}, not {result.total}.")


def _check_prices(result: Result, asking: dict[str, Mentee], offering: dict[str, Mentor], rules: Rules) -> None:
    """The prices are those of a dual solution, and their sum is the total."""
    locked = {mentee for mentee, _mentor in rules.locked}
    locked_places = Counter(mentor for _mentee, mentor in rules.locked)
    places = {key: mentor.capacity - locked_places[key] for key, mentor in offering.items()}
    if result.mentee_value.keys() != asking.keys() - locked or result.place_price.keys() != offering.keys():
        raise Unproven("A price is missing, or it is of somebody unknown.")
    if min([*result.mentee_value.values(), *result.place_price.values(), 0.0]) < -TOLERANCE:
        raise Unproven("A price is negative.")
    bound = sum(result.mentee_value.values()) + sum(price * places[key] for key, price in result.place_price.items())
    if abs(bound - result.total) > TOLERANCE:
        raise Unproven(f"The prices bound the total by {bound}, the matching is worth {result.total}.")
    for mentee, value in result.mentee_value.items():
        for mentor, price in result.place_price.items():
            judged = compatibility(asking[mentee], offering[mentor], rules)
            possible = places[mentor] > 0 and judged.worth_proposing(rules)
            if possible and value + price < judged.score - TOLERANCE:
                raise Unproven(f"{mentee} and {mentor} are worth more than their prices.")
