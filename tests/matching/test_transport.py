"""The transport problem under the goals: solved, priced and changed, against every assignment there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine.transport import EXACT, NONE, Problem, push, reinsert, values


def problem(rows, places, forbidden=()):
    """Weights as they stand; nought and what is forbidden is no pair."""
    weights = np.array(rows, dtype=np.int64).reshape(len(rows), len(places))
    allowed = weights > 0
    for row, column in forbidden:
        allowed[row, column] = False
    return Problem(weights, allowed, np.array(places, dtype=np.int64))


def all_choices(rows, places):
    if not rows:
        yield ()
        return
    for column, weight in enumerate([*rows[0], None]):
        if weight is None:
            yield from ((NONE, *rest) for rest in all_choices(rows[1:], places))
        elif weight and places[column]:
            fewer = [*places[:column], places[column] - 1, *places[column + 1 :]]
            yield from ((column, *rest) for rest in all_choices(rows[1:], fewer))


def best(rows, places):
    return max(
        sum(row[column] for row, column in zip(rows, choice, strict=True) if column != NONE)
        for choice in all_choices(rows, places)
    )


@st.composite
def tables(draw, mentees=4, mentors=3, most=2):
    width = draw(st.integers(1, mentors))
    row = st.lists(st.integers(0, 9), min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=1, max_size=mentees))
    return rows, draw(st.lists(st.integers(0, most), min_size=width, max_size=width))


class TestSolving:
    def test_the_columns_of_the_greatest_sum(self):
        found = problem([[9, 8], [7, 0]], [1, 1]).solve()
        assert found.tolist() == [1, 0]

    def test_what_is_not_allowed_is_not_taken_though_it_weighs(self):
        found = problem([[9, 8]], [1, 1], forbidden=[(0, 0)]).solve()
        assert found.tolist() == [1]

    def test_nobody_and_nothing(self):
        assert problem([], [1]).solve().tolist() == []
        assert problem([[0]], [1]).solve().tolist() == [NONE]

    def test_places_without_number(self):
        assert problem([[3], [2]], [10**6]).solve().tolist() == [0, 0]

    def test_what_would_not_be_exact_is_refused(self):
        huge = problem([[EXACT // 2], [EXACT // 2]], [2])
        with pytest.raises(OverflowError):
            huge.solve()

    @settings(deadline=None, max_examples=100)
    @given(tables())
    def test_no_choice_weighs_more(self, table):
        given_problem = problem(*table)
        assert given_problem.value(given_problem.solve()) == best(*table)


class TestPrices:
    @settings(deadline=None, max_examples=150)
    @given(tables())
    def test_they_prove_the_best_and_are_the_lowest_that_do(self, table):
        rows, places = table
        given_problem = problem(rows, places)
        choice = given_problem.solve()
        prices = given_problem.moves(choice).prices()
        bound = values(given_problem, prices).sum() + (prices * given_problem.places).sum()
        assert bound == given_problem.value(choice)
        for column in range(len(places)):
            more = [*places[:column], places[column] + 1, *places[column + 1 :]]
            assert prices[column] == best(rows, more) - best(rows, places)

    @settings(deadline=None, max_examples=100)
    @given(tables(), st.data())
    def test_a_choice_that_is_not_the_best_has_none(self, table, data):
        rows, places = table
        given_problem = problem(rows, places)
        choice = np.array(data.draw(st.sampled_from(list(all_choices(rows, places)))), dtype=np.int64)
        if given_problem.value(choice) == best(rows, places):
            assert given_problem.moves(choice).prices().min() >= 0
        else:
            with pytest.raises(ArithmeticError):
                given_problem.moves(choice).prices()

    def test_of_nobody(self):
        empty = problem([], [2, 1])
        assert empty.moves(empty.solve()).prices().tolist() == [0, 0]


class TestMoves:
    def moves(self):
        # m0 with the first mentor, m1 with nobody; the second mentor is free
        return problem([[5, 3], [4, 0]], [1, 1]).moves(np.array([0, NONE]))

    def test_what_each_costs(self):
        moves = self.moves()
        assert moves.costs[0, 1] == 2  # m0 goes over
        assert moves.costs[0, moves.none] == 5  # m0 goes out
        assert moves.costs[moves.none, 0] == -4  # m1 comes in
        assert moves.costs[1, moves.none] == 0  # the empty place goes

    def test_who_makes_them(self):
        moves = self.moves()
        assert (moves.mover(0, 1), moves.mover(moves.none, 0), moves.mover(1, moves.none)) == (0, 1, NONE)

    def test_a_way_of_several(self):
        moves = self.moves()
        assert moves.along(moves.choice, [moves.none, 0, 1]).tolist() == [1, 0]

    def test_the_least_way_there_and_from_there(self):
        moves = problem([[5, 3]], [1, 1]).moves(np.array([0]))
        there, _before = moves.distances(0)
        back, _after = moves.distances_to(0)
        assert (there[1], there[moves.none]) == (2, 2)
        assert (back[0], back[moves.none]) == (0, 0)


class TestChanges:
    @settings(deadline=None, max_examples=100)
    @given(tables(), st.integers(0, 2))
    def test_one_place_more(self, table, which):
        rows, places = table
        column = which % len(places)
        given_problem = problem(rows, places)
        choice = push(given_problem, given_problem.solve(), len(places), column)
        more = [*places[:column], places[column] + 1, *places[column + 1 :]]
        assert problem(rows, more).value(choice) == best(rows, more)

    @settings(deadline=None, max_examples=100)
    @given(tables(), st.integers(0, 3), st.integers(0, 2))
    def test_another_weight(self, table, row, column):
        rows, places = table
        row, column = row % len(rows), column % len(places)
        choice = problem(rows, places).solve()
        changed = [list(weights) for weights in rows]
        changed[row][column] = 9 - changed[row][column]
        if changed[row][column] == 0 and choice[row] == column:
            # he leaves a pair that is no more; the way of `forbid`
            assert problem(rows, places, forbidden=[(row, column)]).value(
                reinsert(problem(rows, places, forbidden=[(row, column)]), choice, row)
            ) == best(changed, places)
        else:
            assert problem(changed, places).value(reinsert(problem(changed, places), choice, row)) == best(
                changed, places
            )

    @settings(deadline=None, max_examples=100)
    @given(tables(), st.data())
    def test_from_prices_nearby(self, table, data):
        rows, places = table
        prices = np.array(data.draw(st.lists(st.integers(0, 9), min_size=len(places), max_size=len(places))))
        # a bonus above everything: as many as can be are served, whatever else
        bonus = [[weight and weight + 100 for weight in weights] for weights in rows]
        served = max(sum(column != NONE for column in choice) for choice in all_choices(rows, places))
        found = problem(bonus, places).solve_near(prices, served)
        assert problem(bonus, places).value(found) == best(bonus, places)

    def test_more_than_can_be_served_is_refused(self):
        with pytest.raises(ValueError, match="infeasible"):
            problem([[5], [0]], [2]).solve_near(np.array([0]), 2)
