"""What left the system about somebody who withdrew, and what has become of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.models import User
from nastavnik.accounts.roles import Permission
from nastavnik.consents import queries, services
from nastavnik.consents.models import Mention
from nastavnik.mentoring.queries import standing_of, with_lacking
from nastavnik.people.models import Person
from nastavnik.programmes.models import Participation
from nastavnik.web.consents.forms import RemovedForm
from nastavnik.web.outcome import attempt, told

TERM = timedelta(days=30)  # 152-ФЗ, art. 21: data are destroyed within thirty days of a withdrawal


@requires(Permission.PEOPLE_EDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody whose name is still outside though they withdrew."""
    today = timezone.localdate()
    people = list(queries.people_to_remove(today))
    first = queries.first_withdrawals([person.pk for person in people], today)
    for person in people:
        person.withdrew_on = first[person.pk]
        person.due_on = person.withdrew_on + TERM
    return render(request, "consents/removals.html", {"people": people, "today": today})


@requires(Permission.PEOPLE_EDIT)
def of_person(request: HttpRequest, pk: str) -> HttpResponse:
    """Every paper and file that names the person; those that are dealt with are marked with a day and words."""
    person, today = get_object_or_404(Person, pk=pk), timezone.localdate()
    lines = list(queries.mentions_of(person))
    waiting = set(queries.to_remove(today).filter(person=person).values_list("pk", flat=True))
    form = RemovedForm(request.POST or None, today=today)
    if request.method == "POST":
        marked = set(request.POST.getlist("rows"))
        chosen = [line for line in lines if line.pk in waiting and str(line.pk) in marked]
        if form.is_valid() and _marked(request, form, person, chosen):
            return redirect("consents:removal", person.pk)
    makers = _makers(lines)
    for line in lines:
        line.waits = line.pk in waiting
        line.marked = len(waiting) == 1 or str(line.pk) in request.POST.getlist("rows")
        line.maker = makers.get(line.handout.made_by)
    context: dict[str, Any] = {
        "person": person, "lines": lines, "waiting": len(waiting), "form": form, "today": today,
        "row": Participation.objects.filter(person=person).first(),
        "sheets": queries.withdrawn(today).filter(person=person).order_by("withdrawn_on"),
        "pairs": [pair for pair in with_lacking(standing_of(person), today) if pair.lacking],
    }  # fmt: skip
    if first := queries.first_withdrawals([person.pk], today).get(person.pk):
        context["due_on"] = first + TERM
    return render(request, "consents/removal.html", context)


def _marked(request: HttpRequest, form: RemovedForm, person: Person, chosen: list[Mention]) -> bool:
    done = attempt(
        form, services.mark_removed, actor=request.actor, person=person, mentions=chosen,
        on=form.cleaned_data["removed_on"], outcome=form.cleaned_data["outcome"], today=timezone.localdate(),
    )  # fmt: skip
    if done:
        words = ngettext("Отмечена %(n)s строка.", "Отмечено строк: %(n)s.", len(chosen)) % {"n": len(chosen)}
        messages.success(request, words)
    return bool(done)


def _makers(lines: list[Mention]) -> dict[str, User]:
    keys = {line.handout.made_by for line in lines if line.handout.made_by}
    return {str(user.pk): user for user in User.objects.filter(pk__in=keys).select_related("person")}


@require_POST
@requires(Permission.PEOPLE_EDIT)
def reopen(request: HttpRequest, pk: str) -> HttpResponse:
    """A mark made by mistake."""
    mention = get_object_or_404(Mention.objects.select_related("handout"), pk=pk)
    if told(request, services.reopen_mention, actor=request.actor, mention=mention):
        messages.success(request, _("Отметка снята."))
    return redirect("consents:removal", mention.person_id)
