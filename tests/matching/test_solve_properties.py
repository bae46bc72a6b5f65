"""What holds of every matching: it is the best there is, by two other ways of finding it."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from nastavnik.matching.engine import match, verify
from tests.matching.cases import by_request, pairs_of, table

RULES = by_request()
pytestmark = pytest.mark.filterwarnings("error")


@st.composite
def instances(draw, mentees=(1, 5), mentors=(1, 4), most=3):
    """A table of scores in tenths and the places of each mentor."""
    width = draw(st.integers(*mentors))
    row = st.lists(st.integers(0, 10), min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=mentees[0], max_size=mentees[1]))
    places = draw(st.lists(st.integers(1, most), min_size=width, max_size=width))
    return rows, places


def solved(rows, places, rules=RULES):
    return match(*table(*rows, places=places), rules)


def best_of_all(rows, places):
    """The greatest total in tenths over every assignment there is."""
    if not rows:
        return 0
    best = best_of_all(rows[1:], places)
    for number, score in enumerate(rows[0]):
        if places[number]:
            fewer = [*places[:number], places[number] - 1, *places[number + 1 :]]
            best = max(best, score + best_of_all(rows[1:], fewer))
    return best


@settings(deadline=None, max_examples=100)
@given(instances())
def test_no_assignment_is_worth_more(instance):
    assert round(10 * solved(*instance).total) == best_of_all(*instance)


@settings(deadline=None, max_examples=40)
@given(instances(mentees=(6, 16), mentors=(4, 9), most=4))
def test_the_hungarian_method_with_a_column_for_every_place_agrees(instance):
    rows, places = instance
    matrix = numpy.repeat(numpy.array(rows), places, axis=1)
    chosen = linear_sum_assignment(matrix, maximize=True)
    assert round(10 * solved(rows, places).total) == matrix[chosen].sum()


@settings(deadline=None, max_examples=60)
@given(instances())
def test_every_matching_is_proven(instance):
    mentees, mentors = table(*instance[0], places=instance[1])
    verify(match(mentees, mentors, RULES), mentees, mentors, RULES)


@settings(deadline=None, max_examples=60)
@given(instances(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(instance, chance):
    mentees, mentors = table(*instance[0], places=instance[1])
    first = match(mentees, mentors, RULES)
    chance.shuffle(mentees)
    chance.shuffle(mentors)
    assert match(mentees, mentors, RULES) == first


@settings(deadline=None, max_examples=60)
@given(instances())
def test_nobody_is_over_his_places_and_nobody_is_lost(instance):
    rows, places = instance
    result = solved(rows, places)
    taken = [pair.mentor for pair in result.pairs]
    assert all(taken.count(f"t{number}") <= limit for number, limit in enumerate(places))
    everybody = [pair.mentee for pair in result.pairs] + [one.mentee for one in result.unmatched]
    assert sorted(everybody) == [f"m{number}" for number in range(len(rows))]


@settings(deadline=None, max_examples=60)
@given(instances())
def test_the_total_is_the_sum_of_the_pairs(instance):
    result = solved(*instance)
    assert result.total == pytest.approx(sum(pair.score for pair in result.pairs))


@settings(deadline=None, max_examples=60)
@given(instances())
def test_no_pair_is_worth_nothing(instance):
    rows, places = instance
    for mentee, mentor in pairs_of(solved(rows, places)).items():
        assert rows[int(mentee[1:])][int(mentor[1:])] > 0


@settings(deadline=None, max_examples=60)
@given(instances(), st.integers(0, 3))
def test_one_more_place_never_lowers_the_total(instance, which):
    rows, places = instance
    more = list(places)
    more[which % len(places)] += 1
    assert solved(rows, more).total >= solved(rows, places).total


@settings(deadline=None, max_examples=60)
@given(instances(mentees=(2, 5)))
def test_one_more_mentee_never_lowers_the_total(instance):
    rows, places = instance
    assert solved(rows, places).total >= solved(rows[1:], places).total


@settings(deadline=None, max_examples=60)
@given(instances(), st.integers(0, 4), st.integers(0, 3))
def test_a_ban_never_raises_the_total(instance, mentee, mentor):
    rows, places = instance
    ban = frozenset({(f"m{mentee % len(rows)}", f"t{mentor % len(places)}")})
    banned = solved(rows, places, by_request(forbidden=ban))
    assert banned.total <= solved(rows, places).total
    assert not ban & set(pairs_of(banned).items())


@settings(deadline=None, max_examples=60)
@given(instances(), st.integers(0, 4), st.integers(0, 3))
def test_a_lock_is_kept_and_the_rest_is_the_best_without_it(instance, mentee, mentor):
    rows, places = instance
    mentee, mentor = mentee % len(rows), mentor % len(places)
    result = solved(rows, places, by_request(locked=frozenset({(f"m{mentee}", f"t{mentor}")})))
    fewer = [limit - (number == mentor) for number, limit in enumerate(places)]
    assert pairs_of(result)[f"m{mentee}"] == f"t{mentor}"
    assert round(10 * result.total) == best_of_all(rows[:mentee] + rows[mentee + 1 :], fewer)


@settings(deadline=None, max_examples=60)
@given(instances())
def test_the_same_matching_in_all_scores_cut_by_half(instance):
    """A weight for what never agrees halves every score: the pairs of the greatest total are the same in worth."""
    mentees, mentors = table(*instance[0], places=instance[1])
    # nobody names an interest, so that half of the weight earns nothing
    halved = match(mentees, mentors, replace(RULES, weights={"request": 0.5, "interests": 0.5}))
    assert 2 * halved.total == pytest.approx(match(mentees, mentors, RULES).total)
