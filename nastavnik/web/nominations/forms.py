"""Forms of proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.people.models import Person
from nastavnik.programmes.enums import Channel
from nastavnik.programmes.models import Nomination
from nastavnik.web.widgets import DateInput

GIVEN = (Channel.SELF, Channel.PARENT, Channel.TEACHER, Channel.PSYCHOLOGIST, Channel.CAREER_TEST, Channel.THIRD)


class LinkForm(forms.Form):
    channel = forms.TypedChoiceField(
        label=_("Кто будет предлагать"), coerce=Channel, choices=[(channel.value, channel.label) for channel in GIVEN]
    )
    expires_on = forms.DateField(label=_("Ссылка действует до"), widget=DateInput)


class AcceptForm(forms.Form):
    """Which of those it may mean the proposal is about; nobody chosen means somebody new."""

    person = forms.ChoiceField(label=_("Кто это"), required=False)

    def __init__(self, *args: Any, nomination: Nomination, alike: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, prefix=str(nomination.pk), **kwargs)
        self.known = {str(person.pk): person for person in alike}
        named = [
            (key, f"{person.full_name}, {person.place or person.get_kind_display()}")
            for key, person in self.known.items()
        ]
        self.fields["person"].choices = [*named, ("", _("новый человек"))]
        self.fields["person"].initial = next(
            (key for key, person in self.known.items() if _same_class(person, nomination)), ""
        )

    def chosen(self) -> Person | None:
        return self.known.get(self.cleaned_data["person"])


def _same_class(person: Person, nomination: Nomination) -> bool:
    return nomination.grade is None or person.grade is None or person.grade == nomination.grade
