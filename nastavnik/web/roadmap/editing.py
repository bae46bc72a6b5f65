"""The road map as tables, a stage each: every button saves what was typed before it does anything else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.roadmaps import services
from nastavnik.roadmaps.models import Activity, Roadmap, Stage
from nastavnik.roadmaps.reading import term_reason
from nastavnik.roadmaps.terms import parse, school_year
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme
from nastavnik.web.roadmap.forms import Rows, StageForm

STEPS = {"up": -1, "down": 1}


@require_POST
@requires(Permission.PROGRAMME_EDIT)
@with_programme
def start(request: HttpRequest) -> HttpResponse:
    title = _("Дорожная карта наставничества на %(year)s учебный год") % {"year": request.programme.year}
    begun = told(
        request, services.start_roadmap, actor=request.actor, programme=request.programme, title=title,
        source_name=_("составлена здесь"),
    )  # fmt: skip
    if begun:
        messages.success(request, _("Семь этапов готовы. Впишите мероприятия и сроки каждого."))
    return redirect("roadmap:detail")


@requires(Permission.PROGRAMME_EDIT)
def stage(request: HttpRequest, pk: str) -> HttpResponse:
    """The table of a stage; a button's value says what to do after saving: add, up:…, down:…, remove:…"""
    row = get_object_or_404(Stage.objects.select_related("roadmap__programme__year"), pk=pk)
    if row.roadmap.is_confirmed:
        messages.warning(request, _("Дорожная карта подтверждена. Чтобы править её, сначала верните её на проверку."))
        return redirect("roadmap:detail")
    activities = Activity.objects.filter(stage=row).select_related("stage__roadmap__programme").order_by("position")
    form = StageForm(request.POST or None, instance=row)
    rows = Rows(request.POST or None, queryset=activities)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        kept = Stage.objects.select_related("roadmap__programme__year").get(pk=pk)
        saved = attempt(
            form, services.edit_stage, actor=request.actor, stage=kept, values=form.cleaned_data, rows=rows.given()
        )
        if saved:
            return _then(request, saved)
    for each in rows:
        each.instance.term_reason = term_reason(each.instance.term_note)
    row.term_reason = term_reason(row.term_note)
    return render(request, "roadmap/stage.html", {"stage": row, "form": form, "rows": rows})


def _then(request: HttpRequest, saved: Stage) -> HttpResponse:
    """What the pressed button asks for, now that all is saved."""
    what, _colon, key = request.POST.get("do", "").partition(":")
    if what in STEPS or what == "remove":
        activity = _activity_of(saved, key)
        if what == "remove":
            if told(request, services.remove_activity, actor=request.actor, activity=activity):
                messages.success(request, _("Мероприятие убрано, остальное сохранено."))
        else:
            told(request, services.move_activity, actor=request.actor, activity=activity, by=STEPS[what])
    elif what != "add":
        messages.success(request, _("Этап сохранён."))
        return redirect(f"{reverse('roadmap:detail')}#stage-{saved.pk}")
    return redirect(f"{reverse('roadmap:stage', args=[saved.pk])}#rows")


def _activity_of(stage: Stage, key: str) -> Activity:
    rows = Activity.objects.filter(stage=stage).select_related("stage__roadmap__programme")
    found = next((row for row in rows if str(row.pk) == key), None)
    if found is None:
        raise Http404
    return found


@require_GET
@requires(Permission.PROGRAMME_EDIT)
@with_programme
def term(request: HttpRequest) -> HttpResponse:
    """How the words of a term that is being typed are understood: a fragment."""
    words = next((text for name, text in request.GET.items() if name.endswith("term_text")), "")
    understood = Activity()
    understood.take_term(parse(words[:500], period=school_year(request.programme.year.starts_in)))
    understood.term_reason = term_reason(understood.term_note)
    return render(request, "roadmap/_term.html", {"term": understood})


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def add_stage(request: HttpRequest, pk: str) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.select_related("programme"), pk=pk)
    added = told(request, services.add_stage, actor=request.actor, roadmap=roadmap, title=_("Новый этап"))
    return redirect("roadmap:stage", pk=added.pk) if added else redirect("roadmap:detail")


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def move_stage(request: HttpRequest, pk: str, way: str) -> HttpResponse:
    row = get_object_or_404(Stage.objects.select_related("roadmap__programme"), pk=pk)
    told(request, services.move_stage, actor=request.actor, stage=row, by=STEPS[way])
    return redirect(f"{reverse('roadmap:detail')}#stage-{row.pk}")


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def remove_stage(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(Stage.objects.select_related("roadmap__programme"), pk=pk)
    if told(request, services.remove_stage, actor=request.actor, stage=row):
        messages.success(request, _("Этап убран."))
    return redirect("roadmap:detail")
