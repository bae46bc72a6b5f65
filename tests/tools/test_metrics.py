"""The budgets are judged by these measures, so they are measured themselves: on small sources counted by hand."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools import metrics
from tools.metrics import Budget, Measured, knot


def function(source):
    return ast.parse(source).body[0]


class TestLines:
    @pytest.mark.parametrize(
        ("source", "lines"),
        [
            ("", 0), ("\n\n# words\n", 0), ("a = 1\n\n\nb = 2  # two\n", 2), ('"""One\ntwo\n\nfour."""\n', 4),
            ("a = (\n    1,\n    # why\n    2,\n)\n", 4), ("def f():\n\n    return 1\n", 2),
        ],
    )  # fmt: skip
    def test_code_and_docstrings_count_comments_and_blanks_do_not(self, source, lines):
        assert metrics._lines(source) == lines

    def test_a_function_is_as_long_as_its_body_without_the_docstring(self):
        assert metrics._length(function('def f(a):\n    """Two\n    lines."""\n    b = a\n    return b\n')) == 3

    def test_decorators_are_not_its_length(self):
        assert metrics._length(function("@cache\n@other\ndef f():\n    return 1\n")) == 2

    def test_neither_is_a_string_that_is_no_docstring(self):
        assert metrics._length(function("def f():\n    return 'text'\n")) == 2


class TestDepth:
    @pytest.mark.parametrize(
        ("body", "depth"),
        [
            ("pass", 0), ("if a:\n        pass", 1), ("for x in a:\n        if x:\n            pass", 2),
            ("if a:\n        pass\n    elif b:\n        pass\n    elif c:\n        pass", 1),
            ("if a:\n        pass\n    else:\n        if b:\n            c()\n        d()", 2),
            ("with a:\n        try:\n            while b:\n                pass\n        except E:\n            pass", 3),
            ("def inner():\n        if a:\n            pass", 0),
        ],
    )  # fmt: skip
    def test_blocks_within_blocks(self, body, depth):
        assert metrics._depth(function(f"def f():\n    {body}\n")) == depth


class TestKnot:
    @pytest.mark.parametrize(
        ("edges", "size"),
        [
            ({}, 1), ({"a": {"b"}, "b": set()}, 1), ({"a": {"b"}, "b": {"a"}}, 2),
            ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}, 3), ({"a": {"elsewhere"}}, 1),
        ],
    )  # fmt: skip
    def test_the_largest_circle(self, edges, size):
        assert knot(edges) == size


class TestBudgets:
    @pytest.mark.parametrize(
        ("value", "at_least", "kept"), [(3, False, True), (4, False, False), (3, True, True), (2.9, True, False)]
    )
    def test_the_limit_itself_is_within(self, value, at_least, kept):
        budget = Budget("a measure", value, 3, at_least=at_least)
        assert budget.is_kept is kept
        assert str(budget).startswith("! ") is not kept

    def test_a_broken_budget_ends_with_a_failure(self, monkeypatch, capsys):
        monkeypatch.setattr(metrics, "budgets", lambda: [Budget("one", 1, 2), Budget("other", 3, 2)])
        assert metrics.main() == 1
        assert capsys.readouterr().out == "  one: 1 (≤ 2)\n! other: 3 (≤ 2)\n"

    def test_all_kept_ends_well(self, monkeypatch):
        monkeypatch.setattr(metrics, "budgets", lambda: [Budget("one", 1, 2)])
        assert metrics.main() == 0

    def test_the_95th_percentile_leaves_out_the_longest_twentieth(self):
        assert metrics._p95([*range(1, 20), 1000]) == 19
        assert metrics._p95([*range(1, 19), 999, 1000]) == 999
        assert metrics._p95([]) == 0

    def test_shares_in_percent(self):
        assert metrics._share([True, False, False], 3) == 33.3
        assert metrics._share([], 0) == 0


class TestMeasured:
    def test_tests_and_code_are_told_apart(self):
        measured = Measured()
        measured.add(metrics.ROOT / "tests" / "test_a.py", "def test_a():\n    assert 1\n")
        measured.add(
            metrics.ROOT / "nastavnik" / "web" / "a" / "views.py", "class A:\n    def f(self):\n        return 1\n"
        )
        assert (measured.tests, measured.files) == (2, [3])
        assert (measured.functions, measured.views, measured.classes) == ([2], [2], [3])

    def test_inline_script_and_style_are_seen(self):
        for bad in ("<script>a()</script>", '<p onclick="a()">', '<p style="color:red">', "<STYLE>"):
            assert metrics.INLINE.search(bad)
        for good in ('<script src="a.js" defer></script>', "<p class=style>", "<button data-once=1>"):
            assert not metrics.INLINE.search(good)

    def test_migrations_are_neither(self):
        assert not [path for path in metrics._sources() if "migrations" in Path(path).parts]
