"""Users and their hats: a hat is a role in an organisation, and a request wears one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.accounts.roles import Permission, Role, may
from nastavnik.common.actor import Actor
from nastavnik.common.guarded import Guarded, GuardedQuerySet, Record, Reference
from nastavnik.common.scope import Scope
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person


class UserManager(BaseUserManager["User"].from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(username=username)
        return user


class User(Guarded, AbstractBaseUser):
    """Somebody who signs in. Names are those of the person; a user without one has only a name to sign in with."""

    unscoped_because = "signing in happens before any scope; pages reach users through memberships"
    personal_data = frozenset({"username", "email", "password", "last_login"})
    not_personal = frozenset({"id", "person", "is_active"})

    username = models.CharField(
        _("имя для входа"), max_length=60, unique=True, error_messages={"unique": _("Такое имя для входа уже есть.")}
    )
    email = models.EmailField(_("электронная почта"), blank=True)
    person = models.OneToOneField(
        Person, verbose_name=_("человек"), on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    is_active = models.BooleanField(_("может входить"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("пользователь")
        verbose_name_plural = _("пользователи")
        ordering = ("username",)

    def __str__(self) -> str:
        return str(self.username)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Django and allauth touch the time of the last entry and the password's hash by themselves; nothing else
        fields = set(kwargs.get("update_fields") or ())
        if fields and fields <= {"last_login", "password"}:
            models.Model.save(self, *args, **kwargs)
            return
        super().save(*args, **kwargs)


class Membership(Reference):
    """A hat: the role of a user in an organisation."""

    unscoped_because = "the hat is what the scope is made from; pages reach hats through their organisation"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "user", "organisation", "role"})

    user = models.ForeignKey(User, verbose_name=_("пользователь"), on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("роль"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("роль в организации")
        verbose_name_plural = _("роли в организациях")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                name="membership_once",
                violation_error_message=_("У пользователя уже есть эта роль."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation.short_name}"

    @property
    def role_label(self) -> str:
        return self.get_role_display()

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)

    def scope(self) -> Scope:
        if Role(self.role).own_records:
            return Scope(person=self.user.person_id)
        return Scope(branch=self.organisation.path)

    def actor(self) -> Actor:
        return Actor(user=str(self.user_id), role=self.role, organisation_path=self.organisation.path)


class SavedView(Record):
    """The filters of a list that a user keeps under a name, for one list of one organisation."""

    scope_organisation = "organisation"
    personal_data = frozenset({"name", "filters"})  # both may hold the name that was looked for
    not_personal = frozenset({"id", "user", "organisation", "listing"})

    user = models.ForeignKey(User, verbose_name=_("пользователь"), on_delete=models.CASCADE, related_name="saved_views")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, related_name="+"
    )
    listing = models.CharField(_("список"), max_length=20)
    name = models.CharField(_("название вида"), max_length=40)
    filters = models.JSONField(_("условия"), default=dict)

    class Meta:
        verbose_name = _("сохранённый вид")
        verbose_name_plural = _("сохранённые виды")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "listing", "name"],
                name="saved_view_once",
                violation_error_message=_("Вид с таким названием уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def query(self) -> str:
        """The filters as the end of the list's address."""
        return urlencode(self.filters)
