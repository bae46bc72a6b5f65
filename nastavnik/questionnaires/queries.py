"""Questions about surveys: who has answered, what is still to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from nastavnik.programmes.enums import TAKING_PART
from nastavnik.programmes.models import Participation, Programme
from nastavnik.questionnaires.models import Response, Survey, Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import Questionnaire


@dataclass(frozen=True)
class SurveyState:
    """A survey with how many of those asked have answered."""

    survey: Survey
    questionnaire: Questionnaire
    answered: int
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.asked) if self.asked else 0


def states(programme: Programme) -> list[SurveyState]:
    surveys = Survey.objects.filter(programme=programme).annotate(answered=Count("responses"))
    people: dict[tuple[str, str], int] = {}
    rows = Participation.objects.filter(programme=programme, status__in=TAKING_PART)
    for side, kind in rows.values_list("side", "person__kind"):
        people[side, kind] = people.get((side, kind), 0) + 1
    found = []
    for survey in surveys:
        questionnaire = QUESTIONNAIRES[survey.questionnaire]
        asked = sum(n for (side, kind), n in people.items() if side == survey.side and kind in questionnaire.people)
        found.append(SurveyState(survey, questionnaire, survey.answered, asked))
    return found


def asked_of(survey: Survey) -> QuerySet[Participation]:
    """Those a survey asks: selected participants of its side whose kind its questionnaire is for."""
    questionnaire = QUESTIONNAIRES[survey.questionnaire]
    return Participation.objects.filter(
        programme=survey.programme, side=survey.side, status__in=TAKING_PART, person__kind__in=questionnaire.people
    ).with_people()


@dataclass(frozen=True)
class Asked:
    """One participant before one survey; `response` is None where nothing was answered yet."""

    survey: Survey
    questionnaire: Questionnaire
    participation: Participation
    response: Response | None


def asked_persons(survey: Survey) -> list[Asked]:
    given = {row.participation_id: row for row in Response.objects.filter(survey=survey)}
    questionnaire = QUESTIONNAIRES[survey.questionnaire]
    return [Asked(survey, questionnaire, row, given.get(row.pk)) for row in asked_of(survey)]


def open_for(person: UUID) -> list[Asked]:
    """What one person is asked now, answered or not; four queries."""
    mine = list(Participation.objects.filter(person=person, status__in=TAKING_PART).with_people())
    surveys = Survey.objects.filter(programme__in={row.programme_id for row in mine}, closed_on__isnull=True)
    given = {(row.survey_id, row.participation_id): row for row in Response.objects.filter(participation__in=mine)}
    found = []
    for survey in surveys:
        questionnaire = QUESTIONNAIRES[survey.questionnaire]
        for row in mine:
            fits = row.programme_id == survey.programme_id and row.side == survey.side
            if fits and row.person.kind in questionnaire.people:
                found.append(Asked(survey, questionnaire, row, given.get((survey.pk, row.pk))))
    return found


def paired_answers(programme: Programme) -> dict[str, dict[Wave, dict[UUID, dict[str, object]]]]:
    """Answers by questionnaire, wave and participant, of every survey of the programme; one query."""
    found: dict[str, dict[Wave, dict[UUID, dict[str, object]]]] = {}
    rows = Response.objects.filter(survey__programme=programme).values_list(
        "survey__questionnaire", "survey__wave", "participation", "answers"
    )
    for questionnaire, wave, participation, answers in rows:
        found.setdefault(questionnaire, {}).setdefault(Wave(wave), {})[participation] = answers
    return found
