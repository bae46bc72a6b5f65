"""Whom to recruit: where there are more requests than places, and which competences would end it (Hall 1935, König 1931).

Mentees who are left over, and all with whom they compete for the same places, form a shortage: more people than places,
whatever the pairs. The smallest prices of 0 and 1 on a matching by requests point at them exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from nastavnik.matching.engine.arrays import Table, words_in_common
from nastavnik.matching.engine.goals import Face
from nastavnik.matching.engine.matching import Matching
from nastavnik.matching.engine.reasons import Reason, gettext_noop
from nastavnik.matching.engine.score import comparable, normal
from nastavnik.matching.engine.transport import Ints, Mask, Problem, values

SHORT = gettext_noop("Просят «%(what)s»: наставляемых %(mentees)s, мест %(places)s, не хватает %(missing)s.")
WIDE = gettext_noop(
    "На места (%(places)s) претендуют наставляемые: %(mentees)s, не хватает %(missing)s. "
    "Хватит, если найти новых наставников по запросу «%(what)s»."
)
# beyond this many words at once the smallest set is not looked for but built up, the most useful word first
TOGETHER = 2
CANDIDATES = 12


@dataclass(frozen=True)
class Shortage:
    """`mentees` compete for the `places` of `mentors`, `missing` of them stay without; new mentors of `competences` help.

    The competences are a smallest set that ends the shortage (up to `TOGETHER`, then built up), each with how many of
    the mentees ask for it.
    """

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    places: int
    missing: int
    competences: tuple[tuple[str, int], ...]

    @property
    def reason(self) -> Reason:
        """Of one competence that all ask for, or of several things that hang together by their mentors."""
        what = "», «".join(word for word, _count in self.competences)
        text = SHORT if [len(self.mentees)] == [count for _word, count in self.competences] else WIDE
        counts = {"mentees": len(self.mentees), "places": self.places, "missing": self.missing}
        return Reason(text, {"what": what, **counts})


def shortages(matching: Matching) -> tuple[Shortage, ...]:
    """Where requests outnumber places: a pair counts where no rule keeps it apart and something asked for is offered.

    Mentees who ask for nothing are left out; locked pairs keep their places. The largest shortage comes first.
    """
    table = matching.table
    asked = [normal(mentee.request) for mentee in table.mentees]
    face = Face.whole(table)
    arcs = face.allowed & _meets(table, asked)
    problem = Problem(np.ones(arcs.shape, dtype=np.int64), arcs, face.places)
    prices = problem.moves(problem.solve()).prices()
    locked = {mentee for mentee, _mentor in table.rules.locked}
    asking = [bool(words) and one.key not in locked for words, one in zip(asked, table.mentees, strict=True)]
    short = np.array(asking, dtype=bool) & (values(problem, prices) == 0)
    found = [_shortage(table, problem, group, asked) for group in _groups(arcs & short[:, None], short)]
    return tuple(sorted(found, key=lambda one: (-one.missing, one.mentees)))


def _groups(arcs: Mask, short: Mask) -> list[Ints]:
    """The rows of those who compete with each other; those with whom nobody can be paired in one group."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not short.any():
        return []
    n, m = arcs.shape
    rows, columns = np.nonzero(arcs)
    graph = coo_array((np.ones(len(rows)), (rows, columns + n)), shape=(n + m, n + m))
    label = connected_components(graph, directed=False)[1][:n]
    label = np.where(arcs.any(axis=1), label, n + m)
    return [np.flatnonzero(short & (label == group)) for group in np.unique(label[short])]


def _meets(table: Table, asked: list[dict[str, str]]) -> Mask:
    """n × m: the mentor offers something that is asked for."""
    return words_in_common(asked, [mentor.offers for mentor in table.mentors], comparable) > 0


def _shortage(table: Table, problem: Problem, group: Ints, asked: list[dict[str, str]]) -> Shortage:
    columns = np.flatnonzero(problem.allowed[group].any(axis=0))
    places = int(problem.places[columns].sum())
    missing = len(group) - places
    words = [asked[row] for row in group]
    inside = np.ix_(group, columns)
    small = Problem(problem.weights[inside], problem.allowed[inside], problem.places[columns])
    count = Counter(key for mine in words for key in mine)
    shown = {key: min(mine[key] for mine in words if key in mine) for key in count}
    return Shortage(
        tuple(table.mentees[row].key for row in group), tuple(table.mentors[column].key for column in columns),
        places, missing, tuple((shown[key], count[key]) for key in _smallest(small, words, count, missing)),
    )  # fmt: skip


def _smallest(problem: Problem, words: list[dict[str, str]], count: Counter[str], missing: int) -> tuple[str, ...]:
    """The fewest words whose new mentors would serve all who are missing; the words most asked for first."""
    keys = sorted(count, key=lambda key: (-count[key], key))
    for size in range(1, TOGETHER + 1):
        for chosen in combinations(keys[:CANDIDATES], size):
            if _ends(problem, words, chosen, missing):
                return chosen
    built: tuple[str, ...] = ()
    while not _ends(problem, words, built, missing):
        reached = _helped(words, built)
        new = [sum(key in mine for mine, done in zip(words, reached, strict=True) if not done) for key in keys]
        built = (*built, keys[new.index(max(new))])
    return built


def _helped(words: list[dict[str, str]], chosen: Iterable[str]) -> Mask:
    return np.array([not mine.keys().isdisjoint(chosen) for mine in words], dtype=bool)


def _ends(problem: Problem, words: list[dict[str, str]], chosen: Iterable[str], missing: int) -> bool:
    """Whether as many new places as are missing, with mentors who offer these words, would serve everybody."""
    helped = _helped(words, chosen)
    if helped.sum() < missing:
        return False
    wider = Problem(
        np.ones((len(words), len(problem.places) + 1), dtype=np.int64),
        np.column_stack([problem.allowed, helped]), np.append(problem.places, missing),
    )  # fmt: skip
    return wider.value(wider.solve()) == len(words)
