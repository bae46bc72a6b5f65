"""Stages 2 and 3: bringing lists and answers in – upload, preview, confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.exchange import services
from nastavnik.exchange.models import ImportPurpose, ImportRun, ImportStatus
from nastavnik.exchange.preview import Preview, RowStatus
from nastavnik.exchange.writing import default_decision
from nastavnik.web.files import handed_out
from nastavnik.web.imports.forms import ColumnsForm, UploadForm
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme

SHOWN = 100


@requires(Permission.IMPORT_RUN)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _read(request, form)
        if run:
            return redirect("imports:run", run.pk)
    runs = ImportRun.objects.filter(programme=request.programme).defer("table", "preview", "refused", "written")[:20]
    return render(request, "imports/list.html", {"form": form, "runs": runs, "programme": request.programme})


def _read(request: HttpRequest, form: UploadForm) -> ImportRun | None:
    purpose = form.cleaned_data["purpose"]
    source = form.table(teachers=purpose == ImportPurpose.TEACHERS)
    if source is None:
        return None
    name, table = source
    return attempt(
        form, services.open_import, actor=request.actor, programme=request.programme, table=table,
        filename=name, purpose=purpose, today=timezone.localdate(),
    )  # fmt: skip


@requires(Permission.IMPORT_RUN)
def run(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("programme"), pk=pk)
    if found.status != ImportStatus.PREVIEW:
        return render(request, "imports/done.html", {"run": found, "programme": found.programme})
    preview = Preview.from_json(found.preview) if found.preview else None
    context = {
        "run": found, "programme": found.programme, "preview": preview, "purposes": ImportPurpose,
        "columns_form": ColumnsForm(run=found), "notes": found.table.get("notes", []), "shown": SHOWN,
    }  # fmt: skip
    if preview:
        doubles = [row for row in preview.rows if row.status == RowStatus.DOUBLE]
        for row in doubles:
            row.default = default_decision(row)
        context |= {
            "doubles": doubles, "taken": preview.count(RowStatus.TAKEN), "refused": preview.count(RowStatus.REFUSED),
            "problems": [problem for row in preview.rows for problem in row.problems],
            "sample": [row for row in preview.rows if row.status == RowStatus.TAKEN][:SHOWN],
        }  # fmt: skip
    return render(request, "imports/preview.html", context)


@require_POST
@requires(Permission.IMPORT_RUN)
def remap(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("programme__organisation"), pk=pk)
    if found.status != ImportStatus.PREVIEW:  # its table is gone, there is nothing to lay out
        messages.error(request, _("Эта загрузка уже закончена."))
        return redirect("imports:run", found.pk)
    form = ColumnsForm(request.POST, run=found)
    if form.is_valid():
        told(
            request, services.remap, actor=request.actor, run=found, mapping=form.mapping(),
            purpose=form.cleaned_data["purpose"], today=timezone.localdate(),
        )  # fmt: skip
    else:
        for name, (sentence, *_others) in form.errors.items():
            messages.error(request, f"«{form[name].label}»: {sentence}")
    return redirect("imports:run", found.pk)


@require_POST
@requires(Permission.IMPORT_RUN)
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("programme__organisation"), pk=pk)
    decisions = {
        int(name.removeprefix("double-")): value
        for name, value in request.POST.items()
        if name.startswith("double-") and name.removeprefix("double-").isdecimal()
    }
    done = told(request, services.confirm, actor=request.actor, run=found, decisions=decisions)
    if done:
        messages.success(
            request,
            ngettext("Принята %(n)s строка.", "Принято строк: %(n)s.", done.rows_taken) % {"n": done.rows_taken},
        )
    return redirect("imports:run", found.pk)


@require_POST
@requires(Permission.IMPORT_RUN)
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun, pk=pk)
    if told(request, services.cancel, actor=request.actor, run=found):
        messages.success(request, _("Загрузка отменена, ничего не записано."))
    return redirect("imports:list")


@require_POST
@requires(Permission.IMPORT_RUN)
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("programme"), pk=pk)
    if told(request, services.undo, actor=request.actor, run=found):
        messages.success(request, _("Загрузка взята назад: всё, как было до неё."))
    return redirect("imports:run", found.pk)


@requires(Permission.IMPORT_RUN)
def refused(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("programme__organisation"), pk=pk)
    return handed_out(request, services.take_refused(actor=request.actor, run=found), _("Не принято"), "excel")
