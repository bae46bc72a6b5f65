"""Questions about consents, for one person and for many in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.models import Consent
from nastavnik.consents.rules import kinds_needed
from nastavnik.people.models import Person


def standing_kinds(people: Iterable[UUID], on: date) -> dict[UUID, set[str]]:
    """The kinds valid on that day, by person; one query."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, kind in Consent.objects.valid(on).filter(person__in=list(people)).values_list("person", "kind"):
        found[person].add(kind)
    return found


def missing_kinds(person: Person, *, as_mentor: bool, standing: set[str]) -> list[ConsentKind]:
    return [kind for kind in kinds_needed(person, as_mentor=as_mentor) if kind not in standing]


def check_consents(person: Person, *, as_mentor: bool, on: date) -> None:
    """Raise with the names of the missing sheets: nobody goes further without them."""
    missing = missing_kinds(person, as_mentor=as_mentor, standing=standing_kinds([person.pk], on)[person.pk])
    if missing:
        raise ValidationError(
            _("%(name)s: нет действующего согласия %(kinds)s.")
            % {"name": person.short_name, "kinds": "; ".join(str(kind.label) for kind in missing)},
            code="consent",
        )
