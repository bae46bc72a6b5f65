"""Forms of accessibility measures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.web.widgets import DateInput


class MeasureForm(forms.Form):
    measure = forms.CharField(
        label=_("Что сделать"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Например: встречи на первом этаже; материалы крупным шрифтом; сопровождение до автобуса."),
    )  # fmt: skip
    responsible = forms.CharField(label=_("Ответственный"), max_length=150, required=False)
    due_on = forms.DateField(label=_("Срок"), widget=DateInput)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("Что сделано"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
