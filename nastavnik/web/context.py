"""What every page knows: the hat worn, the hats to choose from and the navigation of that hat."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from nastavnik.web.navigation import entries


def page(request: HttpRequest) -> dict[str, Any]:
    hat = getattr(request, "hat", None)
    return {"hat": hat, "hats": getattr(request, "hats", []), "nav": entries(request)}
