"""What is asked about pairs and their work; numbers counted by hand over small scenes."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.mentoring import queries
from nastavnik.mentoring.enums import MeetingKind, MeetingStatus, MentorshipStatus
from nastavnik.mentoring.models import Meeting
from nastavnik.mentoring.queries import WorkTotals
from nastavnik.programmes.models import MentoringForm
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def pair(programme):
    return f.MentorshipFactory(programme=programme)


@pytest.fixture
def group(programme):
    return f.MentorshipFactory(programme=programme, mentees=f.MenteeFactory.create_batch(3, programme=programme))


def held(pair, count=1, **values):
    return f.MeetingFactory.create_batch(count, mentorship=pair, status=MeetingStatus.HELD, **values)


class TestTotals:
    def test_nothing_yet(self, programme):
        assert queries.work_totals(programme) == WorkTotals({}, 0, 0, 0, 0, 0, 0, 0, 0)
        assert queries.work_totals(programme).feedback_percent is None

    def test_a_pair_and_a_group(self, programme, pair, group):
        first, second = held(pair, 2)
        [third] = held(group)
        f.MeetingFactory(mentorship=pair)
        f.MeetingFactory(mentorship=pair, status=MeetingStatus.CANCELLED)
        for meeting, author in (
            (first, pair.mentor), (first, pair.mentees()[0]), (second, pair.mentor), (third, group.mentees()[2]),
        ):  # fmt: skip
            f.FeedbackFactory(meeting=meeting, author=author)
        plan = f.PlanFactory(member=pair.members.get())
        f.StepFactory(plan=plan, done_on=f.TODAY)
        f.StepFactory.create_batch(2, plan=plan)
        f.PlanFactory(member=group.members.first())
        f.MentorshipFactory(programme=programme, status="draft")
        # feedback is due from 2 at each of the pair's two meetings and from 4 at the group's one
        assert queries.work_totals(programme) == WorkTotals(
            statuses={"active": 2, "draft": 1}, pairs=1, groups=1, meetings_held=3, feedback_given=4, feedback_due=8,
            plans=2, steps=3, steps_done=1,
        )  # fmt: skip
        assert queries.work_totals(programme).feedback_percent == 50

    def test_a_pair_that_broke_up_is_not_in_the_work(self, programme):
        ended = f.MentorshipFactory(programme=programme, status="ended", end_reason="переезд")
        held(ended)
        totals = queries.work_totals(programme)
        assert (totals.statuses, totals.pairs, totals.meetings_held) == ({"ended": 1}, 0, 0)

    @pytest.mark.parametrize("count", [1, 6])
    def test_queries_do_not_grow(self, programme, django_assert_num_queries, count):
        for one in f.MentorshipFactory.create_batch(count, programme=programme):
            held(one, 2)
        with django_assert_num_queries(3):
            assert queries.work_totals(programme).meetings_held == 2 * count


class TestOwed:
    def test_each_side_owes_until_it_spoke(self, pair):
        [meeting] = held(pair)
        assert {owed.author for owed in queries.owed_feedback([pair])} == {pair.mentor, pair.mentees()[0]}
        f.FeedbackFactory(meeting=meeting, author=pair.mentor)
        assert [owed.author for owed in queries.owed_feedback([pair])] == pair.mentees()

    def test_nothing_is_owed_about_what_did_not_take_place(self, pair):
        f.MeetingFactory(mentorship=pair)
        f.MeetingFactory(mentorship=pair, status=MeetingStatus.CANCELLED)
        assert queries.owed_feedback([pair]) == []

    def test_no_pairs_owe_nothing(self, db):
        assert queries.owed_feedback([]) == []


class TestNextKind:
    @pytest.mark.parametrize(
        ("so_far", "following"),
        [
            ([], "first"), (["first"], "trial"), (["first", "trial"], "planning"),
            (["first", "trial", "planning"], "regular"), (["first", "trial", "planning", "regular"], "regular"),
            (["trial"], "first"),
        ],
    )  # fmt: skip
    def test_the_order_of_the_five_kinds(self, so_far, following):
        assert queries.next_kind([Meeting(kind=kind) for kind in so_far]) == following

    def test_a_cancelled_one_is_held_again(self):
        assert queries.next_kind([Meeting(kind="first", status=MeetingStatus.CANCELLED)]) == MeetingKind.FIRST


class TestPlaces:
    def test_those_without_a_mentor_wait(self, programme, pair):
        waiting = f.MenteeFactory(programme=programme)
        f.MenteeFactory(programme=programme, status="nominated")
        broken = f.MentorshipFactory(programme=programme, status="ended", end_reason="переезд")
        assert set(queries.without_mentor(programme, f.TODAY)) == {waiting, *broken.mentees()}

    def test_who_does_not_consent_neither_waits_nor_is_offered(self, programme):
        f.MenteeFactory(programme=programme, consents=False)
        f.MentorFactory(programme=programme, consents=False)
        assert not queries.without_mentor(programme, f.TODAY).exists()
        assert queries.free_places(programme, f.TODAY) == []

    def test_a_finished_pair_does_not_wait(self, programme):
        f.MentorshipFactory(programme=programme, status="completed")
        assert not queries.without_mentor(programme, f.TODAY).exists()

    def test_places_left(self, programme, group):
        """The group's mentor had two places and got three mentees; another has both."""
        free = f.MentorFactory(programme=programme)
        half = f.MentorshipFactory(programme=programme)
        assert dict(queries.free_places(programme, f.TODAY)) == {free: 2, half.mentor: 1}

    def test_a_group_past_its_draft_takes_nobody(self, programme):
        form = MentoringForm.objects.get(code="teacher-pupil")
        draft = f.MentorshipFactory(programme=programme, status="draft")
        f.MentorshipFactory(programme=programme, status="approved")
        assert dict(queries.free_places(programme, f.TODAY, form)) == {draft.mentor: 1}
        other = MentoringForm.objects.get(code="pupil-pupil")
        assert len(queries.free_places(programme, f.TODAY, other)) == 2


class TestOthers:
    def test_how_many_are_in_which_state(self, programme, pair):
        f.MentorshipFactory.create_batch(2, programme=programme, status="draft")
        assert queries.status_counts(programme) == {"active": 1, "draft": 2}

    def test_each_pair_knows_how_often_it_met(self, programme, pair):
        held(pair, 2)
        f.MeetingFactory(mentorship=pair)
        [found] = queries.mentorships(programme)
        assert found.held == 2

    def test_on_which_side_somebody_stands(self, pair, group):
        assert queries.own_side(pair, pair.mentor.person_id) == pair.mentor
        assert queries.own_side(pair, pair.mentees()[0].person_id) == pair.mentees()[0]
        assert queries.own_side(pair, group.mentor.person_id) is None

    def test_calls_for_help_come_newest_first_and_from_pairs_at_work(self, programme, pair):
        first, second, calm = held(pair, 3)
        old = f.FeedbackFactory(meeting=first, needs_help=True, given_on=date(2026, 11, 1))
        new = f.FeedbackFactory(meeting=second, needs_help=True, given_on=date(2026, 11, 9))
        f.FeedbackFactory(meeting=calm)
        done = f.MentorshipFactory(programme=programme, status=MentorshipStatus.COMPLETED)
        f.FeedbackFactory(meeting=held(done)[0], needs_help=True)
        assert list(queries.asks_for_help(programme)) == [new, old]
