"""Stage 6: the pair at work – meetings, feedback, the development plan; made for a phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.mentoring import queries
from nastavnik.mentoring import services as pairs
from nastavnik.mentoring import work_services as services
from nastavnik.mentoring.enums import MeetingStatus, MentorshipStatus
from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, Member, Mentorship, PlanStep
from nastavnik.web.outcome import attempt, told
from nastavnik.web.work.forms import FeedbackForm, HoldForm, MeetingForm, PlanForm, StepDoneForm, StepForm

SEE = (Permission.WORK_VIEW, Permission.PAIRS_VIEW)


@requires(Permission.WORK_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """My pairs: the next meeting and what I owe."""
    mine = list(
        Mentorship.objects.filter(status__in=(MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED)).with_people()
    )
    now = timezone.now()
    upcoming: dict[object, Meeting] = {}
    for meeting in Meeting.objects.filter(mentorship__in=mine, status=MeetingStatus.PLANNED).order_by("-starts_at"):
        upcoming[meeting.mentorship_id] = meeting
    own = request.hat.user.person_id
    owed = [debt for debt in queries.owed_feedback(mine) if debt.author.person_id == own]
    for pair in mine:
        pair.next_meeting = upcoming.get(pair.pk)
    return render(request, "work/home.html", {"pairs": mine, "owed": owed, "now": now})


def _pair(pk: str) -> Mentorship:
    return get_object_or_404(Mentorship.objects.with_people().select_related("programme__year"), pk=pk)


def _may_record(request: HttpRequest, pair: Mentorship) -> bool:
    return request.hat.may(Permission.WORK_RECORD) and not pair.programme.is_completed


@requires(*SEE)
def pair(request: HttpRequest, pk: str) -> HttpResponse:
    found = _pair(pk)
    meetings = list(Meeting.objects.filter(mentorship=found).prefetch_related("feedback"))
    own = queries.own_side(found, request.hat.user.person_id)
    feedback = {}
    for row in Feedback.objects.filter(meeting__mentorship=found).select_related("author__person"):
        feedback.setdefault(row.meeting_id, []).append(row)
    for meeting in meetings:
        meeting.said = feedback.get(meeting.pk, [])
        meeting.owes = own is not None and all(row.author_id != own.pk for row in meeting.said)
    plans = {plan.member_id: plan for plan in DevelopmentPlan.objects.filter(member__mentorship=found)}
    members = list(found.members.all())
    for member in members:
        member.written = plans.get(member.pk)
    today = timezone.localdate()
    queries.with_lacking([found], today)
    context = {
        "pair": found, "meetings": meetings, "members": members, "own": own, "today": today,
        "next_kind": queries.next_kind(meetings), "programme": found.programme,
        "record": _may_record(request, found),
    }  # fmt: skip
    return render(request, "work/pair.html", context)


@requires(Permission.WORK_RECORD)
def plan_meeting(request: HttpRequest, pk: str) -> HttpResponse:
    found = _pair(pk)
    kind = queries.next_kind(Meeting.objects.filter(mentorship=found))
    form = MeetingForm(request.POST or None, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.plan_meeting, actor=request.actor, mentorship=found, values=form.cleaned_data):
            messages.success(request, _("Встреча назначена."))
            return redirect("work:pair", found.pk)
    return render(request, "work/meeting_form.html", {"form": form, "pair": found})


def _meeting(pk: str) -> Meeting:
    rows = Meeting.objects.select_related("mentorship__mentor__person").prefetch_related(
        "mentorship__members__mentee__person"
    )
    return get_object_or_404(rows, pk=pk)


@requires(Permission.WORK_RECORD)
def change_meeting(request: HttpRequest, pk: str) -> HttpResponse:
    meeting = _meeting(pk)
    form = MeetingForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.change_meeting, actor=request.actor, meeting=meeting, values=form.cleaned_data):
            messages.success(request, _("Встреча перенесена."))
            return redirect("work:pair", meeting.mentorship_id)
    return render(request, "work/meeting_form.html", {"form": form, "pair": meeting.mentorship, "meeting": meeting})


@requires(Permission.WORK_RECORD)
def hold(request: HttpRequest, pk: str) -> HttpResponse:
    meeting = _meeting(pk)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = attempt(
            form, services.hold_meeting, actor=request.actor, meeting=meeting, summary=form.cleaned_data["summary"],
            today=timezone.localdate(),
        )  # fmt: skip
        if held:
            if queries.own_side(meeting.mentorship, request.hat.user.person_id):
                return redirect("work:feedback", meeting.pk)
            return redirect("work:pair", meeting.mentorship_id)
    return render(request, "work/hold.html", {"form": form, "meeting": meeting})


@require_POST
@requires(Permission.WORK_RECORD)
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    meeting = _meeting(pk)
    if told(request, services.cancel_meeting, actor=request.actor, meeting=meeting):
        messages.success(request, _("Записано, что встреча не состоялась."))
    return redirect("work:pair", meeting.mentorship_id)


@requires(Permission.WORK_VIEW)
def feedback(request: HttpRequest, pk: str) -> HttpResponse:
    meeting = _meeting(pk)
    own = queries.own_side(meeting.mentorship, request.hat.user.person_id)
    said = Feedback.objects.filter(meeting=meeting, author=own).first()
    form = FeedbackForm(request.POST or None, instance=said)
    if request.method == "POST" and form.is_valid():
        given = attempt(
            form, services.give_feedback, actor=request.actor, meeting=meeting, author=own, values=form.cleaned_data,
            on=timezone.localdate(),
        )  # fmt: skip
        if given:
            messages.success(request, _("Спасибо, отзыв записан."))
            return redirect("work:pair", meeting.mentorship_id)
    return render(request, "work/feedback.html", {"form": form, "meeting": meeting})


def _member(pk: str) -> Member:
    rows = Member.objects.select_related(
        "mentee__person", "mentorship__mentor__person", "mentorship__form", "mentorship__programme"
    )
    return get_object_or_404(rows, pk=pk)


@requires(*SEE)
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    member = _member(pk)
    written = DevelopmentPlan.objects.filter(member=member).prefetch_related("steps").first()
    context = {
        "member": member, "plan": written, "today": timezone.localdate(),
        "record": _may_record(request, member.mentorship),
    }  # fmt: skip
    return render(request, "work/plan.html", context)


@requires(Permission.WORK_RECORD)
def edit_plan(request: HttpRequest, pk: str) -> HttpResponse:
    member = _member(pk)
    written = DevelopmentPlan.objects.filter(member=member).first()
    form = PlanForm(request.POST or None, instance=written)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.write_plan, actor=request.actor, member=member, values=form.cleaned_data):
            messages.success(request, _("План сохранён."))
            return redirect("work:plan", member.pk)
    return render(request, "work/plan_form.html", {"form": form, "member": member})


@requires(Permission.WORK_RECORD)
def add_step(request: HttpRequest, pk: str) -> HttpResponse:
    written = get_object_or_404(DevelopmentPlan, pk=pk)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.add_step, actor=request.actor, plan=written, values=form.cleaned_data):
            return redirect("work:plan", written.member_id)
    return render(request, "work/step_form.html", {"form": form, "plan": written})


@requires(Permission.WORK_RECORD)
def finish_step(request: HttpRequest, pk: str) -> HttpResponse:
    step = get_object_or_404(PlanStep.objects.select_related("plan"), pk=pk)
    form = StepDoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, services.finish_step, actor=request.actor, step=step, on=timezone.localdate(), **form.cleaned_data
        )
        if done:
            return redirect("work:plan", step.plan.member_id)
    return render(request, "work/step_done.html", {"form": form, "step": step})


@require_POST
@requires(Permission.WORK_RECORD)
def agree_plan(request: HttpRequest, pk: str) -> HttpResponse:
    written = get_object_or_404(DevelopmentPlan, pk=pk)
    if told(request, services.agree_plan, actor=request.actor, plan=written, on=timezone.localdate()):
        messages.success(request, _("План согласован."))
    return redirect("work:plan", written.member_id)


@require_POST
@requires(Permission.WORK_RECORD)
def complete(request: HttpRequest, pk: str) -> HttpResponse:
    found = _pair(pk)
    if told(request, pairs.complete, actor=request.actor, mentorship=found, on=timezone.localdate()):
        messages.success(request, _("Пара завершила работу. Спасибо!"))
    return redirect("work:pair", found.pk)
