"""Questions about users."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.accounts.models import Membership, SavedView
from nastavnik.organisations.models import Organisation


def memberships_within(organisation: Organisation) -> QuerySet[Membership]:
    """Hats worn in an organisation or below it."""
    rows = Membership.objects.filter(organisation__path__startswith=organisation.path)
    return rows.select_related("user__person", "organisation").order_by("organisation__path", "role", "user__username")


def saved_views(hat: Membership, listing: str) -> QuerySet[SavedView]:
    """The user's own views of a list, as the organisation of the hat has it."""
    return SavedView.objects.filter(user=hat.user, organisation=hat.organisation, listing=listing)
