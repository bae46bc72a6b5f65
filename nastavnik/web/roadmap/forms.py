"""Forms of the road map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.roadmaps.models import Activity
from nastavnik.web.widgets import DateInput, LinesField


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Файл дорожной карты (Word, .docx)"),
        help_text=_("До 20 МБ. Файл прочитают и покажут, что понято; до подтверждения ничего не считается решённым."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


class ActivityForm(forms.ModelForm):
    responsible = LinesField(label=_("Ответственные"), help_text=_("Каждый с новой строки."))

    class Meta:
        model = Activity
        fields = ("text", "side", "term_start", "term_end", "open_ended", "responsible", "result")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "result": forms.Textarea(attrs={"rows": 2}),
            "term_start": DateInput,
            "term_end": DateInput,
        }

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DoneForm(forms.Form):
    done_on = forms.DateField(label=_("Когда выполнено"), widget=DateInput)
    evidence = forms.CharField(
        label=_("Чем подтверждается"),
        help_text=_("Документ, число участников, ссылка на страницу."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
