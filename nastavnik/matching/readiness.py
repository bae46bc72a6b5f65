"""Who is ready to be paired, and what the others lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nastavnik.matching.enums import Lack
from nastavnik.mentoring.queries import free_places, placed_mentees, without_mentor
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import lacking_consents


@dataclass(frozen=True)
class Unready:
    participation: Participation
    lacks: list[Lack]


@dataclass(frozen=True)
class Readiness:
    """How many a search would consider, with their places; who lacks something, those kept out of it first."""

    mentees: int
    mentors: int
    places: int
    unready: list[Unready]


def readiness(programme: Programme, on: date) -> Readiness:
    """Of mentors, and of mentees who are in no pair yet; four queries whatever their number."""
    able = free_places(programme, on)
    return Readiness(
        without_mentor(programme, on).count(), len(able), sum(places for _row, places in able), _unready(programme, on)
    )


def _unready(programme: Programme, on: date) -> list[Unready]:
    statuses = (ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED)
    waiting = Participation.objects.filter(programme=programme, status__in=statuses)
    waiting = waiting.exclude(pk__in=placed_mentees(programme).values("mentee"))
    without = set(lacking_consents(waiting, on).values_list("pk", flat=True))
    rows = [Unready(row, list(_lacks(row, row.pk in without))) for row in waiting.with_people()]
    return sorted((row for row in rows if row.lacks), key=lambda row: not row.lacks[0].keeps_out)


def _lacks(row: Participation, no_consent: bool) -> Iterator[Lack]:
    if no_consent:
        yield Lack.CONSENTS
    if row.status == ParticipationStatus.NOMINATED:
        yield Lack.SELECTION
    if not row.competences:
        yield Lack.OFFER if row.is_mentor else Lack.REQUEST
    if not row.availability:
        yield Lack.TIME
