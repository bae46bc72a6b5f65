"""Putting a mentee beside a mentor, taking him away, keeping a pair as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.mentoring import services
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import MentoringForm
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


def form(code="teacher-pupil"):
    return MentoringForm.objects.get(code=code)


@pytest.fixture
def add(actor, programme):
    """`add()`: a new mentee beside a new mentor; either may be named."""

    def add(mentor=None, mentee=None, code="teacher-pupil", **more):
        mentor = mentor or f.MentorFactory(programme=programme)
        mentee = mentee or f.MenteeFactory(programme=programme)
        return services.add_member(actor=actor, mentor=mentor, mentee=mentee, form=form(code), **more)

    return add


class TestAdding:
    def test_a_draft_is_made(self, add, programme):
        member = add()
        pair = member.mentorship
        assert (pair.status, pair.form.code, pair.programme) == (MentorshipStatus.DRAFT, "teacher-pupil", programme)
        assert (member.score, member.reasons, member.locked) == (None, [], False)

    def test_the_journal_names_the_pair_and_the_member(self, add):
        member = add()
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id) == ("pair.formed", str(member.mentorship.pk))
        assert entry.details == {"member": str(member.pk)}

    def test_what_the_engine_said_is_kept(self, add):
        reasons = [{"name": "request", "value": 1.0}]
        member = add(score=Decimal("0.875"), reasons=reasons, locked=True)
        member.refresh_from_db()
        assert (member.score, member.reasons, member.locked) == (Decimal("0.875"), reasons, True)

    def test_a_second_mentee_joins_the_draft(self, add):
        first = add()
        assert add(mentor=first.mentorship.mentor).mentorship == first.mentorship
        assert Mentorship.objects.get().is_group

    def test_another_form_is_another_pair(self, add):
        first = add()
        second = add(mentor=first.mentorship.mentor, code="head-anyone")
        assert second.mentorship != first.mentorship

    def test_a_new_draft_beside_a_completed_pair(self, add, programme):
        old = f.MentorshipFactory(programme=programme, status=MentorshipStatus.COMPLETED)
        assert add(mentor=old.mentor).mentorship != old

    def test_an_older_pupil_for_a_younger_one(self, add, programme, school):
        mentor = f.MentorFactory(programme=programme, person=f.PersonFactory(organisation=school, grade=10))
        assert add(mentor=mentor, code="pupil-pupil").mentorship.mentor == mentor


class TestRefused:
    def refused(self, add, sentence, **people):
        before = (Member.objects.count(), Mentorship.objects.count())
        with pytest.raises(ValidationError, match=sentence):
            add(**people)
        assert (Member.objects.count(), Mentorship.objects.count()) == before
        assert not JournalEntry.objects.exists()

    def test_a_completed_programme(self, add, programme):
        mentor, mentee = f.MentorFactory(programme=programme), f.MenteeFactory(programme=programme)
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        self.refused(add, "Программа завершена", mentor=mentor, mentee=mentee)

    def test_a_mentor_not_selected(self, add, programme):
        self.refused(add, "ещё не прошёл отбор", mentor=f.MentorFactory(programme=programme, status="nominated"))

    def test_a_mentee_not_selected(self, add, programme):
        self.refused(add, "ещё не прошёл отбор", mentee=f.MenteeFactory(programme=programme, status="nominated"))

    def test_a_mentor_without_consents(self, add, programme):
        mentor = f.MentorFactory(programme=programme, consents=False)
        self.refused(add, "нет действующего согласия", mentor=mentor)

    def test_a_teacher_who_mentors_consents_as_an_employee_too(self, add, programme):
        mentor = f.MentorFactory(programme=programme, consents=False)
        for kind in ("processing", "participation"):
            f.ConsentFactory(person=mentor.person, kind=kind)
        self.refused(add, "нет действующего согласия работника", mentor=mentor)

    def test_a_mentee_without_consents(self, add, programme):
        mentee = f.MenteeFactory(programme=programme, consents=False)
        self.refused(add, "нет действующего согласия", mentee=mentee)

    def test_a_pupil_beside_one_of_his_class(self, add, programme, school):
        mentor = f.MentorFactory(programme=programme, person=f.PersonFactory(organisation=school, grade=8))
        self.refused(add, "учится не старше", mentor=mentor, code="pupil-pupil")

    def test_a_form_for_others(self, add):
        self.refused(add, "не подходит паре: педагог – ученик", code="pupil-pupil")

    def test_a_mentee_who_has_a_mentor(self, add, programme):
        (mentee,) = f.MentorshipFactory(programme=programme).mentees()
        self.refused(add, "уже есть наставник", mentee=mentee)

    def test_a_mentor_without_places(self, add, programme):
        mentor = f.MentorFactory(programme=programme, capacity=1)
        f.MentorshipFactory(programme=programme, mentor=mentor, status=MentorshipStatus.DRAFT)
        self.refused(add, "заняты все места: 1", mentor=mentor)

    @pytest.mark.parametrize("status", ["proposed", "approved", "active"])
    def test_a_group_past_its_draft(self, add, programme, status):
        pair = f.MentorshipFactory(programme=programme, status=status)
        self.refused(add, "уже на утверждении или утверждён", mentor=pair.mentor)

    def test_oneself(self, add, programme, school):
        person = f.TeacherFactory(organisation=school)
        mentor, mentee = f.MentorFactory(programme=programme, person=person), f.MenteeFactory(
            programme=programme, person=person
        )  # fmt: skip
        self.refused(add, "своим наставником", mentor=mentor, mentee=mentee, code="teacher-teacher")


class TestRemoving:
    def remove(self, actor, member):
        return services.remove_member(actor=actor, member=member)

    def test_the_last_one_takes_the_draft_with_him(self, actor, add, programme):
        assert self.remove(actor, add()) == programme
        assert (Member.objects.count(), Mentorship.objects.count()) == (0, 0)

    def test_the_others_stay(self, actor, add):
        first = add()
        second = add(mentor=first.mentorship.mentor)
        self.remove(actor, first)
        assert list(Member.objects.all()) == [second]

    def test_he_may_be_put_beside_another(self, actor, add):
        member = add()
        self.remove(actor, member)
        assert add(mentee=member.mentee).mentorship.mentor != member.mentorship.mentor

    def test_the_journal_is_about_the_programme(self, actor, add, programme):
        member = add()
        key = str(member.pk)
        self.remove(actor, member)
        entry = JournalEntry.objects.get(action="pair.dissolved")
        assert (entry.subject_id, entry.details) == (str(programme.pk), {"member": key})

    @pytest.mark.parametrize("status", ["proposed", "approved", "active", "completed", "ended"])
    def test_only_from_a_draft(self, actor, programme, status):
        member = f.MemberFactory(mentorship=f.MentorshipFactory(programme=programme, status=status, mentees=[]))
        with pytest.raises(ValidationError, match="Разобрать можно только подобранную пару"):
            self.remove(actor, member)
        assert Member.objects.filter(pk=member.pk).exists()
        assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("locked", [True, False])
def test_locking_and_unlocking(actor, programme, locked):
    member = f.MemberFactory(mentorship__programme=programme, locked=not locked)
    services.set_lock(actor=actor, member=member, locked=locked)
    member.refresh_from_db()
    assert member.locked is locked
    assert JournalEntry.objects.get().action == "pair.locked"


def test_a_mentor_who_came_of_a_partner(actor, add, programme, school):
    person = f.PersonFactory(organisation=school, kind=PersonKind.EMPLOYEE, birth_date=date(1990, 1, 1))
    member = add(mentor=f.MentorFactory(programme=programme, person=person), code="employer-pupil")
    assert member.mentorship.form.title == "работодатель – ученик"
