"""Answers of a form made elsewhere: upload, preview, confirmation, and back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.exchange.answers import services
from nastavnik.exchange.answers.rules import check_takes
from nastavnik.exchange.models import AnswersImport, ImportStatus
from nastavnik.questionnaires.models import Survey
from nastavnik.web.answers.forms import MappingForm
from nastavnik.web.answers.showing import preview_context, previewed
from nastavnik.web.files import handed_out
from nastavnik.web.imports.forms import SourceForm
from nastavnik.web.outcome import attempt, told

LISTED = 20
ROW = "row-"


def _found(pk: str) -> AnswersImport:
    return get_object_or_404(AnswersImport.objects.select_related("survey__programme__organisation"), pk=pk)


@requires(Permission.ANSWERS_ENTER)
def upload(request: HttpRequest, pk: str) -> HttpResponse:
    survey = get_object_or_404(Survey.objects.select_related("programme__organisation"), pk=pk)
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (source := form.table()):
        name, table = source
        run = attempt(form, services.open_answers, actor=request.actor, survey=survey, table=table, filename=name)
        if run:
            return redirect("answers:run", run.pk)
    runs = AnswersImport.objects.filter(survey=survey).defer("table", "preview", "refused", "written")[:LISTED]
    context = {"survey": survey, "programme": survey.programme, "form": form, "runs": runs, "refusal": _refusal(survey)}
    return render(request, "answers/upload.html", context)


def _refusal(survey: Survey) -> str:
    """Why nothing can be brought in, told before somebody looks for the file."""
    try:
        check_takes(survey)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@requires(Permission.ANSWERS_ENTER)
def run(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(pk)
    context: dict[str, Any] = {"run": found, "survey": found.survey, "programme": found.survey.programme}
    if found.status != ImportStatus.PREVIEW:
        can_undo = found.status == ImportStatus.CONFIRMED and found.rows_taken and not _refusal(found.survey)
        return render(request, "answers/done.html", context | {"can_undo": can_undo})
    preview = previewed(found)
    form = MappingForm(run=found, words=preview.words if preview else [])
    shown = preview_context(found, preview) if preview else {}
    context |= {"preview": preview, "form": form, "notes": found.table["notes"], **shown}
    return render(request, "answers/preview.html", context)


@require_POST
@requires(Permission.ANSWERS_ENTER)
def remap(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(pk)
    if found.status != ImportStatus.PREVIEW:  # its table is gone, there is nothing to lay out
        messages.error(request, _("Эта загрузка уже закончена."))
        return redirect("answers:run", found.pk)
    preview = previewed(found)
    form = MappingForm(request.POST, run=found, words=preview.words if preview else [])
    if form.is_valid():
        told(request, services.remap_answers, actor=request.actor, run=found, mapping=form.mapping())
    else:
        for name, (sentence, *_others) in form.errors.items():
            messages.error(request, f"«{form[name].label}»: {sentence}")
    return redirect("answers:run", found.pk)


@require_POST
@requires(Permission.ANSWERS_ENTER)
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(pk)
    decisions = {
        int(name.removeprefix(ROW)): value
        for name, value in request.POST.items()
        if name.startswith(ROW) and name.removeprefix(ROW).isdecimal()
    }
    replaces = request.POST.get("answered") == "replace"
    done = told(
        request, services.confirm_answers, actor=request.actor, run=found, decisions=decisions, replaces=replaces
    )
    if done:
        sentence = ngettext("Записан %(n)s ответ.", "Записано ответов: %(n)s.", done.rows_taken)
        messages.success(request, sentence % {"n": done.rows_taken})
    return redirect("answers:run", found.pk)


@require_POST
@requires(Permission.ANSWERS_ENTER)
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(pk)
    if told(request, services.cancel_answers, actor=request.actor, run=found):
        messages.success(request, _("Загрузка отменена, ничего не записано."))
    return redirect("answers:upload", found.survey_id)


@require_POST
@requires(Permission.ANSWERS_ENTER)
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(pk)
    if told(request, services.undo_answers, actor=request.actor, run=found):
        messages.success(request, _("Загрузка взята назад: всё, как было до неё."))
    return redirect("answers:run", found.pk)


@requires(Permission.ANSWERS_ENTER)
def refused(request: HttpRequest, pk: str) -> HttpResponse:
    made = services.take_refused_answers(actor=request.actor, run=_found(pk))
    return handed_out(request, made, _("Не принято"), "excel")
