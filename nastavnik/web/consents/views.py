"""Consents: sheets are printed, signed, registered, scanned, withdrawn; the terms on which an employee mentors."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.consents import services
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import Consent, LabourTerms
from nastavnik.consents.queries import mentions_of, standing_kinds
from nastavnik.consents.rules import missing_kinds, signer_for
from nastavnik.documents import services as documents
from nastavnik.documents.cards import qr_data_uri
from nastavnik.documents.queries import unsigned_sheets
from nastavnik.links import services as links
from nastavnik.links.rules import token_of
from nastavnik.mentoring.queries import standing_of
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes import queries
from nastavnik.programmes import services as programmes
from nastavnik.programmes.enums import ParticipationStatus, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.web.bases.rows import get_participation
from nastavnik.web.consents.forms import (
    ConsentForm,
    EndLabourForm,
    LabourForm,
    ManyConsentsForm,
    ScanForm,
    SheetsForm,
)
from nastavnik.web.files import handed_out
from nastavnik.web.outcome import attempt, tell_of_many, told
from nastavnik.web.programme.current import with_programme

LINK_LASTS = timedelta(days=14)


@requires(Permission.PEOPLE_EDIT)
def give(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    today = timezone.localdate()
    standing = standing_kinds([row.person_id], today)[row.person_id]
    missing = missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing)
    form = ConsentForm(request.POST or None, person=row.person, missing=missing, today=today)
    if request.method == "POST" and form.is_valid():
        given = attempt(
            form, services.give_consents, actor=request.actor, person=row.person, kinds=form.cleaned_data["kinds"],
            given_on=form.cleaned_data["given_on"], signed_by=form.cleaned_data["signed_by"], today=today,
            valid_until=form.cleaned_data["valid_until"],
        )  # fmt: skip
        if given:
            messages.success(request, _("Согласия записаны."))
            return redirect("bases:participation", row.pk)
    return render(request, "consents/give.html", {"form": form, "row": row, "signer": form.signer})


def _waiting(programme: Programme, side: Side) -> list[Participation]:
    """Those of a side who may still go further and lack a consent."""
    rows = list(queries.participations(programme, side).nominated())
    standing = standing_kinds([row.person_id for row in rows], timezone.localdate())
    return [row for row in rows if missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing[row.person_id])]


@requires(Permission.PEOPLE_EDIT)
@with_programme
def many(request: HttpRequest, side: str) -> HttpResponse:
    """A pile of signed sheets: mark whose they are, one date for all."""
    today = timezone.localdate()
    waiting = _waiting(request.programme, Side(side))
    form = ManyConsentsForm(request.POST or None, waiting=waiting, today=today)
    if request.method == "POST" and form.is_valid():
        outcome = attempt(
            form, programmes.give_consents_many, actor=request.actor, programme=request.programme,
            participations=form.chosen(), given_on=form.cleaned_data["given_on"], today=today,
            valid_until=form.cleaned_data["valid_until"],
        )  # fmt: skip
        if outcome:
            given, refused = outcome
            done = ngettext("Согласия записаны у %(n)s человека.", "Согласия записаны: %(n)s.", given) % {"n": given}
            tell_of_many(request, done if given else "", refused)
            return redirect(f"bases:{side}s")
    return render(request, "consents/many.html", {"form": form, "side": side, "waiting": waiting})


@requires(Permission.PEOPLE_EDIT)
@with_programme
def sheets(request: HttpRequest, side: str) -> HttpResponse:
    """Sheets for a whole base or one class, as one file to be printed."""
    everybody = queries.participations(request.programme, side).exclude(status=ParticipationStatus.DECLINED)
    return _print(request, request.programme, list(everybody), side)


@requires(Permission.PEOPLE_EDIT)
def sheets_of(request: HttpRequest, pk: str) -> HttpResponse:
    """Sheets of one person."""
    row = get_participation(pk)
    return _print(request, row.programme, [row], row.side)


def _print(request: HttpRequest, programme: Programme, rows: list[Participation], side: str) -> HttpResponse:
    until = programme.year.ends_on
    form = SheetsForm(request.POST or None, rows=rows, until=until)
    if request.method == "POST" and form.is_valid():
        answers, today = form.cleaned_data, timezone.localdate()
        made = attempt(
            form, documents.make_consent_sheets, actor=request.actor, programme=programme, until=answers["until"],
            sheets=unsigned_sheets(form.chosen(), answers["kinds"], today), today=today, form=answers["form"],
        )  # fmt: skip
        if made:
            return handed_out(request, made, _("Согласия"), answers["form"])
    return render(request, "consents/sheets.html", {"form": form, "rows": rows, "side": side})


@require_POST
@requires(Permission.PEOPLE_EDIT)
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    sheet = _sheet(pk)
    if told(request, services.withdraw_consent, actor=request.actor, consent=sheet, on=timezone.localdate()):
        messages.success(request, _("Согласие отозвано; с этой минуты человек дальше не идёт."))
        if sheet.kind != ConsentKind.LABOUR and _is_outside(sheet.person):
            return redirect("consents:removal", sheet.person_id)
    return _back_to(sheet.person)


def _is_outside(person: Person) -> bool:
    """Whether there is something to be done about a withdrawal: a paper that names the person, a pair that stands."""
    return mentions_of(person).exists() or standing_of(person).exists()


@require_POST
@requires(Permission.PEOPLE_EDIT)
def link(request: HttpRequest, pk: str) -> HttpResponse:
    """A link by which those who sign confirm without paper; the codes are shown once."""
    row = get_participation(pk)
    today = timezone.localdate()
    signer = signer_for(row.person, today)
    made = told(
        request, links.make_consent_link, actor=request.actor, person=row.person, today=today,
        expires_on=today + LINK_LASTS, own=signer != Signer.REPRESENTATIVE, representative=signer != Signer.SELF,
    )  # fmt: skip
    if made is None:
        return redirect("bases:participation", row.pk)
    url = request.build_absolute_uri(reverse("links:start", args=[token_of(made[0])]))
    context = {"row": row, "link": made[0], "codes": made[1], "url": url, "code": qr_data_uri(url)}
    return render(request, "consents/link.html", context)


def _back_to(person: Person) -> HttpResponse:
    row = Participation.objects.filter(person=person).first()
    return redirect("bases:participation", row.pk) if row else redirect("bases:mentees")


def _sheet(pk: str) -> Consent:
    return get_object_or_404(Consent.objects.select_related("person"), pk=pk)


@requires(Permission.PEOPLE_EDIT)
def scan(request: HttpRequest, pk: str) -> HttpResponse:
    sheet = _sheet(pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.keep_scan, actor=request.actor, consent=sheet, scan=form.cleaned_data["scan"]):
            messages.success(request, _("Скан приложен."))
            return _back_to(sheet.person)
    return render(request, "consents/scan.html", {"form": form, "sheet": sheet})


@requires(Permission.PEOPLE_EDIT)
def read_scan(request: HttpRequest, pk: str) -> HttpResponse:
    sheet = _sheet(pk)
    if not sheet.scan:
        raise Http404
    services.take_scan(actor=request.actor, consent=sheet)
    return FileResponse(sheet.scan.open(), as_attachment=True, filename=f"{sheet}{PurePath(str(sheet.scan)).suffix}")


def _worker(pk: str) -> Person:
    return get_object_or_404(Person, pk=pk, kind=PersonKind.TEACHER)


@requires(Permission.PEOPLE_EDIT)
def labour(request: HttpRequest, pk: str) -> HttpResponse:
    """The terms that the sheet of an employee prints."""
    person = _worker(pk)
    form = LabourForm(request.POST or None, instance=LabourTerms.objects.filter(person=person).first())
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.set_labour_terms, actor=request.actor, person=person, values=form.cleaned_data):
            messages.success(request, _("Условия записаны: их напечатает лист согласия."))
            return _back_to(person)
    return render(request, "consents/labour.html", {"form": form, "person": person})


@requires(Permission.PEOPLE_EDIT)
def end_labour(request: HttpRequest, pk: str) -> HttpResponse:
    person = _worker(pk)
    terms = get_object_or_404(LabourTerms, person=person)
    initial: dict[str, Any] = {"noticed_on": timezone.localdate()}
    form = EndLabourForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.end_labour_early, actor=request.actor, terms=terms, **form.cleaned_data):
            messages.success(request, _("Работа по наставничеству прекращается с записанного дня."))
            return _back_to(person)
    return render(request, "consents/end_labour.html", {"form": form, "person": person, "terms": terms})
