"""A checker that does not trust the solver: the pairs keep the rules, and the certificate proves that none are better.

Weak duality: whatever the prices, no matching is worth more than the prices of all places and what each mentee is worth
beyond the price of his best place. Where that sum is the value of the matching, it is the best. Whole numbers: no tolerance.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from nastavnik.matching.engine import goals, groups, levels, wishes
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.people import Goal
from nastavnik.matching.engine.result import Level, Result, Unproven
from nastavnik.matching.engine.score import THOUSANDTHS
from nastavnik.matching.engine.stable import blocking
from nastavnik.matching.engine.transport import FAR, NONE, Ints, Problem, values


def check(result: Result, table: Table) -> None:
    """Raise `Unproven` unless the pairs keep every rule and the certificate proves them the best by the result's goal."""
    _check_people(result, table)
    _check_scores(result, table)
    choice = _choice(result, table)
    if groups.needs_groups(table):
        _check_groups(result, table, choice)
    elif result.goal == Goal.STABLE:
        _check_stable(table, choice, wishes.everybody)
    elif result.goal == Goal.WISHES:
        wished = _wished(result, table, choice)
        _check_stable(table, wished, wishes.mutual)
        _check_levels(result, table, Face.whole(table, wished), np.where(wished == NONE, choice, NONE))
    else:
        _check_levels(result, table, Face.whole(table), choice)


def _check_people(result: Result, table: Table) -> None:
    """Each is known, nobody is taken twice or over his places, nobody is lost, the locked pairs are there."""
    made = {(pair.mentee, pair.mentor) for pair in result.pairs}
    if any(mentee not in table.row or mentor not in table.column for mentee, mentor in made):
        raise Unproven("A pair names somebody unknown.")
    if len({pair.mentee for pair in result.pairs}) != len(result.pairs):
        raise Unproven("A mentee has two mentors.")
    for key, count in Counter(pair.mentor for pair in result.pairs).items():
        if count > table.mentors[table.column[key]].capacity:
            raise Unproven(f"{key} has more mentees than places.")
    if not table.rules.locked <= made:
        raise Unproven("A locked pair is missing.")
    if sorted([*(pair.mentee for pair in result.pairs), *(one.mentee for one in result.unmatched)]) != list(table.row):
        raise Unproven("Somebody is neither in a pair nor among those left.")


def _check_scores(result: Result, table: Table) -> None:
    """Each pair is allowed and worth what the readable definition says; the total is theirs."""
    worth = 0
    for pair in result.pairs:
        judged = table.judge(pair.mentee, pair.mentor)
        locked = (pair.mentee, pair.mentor) in table.rules.locked
        if judged.barrier is not None or (result.goal not in WISHED and not locked and not _worth(judged.score, table)):
            raise Unproven(f"{pair.mentee} and {pair.mentor} must not be a pair.")
        if pair.score != judged.score:
            raise Unproven(f"{pair.mentee} and {pair.mentor} are worth {judged.score}, not {pair.score}.")
        worth += 0 if locked else round(THOUSANDTHS * judged.score)
    if result.total != worth / THOUSANDTHS:
        raise Unproven(f"The pairs are worth {worth / THOUSANDTHS}, not {result.total}.")


# who named each other may be a pair whatever the score
WISHED = frozenset({Goal.STABLE, Goal.WISHES})


def _worth(score: float, table: Table) -> bool:
    return score > table.rules.least


def _choice(result: Result, table: Table) -> Ints:
    """The column of each mentee who is not locked."""
    choice = np.full(len(table.mentees), NONE, dtype=np.int64)
    for pair in result.pairs:
        if (pair.mentee, pair.mentor) not in table.rules.locked:
            choice[table.row[pair.mentee]] = table.column[pair.mentor]
    return choice


def _wished(result: Result, table: Table, choice: Ints) -> Ints:
    """The pairs the certificate says were chosen by wishes; they are of the result."""
    wished = np.full(len(choice), NONE, dtype=np.int64)
    for mentee, mentor in result.certificate.stable:
        row, column = table.row.get(mentee), table.column.get(mentor)
        if row is None or column is None or choice[row] != column:
            raise Unproven("A pair of wishes is not among the pairs.")
        wished[row] = column
    return wished


def _check_stable(table: Table, choice: Ints, ranked: wishes.Ranked) -> None:
    mentees, mentors = ranked(table)
    for row, column in enumerate(choice.tolist()):
        if column != NONE and (column not in mentees[row] or row not in mentors[column]):
            raise Unproven(f"{table.mentees[row].key} did not accept {table.mentors[column].key}, or was not accepted.")
    places = (table.places - table.locked_places).tolist()
    for row, column in blocking(mentees, mentors, places, choice.tolist()):
        raise Unproven(f"{table.mentees[row].key} and {table.mentors[column].key} would rather have each other.")


