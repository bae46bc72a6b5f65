"""Teenagers who mentor."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.indicator import NO_BIRTH_DATE, Indicator, Tallies, aged, persons
from nastavnik.monitoring.moments import Moment
from nastavnik.programmes.enums import Side

WHO = aged(15, 19)


def tally(moments: Sequence[Moment]) -> Tallies:
    return persons(Side.MENTOR, moments, WHO, NO_BIRTH_DATE)


INDICATOR = Indicator(
    code="mentors-15-19", number=2, tally=tally, side=Side.MENTOR, of=Whole.TEENAGERS, who=WHO, unknown=NO_BIRTH_DATE,
    unknown_words=_("дата рождения не указана"),
    title=_("Подростки и молодые люди 15–19 лет в роли наставников"),
    counts=_(
        "Ученики, студенты и выпускники, которым на дату отчёта от 15 до 19 полных лет и которых отобрали наставниками "
        "в программу этого учебного года. Каждый – один раз, сколько бы ролей у него ни было."
    ),
    leaves_out=_("Предложенные и отклонённые; педагоги; те, кому меньше 15 или уже 20 лет; те, чья дата рождения не указана."),
)  # fmt: skip
