"""How long the engine takes, beside scipy's assignment on a ready matrix with a column for every place. Medians."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from nastavnik.matching.engine import Goal, Mentee, Mentor, Rules, compatibility, match, verify

SIZES = ((60, 20), (200, 60), (1000, 300))
TIMES = 5
# one pair at a time is the definition, not the way: it is measured where it does not take minutes
READABLE = 20_000
WORDS = tuple(f"слово {number}" for number in range(60))
SLOTS = tuple(f"{day} {hour}:00" for day in range(1, 7) for hour in (14, 15, 16, 17))
FORMATS = ("any", "online", "in_person")
OTHER_WEIGHTS = {"request": 0.5, "time": 0.3, "interests": 0.2}


@dataclass(frozen=True)
class Figure:
    """The median time of a task on n mentees and m mentors."""

    mentees: int
    mentors: int
    task: str
    milliseconds: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def measure() -> Iterator[Figure]:
    for n, m in SIZES:
        mentees, mentors = people(n, m)
        for task, work in _tasks(mentees, mentors):
            yield Figure(n, m, task, round(1000 * _median(work), 2))


def lines(figures: list[Figure]) -> Iterator[str]:
    """A line for each task, a column for each size."""
    sizes = list(dict.fromkeys((figure.mentees, figure.mentors) for figure in figures))
    yield f"  {'мс, медианы':<46}" + "".join(f"{f'{n} × {m}':>14}" for n, m in sizes)
    for task in dict.fromkeys(figure.task for figure in figures):
        found = {(one.mentees, one.mentors): one.milliseconds for one in figures if one.task == task}
        yield f"  {task:<46}" + "".join(f"{found[size]:>14.1f}" if size in found else f"{'–':>14}" for size in sizes)


def _tasks(mentees: list[Mentee], mentors: list[Mentor]) -> Iterator[tuple[str, Callable[[], Any]]]:
    rules = Rules()
    if len(mentees) * len(mentors) <= READABLE:
        yield "оценки по одной паре", lambda: [compatibility(a, b, rules) for a in mentees for b in mentors]
    yield "оценки всех пар сразу", partial(_scored, mentees, mentors)
    yield "scipy: назначение по готовой матрице", peer(mentees, mentors)
    for goal in Goal:
        yield f"подбор с оценками и доказательством: {goal}", partial(match, mentees, mentors, rules, goal)
    result = match(mentees, mentors, rules)
    yield "проверка доказательства", partial(verify, result, mentees, mentors, rules)
    yield "слова ко всем парам и оставшимся", partial(_words, mentees, mentors)
    yield from _changes(mentees, mentors)


def _changes(mentees: list[Mentee], mentors: list[Mentor]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What if: each time of another pair, and the difference told."""
    from nastavnik.matching.engine import changes
    from nastavnik.matching.engine.explain import why_not
    from nastavnik.matching.engine.matching import Matching
    from nastavnik.matching.engine.shortage import shortages

    matching = Matching(_scored(mentees, mentors), Goal.MOST)
    pairs = list(matching.result.pairs)
    draw = random.Random(len(pairs))  # noqa: S311 – the same pairs in every run

    def differently(change: Callable[[str, str], Matching]) -> None:
        pair = draw.choice(pairs)
        changes.difference(matching, change(pair.mentee, pair.mentor))

    yield "что если: исключить пару", lambda: differently(partial(changes.forbid, matching))
    yield (
        "что если: закрепить другого",
        lambda: differently(lambda mentee, _mentor: changes.lock(matching, mentee, draw.choice(mentors).key)),
    )
    yield (
        "что если: ещё одно место",
        lambda: differently(
            lambda _mentee, mentor: changes.with_places(matching, mentor, _capacity(mentors, mentor) + 1)
        ),
    )
    yield "что если: другие веса", lambda: differently(lambda _a, _b: changes.with_weights(matching, OTHER_WEIGHTS))
    yield "почему не эта пара", lambda: why_not(matching, draw.choice(pairs).mentee, draw.choice(mentors).key)
    yield "кого искать", partial(shortages, matching)


def _capacity(mentors: list[Mentor], key: str) -> int:
    return next(mentor.capacity for mentor in mentors if mentor.key == key)


def _scored(mentees: list[Mentee], mentors: list[Mentor]) -> Any:
    from nastavnik.matching.engine.arrays import Table

    table = Table(mentees, mentors, Rules())
    table.possible.any()
    return table


def _words(mentees: list[Mentee], mentors: list[Mentor]) -> None:
    result = match(mentees, mentors)
    for pair in result.pairs:
        pair.parts, pair.alternatives  # noqa: B018 – they are made when they are asked for
    for one in result.unmatched:
        one.reasons  # noqa: B018


def people(n: int, m: int) -> tuple[list[Mentee], list[Mentor]]:
    """A crowd like the answers of schools: requests of one to three words, some offers, times, classes, few places."""
    draw = random.Random(n)  # noqa: S311 – the same people in every run

    def some(words: tuple[str, ...], low: int, high: int) -> frozenset[str]:
        return frozenset(draw.sample(words, draw.randint(low, high)))

    mentees = [
        Mentee(
            f"a{i:06}", some(WORDS, 1, 3), some(WORDS, 1, 4), some(SLOTS, 1, 4), draw.choice(FORMATS),
            grade=draw.randint(5, 11), age=draw.randint(10, 17), tier=draw.randint(1, 3),
        )
        for i in range(n)
    ]  # fmt: skip
    mentors = [
        Mentor(
            f"b{i:06}", some(WORDS, 2, 5), some(WORDS, 1, 4), some(SLOTS, 1, 5), draw.choice(FORMATS),
            draw.choice((None, ("age", 10, 13))), kind=draw.choice(("pupil", "teacher")), grade=draw.randint(8, 11),
            capacity=draw.randint(1, 4),
        )
        for i in range(m)
    ]  # fmt: skip
    return mentees, mentors


def peer(mentees: list[Mentee], mentors: list[Mentor]) -> Callable[[], float]:
    """The bare call of scipy on a ready matrix; its answer is the greatest total."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    table = _scored(mentees, mentors)
    points = np.where(table.possible, table.points, 0).astype(float)
    wide = np.repeat(points, [mentor.capacity for mentor in mentors], axis=1)

    def solve() -> float:
        rows, columns = linear_sum_assignment(wide, maximize=True)
        return float(wide[rows, columns].sum()) / 1000

    return solve


def _median(work: Callable[[], Any]) -> float:
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
