"""Entering the numbers that shares are taken of, and the targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.monitoring.models import Denominator, Target
from nastavnik.monitoring.registry import INDICATORS
from nastavnik.organisations.models import Organisation


@audited("denominator.entered", gettext_lazy("внесён знаменатель показателя"))
def enter_denominator(
    *, actor: Actor, organisation: Organisation, of: str, number: int, source: str, on: date
) -> Denominator:
    """The number as of a day; one of the same day is corrected."""
    row = Denominator.objects.filter(organisation=organisation, of=of, on=on).first()
    row = row or Denominator(organisation=organisation, of=of, on=on)
    note(of=of, was=None if row._state.adding else row.number, number=number, source=source, on=on.isoformat())
    row.number, row.source = number, source
    row.store()
    return row


@audited("denominator.removed", gettext_lazy("убран знаменатель показателя"))
def remove_denominator(*, actor: Actor, denominator: Denominator) -> Organisation:
    organisation = denominator.organisation
    note(of=denominator.of, number=denominator.number, source=denominator.source, on=denominator.on.isoformat())
    denominator.delete()
    return organisation


@audited("targets.set", gettext_lazy("изменены цели показателей"))
def set_targets(
    *, actor: Actor, organisation: Organisation, year: int, percents: Mapping[str, Decimal | None]
) -> Organisation:
    """The organisation's own targets of a year; where none is given, that of the nearest above holds again."""
    if not organisation.path.startswith(actor.organisation_path):
        raise ValidationError(_("Цели ставят своей организации или тем, кто под ней."))
    own = {row.indicator: row for row in Target.objects.filter(organisation=organisation, year=year)}
    changed = {}
    for code, percent in percents.items():
        was = own[INDICATORS[code].code].percent if code in own else None
        if percent == was:
            continue
        changed[code] = [None if was is None else str(was), None if percent is None else str(percent)]
        if percent is None:
            own[code].delete()
        else:
            row = own.get(code) or Target(organisation=organisation, indicator=INDICATORS[code].code, year=year)
            row.percent = percent
            row.store()
    note(organisation, year=year, changed=changed)
    return organisation
