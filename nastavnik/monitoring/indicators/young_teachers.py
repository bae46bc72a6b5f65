"""Teachers in their first three years who are mentored."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.indicator import Indicator, Tallies, persons
from nastavnik.monitoring.moments import Moment
from nastavnik.people.enums import PersonKind
from nastavnik.people.queries import young_teacher
from nastavnik.programmes.enums import Side

UNKNOWN = Q(person__kind=PersonKind.TEACHER, person__experience_years__isnull=True)


def who(moment: Moment) -> Q:
    """As the list of people says today: it does not keep the experience of former years."""
    return young_teacher("person__")


def tally(moments: Sequence[Moment]) -> Tallies:
    return persons(Side.MENTEE, moments, who, UNKNOWN)


INDICATOR = Indicator(
    code="young-teachers", number=3, tally=tally, side=Side.MENTEE, of=Whole.YOUNG_TEACHERS, who=who, unknown=UNKNOWN,
    knows_former_years=False,
    unknown_words=_("стаж не указан"),
    title=_("Педагоги со стажем до трёх лет в роли наставляемых"),
    counts=_(
        "Педагоги, у которых в списке людей записан стаж от 0 до 3 лет и которых отобрали наставляемыми в программу этого "
        "учебного года. Каждый – один раз."
    ),
    leaves_out=_("Предложенные и отклонённые; педагоги со стажем больше трёх лет; те, чей стаж не указан."),
)  # fmt: skip
