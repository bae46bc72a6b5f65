"""Stage 1: the programme of the year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.exchange import services as exports
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import start_year
from nastavnik.people import queries as people_queries
from nastavnik.people import services as people
from nastavnik.programmes import services
from nastavnik.programmes.models import MentoringForm, Programme
from nastavnik.web.files import handed_out
from nastavnik.web.outcome import attempt
from nastavnik.web.programme.current import CHOSEN, with_programme
from nastavnik.web.programme.forms import ProgrammeForm, YearForm


@requires(Permission.PROGRAMME_VIEW)
@with_programme
def detail(request: HttpRequest) -> HttpResponse:
    others = Programme.objects.filter(organisation=request.hat.organisation).select_related("year")
    context = {"programme": request.programme, "forms": request.programme.forms.all(), "others": others}
    return render(request, "programme/detail.html", context)


@requires(Permission.PROGRAMME_EDIT)
def create(request: HttpRequest) -> HttpResponse:
    organisation = request.hat.organisation
    now = start_year(timezone.localdate())
    year_form = YearForm(request.POST or None, years=[now, now + 1], initial={"starts_in": now})
    form = ProgrammeForm(
        request.POST or None, organisation=organisation, initial={"title": _("Программа наставничества")}
    )
    if request.method == "POST" and form.is_valid() and year_form.is_valid():
        programme = attempt(
            form, services.open_programme, actor=request.actor, organisation=organisation,
            starts_in=year_form.cleaned_data["starts_in"], values=form.values(), forms=form.cleaned_data["forms"],
        )  # fmt: skip
        if programme:
            request.session[CHOSEN] = str(programme.pk)
            messages.success(request, _("Программа открыта. Теперь загрузите дорожную карту."))
            return redirect("roadmap:detail")
    context = {"form": form, "year_form": year_form, "kinds": MentoringForm.objects.all()}
    return render(request, "programme/create.html", context)


@requires(Permission.PROGRAMME_EDIT)
@with_programme
def edit(request: HttpRequest) -> HttpResponse:
    programme = request.programme
    form = ProgrammeForm(request.POST or None, organisation=programme.organisation, instance=programme)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, services.change_programme, actor=request.actor, programme=programme, values=form.values(),
            forms=form.cleaned_data["forms"],
        )  # fmt: skip
        if done:
            messages.success(request, _("Программа сохранена."))
            return redirect("programme:detail")
    return render(request, "programme/edit.html", {"form": form, "programme": programme})


@require_POST
@requires(Permission.PEOPLE_EDIT)
@with_programme
def archive(request: HttpRequest) -> HttpResponse:
    """Everything about the programme as one Excel file."""
    made = exports.export_archive(actor=request.actor, programme=request.programme)
    return handed_out(request, made, _("Программа наставничества"), "excel")


@require_POST
@requires(Permission.PROGRAMME_VIEW)
def choose(request: HttpRequest, pk: str) -> HttpResponse:
    programme = get_object_or_404(Programme, pk=pk, organisation=request.hat.organisation)
    request.session[CHOSEN] = str(programme.pk)
    return redirect("home")


@requires(Permission.PEOPLE_EDIT)
def classes(request: HttpRequest) -> HttpResponse:
    """Every pupil goes a class up, once a year; what will happen is shown before."""
    school = get_object_or_404(Organisation, pk=request.hat.organisation_id)
    now = start_year(timezone.localdate())
    form = YearForm(request.POST or None, years=[now, now + 1], initial={"starts_in": now + 1})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, people.advance_classes, actor=request.actor, organisation=school,
            starts_in=form.cleaned_data["starts_in"],
        )  # fmt: skip
        if done:
            words = _("Переведены в следующий класс: %(moved)s, стали выпускниками: %(left)s.")
            messages.success(request, words % {"moved": done[1], "left": done[2]})
            return redirect("bases:mentees")
    found = people_queries.classes(school)
    moves = [(grade, None if grade == people.LAST_GRADE else grade + 1, n) for grade, n in found]
    return render(request, "programme/classes.html", {"form": form, "moves": moves, "school": school})
