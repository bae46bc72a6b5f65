"""The register of papers: making the order of pairs, downloading."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.common.russian import Case, decline
from nastavnik.documents import queries, services
from nastavnik.documents.models import Document
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.mentoring.queries import status_counts
from nastavnik.web.documents.forms import OrderForm
from nastavnik.web.files import KINDS
from nastavnik.web.outcome import attempt, tell_of_many
from nastavnik.web.programme.current import with_programme


@requires(Permission.DOCUMENTS_VIEW)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    context = {
        "programme": request.programme, "documents": queries.register(request.programme),
        "approved": status_counts(request.programme).get(MentorshipStatus.APPROVED, 0),
    }  # fmt: skip
    return render(request, "documents/list.html", context)


@requires(Permission.DOCUMENTS_MAKE)
@with_programme
def order(request: HttpRequest) -> HttpResponse:
    """The order about approved pairs; the names are shown in their cases before anything is printed."""
    programme = request.programme
    initial = {"dated": timezone.localdate(), "ends_on": programme.year.ends_on.replace(month=5, day=31)}
    form = OrderForm(request.POST or None, initial=initial)
    approved, stopped = queries.pairs_for_order(programme, timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.make_pair_order, actor=request.actor, programme=programme, **form.cleaned_data)
        if made:
            left_out = [_("Не вошла, нет действующего согласия: %(pair)s.") % {"pair": pair} for pair in stopped]
            tell_of_many(request, _("Приказ готов: скачайте Word или PDF. Пары начали работу."), left_out)
            return redirect("documents:list")
    context = {
        "form": form, "programme": programme, "pairs": [_in_cases(pair) for pair in approved], "stopped": stopped,
    }  # fmt: skip
    return render(request, "documents/order.html", context)


def _in_cases(pair: Mentorship) -> dict[str, object]:
    mentor = pair.mentor.person
    mentees = [
        (mentee.person, decline(mentee.person.name, Case.GENITIVE, mentee.person.name_cases))
        for mentee in pair.mentees()
    ]
    return {
        "mentor": mentor,
        "accusative": decline(mentor.name, Case.ACCUSATIVE, mentor.name_cases),
        "mentees": mentees,
    }


@requires(Permission.DOCUMENTS_VIEW)
def word(request: HttpRequest, pk: str) -> HttpResponse:
    document = get_object_or_404(Document, pk=pk)
    services.take_document(actor=request.actor, document=document, form="word")
    return _handed_out(document, "word")


@requires(Permission.DOCUMENTS_VIEW)
def pdf(request: HttpRequest, pk: str) -> HttpResponse:
    document = get_object_or_404(Document, pk=pk)
    services.take_document(actor=request.actor, document=document, form="pdf")
    return _handed_out(document, "pdf")


def _handed_out(document: Document, form: str) -> FileResponse:
    ending, mime = KINDS[form]
    return FileResponse(
        getattr(document, form).open(), as_attachment=True, filename=f"{document}{ending}", content_type=mime
    )
