"""The fields of a SWOT analysis, and where its lines come from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SwotField(TextChoices):
    """In the order of the sheet: what is inside above, what is outside below."""

    STRENGTH = "strength", _("Сильные стороны")
    WEAKNESS = "weakness", _("Слабые стороны")
    OPPORTUNITY = "opportunity", _("Возможности")
    THREAT = "threat", _("Угрозы")


class Origin(TextChoices):
    DATA = "data", _("из данных")
    CHANGED = "changed", _("из данных, изменено куратором")
    OWN = "own", _("от куратора")
