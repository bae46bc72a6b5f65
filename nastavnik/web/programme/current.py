"""The programme a page is about: the one chosen, or the one that runs now, of the organisation of the hat."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from nastavnik.accounts.access import View
from nastavnik.programmes.models import Programme
from nastavnik.programmes.queries import current_programme

CHOSEN = "programme"


def programme_of(request: HttpRequest) -> Programme | None:
    chosen = request.session.get(CHOSEN)
    if chosen:
        rows = Programme.objects.filter(pk=chosen, organisation=request.hat.organisation)
        found = rows.select_related("year", "organisation", "curator").first()
        if found:
            return found
    return current_programme(request.hat.organisation, timezone.localdate())


def with_programme(view: View) -> View:
    """Give the view `request.programme`; a school that has none yet is sent to open one."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.programme = programme_of(request)
        if request.programme is None:
            return redirect("home")
        return view(request, *args, **kwargs)

    return wrapper
