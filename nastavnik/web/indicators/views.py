"""Target indicators of a school, a municipality, a region; the numbers they are taken of, and their targets."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.exchange import services as exchange
from nastavnik.monitoring import indicator_services as services
from nastavnik.monitoring.figures import Line, of_branch, of_school, targets_of
from nastavnik.monitoring.models import Denominator, Target
from nastavnik.monitoring.moments import Moment
from nastavnik.monitoring.registry import INDICATORS, in_order
from nastavnik.monitoring.rows import rows_of
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import Organisation
from nastavnik.web.files import handed_out
from nastavnik.web.indicators.forms import AsOfForm, DenominatorForm, TargetsForm, YearForm
from nastavnik.web.outcome import attempt, told


def _is_own_school(request: HttpRequest) -> bool:
    """A school's own staff see its figures whole; everybody else sees sums without small counts."""
    is_school = request.hat.organisation.kind == OrganisationKind.SCHOOL
    return is_school and request.hat.may(Permission.RESULTS_VIEW)


def _as_of(request: HttpRequest) -> AsOfForm:
    return AsOfForm(request.GET) if "on" in request.GET else AsOfForm(initial={"on": timezone.localdate()})


def _lines(request: HttpRequest, on: date) -> list[Line]:
    count = of_school if _is_own_school(request) else of_branch
    return count(request.hat.organisation, on, timezone.localdate())


@requires(Permission.RESULTS_VIEW, Permission.SCHOOLS_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    form = _as_of(request)
    context = {
        "form": form, "on": form.chosen, "lines": _lines(request, form.chosen), "organisation": request.hat.organisation,
        "shows_people": _is_own_school(request) and request.hat.may(Permission.PEOPLE_VIEW),
    }  # fmt: skip
    template = "indicators/school.html" if _is_own_school(request) else "indicators/branch.html"
    return render(request, template, context)


@requires(Permission.RESULTS_VIEW, Permission.SCHOOLS_VIEW)
def excel(request: HttpRequest) -> HttpResponse:
    on, organisation = _as_of(request).chosen, request.hat.organisation
    made = exchange.export_indicators(actor=request.actor, organisation=organisation, lines=_lines(request, on), on=on)
    name = _("Показатели %(name)s на %(on)s") % {"name": organisation.short_name, "on": f"{on:%d.%m.%Y}"}
    return handed_out(request, made, name, "excel")


@requires(Permission.PEOPLE_VIEW)
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who is behind a figure of the own school; answers are not told by name."""
    if not _is_own_school(request) or code not in INDICATORS or not INDICATORS[code].names_people:
        raise Http404
    form, indicator = _as_of(request), INDICATORS[code]
    rows = rows_of(indicator, request.hat.organisation, Moment.at(form.chosen))
    context = {
        "indicator": indicator, "on": form.chosen, "counted": [row for row in rows if not row.why_not],
        "left_out": [row for row in rows if row.why_not],
    }  # fmt: skip
    return render(request, "indicators/people.html", context)


@requires(Permission.INDICATORS_EDIT)
def denominators(request: HttpRequest) -> HttpResponse:
    organisation = request.hat.organisation
    form = DenominatorForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, services.enter_denominator, actor=request.actor, organisation=organisation, **form.cleaned_data
        ):
            messages.success(request, _("Число внесено, доли пересчитаны."))
            return redirect("indicators:denominators")
    context = {"form": form, "rows": Denominator.objects.filter(organisation=organisation)}
    return render(request, "indicators/denominators.html", context)


@require_POST
@requires(Permission.INDICATORS_EDIT)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(
        Denominator.objects.select_related("organisation"), pk=pk, organisation=request.hat.organisation
    )
    if told(request, services.remove_denominator, actor=request.actor, denominator=row):
        messages.success(request, _("Число убрано."))
    return redirect("indicators:denominators")


@requires(Permission.INDICATORS_EDIT)
def targets(request: HttpRequest) -> HttpResponse:
    """The organisation's own targets of a calendar year, beside those that hold without them."""
    organisation = request.hat.organisation
    choice = YearForm(request.GET) if "year" in request.GET else YearForm(initial={"year": timezone.localdate().year})
    year = choice.chosen
    own = {row.indicator: row.percent for row in Target.objects.filter(organisation=organisation, year=year)}
    form = TargetsForm(request.POST or None, inherited=_inherited(organisation, year), own=own)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, services.set_targets, actor=request.actor, organisation=organisation, year=year,
            percents=form.cleaned_data,
        ):  # fmt: skip
            messages.success(request, _("Цели на %(year)s год сохранены.") % {"year": year})
            return redirect(f"{reverse('indicators:targets')}?year={year}")
    return render(request, "indicators/targets.html", {"form": form, "choice": choice, "year": year})


def _inherited(organisation: Organisation, year: int) -> dict[str, str]:
    """What holds for each indicator where the organisation says nothing, and in whose words."""
    above = targets_of(organisation.parent, [year])
    words = {}
    for indicator in in_order():
        row = above.get((indicator.code, year))
        whose = row.organisation.short_name if row and row.organisation else _("целевая модель")
        words[indicator.code] = (
            _("Если оставить пустым: %(percent)s %% (%(whose)s).")
            % {"percent": number_format(row.percent), "whose": whose}
            if row
            else _("Целей на этот год ещё нет.")
        )
    return words
