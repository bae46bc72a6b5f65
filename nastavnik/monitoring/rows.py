"""The people behind a figure of a school: who is counted, and who is not and why."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nastavnik.monitoring.indicator import Indicator, taking_part
from nastavnik.monitoring.moments import Moment
from nastavnik.organisations.models import Organisation
from nastavnik.programmes.enums import TAKING_PART
from nastavnik.programmes.models import Participation

NOT_DECIDED = gettext_noop("не отобран: %(status)s")
LATER = gettext_noop("отобран позже этой даты")
OTHER = gettext_noop("не подходит показателю по возрасту, стажу или месту работы")


@dataclass(frozen=True)
class Row:
    """`why_not` is empty for those who are counted."""

    participation: Participation
    age: int | None
    why_not: str = ""


def rows_of(indicator: Indicator, school: Organisation, moment: Moment) -> list[Row]:
    """Everybody of the indicator's side in the school year, by name; three queries."""
    everybody = Participation.objects.filter(
        moment.in_year("programme"), programme__organisation=school, person__organisation=school, side=indicator.side
    ).with_people()
    by_then = taking_part(indicator.side, [moment]).filter(programme__organisation=school).order_by()
    counted, unknown = (
        set(by_then.filter(condition).values_list("pk", flat=True))
        for condition in (indicator.who(moment) if indicator.who else Q(), indicator.unknown or Q(pk__in=[]))
    )
    return [
        Row(row, row.person.age(moment.on), "" if row.pk in counted else _why_not(indicator, row, moment, unknown))
        for row in everybody
    ]


def _why_not(indicator: Indicator, row: Participation, moment: Moment, unknown: set[UUID]) -> str:
    if row.status not in TAKING_PART:
        return _(NOT_DECIDED) % {"status": row.get_status_display()}
    if row.decided_on and row.decided_on > moment.on:
        return _(LATER)
    return _(indicator.unknown_words) if row.pk in unknown else _(OTHER)
