"""Questions about programmes and who takes part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.queries import lacking, unnameable
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.queries import paths_down_to, start_year
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.competences import Catalogue, shipped
from nastavnik.programmes.enums import TAKING_PART, ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import CompetenceWords, Nomination, Participation, Programme


def current_programme(organisation: Organisation, today: date) -> Programme | None:
    """The programme somebody works in now: the newest that has begun its year and is not completed, else the newest."""
    rows = Programme.objects.filter(organisation=organisation).select_related("year", "organisation", "curator")
    begun = rows.filter(year__starts_in__lte=start_year(today))
    open_now = begun.exclude(status=ProgrammeStatus.COMPLETED).first()
    return open_now or begun.first() or rows.first()


def following(programme: Programme, years: int = 1) -> Programme | None:
    """The programme of the same organisation so many years later, if it is open."""
    rows = Programme.objects.filter(
        organisation=programme.organisation_id, year__starts_in=programme.year.starts_in + years
    )
    return rows.select_related("year", "organisation", "curator").first()


def participations(programme: Programme, side: str) -> QuerySet[Participation]:
    return Participation.objects.filter(programme=programme, side=side).with_people()


def lacking_consents(rows: QuerySet[Participation], on: date) -> QuerySet[Participation]:
    """Those who may not go further for want of a sheet: the same rule as `consents.rules.kinds_needed`, for many."""
    labour = Q(side=Side.MENTOR, person__kind=PersonKind.TEACHER) & lacking(ConsentKind.LABOUR, on, "person")
    return rows.filter(labour | unnameable(on, "person"))


def counts(programme: Programme) -> dict[tuple[str, str], int]:
    """How many participants of each side and status; one query."""
    rows = (
        Participation.objects.filter(programme=programme)
        .order_by()
        .values_list("side", "status")
        .annotate(n=Count("id"))
    )
    return {(side, status): n for side, status, n in rows}


def former_mentors(programme: Programme) -> list[Participation]:
    """The newest participation of everybody who mentored in another year and is not in this year's base yet."""
    here = Participation.objects.filter(programme=programme, side=Side.MENTOR).values("person")
    rows = (
        Participation.objects.filter(
            programme__organisation=programme.organisation, side=Side.MENTOR, status__in=TAKING_PART
        )
        .exclude(programme=programme)
        .exclude(person__in=here)
        .select_related("person", "programme__year")
        .order_by("programme__year__starts_in", "id")
    )
    newest = {row.person_id: row for row in rows}
    return sorted(newest.values(), key=lambda row: row.person.search_text)


def waiting_nominations(programme: Programme) -> QuerySet[Nomination]:
    """Proposals nobody has looked at yet, the oldest first."""
    return Nomination.objects.filter(programme=programme, participation__isnull=True, declined_on__isnull=True)


def catalogue_of(organisation: Organisation) -> Catalogue:
    """The shipped names of competences with the words of the organisation and of those above it."""
    above = paths_down_to(organisation)
    rows = CompetenceWords.objects.filter(organisation__path__in=above).order_by("organisation__path")
    return Catalogue.of(shipped(), *({row.title: row.words} for row in rows))


@dataclass(frozen=True)
class Demand:
    """A competence: how many mentees ask for it and how many mentors offer it."""

    name: str
    asked: int
    offered: int
    is_known: bool


def demand(programme: Programme) -> list[Demand]:
    """What is asked and what is offered, by the names of the catalogue, the most asked first; two queries."""
    catalogue = catalogue_of(programme.organisation)
    tally = {Side.MENTEE: Counter[str](), Side.MENTOR: Counter[str]()}
    rows = Participation.objects.filter(programme=programme).exclude(status=ParticipationStatus.DECLINED)
    for side, words in rows.order_by().values_list("side", "competences"):
        tally[Side(side)].update(catalogue.names(words))
    asked, offered = tally[Side.MENTEE], tally[Side.MENTOR]
    known = set(catalogue.titles)
    found = [Demand(name, asked[name], offered[name], name in known) for name in asked.keys() | offered.keys()]
    return sorted(found, key=lambda row: (-row.asked, -row.offered, row.name))


@dataclass(frozen=True)
class Heads:
    """How many persons take part, each counted once, and how many of them on both sides."""

    persons: int
    on_both_sides: int


def heads(programme: Programme) -> Heads:
    rows = Participation.objects.filter(programme=programme, status__in=TAKING_PART).order_by()
    sides = Counter(rows.values_list("person", flat=True))
    return Heads(len(sides), sum(n > 1 for n in sides.values()))


def requests(programme: Programme) -> list[tuple[str, int]]:
    """The list of requests («перечень запросов»): what mentees need help with and how many ask for it, most first."""
    return [(row.name, row.asked) for row in demand(programme) if row.asked]


def people_by_topic(programme: Programme, side: str) -> dict[str, list[UUID]]:
    """What is asked or offered on a side, by its name in the catalogue, with the participations; two queries."""
    catalogue = catalogue_of(programme.organisation)
    found: dict[str, list[UUID]] = {}
    rows = Participation.objects.filter(programme=programme, side=side).order_by()
    for key, words in rows.values_list("pk", "competences"):
        for name in catalogue.names(words):
            found.setdefault(name, []).append(key)
    return dict(sorted(found.items()))
