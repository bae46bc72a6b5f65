"""How many mentees are satisfied."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from nastavnik.monitoring.indicator import Indicator, Tallies
from nastavnik.monitoring.moments import Moment
from nastavnik.monitoring.satisfaction import of_side
from nastavnik.programmes.enums import Side


def tally(moments: Sequence[Moment]) -> Tallies:
    return of_side(Side.MENTEE, moments)


INDICATOR = Indicator(
    code="mentees-satisfied", number=5, tally=tally, side=Side.MENTEE,
    title=_("Удовлетворённость наставляемых"),
    counts=_(
        "Наставляемые, которые в анкете на выходе оценили совместную работу на 8 и выше из 10 или ответили, что рады "
        "участию. Доля – от всех, кто ответил хотя бы на один из этих вопросов; каждый – один раз. "
        "Пока анкетирование открыто, его не считают."
    ),
    leaves_out=_("Те, кто на выходе не ответил: что думают они, неизвестно."),
)  # fmt: skip
