"""Forms of the bases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.russian import Case, decline
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.people.queries import young_teacher
from nastavnik.programmes.enums import Channel, ParticipationStatus
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import lacking_consents, people_by_topic
from nastavnik.web.widgets import DateInput, LinesField, PersonField

EVERYBODY = [("", gettext_lazy("все"))]
YOUNG = "young"


class FilterForm(forms.Form):
    """What a base may be narrowed by; the choices are those that occur in it."""

    q = forms.CharField(label=gettext_lazy("Найти по имени"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Состояние"), choices=EVERYBODY + ParticipationStatus.choices, required=False
    )

    consents = forms.ChoiceField(
        label=gettext_lazy("Согласия"), choices=[*EVERYBODY, ("missing", gettext_lazy("не хватает"))], required=False
    )
    grade = forms.ChoiceField(label=gettext_lazy("Класс"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Кто это"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Запрос, компетенция"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Кто предложил"), required=False)

    def __init__(self, *args: Any, programme: Programme, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Participation.objects.filter(programme=programme, side=side).order_by()
        found = set(rows.values_list("person__grade", "person__letter", "channel", "person__kind"))
        classes = sorted({(grade, letter) for grade, letter, _channel, _kind in found if grade})
        channels = {channel for _grade, _letter, channel, _kind in found}
        kinds = {kind for _grade, _letter, _channel, kind in found}
        self.topics = people_by_topic(programme, side)
        self.fields["kind"].choices = [*EVERYBODY, *_kinds(kinds)]
        self.fields["topic"].choices = EVERYBODY + [(topic, topic) for topic in self.topics]
        self.fields["grade"].choices = EVERYBODY + [
            (f"{grade}-{letter}", f"{grade}{letter}") for grade, letter in classes
        ]
        self.fields["channel"].choices = EVERYBODY + [(c.value, c.label) for c in Channel if c.value in channels]
        several = {
            "grade": len(classes) > 1, "channel": len(channels) > 1, "kind": len(self.fields["kind"].choices) > 2,
            "topic": bool(self.topics),
        }  # fmt: skip
        for name in [name for name, needed in several.items() if not needed]:
            del self.fields[name]

    def narrow(self, rows: QuerySet[Participation]) -> QuerySet[Participation]:
        if self.cleaned_data["status"]:
            rows = rows.filter(status=self.cleaned_data["status"])
        if grade := self.cleaned_data.get("grade"):
            number, _dash, letter = grade.partition("-")
            rows = rows.filter(person__grade=number, person__letter=letter)
        if self.cleaned_data["consents"]:
            rows = lacking_consents(rows, timezone.localdate())
        if channel := self.cleaned_data.get("channel"):
            rows = rows.filter(channel=channel)
        if kind := self.cleaned_data.get("kind"):
            rows = rows.filter(young_teacher("person__") if kind == YOUNG else Q(person__kind=kind))
        if topic := self.cleaned_data.get("topic"):
            rows = rows.filter(pk__in=self.topics[topic])
        if self.cleaned_data["q"]:
            rows = rows.filter(person__in=Person.objects.forgiving(self.cleaned_data["q"]))
        return rows


def _kinds(found: set[str]) -> list[tuple[str, Any]]:
    """The kinds of people that occur; where there are teachers, the young ones apart."""
    kinds = [(kind.value, kind.label) for kind in PersonKind if kind in found]
    return [*kinds, (YOUNG, gettext_lazy("молодой специалист"))] if PersonKind.TEACHER in found else kinds


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = (
            "kind", "last_name", "first_name", "patronymic", "sex", "birth_date", "grade", "letter", "position",
            "subject", "experience_years", "category", "workplace", "email", "phone",
        )  # fmt: skip
        widgets = {"birth_date": DateInput}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AddForm(forms.ModelForm):
    """Either somebody from the organisation's people, or the name of somebody new."""

    person = PersonField(
        label=gettext_lazy("Уже есть в списке"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("нет, это новый человек"),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Кто предложил"), choices=Channel.choices, initial=Channel.SELF)

    class Meta:
        model = Person
        fields = ("kind", "last_name", "first_name", "patronymic", "sex", "birth_date", "grade", "letter")
        widgets = {"birth_date": DateInput}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(organisation=organisation)
        for name in ("kind", "last_name", "first_name"):
            self.fields[name].required = False
        self.order_fields(["person", "channel", *self.Meta.fields])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("person") and not (data.get("last_name") and data.get("first_name") and data.get("kind")):
            self.add_error("person", _("Выберите человека или напишите, кто это, фамилию и имя."))
        return data

    def person_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        # somebody chosen from the list needs no name: the model's own rules apply to a new person only
        if not self.cleaned_data.get("person"):
            super()._post_clean()


class OfferForm(forms.ModelForm):
    competences = LinesField(
        label=gettext_lazy("С чем нужна помощь / чему научит"), help_text=gettext_lazy("Каждое с новой строки.")
    )
    interests = LinesField(label=gettext_lazy("Интересы"), help_text=gettext_lazy("Каждый с новой строки."))

    class Meta:
        model = Participation
        fields = (
            "competences",
            "interests",
            "meeting_format",
            "capacity",
            "need",
            "expectations",
            "achievements",
            "wants_to_mentor",
        )
        widgets = {
            "expectations": forms.Textarea(attrs={"rows": 3}),
            "achievements": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("need", "wants_to_mentor") if self.instance.is_mentor else ("capacity", "achievements"):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class WordsForm(forms.Form):
    """These words mean that competence."""

    words = forms.CharField(label=gettext_lazy("Слова"), max_length=100)
    title = forms.CharField(
        label=gettext_lazy("Что это значит"), max_length=100,
        help_text=gettext_lazy("Компетенция из списка или новая."), widget=forms.TextInput(attrs={"list": "titles"}),
    )  # fmt: skip

    def __init__(self, *args: Any, titles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles


class ChosenForm(forms.Form):
    """One decision about all those marked in the list."""

    decision = forms.ChoiceField(
        label=gettext_lazy("С отмеченными"),
        choices=[("approve", gettext_lazy("отобрать")), ("decline", gettext_lazy("отклонить"))],
    )
    reason = forms.CharField(label=gettext_lazy("Причина, если отклоняете"), max_length=300, required=False)


class DeclineForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Причина"), widget=forms.Textarea(attrs={"rows": 2}))


class CasesForm(forms.Form):
    """One field for each case that documents use, holding what will be printed."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for case in Case:
            if case == Case.NOMINATIVE:
                continue
            self.fields[case.value] = forms.CharField(
                label=CASE_LABELS[case.value],
                max_length=320,
                initial=decline(person.name, case, person.name_cases).text,
            )

    def corrections(self) -> dict[str, str]:
        """Only what differs from what the system would print by itself."""
        return {
            case: text
            for case, text in self.cleaned_data.items()
            if text != decline(self.person.name, Case(case), {}).text
        }


CASE_LABELS = {
    "genitive": gettext_lazy("Родительный (нет кого?)"),
    "dative": gettext_lazy("Дательный (кому?)"),
    "accusative": gettext_lazy("Винительный (вижу кого?)"),
    "instrumental": gettext_lazy("Творительный (кем?)"),
    "prepositional": gettext_lazy("Предложный (о ком?)"),
}
