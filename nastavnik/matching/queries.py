"""Questions about what the engine proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.mentoring.enums import STANDING, MentorshipStatus
from nastavnik.mentoring.models import Member
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import lacking_consents


def latest_runs(programme: Programme) -> list[MatchingRun]:
    """The newest run of each form."""
    newest: dict[Any, MatchingRun] = {}
    for run in MatchingRun.objects.filter(programme=programme).select_related("form"):
        newest.setdefault(run.form_id, run)
    return list(newest.values())


def with_people(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with both persons and whether the mentee has got a mentor meanwhile (`settled`)."""
    return rows.select_related("mentor__person", "mentee__person", "run__form").annotate(settled=_placed())


def _placed() -> Exists:
    """The mentee of a proposal is in a pair that stands or has done its work: he waits for nobody."""
    statuses = (*STANDING, MentorshipStatus.COMPLETED)
    return Exists(Member.objects.filter(mentee=OuterRef("mentee"), mentorship__status__in=statuses))


def _consenting(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals both sides of which still consent: whoever withdraws is out of the matching at once."""
    stopped = lacking_consents(Participation.objects.all(), timezone.localdate()).values("pk")
    return rows.exclude(mentor__in=stopped).exclude(mentee__in=stopped)


def proposals(run: MatchingRun) -> list[Proposal]:
    """The proposals of a run with the names of the next best mentors filled in; two queries."""
    rows = list(with_people(_consenting(Proposal.objects.filter(run=run))))
    keys = {entry["mentor"] for row in rows for entry in row.alternatives}
    everybody = Participation.objects.filter(pk__in=keys)
    stopped = lacking_consents(everybody, timezone.localdate())
    mentors = {str(mentor.pk): mentor for mentor in everybody.exclude(pk__in=stopped.values("pk")).with_people()}
    for row in rows:
        row.others = [
            {**entry, "participation": mentors[entry["mentor"]]}
            for entry in row.alternatives
            if entry["mentor"] in mentors
        ]
    return rows


@dataclass(frozen=True)
class Unmatched:
    """A mentee the run found no mentor for, and why."""

    mentee: Participation
    reasons: list[dict[str, Any]]


def unmatched(run: MatchingRun) -> list[Unmatched]:
    keys = {entry["mentee"]: entry["reasons"] for entry in run.unmatched}
    everybody = Participation.objects.filter(pk__in=keys)
    stopped = lacking_consents(everybody, timezone.localdate()).values("pk")
    rows = everybody.exclude(pk__in=stopped).with_people()
    return [Unmatched(row, keys[str(row.pk)]) for row in rows]


def waiting_proposals(programme: Programme) -> int:
    """Proposals of the newest runs whose mentees still have no mentor."""
    same_form = MatchingRun.objects.filter(programme=programme, form=OuterRef("run__form"))
    newest = Proposal.objects.filter(run__programme=programme, run=Subquery(same_form.values("pk")[:1]))
    return _consenting(newest).exclude(_placed()).count()
