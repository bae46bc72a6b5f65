"""Puts a hat on the request and keeps its scope open while the request lasts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from nastavnik.accounts.models import Membership
from nastavnik.accounts.request import HatRequest
from nastavnik.accounts.roles import Role
from nastavnik.common.scope import scoped

HAT = "hat"


class HatMiddleware:
    """`request.hat`, `request.hats` and `request.actor`; without a hat no scope is open and scoped queries raise."""

    def __init__(self, get_response: Callable[[HatRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HatRequest) -> HttpResponse:
        request.hats = self._hats(request)
        request.hat = self._worn(request)
        if request.hat is None:
            return self.get_response(request)
        request.actor = request.hat.actor()
        with scoped(request.hat.scope()):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
            # pages of children's data stay neither in a proxy nor on the computer of the teachers' room
            patch_cache_control(response, private=True, no_store=True)
            return response

    def _hats(self, request: HatRequest) -> list[Membership]:
        if not request.user.is_authenticated:
            return []
        hats = Membership.objects.filter(user=request.user).select_related("organisation", "user__person")
        # a mentor's or mentee's hat without a person behind it would have nothing to see
        return [hat for hat in hats if hat.user.person_id or not Role(hat.role).own_records]

    def _worn(self, request: HatRequest) -> Membership | None:
        if not request.hats:
            return None
        chosen = request.session.get(HAT)
        return next((hat for hat in request.hats if str(hat.pk) == chosen), request.hats[0])
