"""The fields of a SWOT analysis and where its lines come from; what shares of indicators are taken of."""

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
