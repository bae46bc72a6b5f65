"""The participant that an address names, with what its pages show."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from nastavnik.programmes.models import Participation


def get_participation(pk: str) -> Participation:
    rows = Participation.objects.select_related("person__organisation", "programme__organisation", "programme__year")
    return get_object_or_404(rows, pk=pk)
