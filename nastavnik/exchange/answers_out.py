"""The answers to a survey as a sheet: in words, named unless the questionnaire is anonymous."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nastavnik.consents.queries import nameable
from nastavnik.exchange.sheets import Sheet
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import may_be_named
from nastavnik.questionnaires.spec import PersonList, Questionnaire
from nastavnik.questionnaires.summary import FEW, in_words


def answers_of(survey: Survey, on: date) -> Sheet | None:
    """Answers of those who may be named and the curator's own; None where anonymous ones are too few to be shown."""
    asks = survey.asks
    questions = {question.code: question.text for question in asks.questions}
    title, responses = str(survey.get_wave_display()), Response.objects.filter(survey=survey)
    if asks.anonymous:
        nameless = _nameless([_answered(asks, row, {}) for row in responses])
        return Sheet(title, questions, nameless) if nameless else None
    everybody = list(responses.select_related("participation__person"))
    people = {row.participation.person_id for row in everybody if row.participation}
    named = nameable(people, on)
    kept = [row for row in everybody if row.participation is None or row.participation.person_id in named]
    choices = may_be_named(survey, None) if any(asks.of_kind(PersonList)) else {}
    columns = {"name": str(_("Участник")), "place": str(_("Класс или место"))} | questions
    rows = [_who(row) | _answered(asks, row, choices) for row in kept]
    return Sheet(title, columns, rows, _people_in(asks, kept, choices), people - named)


def _people_in(asks: Questionnaire, rows: list[Response], choices: Mapping[str, str]) -> set[UUID]:
    """Who answers, and whom they chose by name."""
    lists = [question.code for question in asks.of_kind(PersonList)]
    chosen = {key for row in rows for code in lists for key in row.answers.get(code, []) if key in choices}
    keys = chosen | {str(row.participation_id) for row in rows if row.participation_id}
    return set(Participation.objects.filter(pk__in=keys).values_list("person", flat=True))


def _who(row: Response) -> dict[str, str]:
    if row.participation is None:
        return {"name": str(row.survey.get_side_display()), "place": ""}
    return {"name": row.participation.person.full_name, "place": row.participation.person.place}


def _answered(asks: Questionnaire, row: Response, choices: Mapping[str, str]) -> dict[str, str]:
    return {question.code: in_words(question, row.answers.get(question.code), choices) for question in asks.questions}


def _nameless(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Anonymous answers in an order that tells nobody, and none at all below three."""
    return sorted(rows, key=lambda row: tuple(row.values())) if len(rows) >= FEW else []
