"""What keeps a search, a change of it and a pair from being."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from nastavnik.matching.enums import RunStatus
from nastavnik.matching.input import offering, waiting
from nastavnik.matching.models import ForbiddenPair, MatchingRun, Trial
from nastavnik.matching.queries import is_newest
from nastavnik.programmes.models import Participation
from nastavnik.programmes.rules import check_open


def check_not_forbidden(mentor: Participation, mentee: Participation) -> None:
    if ForbiddenPair.objects.filter(mentor=mentor, mentee=mentee).exists():
        raise ValidationError(
            _("Пара %(mentee)s – %(mentor)s исключена: сначала снимите запрет.")
            % {"mentee": mentee.person.short_name, "mentor": mentor.person.short_name},
            code="forbidden",
        )


def check_changeable(run: MatchingRun) -> None:
    """Only of the newest finished search is it worth knowing what a change would bring."""
    check_open(run.programme)
    if run.status != RunStatus.DONE or not is_newest(run):
        raise ValidationError(_("Есть подбор новее: пробуйте изменения в нём."), code="old")


def check_acceptable(run: MatchingRun) -> None:
    """What a change would bring is only looked at until the change is applied."""
    if Trial.objects.filter(run=run, applied_at__isnull=True).exists():
        raise ValidationError(_("Сначала примените изменение: пока это только проба."), code="trial")


def check_considered(run: MatchingRun, mentor: Participation, mentee: Participation | None) -> None:
    today = timezone.localdate()
    able = [row for row, _places in offering(run.programme, run.form, today)]
    for row, rows in ((mentor, able), (mentee, waiting(run.programme, run.form, today))):
        if row is not None and row not in rows:
            raise ValidationError(
                _("%(name)s сейчас не участвует в подборе.") % {"name": row.person.short_name}, code="not_considered"
            )


def check_applicable(trial: Trial) -> None:
    check_changeable(trial.origin)
    if trial.run.status != RunStatus.DONE or "moves" not in trial.effect:
        raise ValidationError(_("Это изменение применить нельзя."), code="impossible")
