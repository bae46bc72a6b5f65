"""When a questionnaire may be changed, and when it is whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.questionnaires.models import Edition
from nastavnik.questionnaires.spec import Questionnaire, Unsound


def check_draft(edition: Edition) -> None:
    """A published edition is frozen: people have answered it."""
    if not edition.is_draft:
        raise ValidationError(_("Опубликованная анкета не меняется: начните новую редакцию."))


def rebuilt(asks: Questionnaire, **changes: Any) -> Questionnaire:
    """The questionnaire with these changes; where it would not be whole, the spec's own words become a refusal."""
    try:
        return asks.with_changes(**changes)
    except Unsound as error:
        raise ValidationError(_(error.text) % error.params) from error
