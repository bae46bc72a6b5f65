"""Fields and widgets that several forms use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class DateInput(forms.DateInput):
    """The browser's own date picker; it speaks ISO whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class ScaleSelect(forms.RadioSelect):
    """Marks side by side as buttons."""

    is_scale = True


class RowsWidget(forms.MultiWidget):
    """A choice for each of `rows`, pairs of a code and the words that stand before it; its value is a dict."""

    template_name = "django/forms/widgets/rows.html"
    use_fieldset = True

    def __init__(self, rows: list[tuple[str, str]], choices: list[tuple[str, str]], attrs: Any = None) -> None:
        super().__init__({code: forms.Select(choices=[("", "–"), *choices]) for code, _words in rows}, attrs)
        self.rows = rows

    def decompress(self, value: Any) -> list[Any]:
        return [(value or {}).get(code, "") for code, _words in self.rows]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, (_code, words) in zip(context["widget"]["subwidgets"], self.rows, strict=True):
            part["words"] = words
        return context


class RowsField(forms.MultiValueField):
    """One of `choices` for each of `rows`; the value is a dict of those given."""

    def __init__(self, *, rows: list[tuple[str, str]], choices: list[tuple[str, str]], **kwargs: Any) -> None:
        self.codes = [code for code, _words in rows]
        super().__init__(
            [forms.ChoiceField(choices=[("", ""), *choices], required=False) for _code in rows],
            widget=self.widget_of(rows, choices), require_all_fields=False, **kwargs,
        )  # fmt: skip

    def widget_of(self, rows: list[tuple[str, str]], choices: list[tuple[str, str]]) -> forms.Widget:
        return RowsWidget(rows, choices)

    def compress(self, data_list: list[Any]) -> Any:
        given = data_list or [""] * len(self.codes)
        return {code: mark for code, mark in zip(self.codes, given, strict=True) if mark}


class RankingWidget(RowsWidget):
    def decompress(self, value: Any) -> list[Any]:
        chosen = list(value or [])
        return chosen + [""] * (len(self.rows) - len(chosen))


class RankingField(RowsField):
    """Up to `most` of those that `offer` offers, the most wanted first; the value is a list."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        rows = [(str(place), _("%(place)s-й выбор") % {"place": place}) for place in range(1, most + 1)]
        super().__init__(rows=rows, choices=[], **kwargs)

    def offer(self, choices: list[tuple[str, str]]) -> None:
        for field, widget in zip(self.fields, self.widget.widgets, strict=True):
            field.choices = [("", ""), *choices]
            widget.choices = [("", "–"), *choices]

    def widget_of(self, rows: list[tuple[str, str]], choices: list[tuple[str, str]]) -> forms.Widget:
        return RankingWidget(rows, choices)

    def compress(self, data_list: list[Any]) -> list[str]:
        return [chosen for chosen in data_list or [] if chosen]


class PersonField(forms.ModelChoiceField):
    """A person or a participant, told from namesakes by the class or the post."""

    def label_from_instance(self, obj: Any) -> str:
        person = getattr(obj, "person", obj)
        return f"{person.full_name}, {person.place or person.get_kind_display()}"


class FormOfMentoringField(forms.ModelChoiceField):
    """A form of mentoring in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        return _(obj.title)


class LinesField(forms.CharField):
    """A list of strings, one on each line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        return self._lines(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self._lines(data or "") != list(initial or [])

    @staticmethod
    def _lines(text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]
