"""Questions about consents, for one person and for many in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from nastavnik.consents.models import Consent


def standing_kinds(people: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    """The kinds valid on that day, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, kind in Consent.objects.valid(on).filter(person__in=list(people)).values_list("person", "kind"):
        found[person].add(kind)
    return found
