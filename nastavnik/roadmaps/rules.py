"""What may be done to a road map, and when."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.programmes.rules import check_open
from nastavnik.roadmaps.models import Roadmap


def check_draft(roadmap: Roadmap) -> None:
    """A confirmed road map leads the programme: it is edited only after it was taken back to be checked."""
    check_open(roadmap.programme)
    if roadmap.is_confirmed:
        raise ValidationError(_("Дорожная карта подтверждена. Чтобы править её, сначала верните её на проверку."))
