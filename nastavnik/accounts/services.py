"""Changes of users and hats."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.accounts.models import Membership, SavedView, User
from nastavnik.accounts.roles import Role
from nastavnik.accounts.rules import check_governs, check_may_give
from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person

# no letters and digits that a person reading from paper confuses
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 3, 4
MOST_VIEWS = 20


def fresh_password() -> str:
    """Twelve letters and digits in three groups, about 59 bits: to be read out and typed."""
    return "-".join("".join(secrets.choice(ALPHABET) for _n in range(GROUP_LENGTH)) for _g in range(GROUPS))


@audited("user.added", gettext_lazy("заведён пользователь"))
def add_user(
    *, actor: Actor, giver: Membership, username: str, organisation: Organisation, role: Role,
    person: Person | None = None, email: str = "",
) -> tuple[User, str]:  # fmt: skip
    """A user with one hat; returns the user and a password that is shown once and kept nowhere."""
    check_may_give(giver, role, organisation)
    if role.own_records and person is None:
        raise ValidationError(_("Наставнику и наставляемому нужен человек из списка: без него нечего показать."))
    password = fresh_password()
    user = User(username=username, email=email, person=person)
    user.set_password(password)
    user.store()
    Membership(user=user, organisation=organisation, role=role).store()
    note(user, role=role.value)
    return user, password


@audited("user.password_reset", gettext_lazy("выдан новый пароль"))
def reset_password(*, actor: Actor, giver: Membership, user: User) -> tuple[User, str]:
    check_governs(giver, user)
    password = fresh_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    note(user)
    return user, password


@audited("user.disabled", gettext_lazy("закрыт вход"))
def disable_user(*, actor: Actor, giver: Membership, user: User) -> User:
    check_governs(giver, user)
    if giver.user_id == user.pk:
        raise ValidationError(_("Себе вход не закрывают."))
    user.is_active = False
    user.store()
    return user


@audited("user.enabled", gettext_lazy("открыт вход"))
def enable_user(*, actor: Actor, giver: Membership, user: User) -> User:
    """Let a user in again; the old password holds until a new one is given."""
    check_governs(giver, user)
    user.is_active = True
    user.store()
    return user


@audited("user.role_added", gettext_lazy("дана ещё одна роль"))
def add_role(
    *, actor: Actor, giver: Membership, user: User, organisation: Organisation, role: Role, person: Person | None = None
) -> Membership:
    """Another hat for somebody who has one: a teacher who mentors, a curator of two schools."""
    check_governs(giver, user)
    check_may_give(giver, role, organisation)
    if user.person_id is None and person is not None:
        user.person = person
        user.store()
    if role.own_records and user.person_id is None:
        raise ValidationError(_("Наставнику и наставляемому нужен человек из списка: без него нечего показать."))
    hat = Membership(user=user, organisation=organisation, role=role)
    hat.store()
    note(user, role=role.value)
    return hat


@audited("user.role_removed", gettext_lazy("снята роль"))
def remove_role(*, actor: Actor, giver: Membership, hat: Membership) -> User:
    """Take one hat of several; who has a single one is shut out instead, so that nobody is left with nothing to do."""
    check_governs(giver, hat.user)
    if hat.pk == giver.pk:
        raise ValidationError(_("Роль, в которой вы сейчас работаете, снять нельзя."))
    if not Membership.objects.filter(user=hat.user).exclude(pk=hat.pk).exists():
        raise ValidationError(_("Это единственная роль: закройте вход."))
    note(hat.user, role=hat.role)
    user = hat.user
    hat.delete()
    return user


@audited("view.saved", gettext_lazy("сохранён вид списка"))
def save_view(*, actor: Actor, hat: Membership, listing: str, name: str, filters: Mapping[str, str]) -> SavedView:
    """Keep the filters of a list under a name; under a name that is known they replace the former ones."""
    if not filters:
        raise ValidationError(_("Сохранять нечего: сначала выберите, кого показать."))
    name = " ".join(name.split())
    views = SavedView.objects.filter(user=hat.user, organisation=hat.organisation, listing=listing)
    view = views.filter(name=name).first()
    if view is None and views.count() >= MOST_VIEWS:
        raise ValidationError(
            _("У этого списка уже %(n)s видов, это предел: уберите ненужный или сохраните под прежним названием.")
            % {"n": MOST_VIEWS}
        )
    view = view or SavedView(user=hat.user, organisation=hat.organisation, listing=listing, name=name)
    view.filters = dict(filters)
    view.store()
    return view


@audited("view.removed", gettext_lazy("убран вид списка"))
def remove_view(*, actor: Actor, view: SavedView) -> User:
    note(listing=view.listing)
    user = view.user
    view.delete()
    return user
