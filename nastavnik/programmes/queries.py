"""Questions about programmes and who takes part."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet

from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import start_year
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import Nomination, Participation, Programme


def current_programme(organisation: Organisation, today: date) -> Programme | None:
    """The programme somebody works in now: the newest that has begun its year and is not completed, else the newest."""
    rows = Programme.objects.filter(organisation=organisation).select_related("year", "organisation", "curator")
    begun = rows.filter(year__starts_in__lte=start_year(today))
    open_now = begun.exclude(status=ProgrammeStatus.COMPLETED).first()
    return open_now or begun.first() or rows.first()


def participations(programme: Programme, side: str) -> QuerySet[Participation]:
    return Participation.objects.filter(programme=programme, side=side).with_people()


def counts(programme: Programme) -> dict[tuple[str, str], int]:
    """How many participants of each side and status; one query."""
    rows = (
        Participation.objects.filter(programme=programme)
        .order_by()
        .values_list("side", "status")
        .annotate(n=Count("id"))
    )
    return {(side, status): n for side, status, n in rows}


def waiting_nominations(programme: Programme) -> QuerySet[Nomination]:
    """Proposals nobody has looked at yet, the oldest first."""
    return Nomination.objects.filter(programme=programme, participation__isnull=True, declined_on__isnull=True)


def requests(programme: Programme) -> list[tuple[str, int]]:
    """The list of requests («перечень запросов»): what mentees need help with and how many ask for it, most first."""
    tally: dict[str, int] = {}
    asked = Participation.objects.filter(programme=programme, side=Side.MENTEE).exclude(
        status=ParticipationStatus.DECLINED
    )
    for competences in asked.values_list("competences", flat=True):
        for competence in competences:
            tally[competence] = tally.get(competence, 0) + 1
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))
