"""Who owes answers or consents, how each can be reminded, and who is left in peace for now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import override

from nastavnik.consents.enums import ALWAYS, ConsentKind
from nastavnik.consents.queries import standing_kinds, withdrawn_kinds
from nastavnik.consents.rules import missing_kinds
from nastavnik.notifications.enums import Hold, ReminderState, Way
from nastavnik.notifications.letters import mail_works
from nastavnik.notifications.models import Reminder
from nastavnik.people.models import Person
from nastavnik.people.queries import guardians_of, is_minor
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.programmes.models import Programme
from nastavnik.programmes.queries import lacking_consents, participations
from nastavnik.questionnaires.enums import Respondent
from nastavnik.questionnaires.models import Survey
from nastavnik.questionnaires.queries import asked_persons

PAUSE = timedelta(days=3)
STILL_IN = (ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED)


@dataclass(frozen=True)
class Matter:
    """What people are reminded of: the answers to a survey or, without one, the consents of a side of a programme."""

    programme: Programme
    side: Respondent
    survey: Survey | None = None

    @classmethod
    def of(cls, survey: Survey) -> Matter:
        return cls(survey.programme, Respondent(survey.side), survey)

    @property
    def is_over(self) -> bool:
        return self.programme.is_completed or (self.survey is not None and not self.survey.is_open)


@dataclass(frozen=True)
class Debt:
    """Somebody who owes something: `way` says how to remind, `hold` why not now; `last` is the newest reminder.

    `kinds` are the missing consents; `what` is Russian, as families read it, whatever the language of the page.
    """

    person: Person
    what: str
    kinds: list[ConsentKind]
    recipient: Person
    way: Way
    hold: Hold | None
    last: Reminder | None
    is_printed: bool = False  # today, so the card may be printed again

    @property
    def by_representative(self) -> bool:
        return self.recipient.pk != self.person.pk

    @property
    def free_on(self) -> date | None:
        """The day from which the person may be reminded again."""
        return self.last.reminded_on + PAUSE if self.last and self.hold == Hold.RECENT else None


@dataclass(frozen=True)
class Plan:
    debts: list[Debt]

    def by(self, way: Way) -> list[Debt]:
        return [debt for debt in self.debts if debt.hold is None and debt.way == way]

    @property
    def letters(self) -> int:
        return len(self.by(Way.LETTER))

    @property
    def cards(self) -> int:
        return len(self.by(Way.CARD))


def plan(matter: Matter, today: date) -> Plan:
    """Everybody who owes, with the way to remind each; a fixed number of queries."""
    if matter.is_over:
        return Plan([])
    owed, held = _answers_owed(matter.survey, today) if matter.survey else _consents_owed(matter, today)
    past = last_reminders([person.pk for person, _what, _kinds in owed], matter.survey)
    adults = guardians_of([person.pk for person, _what, _kinds in owed if is_minor(person, today)])
    debts = []
    for person, what, kinds in owed:
        last = past.get(person.pk)
        signers = adults.get(person.pk, [])
        # a sheet is signed by the representative, a questionnaire is answered by the pupil
        recipient = _with_address([person, *signers] if matter.survey else [*signers, person])
        way = Way.LETTER if recipient and mail_works() and not _refused(last, today) else Way.CARD
        hold = held.get(person.pk) or (Hold.RECENT if _is_recent(last, today) else None)
        reader = recipient if recipient and way == Way.LETTER else person
        printed = last is not None and last.way == Way.CARD and last.reminded_on == today
        debts.append(Debt(person, what, kinds, reader, way, hold, last, printed))
    return Plan(debts)


Owed = tuple[list[tuple[Person, str, list[ConsentKind]]], dict[UUID, Hold]]


def _answers_owed(survey: Survey, today: date) -> Owed:
    """Who has not answered; without the consents that everybody gives nobody is written to."""
    waiting = [one for one in asked_persons(survey) if one.response is None]
    people = [one.participation.person for one in waiting]
    standing = standing_kinds([person.pk for person in people], today)
    held = {person.pk: Hold.NO_CONSENT for person in people if not standing[person.pk].issuperset(ALWAYS)}
    return [(one.participation.person, one.questionnaire.title, []) for one in waiting], held


def _consents_owed(matter: Matter, today: date) -> Owed:
    """Who may still go further and lacks a sheet; one that was taken back is not asked for again."""
    of_side = participations(matter.programme, matter.side).filter(status__in=STILL_IN)
    rows = list(lacking_consents(of_side, today))
    people = [row.person_id for row in rows]
    standing, withdrawn = standing_kinds(people, today), withdrawn_kinds(people)
    owed, held = [], {}
    for row in rows:
        missing = missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing[row.person_id])
        with override("ru"):
            owed.append((row.person, "; ".join(str(kind.label) for kind in missing), missing))
        if withdrawn[row.person_id].intersection(missing):
            held[row.person_id] = Hold.WITHDRAWN
    return owed, held


def last_reminders(people: Iterable[UUID], survey: Survey | None) -> dict[UUID, Reminder]:
    """Each person's newest reminder of a survey, or of consents; one query."""
    rows = Reminder.objects.filter(person__in=list(people), survey=survey).order_by("reminded_on", "id")
    return {row.person_id: row for row in rows}


def _with_address(people: Sequence[Person]) -> Person | None:
    return next((person for person in people if person.email), None)


def _is_recent(last: Reminder | None, today: date) -> bool:
    """Cards printed today may be printed again, and a letter that did not leave was no reminder."""
    if last is None or today - last.reminded_on >= PAUSE:
        return False
    if last.way == Way.CARD:
        return last.reminded_on < today
    return last.state in {ReminderState.WAITING, ReminderState.DONE}


def _refused(last: Reminder | None, today: date) -> bool:
    """An address just refused is not tried again at once: paper is surer."""
    return last is not None and last.state == ReminderState.REFUSED and today - last.reminded_on < PAUSE
