"""Reminding: rows are made at once, cards are printed by the page, letters leave by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.services import make_links
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.models import Reminder
from nastavnik.notifications.queries import Debt, Matter, plan
from nastavnik.organisations.models import Organisation
from nastavnik.programmes.models import Programme
from nastavnik.programmes.rules import check_open

LINK_LASTS = timedelta(days=60)


@audited("reminder.sent", gettext_lazy("разосланы напоминания"))
def remind(
    *, actor: Actor, matter: Matter, way: Way, until: date, today: date
) -> tuple[Programme | None, list[Reminder]]:
    """Remind by one way everybody whom it reaches and who was not reminded within three days; returns the reminders."""
    _check(matter, until, today)
    school = matter.programme.organisation
    # two curators who press at once: the second one finds everybody reminded
    Organisation.objects.select_for_update().get(pk=school.pk)
    debts = plan(matter, today).by(way)
    if not debts:
        raise ValidationError(_("Напоминать сейчас некому: кому можно, уже напомнили."))
    links = _links(actor, matter, debts, today)
    state = ReminderState.WAITING if way == Way.LETTER else ReminderState.DONE
    rows = [
        Reminder(
            person=debt.person, recipient=debt.recipient, survey=matter.survey, what=debt.what, link=link, way=way,
            state=state, until=min(until, link.expires_on) if link else until, reminded_on=today,
        )
        for debt, link in zip(debts, links, strict=True)
    ]  # fmt: skip
    people = [debt.person.pk for debt in debts]
    # a card printed again, a letter tried again: of one day the newest stays
    Reminder.objects.filter(person__in=people, survey=matter.survey, reminded_on=today).delete()
    Reminder.objects.bulk_create(rows)
    note(matter.survey or matter.programme, way=way.value, reminded=len(rows))
    return matter.programme, rows


def _check(matter: Matter, until: date, today: date) -> None:
    check_open(matter.programme)
    if matter.is_over:
        raise ValidationError(_("Анкетирование закрыто: напоминать не о чем."))
    if not today <= until <= today + LINK_LASTS:
        raise ValidationError({"until": _("Выберите день от сегодняшнего и не дальше двух месяцев.")})


def _links(actor: Actor, matter: Matter, debts: Sequence[Debt], today: date) -> Sequence[PersonalLink | None]:
    """A personal link for each who is to answer; consents are not confirmed by a link that travels with a reminder."""
    if matter.survey is None:
        return [None] * len(debts)
    _school, made = make_links(
        actor=actor, organisation=matter.programme.organisation, people=[debt.person for debt in debts],
        purpose=LinkPurpose.ANSWER, expires_on=today + LINK_LASTS, today=today,
    )  # fmt: skip
    return made


@audited("reminder.delivered", gettext_lazy("письмо с напоминанием ушло"))
def letter_left(*, actor: Actor, reminder: Reminder) -> Reminder:
    reminder.state = ReminderState.DONE
    reminder.save()
    return reminder


@audited("reminder.undelivered", gettext_lazy("письмо с напоминанием не ушло"))
def letter_stayed(*, actor: Actor, reminder: Reminder, state: ReminderState) -> Reminder:
    """`state` says whose fault it was: the address was refused, or the mail server did not answer."""
    reminder.state = state
    reminder.save()
    note(reminder, state=state.value)
    return reminder
