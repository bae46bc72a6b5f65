"""The request as it is behind `HatMiddleware`."""

from __future__ import annotations

from django.http import HttpRequest

from nastavnik.accounts.models import Membership
from nastavnik.common.actor import Actor


class HatRequest(HttpRequest):
    """Knows the hats of its user, the one worn (None before signing in), and who acts under it."""

    hats: list[Membership]
    hat: Membership | None
    actor: Actor
