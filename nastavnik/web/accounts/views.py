"""Choosing the hat, and the page «Кто что может»."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import signed_in
from nastavnik.accounts.middleware import HAT
from nastavnik.accounts.roles import PERMISSIONS, Permission, Role


@require_POST
@signed_in
def choose_hat(request: HttpRequest) -> HttpResponse:
    hat = next((hat for hat in request.hats if str(hat.pk) == request.POST.get("membership")), None)
    if hat is None:
        raise Http404
    request.session[HAT] = str(hat.pk)
    return redirect("home")


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    rows = [
        {"label": permission.label, "cells": [permission in PERMISSIONS[role] for role in Role]}
        for permission in Permission
    ]
    return render(request, "accounts/roles.html", {"roles": list(Role), "rows": rows})
