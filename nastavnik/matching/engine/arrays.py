"""Every pair at once: the scores and the barriers of `score` as arrays, the words only of the pairs that are shown.

n mentees by m mentors, both in the order of their keys. Words that both sides know are bits, and common ones are counted
64 at a time, so 1,000 × 300 takes hundredths of a second; a property test holds the numbers to `compatibility`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nastavnik.matching.engine.people import PUPIL, Mentee, Mentor, Rules
from nastavnik.matching.engine.reasons import Reason, gettext_noop
from nastavnik.matching.engine.result import Contradiction
from nastavnik.matching.engine.score import (
    BARRIERS,
    ENOUGH_INTERESTS,
    FORBIDDEN,
    IN_PERSON,
    ONLINE,
    PARTS,
    THOUSANDTHS,
    Compatibility,
    comparable,
    compatibility,
    day_of,
    shares,
)

LOCKED_TWICE = gettext_noop(
    "За наставляемым закреплено несколько наставников (%(mentee)s: %(mentors)s). Оставьте одного."
)
LOCKED_TOO_MANY = gettext_noop(
    "За наставником закреплено больше, чем у него мест (%(mentor)s: %(locked)s, мест %(places)s). "
    "Добавьте места или открепите лишних."
)
Points = NDArray[np.int64]
Mask = NDArray[np.bool_]
Counts = NDArray[np.uint16]
# shares in double precision, or halves and wholes, which single precision holds as exactly
Values = NDArray[np.float64] | NDArray[np.float32]
# values of parts for so many pairs are kept, so that other weights are tried at once: eight megabytes a part at most
KEPT = 1_000_000
NOUGHT, HALF, ONE = np.float32(0), np.float32(0.5), np.float32(1)


class Table:
    """The people of a matching in the order of their keys, and what every pair is worth.

    Raises ValueError where keys repeat, a capacity is below one or a locked pair names somebody unknown; `Contradiction`
    where a mentee is locked to two mentors, or a mentor to more mentees than he has places.
    """

    def __init__(self, mentees: Iterable[Mentee], mentors: Iterable[Mentor], rules: Rules) -> None:
        self.mentees = tuple(sorted(mentees, key=lambda mentee: mentee.key))
        self.mentors = tuple(sorted(mentors, key=lambda mentor: mentor.key))
        self.rules = rules
        self.row = {mentee.key: number for number, mentee in enumerate(self.mentees)}
        self.column = {mentor.key: number for number, mentor in enumerate(self.mentors)}
        self._kept: dict[str, Values] = {}
        self._check()

    def _check(self) -> None:
        if len(self.row) < len(self.mentees) or len(self.column) < len(self.mentors):
            raise ValueError("Keys repeat.")
        if any(mentor.capacity < 1 for mentor in self.mentors):
            raise ValueError("A mentor takes at least one mentee.")
        if any(mentee not in self.row or mentor not in self.column for mentee, mentor in self.rules.locked):
            raise ValueError("A locked pair names somebody unknown.")
        if found := [*self._locked_twice(), *self._locked_too_many()]:
            raise Contradiction(found)

    def _locked_twice(self) -> Iterator[Reason]:
        mentors: dict[str, list[str]] = {}
        for mentee, mentor in sorted(self.rules.locked):
            mentors.setdefault(mentee, []).append(mentor)
        for mentee, keys in mentors.items():
            if len(keys) > 1:
                yield Reason(LOCKED_TWICE, {"mentee": mentee, "mentors": ", ".join(keys)})

    def _locked_too_many(self) -> Iterator[Reason]:
        for column in np.flatnonzero(self.locked_places > self.places):
            counts = {"locked": int(self.locked_places[column]), "places": int(self.places[column])}
            yield Reason(LOCKED_TOO_MANY, {"mentor": self.mentors[column].key, **counts})

    def changed(self, *, rules: Rules | None = None, mentors: Iterable[Mentor] | None = None) -> Table:
        """The same people under other rules, or mentors who differ in nothing but their places; what stays is shared."""
        other = Table(self.mentees, mentors or self.mentors, rules or self.rules)
        other._kept = self._kept
        if other.rules.weights == self.rules.weights:
            other.points = self.points
        if (other.rules.mentor_kinds, other.rules.mentee_kinds) == (self.rules.mentor_kinds, self.rules.mentee_kinds):
            other.bars = self.bars.copy()
            for mentee, mentor in other.rules.forbidden ^ self.rules.forbidden:
                if mentee in self.row and mentor in self.column:
                    other.bars[self.row[mentee], self.column[mentor]] ^= 1 << BARRIERS.index(FORBIDDEN)
        return other

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.mentees), len(self.mentors)

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """m: the capacity of each mentor, locked pairs included."""
        return np.array([mentor.capacity for mentor in self.mentors], dtype=np.int64)

    @cached_property
    def locked_places(self) -> NDArray[np.int64]:
        """m: how many of the places are taken by locked pairs."""
        taken = [self.column[mentor] for _mentee, mentor in self.rules.locked]
        return np.bincount(np.array(taken, dtype=np.int64), minlength=len(self.mentors))

    @cached_property
    def points(self) -> Points:
        """n × m: the scores in whole thousandths, as if no rule kept anybody apart."""
        weights = shares(self.rules)
        total, weighed = np.zeros(self.shape), np.empty(self.shape)
        for name in PARTS:
            # in double precision and in this order, as `compatibility` adds
            total += np.multiply(self._values(name), weights[name], out=weighed, dtype=np.float64)
        return np.rint(np.multiply(total, THOUSANDTHS, out=total), out=total).astype(np.int64)

    def _values(self, name: str) -> Values:
        if name in self._kept:
            return self._kept[name]
        found = VALUES[name](self)
        if found.size <= KEPT:
            self._kept[name] = found
        return found

    @cached_property
    def bars(self) -> NDArray[np.uint8]:
        """n × m: a bit for each of `BARRIERS` that keeps the pair apart."""
        found = np.zeros(self.shape, dtype=np.uint8)
        for number, apart in enumerate(_apart(self)):
            found |= np.left_shift(apart, number, dtype=np.uint8)
        return found

    @cached_property
    def possible(self) -> Mask:
        """n × m: no rule keeps the pair apart, and its score is above the least."""
        return (self.bars == 0) & (self.points / THOUSANDTHS > self.rules.least)

    def judge(self, mentee: str, mentor: str) -> Compatibility:
        """The pair in words. Raises KeyError for somebody unknown."""
        return compatibility(self.mentees[self.row[mentee]], self.mentors[self.column[mentor]], self.rules)

    def best_for(self, mentee: str, most: int) -> list[tuple[str, float]]:
        """The mentors worth proposing to a mentee with their scores, best first, equals by their keys."""
        row = self.row[mentee]
        found = np.flatnonzero(self.possible[row])
        order = found[np.argsort(-self.points[row, found], kind="stable")][:most]
        return [(self.mentors[place].key, int(self.points[row, place]) / THOUSANDTHS) for place in order]

    def rules_between(self, mentee: str, mentor: str) -> list[str]:
        """The sentences of the rules that keep the two apart."""
        bits = int(self.bars[self.row[mentee], self.column[mentor]])
        return [rule for number, rule in enumerate(BARRIERS) if bits >> number & 1]


def words_in_common(
    mine: Sequence[Iterable[str]], theirs: Sequence[Iterable[str]], form: Callable[[str], str]
) -> Counts:
    """n × m: how many words two have in common, each word counted once by its form."""
    mine_forms = [{form(word) for word in words} for words in mine]
    their_forms = [{form(word) for word in words} for words in theirs]
    both = sorted(set().union(*mine_forms) & set().union(*their_forms))
    place = {word: number for number, word in enumerate(both)}
    found = np.zeros((len(mine), len(theirs)), dtype=np.uint16)
    for one, other in zip(_bits(mine_forms, place), _bits(their_forms, place), strict=True):
        found += np.bitwise_count(one[:, None] & other)
    return found


def _bits(people: Sequence[Iterable[str]], place: dict[str, int]) -> NDArray[np.uint64]:
    """Which words each has, as bits: a row for every 64 words, a whole number for every person."""
    rows = -(-len(place) // 64)
    numbers = (sum(1 << place[word] for word in words if word in place) for words in people)
    packed = b"".join(number.to_bytes(8 * rows, "little") for number in numbers)
    return np.ascontiguousarray(np.frombuffer(packed, dtype="<u8").reshape(len(people), rows).T)


def _request(table: Table) -> Values:
    form = cache(comparable)
    asked = np.array([len({form(word) for word in mentee.request}) for mentee in table.mentees], dtype=np.float64)
    common = words_in_common([one.request for one in table.mentees], [one.offers for one in table.mentors], form)
    found: Values = np.divide(common, np.maximum(asked, 1)[:, None], dtype=np.float64)
    found[asked == 0] = 0.5
    return found


def _time(table: Table) -> Values:
    mine, theirs = [one.slots for one in table.mentees], [one.slots for one in table.mentors]
    named = _column(bool(slots) for slots in mine) & _row(bool(slots) for slots in theirs)
    met = np.where(
        words_in_common(mine, theirs, str) > 0,
        1.0,
        np.where(words_in_common(mine, theirs, cache(day_of)) > 0, 0.5, 0.0),
    )
    return np.where(named, met, 0.5)


def _interests(table: Table) -> Values:
    common = words_in_common(
        [one.interests for one in table.mentees], [one.interests for one in table.mentors], cache(comparable)
    )
    return np.minimum(ONE, common / np.float32(ENOUGH_INTERESTS), dtype=np.float32)


def _wanted(table: Table) -> Values:
    mine = [one.wanted for one in table.mentees]
    return np.where(
        _column(not kinds for kinds in mine), 1.0, words_in_common(mine, [{one.kind} for one in table.mentors], str)
    )


def _age(table: Table) -> Values:
    limits = [one.wanted_age for one in table.mentors]
    low, high = (np.array([limit[end] if limit else 0 for limit in limits]) for end in (1, 2))
    by_grade = _row(limit is not None and limit[0] == "grade" for limit in limits)
    grades, ages = ([getattr(one, of) for one in table.mentees] for of in ("grade", "age"))
    known = np.where(
        by_grade, _column(value is not None for value in grades), _column(value is not None for value in ages)
    )
    value = np.where(by_grade, _numbers(grades)[:, None], _numbers(ages)[:, None])
    fits = np.where(known, np.where((low <= value) & (value <= high), ONE, NOUGHT), HALF)
    return np.where(_row(limit is None for limit in limits), ONE, fits)


# by the names of `score.PARTS`
VALUES: dict[str, Callable[[Table], Values]] = {
    "request": _request, "time": _time, "interests": _interests, "wanted": _wanted, "age": _age,
}  # fmt: skip


def _apart(table: Table) -> list[Mask]:
    """The pairs each of `BARRIERS` keeps apart, in that order."""
    mentees, mentors, rules = table.mentees, table.mentors, table.rules
    forbidden = np.zeros(table.shape, dtype=bool)
    for mentee, mentor in rules.forbidden:
        if mentee in table.row and mentor in table.column:
            forbidden[table.row[mentee], table.column[mentor]] = True
    grades, theirs = _numbers(one.grade for one in mentees)[:, None], _numbers(one.grade for one in mentors)[None, :]
    formats = [one.meeting_format for one in mentees], [one.meeting_format for one in mentors]
    nobody = np.zeros(table.shape, dtype=bool)
    return [
        words_in_common([{one.person} - {""} for one in mentees], [{one.person} - {""} for one in mentors], str) > 0,
        nobody | _row(bool(rules.mentor_kinds) and one.kind not in rules.mentor_kinds for one in mentors),
        nobody | _column(bool(rules.mentee_kinds) and one.kind not in rules.mentee_kinds for one in mentees),
        forbidden,
        _row(one.kind == PUPIL for one in mentors) & (grades != 0) & (theirs != 0) & (theirs <= grades),
        (_column(kind == ONLINE for kind in formats[0]) & _row(kind == IN_PERSON for kind in formats[1]))
        | (_column(kind == IN_PERSON for kind in formats[0]) & _row(kind == ONLINE for kind in formats[1])),
    ]


def _numbers(values: Iterable[int | None]) -> NDArray[np.int64]:
    """Nought for what is unknown."""
    return np.array([value or 0 for value in values], dtype=np.int64)


def _column(facts: Iterable[Any]) -> Mask:
    return np.array(list(facts), dtype=bool)[:, None]


def _row(facts: Iterable[Any]) -> Mask:
    return np.array(list(facts), dtype=bool)[None, :]
