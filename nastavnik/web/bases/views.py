"""Stages 2 to 4: the bases of mentees and mentors, consents, selection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.queries import saved_views
from nastavnik.accounts.roles import Permission
from nastavnik.consents.models import Consent, LabourTerms
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import missing_kinds
from nastavnik.documents import services as documents
from nastavnik.documents.registry import KINDS
from nastavnik.exchange import services as exports
from nastavnik.notifications.queries import last_reminders
from nastavnik.people import queries as people
from nastavnik.people import services as people_services
from nastavnik.people.enums import SpecialCategory
from nastavnik.people.models import AccessMeasure, Person
from nastavnik.programmes import queries, services
from nastavnik.programmes.enums import Channel, ParticipationStatus, Side
from nastavnik.programmes.models import Participation
from nastavnik.web.bases.forms import (
    AddForm,
    CasesForm,
    ChosenForm,
    DeclineForm,
    FilterForm,
    OfferForm,
    PersonForm,
    WordsForm,
)
from nastavnik.web.bases.rows import get_participation
from nastavnik.web.bases.saved import kept_filters
from nastavnik.web.files import handed_out
from nastavnik.web.outcome import attempt, tell_of_many, told
from nastavnik.web.programme.current import with_programme

PAGE = 50


@requires(Permission.PEOPLE_VIEW)
@with_programme
def mentees(request: HttpRequest) -> HttpResponse:
    return _base(request, Side.MENTEE, ChosenForm())


@requires(Permission.PEOPLE_VIEW)
@with_programme
def mentors(request: HttpRequest) -> HttpResponse:
    return _base(request, Side.MENTOR, ChosenForm())


def _base(request: HttpRequest, side: Side, form: ChosenForm) -> HttpResponse:
    rows = queries.participations(request.programme, side)
    filter_form = FilterForm(request.GET or None, programme=request.programme, side=side)
    if filter_form.is_valid():
        rows = filter_form.narrow(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    standing = standing_kinds([row.person_id for row in page], timezone.localdate())
    reminded = last_reminders([row.person_id for row in page], None)
    for row in page:
        row.missing = missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing[row.person_id])
        row.marked = str(row.pk) in request.POST.getlist("rows")
        row.reminder = reminded.get(row.person_id)
    tally = queries.counts(request.programme)
    context = {
        "programme": request.programme, "side": side, "page": page, "filter_form": filter_form,
        "counts": [(status.label, tally.get((side, status), 0), status) for status in ParticipationStatus],
        "waiting_nominations": queries.waiting_nominations(request.programme).count() if side == Side.MENTEE else 0,
        "total": sum(n for (of_side, _status), n in tally.items() if of_side == side),
        "requests": queries.requests(request.programme)[:12] if side == Side.MENTEE else [],
        "form": form, "address": reverse(f"bases:{side}s"),
        "views": saved_views(request.hat, side), "filters": kept_filters(filter_form),
    }  # fmt: skip
    template = "bases/list.html#rows" if request.htmx else "bases/list.html"
    return render(request, template, context)


@requires(Permission.PEOPLE_VIEW)
@with_programme
def competences(request: HttpRequest) -> HttpResponse:
    """What is asked and what is offered, and the words the system does not know yet."""
    may_name = request.hat.may(Permission.PEOPLE_EDIT) and not request.programme.is_completed
    school = request.programme.organisation
    form = WordsForm(request.POST or None, titles=queries.catalogue_of(school).titles)
    if request.method == "POST":
        if not may_name:
            raise PermissionDenied
        if form.is_valid() and attempt(
            form, services.name_words, actor=request.actor, organisation=school, **form.cleaned_data
        ):
            messages.success(request, _("Запомнено: теперь эти слова значат одно."))
            return redirect("bases:competences")
    rows = queries.demand(request.programme)
    context = {
        "programme": request.programme, "rows": rows, "unknown": [row for row in rows if not row.is_known], "form": form,
        "may_name": may_name,
    }  # fmt: skip
    return render(request, "bases/competences.html", context)


@requires(Permission.PEOPLE_EDIT)
@with_programme
def register(request: HttpRequest, side: str, form: str) -> HttpResponse:
    """The official register of those the page shows now, all pages of it."""
    of_side = Side(side)
    rows = queries.participations(request.programme, of_side)
    filter_form = FilterForm(request.GET or None, programme=request.programme, side=side)
    rows = filter_form.narrow(rows) if filter_form.is_valid() else rows.exclude(status=ParticipationStatus.DECLINED)
    common = {"actor": request.actor, "programme": request.programme, "side": of_side, "chosen": rows}
    if form == "excel":
        made = exports.export_register(**common)
    else:
        made = documents.make_register(form=form, dated=timezone.localdate(), **common)
    return handed_out(request, made, KINDS[f"{side}_register"].title, form)


@requires(Permission.PEOPLE_EDIT)
@with_programme
def add(request: HttpRequest, side: str) -> HttpResponse:
    """Put somebody already known into the base, or write down a new person and put them in."""
    form = AddForm(request.POST or None, organisation=request.programme.organisation)
    if request.method == "POST" and form.is_valid():
        common = {
            "actor": request.actor, "programme": request.programme, "side": Side(side),
            "channel": Channel(form.cleaned_data["channel"]),
        }  # fmt: skip
        if known := form.cleaned_data["person"]:
            joined = attempt(form, services.nominate, person=known, values={}, **common)
        else:
            joined = attempt(form, services.nominate_newcomer, newcomer=form.person_values(), **common)
        if joined:
            return redirect("bases:participation", joined.pk)
    return render(request, "bases/add.html", {"form": form, "side": Side(side), "programme": request.programme})


@requires(Permission.PEOPLE_VIEW)
def participation(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    today = timezone.localdate()
    standing = standing_kinds([row.person_id], today)[row.person_id]
    context: dict[str, Any] = {
        "row": row, "person": row.person, "age": row.person.age(today), "guardians": people.guardians(row.person),
        "missing": missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing),
        "consents": Consent.objects.filter(person=row.person), "today": today, "decline_form": DeclineForm(),
        "programme": row.programme,
    }  # fmt: skip
    if row.is_mentor:
        context["terms"] = LabourTerms.objects.filter(person=row.person).first()
    if request.hat.may(Permission.SENSITIVE_VIEW):
        context["measures"] = AccessMeasure.objects.filter(person=row.person)
        context["special"] = [SpecialCategory(code).label for code in row.person.special_categories or []]
    return render(request, "bases/participation.html", context)


@requires(Permission.PEOPLE_EDIT)
def offer(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    form = OfferForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form, services.nominate, actor=request.actor, programme=row.programme, person=row.person,
            side=Side(row.side), channel=Channel(row.channel), values=form.values(),
        )  # fmt: skip
        if saved:
            messages.success(request, _("Сведения участника сохранены."))
            return redirect("bases:participation", row.pk)
    return render(request, "bases/offer.html", {"form": form, "row": row})


def _way_back(request: HttpRequest) -> str:
    """The page of our own that led here; an address of somebody else's site is not followed."""
    wanted = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""


