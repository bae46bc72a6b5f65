"""Questions about surveys: who has answered, what is still to be answered, who may be named in an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from nastavnik.common.scope import Scope, scoped
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import paths_down_to
from nastavnik.programmes.enums import TAKING_PART, ParticipationStatus, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import lacking_consents
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.models import Edition, Response, Survey
from nastavnik.questionnaires.preferences import Preferences, compare, ranking
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import PersonList, Questionnaire


@dataclass(frozen=True)
class Wording:
    """A questionnaire as an organisation asks it, and whose edition it is; None where it is the shipped one."""

    asks: Questionnaire
    edition: Edition | None

    @property
    def code(self) -> str:
        return self.asks.code


def wordings(organisation: Organisation) -> dict[str, Wording]:
    """Every questionnaire of an organisation by its code: its own edition, else that of the nearest above, else the shipped.

    One query. Of several published editions of one organisation the newest counts; one taken back counts no more.
    """
    found = {questionnaire.code: Wording(questionnaire, None) for questionnaire in QUESTIONNAIRES}
    above = paths_down_to(organisation)
    rows = Edition.objects.filter(organisation__path__in=above, published_on__isnull=False, retired_on__isnull=True)
    for edition in rows.select_related("organisation").order_by("organisation__path", "version"):
        found[edition.code] = Wording(edition.asks, edition)
    return found


def kinds_taking_part(programme: Programme, wave: Wave) -> Counter[tuple[str, str]]:
    """How many of each side and kind of person a wave could ask; one query."""
    rows = Participation.objects.filter(programme=programme, status__in=wave.statuses)
    return Counter(rows.order_by().values_list("side", "person__kind"))


def asks_anybody(questionnaire: Questionnaire, kinds: Counter[tuple[str, str]]) -> int:
    """How many of them a questionnaire asks; the curator's sheets ask one, once there is somebody to judge."""
    if questionnaire.side == Respondent.CURATOR:
        return min(1, kinds.total())
    return sum(n for (side, kind), n in kinds.items() if side == questionnaire.side and kind in questionnaire.people)


def of_wave(programme: Programme, wave: Wave) -> list[tuple[Wording, int]]:
    """What may be asked in a wave, with how many it would ask."""
    kinds = kinds_taking_part(programme, wave)
    used = set(programme.forms.values_list("code", flat=True))
    return [
        (wording, asks_anybody(wording.asks, kinds))
        for wording in wordings(programme.organisation).values()
        if wave in wording.asks.waves and (not wording.asks.forms or used.intersection(wording.asks.forms))
    ]


@dataclass(frozen=True)
class SurveyState:
    """A survey with how many of those asked have answered."""

    survey: Survey
    questionnaire: Questionnaire
    answered: int
    asked: int

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.answered / self.asked)) if self.asked else 0

    @property
    def is_curators(self) -> bool:
        return self.survey.side == Respondent.CURATOR


def states(programme: Programme) -> list[SurveyState]:
    surveys = Survey.objects.filter(programme=programme).annotate(answered=Count("responses"))
    kinds = {wave: Counter[tuple[str, str]]() for wave in Wave}
    rows = Participation.objects.filter(programme=programme).order_by()
    for side, kind, status, n in rows.values_list("side", "person__kind", "status").annotate(n=Count("id")):
        for wave in Wave:
            kinds[wave][side, kind] += n if status in wave.statuses else 0
    return [
        SurveyState(survey, survey.asks, survey.answered, asks_anybody(survey.asks, kinds[Wave(survey.wave)]))
        for survey in surveys
    ]


def asked_of(survey: Survey) -> QuerySet[Participation]:
    """Those a survey asks: participants of its side, of the states its wave is for, whose kind its questionnaire is for."""
    return Participation.objects.filter(
        programme=survey.programme, side=survey.side, status__in=Wave(survey.wave).statuses,
        person__kind__in=survey.asks.people,
    ).with_people()  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One participant before one survey; `response` is None where nothing was answered yet."""

    survey: Survey
    questionnaire: Questionnaire
    participation: Participation
    response: Response | None


def asked_persons(survey: Survey) -> list[Asked]:
    given = {row.participation_id: row for row in Response.objects.filter(survey=survey)}
    return [Asked(survey, survey.asks, row, given.get(row.pk)) for row in asked_of(survey)]


def open_for(person: UUID) -> list[Asked]:
    """What one person is asked now, answered or not; four queries."""
    mine = list(Participation.objects.filter(person=person).exclude(status=ParticipationStatus.DECLINED).with_people())
    surveys = Survey.objects.filter(programme__in={row.programme_id for row in mine}, closed_on__isnull=True)
    given = {(row.survey_id, row.participation_id): row for row in Response.objects.filter(participation__in=mine)}
    return [
        Asked(survey, survey.asks, row, given.get((survey.pk, row.pk)))
        for survey in surveys
        for row in mine
        if _is_asked(row, survey)
    ]


def _is_asked(row: Participation, survey: Survey) -> bool:
    fits = row.programme_id == survey.programme_id and row.side == survey.side
    return fits and row.status in Wave(survey.wave).statuses and row.person.kind in survey.asks.people


def may_be_named(survey: Survey, by: Participation | None) -> dict[str, str]:
    """Whom somebody who answers may choose (methodology §3.4): the other side of the programme, by key with name and place.

    Read beyond a participant's own records, because they have just met: names and classes of those whose consents stand,
    and nothing else of them.
    """
    other = Side.MENTOR if survey.side == Side.MENTEE else Side.MENTEE
    with scoped(Scope(branch=survey.programme.organisation.path)):
        rows = Participation.objects.filter(programme=survey.programme, side=other, status__in=TAKING_PART)
        rows = rows.exclude(person=by.person_id) if by else rows
        withheld = set(lacking_consents(rows, timezone.localdate()).values_list("pk", flat=True))
        return {
            str(row.pk): ", ".join(part for part in (row.person.full_name, row.person.place) if part)
            for row in rows.with_people()
            if row.pk not in withheld
        }


@dataclass(frozen=True)
class Answered:
    """What a survey asked, when, and the answers to it by participant."""

    asks: Questionnaire
    wave: Wave
    given: Mapping[UUID, Mapping[str, Any]]
    is_closed: bool


def answered(programme: Programme) -> list[Answered]:
    """Every survey of the programme that somebody has answered, by the questionnaire's code; two queries."""
    given: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    rows = Response.objects.filter(survey__programme=programme, participation__isnull=False)
    for survey, participation, answers in rows.values_list("survey", "participation", "answers"):
        given.setdefault(survey, {})[participation] = answers
    surveys = Survey.objects.filter(programme=programme).order_by("questionnaire", "wave")
    return [
        Answered(survey.asks, Wave(survey.wave), given[survey.pk], not survey.is_open)
        for survey in surveys
        if survey.pk in given
    ]


def chosen(programme: Programme) -> dict[Side, dict[str, list[str]]]:
    """Whom each participant named after the group meeting, the most wanted first, by side and participation; two queries."""
    found: dict[Side, dict[str, list[str]]] = {side: {} for side in Side}
    for survey in answered(programme):
        lists = [question.code for question in survey.asks.of_kind(PersonList)]
        if lists and survey.asks.side in Side.values:
            for key, answers in survey.given.items():
                found[Side(survey.asks.side)][str(key)] = ranking(answers.get(code, []) for code in lists)
    return found


def preferences(programme: Programme) -> Preferences:
    """Whom the participants chose after the group meeting, and where both chose each other; two queries."""
    of_side = chosen(programme)
    return compare(of_side[Side.MENTEE], of_side[Side.MENTOR])
