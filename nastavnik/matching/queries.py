"""Questions about what the engine proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nastavnik.matching.models import ForbiddenPair, MatchingRun, Proposal, Trial
from nastavnik.mentoring.enums import STANDING, MentorshipStatus
from nastavnik.mentoring.models import Member
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import lacking_consents


def latest_runs(programme: Programme) -> list[MatchingRun]:
    """The newest run of each form."""
    newest: dict[Any, MatchingRun] = {}
    for run in MatchingRun.objects.counting().filter(programme=programme).select_related("form"):
        newest.setdefault(run.form_id, run)
    return list(newest.values())


def is_newest(run: MatchingRun) -> bool:
    """Whether nothing of its form has been searched for, or applied, since."""
    return bool(MatchingRun.objects.counting().filter(programme=run.programme_id, form=run.form_id).first() == run)


def forbidden_pairs(programme: Programme) -> list[ForbiddenPair]:
    """Pairs that no search makes, those alone whose people may be named; one query."""
    rows = ForbiddenPair.objects.filter(programme=programme)
    return list(_consenting(rows).select_related("mentor__person", "mentee__person"))


def with_people(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Proposals with both persons and whether the mentee has got a mentor meanwhile (`settled`)."""
    return rows.select_related("mentor__person", "mentee__person", "run__form").annotate(settled=_placed())


def _placed() -> Exists:
    """The mentee of a proposal is in a pair that stands or has done its work: he waits for nobody."""
    statuses = (*STANDING, MentorshipStatus.COMPLETED)
    return Exists(Member.objects.filter(mentee=OuterRef("mentee"), mentorship__status__in=statuses))


Pairs = TypeVar("Pairs", Proposal, ForbiddenPair)


def _consenting(rows: QuerySet[Pairs]) -> QuerySet[Pairs]:
    """Pairs both sides of which still consent: whoever withdraws is out of the matching at once."""
    stopped = lacking_consents(Participation.objects.all(), timezone.localdate()).values("pk")
    return rows.exclude(mentor__in=stopped).exclude(mentee__in=stopped)


def proposals(run: MatchingRun) -> list[Proposal]:
    """The proposals of a run with the names of the next best mentors filled in; two queries."""
    rows = list(with_people(_consenting(Proposal.objects.filter(run=run))))
    keys = {entry["mentor"] for row in rows for entry in row.alternatives}
    mentors = _consenting_people(keys)
    for row in rows:
        row.others = [
            {**entry, "participation": mentors[entry["mentor"]], "lower": -entry["difference"]}
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
    return [Unmatched(row, keys[key]) for key, row in _consenting_people(keys).items()]


@dataclass(frozen=True)
class Side:
    """A mentor and how well he fits."""

    mentor: Participation
    score: float


@dataclass(frozen=True)
class Move:
    """Somebody whose mentor a change would change; None is nobody."""

    mentee: Participation
    before: Side | None
    after: Side | None


def moves(trial: Trial) -> list[Move]:
    """Who would change the mentor, of those who may be named; one query."""
    kept = trial.effect.get("moves", ())
    sides = [move[when] for move in kept for when in ("before", "after") if move[when]]
    people = _consenting_people({*(side["mentor"] for side in sides), *(move["mentee"] for move in kept)})

    def side(of: dict[str, Any] | None) -> Side | None:
        return Side(people[of["mentor"]], of["score"]) if of and of["mentor"] in people else None

    return [
        Move(people[move["mentee"]], side(move["before"]), side(move["after"]))
        for move in kept
        if move["mentee"] in people
    ]


@dataclass(frozen=True)
class MorePlace:
    """A mentor with whom one more place would bring most: mentees served more, and the sum of the scores."""

    mentor: Participation
    served: int
    total: float


def more_places(run: MatchingRun) -> list[MorePlace]:
    """What the run says of one more place, of the mentors who may be named, best first; one query."""
    mentors = _consenting_people(entry["mentor"] for entry in run.more_places)
    return [
        MorePlace(mentors[entry["mentor"]], entry["served"], entry["total"])
        for entry in run.more_places
        if entry["mentor"] in mentors
    ]


@dataclass(frozen=True)
class Step:
    """A step of the certificate: its value and the prices of places that prove it, of those above nought."""

    words: str
    value: int
    prices: list[tuple[Participation, int]]


STEPS = {
    "total": _("Сумма совместимостей, тысячные доли"),
    "most": _("Нуждаемость и совместимость вместе"),
    "need": _("Нуждаемость тех, кто получил наставника"),
    "even": _("Ровность пар"),
    "tier": _("Наставник есть у стольких, очередь %(tier)s и выше"),
}


def certificate(run: MatchingRun) -> list[Step]:
    """What proves a run, as it was kept; one query. Empty where pairs are proven by wishes alone."""
    kept = [*run.proof.get("covers", ()), *run.proof.get("levels", ())]
    dear = {key for level in kept for key, price in level["prices"].items() if price}
    mentors = _consenting_people(dear)
    return [
        Step(
            str(STEPS[level["name"]]) % {"tier": (level["bounds"] or [""])[0]}, level["value"],
            [(mentor, level["prices"][key]) for key, mentor in mentors.items() if level["prices"].get(key)],
        )
        for level in kept
    ]  # fmt: skip


def _consenting_people(keys: Iterable[str]) -> dict[str, Participation]:
    """Those of them who may be named, by their keys."""
    everybody = Participation.objects.filter(pk__in=keys)
    stopped = lacking_consents(everybody, timezone.localdate())
    return {str(row.pk): row for row in everybody.exclude(pk__in=stopped.values("pk")).with_people()}


def waiting_proposals(programme: Programme) -> int:
    """Proposals of the newest runs whose mentees still have no mentor."""
    same_form = MatchingRun.objects.counting().filter(programme=programme, form=OuterRef("run__form"))
    newest = Proposal.objects.filter(run__programme=programme, run=Subquery(same_form.values("pk")[:1]))
    return _consenting(newest).exclude(_placed()).count()