@requires(Permission.PEOPLE_EDIT)
def person(request: HttpRequest, pk: str) -> HttpResponse:
    someone = get_object_or_404(Person, pk=pk)
    form = PersonForm(request.POST or None, instance=someone)
    if request.method == "POST" and form.is_valid():
        if attempt(form, people_services.change_person, actor=request.actor, person=someone, values=form.values()):
            messages.success(request, _("Сведения о человеке сохранены."))
            return redirect(_way_back(request) or "bases:mentees")
    return render(request, "bases/person.html", {"form": form, "person": someone})


@requires(Permission.PEOPLE_EDIT)
def cases(request: HttpRequest, pk: str) -> HttpResponse:
    """The name in its cases as documents will print it, and the corrections of it."""
    someone = get_object_or_404(Person, pk=pk)
    form = CasesForm(request.POST or None, person=someone)
    if request.method == "POST" and form.is_valid():
        values = {"name_cases": form.corrections()}
        if attempt(form, people_services.change_person, actor=request.actor, person=someone, values=values):
            messages.success(request, _("Склонение сохранено: документы напечатают имя так."))
            return redirect("bases:cases", someone.pk)
    return render(request, "bases/cases.html", {"form": form, "person": someone})


@require_POST
@requires(Permission.SELECTION_DECIDE)
def approve(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    if told(request, services.approve, actor=request.actor, participation=row, on=timezone.localdate()):
        messages.success(request, _("Участник отобран и идёт в подбор пар."))
    return redirect("bases:participation", row.pk)


@require_POST
@requires(Permission.SELECTION_DECIDE)
def decline(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    reason = request.POST.get("reason", "")
    if told(request, services.decline, actor=request.actor, participation=row, on=timezone.localdate(), reason=reason):
        messages.success(request, _("Участник отклонён, причина записана."))
    return redirect("bases:participation", row.pk)


@require_POST
@requires(Permission.SELECTION_DECIDE)
def reconsider(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_participation(pk)
    told(request, services.reconsider, actor=request.actor, participation=row)
    return redirect("bases:participation", row.pk)


@require_POST
@requires(Permission.SELECTION_DECIDE)
@with_programme
def approve_ready(request: HttpRequest, side: str) -> HttpResponse:
    """Approve everybody of a side whose papers are in order; the others are named with what is missing."""
    nominated = list(queries.participations(request.programme, Side(side)).nominated().select_related("programme"))
    outcome = told(
        request, services.approve_many, actor=request.actor, programme=request.programme,
        participations=nominated, on=timezone.localdate(),
    )  # fmt: skip
    _tell_of_approved(request, outcome)
    return redirect(f"bases:{side}s")


@requires(Permission.SELECTION_DECIDE)
@with_programme
def decide_chosen(request: HttpRequest, side: str) -> HttpResponse:
    """One decision about all those marked in the list; refused, the page keeps the marks and the words."""
    query = request.GET.urlencode()
    back = redirect(reverse(f"bases:{side}s") + (f"?{query}" if query else ""))
    if request.method != "POST":  # a page turned after a refusal
        return back
    form = ChosenForm(request.POST)
    chosen = queries.participations(request.programme, Side(side)).select_related("programme")
    rows = list(chosen.filter(pk__in=[key for key in request.POST.getlist("rows") if _is_key(key)]))
    if not rows:
        form.add_error(None, _("Отметьте хотя бы одного."))
    if form.is_valid() and _decided(request, form, rows):
        return back
    return _base(request, Side(side), form)


def _decided(request: HttpRequest, form: ChosenForm, rows: list[Participation]) -> bool:
    common = {
        "actor": request.actor, "programme": request.programme, "participations": rows, "on": timezone.localdate(),
    }  # fmt: skip
    if form.cleaned_data["decision"] == "approve":
        outcome = attempt(form, services.approve_many, **common)
        _tell_of_approved(request, outcome)
    elif outcome := attempt(form, services.decline_many, reason=form.cleaned_data["reason"], **common):
        done, refused = outcome
        words = ngettext("Отклонён %(n)s участник.", "Отклонено участников: %(n)s.", done) % {"n": done}
        tell_of_many(request, words if done else "", refused)
    return outcome is not None


def _tell_of_approved(request: HttpRequest, outcome: tuple[int, list[str]] | None) -> None:
    if outcome:
        done, refused = outcome
        words = ngettext("Отобран %(n)s участник.", "Отобрано участников: %(n)s.", done) % {"n": done}
        tell_of_many(request, words if done else "", refused)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@requires(Permission.PEOPLE_EDIT)
@with_programme
def former(request: HttpRequest) -> HttpResponse:
    """Mentors of former years, invited again in one action."""
    rows = queries.former_mentors(request.programme)
    if request.method == "POST":
        marked = set(request.POST.getlist("rows"))
        chosen = [row for row in rows if str(row.pk) in marked]
        done = told(request, services.invite_former, actor=request.actor, programme=request.programme, former=chosen)
        if done:
            words = ngettext("Приглашён %(n)s наставник.", "Приглашено наставников: %(n)s.", done[1]) % {"n": done[1]}
            messages.success(request, words)
            return redirect("bases:mentors")
    return render(request, "bases/former.html", {"rows": rows, "programme": request.programme})
