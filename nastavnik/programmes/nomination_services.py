"""Proposals of participants: sent by anybody with a link, joined to people by the curator."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes import services
from nastavnik.programmes.enums import Channel, Side
from nastavnik.programmes.models import Nomination, Participation, Programme
from nastavnik.programmes.queries import waiting_nominations
from nastavnik.programmes.rules import check_open

MOST_WAITING = 500  # a link that got about must not fill the database


@audited("nomination.sent", gettext_lazy("предложен участник по ссылке"))
def send_nomination(*, actor: Actor, programme: Programme, channel: Channel, values: dict[str, Any]) -> Nomination:
    """Keep somebody's proposal as it was sent; nobody enters a base by it before the curator has looked."""
    check_open(programme)
    if waiting_nominations(programme).count() >= MOST_WAITING:
        raise ValidationError(_("Предложений уже очень много. Куратор сначала рассмотрит их: приходите позже."))
    nomination = Nomination(programme=programme, channel=channel, **values)
    nomination.store()
    return nomination


@audited("nomination.accepted", gettext_lazy("принято предложение участника"))
def accept_nomination(*, actor: Actor, nomination: Nomination, person: Person | None) -> Participation:
    """Join the proposal to a known person, or write down a new one, and put them into the base.

    Several proposals of one child become one participation: what each asks for is added, the first channel stays.
    """
    _check_waiting(nomination)
    common: dict[str, Any] = {
        "actor": actor, "programme": nomination.programme, "side": Side(nomination.side),
        "channel": Channel(nomination.channel),
    }  # fmt: skip
    if person is None:
        joined = services.nominate_newcomer(newcomer=_newcomer(nomination), **common)
        asked: list[str] = []
    else:
        former = Participation.objects.filter(
            programme=nomination.programme, person=person, side=nomination.side
        ).first()
        asked = list(former.competences) if former else []
        joined = former or services.nominate(person=person, values={}, **common)
    joined.competences = asked + [words for words in nomination.competences if words not in asked]
    joined.store()
    nomination.participation = joined
    nomination.store()
    note(nomination, participation=str(joined.pk))
    return joined


@audited("nomination.declined", gettext_lazy("отклонено предложение участника"))
def decline_nomination(*, actor: Actor, nomination: Nomination, on: date) -> Nomination:
    _check_waiting(nomination)
    nomination.declined_on = on
    nomination.store()
    return nomination


def _check_waiting(nomination: Nomination) -> None:
    check_open(nomination.programme)
    if nomination.participation_id or nomination.declined_on:
        raise ValidationError(_("Это предложение уже рассмотрено."))


def _newcomer(nomination: Nomination) -> dict[str, Any]:
    names = ("last_name", "first_name", "patronymic", "grade", "letter")
    kind = PersonKind.PUPIL if nomination.grade or nomination.side == Side.MENTEE else PersonKind.PARENT
    return {name: getattr(nomination, name) for name in names} | {"kind": kind}
