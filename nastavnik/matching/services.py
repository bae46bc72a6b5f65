"""Running the engine and taking what it proposes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.matching.engine import Mentee, Mentor, Result, Rules, match, verify
from nastavnik.matching.models import MatchingRun, Proposal, RunStatus
from nastavnik.matching.queries import with_people
from nastavnik.mentoring.models import Member
from nastavnik.mentoring.queries import free_places, without_mentor
from nastavnik.mentoring.services import add_member
from nastavnik.people.models import Guardianship
from nastavnik.programmes.competences import Catalogue, plain
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.programmes.queries import catalogue_of
from nastavnik.programmes.rules import check_open


@audited("matching.started", gettext_lazy("начат подбор пар"))
def start_run(*, actor: Actor, programme: Programme, form: MentoringForm) -> MatchingRun:
    """A search that waits for its job; `tasks.start_search` makes both at once."""
    check_open(programme)
    if not without_mentor(programme, timezone.localdate()).filter(person__kind__in=form.mentee_kinds).exists():
        raise ValidationError(_("Для этой формы нет отобранных наставляемых без наставника."))
    run = MatchingRun(programme=programme, form=form)
    run.store()
    return run


@audited("matching.finished", gettext_lazy("подобраны пары"))
def carry_out(*, actor: Actor, run: MatchingRun) -> MatchingRun:
    """Ask the engine, check its proof, keep its proposals. Only people whose consents stand are considered."""
    today = timezone.localdate()
    mentees = [row for row in without_mentor(run.programme, today) if row.person.kind in run.form.mentee_kinds]
    offered = free_places(run.programme, today, run.form)
    mentors = [(row, places) for row, places in offered if row.person.kind in run.form.mentor_kinds]
    catalogue = catalogue_of(run.programme.organisation)
    asking = [_mentee(row, today, catalogue) for row in mentees]
    offering = [_mentor(row, places, catalogue) for row, places in mentors]
    rules = Rules(
        mentor_kinds=frozenset(run.form.mentor_kinds), mentee_kinds=frozenset(run.form.mentee_kinds),
        forbidden=_families(asking, offering),
    )  # fmt: skip
    result = match(asking, offering, rules)
    verify(result, asking, offering, rules)
    _keep(run, result)
    return run


@audited("matching.failed", gettext_lazy("подбор пар не получился"))
def give_up(*, actor: Actor, run: MatchingRun) -> MatchingRun:
    run.status = RunStatus.FAILED
    run.finished_at = timezone.now()
    run.store()
    return run


def _mentee(row: Participation, today: Any, catalogue: Catalogue) -> Mentee:
    return Mentee(
        key=str(row.pk), request=catalogue.names(row.competences), interests=frozenset(map(plain, row.interests)),
        slots=frozenset(row.availability), meeting_format=row.meeting_format, wanted=frozenset(row.wanted),
        kind=row.person.kind, age=row.person.age(today), grade=row.person.grade, person=str(row.person_id),
    )  # fmt: skip


def _mentor(row: Participation, places: int, catalogue: Catalogue) -> Mentor:
    age = row.wanted_age
    return Mentor(
        key=str(row.pk), offers=catalogue.names(row.competences), interests=frozenset(map(plain, row.interests)),
        slots=frozenset(row.availability), meeting_format=row.meeting_format,
        wanted_age=(age["of"], age["from"], age["to"]) if age else None, kind=row.person.kind,
        grade=row.person.grade, capacity=places, person=str(row.person_id),
    )  # fmt: skip


def _families(mentees: list[Mentee], mentors: list[Mentor]) -> frozenset[tuple[str, str]]:
    """A parent does not mentor his own child."""
    child_of = set(
        Guardianship.objects.filter(guardian__in=[mentor.person for mentor in mentors]).values_list("ward", "guardian")
    )
    related = {(str(ward), str(guardian)) for ward, guardian in child_of}
    return frozenset(
        (mentee.key, mentor.key)
        for mentee in mentees
        for mentor in mentors
        if (mentee.person, mentor.person) in related
    )


def _keep(run: MatchingRun, result: Result) -> None:
    Proposal.objects.bulk_create(
        Proposal(
            run=run, mentor_id=pair.mentor, mentee_id=pair.mentee, score=Decimal(str(pair.score)),
            reasons=[part.to_json() for part in pair.parts],
            alternatives=[
                {"mentor": other.mentor, "score": other.score, "difference": other.difference}
                for other in pair.alternatives
            ],
        )
        for pair in result.pairs
    )  # fmt: skip
    run.unmatched = [
        {"mentee": left.mentee, "reasons": [reason.to_json() for reason in left.reasons]} for left in result.unmatched
    ]
    run.total = Decimal(str(result.total))
    run.proof = result.certificate.to_json()
    run.status = RunStatus.DONE
    run.finished_at = timezone.now()
    run.store()


@audited("matching.accepted", gettext_lazy("принята предложенная пара"))
def accept(*, actor: Actor, proposal: Proposal) -> Member:
    return _take(actor, proposal)


@audited("matching.accepted_all", gettext_lazy("приняты предложенные пары"))
def accept_all(*, actor: Actor, run: MatchingRun) -> tuple[int, list[str]]:
    """Take every proposal that still can be; those refused are told, none is dropped silently."""
    refused: list[str] = []
    accepted = 0
    for proposal in with_people(Proposal.objects.filter(run=run)):
        if proposal.settled:  # type: ignore[attr-defined]  # annotated by with_people
            continue
        try:
            _take(actor, proposal)
            accepted += 1
        except ValidationError as error:
            refused.extend(error.messages)
    note(run, accepted=accepted, refused=len(refused))
    return accepted, refused


def _take(actor: Actor, proposal: Proposal) -> Member:
    return add_member(
        actor=actor, mentor=proposal.mentor, mentee=proposal.mentee, form=proposal.run.form, score=proposal.score,
        reasons=proposal.reasons,
    )  # fmt: skip
