"""Those who wish to mentor stand in next year's base: once, with what they said, and not yet approved."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.organisations.models import AcademicYear
from nastavnik.programmes.enums import ProgrammeStatus, Side
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.programmes.queries import current_programme
from nastavnik.programmes.services import carry_over
from tests import factories as f


@pytest.fixture
def wishing(programme, within):
    """Two mentees who wish, one who does not, and a mentor who is not asked."""
    rows = f.MenteeFactory.create_batch(2, programme=programme, wants_to_mentor=True, expectations="Хочу в химию")
    f.MenteeFactory(programme=programme)
    f.MentorFactory(programme=programme, wants_to_mentor=True)
    return rows


@pytest.fixture
def carry(actor, programme):
    return lambda title="Рядом снова": carry_over(actor=actor, programme=programme, title=title)


@pytest.fixture
def coming(programme):
    """Next year's programme, opened by the curator beforehand."""
    year = f.YearFactory(starts_in=programme.year.starts_in + 1)
    return f.ProgrammeFactory(
        organisation=programme.organisation, year=year, title="Уже открыта", forms=["student-pupil"]
    )


class TestTheProgramme:
    def test_it_is_prepared_with_the_forms_and_the_goal_of_this_one(self, within, carry, programme):
        with everything():
            programme.goal, programme.curator = "Помочь каждому", f.TeacherFactory(organisation=programme.organisation)
            programme.store()
        following, _added = carry()
        assert (following.title, following.status) == ("Рядом снова", ProgrammeStatus.PREPARING)
        assert (following.goal, following.curator_id) == ("Помочь каждому", programme.curator_id)
        assert set(following.forms.values_list("code")) == set(programme.forms.values_list("code"))

    def test_the_year_is_made_where_there_is_none(self, carry, wishing):
        assert not AcademicYear.objects.filter(starts_in=2027).exists()
        assert carry()[0].year.starts_in == 2027

    def test_one_opened_beforehand_is_taken_as_it_is(self, carry, wishing, coming):
        following, added = carry()
        assert (following, added) == (coming, 2)
        assert (following.title, following.status) == ("Уже открыта", ProgrammeStatus.RUNNING)
        assert list(following.forms.all()) == [MentoringForm.objects.get(code="student-pupil")]

    def test_twice_there_is_one_programme(self, carry, wishing):
        assert carry()[0] == carry("Другое название")[0]
        assert Programme.objects.filter(year__starts_in=2027).count() == 1

    def test_until_it_begins_this_one_is_current(self, carry, wishing, programme):
        following, _added = carry()
        assert current_programme(programme.organisation, date(2026, 11, 21)) == programme
        assert current_programme(programme.organisation, date(2027, 9, 1)) == following

    def test_a_programme_of_a_neighbour_is_not_reached(self, within, actor, other_school):
        strange = f.ProgrammeFactory(organisation=other_school)
        with pytest.raises(OutOfScope):
            carry_over(actor=actor, programme=strange, title="Чужая")
        with everything():
            assert Programme.objects.get() == strange


class TestTheMentors:
    def test_they_are_those_who_wish_and_wait_for_a_decision(self, carry, wishing):
        following, added = carry()
        rows = Participation.objects.filter(programme=following)
        assert added == 2
        assert {row.person_id for row in rows} == {row.person_id for row in wishing}
        assert set(rows.values_list("side", "status", "channel")) == {("mentor", "nominated", "last_cycle")}

    def test_their_time_and_interests_go_along_and_their_requests_do_not(self, carry, wishing):
        following, _added = carry()
        for row in Participation.objects.filter(programme=following):
            assert (row.interests, row.availability) == (["шахматы"], ["2 15:00"])
            assert (row.competences, row.expectations, row.decided_on) == ([], "", None)

    def test_who_already_mentors_there_is_left_as_he_is(self, carry, wishing, coming):
        already = f.MentorFactory(programme=coming, person=wishing[0].person, capacity=3)
        assert carry()[1] == 1
        again = Participation.objects.get(pk=already.pk)
        assert (again.status, again.capacity) == ("approved", 3)

    def test_a_mentee_of_next_year_may_also_mentor_in_it(self, carry, wishing, coming):
        f.MenteeFactory(programme=coming, person=wishing[0].person)
        assert carry()[1] == 2
        sides = Participation.objects.filter(programme=coming, person=wishing[0].person).values_list("side", flat=True)
        assert set(sides) == {Side.MENTEE, Side.MENTOR}

    def test_this_years_rows_stay(self, carry, wishing, programme):
        before = set(Participation.objects.filter(programme=programme).values_list("pk", "side", "status"))
        carry()
        assert set(Participation.objects.filter(programme=programme).values_list("pk", "side", "status")) == before

    def test_a_wish_that_comes_later_is_carried_by_the_next_time(self, carry, wishing, programme):
        carry()
        f.MenteeFactory(programme=programme, wants_to_mentor=True)
        assert carry()[1] == 1


def test_the_entry_counts_and_names_nobody(carry, wishing):
    following, _added = carry()
    opened, carried = JournalEntry.objects.order_by("id")
    assert (opened.action, opened.details) == ("programme.continued", {})
    assert (carried.action, carried.subject_id) == ("participation.carried_over", str(following.pk))
    assert carried.details == {"added": 2}
