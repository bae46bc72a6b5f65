"""Pages for those without an account: a signed link opens one person's own records, and nothing else."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from nastavnik.common.actor import Actor
from nastavnik.common.scope import scoped
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.rules import LinkRefused, opened

ROLE = "link"


def by_link(*purposes: LinkPurpose) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open to whoever holds a standing link of one of `purposes`; the view gets it as `request.link`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                link = opened(token, purposes, timezone.localdate())
            except LinkRefused as refusal:
                return render(request, "links/refused.html", {"sentence": str(refusal)}, status=404)
            request.link, request.token = link, token
            # whoever else is signed in on this computer, it is the link that acts here
            request.hat, request.hats = None, []
            request.actor = Actor(user="", role=ROLE, organisation_path=link.organisation.path)
            with scoped(link.scope()):
                answer = view(request, *args, **kwargs)
            patch_cache_control(answer, private=True, no_store=True)
            answer["X-Robots-Tag"] = "noindex"
            return answer

        guarded.access = ROLE  # read by the test over all URLs
        return guarded

    return decorate
