"""Reminding of answers and consents: first who and how, then letters by one button and cards by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents import services as documents
from nastavnik.notifications import letters, tasks
from nastavnik.notifications.enums import Way
from nastavnik.notifications.queries import Matter, plan
from nastavnik.questionnaires.enums import Respondent
from nastavnik.questionnaires.models import Survey
from nastavnik.web.files import handed_out
from nastavnik.web.outcome import attempt
from nastavnik.web.programme.current import with_programme
from nastavnik.web.reminders.forms import RemindForm


@requires(Permission.SURVEYS_RUN)
def survey(request: HttpRequest, pk: str) -> HttpResponse:
    """Those who have not answered a survey."""
    found = get_object_or_404(Survey.objects.select_related("programme__organisation", "programme__year"), pk=pk)
    return _page(request, Matter.of(found), reverse("surveys:survey", args=[found.pk]))


@requires(Permission.PEOPLE_EDIT)
@with_programme
def consents(request: HttpRequest, side: str) -> HttpResponse:
    """Those of a base who lack a consent."""
    return _page(request, Matter(request.programme, Respondent(side)), reverse(f"bases:{side}s"))


def _page(request: HttpRequest, matter: Matter, back: str) -> HttpResponse:
    today = timezone.localdate()
    form = RemindForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        do = _send if form.cleaned_data["way"] == Way.LETTER else _print
        answer = do(request, form, matter, back)
        if answer:
            return answer
    context = {
        "form": form, "matter": matter, "plan": plan(matter, today), "back": back, "mail_works": letters.mail_works(),
        "programme": matter.programme,
    }  # fmt: skip
    return render(request, "reminders/remind.html", context)


def _send(request: HttpRequest, form: RemindForm, matter: Matter, back: str) -> HttpResponse | None:
    rows = attempt(
        form, tasks.send_letters, actor=request.actor, matter=matter, until=form.cleaned_data["until"],
        today=timezone.localdate(), site=request.build_absolute_uri("/"),
    )  # fmt: skip
    if rows is None:
        return None
    words = ngettext("Уходит %(n)s письмо.", "Уходят письма: %(n)s.", len(rows)) % {"n": len(rows)}
    messages.success(request, f"{words} {_('Кому напомнили, видно в списке.')}")
    return redirect(back)


def _print(request: HttpRequest, form: RemindForm, matter: Matter, back: str) -> HttpResponse | None:
    made = attempt(
        form, documents.make_reminder_cards, actor=request.actor, matter=matter, until=form.cleaned_data["until"],
        today=timezone.localdate(), site=request.build_absolute_uri("/"),
    )  # fmt: skip
    return handed_out(request, made, _("Напоминания"), "pdf") if made else None
