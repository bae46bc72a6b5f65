"""Enterprises that gave mentors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from nastavnik.common.russian import search_key
from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.indicator import Indicator, Tallies, Tally, taking_part
from nastavnik.monitoring.moments import Moment
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import Side

SIGNS = re.compile(r"[^\w]+")
EMPLOYEES = Q(person__kind=PersonKind.EMPLOYEE)
UNKNOWN = EMPLOYEES & Q(person__workplace="")


def plain(name: str) -> str:
    """«ООО "Ромашка"» and «ооо Ромашка» are one."""
    return " ".join(SIGNS.sub(" ", search_key(name)).split())


def who(moment: Moment) -> Q:
    return EMPLOYEES & ~Q(person__workplace="")


def tally(moments: Sequence[Moment]) -> Tallies:
    """Names are compared, not added up: an enterprise that gave mentors to two schools is one."""
    rows = taking_part(Side.MENTOR, moments).filter(EMPLOYEES).order_by()
    places = rows.values_list("programme__organisation", "programme__year__starts_in", "person__workplace")
    found: dict[tuple[UUID, int], Tally] = defaultdict(Tally)
    for organisation, year, workplace, heads in places.annotate(heads=Count("person", distinct=True)):
        name = plain(workplace)
        found[organisation, year] += Tally(names=frozenset({name}), part=1) if name else Tally(unknown=heads)
    return found


INDICATOR = Indicator(
    code="enterprises", number=4, tally=tally, side=Side.MENTOR, of=Whole.ENTERPRISES, who=who, unknown=UNKNOWN,
    counts_persons=False,
    unknown_words=_("место работы не указано"),
    title=_("Предприятия, которые дали наставников"),
    counts=_(
        "Места работы сотрудников партнёров, которых отобрали наставниками в программу этого учебного года. Одно "
        "предприятие – один раз, сколько бы наставников оно ни дало; кавычки и заглавные буквы не различаются."
    ),
    leaves_out=_("Наставники, у которых место работы не указано; выпускники, студенты и родители."),
)  # fmt: skip
