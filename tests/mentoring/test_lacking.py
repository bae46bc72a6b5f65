"""Pairs in which a consent does not stand: they are found, said, and a group goes on without whoever left it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.consents.models import Consent
from nastavnik.consents.services import withdraw_consent
from nastavnik.mentoring.enums import STANDING, MentorshipStatus
from nastavnik.mentoring.models import DevelopmentPlan, Member, Mentorship
from nastavnik.mentoring.queries import standing_of, stopped, with_lacking
from nastavnik.mentoring.services import release_member
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
ENDED = [status for status in MentorshipStatus if status not in STANDING]


@pytest.fixture
def withdraw(actor):
    def take_back(row, kind="processing"):
        withdraw_consent(actor=actor, consent=Consent.objects.get(person=row.person, kind=kind), on=f.TODAY)

    return take_back


@pytest.fixture
def group(programme):
    """A mentor with two mentees."""
    return f.MentorshipFactory(programme=programme, mentees=f.MenteeFactory.create_batch(2, programme=programme))


def lacking(programme):
    pairs = with_lacking(Mentorship.objects.filter(programme=programme).with_people(), f.TODAY)
    return [[(side, side.withdrew) for side in pair.lacking] for pair in pairs]


class TestFinding:
    def test_a_pair_in_order_lacks_nobody(self, programme, group):
        assert lacking(programme) == [[]]
        assert not stopped(programme, f.TODAY).exists()

    def test_who_withdrew_on_either_side(self, programme, group, withdraw):
        mentee = group.mentees()[0]
        withdraw(group.mentor)
        withdraw(mentee)
        assert lacking(programme) == [[(group.mentor, True), (mentee, True)]]
        assert list(stopped(programme, f.TODAY)) == [group]

    def test_whose_consent_ran_out_did_not_withdraw(self, programme, group):
        with everything():
            sheet = Consent.objects.get(person=group.mentor.person, kind="labour")
            sheet.valid_until = date(2026, 11, 20)
            sheet.store()
        assert lacking(programme) == [[(group.mentor, False)]]

    @pytest.mark.parametrize("status", ENDED)
    def test_what_is_over_is_left_alone(self, programme, withdraw, status):
        pair = f.MentorshipFactory(programme=programme, status=status)
        withdraw(pair.mentor)
        assert lacking(programme) == [[]]
        assert not stopped(programme, f.TODAY).exists()

    def test_the_pairs_of_one_person(self, programme, group):
        f.MentorshipFactory(programme=programme)
        for side in (group.mentor, *group.mentees()):
            assert list(standing_of(side.person)) == [group]

    @pytest.mark.parametrize("count", [1, 8])
    def test_many_cost_as_much_as_one(self, programme, django_assert_max_num_queries, count):
        f.MentorshipFactory.create_batch(count, programme=programme)
        with django_assert_max_num_queries(4):
            assert len(lacking(programme)) == count


class TestReleasing:
    def release(self, actor, mentee):
        member = Member.objects.select_related("mentorship__programme").get(mentee=mentee)
        return release_member(actor=actor, member=member, on=f.TODAY)

    def test_the_group_goes_on_and_the_plan_is_gone(self, actor, group, withdraw):
        gone, stays = group.mentees()
        f.PlanFactory(member=Member.objects.get(mentee=gone))
        withdraw(gone)
        assert self.release(actor, gone) == group
        assert [member.mentee for member in Member.objects.all()] == [stays]
        assert not DevelopmentPlan.objects.exists()
        assert JournalEntry.objects.filter(action="pair.left", subject_id=str(group.pk)).count() == 1

    def test_the_last_one_ends_the_pair_instead(self, actor, programme, withdraw):
        pair = f.MentorshipFactory(programme=programme)
        withdraw(pair.mentees()[0])
        with pytest.raises(ValidationError, match="пару завершают или прекращают"):
            self.release(actor, pair.mentees()[0])

    def test_who_consents_stays(self, actor, group):
        with pytest.raises(ValidationError, match="он остаётся в группе"):
            self.release(actor, group.mentees()[0])
        assert Member.objects.count() == 2

    def test_what_is_over_is_not_rewritten(self, actor, group, withdraw):
        with everything():
            group.status = MentorshipStatus.COMPLETED
            group.store()
        withdraw(group.mentees()[0])
        with pytest.raises(ValidationError, match="группы, которая работает дальше"):
            self.release(actor, group.mentees()[0])
