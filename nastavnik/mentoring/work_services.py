"""What a working pair does: meetings, feedback, the development plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.mentoring import rules
from nastavnik.mentoring.enums import MeetingStatus, MentorshipStatus, PlanStatus
from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, Member, Mentorship, PlanStep
from nastavnik.programmes.models import Participation
from nastavnik.programmes.rules import check_open


@audited("meeting.planned", gettext_lazy("назначена встреча"))
def plan_meeting(*, actor: Actor, mentorship: Mentorship, values: dict[str, Any]) -> Meeting:
    check_open(mentorship.programme)
    if mentorship.status != MentorshipStatus.ACTIVE:
        raise ValidationError(_("Встречи назначают работающей паре: после приказа и до завершения."))
    meeting = Meeting(mentorship=mentorship, **values)
    meeting.store()
    return meeting


@audited("meeting.changed", gettext_lazy("изменена встреча"))
def change_meeting(*, actor: Actor, meeting: Meeting, values: dict[str, Any]) -> Meeting:
    check_open(meeting.mentorship.programme)
    if meeting.status == MeetingStatus.HELD:
        raise ValidationError(_("Встреча уже состоялась: её не переносят."))
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.store()
    return meeting


@audited("meeting.held", gettext_lazy("встреча состоялась"))
def hold_meeting(*, actor: Actor, meeting: Meeting, summary: str, today: date) -> Meeting:
    check_open(meeting.mentorship.programme)
    if timezone.localtime(meeting.starts_at).date() > today:
        raise ValidationError(_("Эта встреча ещё впереди: отметьте её, когда она состоится."))
    meeting.status = MeetingStatus.HELD
    meeting.summary = summary
    meeting.store()
    return meeting


@audited("meeting.cancelled", gettext_lazy("встреча не состоялась"))
def cancel_meeting(*, actor: Actor, meeting: Meeting) -> Meeting:
    check_open(meeting.mentorship.programme)
    if meeting.status != MeetingStatus.PLANNED:
        raise ValidationError(_("Отменить можно только назначенную встречу."))
    meeting.status = MeetingStatus.CANCELLED
    meeting.store()
    return meeting


@audited("feedback.given", gettext_lazy("дан отзыв о встрече"))
def give_feedback(
    *, actor: Actor, meeting: Meeting, author: Participation, values: dict[str, Any], on: date
) -> Feedback:
    """One side's word about a meeting; given again, it replaces what the same person said before."""
    check_open(meeting.mentorship.programme)
    rules.check_feedback_due(meeting)
    rules.check_belongs(author, meeting.mentorship)
    feedback = Feedback.objects.filter(meeting=meeting, author=author).first() or Feedback(
        meeting=meeting, author=author, side=author.side
    )
    for name, value in values.items():
        setattr(feedback, name, value)
    feedback.given_on = on
    feedback.store()
    return feedback


@audited("plan.written", gettext_lazy("записан план развития"))
def write_plan(*, actor: Actor, member: Member, values: dict[str, Any]) -> DevelopmentPlan:
    check_open(member.mentorship.programme)
    plan = DevelopmentPlan.objects.filter(member=member).first() or DevelopmentPlan(member=member)
    for name, value in values.items():
        setattr(plan, name, value)
    plan.store()
    return plan


@audited("plan.agreed", gettext_lazy("согласован план развития"))
def agree_plan(*, actor: Actor, plan: DevelopmentPlan, on: date) -> DevelopmentPlan:
    check_open(plan.member.mentorship.programme)
    if not PlanStep.objects.filter(plan=plan).exists():
        raise ValidationError(_("В плане ещё нет ни одного шага."))
    plan.status = PlanStatus.AGREED
    plan.agreed_on = on
    plan.store()
    return plan


@audited("plan.step_added", gettext_lazy("добавлен шаг плана"))
def add_step(*, actor: Actor, plan: DevelopmentPlan, values: dict[str, Any]) -> PlanStep:
    check_open(plan.member.mentorship.programme)
    step = PlanStep(plan=plan, **values)
    step.store()
    return step


@audited("plan.step_done", gettext_lazy("выполнен шаг плана"))
def finish_step(*, actor: Actor, step: PlanStep, actual: str, mark: int | None, on: date) -> PlanStep:
    check_open(step.plan.member.mentorship.programme)
    step.actual = actual
    step.mark = mark
    step.done_on = on
    step.store()
    note(step)
    return step
