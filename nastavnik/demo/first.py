"""The very first start: is the database empty, and how does the first administrator come in."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import Organisation

ADMINISTRATOR = "admin"


def is_fresh() -> bool:
    """Nobody and nothing is there yet."""
    with everything():
        return not User.objects.exists() and not Organisation.objects.exists()


def waits_for_administrator() -> bool:
    """The first administrator has been made and has not chosen a password yet."""
    users = list(User.objects.all()[:2])
    return len(users) == 1 and not users[0].has_usable_password()


def administrator_link() -> str:
    """The path at which the first administrator chooses a password: it dies when it is used.

    Makes the root of the tree and the administrator where they are not there; both are renamed in the browser.
    """
    with everything():
        user = User.objects.filter(username=ADMINISTRATOR).first() or _first_administrator()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, _dash, token = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})


def _first_administrator() -> User:
    root = Organisation(kind=OrganisationKind.MUNICIPALITY, code="1", name="Муниципалитет", short_name="Муниципалитет")
    root.store()
    user = User(username=ADMINISTRATOR)
    user.set_unusable_password()
    user.store()
    Membership(user=user, organisation=root, role=Role.ADMINISTRATOR).store()
    return user
