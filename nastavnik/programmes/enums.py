"""States of programmes and participations, and the moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeStatus(TextChoices):
    PREPARING = "preparing", _("готовится")
    RUNNING = "running", _("идёт")
    COMPLETED = "completed", _("завершена")


class Side(TextChoices):
    """The two sides of a mentorship."""

    MENTOR = "mentor", _("наставник")
    MENTEE = "mentee", _("наставляемый")


class Channel(TextChoices):
    """Who proposed the participant (methodology §2, stage 2)."""

    SELF = "self", _("сам")
    PARENT = "parent", _("родитель")
    TEACHER = "teacher", _("классный руководитель")
    PSYCHOLOGIST = "psychologist", _("психолог")
    CAREER_TEST = "career_test", _("профориентационный тест")
    THIRD = "third", _("третье лицо")
    LIST = "list", _("список организации")
    LAST_CYCLE = "last_cycle", _("прошлый цикл")


class ParticipationStatus(TextChoices):
    NOMINATED = "nominated", _("предложен")
    APPROVED = "approved", _("отобран")
    DECLINED = "declined", _("отклонён")
    COMPLETED = "completed", _("завершил")


# those the programme is carried out with
TAKING_PART = (ParticipationStatus.APPROVED, ParticipationStatus.COMPLETED)

PARTICIPATION_TRANSITIONS = {
    ParticipationStatus.NOMINATED: {ParticipationStatus.APPROVED, ParticipationStatus.DECLINED},
    ParticipationStatus.APPROVED: {ParticipationStatus.DECLINED, ParticipationStatus.COMPLETED},
    ParticipationStatus.DECLINED: {ParticipationStatus.NOMINATED},
    ParticipationStatus.COMPLETED: set(),
}


class MeetingFormat(TextChoices):
    IN_PERSON = "in_person", _("очно")
    ONLINE = "online", _("онлайн")
    ANY = "any", _("и так и так")
