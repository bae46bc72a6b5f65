"""The form of reminders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nastavnik.notifications.enums import Way
from nastavnik.web.widgets import DateInput

USUAL = timedelta(days=7)


class RemindForm(forms.Form):
    """Until which day is asked for; the way is said by the button that was pressed."""

    until = forms.DateField(
        label=gettext_lazy("До какого дня просим"),
        widget=DateInput,
        help_text=gettext_lazy("Этот день назовут письма и карточки."),
    )
    way = forms.TypedChoiceField(choices=Way, coerce=Way, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today + USUAL}, **kwargs)
