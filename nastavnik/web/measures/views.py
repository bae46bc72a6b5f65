"""Accessibility measures: seen and kept by the curator and the psychologist only."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.people import services
from nastavnik.people.models import AccessMeasure, Person
from nastavnik.web.measures.forms import MeasureForm, OutcomeForm
from nastavnik.web.outcome import attempt, told


@requires(Permission.SENSITIVE_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """Everything planned for everybody, what is late first."""
    rows = AccessMeasure.objects.select_related("person").order_by("done_on", "due_on")
    open_ones = [row for row in rows if row.done_on is None]
    done = [row for row in rows if row.done_on is not None]
    context = {"open": open_ones, "done": done, "today": timezone.localdate()}
    return render(request, "measures/list.html", context)


@requires(Permission.SENSITIVE_VIEW)
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.plan_measure, actor=request.actor, person=person, values=form.cleaned_data):
            messages.success(request, _("Мера намечена."))
            return redirect("measures:list")
    return render(request, "measures/plan.html", {"form": form, "person": person})


def _measure(pk: str) -> AccessMeasure:
    return get_object_or_404(AccessMeasure.objects.select_related("person"), pk=pk)


@requires(Permission.SENSITIVE_VIEW)
def finish(request: HttpRequest, pk: str) -> HttpResponse:
    measure = _measure(pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, services.finish_measure, actor=request.actor, measure=measure, on=timezone.localdate(),
            outcome=form.cleaned_data["outcome"],
        ):  # fmt: skip
            messages.success(request, _("Записано, что сделано."))
            return redirect("measures:list")
    return render(request, "measures/finish.html", {"form": form, "measure": measure})


@require_POST
@requires(Permission.SENSITIVE_VIEW)
def drop(request: HttpRequest, pk: str) -> HttpResponse:
    if told(request, services.drop_measure, actor=request.actor, measure=_measure(pk)):
        messages.success(request, _("Мера снята."))
    return redirect("measures:list")
