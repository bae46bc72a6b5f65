"""Forms of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.registry import in_order
from nastavnik.web.widgets import DateInput

EARLIEST_YEAR, LATEST_YEAR = 2020, 2100


class AsOfForm(forms.Form):
    """The day figures are as of; what cannot be is answered with those of today."""

    on = forms.DateField(label=gettext_lazy("На дату"), widget=DateInput)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate() or on.year < EARLIEST_YEAR:
            raise ValidationError(_("Показатели считают на сегодня или на день раньше, с 2020 года."))
        return on

    @property
    def chosen(self) -> date:
        on: date = self.cleaned_data["on"] if self.is_bound and self.is_valid() else timezone.localdate()
        return on


class DenominatorForm(forms.Form):
    of = forms.ChoiceField(label=gettext_lazy("Кого или чего"), choices=Whole.choices)
    number = forms.IntegerField(label=gettext_lazy("Сколько всего"), min_value=1, max_value=50_000_000)
    source = forms.CharField(
        label=gettext_lazy("Источник"), max_length=200, help_text=gettext_lazy("Например: отчёт ОО-1; данные Росстата.")
    )
    on = forms.DateField(
        label=gettext_lazy("На какую дату"), widget=DateInput,
        help_text=gettext_lazy("Число служит до конца учебного года, в котором лежит эта дата."),
    )  # fmt: skip


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Год"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)

    @property
    def chosen(self) -> int:
        year: int = self.cleaned_data["year"] if self.is_bound and self.is_valid() else timezone.localdate().year
        return year


class TargetsForm(forms.Form):
    """A percent for each indicator; empty where that of the organisation above is to hold."""

    def __init__(self, *args: Any, inherited: Mapping[str, str], own: Mapping[str, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for indicator in in_order():
            self.fields[indicator.code] = forms.DecimalField(
                label=_(indicator.title), required=False, min_value=0, max_value=100, max_digits=4, decimal_places=1,
                initial=own.get(indicator.code), help_text=inherited[indicator.code],
            )  # fmt: skip
