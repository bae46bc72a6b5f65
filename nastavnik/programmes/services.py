"""Changes of programmes and participations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import check_consents, missing_kinds
from nastavnik.consents.services import give_consents
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.people.models import Person
from nastavnik.people.queries import representatives
from nastavnik.people.services import add_person
from nastavnik.programmes import queries
from nastavnik.programmes.competences import plain
from nastavnik.programmes.enums import Channel, ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import CompetenceWords, MentoringForm, Participation, Programme
from nastavnik.programmes.rules import check_may_mentor, check_move, check_open


@audited("programme.opened", gettext_lazy("открыта программа"))
def open_programme(
    *, actor: Actor, organisation: Organisation, starts_in: int, values: dict[str, Any], forms: Iterable[MentoringForm]
) -> Programme:
    """Open the programme of an academic year, which is made where it does not exist yet."""
    year, _made = AcademicYear.objects.get_or_create(starts_in=starts_in)
    programme = Programme(organisation=organisation, year=year, **values)
    programme.store()
    programme.forms.set(forms)
    return programme


@audited("programme.continued", gettext_lazy("открыта программа следующего цикла"))
def open_following(*, actor: Actor, programme: Programme, title: str, years: int = 1) -> Programme:
    """Open the programme of so many years later with the goal, the curator and the forms of this one."""
    year, _made = AcademicYear.objects.get_or_create(starts_in=programme.year.starts_in + years)
    following = Programme(
        organisation=programme.organisation, year=year, title=title, curator=programme.curator, goal=programme.goal
    )
    following.store()
    following.forms.set(programme.forms.all())
    return following


@audited("programme.changed", gettext_lazy("изменена программа"))
def change_programme(
    *, actor: Actor, programme: Programme, values: dict[str, Any], forms: Iterable[MentoringForm]
) -> Programme:
    check_open(programme)
    for name, value in values.items():
        setattr(programme, name, value)
    programme.store()
    programme.forms.set(forms)
    return programme


@audited("programme.started", gettext_lazy("начата программа"))
def start_programme(*, actor: Actor, programme: Programme) -> Programme:
    check_open(programme)
    programme.status = ProgrammeStatus.RUNNING
    programme.store()
    return programme


@audited("participation.added", gettext_lazy("добавлен участник"))
def nominate(
    *, actor: Actor, programme: Programme, person: Person, side: Side, channel: Channel, values: dict[str, Any]
) -> Participation:
    """Put a person into the base of mentees or mentors; the newest answers replace the older of somebody not decided on."""
    check_open(programme)
    participation = Participation.objects.filter(programme=programme, person=person, side=side).first()
    if participation is None:
        participation = Participation(programme=programme, person=person, side=side, channel=channel)
    for name, value in values.items():
        setattr(participation, name, value)
    participation.store()
    return participation


@audited("participation.added_new", gettext_lazy("добавлен новый человек в базу"))
def nominate_newcomer(
    *, actor: Actor, programme: Programme, newcomer: dict[str, Any], side: Side, channel: Channel
) -> Participation:
    """Write down somebody new and put them into a base: both, or nothing."""
    person = add_person(actor=actor, organisation=programme.organisation, values=newcomer)
    return nominate(actor=actor, programme=programme, person=person, side=side, channel=channel, values={})


@audited("participation.approved", gettext_lazy("отобран участник"), personal=("reason",))
def approve(*, actor: Actor, participation: Participation, on: date, reason: str = "") -> Participation:
    """Let a nominee go on to the forming of pairs: with every consent needed, and a mentor old enough."""
    check_open(participation.programme)
    check_move(participation, ParticipationStatus.APPROVED)
    check_consents(participation.person, as_mentor=participation.is_mentor, on=on)
    if participation.is_mentor:
        check_may_mentor(participation, on)
    return _decide(participation, ParticipationStatus.APPROVED, on, reason)


@audited("participation.declined", gettext_lazy("отклонён участник"), personal=("reason",))
def decline(*, actor: Actor, participation: Participation, on: date, reason: str) -> Participation:
    check_open(participation.programme)
    check_move(participation, ParticipationStatus.DECLINED)
    _check_reason(reason)
    return _decide(participation, ParticipationStatus.DECLINED, on, reason)


@audited("participation.reconsidered", gettext_lazy("участник возвращён на рассмотрение"))
def reconsider(*, actor: Actor, participation: Participation) -> Participation:
    check_open(participation.programme)
    check_move(participation, ParticipationStatus.NOMINATED)
    participation.status = ParticipationStatus.NOMINATED
    participation.decision_reason = ""
    participation.decided_on = None
    participation.store()
    return participation


def _decide(participation: Participation, to: ParticipationStatus, on: date, reason: str) -> Participation:
    participation.status = to
    participation.decision_reason = reason
    participation.decided_on = on
    participation.store()
    note(participation, reason=reason)
    return participation


@audited("competence.named", gettext_lazy("названы другие слова о компетенции"))
def name_words(*, actor: Actor, organisation: Organisation, title: str, words: str) -> CompetenceWords:
    """Say that `words` mean `title`, here and below; said of another title before, they now mean this one."""
    key = plain(words)
    if not key or not title.strip():
        raise ValidationError(_("Назовите и слова, и компетенцию."))
    for other in CompetenceWords.objects.filter(organisation=organisation).exclude(title=title):
        if key in other.words:
            other.words = [word for word in other.words if word != key]
            other.store()
    row = CompetenceWords.objects.filter(organisation=organisation, title=title).first() or CompetenceWords(
        organisation=organisation, title=title.strip().lower()
    )
    row.words = sorted({*row.words, key})
    row.store()
    return row


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Отклоняя, назовите причину.")})


def _each(rows: Sequence[Participation], do: Callable[[Participation], object]) -> tuple[int, list[str]]:
    """Do it to each it may be done to: to how many, and why not to the others; a refusal of one names that one."""
    refused: list[str] = []
    for row in rows:
        try:
            do(row)
        except ValidationError as error:
            name, sentence = row.person.short_name, " ".join(error.messages)
            refused.append(sentence if name in sentence else f"{name}: {sentence}")
    return len(rows) - len(refused), refused


@audited("participation.approved_many", gettext_lazy("отобраны участники списком"))
def approve_many(
    *, actor: Actor, programme: Programme, participations: Sequence[Participation], on: date
) -> tuple[int, list[str]]:
    """Approve those who may be; returns how many were and the reasons of the others, nobody skipped silently."""
    approved, refused = _each(participations, lambda row: approve(actor=actor, participation=row, on=on))
    note(programme, approved=approved, refused=len(refused))
    return approved, refused


@audited("participation.declined_many", gettext_lazy("отклонены участники списком"), personal=("reason",))
def decline_many(
    *, actor: Actor, programme: Programme, participations: Sequence[Participation], on: date, reason: str
) -> tuple[int, list[str]]:
    """Decline those who may be, all for one reason; returns how many were and why not the others."""
    _check_reason(reason)
    declined, refused = _each(participations, lambda row: decline(actor=actor, participation=row, on=on, reason=reason))
    note(programme, declined=declined, refused=len(refused), reason=reason)
    return declined, refused


@audited("participation.invited", gettext_lazy("приглашены прежние наставники"))
def invite_former(*, actor: Actor, programme: Programme, former: Sequence[Participation]) -> tuple[Programme, int]:
    """Put mentors of former years into this year's base with what they offered then; they consent and are selected anew."""
    check_open(programme)
    if not former:
        raise ValidationError(_("Отметьте хотя бы одного."))
    kept = ("competences", "interests", "achievements", "availability", "meeting_format", "wanted_age", "capacity")
    for row in former:
        values = {name: getattr(row, name) for name in kept} | {"has_experience": True}
        nominate(
            actor=actor,
            programme=programme,
            person=row.person,
            side=Side.MENTOR,
            channel=Channel.LAST_CYCLE,
            values=values,
        )
    note(programme, invited=len(former))
    return programme, len(former)


