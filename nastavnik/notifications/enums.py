"""Ways of a reminder, what became of it, and why somebody is not reminded now."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    LETTER = "letter", _("письмо")
    CARD = "card", _("карточка")


class ReminderState(TextChoices):
    """A card is handed out as soon as it is printed; a letter leaves by the worker, and may come back."""

    WAITING = "waiting", _("письмо уходит")
    DONE = "done", _("напомнили")
    REFUSED = "refused", _("почта не приняла адрес")
    FAILED = "failed", _("письмо не ушло")


class Hold(TextChoices):
    RECENT = "recent", _("недавно напоминали")
    WITHDRAWN = "withdrawn", _("согласие отозвано: не напоминаем")
    NO_CONSENT = "no_consent", _("нет действующих согласий: сначала они")
