"""The two official registers (methodology §4.3): a row for each participant, every value as text.

Special categories are never in them. Of each person the newest pair that was not taken apart is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from nastavnik.consents.queries import nameable
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.people.models import Guardianship, Person
from nastavnik.programmes.enums import ParticipationStatus, Side
from nastavnik.programmes.models import Participation, Programme

SHOWN = (MentorshipStatus.APPROVED, MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED)
MENTEE_COLUMNS = {
    "number": "№", "name": "Фамилия, имя, отчество", "contact": "Контакты (представителя)", "born": "Дата рождения",
    "request": "Основной запрос", "joined": "Дата вхождения", "mentor": "Наставник", "form": "Форма наставничества",
    "place": "Место работы (учёбы) наставника", "finished": "Дата завершения", "results": "Результаты", "mark": "Отметка",
}  # fmt: skip
MENTOR_COLUMNS = {
    "number": "№", "name": "Фамилия, имя, отчество", "contact": "Контакты", "work": "Место работы (учёбы)",
    "request": "Основные компетенции", "achievements": "Достижения", "interests": "Интересы",
    "time": "Ресурс времени", "joined": "Дата вхождения", "mentor": "Наставляемые", "form": "Форма наставничества",
    "place": "Место учёбы (работы) наставляемых", "finished": "Дата завершения", "results": "Результаты",
}  # fmt: skip
TITLES = {Side.MENTEE: "База наставляемых", Side.MENTOR: "База наставников"}
COLUMNS = {Side.MENTEE: MENTEE_COLUMNS, Side.MENTOR: MENTOR_COLUMNS}
DAYS = {"1": "пн", "2": "вт", "3": "ср", "4": "чт", "5": "пт", "6": "сб", "7": "вс"}


@dataclass(frozen=True)
class Register:
    """The rows, whom they name, and how many may not be named: neither as a participant nor as somebody's other half."""

    rows: list[dict[str, str]]
    people: set[UUID]
    left_out: int


@dataclass(frozen=True)
class _Pair:
    """What a register says of a pair: whom with, in which form, until when, with which results."""

    others: tuple[Person, ...]
    form: str
    finished: str
    results: str


def register_of(programme: Programme, side: Side, chosen: Iterable[Participation], on: date) -> Register:
    """A row for each of `chosen` who may be named, in their order, with the keys of `COLUMNS[side]`; five queries."""
    everybody = list(chosen)
    pairs = _of_mentors(programme) if side == Side.MENTOR else _of_mentees(programme)
    others = {row.pk: pairs[row.pk].others if row.pk in pairs else () for row in everybody}
    met = {row.person_id for row in everybody} | {person.pk for people in others.values() for person in people}
    named = nameable(met, on)
    rows = [row for row in everybody if row.person_id in named]
    shown = {row.person_id for row in rows} | {person.pk for row in rows for person in others[row.pk]}
    contacts = _contacts([row.person for row in rows])
    return Register(
        rows=[_row(number, row, contacts, pairs.get(row.pk), named) for number, row in enumerate(rows, start=1)],
        people=shown & named,
        left_out=len((shown | {row.person_id for row in everybody}) - named),
    )


def _row(
    number: int, row: Participation, contacts: dict[UUID, str], pair: _Pair | None, named: set[UUID]
) -> dict[str, str]:
    person = row.person
    others = [other for other in pair.others if other.pk in named] if pair else []
    values = {
        "number": str(number),
        "name": person.full_name,
        "contact": contacts[person.pk],
        "born": f"{person.birth_date:%d.%m.%Y}" if person.birth_date else "",
        "work": person.place,
        "request": ", ".join(row.competences),
        "achievements": row.achievements,
        "interests": ", ".join(row.interests),
        "time": ", ".join(_slot(slot) for slot in row.availability),
        "joined": f"{row.decided_on:%d.%m.%Y}" if row.decided_on and row.status != "nominated" else "",
        "mentor": "; ".join(other.full_name for other in others),
        "form": pair.form if pair else "",
        "place": "; ".join(dict.fromkeys(other.place for other in others if other.place)),
        "finished": pair.finished if pair else "",
        "results": pair.results if pair else "",
        "mark": "прошёл программу" if row.status == ParticipationStatus.COMPLETED else "",
    }
    return {key: values[key] for key in COLUMNS[Side(row.side)]}


def _slot(slot: str) -> str:
    day, _space, hour = slot.partition(" ")
    return f"{DAYS.get(day, day)} {hour}".strip()


def _contacts(people: list[Person]) -> dict[UUID, str]:
    """The person's own phone and address, else those of the representative who is on record."""
    ties = Guardianship.objects.filter(ward__in=people).select_related("guardian").order_by("-id")
    guardians = {tie.ward_id: tie.guardian for tie in ties}
    found = {}
    for person in people:
        guardian = guardians.get(person.pk)
        own = _reach(person)
        found[person.pk] = own if guardian is None else f"{guardian.full_name}, {_reach(guardian)}".rstrip(", ")
    return found


def _reach(person: Person) -> str:
    return ", ".join(part for part in (person.phone, person.email) if part)


def _of_mentees(programme: Programme) -> dict[UUID, _Pair]:
    done = Count("plan__steps", filter=Q(plan__steps__done_on__isnull=False))
    places = (
        Member.objects.filter(mentorship__programme=programme, mentorship__status__in=SHOWN)
        .select_related("mentorship__mentor__person", "mentorship__form")
        .annotate(done=done, steps=Count("plan__steps"))
        .order_by("mentorship__id")
    )
    found = {}
    for place in places:
        pair = place.mentorship
        results = f"шаги плана: {place.done} из {place.steps}" if place.steps else ""
        found[place.mentee_id] = _Pair((pair.mentor.person,), pair.form.title, _finished(pair), results)
    return found


def _of_mentors(programme: Programme) -> dict[UUID, _Pair]:
    pairs = Mentorship.objects.filter(programme=programme, status__in=SHOWN).with_people()
    held = Count("meetings", filter=Q(meetings__status="held"), distinct=True)
    found = {}
    for pair in pairs.annotate(held=held).order_by("id"):
        people = tuple(mentee.person for mentee in pair.mentees())
        held_words = f"встреч: {pair.held}" if pair.held else ""
        found[pair.mentor_id] = _Pair(people, pair.form.title, _finished(pair), held_words)
    return found


def _finished(pair: Mentorship) -> str:
    return f"{pair.ends_on:%d.%m.%Y}" if pair.status == MentorshipStatus.COMPLETED and pair.ends_on else ""
