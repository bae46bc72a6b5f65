"""Selection: nobody passes without the sheets and the years needed, and nobody is passed over in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.journal import ACTIONS
from nastavnik.common.models import JournalEntry
from nastavnik.common.russian import NBSP
from nastavnik.common.scope import OutOfScope, Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.consents.models import Consent
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.programmes.models import Participation
from nastavnik.programmes.services import approve, approve_many, decline, give_consents_many, reconsider
from tests import factories as f

TODAY = date(2026, 11, 21)
NOMINATED, APPROVED = ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED
ALL_OF_A_TEACHER = (
    "нет действующего согласия на обработку персональных данных; на участие в программе; "
    "работника на наставничество (ст. 351.8 ТК РФ)."
)


@pytest.fixture
def mentee(programme, within):
    person = f.PersonFactory(
        organisation=programme.organisation, last_name="Гречкин", first_name="Лев", patronymic="Ильич"
    )
    return f.MenteeFactory(programme=programme, person=person, status=NOMINATED)


@pytest.fixture
def mentor(programme, within):
    person = f.TeacherFactory(
        organisation=programme.organisation, last_name="Хмель", first_name="Нина", patronymic="Андреевна"
    )
    return f.MentorFactory(programme=programme, person=person, status=NOMINATED, consents=False)


def pupil_mentor(programme, **values):
    person = f.PersonFactory(organisation=programme.organisation, **values)
    return f.MentorFactory(programme=programme, person=person, status=NOMINATED)


def status(row):
    with everything():
        return Participation.objects.get(pk=row.pk).status


def change_sheets(row, **values):
    with everything():
        Consent.objects.filter(person=row.person).update(**values)


class TestSheets:
    def test_each_missing_one_is_named_with_the_person(self, actor, mentor):
        with pytest.raises(ValidationError) as refused:
            approve(actor=actor, participation=mentor, on=TODAY)
        assert refused.value.messages == [f"Хмель{NBSP}Н.{NBSP}А.: {ALL_OF_A_TEACHER}"]
        assert status(mentor) == NOMINATED
        assert not JournalEntry.objects.exists()

    def test_only_the_missing_one(self, actor, mentor):
        for kind in ("processing", "participation"):
            f.ConsentFactory(person=mentor.person, kind=kind)
        with pytest.raises(ValidationError) as refused:
            approve(actor=actor, participation=mentor, on=TODAY)
        assert "351.8" in refused.value.messages[0]
        assert "на участие" not in refused.value.messages[0]

    def test_a_mentee_needs_no_sheet_of_an_employee(self, actor, mentee):
        assert approve(actor=actor, participation=mentee, on=TODAY).status == APPROVED
        assert status(mentee) == APPROVED

    @pytest.mark.parametrize("sheet", ["publication", "photo", "third_parties"])
    def test_other_sheets_do_not_stand_in(self, actor, programme, within, sheet):
        row = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        f.ConsentFactory(person=row.person, kind=sheet)
        with pytest.raises(ValidationError, match="на обработку персональных данных; на участие в программе"):
            approve(actor=actor, participation=row, on=TODAY)

    @pytest.mark.parametrize(
        "values",
        [{"given_on": date(2026, 11, 22)}, {"valid_until": date(2026, 11, 20)}, {"withdrawn_on": TODAY}],
    )
    def test_a_sheet_that_does_not_stand_on_that_day(self, actor, mentee, values):
        change_sheets(mentee, **values)
        with pytest.raises(ValidationError, match="нет действующего согласия"):
            approve(actor=actor, participation=mentee, on=TODAY)

    @pytest.mark.parametrize(
        "values", [{"given_on": TODAY}, {"valid_until": TODAY}, {"withdrawn_on": date(2026, 11, 22)}]
    )
    def test_a_sheet_that_still_or_already_stands(self, actor, mentee, values):
        change_sheets(mentee, **values)
        approve(actor=actor, participation=mentee, on=TODAY)
        assert status(mentee) == APPROVED

    def test_somebody_elses_sheets_are_not_mine(self, actor, programme, mentee, within):
        bare = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        with pytest.raises(ValidationError):
            approve(actor=actor, participation=bare, on=TODAY)


class TestYears:
    def test_a_pupil_mentors_from_the_fourteenth_birthday(self, actor, programme, within):
        row = pupil_mentor(programme, birth_date=date(2012, 11, 21))
        with pytest.raises(ValidationError, match="13 лет, а наставником ученик становится с 14"):
            approve(actor=actor, participation=row, on=date(2026, 11, 20))
        approve(actor=actor, participation=row, on=TODAY)
        assert status(row) == APPROVED

    def test_where_nobody_knows_the_birthday_the_class_tells(self, actor, programme, within):
        young, old = (pupil_mentor(programme, birth_date=None, grade=grade) for grade in (7, 8))
        with pytest.raises(ValidationError, match="учится в 7 классе"):
            approve(actor=actor, participation=young, on=TODAY)
        approve(actor=actor, participation=old, on=TODAY)
        assert (status(young), status(old)) == (NOMINATED, APPROVED)

    def test_a_mentee_may_be_small(self, actor, programme, within):
        child = f.PersonFactory(organisation=programme.organisation, birth_date=date(2019, 9, 1), grade=1)
        row = f.MenteeFactory(programme=programme, person=child, status=NOMINATED)
        assert approve(actor=actor, participation=row, on=TODAY).status == APPROVED


class TestDecisions:
    def test_approved_with_a_reason_and_a_day(self, actor, mentee):
        approve(actor=actor, participation=mentee, on=TODAY, reason="Просит помощи.")
        row = Participation.objects.get()
        assert (row.status, row.decision_reason, row.decided_on) == (APPROVED, "Просит помощи.", TODAY)

    def test_declined_in_the_journal_with_the_reason(self, actor, mentee):
        decline(actor=actor, participation=mentee, on=TODAY, reason="Уезжает.")
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id) == ("participation.declined", str(mentee.pk))
        assert entry.details == {"reason": "Уезжает."}

    @pytest.mark.parametrize("code", ["participation.approved", "participation.declined"])
    def test_a_reason_is_personal(self, code):
        assert ACTIONS[code].personal == {"reason"}

    def test_an_approved_one_may_be_declined_later(self, actor, mentee):
        approve(actor=actor, participation=mentee, on=TODAY)
        decline(actor=actor, participation=mentee, on=TODAY, reason="Передумал.")
        assert status(mentee) == "declined"

    def test_who_was_declined_is_looked_at_again_before_approval(self, actor, mentee):
        decline(actor=actor, participation=mentee, on=TODAY, reason="Нет мест.")
        with pytest.raises(ValidationError, match="из состояния «отклонён» нельзя перейти в «отобран»"):
            approve(actor=actor, participation=mentee, on=TODAY)
        reconsider(actor=actor, participation=mentee)
        assert approve(actor=actor, participation=mentee, on=TODAY).decision_reason == ""

    def test_a_neighbour_decides_nothing(self, actor, mentee, other_school):
        with scoped(Scope(branch=other_school.path)), pytest.raises(OutOfScope):
            decline(actor=actor, participation=mentee, on=TODAY, reason="Чужой.")
        assert status(mentee) == NOMINATED

    def test_nor_does_a_classmate(self, actor, mentee):
        classmate = f.PersonFactory(organisation=mentee.programme.organisation)
        with scoped(Scope(person=classmate.pk)), pytest.raises(OutOfScope):
            decline(actor=actor, participation=mentee, on=TODAY, reason="Пусть не он.")
        assert status(mentee) == NOMINATED


class TestMany:
    def approve(self, actor, programme, rows):
        return approve_many(actor=actor, programme=programme, participations=rows, on=TODAY)

    def test_the_refused_are_told_each_by_name(self, actor, programme, mentee, mentor):
        young = pupil_mentor(programme, last_name="Перцев", birth_date=date(2015, 1, 1), grade=6)
        approved, refused = self.approve(actor, programme, [mentor, mentee, young])
        assert approved == 1
        assert [sentence.split(NBSP)[0] for sentence in refused] == ["Хмель", "Перцев"]
        assert [status(row) for row in (mentor, mentee, young)] == [NOMINATED, APPROVED, NOMINATED]

    def test_each_approval_has_its_entry_and_the_list_its_own(self, actor, programme, mentee, mentor):
        self.approve(actor, programme, [mentee, mentor])
        assert list(JournalEntry.objects.order_by("id").values_list("action", "details")) == [
            ("participation.approved", {"reason": ""}),
            ("participation.approved_many", {"approved": 1, "refused": 1}),
        ]

    def test_twice_approves_once(self, actor, programme, mentee):
        assert self.approve(actor, programme, [mentee]) == (1, [])
        approved, refused = self.approve(actor, programme, [mentee])
        assert approved == 0
        assert "нельзя перейти" in refused[0]

    def test_nobody_is_nobody(self, actor, programme, within):
        assert self.approve(actor, programme, []) == (0, [])


class TestSheetsOfMany:
    def give(self, actor, programme, rows, given_on=TODAY):
        return give_consents_many(actor=actor, programme=programme, participations=rows, given_on=given_on, today=TODAY)

    def test_afterwards_they_are_approved(self, actor, programme, mentor):
        assert self.give(actor, programme, [mentor]) == (1, [])
        assert approve_many(actor=actor, programme=programme, participations=[mentor], on=TODAY) == (1, [])

    def test_a_child_who_has_every_sheet_is_not_refused_for_want_of_a_representative(self, actor, programme, mentee):
        assert self.give(actor, programme, [mentee])[1] == []
        assert Consent.objects.count() == 2

    def test_a_day_that_has_not_come_is_refused_for_each(self, actor, programme, mentor):
        given, refused = self.give(actor, programme, [mentor], given_on=date(2026, 11, 22))
        assert given == 0
        assert refused == [f"Хмель{NBSP}Н.{NBSP}А.: Дата подписания ещё не наступила."]
        assert not Consent.objects.exists()
