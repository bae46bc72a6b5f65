"""Consents: which are needed, who signs, when they stand, and what happens without them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.consents import services
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import Consent
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import check_consents, kinds_needed, missing_kinds, signer_for
from nastavnik.people.models import Person
from tests import factories as f

TODAY = date(2026, 11, 21)
P, T, L = ConsentKind.PROCESSING, ConsentKind.PARTICIPATION, ConsentKind.LABOUR
ADULT = {"birth_date": date(1985, 1, 1), "grade": None, "kind": "teacher"}


class TestWhatIsNeeded:
    @pytest.mark.parametrize(
        ("kind", "as_mentor", "needed"),
        [("pupil", False, (P, T)), ("pupil", True, (P, T)), ("teacher", True, (P, T, L)), ("teacher", False, (P, T)),
         ("parent", True, (P, T)), ("employee", True, (P, T))],
    )  # fmt: skip
    def test_kinds(self, kind, as_mentor, needed):
        assert kinds_needed(Person(kind=kind), as_mentor=as_mentor) == needed

    def test_what_is_missing_keeps_the_order(self):
        assert missing_kinds(Person(kind="teacher"), as_mentor=True, standing={"participation"}) == [P, L]


class TestWhoSigns:
    @pytest.mark.parametrize(
        ("born", "signer"),
        [
            (date(2012, 11, 22), Signer.REPRESENTATIVE), (date(2012, 11, 21), Signer.BOTH), (date(2008, 11, 22), Signer.BOTH),
            (date(2008, 11, 21), Signer.SELF), (date(1980, 1, 1), Signer.SELF),
        ],
    )  # fmt: skip
    def test_by_age(self, born, signer):
        assert signer_for(Person(kind="pupil", birth_date=born), TODAY) == signer

    @pytest.mark.parametrize(("kind", "signer"), [("pupil", Signer.REPRESENTATIVE), ("teacher", Signer.SELF)])
    def test_where_the_age_is_unknown(self, kind, signer):
        assert signer_for(Person(kind=kind), TODAY) == signer


class TestStanding:
    @pytest.mark.parametrize(
        ("values", "stands"),
        [
            ({"given_on": TODAY}, True), ({"given_on": TODAY + timedelta(days=1)}, False),
            ({"given_on": date(2026, 9, 1), "valid_until": TODAY}, True),
            ({"given_on": date(2026, 9, 1), "valid_until": TODAY - timedelta(days=1)}, False),
            ({"given_on": date(2026, 9, 1), "withdrawn_on": TODAY}, False),
            ({"given_on": date(2026, 9, 1), "withdrawn_on": TODAY + timedelta(days=1)}, True),
        ],
    )  # fmt: skip
    def test_from_when_until_when(self, within, school, values, stands):
        person = f.PersonFactory(organisation=school)
        f.ConsentFactory(person=person, **values)
        assert standing_kinds([person.pk], TODAY)[person.pk] == ({"processing"} if stands else set())

    def test_many_people_in_one_query(self, within, school, django_assert_num_queries):
        people = [f.PersonFactory(organisation=school) for _n in range(3)]
        f.ConsentFactory(person=people[0])
        f.ConsentFactory(person=people[1], kind=T)
        with django_assert_num_queries(1):
            found = standing_kinds([person.pk for person in people], TODAY)
        assert [found[person.pk] for person in people] == [{"processing"}, {"participation"}, set()]


class TestConstraints:
    def test_it_does_not_end_before_it_begins(self, db):
        with pytest.raises(ValidationError, match="раньше дня подписания"):
            f.ConsentFactory(given_on=TODAY, valid_until=TODAY - timedelta(days=1))

    def test_nor_is_it_withdrawn_before(self, db):
        with pytest.raises(ValidationError, match="отозвано раньше дня подписания"):
            f.ConsentFactory(given_on=TODAY, withdrawn_on=TODAY - timedelta(days=1))

    def test_one_of_a_kind_stands(self, db):
        first = f.ConsentFactory()
        with pytest.raises(ValidationError, match="сначала отзовите его"):
            f.ConsentFactory(person=first.person)

    def test_after_a_withdrawal_there_may_be_another(self, db):
        first = f.ConsentFactory(withdrawn_on=TODAY)
        assert f.ConsentFactory(person=first.person).pk != first.pk


class TestGiving:
    def give(self, actor, person, **values):
        defaults = {"kinds": [P, T], "given_on": TODAY, "signed_by": "Вымышлова О. П.", "today": TODAY}
        return services.give_consents(actor=actor, person=person, **(defaults | values))

    def test_each_sheet_is_a_row(self, within, school, actor):
        child = f.PersonFactory(organisation=school, birth_date=date(2014, 1, 1))
        self.give(actor, child)
        rows = Consent.objects.order_by("kind").values_list("kind", "signer", "signed_by")
        by_her = ("representative", "Вымышлова О. П.")
        assert list(rows) == [("participation", *by_her), ("processing", *by_her)]
        assert JournalEntry.objects.get().details == {"kinds": ["processing", "participation"]}

    def test_those_standing_are_left(self, within, school, actor):
        child = f.PersonFactory(organisation=school)
        f.ConsentFactory(person=child, kind=P)
        self.give(actor, child)
        assert JournalEntry.objects.get().details == {"kinds": ["participation"]}

    def test_tomorrow_has_not_come(self, within, school, actor):
        with pytest.raises(ValidationError, match="ещё не наступила"):
            self.give(actor, f.PersonFactory(organisation=school), given_on=TODAY + timedelta(days=1))
        assert Consent.objects.count() == 0

    @pytest.mark.parametrize("name", ["", "   "])
    def test_for_a_minor_the_representative_is_named(self, within, school, actor, name):
        with pytest.raises(ValidationError, match="подписывает законный представитель"):
            self.give(actor, f.PersonFactory(organisation=school), signed_by=name)

    def test_an_adult_signs_alone(self, within, school, actor):
        self.give(actor, f.PersonFactory(organisation=school, **ADULT), signed_by="кто-то ещё")
        assert set(Consent.objects.values_list("signer", "signed_by")) == {("self", "")}

    def test_who_signs_is_judged_by_the_day_of_signing(self, within, school, actor):
        grown = f.PersonFactory(organisation=school, birth_date=date(2008, 11, 20))
        self.give(actor, grown, given_on=date(2026, 11, 1))
        assert set(Consent.objects.values_list("signer", flat=True)) == {"both"}


class TestWithdrawing:
    def test_it_stops_at_once(self, within, school, actor):
        sheet = f.ConsentFactory(person=f.PersonFactory(organisation=school))
        services.withdraw_consent(actor=actor, consent=sheet, on=TODAY)
        assert standing_kinds([sheet.person_id], TODAY)[sheet.person_id] == set()
        assert JournalEntry.objects.get().action == "consent.withdrawn"

    def test_the_sheet_stays(self, within, school, actor):
        sheet = f.ConsentFactory(person=f.PersonFactory(organisation=school))
        services.withdraw_consent(actor=actor, consent=sheet, on=TODAY)
        assert Consent.objects.get().withdrawn_on == TODAY


class TestGoingFurther:
    def test_with_all_sheets(self, within, programme):
        row = f.MentorFactory(programme=programme)
        assert check_consents(row.person, as_mentor=True, on=TODAY) is None

    def test_what_is_missing_is_named(self, within, school):
        person = f.PersonFactory(organisation=school, last_name="Белая", first_name="Ксения", patronymic="")
        f.ConsentFactory(person=person, kind=P)
        with pytest.raises(ValidationError) as refused:
            check_consents(person, as_mentor=False, on=TODAY)
        assert refused.value.messages == ["Белая\u00a0К.: нет действующего согласия на участие в программе."]

    def test_a_teacher_who_mentors_consents_as_an_employee(self, within, programme):
        row = f.MenteeFactory(programme=programme, person=f.TeacherFactory(organisation=programme.organisation))
        with pytest.raises(ValidationError, match=r"351\.8"):
            check_consents(row.person, as_mentor=True, on=TODAY)
