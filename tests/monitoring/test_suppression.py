"""Kept-back rows: nobody is recognised, not even by taking the shown rows from the total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nastavnik.monitoring.suppression import SMALL, KeptBack, keep_back

COUNTS = st.lists(st.tuples(st.integers(0, 30)), min_size=1, max_size=8)
PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=8)


def back(*parts):
    found = keep_back({place: (part,) for place, part in enumerate(parts)})
    return sorted(found.rows), found.total


def test_large_rows_and_noughts_are_shown():
    assert back(5, 12, 0) == ([], False)


def test_one_small_row_takes_the_next_smallest_with_it():
    # 40 − 12 − 20 would give the 2 away
    assert back(2, 6, 12, 20) == ([0, 1], False)


def test_two_small_rows_hide_each_other_once_they_are_five_together():
    assert back(2, 3, 12) == ([0, 1], False)


def test_two_ones_are_still_small_together():
    assert back(1, 1, 12, 20) == ([0, 1, 2], False)


def test_a_row_of_nobody_hides_nobody():
    assert back(3, 0, 9) == ([0, 2], False)


def test_the_only_row_takes_its_total_with_it():
    assert back(4) == ([0], True)
    assert back(4, 0) == ([0], True)


def test_a_small_total_is_kept_back_and_the_rest_need_not_be():
    assert back(1, 2, 0) == ([0, 1], True)


def test_no_rows_no_total_to_hide():
    assert keep_back({}) == KeptBack(frozenset(), total=False)


def test_those_who_were_not_satisfied_are_a_count_too():
    # 19 of 20 are satisfied: the one who is not would be found
    found = keep_back({"a": (19, 1), "b": (9, 9), "c": (30, 30)})
    assert (sorted(found.rows), found.total) == (["a", "b"], False)


def test_each_municipality_keeps_its_own_secret():
    counts = {"a": (2,), "b": (9,), "c": (20,), "x": (3,), "y": (8,), "z": (30,)}
    groups = dict.fromkeys("abc", 1) | dict.fromkeys("xyz", 2)
    # together a and x would do; but whoever sees one municipality knows its total
    assert sorted(keep_back(counts, groups).rows) == ["a", "b", "x", "y"]


@given(COUNTS)
def test_what_is_left_of_the_total_is_never_small(counts):
    nothing_given_away(counts)


@given(PAIRS)
def test_nor_is_either_count_of_answers(counts):
    nothing_given_away(counts)


def nothing_given_away(counts):
    rows = dict(enumerate(counts))
    found = keep_back(rows)
    assert not any(0 < count < SMALL for key, row in rows.items() if key not in found.rows for count in row)
    if not found.total:
        for column in zip(*rows.values(), strict=True):
            total, shown = sum(column), sum(column[key] for key in rows if key not in found.rows)
            assert total - shown == 0 or total - shown >= SMALL
        assert not 0 < sum(map(sum, (rows[key] for key in found.rows))) < SMALL
        assert len(found.rows) != 1
