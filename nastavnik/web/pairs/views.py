"""Stage 5: proposals of the engine, drafts of the curator, the director's approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.matching import queries as matching
from nastavnik.matching import services as matching_services
from nastavnik.matching.enums import RunStatus
from nastavnik.matching.models import ForbiddenPair, MatchingRun, Proposal, Trial
from nastavnik.matching.readiness import readiness
from nastavnik.matching.tasks import start_search, start_trial
from nastavnik.mentoring import queries, services
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.questionnaires.queries import preferences
from nastavnik.web.outcome import attempt, tell_of_many, told
from nastavnik.web.pairs.forms import ManualPairForm, ReasonForm, RunForm, TrialForm
from nastavnik.web.programme.current import with_programme


@requires(Permission.PAIRS_VIEW)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    pairs = queries.with_lacking(queries.mentorships(request.programme), today)
    tally = dict.fromkeys(MentorshipStatus, 0)
    for pair in pairs:
        tally[MentorshipStatus(pair.status)] += 1
    context = {
        "programme": request.programme, "pairs": pairs, "drafts": tally[MentorshipStatus.DRAFT],
        "proposed": tally[MentorshipStatus.PROPOSED], "approved": tally[MentorshipStatus.APPROVED],
        "active": tally[MentorshipStatus.ACTIVE], "waiting": list(queries.without_mentor(request.programme, today)),
        "runs": matching.latest_runs(request.programme), **_start_form(request),
        "forbidden": matching.forbidden_pairs(request.programme), "ready": readiness(request.programme, today),
    }  # fmt: skip
    return render(request, "pairs/list.html", context)


def _start_form(request: HttpRequest) -> dict[str, Any]:
    """The form that starts a search, and whether anybody has named whom they want."""
    wishes = preferences(request.programme)
    form = RunForm(request.POST or None, programme=request.programme, wishes=wishes)
    return {"run_form": form, "has_wishes": bool(wishes)}


@require_POST
@requires(Permission.PAIRS_FORM)
@with_programme
def start_run(request: HttpRequest) -> HttpResponse:
    form = _start_form(request)["run_form"]
    if not form.is_valid():
        messages.error(request, _("Выберите форму наставничества и что важнее."))
    elif run := told(request, start_search, actor=request.actor, programme=request.programme, **form.cleaned_data):
        return redirect("pairs:run", run.pk)
    return redirect("pairs:list")


@requires(Permission.PAIRS_FORM)
def run(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(MatchingRun.objects.select_related("programme", "form"), pk=pk)
    trial = Trial.objects.filter(run=found).first()
    if trial and not trial.applied_at:
        return redirect("pairs:trial", trial.pk)
    changeable = found.status == RunStatus.DONE and not found.programme.is_completed and matching.is_newest(found)
    context = {
        "run": found, "programme": found.programme, "proposals": matching.proposals(found), "applied": trial,
        "unmatched": matching.unmatched(found), "certificate": matching.certificate(found),
        "more_places": matching.more_places(found), "changeable": changeable,
        "trial_form": TrialForm(run=found) if changeable else None,
    }  # fmt: skip
    template = "pairs/run.html#result" if request.htmx else "pairs/run.html"
    return render(request, template, context)


@require_POST
@requires(Permission.PAIRS_FORM)
def accept_all(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(MatchingRun.objects.select_related("programme", "form"), pk=pk)
    outcome = told(request, matching_services.accept_all, actor=request.actor, run=found)
    if outcome is not None:
        accepted, refused = outcome
        done = ngettext("Принята %(n)s пара.", "Принято пар: %(n)s.", accepted) % {"n": accepted}
        tell_of_many(request, done if accepted or not refused else "", refused)
    return redirect("pairs:list")


@require_POST
@requires(Permission.PAIRS_FORM)
def accept(request: HttpRequest, pk: str) -> HttpResponse:
    proposal = get_object_or_404(matching.with_people(Proposal.objects.all()), pk=pk)
    if told(request, matching_services.accept, actor=request.actor, proposal=proposal):
        messages.success(request, _("Пара принята."))
    return redirect("pairs:run", proposal.run_id)


@require_POST
@requires(Permission.PAIRS_FORM)
def try_change(request: HttpRequest, pk: str) -> HttpResponse:
    """Look at what a change of a search would bring; nothing is decided yet."""
    found = get_object_or_404(MatchingRun.objects.select_related("programme__organisation", "form"), pk=pk)
    form = TrialForm(request.POST, run=found)
    if not form.is_valid():
        messages.error(request, _("Выберите, кого это касается, из тех, кто сейчас участвует в подборе."))
    elif made := told(request, start_trial, actor=request.actor, origin=found, **form.cleaned_data):
        return redirect("pairs:trial", made.pk)
    return redirect("pairs:run", found.pk)


@requires(Permission.PAIRS_FORM)
def trial(request: HttpRequest, pk: str) -> HttpResponse:
    found = _trial(pk)
    if found.applied_at:
        return redirect("pairs:run", found.run_id)
    context = {"trial": found, "run": found.run, "moves": matching.moves(found)}
    template = "pairs/trial.html#result" if request.htmx else "pairs/trial.html"
    return render(request, template, context)


@require_POST
@requires(Permission.PAIRS_FORM)
def apply_trial(request: HttpRequest, pk: str) -> HttpResponse:
    found = _trial(pk)
    if told(request, matching_services.apply_trial, actor=request.actor, trial=found):
        messages.success(request, _("Изменение применено. Ниже – пары с ним."))
        return redirect("pairs:run", found.run_id)
    return redirect("pairs:trial", found.pk)


def _trial(pk: str) -> Trial:
    related = ("run__programme", "run__form", "origin__programme", "mentor__person", "mentee__person")
    return get_object_or_404(Trial.objects.select_related(*related), pk=pk)


@require_POST
@requires(Permission.PAIRS_FORM)
def allow(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ForbiddenPair.objects.select_related("programme"), pk=pk)
    if told(request, matching_services.allow_pair, actor=request.actor, forbidden=found):
        messages.success(request, _("Запрет снят: при следующем подборе пару могут предложить."))
    return redirect("pairs:list")


@requires(Permission.PAIRS_FORM)
@with_programme
def manual(request: HttpRequest) -> HttpResponse:
    """The curator's own word: any selected mentee beside any selected mentor with a place left."""
    initial = {"mentee": request.GET.get("mentee"), "mentor": request.GET.get("mentor")}
    form = ManualPairForm(request.POST or None, programme=request.programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        formed = attempt(form, services.add_member, actor=request.actor, **form.cleaned_data)
        if formed:
            messages.success(request, _("Пара составлена."))
            return redirect("pairs:list")
    return render(request, "pairs/manual.html", {"form": form, "programme": request.programme})


@require_POST
@requires(Permission.PAIRS_FORM)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.select_related("mentorship__programme"), pk=pk)
    if told(request, services.remove_member, actor=request.actor, member=member):
        messages.success(request, _("Пара разобрана: наставляемый снова ждёт наставника."))
    return redirect("pairs:list")


