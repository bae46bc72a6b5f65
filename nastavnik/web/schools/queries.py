"""Numbers of all schools of the scope in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from nastavnik.mentoring.enums import MeetingStatus, MentorshipStatus
from nastavnik.mentoring.models import Meeting, Mentorship
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import Organisation
from nastavnik.programmes.enums import ParticipationStatus, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.roadmaps.models import Activity

WORKED = (MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED)


@dataclass(frozen=True)
class SchoolRow:
    """One school and its newest programme, in numbers."""

    school: Organisation
    programme: Programme | None
    mentees: int = 0
    mentors: int = 0
    pairs: int = 0
    meetings: int = 0
    overdue: int = 0


def school_rows(today: date) -> list[SchoolRow]:
    newest: dict[object, Programme] = {}
    for programme in Programme.objects.select_related("year"):
        newest.setdefault(programme.organisation_id, programme)
    chosen = [programme.pk for programme in newest.values()]
    people = {
        (row["programme"], row["side"]): row["n"]
        for row in Participation.objects.filter(programme__in=chosen)
        .exclude(status=ParticipationStatus.DECLINED)
        .order_by()
        .values("programme", "side")
        .annotate(n=Count("id"))
    }
    pairs = _tally(Mentorship.objects.filter(status__in=WORKED, programme__in=chosen), "programme")
    meetings = _tally(
        Meeting.objects.filter(mentorship__programme__in=chosen, status=MeetingStatus.HELD), "mentorship__programme"
    )
    late = Q(done_on__isnull=True, term_end__lt=today, open_ended=False)
    overdue = _tally(Activity.objects.filter(late, stage__roadmap__programme__in=chosen), "stage__roadmap__programme")
    rows = []
    for school in Organisation.objects.filter(kind=OrganisationKind.SCHOOL):
        found = newest.get(school.pk)
        key = found.pk if found else None
        rows.append(
            SchoolRow(
                school, found, people.get((key, Side.MENTEE), 0), people.get((key, Side.MENTOR), 0), pairs.get(key, 0),
                meetings.get(key, 0), overdue.get(key, 0),
            )
        )  # fmt: skip
    return rows


def _tally(rows: QuerySet[Any], by: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(by).annotate(n=Count("id")))
