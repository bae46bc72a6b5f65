"""Stage 1: the road map – upload, check beside the original, confirm, mark as done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.organisations.models import AcademicYear
from nastavnik.roadmaps import queries, services
from nastavnik.roadmaps.models import Activity, Roadmap
from nastavnik.roadmaps.reading import problem_sentences, term_reason
from nastavnik.roadmaps.terms import school_year
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme
from nastavnik.web.roadmap.forms import ActivityForm, DoneForm, UploadForm


@requires(Permission.PROGRAMME_VIEW)
@with_programme
def detail(request: HttpRequest) -> HttpResponse:
    roadmap = queries.roadmap_of(request.programme)
    if roadmap is None:
        return render(request, "roadmap/upload.html", _upload_context(request, UploadForm()))
    stages = list(queries.stages_with_activities(roadmap))
    for stage in stages:
        for activity in stage.activities.all():
            activity.problem_sentences = problem_sentences(activity.problems, activity.term_note)
            activity.term_reason = term_reason(activity.term_note)
    context = {
        "programme": request.programme, "roadmap": roadmap, "stages": stages, "today": timezone.localdate(),
        "earlier": queries.earlier_roadmap(request.programme),
        "next_year": AcademicYear(starts_in=request.programme.year.starts_in + 1),
        "unresolved": sum(not row.term_resolved for stage in stages for row in stage.activities.all()),
        "total": sum(len(stage.activities.all()) for stage in stages),
    }  # fmt: skip
    return render(request, "roadmap/detail.html", context)


@requires(Permission.PROGRAMME_EDIT)
@with_programme
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    outline = form.outline(school_year(request.programme.year.starts_in)) if form.is_valid() else None
    if outline is not None:
        kept = attempt(
            form, services.keep_outline, actor=request.actor, programme=request.programme, outline=outline,
            filename=form.source_name,
        )  # fmt: skip
        if kept:
            messages.success(request, _("Карта прочитана. Проверьте, что понято, и подтвердите."))
            return redirect("roadmap:detail")
    return render(request, "roadmap/upload.html", _upload_context(request, form))


def _upload_context(request: HttpRequest, form: UploadForm) -> dict[str, object]:
    """The form and, where a former cycle had a road map, that one: it may be rolled over instead."""
    return {"form": form, "programme": request.programme, "earlier": queries.earlier_roadmap(request.programme)}


@requires(Permission.PROGRAMME_EDIT)
def activity(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.select_related("stage__roadmap__programme"), pk=pk)
    form = ActivityForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, services.change_activity, actor=request.actor, activity=row, values=form.values())
        if changed:
            messages.success(request, _("Мероприятие уточнено."))
            return redirect("roadmap:detail")
    return render(request, "roadmap/activity.html", {"form": form, "activity": row})


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.select_related("programme"), pk=pk)
    if told(request, services.confirm, actor=request.actor, roadmap=roadmap, on=timezone.localdate()):
        messages.success(request, _("Дорожная карта подтверждена: её сроки теперь ведут программу."))
    return redirect("roadmap:detail")


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def reopen(request: HttpRequest, pk: str) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.select_related("programme"), pk=pk)
    if told(request, services.reopen, actor=request.actor, roadmap=roadmap):
        messages.success(request, _("Дорожная карта снова на проверке."))
    return redirect("roadmap:detail")


@requires(Permission.PROGRAMME_EDIT)
def done(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.select_related("stage__roadmap__programme"), pk=pk)
    form = DoneForm(request.POST or None, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        finished = attempt(
            form, services.finish_activity, actor=request.actor, activity=row,
            on=form.cleaned_data["done_on"], evidence=form.cleaned_data["evidence"],
        )  # fmt: skip
        if finished:
            messages.success(request, _("Отмечено как выполненное."))
            return redirect("roadmap:detail")
    return render(request, "roadmap/done.html", {"form": form, "activity": row})


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def undone(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.select_related("stage__roadmap__programme"), pk=pk)
    told(request, services.unfinish_activity, actor=request.actor, activity=row)
    return redirect("roadmap:detail")
