"""The Word examples, cell by cell, against what a person read in them."""

from __future__ import annotations

from functools import cache

import pytest

from nastavnik.roadmaps.outline import Side
from nastavnik.roadmaps.reading import read_file
from nastavnik.roadmaps.terms import shift_years
from tests.roadmaps.conftest import EXAMPLES
from tests.roadmaps.expected import IMPLEMENTATION_2020, MUNICIPAL_2022, SCHOOL_2024


@cache
def example(name):
    return read_file((EXAMPLES / f"{name}.docx").read_bytes(), f"{name}.docx")


def texts(stage, side):
    return tuple(row.text for row in stage.activities if row.side == side)


@pytest.mark.parametrize("place", range(len(SCHOOL_2024)))
def test_the_matrix_of_2024(place):
    stage = example("roadmap-school-2024").stages[place]
    number, title, words, start, end, inside, outside, own, others = SCHOOL_2024[place]
    assert (stage.number, stage.title, stage.term.text) == (number, title, words)
    assert (stage.term.start, stage.term.end, stage.term.open_ended) == (start, end, number != 1)
    assert (texts(stage, Side.INSIDE), texts(stage, Side.OUTSIDE)) == (inside, outside)
    assert {(row.resources_inside, row.resources_outside) for row in stage.activities} == {(own, others)}
    assert {row.term for row in stage.activities} == {stage.term}


@pytest.mark.parametrize("place", range(1, len(SCHOOL_2024)))
def test_the_matrix_of_2023_is_a_year_earlier(place):
    stage = example("roadmap-school-2023").stages[place - 1]
    number, title, words, start, end, inside, outside, own, others = SCHOOL_2024[place]
    assert (stage.number, stage.title, stage.term.text) == (number, title, shift_years(words, -1))
    assert (stage.term.start, stage.term.end) == (
        start.replace(year=start.year - 1),
        end.replace(year=end.year - 1),
    )
    assert (texts(stage, Side.INSIDE), texts(stage, Side.OUTSIDE)) == (inside, outside)
    assert {(row.resources_inside, row.resources_outside) for row in stage.activities} == {(own, others)}


@pytest.mark.parametrize("place", range(len(MUNICIPAL_2022)))
def test_the_municipal_plan(place):
    stage = example("roadmap-municipal-2022").stages[place]
    number, title, events = MUNICIPAL_2022[place]
    assert (stage.number, stage.title) == (number, title)
    assert [(row.text, (row.term.text, row.term.start, row.term.end), row.responsible) for row in stage.activities] == [
        (f"{event}: {content}", term, people) for event, contents, term, people in events for content in contents
    ]


def test_the_plan_of_2020_has_these_rows_and_no_others():
    rows = [row.number for stage in example("plan-implementation-2020").stages for row in stage.activities]
    assert rows == [expected[0] for expected in IMPLEMENTATION_2020]


@pytest.mark.parametrize("expected", IMPLEMENTATION_2020, ids=lambda expected: expected[0])
def test_a_row_of_the_plan_of_2020(expected):
    number, begins, words, start, end, people, result = expected
    stages = example("plan-implementation-2020").stages
    stage, row = next((stage, row) for stage in stages for row in stage.activities if row.number == number)
    assert stage.number == int(number[0])
    assert row.text.startswith(begins)
    assert (row.term.text, row.term.start, row.term.end) == (words, start, end)
    assert row.responsible == people
    assert row.result.startswith(result)
    assert bool(row.result) == bool(result)
