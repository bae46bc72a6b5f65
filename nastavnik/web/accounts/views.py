"""Choosing the hat, and the page «Кто что может»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import signed_in
from nastavnik.accounts.middleware import HAT
from nastavnik.accounts.models import Membership
from nastavnik.accounts.roles import PERMISSIONS, Permission, Role


@require_POST
@signed_in
def choose_hat(request: HttpRequest) -> HttpResponse:
    hat = get_object_or_404(Membership, pk=request.POST.get("membership"), user=request.user)
    request.session[HAT] = str(hat.pk)
    return redirect("home")


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    rows = [
        {"label": permission.label, "cells": [permission in PERMISSIONS[role] for role in Role]}
        for permission in Permission
    ]
    return render(request, "accounts/roles.html", {"roles": list(Role), "rows": rows})
