"""Forms of users and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import Role
from nastavnik.accounts.rules import givable_roles
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person
from nastavnik.web.widgets import PersonField


class UserForm(forms.Form):
    username = forms.CharField(label=_("Имя для входа"), max_length=60, help_text=_("Например, ivanova-a."))
    role = forms.TypedChoiceField(label=_("Роль"), coerce=Role, choices=Role.choices)
    organisation = forms.ModelChoiceField(label=_("Организация"), queryset=None, empty_label=None)
    person = PersonField(
        label=_("Человек из списка"), queryset=None, required=False,
        help_text=_("Нужен наставнику и наставляемому: по нему видны их пары."),
    )  # fmt: skip
    email = forms.EmailField(label=_("Электронная почта"), required=False)

    def __init__(self, *args: Any, hat: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = givable_roles(hat)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["organisation"].queryset = Organisation.objects.all()
        self.fields["organisation"].initial = hat.organisation
        self.fields["person"].queryset = Person.objects.filter(user__isnull=True)


class RoleForm(UserForm):
    """Another role of somebody who already signs in."""

    def __init__(self, *args: Any, hat: Membership, user: User, **kwargs: Any) -> None:
        super().__init__(*args, hat=hat, **kwargs)
        del self.fields["username"], self.fields["email"]
        if user.person_id:
            del self.fields["person"]


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = (
            "name", "short_name", "city", "address", "director_post", "director_last_name", "director_first_name",
            "director_patronymic",
        )  # fmt: skip


class SchoolForm(forms.ModelForm):
    parent = forms.ModelChoiceField(label=_("Вышестоящая организация"), queryset=None, empty_label=None)

    class Meta:
        model = Organisation
        fields = ("parent", "kind", "code", "name", "short_name", "city")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Organisation.objects.all()

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "parent"}
