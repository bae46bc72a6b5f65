"""When a questionnaire is asked, and of whom."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nastavnik.programmes.enums import TAKING_PART, ParticipationStatus, Side


class Wave(TextChoices):
    """The moments of the cycle at which people are asked, in their order."""

    SELECTION = "selection", _("при отборе")
    TRAINING = "training", _("в Школе наставников")
    MEETING = "meeting", _("после групповой встречи")
    ENTRY = "entry", _("на входе")
    INTERIM = "interim", _("в середине")
    EXIT = "exit", _("на выходе")

    @property
    def statuses(self) -> tuple[ParticipationStatus, ...]:
        """Those it asks: at the selection, those who are not chosen yet as well."""
        return (ParticipationStatus.NOMINATED, *TAKING_PART) if self == Wave.SELECTION else TAKING_PART


class Respondent(TextChoices):
    """Who answers: a side of mentorship, or the curator about the programme."""

    MENTOR = Side.MENTOR.value, Side.MENTOR.label
    MENTEE = Side.MENTEE.value, Side.MENTEE.label
    CURATOR = "curator", _("куратор")
