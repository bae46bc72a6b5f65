"""Every view names what it takes to open it: a permission, a sign-in, or nothing at all."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from nastavnik.accounts.request import HatRequest
from nastavnik.accounts.roles import Permission

View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Open to hats whose role has any of `permissions`; others are refused, the anonymous sent to sign in."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HatRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.hat is None or not any(request.hat.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        entered = login_required(guarded)
        entered.access = permissions  # type: ignore[attr-defined]  # read by the test over all URLs
        return entered

    return decorate


def signed_in(view: View) -> View:
    """Open to everybody who has signed in, whatever the hat."""
    entered = login_required(view)
    entered.access = "signed in"  # type: ignore[attr-defined]
    return entered


def public(view: View) -> View:
    """Open to everybody."""
    view.access = "public"  # type: ignore[attr-defined]
    return view
