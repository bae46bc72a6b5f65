"""Proposals of participants that came by links, and the links themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents.cards import qr_data_uri
from nastavnik.links import queries as links
from nastavnik.links import services as link_services
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.rules import token_of
from nastavnik.people.queries import alike
from nastavnik.programmes import nomination_services as services
from nastavnik.programmes import queries
from nastavnik.programmes.enums import Channel
from nastavnik.programmes.models import Nomination
from nastavnik.web.nominations.forms import AcceptForm, LinkForm
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme

PAGE = 25


@requires(Permission.PEOPLE_EDIT)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, each with the people it may be about; and the links that bring more."""
    return _page(request, LinkForm(initial={"channel": Channel.PARENT, "expires_on": request.programme.year.ends_on}))


def _page(request: HttpRequest, link_form: LinkForm) -> HttpResponse:
    school, today = request.programme.organisation, timezone.localdate()
    waiting = list(queries.waiting_nominations(request.programme))
    shown = waiting[:PAGE]
    people = alike(school, [_name(row) for row in shown])
    context = {
        "programme": request.programme, "total": len(waiting),
        "waiting": [
            (row, AcceptForm(nomination=row, alike=known)) for row, known in zip(shown, people, strict=True)
        ],
        "links": [_shown(request, link) for link in links.standing(school, LinkPurpose.NOMINATE, today)],
        "form": link_form,
    }  # fmt: skip
    return render(request, "nominations/list.html", context)


def _name(nomination: Nomination) -> str:
    return f"{nomination.last_name} {nomination.first_name}"


def _shown(request: HttpRequest, link: PersonalLink) -> dict[str, object]:
    url = request.build_absolute_uri(reverse("links:start", args=[token_of(link)]))
    return {"link": link, "channel": Channel(link.topic).label, "url": url, "code": qr_data_uri(url)}


@require_POST
@requires(Permission.PEOPLE_EDIT)
@with_programme
def make_link(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST)
    if form.is_valid() and attempt(
        form, link_services.make_link, actor=request.actor, organisation=request.programme.organisation,
        purpose=LinkPurpose.NOMINATE, topic=form.cleaned_data["channel"].value,
        expires_on=form.cleaned_data["expires_on"], today=timezone.localdate(),
    ):  # fmt: skip
        messages.success(request, _("Ссылка готова."))
        return redirect("nominations:list")
    return _page(request, form)


@require_POST
@requires(Permission.PEOPLE_EDIT)
@with_programme
def close_link(request: HttpRequest, pk: str) -> HttpResponse:
    link = get_object_or_404(PersonalLink, pk=pk, organisation=request.programme.organisation)
    if told(request, link_services.close_link, actor=request.actor, link=link, today=timezone.localdate()):
        messages.success(request, _("Ссылка закрыта."))
    return redirect("nominations:list")


def _nomination(pk: str) -> Nomination:
    return get_object_or_404(Nomination.objects.select_related("programme__organisation"), pk=pk)


@require_POST
@requires(Permission.PEOPLE_EDIT)
def accept(request: HttpRequest, pk: str) -> HttpResponse:
    nomination = _nomination(pk)
    [known] = alike(nomination.programme.organisation, [_name(nomination)])
    form = AcceptForm(request.POST, nomination=nomination, alike=known)
    if form.is_valid():
        joined = attempt(
            form, services.accept_nomination, actor=request.actor, nomination=nomination,
            person=form.chosen(),
        )  # fmt: skip
        if joined:
            messages.success(request, _("Принято: человек в базе наставляемых."))
    for sentence in form.non_field_errors():
        messages.error(request, sentence)
    return redirect("nominations:list")


@require_POST
@requires(Permission.PEOPLE_EDIT)
def decline(request: HttpRequest, pk: str) -> HttpResponse:
    nomination = _nomination(pk)
    if told(request, services.decline_nomination, actor=request.actor, nomination=nomination, on=timezone.localdate()):
        messages.success(request, _("Предложение отклонено."))
    return redirect("nominations:list")
