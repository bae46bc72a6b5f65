"""Kinds of organisations in the tree."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    REGION = "region", _("регион")
    MUNICIPALITY = "municipality", _("муниципалитет")
    SCHOOL = "school", _("школа")
    PARTNER = "partner", _("партнёр")
