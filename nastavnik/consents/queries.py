"""Questions about consents, for one person and for many in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from nastavnik.consents.enums import ALWAYS, ConsentKind
from nastavnik.consents.models import Consent, Mention
from nastavnik.people.models import Person


def lacking(kind: ConsentKind, on: date, person: str) -> Q:
    """The condition that no consent of a kind stands; `person` is the lookup that leads to the person."""
    return ~Q(Exists(Consent.objects.valid(on).filter(person=OuterRef(person), kind=kind)))


def unnameable(on: date, person: str) -> Q:
    """The condition that somebody may not be named in anything that leaves the system, nor go any further in it."""
    missing = Q()
    for kind in ALWAYS:
        missing |= lacking(kind, on, person)
    return missing


def nameable(people: Iterable[UUID], on: date) -> set[UUID]:
    """Those of `people` who may be named: the same rule for a list; one query."""
    return {person for person, kinds in standing_kinds(people, on).items() if kinds.issuperset(ALWAYS)}


def standing_kinds(people: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    """The kinds valid on that day, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, kind in Consent.objects.valid(on).filter(person__in=list(people)).values_list("person", "kind"):
        found[person].add(kind)
    return found


def withdrawn(on: date) -> QuerySet[Consent]:
    """Sheets withdrawn and not signed anew that were about a person's data; the labour one is not."""
    anew = Consent.objects.valid(on).filter(person=OuterRef("person"), kind=OuterRef("kind"))
    return Consent.objects.filter(withdrawn_on__lte=on).exclude(kind=ConsentKind.LABOUR).exclude(Exists(anew))


def first_withdrawals(people: Iterable[UUID], on: date) -> dict[UUID, date]:
    """The earliest day on which each took back what is not signed anew; one query."""
    rows = withdrawn(on).filter(person__in=list(people)).order_by().values_list("person")
    return dict(rows.annotate(first=Min("withdrawn_on")))


def to_remove(on: date) -> QuerySet[Mention]:
    """What left the system before its person withdrew, and nobody has dealt with yet."""
    since = withdrawn(on).filter(person=OuterRef("person"), withdrawn_on__gte=OuterRef("handout__made_on"))
    return Mention.objects.filter(Exists(since), removed_on__isnull=True)


def mentions_of(person: Person) -> QuerySet[Mention]:
    """Everything that left the system and names the person, newest first."""
    return Mention.objects.filter(person=person).select_related("handout")


def people_to_remove(on: date) -> QuerySet[Person]:
    """Whose names are still outside though they withdrew, with how many places each (`places`)."""
    places = to_remove(on).order_by().values("person").annotate(places=Count("pk"))
    return Person.objects.filter(pk__in=places.values("person")).annotate(
        places=Subquery(places.filter(person=OuterRef("pk")).values("places"))
    )


def withdrawn_kinds(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The kinds that were ever taken back, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Consent.objects.filter(person__in=list(people), withdrawn_on__isnull=False)
    for person, kind in rows.values_list("person", "kind"):
        found[person].add(kind)
    return found
