"""Children and teenagers who are mentored."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.indicator import NO_BIRTH_DATE, Indicator, Tallies, aged, persons
from nastavnik.monitoring.moments import Moment
from nastavnik.programmes.enums import Side

WHO = aged(10, 19)


def tally(moments: Sequence[Moment]) -> Tallies:
    return persons(Side.MENTEE, moments, WHO, NO_BIRTH_DATE)


INDICATOR = Indicator(
    code="mentees-10-19", number=1, tally=tally, side=Side.MENTEE, of=Whole.CHILDREN, who=WHO, unknown=NO_BIRTH_DATE,
    unknown_words=_("дата рождения не указана"),
    title=_("Дети и подростки 10–19 лет в роли наставляемых"),
    counts=_(
        "Ученики, студенты и выпускники, которым на дату отчёта от 10 до 19 полных лет и которых отобрали наставляемыми "
        "в программу этого учебного года. Каждый – один раз, сколько бы ролей у него ни было."
    ),
    leaves_out=_("Предложенные и отклонённые; педагоги; те, кому меньше 10 или уже 20 лет; те, чья дата рождения не указана."),
)  # fmt: skip
