"""Questions about people."""

from __future__ import annotations

from datetime import date

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
