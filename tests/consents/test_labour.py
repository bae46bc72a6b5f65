"""The terms of an employee who mentors, scans, and consents confirmed by a link: the services themselves."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from nastavnik.common.models import JournalEntry
from nastavnik.consents import services
from nastavnik.consents.enums import ConsentKind, NoticedBy
from nastavnik.consents.models import Consent, LabourTerms
from nastavnik.consents.rules import scan_ending
from nastavnik.links.services import make_consent_link
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
P, T, LABOUR = ConsentKind.PROCESSING, ConsentKind.PARTICIPATION, ConsentKind.LABOUR


@pytest.fixture
def teacher(school):
    return f.TeacherFactory(organisation=school)


@pytest.fixture
def terms(teacher):
    return f.LabourTermsFactory(person=teacher)


def give(actor, person, kinds, **more):
    values = {"given_on": f.TODAY, "signed_by": "Лисина Анна", "today": f.TODAY} | more
    return services.give_consents(actor=actor, person=person, kinds=kinds, **values)


class TestTerms:
    VALUES = {
        "content": "Помощь", "work_form": "индивидуальная", "pay": "доплата", "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 5, 31),
    }  # fmt: skip

    def test_they_are_set_and_set_anew(self, actor, teacher):
        for pay in ("доплата", "премия"):
            services.set_labour_terms(actor=actor, person=teacher, values=self.VALUES | {"pay": pay})
        assert [row.pay for row in LabourTerms.objects.all()] == ["премия"]

    def test_only_for_an_employee(self, actor, school):
        pupil = f.PersonFactory(organisation=school)
        with pytest.raises(ValidationError, match="записывают работнику"):
            services.set_labour_terms(actor=actor, person=pupil, values=self.VALUES)

    def test_the_pay_is_not_in_the_journal(self, actor, teacher):
        services.set_labour_terms(actor=actor, person=teacher, values=self.VALUES | {"pay": "777 рублей"})
        assert "777" not in str(JournalEntry.objects.get().details)

    def test_the_consent_given_under_them_ends_with_them(self, actor, terms):
        give(actor, terms.person, [P, LABOUR])
        assert {row.kind: row.valid_until for row in Consent.objects.all()} == {
            "processing": None,
            "labour": terms.ends_on,
        }

    def test_a_day_that_is_said_goes_before(self, actor, terms):
        give(actor, terms.person, [LABOUR], valid_until=date(2027, 1, 31))
        assert Consent.objects.get().valid_until == date(2027, 1, 31)


class TestEarlyEnd:
    def end(self, actor, terms, noticed_on=date(2026, 11, 23), ends_on=date(2026, 11, 26)):
        return services.end_labour_early(
            actor=actor, terms=terms, noticed_by=NoticedBy.EMPLOYER, noticed_on=noticed_on, ends_on=ends_on
        )

    def test_terms_and_consent_end_together(self, actor, terms):
        give(actor, terms.person, [LABOUR])
        ended = self.end(actor, terms)
        assert (ended.noticed_by, ended.ends_on) == (NoticedBy.EMPLOYER, date(2026, 11, 26))
        consent = Consent.objects.get()
        assert (consent.valid_until, consent.withdrawn_on) == (date(2026, 11, 26), None)
        assert Consent.objects.valid(date(2026, 11, 26)).exists()
        assert not Consent.objects.valid(date(2026, 11, 27)).exists()

    def test_other_consents_stand(self, actor, terms):
        give(actor, terms.person, [P, LABOUR])
        self.end(actor, terms)
        assert Consent.objects.get(kind=P).valid_until is None

    @pytest.mark.parametrize(
        ("noticed_on", "ends_on"),
        [
            (date(2026, 11, 23), date(2026, 11, 25)), (date(2026, 11, 26), date(2026, 11, 26)),
            (date(2026, 8, 31), date(2026, 9, 4)),
        ],
    )  # fmt: skip
    def test_without_notice_or_outside_the_term_nothing_changes(self, actor, terms, noticed_on, ends_on):
        with pytest.raises(ValidationError):
            self.end(actor, terms, noticed_on, ends_on)
        terms.refresh_from_db()
        assert (terms.noticed_on, terms.ends_on) == (None, date(2027, 5, 31))


class TestScan:
    @pytest.mark.parametrize(
        ("content", "ending"), [(b"%PDF-1.4", ".pdf"), (b"\xff\xd8\xff\xe0", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png")]
    )
    def test_the_first_bytes_say_what_it_is(self, content, ending):
        assert scan_ending(SimpleUploadedFile("лист.txt", content)) == ending

    @pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8", b"MZ"])
    def test_anything_else_is_refused(self, content):
        with pytest.raises(ValidationError):
            scan_ending(SimpleUploadedFile("лист.pdf", content))

    def test_it_is_read_from_the_beginning_afterwards(self):
        scan = SimpleUploadedFile("лист.pdf", b"%PDF-1.4 whole")
        scan_ending(scan)
        assert scan.read() == b"%PDF-1.4 whole"


class TestConfirming:
    @pytest.fixture
    def given(self, actor, school):
        """A pupil of fourteen: the pupil and the representative each have a code."""
        person = f.PersonFactory(organisation=school)
        return make_consent_link(
            actor=actor, person=person, expires_on=f.TODAY, today=f.TODAY, own=True, representative=True
        )

    def confirm(self, actor, link, codes, kinds=(P, T), representative="Лисина Анна"):
        return services.confirm_by_link(
            actor=actor, link=link, kinds=list(kinds), representative=representative, codes=codes, today=f.TODAY
        )

    def test_the_consents_stand_and_the_link_is_closed(self, actor, given):
        link, codes = given
        self.confirm(actor, link, codes)
        assert set(Consent.objects.values_list("kind", "signed_by")) == {(P, "Лисина Анна"), (T, "Лисина Анна")}
        link.refresh_from_db()
        assert link.closed_on == f.TODAY

    def test_the_journal_says_by_which_way(self, actor, given):
        self.confirm(actor, *given)
        actions = set(JournalEntry.objects.values_list("action", flat=True))
        assert {"consent.confirmed", "consent.given", "link.closed"} <= actions

    @pytest.mark.parametrize("wrong", [{"own": "000000"}, {"representative": ""}])
    def test_one_wrong_code_and_nothing_is_given(self, actor, given, wrong):
        link, codes = given
        with pytest.raises(ValidationError, match="Код не подходит"):
            self.confirm(actor, link, codes | wrong)
        assert not Consent.objects.exists()
        link.refresh_from_db()
        assert link.closed_on is None

    def test_a_closed_link_confirms_nothing(self, actor, given):
        link, codes = given
        self.confirm(actor, link, codes, kinds=[P])
        with pytest.raises(ValidationError, match="Код не подходит"):
            self.confirm(actor, link, codes, kinds=[T])
        assert Consent.objects.count() == 1

    def test_without_the_representatives_name_all_is_taken_back(self, actor, given):
        link, codes = given
        with pytest.raises(ValidationError, match="законный представитель"):
            self.confirm(actor, link, codes, representative=" ")
        link.refresh_from_db()
        assert (Consent.objects.count(), link.closed_on) == (0, None)

    def test_nothing_ticked(self, actor, given):
        with pytest.raises(ValidationError, match="хотя бы одно"):
            self.confirm(actor, *given, kinds=())
