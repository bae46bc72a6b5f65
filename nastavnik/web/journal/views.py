"""The journal: who did what, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nastavnik.accounts.access import requires
from nastavnik.accounts.models import User
from nastavnik.accounts.roles import Permission, Role
from nastavnik.common.journal import ACTIONS
from nastavnik.common.models import JournalEntry

PAGE = 50


@requires(Permission.JOURNAL_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    page = Paginator(JournalEntry.objects.all(), PAGE).get_page(request.GET.get("page"))
    users = {str(user.pk): user for user in User.objects.filter(pk__in={entry.actor for entry in page if entry.actor})}
    labels = dict(Role.choices) | {"link": _("по личной ссылке")}
    for entry in page:
        entry.words = ACTIONS[entry.action].title if entry.action in ACTIONS else entry.action
        entry.who = users.get(entry.actor)
        entry.role_label = labels.get(entry.role, "")
    return render(request, "journal/list.html", {"page": page})
