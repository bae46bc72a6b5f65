"""Changes of the tree and of the years."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited
from nastavnik.organisations.models import AcademicYear, Organisation


@audited("organisation.changed", _("изменены сведения организации"))
def change_organisation(*, actor: Actor, organisation: Organisation, values: dict[str, Any]) -> Organisation:
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.store()
    return organisation


@audited("organisation.added", _("добавлена организация"))
def add_organisation(*, actor: Actor, parent: Organisation | None, values: dict[str, Any]) -> Organisation:
    organisation = Organisation(parent=parent, **values)
    organisation.store()
    return organisation


@audited("year.opened", _("открыт учебный год"))
def open_year(*, actor: Actor, starts_in: int) -> AcademicYear:
    year, _created = AcademicYear.objects.get_or_create(starts_in=starts_in)
    return year
