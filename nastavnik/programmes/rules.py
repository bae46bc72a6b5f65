"""What the methodology forbids a participant."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import PARTICIPATION_TRANSITIONS, ParticipationStatus
from nastavnik.programmes.models import Participation, Programme

FIRST_MENTOR_AGE, FIRST_MENTOR_GRADE = 14, 8


def check_open(programme: Programme) -> None:
    """A completed programme is a record of what was: nothing in it changes."""
    if programme.is_completed:
        raise ValidationError(_("Программа завершена: её данные больше не меняются."), code="completed")


def check_move(participation: Participation, to: ParticipationStatus) -> None:
    if to not in PARTICIPATION_TRANSITIONS[ParticipationStatus(participation.status)]:
        raise ValidationError(
            _("%(name)s: из состояния «%(now)s» нельзя перейти в «%(to)s».")
            % {"name": participation.person.short_name, "now": participation.get_status_display(), "to": to.label},
            code="move",
        )


def check_may_mentor(participation: Participation, on: date) -> None:
    """A pupil mentors from the age of fourteen, the eighth grade where the birth date is unknown (methodology §6)."""
    person = participation.person
    if person.kind != PersonKind.PUPIL:
        return
    age = person.age(on)
    if age is not None and age < FIRST_MENTOR_AGE:
        raise ValidationError(
            _("%(name)s: %(age)s лет, а наставником ученик становится с 14.") % {"name": person.short_name, "age": age},
            code="young",
        )
    if age is None and person.grade is not None and person.grade < FIRST_MENTOR_GRADE:
        raise ValidationError(
            _("%(name)s учится в %(grade)s классе: наставником ученик становится с 14 лет, это 8 класс и старше.")
            % {"name": person.short_name, "grade": person.grade},
            code="young",
        )
