"""What of the bases and of the answers after the group meeting reaches the engine."""

from __future__ import annotations

import pytest

from nastavnik.matching import services
from nastavnik.matching.engine import Goal, tier_of
from nastavnik.matching.enums import RunGoal
from nastavnik.matching.input import considered
from nastavnik.matching.models import Proposal
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


def proposed(run):
    return {(row.mentee, row.mentor) for row in Proposal.objects.filter(run=run)}


@pytest.fixture
def search(actor, programme):
    def run(goal=RunGoal.MOST):
        return services.carry_out(actor=actor, run=f.RunFactory(programme=programme, goal=goal))

    return run


@pytest.fixture
def answers(programme):
    """`answers(row, *others)`: somebody named these after the group meeting."""
    surveys = {
        side: f.SurveyFactory(programme=programme, questionnaire=f"{side}-preferences", wave="meeting", side=side)
        for side in ("mentee", "mentor")
    }

    def name(row, *others):
        wish = [str(other.pk) for other in others]
        f.ResponseFactory(survey=surveys[row.side], participation=row, answers={"wish": wish})

    return name


def wishes(programme, goal=RunGoal.WISHES):
    people = considered(f.RunFactory(programme=programme, goal=goal))
    return {one.key: one.wishes for one in (*people.mentees, *people.mentors)}


def test_the_goals_are_those_of_the_engine():
    assert set(RunGoal.values) == {goal.value for goal in Goal}
    assert all(goal.meaning and goal.proof for goal in RunGoal)
    assert [goal.value for goal in RunGoal if goal.needs_wishes] == ["wishes", "stable"]


@pytest.mark.parametrize(("need", "tier"), [(10, 1), (8, 1), (7, 2), (4, 2), (None, 2), (3, 3), (1, 3)])
def test_need_becomes_a_tier(programme, need, tier):
    f.MenteeFactory(programme=programme, need=need)
    [mentee] = considered(f.RunFactory(programme=programme)).mentees
    assert mentee.tier == tier_of(need) == tier


class TestTheNeediestFirst:
    @pytest.fixture
    def last_place(self, programme):
        """One place; whoever needs it more fits less."""
        f.MentorFactory(programme=programme, capacity=1)
        fitting = f.MenteeFactory(programme=programme, need=2)
        needy = f.MenteeFactory(programme=programme, need=9, interests=[])
        return fitting, needy

    def test_for_as_many_as_can_be(self, search, last_place):
        assert {mentee for mentee, _mentor in proposed(search(RunGoal.MOST))} == {last_place[1]}

    def test_not_for_the_greatest_sum(self, search, last_place):
        assert {mentee for mentee, _mentor in proposed(search(RunGoal.TOTAL))} == {last_place[0]}


class TestWishes:
    def test_of_both_sides_the_most_wanted_first(self, programme, answers):
        mentee = f.MenteeFactory(programme=programme)
        mentor, other = f.MentorFactory.create_batch(2, programme=programme)
        answers(mentee, other, mentor)
        answers(mentor, mentee)
        assert wishes(programme) == {
            str(mentee.pk): (frozenset({str(other.pk)}), frozenset({str(mentor.pk)})),
            str(mentor.pk): (frozenset({str(mentee.pk)}),),
            str(other.pk): (),
        }

    @pytest.mark.parametrize("goal", [RunGoal.MOST, RunGoal.TOTAL, RunGoal.FAIR])
    def test_not_for_the_other_goals(self, programme, answers, goal):
        mentee = f.MenteeFactory(programme=programme)
        answers(mentee, f.MentorFactory(programme=programme))
        assert set(wishes(programme, goal).values()) == {()}

    def test_who_is_no_longer_there_is_no_wish(self, programme, answers):
        mentee = f.MenteeFactory(programme=programme)
        answers(mentee, f.MentorFactory(programme=programme, consents=False))
        assert wishes(programme) == {str(mentee.pk): ()}

    def test_who_named_only_those_gone_is_paired_all_the_same(self, programme, answers, search):
        mentee, mentor = f.MenteeFactory(programme=programme), f.MentorFactory(programme=programme)
        answers(mentee, f.MentorFactory(programme=programme, consents=False))
        assert proposed(search(RunGoal.STABLE)) == {(mentee, mentor)}

    def test_those_who_chose_each_other_become_a_pair(self, programme, answers, search):
        mentee, best = f.MenteeFactory(programme=programme), f.MentorFactory(programme=programme)
        liked = f.MentorFactory(programme=programme, interests=[], competences=["физика"])
        answers(mentee, liked)
        answers(liked, mentee)
        assert proposed(search(RunGoal.WISHES)) == {(mentee, liked)}
        assert proposed(search(RunGoal.MOST)) == {(mentee, best)}

    def test_nobody_would_rather_swap(self, programme, answers, search):
        first, second = f.MenteeFactory.create_batch(2, programme=programme)
        mentor, other = f.MentorFactory.create_batch(2, programme=programme, capacity=1)
        answers(first, other)
        run = search(RunGoal.STABLE)
        assert proposed(run) == {(first, other), (second, mentor)}
        assert sorted(run.proof["stable"]) == sorted([[str(first.pk), str(other.pk)], [str(second.pk), str(mentor.pk)]])


@pytest.mark.parametrize("goal", RunGoal)
def test_each_goal_is_carried_out_and_proven(programme, search, goal):
    f.MentorFactory.create_batch(2, programme=programme, capacity=1)
    f.MenteeFactory.create_batch(3, programme=programme)
    run = search(goal)
    assert (run.goal, len(proposed(run)), len(run.unmatched)) == (goal, 2, 1)
