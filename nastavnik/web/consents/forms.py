"""Forms of consents: registering, printing, scans, the terms of an employee."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.consents.enums import ALWAYS, ConsentKind, NoticedBy, Signer
from nastavnik.consents.models import LabourTerms
from nastavnik.consents.rules import signer_for
from nastavnik.people.models import Person
from nastavnik.programmes.models import Participation
from nastavnik.web.widgets import DateInput

UNTIL = gettext_lazy("Действует до")
UNTIL_HELP = gettext_lazy("Как напечатано на листе; пусто – до отзыва.")


class ConsentForm(forms.Form):
    kinds = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Подписанные согласия"), coerce=ConsentKind, widget=forms.CheckboxSelectMultiple,
        choices=ConsentKind.choices, help_text=gettext_lazy("Каждое – отдельный лист."),
    )  # fmt: skip
    given_on = forms.DateField(label=gettext_lazy("Дата подписания"), widget=DateInput)
    valid_until = forms.DateField(label=UNTIL, widget=DateInput, required=False, help_text=UNTIL_HELP)
    signed_by = forms.CharField(label=gettext_lazy("Кто из представителей подписал"), required=False, max_length=200)

    def __init__(self, *args: Any, person: Person, missing: list[ConsentKind], today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"kinds": missing, "given_on": today})
        super().__init__(*args, **kwargs)
        self.person = person
        self.signer = signer_for(person, today)
        if self.signer == Signer.SELF:
            del self.fields["signed_by"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.setdefault("signed_by", "")
        if self.signer != Signer.SELF and not data["signed_by"].strip():
            self.add_error("signed_by", _("По возрасту подписывает законный представитель: напишите его имя."))
        return data


class ManyConsentsForm(forms.Form):
    """Sheets of many people signed on one day, as a class teacher brings them."""

    given_on = forms.DateField(label=gettext_lazy("Дата подписания"), widget=DateInput)
    valid_until = forms.DateField(label=UNTIL, widget=DateInput, required=False, help_text=UNTIL_HELP)
    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Кто сдал все листы"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте хотя бы одного.")},
    )  # fmt: skip

    def __init__(self, *args: Any, waiting: list[Participation], today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"given_on": today}, **kwargs)
        self.waiting = {str(row.pk): row for row in waiting}
        self.fields["rows"].choices = [
            (key, f"{row.person.full_name}, {row.person.place}") for key, row in self.waiting.items()
        ]

    def chosen(self) -> list[Participation]:
        return [self.waiting[key] for key in self.cleaned_data["rows"]]


class SheetsForm(forms.Form):
    """Which sheets to print and for whom."""

    kinds = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Какие листы"), coerce=ConsentKind, choices=ConsentKind.choices,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Печатаются те, которых у человека ещё нет."),
    )  # fmt: skip
    grade = forms.TypedChoiceField(
        label=gettext_lazy("Кому"), coerce=str, required=False, choices=[("", gettext_lazy("всем в базе"))]
    )
    until = forms.DateField(label=gettext_lazy("Согласия действуют до"), widget=DateInput)
    form = forms.ChoiceField(label=gettext_lazy("Файл"), choices=[("pdf", "PDF"), ("word", "Word")])

    def __init__(self, *args: Any, rows: list[Participation], until: date, **kwargs: Any) -> None:
        labour = [ConsentKind.LABOUR] if any(row.is_mentor for row in rows) else []
        kwargs.setdefault("initial", {"kinds": [*ALWAYS, *labour], "until": until, "form": "pdf"})
        super().__init__(*args, **kwargs)
        self.rows = rows
        classes = sorted({(row.person.grade, row.person.letter) for row in rows if row.person.grade})
        self.fields["grade"].choices += [(f"{grade}{letter}", f"{grade}{letter}") for grade, letter in classes]
        if not classes or len(rows) == 1:
            del self.fields["grade"]

    def chosen(self) -> list[Participation]:
        grade = self.cleaned_data.get("grade")
        return [row for row in self.rows if not grade or row.person.class_name == grade]


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=gettext_lazy("Скан подписанного листа"), help_text=gettext_lazy("PDF, JPEG или PNG до 10 МБ.")
    )


class RemovedForm(forms.Form):
    """What became of the marked lines."""

    removed_on = forms.DateField(label=gettext_lazy("Когда убрано"), widget=DateInput)
    outcome = forms.CharField(
        label=gettext_lazy("Что сделано"), max_length=300, required=False,
        help_text=gettext_lazy("Например: копии уничтожены, акт № 3."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"removed_on": today}, **kwargs)


class LabourForm(forms.ModelForm):
    class Meta:
        model = LabourTerms
        fields = ("content", "work_form", "pay", "starts_on", "ends_on", "addendum")
        widgets = {"content": forms.Textarea(attrs={"rows": 3}), "starts_on": DateInput, "ends_on": DateInput}


class EndLabourForm(forms.Form):
    noticed_by = forms.TypedChoiceField(
        label=gettext_lazy("Кто предупредил"), coerce=NoticedBy, choices=NoticedBy.choices
    )
    noticed_on = forms.DateField(label=gettext_lazy("Когда предупредил"), widget=DateInput)
    ends_on = forms.DateField(
        label=gettext_lazy("Последний день"), widget=DateInput,
        help_text=gettext_lazy("Не раньше чем через три рабочих дня (статья 351.8 ТК РФ)."),
    )  # fmt: skip
