"""Giving and withdrawing sheets: what is written, what is refused, and what the day of signing decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.models import Consent
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.services import give_consents, withdraw_consent
from tests import factories as f

TODAY, SEPTEMBER = date(2026, 11, 21), date(2026, 9, 10)
P, T = ConsentKind.PROCESSING, ConsentKind.PARTICIPATION


@pytest.fixture
def give(within, actor):
    def make(person, kinds=(P,), given_on=TODAY, signed_by="Гречкина Вера"):
        return give_consents(
            actor=actor, person=person, kinds=kinds, given_on=given_on, signed_by=signed_by, today=TODAY
        )

    return make


@pytest.fixture
def child(school):
    return f.PersonFactory(organisation=school)


@pytest.fixture
def sheet(child, within):
    return f.ConsentFactory(person=child, given_on=SEPTEMBER)


def signers():
    return list(Consent.objects.values_list("signer", "signed_by"))


class TestWhoSigned:
    BORN = date(2012, 9, 10)

    @pytest.mark.parametrize(
        ("given_on", "signer"), [(date(2026, 9, 9), "representative"), (date(2026, 9, 10), "both"), (TODAY, "both")]
    )
    def test_fourteen_on_the_day_of_signing(self, give, school, given_on, signer):
        give(f.PersonFactory(organisation=school, birth_date=self.BORN), given_on=given_on)
        assert signers() == [(signer, "Гречкина Вера")]

    @pytest.mark.parametrize(
        ("given_on", "expected"), [(date(2026, 9, 9), ("both", "Гречкина Вера")), (date(2026, 9, 10), ("self", ""))]
    )
    def test_eighteen_on_the_day_of_signing(self, give, school, given_on, expected):
        give(f.PersonFactory(organisation=school, birth_date=date(2008, 9, 10)), given_on=given_on)
        assert signers() == [expected]

    def test_born_on_the_29th_of_february_one_is_older_from_march(self, give, school):
        born = date(2012, 2, 29)
        give(f.PersonFactory(organisation=school, birth_date=born), given_on=date(2026, 2, 28))
        give(f.PersonFactory(organisation=school, birth_date=born), given_on=date(2026, 3, 1))
        assert sorted(signer for signer, _name in signers()) == ["both", "representative"]

    def test_a_name_is_kept_without_its_margins(self, give, child):
        give(child, signed_by="  Гречкина Вера \n")
        assert signers()[0][1] == "Гречкина Вера"

    def test_an_adult_of_unknown_age_signs_alone(self, give, school):
        give(f.TeacherFactory(organisation=school, birth_date=None), signed_by="")
        assert signers() == [("self", "")]


class TestGiving:
    def test_today_is_not_too_late_and_tomorrow_too_early(self, give, child):
        give(child, given_on=TODAY)
        with pytest.raises(ValidationError, match="Дата подписания ещё не наступила"):
            give(child, kinds=[T], given_on=date(2026, 11, 22))
        assert standing_kinds([child.pk], TODAY)[child.pk] == {"processing"}

    def test_a_refusal_leaves_neither_sheet_nor_entry(self, give, child):
        with pytest.raises(ValidationError):
            give(child, kinds=[P, T], signed_by=" ")
        assert not Consent.objects.exists()
        assert not JournalEntry.objects.exists()

    def test_a_sheet_that_cannot_be_kept_takes_the_others_with_it(self, give, school):
        terms = f.LabourTermsFactory(person__organisation=school, ends_on=date(2026, 10, 1))
        with pytest.raises(ValidationError, match="раньше дня подписания"):
            give(terms.person, kinds=[P, ConsentKind.LABOUR])
        assert not Consent.objects.exists()

    def test_one_with_a_last_day_makes_room_for_the_next(self, give, child):
        f.ConsentFactory(person=child, kind=T, given_on=SEPTEMBER, valid_until=date(2026, 10, 1))
        give(child, kinds=[P, T])
        assert Consent.objects.filter(kind=T).count() == 2

    def test_a_standing_sheet_keeps_its_day(self, give, sheet):
        give(sheet.person, kinds=[P])
        assert Consent.objects.get().given_on == SEPTEMBER

    def test_of_a_neighbours_pupil_nothing_is_written(self, give, other_school):
        with pytest.raises(OutOfScope):
            give(f.PersonFactory(organisation=other_school))
        with everything():
            assert not Consent.objects.exists()


class TestWithdrawing:
    def withdraw(self, actor, sheet, on=TODAY):
        return withdraw_consent(actor=actor, consent=sheet, on=on)

    def test_until_the_day_before_it_stood(self, actor, sheet):
        self.withdraw(actor, sheet)
        assert standing_kinds([sheet.person_id], date(2026, 11, 20))[sheet.person_id] == {"processing"}

    def test_not_before_it_was_given(self, actor, sheet):
        with pytest.raises(ValidationError, match="не может быть отозвано раньше дня подписания"):
            self.withdraw(actor, sheet, on=date(2026, 9, 9))
        assert Consent.objects.get().withdrawn_on is None

    def test_the_first_day_of_withdrawal_stays(self, actor, sheet):
        self.withdraw(actor, sheet, on=date(2026, 10, 1))
        self.withdraw(actor, sheet, on=TODAY)
        assert Consent.objects.get().withdrawn_on == date(2026, 10, 1)

    def test_afterwards_a_new_sheet_may_be_signed(self, give, actor, sheet):
        self.withdraw(actor, sheet)
        give(sheet.person)
        assert standing_kinds([sheet.person_id], TODAY)[sheet.person_id] == {"processing"}
        assert Consent.objects.count() == 2

    def test_other_sheets_stand_on(self, actor, sheet):
        f.ConsentFactory(person=sheet.person, kind=T)
        self.withdraw(actor, sheet)
        assert standing_kinds([sheet.person_id], TODAY)[sheet.person_id] == {"participation"}

    def test_a_neighbours_sheet_is_out_of_reach(self, within, actor, other_school):
        strange = f.ConsentFactory(person=f.PersonFactory(organisation=other_school))
        with pytest.raises(OutOfScope):
            self.withdraw(actor, strange)
        with everything():
            assert Consent.objects.get().withdrawn_on is None
