"""What shares are taken of."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Whole(TextChoices):
    """Numbers that an organisation enters with their source, because its own lists do not hold them."""

    CHILDREN = "children", _("все дети и подростки 10–19 лет")
    TEENAGERS = "teenagers", _("все подростки и молодые люди 15–19 лет")
    YOUNG_TEACHERS = "young_teachers", _("все педагоги со стажем до трёх лет")
    ENTERPRISES = "enterprises", _("все предприятия и организации территории")

    @property
    def adds_up(self) -> bool:
        """Whether that of a municipality is the sum of its schools': two schools count the same enterprises."""
        return self != Whole.ENTERPRISES
