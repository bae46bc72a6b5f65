"""Running the engine and taking what it proposes."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.matching.engine import Goal
from nastavnik.matching.enums import RunGoal, RunStatus
from nastavnik.matching.input import considered, waiting
from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.matching.queries import with_people
from nastavnik.matching.search import Found, find
from nastavnik.mentoring.models import Member
from nastavnik.mentoring.services import add_member
from nastavnik.programmes.models import MentoringForm, Programme
from nastavnik.programmes.rules import check_open


@audited("matching.started", gettext_lazy("начат подбор пар"))
def start_run(*, actor: Actor, programme: Programme, form: MentoringForm, goal: RunGoal) -> MatchingRun:
    """A search that waits for its job; `tasks.start_search` makes both at once."""
    check_open(programme)
    if not waiting(programme, form, timezone.localdate()):
        raise ValidationError(_("Для этой формы нет отобранных наставляемых без наставника."))
    run = MatchingRun(programme=programme, form=form, goal=goal)
    run.store()
    note(goal=goal)
    return run


@audited("matching.finished", gettext_lazy("подобраны пары"))
def carry_out(*, actor: Actor, run: MatchingRun) -> MatchingRun:
    """Ask the engine, check its proof, keep its proposals. Only people whose consents stand are considered."""
    _keep(run, find(considered(run), Goal(run.goal)))
    return run


@audited("matching.failed", gettext_lazy("подбор пар не получился"))
def give_up(*, actor: Actor, run: MatchingRun) -> MatchingRun:
    run.status = RunStatus.FAILED
    run.finished_at = timezone.now()
    run.store()
    return run


def _keep(run: MatchingRun, found: Found) -> None:
    result = found.result
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
    run.shortages, run.more_places = found.shortages, found.more_places
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
