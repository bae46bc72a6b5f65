"""What somebody without an account does by a personal link: answers, consents, proposes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nastavnik.consents import services as consents
from nastavnik.consents.rules import NEEDED, signer_for
from nastavnik.documents.queries import unsigned_sheets
from nastavnik.documents.types.consent_sheets import context as sheets_of
from nastavnik.links import services
from nastavnik.links.enums import LinkPurpose
from nastavnik.programmes import nomination_services as nominations
from nastavnik.programmes.enums import Channel
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import current_programme
from nastavnik.questionnaires import queries as surveys
from nastavnik.web.links.access import by_link
from nastavnik.web.links.forms import WHO, ConfirmForm, NominationForm
from nastavnik.web.outcome import attempt
from nastavnik.web.surveys.asking import ask, find_open


@by_link(*LinkPurpose)
def start(request: HttpRequest) -> HttpResponse:
    """The first page of a link is that of its purpose."""
    pages = {LinkPurpose.ANSWER: _mine, LinkPurpose.CONSENT: _confirm, LinkPurpose.NOMINATE: _nominate}
    return pages[LinkPurpose(request.link.purpose)](request)


def _mine(request: HttpRequest) -> HttpResponse:
    return render(request, "links/mine.html", {"asked": surveys.open_for(request.link.person_id)})


@by_link(LinkPurpose.ANSWER)
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    one = find_open(request.link.person_id, pk)
    return ask(
        request, one.survey, one.participation, one.response,
        template="links/answer.html", after=lambda: redirect("links:start", request.token),
    )  # fmt: skip


def _confirm(request: HttpRequest) -> HttpResponse:
    """Whoever signs reads every missing sheet, ticks each apart and types the code given apart from the link."""
    link, today = request.link, timezone.localdate()
    rows = list(Participation.objects.filter(person=link.person).select_related("person", "programme__year"))
    if not rows:
        raise Http404
    sheets = unsigned_sheets(rows, NEEDED, today)
    kinds = [sheet.kind for sheet in sheets]
    signer = signer_for(link.person, today)
    form = ConfirmForm(request.POST or None, kinds=kinds, signer=signer, link=link)
    if request.method == "POST" and form.is_valid() and _confirmed(request, form):
        return render(request, "links/thanks.html", {"words": _("Согласия записаны. Спасибо!")})
    until = max(row.programme.year.ends_on for row in rows)
    texts = sheets_of(link.organisation, sheets, until=until, on=today, by_hand=False)["sheets"]
    return render(request, "links/confirm.html", {"form": form, "person": link.person, "texts": texts, "kinds": kinds})


def _confirmed(request: HttpRequest, form: ConfirmForm) -> bool:
    today = timezone.localdate()
    try:
        consents.confirm_by_link(
            actor=request.actor, link=request.link, kinds=form.cleaned_data["kinds"], codes=form.codes(), today=today,
            representative=form.cleaned_data.get("representative", ""),
        )  # fmt: skip
    except ValidationError as error:
        if error.code == "code":
            services.count_wrong_code(actor=request.actor, link=request.link, today=today)
        form.add_error(None, error)
        return False
    return True


def _nominate(request: HttpRequest) -> HttpResponse:
    programme: Programme | None = current_programme(request.link.organisation, timezone.localdate())
    channel = Channel(request.link.topic)
    if programme is None or programme.is_completed:
        sentence = _("Программа сейчас не принимает предложений. Спросите у куратора.")
        return render(request, "links/refused.html", {"sentence": sentence}, status=404)
    form = NominationForm(request.POST or None, channel=channel)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, nominations.send_nomination, actor=request.actor, programme=programme, channel=channel,
            values=form.values(),
        ):  # fmt: skip
            words = _("Спасибо! Куратор программы рассмотрит предложение.")
            return render(request, "links/thanks.html", {"words": words, "again": True})
    context = {"form": form, "words": WHO[channel], "organisation": request.link.organisation}
    return render(request, "links/nominate.html", context)
