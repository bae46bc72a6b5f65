"""Every component with invented data, for those who build pages."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nastavnik.accounts.access import signed_in
from nastavnik.web.results.pictures import Dots
from nastavnik.web.widgets import DateInput, ScaleSelect


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Имя"), help_text=_("Как в документах."))
    born = forms.DateField(label=_("Дата рождения"), widget=DateInput)
    kind = forms.ChoiceField(label=_("Кто это"), choices=[("a", _("ученик")), ("b", _("педагог"))])
    mark = forms.ChoiceField(label=_("Оценка"), choices=[(str(n), str(n)) for n in range(1, 11)], widget=ScaleSelect)
    forms_in_use = forms.MultipleChoiceField(
        label=_("Формы наставничества"), choices=[("ss", _("ученик – ученик")), ("tt", _("учитель – учитель"))],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("Согласие подписано"), required=False)
    note = forms.CharField(label=_("Примечание"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    bars = [(_("сентябрь"), 4), (_("октябрь"), 9), (_("ноябрь"), 7)]
    context = {"form": SampleForm({"name": ""}), "bars": bars, "dots": Dots(140, 220, (180, 70), 1, 10)}
    return render(request, "components/gallery.html", context)
