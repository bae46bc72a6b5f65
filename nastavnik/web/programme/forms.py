"""Forms of the programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes.models import MentoringForm, Programme
from nastavnik.web.widgets import PersonField


class ProgrammeForm(forms.ModelForm):
    curator = PersonField(label=_("Куратор"), queryset=None, required=False)

    class Meta:
        model = Programme
        fields = ("title", "forms", "curator", "goal", "tasks", "results")
        widgets = {
            "forms": forms.CheckboxSelectMultiple,
            "goal": forms.Textarea(attrs={"rows": 3}),
            "tasks": forms.Textarea(attrs={"rows": 5}),
            "results": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forms"].queryset = MentoringForm.objects.all()
        self.fields["forms"].required = True
        self.fields["forms"].error_messages["required"] = _("Выберите хотя бы одну форму наставничества.")
        staff = Person.objects.filter(organisation=organisation, kind=PersonKind.TEACHER)
        self.fields["curator"].queryset = staff
        self.fields["curator"].help_text = _(
            "Из списка педагогов; если его ещё нет, оставьте пустым и загрузите список."
        )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "curator", "goal", "tasks", "results")}


class YearForm(forms.Form):
    starts_in = forms.TypedChoiceField(label=_("Учебный год"), coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_in"].choices = [(year, f"{year}/{year + 1}") for year in years]
