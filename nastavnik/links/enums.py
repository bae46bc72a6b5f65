"""What a personal link opens."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkPurpose(TextChoices):
    ANSWER = "answer", _("ответить на анкеты")
    CONSENT = "consent", _("подтвердить согласия")
    NOMINATE = "nominate", _("предложить участника")
