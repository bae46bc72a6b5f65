"""The SWOT analysis: versions, the sheet two by two, the curator's edits, the signature."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents import services as documents
from nastavnik.documents.models import Document
from nastavnik.monitoring import services
from nastavnik.monitoring.enums import SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.monitoring.swot import RULE_NUMBERS, RULES, number
from nastavnik.monitoring.swot_data import waiting
from nastavnik.monitoring.swot_queries import analyses, sheet
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme
from nastavnik.web.swot.forms import BeginForm, BulletForm, QuotedBulletForm

NOTHING = {
    SwotField.STRENGTH: gettext_lazy("По правилам сюда ничего не попало. Допишите, что знаете сами."),
    SwotField.WEAKNESS: gettext_lazy("По правилам сюда ничего не попало. Допишите, что знаете сами."),
    SwotField.OPPORTUNITY: gettext_lazy(
        "Анкеты видят школу изнутри. Допишите сами: партнёры, конкурсы, новые наставники."
    ),
    SwotField.THREAT: gettext_lazy(
        "Анкеты видят школу изнутри. Допишите сами: нагрузка учителей, уход партнёра, сроки."
    ),
}


@requires(Permission.RESULTS_VIEW)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    context = {
        "programme": request.programme, "analyses": analyses(request.programme), "rules": _rules(),
        "waiting": waiting(request.programme), "form": BeginForm(programme=request.programme),
    }  # fmt: skip
    return render(request, "swot/list.html", context)


def _rules() -> list[str]:
    numbers = {
        name: number(value) if not isinstance(value, int) else str(value) for name, value in RULE_NUMBERS.items()
    }
    return [_(rule) % numbers for rule in RULES]


@require_POST
@requires(Permission.PROGRAMME_EDIT)
@with_programme
def begin(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST, programme=request.programme)
    if form.is_valid():
        made = told(
            request, services.begin_swot, actor=request.actor, programme=request.programme, today=timezone.localdate(),
            form=form.cleaned_data["form"],
        )  # fmt: skip
        if made:
            messages.success(request, _("Черновик составлен из данных. Проверьте каждый пункт и допишите своё."))
            return redirect("swot:detail", made.pk)
    return redirect("swot:list")


def _analysis(pk: str) -> SwotAnalysis:
    rows = SwotAnalysis.objects.select_related("form", "programme__organisation", "programme__year")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.RESULTS_VIEW)
def detail(request: HttpRequest, pk: str) -> HttpResponse:
    analysis = _analysis(pk)
    found = sheet(analysis)
    context = {
        "analysis": analysis, "sheet": found, "fields": [(row, NOTHING[row.field]) for row in found.fields],
        "paper": Document.objects.filter(pk=analysis.pk).first(), "rules": _rules(),
        "waiting": [] if analysis.is_signed else waiting(analysis.programme),
    }  # fmt: skip
    return render(request, "swot/detail.html", context)


@requires(Permission.PROGRAMME_EDIT)
def add(request: HttpRequest, pk: str) -> HttpResponse:
    analysis = _analysis(pk)
    form = BulletForm(request.POST or None, initial={"field": request.GET.get("field", SwotField.STRENGTH)})
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.add_bullet, actor=request.actor, analysis=analysis, **form.cleaned_data):
            return redirect("swot:detail", pk)
    return render(request, "swot/bullet.html", {"form": form, "analysis": analysis, "bullet": None})


def _bullet(pk: str) -> SwotBullet:
    rows = SwotBullet.objects.select_related("analysis__form", "analysis__programme__organisation")
    return get_object_or_404(rows, pk=pk)


@requires(Permission.PROGRAMME_EDIT)
def change(request: HttpRequest, pk: str) -> HttpResponse:
    """Other words, another field, fewer quotations."""
    bullet = _bullet(pk)
    form = QuotedBulletForm(request.POST or None, bullet=bullet)
    if request.method == "POST" and form.is_valid():
        values = {"quotes": [], **form.cleaned_data}
        if attempt(form, services.change_bullet, actor=request.actor, bullet=bullet, **values):
            return redirect("swot:detail", bullet.analysis_id)
    return render(request, "swot/bullet.html", {"form": form, "analysis": bullet.analysis, "bullet": bullet})


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    bullet = _bullet(pk)
    told(request, services.remove_bullet, actor=request.actor, bullet=bullet)
    return redirect("swot:detail", bullet.analysis_id)


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def sign(request: HttpRequest, pk: str) -> HttpResponse:
    if told(request, documents.make_swot, actor=request.actor, analysis=_analysis(pk), today=timezone.localdate()):
        messages.success(request, _("SWOT-анализ подписан и внесён в реестр документов: скачайте Word или PDF."))
    return redirect("swot:detail", pk)


@require_POST
@requires(Permission.PROGRAMME_EDIT)
def drop(request: HttpRequest, pk: str) -> HttpResponse:
    if told(request, services.drop_swot, actor=request.actor, analysis=_analysis(pk)):
        messages.success(request, _("Черновик удалён."))
    return redirect("swot:list")
