"""Questions about personal links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.organisations.models import Organisation


def standing(organisation: Organisation, purpose: LinkPurpose, on: date) -> QuerySet[PersonalLink]:
    """Links of an organisation that open today."""
    return PersonalLink.objects.filter(
        organisation=organisation, purpose=purpose, closed_on__isnull=True, expires_on__gte=on
    )


def standing_of(people: Iterable[UUID], purpose: LinkPurpose, on: date) -> dict[UUID, PersonalLink]:
    """Each person's newest link of a purpose; one query."""
    rows = PersonalLink.objects.filter(
        person__in=list(people), purpose=purpose, closed_on__isnull=True, expires_on__gte=on
    ).order_by("id")
    return {row.person_id: row for row in rows if row.person_id}
