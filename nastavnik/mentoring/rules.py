"""What a pair or group may and may not do."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.mentoring.enums import MENTORSHIP_TRANSITIONS, STANDING, MeetingStatus, MentorshipStatus
from nastavnik.mentoring.models import Meeting, Member, Mentorship
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.programmes.models import MentoringForm, Participation


def check_move(mentorship: Mentorship, to: MentorshipStatus) -> None:
    if to not in MENTORSHIP_TRANSITIONS[MentorshipStatus(mentorship.status)]:
        raise ValidationError(
            _("Из состояния «%(now)s» нельзя перейти в «%(to)s».")
            % {"now": mentorship.get_status_display(), "to": to.label},
            code="move",
        )


def check_selected(participation: Participation) -> None:
    if participation.status != ParticipationStatus.APPROVED:
        raise ValidationError(
            _("%(name)s ещё не прошёл отбор.") % {"name": participation.person.short_name}, code="not_selected"
        )


def check_fit(mentor: Participation, mentee: Participation) -> None:
    """A pupil mentors somebody of a lower stage (methodology §1.1), and nobody mentors himself."""
    teacher, pupil = mentor.person, mentee.person
    if teacher.pk == pupil.pk:
        raise ValidationError(_("Человек не может быть своим наставником."), code="self")
    if teacher.kind == PersonKind.PUPIL and pupil.grade and teacher.grade and teacher.grade <= pupil.grade:
        raise ValidationError(
            _("%(mentor)s учится не старше: ученик наставляет тех, кто младше.") % {"mentor": teacher.short_name},
            code="younger",
        )


def check_form(form: MentoringForm, mentor: Participation, mentee: Participation) -> None:
    if not form.fits(mentor.person.kind, mentee.person.kind):
        raise ValidationError(
            _("Форма «%(form)s» не подходит паре: %(mentor)s – %(mentee)s.")
            % {
                "form": form.title,
                "mentor": mentor.person.get_kind_display(),
                "mentee": mentee.person.get_kind_display(),
            },
            code="form",
        )


def check_place(mentor: Participation) -> None:
    taken = Member.objects.filter(mentorship__mentor=mentor, mentorship__status__in=STANDING).count()
    if taken >= mentor.capacity:
        raise ValidationError(
            _("У наставника %(mentor)s заняты все места: %(places)s.")
            % {"mentor": mentor.person.short_name, "places": mentor.capacity},
            code="full",
        )


def check_free(mentee: Participation) -> None:
    if Member.objects.filter(mentee=mentee, mentorship__status__in=STANDING).exists():
        raise ValidationError(
            _("У наставляемого %(mentee)s уже есть наставник в этой программе.") % {"mentee": mentee.person.short_name},
            code="taken",
        )


def check_feedback_due(meeting: Meeting) -> None:
    if meeting.status != MeetingStatus.HELD:
        raise ValidationError(_("Отзыв пишут о встрече, которая состоялась."), code="not_held")


def check_belongs(participation: Participation, mentorship: Mentorship) -> None:
    """Only the two sides of a pair speak about its meetings."""
    if participation.pk != mentorship.mentor_id and participation.pk not in {side.pk for side in mentorship.mentees()}:
        raise ValidationError(
            _("%(name)s не из этой пары.") % {"name": participation.person.short_name}, code="not_of_the_pair"
        )