@audited("consent.given_many", gettext_lazy("записаны согласия списком"))
def give_consents_many(
    *, actor: Actor, programme: Programme, participations: Sequence[Participation], given_on: date, today: date,
    valid_until: date | None = None,
) -> tuple[int, list[str]]:  # fmt: skip
    """Register every missing sheet of these participants, signed by the representative known to the system.

    Returns for how many it was done and why not for the others, nobody skipped silently.
    """
    signers = representatives([row.person_id for row in participations])
    standing = standing_kinds([row.person_id for row in participations], today)

    def give(row: Participation) -> None:
        kinds = missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing[row.person_id])
        if kinds:  # a colleague may have been quicker
            give_consents(
                actor=actor, person=row.person, kinds=kinds, given_on=given_on, today=today,
                signed_by=signers.get(row.person_id, ""), valid_until=valid_until,
            )  # fmt: skip

    given, refused = _each(participations, give)
    note(programme, given=given, refused=len(refused))
    return given, refused


@audited("participation.wish", gettext_lazy("записано желание стать наставником"))
def set_wish_to_mentor(*, actor: Actor, participation: Participation, wants: bool) -> Participation:
    participation.wants_to_mentor = wants
    participation.store()
    return participation


@audited("participation.carried_over", gettext_lazy("желающие переведены в базу наставников следующего года"))
def carry_over(*, actor: Actor, programme: Programme, title: str) -> tuple[Programme, int]:
    """Put the mentees who want to become mentors into next year's base, opening that year's programme where needed."""
    following = queries.following(programme) or open_following(actor=actor, programme=programme, title=title)
    wishing = Participation.objects.filter(programme=programme, side=Side.MENTEE, wants_to_mentor=True)
    known = set(Participation.objects.filter(programme=following, side=Side.MENTOR).values_list("person", flat=True))
    added = 0
    for mentee in wishing.with_people():
        if mentee.person_id in known:
            continue
        Participation(
            programme=following, person=mentee.person, side=Side.MENTOR, channel=Channel.LAST_CYCLE,
            interests=mentee.interests, availability=mentee.availability, meeting_format=mentee.meeting_format,
        ).store()  # fmt: skip
        added += 1
    note(following, added=added)
    return following, added
