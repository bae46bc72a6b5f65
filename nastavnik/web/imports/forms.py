"""Forms of the import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.exchange.columns import LABELS, Field, Mapping
from nastavnik.exchange.models import ImportPurpose, ImportRun
from nastavnik.exchange.tables import Table, UnreadableTable, read_table

ENCODINGS = [("", _("определить самой системе")), ("utf-8", "UTF-8"), ("cp1251", "Windows-1251"), ("cp866", "DOS (CP866)"),
             ("koi8-r", "KOI8-R")]  # fmt: skip

PASTED = _("вставленная таблица")


class SourceForm(forms.Form):
    """A table brought in: as a file, or pasted."""

    file = forms.FileField(
        label=_("Таблица Excel или CSV"),
        help_text=_("До 20 МБ и 20 000 строк. Сначала покажут, что понято; записывают только после подтверждения."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        required=False,
    )
    text = forms.CharField(
        label=_("Или вставьте таблицу"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Скопируйте ячейки в Excel или на веб-странице вместе с заголовками."),
    )  # fmt: skip
    encoding = forms.ChoiceField(label=_("Кодировка CSV"), choices=ENCODINGS, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("file") and not data.get("text", "").strip():
            self.add_error("file", _("Выберите файл или вставьте таблицу."))
        return data

    def table(self, *, teachers: bool = False) -> tuple[str, Table] | None:
        """The name and the table of what was brought in; where it cannot be read, the form says why."""
        file = self.cleaned_data["file"]
        name, content = (file.name, file.read()) if file else (str(PASTED), self.cleaned_data["text"].encode())
        encoding = (self.cleaned_data["encoding"] or None) if file else "utf-8"
        try:
            return name, read_table(content, name, encoding=encoding, teachers=teachers)
        except UnreadableTable as error:
            self.add_error("file" if file else "text", str(error))
            return None


class UploadForm(SourceForm):
    """A list of people, or answers that make people."""

    field_order = ("file", "text", "purpose", "encoding")
    purpose = forms.ChoiceField(
        label=_("Что в файле"), choices=[("", _("определить по столбцам")), *ImportPurpose.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Таблица Excel, CSV или архив OneRoster")
        self.fields["file"].widget.attrs["accept"] += ",.zip"


class ColumnsForm(forms.Form):
    """What each column of the file holds, and what the file is."""

    purpose = forms.ChoiceField(label=_("Что в файле"), choices=ImportPurpose.choices)

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].initial = run.purpose
        choices = [("", _("не используется")), *((field.value, label) for field, label in LABELS.items())]
        for place, (heading, field) in enumerate(zip(run.table["header"], run.mapping["fields"], strict=True)):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or _("без названия"), choices=choices, initial=field or "", required=False
            )
        self.width = len(run.table["header"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = [data.get(f"column-{place}") for place in range(self.width)]
        used = [field for field in chosen if field]
        for place, field in enumerate(chosen):
            if field and used.count(field) > 1:
                self.add_error(f"column-{place}", _("Это назначено двум столбцам."))
        return data

    def mapping(self) -> Mapping:
        chosen = (self.cleaned_data.get(f"column-{place}") for place in range(self.width))
        return Mapping(tuple(Field(field) if field else None for field in chosen))
