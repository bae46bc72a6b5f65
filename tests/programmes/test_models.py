"""What the tables of programmes refuse by themselves, and the questions their querysets answer."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import (
    PARTICIPATION_TRANSITIONS,
    TAKING_PART,
    ParticipationStatus,
    ProgrammeStatus,
    Side,
)
from nastavnik.programmes.models import MentoringForm, Participation, Programme, RoleModel
from tests import factories as f


def refused_by_the_database(change):
    with everything(), pytest.raises(IntegrityError), transaction.atomic():
        change()


class TestTheDatabase:
    @pytest.fixture
    def row(self, programme):
        return f.MenteeFactory(programme=programme)

    def update(self, row, **values):
        return lambda: Participation.objects.filter(pk=row.pk).update(**values)

    @pytest.mark.parametrize(
        "values", [{"capacity": 0}, {"status": "declined"}, {"status": "declined", "side": "mentor"}]
    )
    def test_holds_what_forms_may_forget(self, row, values):
        refused_by_the_database(self.update(row, **values))

    def test_a_declined_one_with_a_reason_is_let_through(self, row):
        with everything():
            assert self.update(row, status="declined", decision_reason="Уехал")() == 1

    def test_one_row_for_a_person_on_a_side(self, row):
        twin = Participation(programme=row.programme, person=row.person, side=row.side)
        refused_by_the_database(twin.save)

    def test_one_programme_a_year(self, programme):
        twin = Programme(organisation=programme.organisation, year=programme.year, title="Вторая")
        refused_by_the_database(twin.save)

    def test_one_role_model_of_a_title_in_a_form(self, db):
        known = RoleModel.objects.first()
        refused_by_the_database(RoleModel(form=known.form, title=known.title).save)

    def test_a_person_who_takes_part_is_not_removed(self, row):
        refused_by_the_database(row.person.delete)


class TestWords:
    def test_a_second_row_of_a_person_is_refused_in_words(self, programme):
        first = f.MenteeFactory(programme=programme)
        with pytest.raises(ValidationError, match="Этот человек уже есть в базе программы"):
            f.MenteeFactory(programme=programme, person=first.person)

    def test_declining_without_a_reason_too(self, programme):
        with pytest.raises(ValidationError, match="Отклоняя, назовите причину"):
            f.MenteeFactory(programme=programme, status="declined")

    @pytest.mark.parametrize("capacity", [1, 15])
    def test_a_mentor_takes_from_one_to_fifteen(self, programme, capacity):
        assert f.MentorFactory(programme=programme, capacity=capacity).capacity == capacity

    def test_a_row_is_called_by_the_person_and_the_side(self, programme):
        person = f.TeacherFactory(
            organisation=programme.organisation, last_name="Хмель", first_name="Нина", patronymic=""
        )
        assert str(f.MentorFactory(programme=programme, person=person)) == "Хмель Нина – наставник"


class TestMoves:
    def test_every_state_has_its_moves(self):
        assert set(PARTICIPATION_TRANSITIONS) == set(ParticipationStatus)

    def test_nobody_stays_where_he_is_by_a_move(self):
        assert all(state not in moves for state, moves in PARTICIPATION_TRANSITIONS.items())

    def test_who_has_completed_goes_nowhere(self):
        assert PARTICIPATION_TRANSITIONS[ParticipationStatus.COMPLETED] == set()

    def test_only_the_approved_complete(self):
        before = {now for now, moves in PARTICIPATION_TRANSITIONS.items() if ParticipationStatus.COMPLETED in moves}
        assert before == {ParticipationStatus.APPROVED}

    def test_the_programme_is_carried_out_with_the_chosen(self):
        assert set(TAKING_PART) == {ParticipationStatus.APPROVED, ParticipationStatus.COMPLETED}


class TestQuestions:
    @pytest.fixture
    def rows(self, programme, within):
        return {
            "mentor": f.MentorFactory(programme=programme),
            "mentee": f.MenteeFactory(programme=programme),
            "nominee": f.MenteeFactory(programme=programme, status="nominated"),
        }

    def test_sides(self, rows):
        assert list(Participation.objects.mentors()) == [rows["mentor"]]
        assert set(Participation.objects.mentees()) == {rows["mentee"], rows["nominee"]}
        assert rows["mentor"].is_mentor
        assert not rows["mentee"].is_mentor

    def test_states(self, rows):
        assert list(Participation.objects.nominated()) == [rows["nominee"]]
        assert list(Participation.objects.mentees().approved()) == [rows["mentee"]]

    def test_with_people_there_is_one_query(self, rows, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert len({row.person.full_name for row in Participation.objects.with_people()}) == 3

    def test_they_stand_in_the_order_of_names(self, programme, within):
        for surname in ("Яблоков", "Ёлкин", "Жуков", "Дымов"):
            person = f.PersonFactory(organisation=programme.organisation, last_name=surname)
            f.MenteeFactory(programme=programme, person=person)
        found = [row.person.last_name for row in Participation.objects.with_people()]
        assert found == ["Дымов", "Ёлкин", "Жуков", "Яблоков"]

    def test_the_newest_programme_comes_first(self, school, within):
        years = [f.YearFactory(starts_in=starts_in) for starts_in in (2025, 2027, 2026)]
        for year in years:
            f.ProgrammeFactory(organisation=school, year=year)
        assert [row.year.starts_in for row in Programme.objects.all()] == [2027, 2026, 2025]

    @pytest.mark.parametrize("status", list(ProgrammeStatus))
    def test_only_a_completed_programme_is_completed(self, status):
        assert Programme(status=status).is_completed is (status == ProgrammeStatus.COMPLETED)


class TestWhoSees:
    def test_a_mentor_sees_his_own_row_and_not_the_mentees(self, programme):
        mentor = f.MentorFactory(programme=programme)
        f.MenteeFactory(programme=programme)
        with scoped(Scope(person=mentor.person_id)):
            assert list(Participation.objects.all()) == [mentor]
            assert Participation.objects.get().side == Side.MENTOR

    def test_a_neighbour_sees_neither_programme_nor_rows(self, programme, other_school):
        f.MenteeFactory(programme=programme)
        with scoped(Scope(branch=other_school.path)):
            assert not Programme.objects.exists()
            assert not Participation.objects.exists()

    def test_the_reference_book_is_for_everybody(self, db):
        assert MentoringForm.objects.count() == 7


@pytest.mark.parametrize("mentor", ["pupil", "teacher", "student", "alumnus", "employee", "parent"])
def test_a_form_without_kinds_fits_nobody(mentor):
    assert not MentoringForm(code="empty").fits(mentor, "pupil")
