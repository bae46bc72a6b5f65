"""All pairs at once are worth what each is worth by itself, to the last thousandth and by the same rules."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import Mentee, Mentor, Rules, compatibility
from nastavnik.matching.engine.arrays import VALUES, Table
from nastavnik.matching.engine.score import PARTS, barriers
from tests.matching.people import MENTEE, MENTOR, RULES


def numbered(letter, people):
    return [replace(one, key=f"{letter}{number}") for number, one in enumerate(people)]


@settings(deadline=None, max_examples=150)
@given(st.lists(MENTEE, max_size=4), st.lists(MENTOR, max_size=4), RULES)
def test_every_pair_as_by_itself(mentees, mentors, rules):
    mentees, mentors = numbered("m", mentees), numbered("t", mentors)
    table = Table(mentees, mentors, rules)
    assert table.possible.shape == (len(mentees), len(mentors))
    for i, mentee in enumerate(mentees):
        for j, mentor in enumerate(mentors):
            judged = compatibility(mentee, mentor, rules)
            assert table.rules_between(mentee.key, mentor.key) == barriers(mentee, mentor, rules)
            assert table.possible[i, j] == judged.worth_proposing(rules)
            if judged.barrier is None:
                assert table.points[i, j] / 1000 == judged.score


def test_many_people_by_their_parts():
    draw = random.Random(7)
    vocabulary = [f"слово {number}" for number in range(90)]

    def some(most):
        return frozenset(draw.sample(vocabulary, draw.randint(0, most)))

    mentees = [Mentee(f"m{n:03}", some(7), some(6), age=draw.randint(7, 17)) for n in range(120)]
    mentors = [Mentor(f"t{n:03}", some(30), some(9), wanted_age=("age", 8, 12)) for n in range(60)]
    table = Table(mentees, mentors, Rules())
    expected = [[round(1000 * compatibility(a, b, Rules()).score) for b in mentors] for a in mentees]
    assert table.points.tolist() == expected


def test_a_part_has_both_its_forms():
    assert list(VALUES) == list(PARTS)


def test_people_stand_in_the_order_of_their_keys():
    table = Table([Mentee("b", frozenset({"x"})), Mentee("a")], [Mentor("d"), Mentor("c", frozenset({"x"}))], Rules())
    assert [one.key for one in (*table.mentees, *table.mentors)] == ["a", "b", "c", "d"]
    assert table.points[table.row["b"], table.column["c"]] > table.points[table.row["b"], table.column["d"]]


def test_a_locked_pair_is_judged_whatever_keeps_it_apart():
    lock = frozenset({("m", "t")})
    table = Table([Mentee("m")], [Mentor("t", capacity=2)], Rules(forbidden=lock, locked=lock))
    assert table.judge("m", "t").barrier is None
    assert (table.judge("m", "t").score, table.possible[0, 0]) == (table.points[0, 0] / 1000, np.False_)
    assert (table.places.tolist(), table.locked_places.tolist()) == ([2], [1])


def test_more_locked_than_places():
    with pytest.raises(ValueError, match="закреплено больше"):
        Table([Mentee("m"), Mentee("n")], [Mentor("t")], Rules(locked=frozenset({("m", "t"), ("n", "t")})))


def test_weights_below_nought():
    with pytest.raises(ValueError, match="below nought"):
        Table([Mentee("m")], [Mentor("t")], Rules(weights={"request": -1.0})).points  # noqa: B018


def test_of_several_rules_each_is_told():
    table = Table([Mentee("m", grade=9, meeting_format="online")], [Mentor("t", grade=8, meeting_format="in_person")],
                  Rules())  # fmt: skip
    assert table.rules_between("m", "t") == [
        "Ученик-наставник должен учиться в более старшем классе.", "Один хочет встречаться очно, другой онлайн.",
    ]  # fmt: skip
