"""Changes of pairs and groups: forming, approving, working, completing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.consents.rules import check_consents
from nastavnik.mentoring import rules
from nastavnik.mentoring.enums import STANDING, MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.programmes.queries import lacking_consents
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.services import close_wave


@audited("pair.formed", gettext_lazy("составлена пара"))
def add_member(
    *,
    actor: Actor,
    mentor: Participation,
    mentee: Participation,
    form: MentoringForm,
    score: Decimal | None = None,
    reasons: Sequence[dict[str, Any]] = (),
    locked: bool = False,
) -> Member:
    """Put a mentee beside a mentor: into the mentor's draft of that form, or into a new one."""
    check_open(mentor.programme)
    for side in (mentor, mentee):
        rules.check_selected(side)
        check_consents(side.person, as_mentor=side.is_mentor, on=timezone.localdate())
    rules.check_fit(mentor, mentee)
    rules.check_form(form, mentor, mentee)
    rules.check_free(mentee)
    rules.check_place(mentor)
    mentorship = _draft_of(mentor, form)
    member = Member(mentorship=mentorship, mentee=mentee, score=score, reasons=list(reasons), locked=locked)
    member.store()
    note(mentorship, member=str(member.pk))
    return member


def _draft_of(mentor: Participation, form: MentoringForm) -> Mentorship:
    standing = Mentorship.objects.filter(mentor=mentor, form=form, status__in=STANDING).first()
    if standing is None:
        standing = Mentorship(programme=mentor.programme, mentor=mentor, form=form)
        standing.store()
    elif standing.status != MentorshipStatus.DRAFT:
        raise ValidationError(
            _("Состав группы наставника %(mentor)s уже на утверждении или утверждён.")
            % {"mentor": mentor.person.short_name}
        )
    return standing


@audited("pair.dissolved", gettext_lazy("разобрана подобранная пара"))
def remove_member(*, actor: Actor, member: Member) -> Programme:
    """Take a mentee out of a draft; a draft left empty goes with its last mentee."""
    mentorship = member.mentorship
    if mentorship.status != MentorshipStatus.DRAFT:
        raise ValidationError(_("Разобрать можно только подобранную пару; утверждённую завершают или прекращают."))
    if member.locked:
        raise ValidationError(_("Пара закреплена: сначала открепите её."))
    note(mentorship.programme, member=str(member.pk))
    member.delete()
    if not Member.objects.filter(mentorship=mentorship).exists():
        mentorship.delete()
    return mentorship.programme


@audited("pair.left", gettext_lazy("наставляемый выведен из группы"))
def release_member(*, actor: Actor, member: Member, on: date) -> Mentorship:
    """Take somebody whose consents do not stand out of a group that goes on without him; his plan goes with him."""
    mentorship = member.mentorship
    if mentorship.status not in STANDING or not Member.objects.filter(mentorship=mentorship).exclude(pk=member.pk):
        raise ValidationError(_("Выводят из группы, которая работает дальше; пару завершают или прекращают."))
    if not lacking_consents(Participation.objects.filter(pk=member.mentee_id), on).exists():
        raise ValidationError(_("Согласия наставляемого действуют: он остаётся в группе."))
    note(mentorship, mentee=str(member.mentee_id))
    member.delete()
    return mentorship


@audited("pair.locked", gettext_lazy("закреплена или откреплена пара"))
def set_lock(*, actor: Actor, member: Member, locked: bool) -> Member:
    """A locked pair stays as it is when pairs are looked for again."""
    member.locked = locked
    member.store()
    return member


@audited("pair.proposed", gettext_lazy("пары переданы директору"))
def propose(*, actor: Actor, programme: Programme) -> tuple[Programme, int]:
    """Send every draft of the programme to the director."""
    check_open(programme)
    sent = _move_all(
        Mentorship.objects.filter(programme=programme, status=MentorshipStatus.DRAFT), MentorshipStatus.PROPOSED
    )
    if not sent:
        raise ValidationError(_("Нет подобранных пар, которые можно передать директору."))
    note(programme, sent=sent)
    return programme, sent


