"""Letters leave as a job: a mail server may take its time, and no page waits for it."""

from __future__ import annotations

import logging
from datetime import date
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from nastavnik.common.actor import Actor, system
from nastavnik.common.scope import Scope, scoped
from nastavnik.consents.queries import withdrawn
from nastavnik.notifications import services
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.letters import letter
from nastavnik.notifications.models import Reminder
from nastavnik.notifications.queries import Matter

log = logging.getLogger(__name__)


def send_letters(*, actor: Actor, matter: Matter, until: date, today: date, site: str) -> list[Reminder]:
    """Make the reminders and their job together; the job holds keys only, neither addresses nor links."""
    with transaction.atomic():
        _programme, rows = services.remind(actor=actor, matter=matter, way=Way.LETTER, until=until, today=today)
        send.enqueue([str(row.pk) for row in rows], matter.programme.organisation.path, site)
    return rows


@task()
def send(reminders: list[str], branch: str, site: str) -> None:
    """Each letter is noted as it leaves, so a job that begins again sends only what is left."""
    actor = system(branch)
    with scoped(Scope(branch=branch)):
        waiting = Reminder.objects.filter(pk__in=reminders, state=ReminderState.WAITING)
        _let_go(actor, waiting)
        try:
            with get_connection() as post:
                _send_each(actor, waiting, site, post)
        except OSError as error:
            # the mail server does not answer; its words may quote an address, so only the kind of trouble is logged
            log.warning("Letters of %s did not leave: %s.", branch, type(error).__name__)
            for row in waiting.all():
                services.letter_stayed(actor=actor, reminder=row, state=ReminderState.FAILED)


def _let_go(actor: Actor, waiting: QuerySet[Reminder]) -> None:
    """Letters whose reason has gone while they waited: consent taken back, the link or the survey closed."""
    gone = Q(link__closed_on__isnull=False) | Q(survey__closed_on__isnull=False)
    taken_back = Q(survey__isnull=True, person__in=withdrawn(timezone.localdate()).values("person"))
    for row in list(waiting.filter(gone | taken_back)):
        services.letter_stayed(actor=actor, reminder=row, state=ReminderState.FAILED)


def _send_each(actor: Actor, waiting: QuerySet[Reminder], site: str, post: BaseEmailBackend) -> None:
    for row in waiting.select_related("person__organisation", "recipient", "link"):
        if _left(row, site, post):
            services.letter_left(actor=actor, reminder=row)
        else:
            services.letter_stayed(actor=actor, reminder=row, state=ReminderState.REFUSED)


def _left(row: Reminder, site: str, post: BaseEmailBackend) -> bool:
    try:
        return bool(letter(row, site, post).send())  # none is sent where the address was taken away meanwhile
    except (SMTPRecipientsRefused, SMTPDataError, ValueError):  # Django calls an address that is none a ValueError
        return False