def _check_levels(result: Result, table: Table, face: Face, choice: Ints) -> None:
    certificate = result.certificate
    if result.goal != Goal.TOTAL:
        tiers = goals.tiers(table)
        if [level.bounds for level in certificate.covers] != [(int(tier),) for tier in np.unique(tiers)]:
            raise Unproven("A tier is without its cover.")
        for level in certificate.covers:
            mine = tiers <= level.bounds[0]
            problem = Problem(goals.served(table, level.bounds[0]), face.allowed & mine[:, None], face.places)
            _check_level(level, problem, np.where(mine, choice, NONE), table)
    _check_chain(result, table, choice)
    for level in certificate.levels:
        if level.name == levels.EVEN:
            _check_classes(level, table, face, choice)
        problem = face.problem(levels.weights_of(table, level.name, level.bounds))
        face = face.best(problem, _check_level(level, problem, choice, table))


def _check_chain(result: Result, table: Table, choice: Ints) -> None:
    """The levels are those of the goal, and levels of evenness leave no class of points out."""
    names = [level.name for level in result.certificate.levels]
    if result.goal != Goal.FAIR:
        if names != [levels.TOTAL if result.goal == Goal.TOTAL else levels.MOST]:
            raise Unproven("The levels are not those of the goal.")
        return
    if names != [levels.NEED, *[levels.EVEN] * (len(names) - 1)]:
        raise Unproven("The levels are not those of the goal.")
    handled = -1
    for level in result.certificate.levels[1:]:
        if level.bounds[0] != handled or list(level.bounds) != sorted(set(level.bounds)):
            raise Unproven("The classes of points do not follow each other.")
        handled = level.bounds[-1]
    if _points(table, choice).max(initial=-1) > handled:
        raise Unproven("Not every pair was looked at.")


def _points(table: Table, choice: Ints) -> Ints:
    chosen = np.flatnonzero(choice != NONE)
    return table.points[chosen, choice[chosen]]


def _check_classes(level: Level, table: Table, face: Face, choice: Ints) -> None:
    """A class with pairs in it is of one value among the pairs that are left to choose from: none is worse unseen."""
    if len(level.bounds) > goals.most_classes(len(choice)) + 1:
        raise Unproven("More classes on one level than can be added exactly.")
    mine, left = _points(table, choice), table.points[face.allowed]
    for low, high in zip(level.bounds, level.bounds[1:], strict=False):
        kinds = np.unique(left[(left > low) & (left <= high)])
        if len(kinds) > 1 and ((mine > low) & (mine <= high)).any():
            raise Unproven("A class of points is too wide to tell the worse from the better.")


def _check_level(level: Level, problem: Problem, choice: Ints, table: Table) -> Ints:
    """The prices of the level, when they prove that `choice` is its best."""
    if level.place_price.keys() != table.column.keys():
        raise Unproven("A price is missing, or it is of somebody unknown.")
    ordered = [level.place_price[key] for key in table.column]
    if any(not isinstance(price, int) or not 0 <= price < FAR for price in ordered):
        raise Unproven("A price is negative or no whole number.")
    rows = np.flatnonzero(choice != NONE)
    if not problem.allowed[rows, choice[rows]].all():
        raise Unproven("A pair is not among the best of the level before.")
    prices = np.array(ordered, dtype=np.int64)
    value = problem.value(choice)
    bound = sum(values(problem, prices).tolist())
    bound += sum(price * place for price, place in zip(ordered, problem.places.tolist(), strict=True) if place > 0)
    if not level.value == value == bound:
        raise Unproven(f"The prices bound the level by {bound}, the matching is worth {value}, said was {level.value}.")
    return prices


def _check_groups(result: Result, table: Table, choice: Ints) -> None:
    """Nobody has a group below his smallest, and the sums are what the solver says cannot be exceeded."""
    sizes = Counter(pair.mentor for pair in result.pairs)
    if any(0 < sizes[mentor.key] < mentor.minimum for mentor in table.mentors):
        raise Unproven("A group is smaller than its mentor takes.")
    chosen = np.flatnonzero(choice != NONE)
    weights = [table.points] if result.goal == Goal.TOTAL else [goals.need(table), table.points]
    sums = tuple(int(weight[chosen, choice[chosen]].sum()) for weight in weights)
    if sums != result.certificate.bound:
        raise Unproven(f"The solver bounds the steps by {result.certificate.bound}, the matching reaches {sums}.")
