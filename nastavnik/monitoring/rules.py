"""What a SWOT analysis must keep to: a signed one is frozen, nobody is named in it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.monitoring.models import SwotAnalysis
from nastavnik.monitoring.nameless import known_name
from nastavnik.monitoring.swot_data import known_names


def check_draft(analysis: SwotAnalysis) -> None:
    if analysis.is_signed:
        raise ValidationError(_("Этот SWOT-анализ подписан и больше не меняется: начните новую версию."))


def check_nameless(analysis: SwotAnalysis, text: str) -> None:
    """The analysis goes to the director, the municipality, the parents: no name of the school's people stands in it."""
    name = known_name(text, known_names(analysis.programme))
    if name:
        raise ValidationError(
            {"text": _("«%(name)s» похоже на имя. Напишите без имён: «наставник», «ученик».") % {"name": name}}
        )