@require_POST
@requires(Permission.PAIRS_FORM)
def release(request: HttpRequest, pk: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.select_related("mentorship__programme"), pk=pk)
    if told(request, services.release_member, actor=request.actor, member=member, on=timezone.localdate()):
        messages.success(request, _("Наставляемый выведен из группы, группа работает дальше."))
    return redirect("pairs:list")


@require_POST
@requires(Permission.PAIRS_FORM)
def lock(request: HttpRequest, pk: str) -> HttpResponse:
    member = get_object_or_404(Member, pk=pk)
    told(request, services.set_lock, actor=request.actor, member=member, locked=not member.locked)
    return redirect("pairs:list")


@require_POST
@requires(Permission.PAIRS_FORM)
@with_programme
def propose(request: HttpRequest) -> HttpResponse:
    if told(request, services.propose, actor=request.actor, programme=request.programme):
        messages.success(request, _("Пары переданы директору на утверждение."))
    return redirect("pairs:list")


@require_POST
@requires(Permission.PAIRS_APPROVE)
@with_programme
def approve(request: HttpRequest) -> HttpResponse:
    if told(request, services.approve, actor=request.actor, programme=request.programme):
        messages.success(request, _("Пары утверждены. Осталось издать приказ."))
    return redirect("pairs:list")


@requires(Permission.PAIRS_APPROVE)
def send_back(request: HttpRequest, pk: str) -> HttpResponse:
    pair = get_object_or_404(Mentorship.objects.with_people(), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        returned = attempt(
            form, services.send_back, actor=request.actor, mentorship=pair, reason=form.cleaned_data["reason"]
        )
        if returned:
            messages.success(request, _("Пара возвращена куратору."))
            return redirect("pairs:list")
    return render(request, "pairs/send_back.html", {"form": form, "pair": pair})


@requires(Permission.PAIRS_FORM)
def end(request: HttpRequest, pk: str) -> HttpResponse:
    pair = get_object_or_404(Mentorship.objects.with_people(), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ended = attempt(
            form, services.end, actor=request.actor, mentorship=pair, on=timezone.localdate(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        if ended:
            messages.success(request, _("Работа пары прекращена, причина записана."))
            return redirect("pairs:list")
    return render(request, "pairs/end.html", {"form": form, "pair": pair})
