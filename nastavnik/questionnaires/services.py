"""Opening and closing surveys, taking answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.filling import fillings
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import may_be_named, of_wave
from nastavnik.questionnaires.spec import PersonList


@audited("survey.opened", gettext_lazy("открыто анкетирование"))
def open_wave(
    *, actor: Actor, programme: Programme, wave: Wave, on: date, codes: Collection[str] | None = None,
    due_on: date | None = None,
) -> Programme:  # fmt: skip
    """Open the questionnaires of a wave that have somebody to answer them: those of `codes`, or all.

    Each survey keeps the questions as they are now; one opened again goes on with those it was opened with.
    """
    check_open(programme)
    opened = 0
    for wording, asked in of_wave(programme, wave):
        if not asked or (codes is not None and wording.code not in codes):
            continue
        found = Survey.objects.filter(programme=programme, questionnaire=wording.code, wave=wave).first()
        survey = found or Survey(
            programme=programme, questionnaire=wording.code, version=wording.asks.version, spec=wording.asks.to_json(),
            wave=wave, side=wording.asks.side, opened_on=on,
        )  # fmt: skip
        survey.closed_on = None
        survey.due_on = due_on
        survey.store()
        opened += 1
    if not opened:
        raise ValidationError(_("Отвечать пока некому: сначала отберите наставников и наставляемых."))
    note(programme, wave=wave.value, opened=opened)
    return programme


@audited("survey.closed", gettext_lazy("закрыто анкетирование"))
def close_wave(*, actor: Actor, programme: Programme, wave: Wave, on: date) -> Programme:
    check_open(programme)
    for survey in Survey.objects.filter(programme=programme, wave=wave, closed_on__isnull=True):
        survey.closed_on = max(on, survey.opened_on)
        survey.store()
    note(programme, wave=wave.value)
    return programme


@audited("survey.answered", gettext_lazy("получен ответ на анкету"))
def answer(
    *, actor: Actor, survey: Survey, participation: Participation | None, answers: Mapping[str, Any], by_staff: bool
) -> Response:
    """Keep the answers of a participant, or the curator's; given again while the survey is open, they replace the former.

    «Хочу стать наставником» becomes the participant's wish, from which next year's base is made; what is asked for the
    base fills the base.
    """
    _check_may_answer(survey, participation)
    _check_named(survey, participation, answers)
    response = Response.objects.filter(survey=survey, participation=participation).first() or Response(
        survey=survey, participation=participation
    )
    response.answers = dict(answers)
    response.entered_by_staff = by_staff
    response.store()
    if participation is not None:
        _fill(survey, participation, answers)
    return response


def _check_may_answer(survey: Survey, participation: Participation | None) -> None:
    check_open(survey.programme)
    if not survey.is_open:
        raise ValidationError(_("Анкетирование закрыто."))
    if participation is None:
        fits = survey.side == Respondent.CURATOR
    else:
        fits = participation.programme_id == survey.programme_id and participation.side == survey.side
    if not fits:
        raise ValidationError(_("Эта анкета для другой стороны."))


def _check_named(survey: Survey, participation: Participation | None, answers: Mapping[str, Any]) -> None:
    """Only those who were offered may be chosen."""
    lists = list(survey.asks.of_kind(PersonList))
    if not lists:
        return
    offered = may_be_named(survey, participation)
    if any(key not in offered for question in lists for key in answers.get(question.code, [])):
        raise ValidationError(_("Выбранного человека больше нет в списке: обновите страницу и выберите снова."))


def _fill(survey: Survey, participation: Participation, answers: Mapping[str, Any]) -> None:
    values = fillings(survey.asks, answers)
    for name, value in values.items():
        setattr(participation, name, value)
    if values:
        participation.store()
