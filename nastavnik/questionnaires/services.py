"""Opening and closing surveys, taking answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.programmes.enums import TAKING_PART, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.models import Response, Survey, Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES

BECOME_MENTOR = "become_mentor"


@audited("survey.opened", gettext_lazy("открыто анкетирование"))
def open_wave(*, actor: Actor, programme: Programme, wave: Wave, on: date) -> Programme:
    """Open every questionnaire of a wave for whom the programme has somebody to answer it."""
    check_open(programme)
    kinds = set(
        Participation.objects.filter(programme=programme, status__in=TAKING_PART).values_list("side", "person__kind")
    )
    opened = 0
    for questionnaire in QUESTIONNAIRES:
        asked = any(side == questionnaire.side and kind in questionnaire.people for side, kind in kinds)
        if wave.value not in questionnaire.waves or not asked:
            continue
        found = Survey.objects.filter(programme=programme, questionnaire=questionnaire.code, wave=wave).first()
        survey = found or Survey(
            programme=programme, questionnaire=questionnaire.code, version=questionnaire.version, wave=wave,
            side=questionnaire.side, opened_on=on,
        )  # fmt: skip
        survey.closed_on = None
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
    *, actor: Actor, survey: Survey, participation: Participation, answers: Mapping[str, Any], by_staff: bool
) -> Response:
    """Keep the answers of a participant; given again while the survey is open, they replace the former ones.

    «Хочу стать наставником» becomes the participant's wish, from which next year's base is made.
    """
    check_open(survey.programme)
    if not survey.is_open:
        raise ValidationError(_("Анкетирование закрыто."))
    if participation.programme_id != survey.programme_id or participation.side != survey.side:
        raise ValidationError(_("Эта анкета для другой стороны."))
    response = Response.objects.filter(survey=survey, participation=participation).first() or Response(
        survey=survey, participation=participation
    )
    response.answers = dict(answers)
    response.entered_by_staff = by_staff
    response.store()
    if survey.side == Side.MENTEE and BECOME_MENTOR in answers:
        participation.wants_to_mentor = bool(answers[BECOME_MENTOR])
        participation.store()
    return response