@audited("pair.approved", gettext_lazy("утверждены пары"))
def approve(*, actor: Actor, programme: Programme) -> tuple[Programme, int]:
    """The director approves all that lies before him; the order is the next step."""
    check_open(programme)
    approved = _move_all(
        Mentorship.objects.filter(programme=programme, status=MentorshipStatus.PROPOSED), MentorshipStatus.APPROVED
    )
    if not approved:
        raise ValidationError(_("На утверждении ничего нет."))
    note(programme, approved=approved)
    return programme, approved


@audited("pair.returned", gettext_lazy("пара возвращена куратору"), personal=("reason",))
def send_back(*, actor: Actor, mentorship: Mentorship, reason: str) -> Mentorship:
    if not reason.strip():
        raise ValidationError(_("Возвращая пару, напишите куратору почему."))
    rules.check_move(mentorship, MentorshipStatus.DRAFT)
    mentorship.status = MentorshipStatus.DRAFT
    mentorship.end_reason = reason
    mentorship.store()
    note(reason=reason)
    return mentorship


@audited("pair.opened", gettext_lazy("пара начала работу"))
def open_mentorships(*, actor: Actor, mentorships: Iterable[Mentorship], starts_on: date, ends_on: date) -> int:
    """Approved pairs and groups begin with the day of the order."""
    opened = 0
    for mentorship in mentorships:
        rules.check_move(mentorship, MentorshipStatus.ACTIVE)
        mentorship.status = MentorshipStatus.ACTIVE
        mentorship.starts_on = starts_on
        mentorship.ends_on = ends_on
        mentorship.end_reason = ""
        mentorship.store()
        note(mentorship.programme)
        opened += 1
    note(opened=opened)
    return opened


@audited("pair.ended", gettext_lazy("пара прекращена"), personal=("reason",))
def end(*, actor: Actor, mentorship: Mentorship, on: date, reason: str) -> Mentorship:
    if not reason.strip():
        raise ValidationError(_("Прекращая работу пары, назовите причину."))
    rules.check_move(mentorship, MentorshipStatus.ENDED)
    mentorship.status = MentorshipStatus.ENDED
    mentorship.ends_on = max(on, mentorship.starts_on or on)
    mentorship.end_reason = reason
    mentorship.store()
    note(reason=reason)
    return mentorship


@audited("pair.completed", gettext_lazy("пара завершила работу"))
def complete(*, actor: Actor, mentorship: Mentorship, on: date) -> Mentorship:
    rules.check_move(mentorship, MentorshipStatus.COMPLETED)
    mentorship.status = MentorshipStatus.COMPLETED
    mentorship.ends_on = max(on, mentorship.starts_on or on)
    mentorship.store()
    return mentorship


@audited("programme.completed", gettext_lazy("завершена программа"))
def complete_programme(*, actor: Actor, programme: Programme, on: date) -> Programme:
    """Close the cycle when every pair has finished: participants have completed it, nothing in it changes any more."""
    check_open(programme)
    unfinished = Mentorship.objects.filter(programme=programme).standing().count()
    if unfinished:
        raise ValidationError(
            ngettext("Ещё не завершена %(n)s пара.", "Ещё не завершено пар: %(n)s.", unfinished) % {"n": unfinished}
        )
    for wave in Wave:
        close_wave(actor=actor, programme=programme, wave=wave, on=on)
    Participation.objects.filter(programme=programme, status=ParticipationStatus.APPROVED).update(
        status=ParticipationStatus.COMPLETED
    )
    programme.status = ProgrammeStatus.COMPLETED
    programme.store()
    return programme


def _move_all(rows: Iterable[Mentorship], to: MentorshipStatus) -> int:
    moved = 0
    for mentorship in rows:
        rules.check_move(mentorship, to)
        mentorship.status = to
        mentorship.store()
        moved += 1
    return moved
