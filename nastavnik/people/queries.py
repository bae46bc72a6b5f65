"""Questions about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from nastavnik.people.enums import PersonKind
from nastavnik.people.models import ADULT_AT, Guardianship, Person


def is_minor(person: Person, on: date) -> bool:
    """Under eighteen; a pupil whose birth date is unknown counts as a minor, so that nobody is left unprotected."""
    age = person.age(on)
    if age is None:
        return person.kind == PersonKind.PUPIL
    return age < ADULT_AT


def guardians(person: Person) -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(ward=person).select_related("guardian")


def representatives(wards: Iterable[UUID]) -> dict[UUID, str]:
    """The full name of each ward's first recorded representative; one query."""
    ties = Guardianship.objects.filter(ward__in=list(wards)).select_related("guardian").order_by("-id")
    return {tie.ward_id: tie.guardian.full_name for tie in ties}
