"""What the database itself refuses, and how rows name themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nastavnik.common.unsafe import everything
from nastavnik.common.writing import WriteOutsideService
from nastavnik.mentoring.enums import MENTORSHIP_TRANSITIONS, STANDING, MentorshipStatus
from nastavnik.mentoring.models import Feedback, Member, Mentorship
from nastavnik.programmes.models import MentoringForm
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def pair(programme):
    return f.MentorshipFactory(programme=programme)


class TestMentorships:
    def test_the_end_is_not_before_the_start(self, programme):
        with pytest.raises(ValidationError, match="Конец работы пары раньше начала"):
            f.MentorshipFactory(programme=programme, starts_on=date(2026, 10, 2), ends_on=date(2026, 10, 1))

    def test_a_single_day_is_a_term(self, programme):
        day = date(2026, 10, 1)
        assert f.MentorshipFactory(programme=programme, starts_on=day, ends_on=day).ends_on == day

    @pytest.mark.parametrize("status", STANDING)
    def test_one_standing_group_of_a_form(self, pair, status):
        with pytest.raises(ValidationError, match="уже есть пара или группа этой формы"):
            f.MentorshipFactory(programme=pair.programme, mentor=pair.mentor, status=status)

    @pytest.mark.parametrize("status", ["completed", "ended"])
    def test_former_ones_beside_it(self, pair, status):
        f.MentorshipFactory(programme=pair.programme, mentor=pair.mentor, status=status)
        assert Mentorship.objects.filter(mentor=pair.mentor).count() == 2

    def test_one_of_another_form_beside_it(self, pair):
        form = MentoringForm.objects.get(code="head-anyone")
        f.MentorshipFactory(programme=pair.programme, mentor=pair.mentor, form=form)
        assert Mentorship.objects.standing().count() == 2

    def test_the_database_refuses_it_even_past_the_validation(self, pair):
        twin = Mentorship(programme=pair.programme, mentor=pair.mentor, form=pair.form)
        with everything(), pytest.raises(IntegrityError), transaction.atomic():
            twin.save()

    def test_two_are_a_group(self, pair):
        assert not pair.is_group
        f.MemberFactory(mentorship=pair)
        assert pair.is_group

    def test_it_is_named_by_its_people(self, programme):
        mentee = f.MenteeFactory(programme=programme)
        pair = f.MentorshipFactory(programme=programme, mentees=[mentee])
        assert str(pair) == f"{pair.mentor.person.short_name} – {mentee.person.short_name}"

    def test_which_stand_and_which_work(self, programme):
        for status in MentorshipStatus:
            f.MentorshipFactory(programme=programme, status=status)
        standing = {row.status for row in Mentorship.objects.standing()}
        assert standing == {"draft", "proposed", "approved", "active"}
        assert [row.status for row in Mentorship.objects.active()] == ["active"]

    def test_with_people_asks_twice_whatever_the_number(self, programme, django_assert_num_queries):
        f.MentorshipFactory.create_batch(3, programme=programme)
        with django_assert_num_queries(2):
            assert all(str(row) and row.is_group is False for row in Mentorship.objects.with_people())


class TestMembers:
    def test_a_mentee_once_in_a_group(self, pair):
        with pytest.raises(ValidationError, match="Наставляемый уже в этой группе"):
            f.MemberFactory(mentorship=pair, mentee=pair.mentees()[0])

    def test_they_go_with_their_group(self, pair):
        with everything():
            pair.delete()
        assert not Member.objects.exists()


class TestMeetings:
    @pytest.mark.parametrize("kind", ["first", "trial", "planning", "final"])
    def test_once_of_each_kind(self, pair, kind):
        f.MeetingFactory(mentorship=pair, kind=kind)
        with pytest.raises(ValidationError, match="Такая встреча у пары уже есть"):
            f.MeetingFactory(mentorship=pair, kind=kind)

    def test_regular_ones_repeat(self, pair):
        f.MeetingFactory.create_batch(3, mentorship=pair)
        assert pair.meetings.count() == 3

    def test_again_after_a_cancelled_one(self, pair):
        f.MeetingFactory(mentorship=pair, kind="first", status="cancelled")
        assert f.MeetingFactory(mentorship=pair, kind="first").status == "planned"

    def test_each_pair_has_its_own(self, pair):
        f.MeetingFactory(mentorship=pair, kind="first")
        assert f.MeetingFactory(mentorship__programme=pair.programme, kind="first").pk

    @pytest.mark.parametrize("minutes", [4, 481])
    def test_from_five_minutes_to_eight_hours(self, pair, minutes):
        with pytest.raises(ValidationError):
            f.MeetingFactory(mentorship=pair, minutes=minutes)

    def test_it_takes_place_either_here_or_there(self, pair):
        with pytest.raises(ValidationError, match="any"):
            f.MeetingFactory(mentorship=pair, meeting_format="any")

    def test_its_day_is_the_day_of_the_school(self, pair):
        # ten in the evening in London is one at night in Moscow
        meeting = f.MeetingFactory(mentorship=pair, starts_at=datetime(2026, 11, 10, 22, 0, tzinfo=UTC))
        assert str(meeting) == "регулярная встреча, 11.11.2026"


class TestFeedback:
    def test_once_from_each(self, pair):
        first = f.FeedbackFactory(meeting__mentorship=pair)
        with pytest.raises(ValidationError, match="Отзыв об этой встрече уже есть"):
            f.FeedbackFactory(meeting=first.meeting)
        assert f.FeedbackFactory(meeting=first.meeting, author=pair.mentees()[0]).side == "mentee"

    @pytest.mark.parametrize("mark", [0, 11])
    def test_a_mark_is_from_one_to_ten(self, pair, mark):
        with pytest.raises(ValidationError, match="mark"):
            f.FeedbackFactory(meeting__mentorship=pair, mark=mark)

    @pytest.mark.parametrize("mark", [1, 10])
    def test_both_ends_are_marks(self, pair, mark):
        assert f.FeedbackFactory(meeting__mentorship=pair, mark=mark).mark == mark


class TestPlans:
    def test_one_for_a_mentee(self, pair):
        plan = f.PlanFactory(member__mentorship=pair)
        with pytest.raises(ValidationError):
            f.PlanFactory(member=plan.member)

    def test_steps_by_their_terms(self, pair):
        plan = f.PlanFactory(member__mentorship=pair)
        late, soon = f.StepFactory(plan=plan, due_on=date(2027, 1, 1)), f.StepFactory(plan=plan)
        assert list(plan.steps.all()) == [soon, late]

    @pytest.mark.parametrize(
        ("due", "done", "overdue"),
        [(20, None, True), (21, None, False), (22, None, False), (20, date(2026, 11, 21), False)],
    )
    def test_a_step_is_overdue_the_day_after_its_term(self, pair, due, done, overdue):
        step = f.StepFactory(plan__member__mentorship=pair, due_on=date(2026, 11, due), done_on=done)
        assert step.is_overdue(date(2026, 11, 21)) is overdue

    @pytest.mark.parametrize("mark", [0, 11])
    def test_the_mark_of_a_step_is_from_one_to_ten(self, pair, mark):
        with pytest.raises(ValidationError):
            f.StepFactory(plan__member__mentorship=pair, mark=mark)


@pytest.mark.parametrize("final", ["completed", "ended"])
def test_from_the_end_there_is_no_way_back(final):
    assert MENTORSHIP_TRANSITIONS[MentorshipStatus(final)] == set()


def test_every_state_is_reached_from_another(db):
    assert set().union(*MENTORSHIP_TRANSITIONS.values()) == set(MentorshipStatus)


def test_nothing_is_written_outside_a_service(pair):
    with pytest.raises(WriteOutsideService):
        pair.save()
    with pytest.raises(WriteOutsideService):
        Feedback.objects.all().delete()
