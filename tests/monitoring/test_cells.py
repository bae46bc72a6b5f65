"""Groups that may be told of beside their whole: nobody's answer comes out by subtraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.monitoring.cells import FEWEST, is_apart, tellable


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({"a": 5, "b": 3}, {"a", "b"}),
        ({"a": 5, "b": 2}, set()),  # 7 − 5 would leave the two of b
        ({"a": 5, "b": 4, "c": 2}, {"a"}),  # b is kept back, because a and b together leave c
        ({"a": 5, "b": 1, "c": 2}, {"a"}),  # b and c are three together
        ({"a": 5, None: 1}, set()),
        ({"a": 5, None: 3}, {"a"}),
        ({None: 9}, set()),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_by_hand(sizes, told):
    assert tellable(sizes) == told


@pytest.mark.parametrize(("n", "apart"), [(0, True), (1, False), (2, False), (3, True)])
def test_what_two_figures_may_differ_by(n, apart):
    assert is_apart(n) is apart


@given(st.dictionaries(st.sampled_from([None, "a", "b", "c", "d"]), st.integers(0, 9)))
def test_the_rest_is_nobody_or_three_at_least(sizes):
    told = tellable(sizes)
    assert None not in told
    assert all(sizes[group] >= FEWEST for group in told)
    if told:
        assert is_apart(sum(n for group, n in sizes.items() if group not in told))
