"""Who chose whom: mutual choices make pairs (methodology §3.4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.questionnaires.preferences import Mutual, Preferences, compare, ranking
from nastavnik.questionnaires.queries import may_be_named, preferences
from tests import factories as f


def test_both_named_each_other():
    found = compare({"Аня": ["Пётр", "Вера"]}, {"Вера": ["Аня"], "Пётр": ["Боря", "Аня"]})
    assert found.mutual == (Mutual(3, "Аня", "Вера", 2, 1), Mutual(3, "Аня", "Пётр", 1, 2))
    assert (found.of_mentees, found.of_mentors) == ((), (("Пётр", "Боря", 1),))


def test_the_most_wanted_first():
    found = compare({"А": ["М"], "Б": ["М"]}, {"М": ["Б", "А"]})
    assert [(pair.mentee, pair.places) for pair in found.mutual] == [("Б", 2), ("А", 3)]


def test_nobody_chose():
    assert compare({}, {}) == Preferences((), (), ())


def test_two_answers_are_one_list():
    assert ranking([["М", "В"], ["П", "М"], []]) == ["М", "В", "П"]


CHOICES = st.dictionaries(st.sampled_from("абвг"), st.lists(st.sampled_from("МНКЛ"), unique=True, max_size=3))
RETURNED = st.dictionaries(st.sampled_from("МНКЛ"), st.lists(st.sampled_from("абвг"), unique=True, max_size=3))


@given(CHOICES, RETURNED)
def test_every_choice_is_in_one_place(mentees, mentors):
    found = compare(mentees, mentors)
    of_mentees = {(pair.mentee, pair.mentor) for pair in found.mutual} | {(a, b) for a, b, _n in found.of_mentees}
    of_mentors = {(pair.mentor, pair.mentee) for pair in found.mutual} | {(a, b) for a, b, _n in found.of_mentors}
    assert of_mentees == {(who, whom) for who, named in mentees.items() for whom in named}
    assert of_mentors == {(who, whom) for who, named in mentors.items() for whom in named}
    assert all(pair.mentor in mentees[pair.mentee] and pair.mentee in mentors[pair.mentor] for pair in found.mutual)
    assert list(found.mutual) == sorted(found.mutual)


class TestOfAProgramme:
    @pytest.fixture
    def wishes(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")

    @pytest.fixture
    def offers(self, programme):
        return f.SurveyFactory(
            programme=programme, questionnaire="mentor-preferences", wave="meeting", side="mentor"
        )  # fmt: skip

    @pytest.mark.usefixtures("within")
    def test_out_of_the_answers_of_both_sides(self, programme, wishes, offers):
        mentee, mentor = f.MenteeFactory(programme=programme), f.MentorFactory(programme=programme)
        f.ResponseFactory(survey=wishes, participation=mentee, answers={"wish": [], "goal": [str(mentor.pk)]})
        f.ResponseFactory(survey=offers, participation=mentor, answers={"wish": [str(mentee.pk)]})
        assert preferences(programme).mutual == (Mutual(2, str(mentee.pk), str(mentor.pk), 1, 1),)

    @pytest.mark.usefixtures("within")
    def test_only_the_other_side_whose_consents_stand_may_be_named(self, programme, wishes):
        mentee = f.MenteeFactory(programme=programme)
        ready = f.MentorFactory(programme=programme)
        f.MentorFactory(programme=programme, consents=False)
        f.MentorFactory(programme=programme, status="nominated")
        f.MenteeFactory(programme=programme)
        named = may_be_named(wishes, mentee)
        assert list(named) == [str(ready.pk)]
        assert named[str(ready.pk)].startswith(ready.person.full_name)

    @pytest.mark.usefixtures("within")
    def test_nobody_names_oneself(self, programme, offers):
        both = f.PersonFactory(organisation=programme.organisation, grade=8)
        f.MenteeFactory(programme=programme, person=both)
        as_mentor = f.MentorFactory(programme=programme, person=both)
        assert may_be_named(offers, as_mentor) == {}
