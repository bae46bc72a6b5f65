"""Questions about consents, for one person and for many in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.models import Consent


def lacking(kind: ConsentKind, on: date, person: str) -> Q:
    """The condition that no consent of a kind stands; `person` is the lookup that leads to the person."""
    return ~Q(Exists(Consent.objects.valid(on).filter(person=OuterRef(person), kind=kind)))


def standing_kinds(people: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    """The kinds valid on that day, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, kind in Consent.objects.valid(on).filter(person__in=list(people)).values_list("person", "kind"):
        found[person].add(kind)
    return found


def withdrawn_kinds(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The kinds that were ever taken back, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Consent.objects.filter(person__in=list(people), withdrawn_on__isnull=False)
    for person, kind in rows.values_list("person", "kind"):
        found[person].add(kind)
    return found
