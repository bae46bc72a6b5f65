"""Who is satisfied, by the answers at the exit: the rule of methodology §3.9, item 4, for both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from nastavnik.monitoring.indicator import Tallies, Tally
from nastavnik.monitoring.moments import Moment
from nastavnik.programmes.enums import TAKING_PART, Side
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.spec import Questionnaire, Scale, YesNo

CONSTRUCT, GLAD = "satisfaction", "glad"
OF_TEN, ENOUGH = 10, 8


def satisfied(asks: Questionnaire, answers: Mapping[str, Any]) -> bool | None:
    """Whether the answers say so: 8 of 10 or more, or «рад(а), что участвовал(а)»; None where neither was answered."""
    said = [
        answers[question.code] >= ENOUGH
        for question in asks.of_kind(Scale)
        if question.construct == CONSTRUCT and question.high == OF_TEN and question.code in answers
    ]
    said += [bool(answers[GLAD]) for question in asks.of_kind(YesNo) if question.code == GLAD and GLAD in answers]
    return any(said) if said else None


def of_side(side: Side, moments: Sequence[Moment]) -> Tallies:
    """How many were asked and answered, and how many of them are satisfied, each person once; two queries."""
    years = [moment.starts_in for moment in moments]
    surveys = Survey.objects.filter(side=side, wave=Wave.EXIT, programme__year__starts_in__in=years).order_by()
    asks = {survey.pk: survey.asks for survey in surveys}
    given = Response.objects.filter(
        _sent(moments), survey__in=list(asks), participation__side=side, participation__status__in=TAKING_PART,
        participation__person__organisation=F("survey__programme__organisation"),
    ).order_by()  # fmt: skip
    found: dict[tuple[UUID, int], dict[UUID, bool]] = defaultdict(dict)
    for organisation, year, person, survey, answers in given.values_list(
        "survey__programme__organisation", "survey__programme__year__starts_in", "participation__person", "survey",
        "answers",
    ).iterator():  # fmt: skip
        happy = satisfied(asks[survey], answers)
        if happy is not None:
            found[organisation, year][person] = found[organisation, year].get(person, False) or happy
    return {key: Tally(part=sum(people.values()), whole=len(people)) for key, people in found.items()}


def _sent(moments: Sequence[Moment]) -> Q:
    """Of surveys that are closed by then: while answers come, two days would tell what somebody has said in between.

    Of a school year that is over, whatever was given counts.
    """
    sent = Q(pk__in=[])
    for moment in moments:
        by_then = Q() if moment.is_whole else Q(survey__closed_on__lte=moment.on)
        sent |= moment.in_year("survey__programme") & by_then
    return sent
