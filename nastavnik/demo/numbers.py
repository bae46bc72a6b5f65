"""The numbers that indicators of the demo are taken of, for this school year and the one before, and the town's targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from nastavnik.common.actor import Actor
from nastavnik.monitoring import indicator_services as services
from nastavnik.monitoring.enums import Whole
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import start_year

OF_SCHOOLS = ({Whole.CHILDREN: 46, Whole.TEENAGERS: 18}, {Whole.CHILDREN: 28, Whole.TEENAGERS: 12}) * 2
ENTERPRISES = 25
TARGETS = {"mentees-10-19": 70, "mentors-15-19": 10, "young-teachers": 70, "enterprises": 30, "mentees-satisfied": 85}


def of_town(town: Organisation, schools: Sequence[Organisation], today: date) -> None:
    year = start_year(today)
    for starts_in in (year - 1, year):
        on = date(starts_in, 9, 5)
        for school, numbers in zip(schools, OF_SCHOOLS, strict=False):
            actor = Actor(user="", role="system", organisation_path=school.path)
            for of, number in numbers.items():
                services.enter_denominator(
                    actor=actor, organisation=school, of=of, number=number, source="отчёт ОО-1", on=on
                )
        actor = Actor(user="", role="system", organisation_path=town.path)
        services.enter_denominator(
            actor=actor, organisation=town, of=Whole.ENTERPRISES, number=ENTERPRISES, source="реестр города", on=on
        )
    percents = {code: Decimal(percent) for code, percent in TARGETS.items()}
    for calendar_year in {today.year, year + 1}:
        services.set_targets(actor=actor, organisation=town, year=calendar_year, percents=percents)
