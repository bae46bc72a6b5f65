"""Changes of people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import AccessMeasure, Guardianship, Person

LAST_GRADE = 11


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


@audited("people.advanced", _("ученики переведены в следующий класс"))
def advance_classes(*, actor: Actor, organisation: Organisation, starts_in: int) -> tuple[Organisation, int, int]:
    """Every pupil a class up, those of the eleventh become alumni: once for an academic year.

    Returns the organisation, how many were moved and how many have left.
    """
    if organisation.classes_of is not None and organisation.classes_of >= starts_in:
        year = f"{organisation.classes_of}/{organisation.classes_of + 1}"
        raise ValidationError(gettext("Ученики уже переведены на %(year)s учебный год.") % {"year": year})
    pupils = Person.objects.filter(organisation=organisation, kind=PersonKind.PUPIL, grade__isnull=False)
    left = pupils.filter(grade=LAST_GRADE).update(kind=PersonKind.ALUMNUS, grade=None, letter="")
    moved = pupils.filter(grade__lt=LAST_GRADE).update(grade=F("grade") + 1)
    if not left and not moved:
        raise ValidationError(gettext("Переводить некого: учеников с классами нет."))
    organisation.classes_of = starts_in
    organisation.store()
    note(organisation, moved=moved, left=left, starts_in=starts_in)
    return organisation, moved, left


@audited("access.planned", _("намечена мера доступности"))
def plan_measure(*, actor: Actor, person: Person, values: dict[str, Any]) -> AccessMeasure:
    measure = AccessMeasure(person=person, **values)
    measure.store()
    return measure


@audited("access.done", _("выполнена мера доступности"))
def finish_measure(*, actor: Actor, measure: AccessMeasure, outcome: str, on: date) -> AccessMeasure:
    if not outcome.strip():
        raise ValidationError({"outcome": gettext("Напишите, что сделано.")})
    measure.outcome, measure.done_on = outcome.strip(), on
    measure.store()
    return measure


@audited("access.dropped", _("снята мера доступности"))
def drop_measure(*, actor: Actor, measure: AccessMeasure) -> Person:
    """A measure that is needed no more; one that was done stays as it was."""
    if measure.done_on is not None:
        raise ValidationError(gettext("Выполненную меру не снимают."))
    person = measure.person
    measure.delete()
    return person
