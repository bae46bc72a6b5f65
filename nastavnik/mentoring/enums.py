"""States of mentorships, kinds of meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MentorshipStatus(TextChoices):
    DRAFT = "draft", _("подобрана")
    PROPOSED = "proposed", _("на утверждении")
    APPROVED = "approved", _("утверждена")
    ACTIVE = "active", _("работает")
    COMPLETED = "completed", _("завершена")
    ENDED = "ended", _("прекращена")


MENTORSHIP_TRANSITIONS = {
    MentorshipStatus.DRAFT: {MentorshipStatus.PROPOSED, MentorshipStatus.ENDED},
    MentorshipStatus.PROPOSED: {MentorshipStatus.APPROVED, MentorshipStatus.DRAFT},
    MentorshipStatus.APPROVED: {MentorshipStatus.ACTIVE, MentorshipStatus.ENDED},
    MentorshipStatus.ACTIVE: {MentorshipStatus.COMPLETED, MentorshipStatus.ENDED},
    MentorshipStatus.COMPLETED: set(),
    MentorshipStatus.ENDED: set(),
}

STANDING = (
    MentorshipStatus.DRAFT,
    MentorshipStatus.PROPOSED,
    MentorshipStatus.APPROVED,
    MentorshipStatus.ACTIVE,
)


class MeetingKind(TextChoices):
    """The five kinds of meetings in their order (methodology §8)."""

    FIRST = "first", _("встреча-знакомство")
    TRIAL = "trial", _("пробная встреча")
    PLANNING = "planning", _("встреча-планирование")
    REGULAR = "regular", _("регулярная встреча")
    FINAL = "final", _("итоговая встреча")


class MeetingStatus(TextChoices):
    PLANNED = "planned", _("назначена")
    HELD = "held", _("состоялась")
    CANCELLED = "cancelled", _("не состоялась")


class PlanStatus(TextChoices):
    DRAFT = "draft", _("составляется")
    AGREED = "agreed", _("согласован")
    DONE = "done", _("выполнен")
