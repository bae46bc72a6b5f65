"""Forms of the road map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nastavnik.roadmaps.models import Activity, Stage
from nastavnik.roadmaps.outline import Outline
from nastavnik.roadmaps.reading import UnreadableFile, read_file, read_text
from nastavnik.roadmaps.terms import Period
from nastavnik.web.widgets import DateInput, LinesField


class UploadForm(forms.Form):
    """A file, or words copied from one that cannot be read otherwise."""

    file = forms.FileField(
        label=_("Файл дорожной карты (Word или Excel)"),
        help_text=_("До 20 МБ. Файл прочитают и покажут, что понято; до подтверждения ничего не считается решённым."),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.xls,.ods"}),
        required=False,
    )
    text = forms.CharField(
        label=_("Или вставьте текст"),
        help_text=_("Таблицу скопируйте целиком. Из PDF – как получится: границы ячеек система угадает и отметит это."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=1_000_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not given.get("file") and not given.get("text"):
            raise forms.ValidationError(_("Выберите файл или вставьте текст."))
        return given

    def outline(self, period: Period) -> Outline | None:
        """What was read of the file, or else of the words; what cannot be read is said at its field."""
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        try:
            return read_file(file.read(), file.name, period=period) if file else read_text(text, period=period)
        except UnreadableFile as error:
            self.add_error("file" if file else "text", str(error))
            return None

    @property
    def source_name(self) -> str:
        file = self.cleaned_data["file"]
        return str(file.name) if file else gettext("вставленный текст")


class TermInput(forms.TextInput):
    """The words of a term; how they are understood appears beside them as they are typed."""

    def __init__(self) -> None:
        super().__init__({
            "hx-get": reverse_lazy("roadmap:term"), "hx-trigger": "input changed delay:400ms", "hx-swap": "innerHTML",
            "hx-target": "next .understood",
        })  # fmt: skip


class StageForm(forms.ModelForm):
    class Meta:
        model = Stage
        fields = ("number", "title", "term_text")
        labels = {"term_text": _("срок этапа")}
        help_texts = {"term_text": _("Например: октябрь – ноябрь 2026 года, далее постоянно.")}
        widgets = {"title": forms.TextInput, "term_text": TermInput}


class RowForm(forms.ModelForm):
    """A row of the stage's table; without a term of its own it follows the stage."""

    responsible = LinesField(label=_("Ответственные"))
    resources_inside = LinesField(label=_("внутренние"))
    resources_outside = LinesField(label=_("внешние"))

    class Meta:
        model = Activity
        fields = (
            "number", "text", "side", "term_text", "responsible", "resources_inside", "resources_outside", "result"
        )  # fmt: skip
        labels = {"term_text": _("срок")}
        widgets = {
            "number": forms.TextInput(attrs={"size": 4}),
            "text": forms.Textarea(attrs={"rows": 3}),
            "result": forms.Textarea(attrs={"rows": 3}),
            "term_text": TermInput,
        }

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RowsFormSet(forms.BaseModelFormSet):
    def given(self) -> list[tuple[Activity | None, dict[str, Any]]]:
        """The rows that were changed or begun, for the service."""
        changed = (form for form in self.forms if form.has_changed())
        return [(form.cleaned_data.get("id"), form.values()) for form in changed]


Rows = forms.modelformset_factory(Activity, form=RowForm, formset=RowsFormSet, extra=1)


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
