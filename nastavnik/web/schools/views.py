"""The municipality's page: schools and their stages in numbers, without a single name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.web.schools.queries import school_rows


@requires(Permission.SCHOOLS_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "schools/list.html", {"rows": school_rows(timezone.localdate())})
