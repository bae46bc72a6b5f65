"""A pair at work: meetings, feedback, the development plan; and that a completed programme changes no more."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.mentoring import services, work_services
from nastavnik.mentoring.enums import MeetingKind, MeetingStatus, MentorshipStatus, PlanStatus
from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, PlanStep
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus
from nastavnik.questionnaires.models import Survey
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
PLANNED = {"kind": MeetingKind.FIRST, "starts_at": f.local(datetime(2026, 11, 24, 15, 0)), "minutes": 40}


@pytest.fixture
def pair(programme):
    return f.MentorshipFactory(programme=programme)


@pytest.fixture
def meeting(pair):
    return f.MeetingFactory(mentorship=pair, kind=MeetingKind.FIRST)


@pytest.fixture
def plan(pair):
    return f.PlanFactory(member=pair.members.get())


class TestMeetings:
    def test_a_working_pair_plans_one(self, actor, pair):
        planned = work_services.plan_meeting(actor=actor, mentorship=pair, values=PLANNED)
        assert (planned.status, planned.kind, planned.minutes) == (MeetingStatus.PLANNED, MeetingKind.FIRST, 40)

    @pytest.mark.parametrize("status", [s for s in MentorshipStatus if s != MentorshipStatus.ACTIVE])
    def test_no_other_does(self, actor, programme, status):
        more = {"end_reason": "переезд"} if status == MentorshipStatus.ENDED else {}
        pair = f.MentorshipFactory(programme=programme, status=status, **more)
        with pytest.raises(ValidationError, match="после приказа и до завершения"):
            work_services.plan_meeting(actor=actor, mentorship=pair, values=PLANNED)
        assert not Meeting.objects.exists()

    def test_it_is_moved(self, actor, meeting):
        moved = work_services.change_meeting(actor=actor, meeting=meeting, values={"place": "Библиотека"})
        assert moved.place == "Библиотека"

    def test_one_that_was_held_is_not(self, actor, pair):
        held = f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD)
        with pytest.raises(ValidationError, match="уже состоялась"):
            work_services.change_meeting(actor=actor, meeting=held, values={"place": "Библиотека"})

    @pytest.mark.parametrize(("day", "hour"), [(20, 12), (21, 0), (21, 23)])
    def test_it_is_held_on_its_day_or_later(self, actor, pair, day, hour):
        meeting = f.MeetingFactory(mentorship=pair, starts_at=f.local(datetime(2026, 11, day, hour, 30)))
        held = work_services.hold_meeting(actor=actor, meeting=meeting, summary="Познакомились", today=f.TODAY)
        assert (held.status, held.summary) == (MeetingStatus.HELD, "Познакомились")

    def test_but_not_before(self, actor, pair):
        meeting = f.MeetingFactory(mentorship=pair, starts_at=f.local(datetime(2026, 11, 22, 0, 30)))
        with pytest.raises(ValidationError, match="ещё впереди"):
            work_services.hold_meeting(actor=actor, meeting=meeting, summary="", today=f.TODAY)

    def test_it_is_cancelled_once(self, actor, meeting):
        assert work_services.cancel_meeting(actor=actor, meeting=meeting).status == MeetingStatus.CANCELLED
        with pytest.raises(ValidationError, match="только назначенную"):
            work_services.cancel_meeting(actor=actor, meeting=meeting)

    def test_the_summary_stays_out_of_the_journal(self, actor, meeting):
        work_services.hold_meeting(actor=actor, meeting=meeting, summary="Личное", today=f.TODAY)
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.details) == ("meeting.held", {})


class TestFeedback:
    @pytest.fixture
    def held(self, pair):
        return f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD)

    def give(self, actor, meeting, author, **values):
        return work_services.give_feedback(
            actor=actor, meeting=meeting, author=author, values={"mark": 9, **values}, on=f.TODAY
        )

    def test_of_both_sides(self, actor, pair, held):
        for author in (pair.mentor, pair.mentees()[0]):
            assert self.give(actor, held, author).side == author.side
        assert Feedback.objects.filter(meeting=held).count() == 2

    def test_given_again_it_replaces(self, actor, pair, held):
        self.give(actor, held, pair.mentor, needs_help=True)
        self.give(actor, held, pair.mentor, mark=5, needs_help=False)
        assert [(row.mark, row.needs_help) for row in Feedback.objects.all()] == [(5, False)]

    @pytest.mark.parametrize("status", [MeetingStatus.PLANNED, MeetingStatus.CANCELLED])
    def test_only_about_what_took_place(self, actor, pair, status):
        meeting = f.MeetingFactory(mentorship=pair, status=status)
        with pytest.raises(ValidationError, match="которая состоялась"):
            self.give(actor, meeting, pair.mentor)

    def test_nobody_else_speaks_for_the_pair(self, actor, programme, held):
        with pytest.raises(ValidationError, match="не из этой пары"):
            self.give(actor, held, f.MenteeFactory(programme=programme))
        assert not Feedback.objects.exists()


class TestPlan:
    def test_it_is_written_and_written_anew(self, actor, pair):
        member = pair.members.get()
        for goal in ("Дроби", "Проценты"):
            work_services.write_plan(actor=actor, member=member, values={"goal": goal})
        assert [(row.goal, row.status) for row in DevelopmentPlan.objects.all()] == [("Проценты", PlanStatus.DRAFT)]

    def test_without_steps_there_is_nothing_to_agree(self, actor, plan):
        with pytest.raises(ValidationError, match="ни одного шага"):
            work_services.agree_plan(actor=actor, plan=plan, on=f.TODAY)

    def test_with_a_step_it_is_agreed(self, actor, plan):
        work_services.add_step(actor=actor, plan=plan, values={"task": "Десять задач", "due_on": date(2026, 12, 1)})
        agreed = work_services.agree_plan(actor=actor, plan=plan, on=f.TODAY)
        assert (agreed.status, agreed.agreed_on) == (PlanStatus.AGREED, f.TODAY)

    def test_a_step_is_done_with_its_result(self, actor, plan):
        step = f.StepFactory(plan=plan)
        done = work_services.finish_step(actor=actor, step=step, actual="Решены восемь", mark=None, on=f.TODAY)
        assert (done.actual, done.mark, done.done_on) == ("Решены восемь", None, f.TODAY)

    def test_a_mark_beyond_the_scale_leaves_the_step_open(self, actor, plan):
        step = f.StepFactory(plan=plan)
        with pytest.raises(ValidationError):
            work_services.finish_step(actor=actor, step=step, actual="Всё", mark=11, on=f.TODAY)
        assert PlanStep.objects.get().done_on is None


class TestCompletedProgramme:
    @pytest.fixture(autouse=True)
    def _completed(self, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()

    @pytest.fixture
    def refused(self, actor):
        def refused(service, **values):
            with pytest.raises(ValidationError, match="Программа завершена"):
                service(actor=actor, **values)

        return refused

    def test_no_meeting_changes(self, refused, pair, meeting):
        refused(work_services.plan_meeting, mentorship=pair, values=PLANNED)
        refused(work_services.change_meeting, meeting=meeting, values={"place": "Библиотека"})
        refused(work_services.hold_meeting, meeting=meeting, summary="", today=f.TODAY)
        refused(work_services.cancel_meeting, meeting=meeting)
        refused(work_services.give_feedback, meeting=meeting, author=pair.mentor, values={"mark": 1}, on=f.TODAY)

    def test_no_plan_changes(self, refused, pair, plan):
        step = f.StepFactory(plan=plan)
        refused(work_services.write_plan, member=pair.members.get(), values={"goal": "Другая"})
        refused(work_services.agree_plan, plan=plan, on=f.TODAY)
        refused(work_services.add_step, plan=plan, values={"task": "Ещё", "due_on": f.TODAY})
        refused(work_services.finish_step, step=step, actual="Всё", mark=9, on=f.TODAY)


class TestCompleting:
    def complete(self, actor, programme):
        return services.complete_programme(actor=actor, programme=programme, on=f.TODAY)

    def test_participants_have_completed_it(self, actor, programme):
        selected = f.MenteeFactory(programme=programme)
        waiting = f.MenteeFactory(programme=programme, status="nominated")
        f.MentorshipFactory(programme=programme, status="completed", mentees=[selected])
        assert self.complete(actor, programme).is_completed
        for row, status in ((selected, ParticipationStatus.COMPLETED), (waiting, ParticipationStatus.NOMINATED)):
            row.refresh_from_db()
            assert row.status == status

    def test_its_surveys_are_closed(self, actor, programme):
        f.SurveyFactory(programme=programme)
        f.SurveyFactory(programme=programme, wave="exit", closed_on=date(2026, 11, 1))
        self.complete(actor, programme)
        assert {row.wave: row.closed_on for row in Survey.objects.all()} == {
            "entry": f.TODAY,
            "exit": date(2026, 11, 1),
        }

    @pytest.mark.parametrize(("count", "sentence"), [(1, "Ещё не завершена 1 пара."), (3, "Ещё не завершены 3 пары.")])
    def test_not_while_pairs_work(self, actor, programme, count, sentence):
        f.MentorshipFactory.create_batch(count, programme=programme)
        with pytest.raises(ValidationError) as caught:
            self.complete(actor, programme)
        assert caught.value.messages == [sentence]
        programme.refresh_from_db()
        assert not programme.is_completed

    def test_only_once(self, actor, programme):
        self.complete(actor, programme)
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.complete(actor, programme)
