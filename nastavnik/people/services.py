"""Changes of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Guardianship, Person


@audited("person.added", _("добавлен человек"))
def add_person(*, actor: Actor, organisation: Organisation, values: dict[str, Any]) -> Person:
    person = Person(organisation=organisation, **values)
    person.store()
    return person


@audited("person.changed", _("изменены сведения о человеке"))
def change_person(*, actor: Actor, person: Person, values: dict[str, Any]) -> Person:
    for name, value in values.items():
        setattr(person, name, value)
    person.store()
    note(fields=sorted(values))
    return person


@audited("guardian.set", _("записан законный представитель"))
def set_guardian(*, actor: Actor, ward: Person, name_parts: dict[str, str], phone: str) -> Guardianship:
    """Find the representative by name among the parents of the organisation, or add one; tie to the child."""
    guardian = Person.objects.filter(organisation=ward.organisation, kind=PersonKind.PARENT, **name_parts).first()
    if guardian is None:
        guardian = Person(organisation=ward.organisation, kind=PersonKind.PARENT, **name_parts)
    if phone:
        guardian.phone = phone
    guardian.store()
    guardianship = Guardianship.objects.filter(ward=ward, guardian=guardian).first() or Guardianship(
        ward=ward, guardian=guardian
    )
    guardianship.store()
    return guardianship
