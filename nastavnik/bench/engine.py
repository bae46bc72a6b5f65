"""How long the search for pairs takes, beside scipy's assignment on the same scores with repeated columns for capacities."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nastavnik.matching.engine import Mentee, Mentor, Rules, compatibility, match

SIZES = ((60, 20), (200, 60), (1000, 300))
TIMES = 3
WORDS = ("математика", "физика", "химия", "история", "музыка", "проект", "олимпиада", "чтение", "шахматы", "спорт")
SLOTS = tuple(f"{day} {hour}:00" for day in range(1, 6) for hour in (14, 15, 16))


def measure() -> Iterator[str]:
    """A line for each size: medians of `TIMES`, and both totals, which must be equal."""
    for n, m in SIZES:
        mentees, mentors = _people(n, m)
        ours = _median(partial(match, mentees, mentors))
        scoring, peer = _assignment(mentees, mentors)
        theirs = _median(peer)
        total, best = match(mentees, mentors).total, round(peer(), 3)
        yield (
            f"  {n} × {m}: всё с объяснениями и доказательством {ours:.2f} с; scipy: оценки {scoring:.2f} с + "
            f"назначение {theirs:.2f} с без объяснений; суммы {total} и {best}"
        )


def _people(n: int, m: int) -> tuple[list[Mentee], list[Mentor]]:
    draw = random.Random(n)  # noqa: S311 – the same people in every run

    def some(words: tuple[str, ...], k: int) -> frozenset[str]:
        return frozenset(draw.sample(words, k))

    mentees = [Mentee(f"a{i}", some(WORDS, 2), some(WORDS, 2), some(SLOTS, 4)) for i in range(n)]
    mentors = [
        Mentor(f"b{i}", some(WORDS, 4), some(WORDS, 2), some(SLOTS, 5), kind="teacher", capacity=3) for i in range(m)
    ]
    return mentees, mentors


def _assignment(mentees: list[Mentee], mentors: list[Mentor]) -> tuple[float, Callable[[], float]]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    begun = time.perf_counter()
    scores = np.array([[compatibility(a, b, Rules()).score for b in mentors] for a in mentees])
    scoring = time.perf_counter() - begun
    wide = np.repeat(scores, [mentor.capacity for mentor in mentors], axis=1)

    def solve() -> float:
        rows, columns = linear_sum_assignment(wide, maximize=True)
        return float(wide[rows, columns].sum())

    return scoring, solve


def _median(work: Callable[[], Any]) -> float:
    taken = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
