"""The two official registers (methodology §4.3): a row for each participant, every value as text.

Special categories are never in them. Of each person the newest pair that was not taken apart is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

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
COLUMNS = {Side.MENTEE: MENTEE_COLUMNS, Side.MENTOR: MENTOR_COLUMNS}
DAYS = {"1": "пн", "2": "вт", "3": "ср", "4": "чт", "5": "пт", "6": "сб", "7": "вс"}


@dataclass(frozen=True)
class _Pair:
    """What a register says of a pair: whom with, in which form, until when, with which results."""

    others: str
    places: str
    form: str
    finished: str
    results: str


def register_rows(programme: Programme, side: Side, chosen: Iterable[Participation]) -> list[dict[str, str]]:
    """A row for each of `chosen` in their order, with the keys of `COLUMNS[side]`; four queries."""
    rows = list(chosen)
    contacts = _contacts([row.person for row in rows])
    pairs = _of_mentors(programme) if side == Side.MENTOR else _of_mentees(programme)
    return [_row(number, row, contacts, pairs.get(row.pk)) for number, row in enumerate(rows, start=1)]


def _row(number: int, row: Participation, contacts: dict[UUID, str], pair: _Pair | None) -> dict[str, str]:
    person = row.person
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
        "mentor": pair.others if pair else "",
        "form": pair.form if pair else "",
        "place": pair.places if pair else "",
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
        pair, mentor = place.mentorship, place.mentorship.mentor.person
        results = f"шаги плана: {place.done} из {place.steps}" if place.steps else ""
        found[place.mentee_id] = _Pair(mentor.full_name, mentor.place, pair.form.title, _finished(pair), results)
    return found


def _of_mentors(programme: Programme) -> dict[UUID, _Pair]:
    pairs = Mentorship.objects.filter(programme=programme, status__in=SHOWN).with_people()
    held = Count("meetings", filter=Q(meetings__status="held"), distinct=True)
    found = {}
    for pair in pairs.annotate(held=held).order_by("id"):
        people = [mentee.person for mentee in pair.mentees()]
        found[pair.mentor_id] = _Pair(
            "; ".join(person.full_name for person in people),
            "; ".join(dict.fromkeys(person.place for person in people if person.place)),
            pair.form.title, _finished(pair), f"встреч: {pair.held}" if pair.held else "",
        )  # fmt: skip
    return found


def _finished(pair: Mentorship) -> str:
    return f"{pair.ends_on:%d.%m.%Y}" if pair.status == MentorshipStatus.COMPLETED and pair.ends_on else ""
