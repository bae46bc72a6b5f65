"""From the curator to the director and back, and to work by the day of the order."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.mentoring import services
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.programmes.enums import ProgrammeStatus
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
START, END = date(2026, 11, 23), date(2027, 5, 31)
DRAFT, PROPOSED, APPROVED, ACTIVE, COMPLETED, ENDED = MentorshipStatus


def pair(programme, status, **more):
    return f.MentorshipFactory(programme=programme, status=status, starts_on=None, ends_on=None, **more)


def statuses():
    return sorted(Mentorship.objects.values_list("status", flat=True))


def entry(action):
    return JournalEntry.objects.get(action=action)


class TestProposing:
    def propose(self, actor, programme):
        return services.propose(actor=actor, programme=programme)

    def test_every_draft_goes_to_the_director(self, actor, programme):
        pair(programme, DRAFT), pair(programme, DRAFT)
        assert self.propose(actor, programme) == (programme, 2)
        assert statuses() == [PROPOSED, PROPOSED]
        assert entry("pair.proposed").details == {"sent": 2}

    def test_the_others_stay_what_they_are(self, actor, programme):
        for status in (DRAFT, APPROVED, ACTIVE, COMPLETED, ENDED):
            pair(programme, status)
        assert self.propose(actor, programme)[1] == 1
        assert statuses() == [ACTIVE, APPROVED, COMPLETED, ENDED, PROPOSED]

    def test_nothing_to_propose(self, actor, programme):
        pair(programme, PROPOSED)
        with pytest.raises(ValidationError, match="Нет подобранных пар"):
            self.propose(actor, programme)
        assert not JournalEntry.objects.exists()

    def test_drafts_of_another_programme_stay(self, actor, programme, school):
        other = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2025))
        pair(programme, DRAFT)
        stays = pair(other, DRAFT)
        self.propose(actor, programme)
        stays.refresh_from_db()
        assert stays.status == DRAFT

    def test_not_in_a_completed_programme(self, actor, school):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        pair(programme, DRAFT)
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.propose(actor, programme)
        assert statuses() == [DRAFT]


class TestApproving:
    def approve(self, actor, programme):
        return services.approve(actor=actor, programme=programme)

    def test_all_that_lies_before_the_director(self, actor, programme):
        pair(programme, PROPOSED), pair(programme, PROPOSED), pair(programme, DRAFT)
        assert self.approve(actor, programme) == (programme, 2)
        assert statuses() == [APPROVED, APPROVED, DRAFT]
        assert entry("pair.approved").details == {"approved": 2}

    def test_nothing_lies_there(self, actor, programme):
        pair(programme, DRAFT)
        with pytest.raises(ValidationError, match="На утверждении ничего нет"):
            self.approve(actor, programme)
        assert (statuses(), JournalEntry.objects.count()) == ([DRAFT], 0)

    def test_not_in_a_completed_programme(self, actor, school):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        pair(programme, PROPOSED)
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.approve(actor, programme)


class TestSendingBack:
    def send_back(self, actor, mentorship, reason="Наставник уходит в отпуск."):
        return services.send_back(actor=actor, mentorship=mentorship, reason=reason)

    def test_it_is_a_draft_again_with_the_reason(self, actor, programme):
        row = self.send_back(actor, pair(programme, PROPOSED))
        row.refresh_from_db()
        assert (row.status, row.end_reason) == (DRAFT, "Наставник уходит в отпуск.")
        assert entry("pair.returned").details == {"reason": "Наставник уходит в отпуск."}

    @pytest.mark.parametrize("reason", ["", " \n "])
    def test_not_without_a_reason(self, actor, programme, reason):
        with pytest.raises(ValidationError, match="напишите куратору почему"):
            self.send_back(actor, pair(programme, PROPOSED), reason)
        assert (statuses(), JournalEntry.objects.count()) == ([PROPOSED], 0)

    @pytest.mark.parametrize("status", [DRAFT, APPROVED, ACTIVE, COMPLETED, ENDED])
    def test_only_from_the_director(self, actor, programme, status):
        with pytest.raises(ValidationError, match="нельзя перейти в «подобрана»"):
            self.send_back(actor, pair(programme, status))
        assert statuses() == [status]

    def test_its_mentees_keep_their_places(self, actor, programme):
        row = pair(programme, PROPOSED)
        before = row.mentees()
        assert self.send_back(actor, row).mentees() == before

    def test_it_can_be_proposed_again(self, actor, programme):
        self.send_back(actor, pair(programme, PROPOSED))
        assert services.propose(actor=actor, programme=programme)[1] == 1


class TestOpening:
    def open(self, actor, *rows, starts_on=START, ends_on=END):
        return services.open_mentorships(actor=actor, mentorships=rows, starts_on=starts_on, ends_on=ends_on)

    def test_approved_pairs_work_from_the_day_of_the_order(self, actor, programme):
        row = pair(programme, APPROVED)
        assert self.open(actor, row) == 1
        row.refresh_from_db()
        assert (row.status, row.starts_on, row.ends_on) == (ACTIVE, START, END)

    def test_several_at_once(self, actor, programme):
        assert self.open(actor, pair(programme, APPROVED), pair(programme, APPROVED)) == 2
        assert (entry("pair.opened").subject_id, entry("pair.opened").details) == (str(programme.pk), {"opened": 2})

    def test_what_the_director_once_wrote_is_forgotten(self, actor, programme):
        row = pair(programme, APPROVED, end_reason="Поменяйте время.")
        self.open(actor, row)
        row.refresh_from_db()
        assert row.end_reason == ""

    @pytest.mark.parametrize("status", [DRAFT, PROPOSED, ACTIVE, COMPLETED, ENDED])
    def test_one_not_approved_opens_none(self, actor, programme, status):
        rows = pair(programme, APPROVED), pair(programme, status)
        with pytest.raises(ValidationError, match="нельзя перейти в «работает»"):
            self.open(actor, *rows)
        assert statuses() == sorted([APPROVED, status])
        assert not JournalEntry.objects.exists()

    def test_the_end_is_not_before_the_start(self, actor, programme):
        row = pair(programme, APPROVED)
        with pytest.raises(ValidationError, match="раньше начала"):
            self.open(actor, row, ends_on=date(2026, 11, 22))
        assert statuses() == [APPROVED]
