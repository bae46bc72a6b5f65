"""Who may give which role, and over whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import Permission, Role
from nastavnik.organisations.models import Organisation

SCHOOL_ROLES = (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.METHODOLOGIST, Role.MENTOR, Role.MENTEE)


def givable_roles(giver: Membership) -> tuple[Role, ...]:
    """An administrator gives every role, a curator those of a school: nobody gives more than he governs."""
    if not giver.may(Permission.USERS_EDIT):
        return ()
    return tuple(Role) if giver.role == Role.ADMINISTRATOR else SCHOOL_ROLES


def check_may_give(giver: Membership, role: Role, organisation: Organisation) -> None:
    if role not in givable_roles(giver) or not organisation.path.startswith(giver.organisation.path):
        raise ValidationError(_("Эту роль здесь вы дать не можете."), code="role")


def check_governs(giver: Membership, user: User) -> None:
    """All hats of the user must lie under the giver's hand, or a curator could take over an administrator."""
    for hat in Membership.objects.filter(user=user).select_related("organisation"):
        check_may_give(giver, Role(hat.role), hat.organisation)
