"""Stage 7: results, the report, closing the programme, next year's base."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents import services as documents
from nastavnik.documents.queries import register
from nastavnik.mentoring import services as mentoring
from nastavnik.mentoring.enums import STANDING
from nastavnik.mentoring.queries import work_totals
from nastavnik.monitoring.queries import results
from nastavnik.monitoring.words import CAVEAT, against_expectation, changed
from nastavnik.programmes import services
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation
from nastavnik.programmes.queries import heads
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme
from nastavnik.web.results.forms import ReportForm
from nastavnik.web.results.lines import table


@requires(Permission.RESULTS_VIEW)
@with_programme
def detail(request: HttpRequest) -> HttpResponse:
    programme = request.programme
    work, found = work_totals(programme), results(programme)
    context = {
        "heads": heads(programme), "programme": programme, "results": found, "work": work, "caveat": CAVEAT,
        "impact": table(_("Показатели наставляемых на входе и на выходе"), found.impact, changed),
        "expectations": [table(title, rows, against_expectation) for title, rows in found.expectations],
        "wishing": Participation.objects.filter(
            programme=programme, side=Side.MENTEE, wants_to_mentor=True
        ).with_people(),
        "reports": register(programme).filter(kind="programme_report"),
        "unfinished": sum(work.statuses.get(status, 0) for status in STANDING),
    }  # fmt: skip
    return render(request, "results/detail.html", context)


@requires(Permission.DOCUMENTS_MAKE)
@with_programme
def report(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.POST or None, initial={"dated": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, documents.make_report, actor=request.actor, programme=request.programme, **form.cleaned_data
        )
        if made:
            messages.success(request, _("Отчёт составлен: скачайте его ниже."))
            return redirect("results:detail")
    return render(request, "results/report.html", {"form": form, "programme": request.programme})


@require_POST
@requires(Permission.PROGRAMME_EDIT)
@with_programme
def carry_over(request: HttpRequest) -> HttpResponse:
    moved = told(
        request, services.carry_over, actor=request.actor, programme=request.programme, title=request.programme.title
    )
    if moved:
        following, added = moved
        text = ngettext(
            "%(n)s человек переведён в базу наставников на %(year)s.",
            "Переведено в базу наставников на %(year)s: %(n)s.",
            added,
        )
        messages.success(request, text % {"n": added, "year": following.year})
    return redirect("results:detail")


@require_POST
@requires(Permission.PROGRAMME_EDIT)
@with_programme
def complete(request: HttpRequest) -> HttpResponse:
    if told(
        request, mentoring.complete_programme, actor=request.actor, programme=request.programme, on=timezone.localdate()
    ):
        messages.success(request, _("Программа завершена. Её данные сохранены и больше не меняются."))
        return redirect("home")
    return redirect("results:detail")
