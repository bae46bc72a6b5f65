"""All that is kept about a programme, as sheets of one workbook: people, both bases, consents, pairs, their work, answers.

Only those who may be named are in it (`consents.queries.nameable`); special categories never are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from nastavnik.consents.models import Consent
from nastavnik.consents.queries import nameable
from nastavnik.exchange.answers_out import answers_of
from nastavnik.exchange.sheets import Sheet
from nastavnik.mentoring.models import Feedback, Meeting, Mentorship, PlanStep
from nastavnik.mentoring.registers import COLUMNS, TITLES, register_of
from nastavnik.people.models import Person
from nastavnik.people.queries import representatives
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import participations
from nastavnik.questionnaires.models import Survey

PEOPLE = {
    "name": "Фамилия, имя, отчество", "kind": "Кто это", "born": "Дата рождения", "sex": "Пол", "place": "Класс, место",
    "email": "Почта", "phone": "Телефон", "representatives": "Представители",
}  # fmt: skip
CONSENTS = {"name": "Кто", "kind": "Согласие", "given": "Подписано", "until": "Действует до", "withdrawn": "Отозвано"}
PAIRS = {
    "mentor": "Наставник", "mentee": "Наставляемый", "form": "Форма", "status": "Состояние", "begins": "Начало",
    "ends": "Конец",
}  # fmt: skip
MEETINGS = {
    "mentor": "Наставник", "mentees": "Наставляемые", "kind": "Встреча", "when": "Когда", "minutes": "Минут",
    "status": "Состояние", "topic": "Тема", "summary": "Что сделали",
}  # fmt: skip
FEEDBACK = {
    "author": "Кто", "meeting": "О какой встрече", "mark": "Оценка", "done": "Что получилось", "next": "Что дальше",
    "help": "Нужна помощь",
}  # fmt: skip
PLANS = {
    "mentee": "Наставляемый", "goal": "Цель", "task": "Задание", "due": "Срок", "planned": "Планируемый результат",
    "actual": "Фактический результат", "mark": "Оценка", "done": "Выполнено",
}  # fmt: skip


def archive_of(programme: Programme, on: date) -> list[Sheet]:
    """The sheets in the order of the cycle; a fixed number of queries and three for each survey."""
    people = {row.person_id for row in Participation.objects.filter(programme=programme)}
    named = nameable(people, on)
    return [
        _people(named, people - named),
        *(_base(programme, side, on) for side in Side),
        _consents(named),
        *_work(programme, named),
        *_answers(programme, on),
    ]


def _people(named: set[UUID], left_out: set[UUID]) -> Sheet:
    adults = representatives(named)
    rows = [
        {
            "name": person.full_name, "kind": str(person.get_kind_display()), "born": _day(person.birth_date),
            "sex": str(person.get_sex_display()), "place": person.place, "email": person.email, "phone": person.phone,
            "representatives": adults.get(person.pk, ""),
        }
        for person in Person.objects.filter(pk__in=named)
    ]  # fmt: skip
    return Sheet("Люди", PEOPLE, rows, named, left_out)


def _base(programme: Programme, side: Side, on: date) -> Sheet:
    register = register_of(programme, side, participations(programme, side), on)
    return Sheet(TITLES[side], COLUMNS[side], register.rows, register.people)


def _consents(named: set[UUID]) -> Sheet:
    rows = [
        {
            "name": sheet.person.full_name, "kind": str(sheet.get_kind_display()), "given": _day(sheet.given_on),
            "until": _day(sheet.valid_until), "withdrawn": _day(sheet.withdrawn_on),
        }
        for sheet in Consent.objects.filter(person__in=named).select_related("person").order_by("person__search_text")
    ]  # fmt: skip
    return Sheet("Согласия", CONSENTS, rows, named)


def _work(programme: Programme, named: set[UUID]) -> Iterable[Sheet]:
    """Pairs, meetings, feedback and plans of those whose both sides may be named."""
    found = Mentorship.objects.filter(programme=programme).with_people()
    pairs = {pair.pk: pair for pair in found if pair.mentor.person_id in named and _mentees(pair, named)}
    people = {row.person_id for pair in pairs.values() for row in (pair.mentor, *_mentees(pair, named))}
    yield Sheet("Пары и группы", PAIRS, [row for pair in pairs.values() for row in _places(pair, named)], people)
    meetings = list(Meeting.objects.filter(mentorship__in=pairs))
    yield Sheet("Встречи", MEETINGS, [_meeting(row, pairs[row.mentorship_id], named) for row in meetings], people)
    said = Feedback.objects.filter(meeting__in=meetings, author__person__in=named).select_related(
        "author__person", "meeting"
    )
    yield Sheet("Отзывы", FEEDBACK, [_feedback(row) for row in said], {row.author.person_id for row in said})
    steps = PlanStep.objects.filter(plan__member__mentorship__in=pairs, plan__member__mentee__person__in=named)
    planned = list(steps.select_related("plan__member__mentee__person"))
    yield Sheet("Планы развития", PLANS, [_step(row) for row in planned], people)


def _mentees(pair: Mentorship, named: set[UUID]) -> list[Participation]:
    return [row for row in pair.mentees() if row.person_id in named]


def _places(pair: Mentorship, named: set[UUID]) -> list[dict[str, str | int]]:
    return [
        {
            "mentor": pair.mentor.person.full_name, "mentee": row.person.full_name, "form": str(pair.form),
            "status": str(pair.get_status_display()), "begins": _day(pair.starts_on), "ends": _day(pair.ends_on),
        }
        for row in _mentees(pair, named)
    ]  # fmt: skip


def _meeting(row: Meeting, pair: Mentorship, named: set[UUID]) -> dict[str, str | int]:
    return {
        "mentor": pair.mentor.person.full_name,
        "mentees": ", ".join(mentee.person.full_name for mentee in _mentees(pair, named)),
        "kind": str(row.get_kind_display()), "when": f"{timezone.localtime(row.starts_at):%d.%m.%Y %H:%M}",
        "minutes": row.minutes, "status": str(row.get_status_display()), "topic": row.topic, "summary": row.summary,
    }  # fmt: skip


def _feedback(row: Feedback) -> dict[str, str | int]:
    return {
        "author": row.author.person.full_name, "meeting": str(row.meeting), "mark": row.mark, "done": row.done,
        "next": row.next_step, "help": "да" if row.needs_help else "",
    }  # fmt: skip


def _step(row: PlanStep) -> dict[str, str | int]:
    return {
        "mentee": row.plan.member.mentee.person.full_name, "goal": row.plan.goal, "task": row.task,
        "due": _day(row.due_on), "planned": row.planned, "actual": row.actual, "mark": row.mark or "",
        "done": _day(row.done_on),
    }  # fmt: skip


def _answers(programme: Programme, on: date) -> Iterable[Sheet]:
    for survey in Survey.objects.filter(programme=programme):
        found = answers_of(survey, on)
        if found is not None:
            yield found.called(f"{survey.asks.title}, {found.title}")


def _day(value: date | datetime | Any) -> str:
    return f"{value:%d.%m.%Y}" if value else ""
