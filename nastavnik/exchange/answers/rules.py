"""Into which surveys answers of a file may be brought."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.enums import Respondent
from nastavnik.questionnaires.models import Survey


def check_takes(survey: Survey) -> None:
    check_open(survey.programme)
    if not survey.is_open:
        raise ValidationError(_("Анкетирование закрыто: его ответы больше не меняются."))
    if survey.side == Respondent.CURATOR:
        raise ValidationError(_("Лист куратора заполняют на его странице: файлом он не загружается."))
    if survey.asks.anonymous:
        raise ValidationError(
            _("Анкета анонимная, а в файле стоят имена: такие ответы не загружают. Раздайте ссылки или бланки.")
        )
