"""Questions about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nastavnik.common.russian import search_key
from nastavnik.common.spelling import closeness
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import ADULT_AT, Guardianship, Person

SHOWN = 5
YOUNG_YEARS = 3


def is_minor(person: Person, on: date) -> bool:
    """Under eighteen; a pupil whose birth date is unknown counts as a minor, so that nobody is left unprotected."""
    age = person.age(on)
    if age is None:
        return person.kind == PersonKind.PUPIL
    return age < ADULT_AT


def classes(organisation: Organisation) -> list[tuple[int, int]]:
    """How many pupils there are in each grade; one query."""
    pupils = Person.objects.filter(organisation=organisation, kind=PersonKind.PUPIL, grade__isnull=False).order_by()
    return sorted(pupils.values_list("grade").annotate(n=Count("id")))


def guardians(person: Person) -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(ward=person).select_related("guardian")


def representatives(wards: Iterable[UUID]) -> dict[UUID, str]:
    """The full name of each ward's first recorded representative; one query."""
    return {ward: adults[0].full_name for ward, adults in guardians_of(wards).items()}


def guardians_of(wards: Iterable[UUID]) -> dict[UUID, list[Person]]:
    """The recorded representatives of each ward, the first recorded first; one query."""
    found: dict[UUID, list[Person]] = {}
    for tie in Guardianship.objects.filter(ward__in=list(wards)).select_related("guardian").order_by("id"):
        found.setdefault(tie.ward_id, []).append(tie.guardian)
    return found


def alike(organisation: Organisation, names: Iterable[str]) -> list[list[Person]]:
    """For each name the people of an organisation it may mean, nearest first, slips forgiven; two queries in all."""
    keys = list(Person.objects.filter(organisation=organisation).order_by().values_list("pk", "search_text"))
    found = [_nearest(search_key(name).split(), keys) for name in names]
    wanted = {key for row in found for key in row}
    people = Person.objects.filter(organisation=organisation).in_bulk(list(wanted)) if wanted else {}
    return [[people[key] for key in row if key in people] for row in found]


def _nearest(typed: list[str], keys: list[tuple[UUID, str]]) -> list[UUID]:
    slips = [(found, key) for key, name in keys if (found := closeness(typed, name.split())) is not None]
    return [key for _slips, key in sorted(slips)[:SHOWN]]


def young_teacher(prefix: str = "") -> Q:
    """The condition of a young teacher: the first three years of work (methodology §4.1); unknown years are not young."""
    return Q(**{f"{prefix}kind": PersonKind.TEACHER, f"{prefix}experience_years__lte": YOUNG_YEARS})
