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
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]
