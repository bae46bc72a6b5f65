"""Forms of SWOT analyses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.monitoring.enums import SwotField
from nastavnik.monitoring.models import SwotBullet
from nastavnik.programmes.models import MentoringForm, Programme
from nastavnik.web.widgets import FormOfMentoringField


class BeginForm(forms.Form):
    """What the analysis is about: the whole programme, or one of its forms."""

    form = FormOfMentoringField(
        label=_("О чём"), queryset=MentoringForm.objects.none(), required=False, empty_label=_("вся программа")
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = programme.forms.all()


class BulletForm(forms.Form):
    field = forms.ChoiceField(label=_("Поле"), choices=SwotField)
    text = forms.CharField(
        label=_("Пункт"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Одно-два предложения, без имён."),
    )


class QuotedBulletForm(BulletForm):
    """A line out of the data, with the quotations that may stay."""

    quotes = forms.MultipleChoiceField(
        label=_("Цитаты"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Снимите отметку, если по словам можно узнать человека."),
    )

    def __init__(self, *args: Any, bullet: SwotBullet, **kwargs: Any) -> None:
        initial = {"field": bullet.field, "text": bullet.text, "quotes": bullet.quotes}
        super().__init__(*args, initial=initial, **kwargs)
        if bullet.quotes:
            self.fields["quotes"].choices = [(quote, f"«{quote}»") for quote in bullet.quotes]
        else:
            del self.fields["quotes"]
