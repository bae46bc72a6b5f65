"""Forms that are filled in by a link, on a phone, once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.links.models import PersonalLink
from nastavnik.programmes.enums import Channel
from nastavnik.programmes.models import Nomination
from nastavnik.web.widgets import LinesField


class ConfirmForm(forms.Form):
    """Each consent has a tick of its own, each signer a code."""

    kinds = forms.TypedMultipleChoiceField(
        label=gettext_lazy("На что вы согласны"), coerce=ConsentKind, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Отметьте хотя бы одно согласие.")},
    )  # fmt: skip
    representative = forms.CharField(
        label=gettext_lazy("Ваши фамилия, имя, отчество"), max_length=200,
        help_text=gettext_lazy("Законный представитель: родитель, усыновитель, опекун."),
    )  # fmt: skip
    representative_code = forms.CharField(label=gettext_lazy("Код представителя"), max_length=20)
    own_code = forms.CharField(label=gettext_lazy("Код участника"), max_length=20)

    def __init__(self, *args: Any, kinds: list[ConsentKind], signer: Signer, link: PersonalLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in kinds]
        if signer == Signer.SELF:
            del self.fields["representative"]
        for name in ("own_code", "representative_code"):
            if getattr(link, name):
                self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
            else:
                del self.fields[name]

    def codes(self) -> dict[str, str]:
        return {who: self.cleaned_data.get(f"{who}_code", "") for who in ("own", "representative")}


WHO = {
    Channel.SELF: gettext_lazy("Расскажите о себе"),
    Channel.PARENT: gettext_lazy("Расскажите о своём ребёнке"),
    Channel.TEACHER: gettext_lazy("Расскажите об ученике своего класса"),
    Channel.PSYCHOLOGIST: gettext_lazy("Расскажите о ребёнке, которому нужен наставник"),
    Channel.CAREER_TEST: gettext_lazy("Что показал профориентационный тест"),
    Channel.THIRD: gettext_lazy("Кому, по-вашему, нужен наставник"),
}


class NominationForm(forms.ModelForm):
    competences = LinesField(
        label=gettext_lazy("В чём нужна помощь"), required=True,
        help_text=gettext_lazy("Каждое – с новой строки: математика, выступать перед классом, выбрать профессию."),
    )  # fmt: skip

    class Meta:
        model = Nomination
        fields = (
            "last_name", "first_name", "patronymic", "grade", "letter", "competences", "reason", "proposed_by", "contact",
        )  # fmt: skip
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].widget.attrs["inputmode"] = "numeric"
        if channel == Channel.SELF:
            del self.fields["proposed_by"]
        else:
            self.fields["proposed_by"].required = True

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}

    def clean_letter(self) -> str:
        letter = str(self.cleaned_data["letter"]).strip(" «»\"'").upper()
        if letter and not letter.isalpha():
            raise forms.ValidationError(_("Буква класса – одна буква, например Б."))
        return letter
