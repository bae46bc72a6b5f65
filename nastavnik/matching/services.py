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
from nastavnik.matching.enums import Change, RunGoal, RunStatus
from nastavnik.matching.input import People, considered, waiting
from nastavnik.matching.models import ForbiddenPair, MatchingRun, Proposal, Trial
from nastavnik.matching.queries import with_people
from nastavnik.matching.rules import (
    check_acceptable,
    check_applicable,
    check_changeable,
    check_considered,
    check_not_forbidden,
)
from nastavnik.matching.search import Asked, Found, find, find_changed
from nastavnik.mentoring.models import Member
from nastavnik.mentoring.services import add_member
from nastavnik.programmes.models import MentoringForm, Participation, Programme
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
    people, trial = considered(run), Trial.objects.filter(run=run).first()
    if trial is None:
        _keep(run, find(people, Goal(run.goal)))
    else:
        _try(trial, people)
    return run


def _try(trial: Trial, people: People) -> None:
    kept = Proposal.objects.filter(run=trial.origin_id).values_list("mentee", "mentor")
    asked = Asked(trial.change, str(trial.mentor_id), str(trial.mentee_id or ""))
    pairs = [(str(mentee), str(mentor)) for mentee, mentor in kept]
    found, trial.effect = find_changed(people, Goal(trial.run.goal), pairs, asked)
    trial.store()
    if found is not None:
        _keep(trial.run, found)
    else:
        _finish(trial.run, RunStatus.DONE)


@audited("matching.tried", gettext_lazy("проверено, что изменится в подборе"))
def start_trial(
    *, actor: Actor, origin: MatchingRun, kind: Change, mentor: Participation, mentee: Participation | None = None
) -> Trial:
    """A change that waits for its job; `tasks.start_trial` makes both at once. Nothing changes before it is applied."""
    check_changeable(origin)
    about = None if kind == Change.PLACE else mentee
    check_considered(origin, mentor, about)
    run = MatchingRun(programme=origin.programme, form=origin.form, goal=origin.goal)
    run.store()
    trial = Trial(run=run, origin=origin, kind=kind, mentor=mentor, mentee=about)
    trial.store()
    note(kind=kind)
    return trial


@audited("matching.applied", gettext_lazy("применено изменение подбора"))
def apply_trial(*, actor: Actor, trial: Trial) -> MatchingRun:
    """Make the change, and what it was shown to bring the newest proposals: not a search that might choose otherwise."""
    check_applicable(trial)
    if trial.kind == Change.LOCK:
        proposal = with_people(Proposal.objects.filter(run=trial.run)).get(mentee=trial.mentee_id)
        _take(actor, proposal, locked=True)
    elif trial.kind == Change.FORBID:
        ForbiddenPair(programme=trial.run.programme, mentor=trial.mentor, mentee=trial.mentee).store()
    else:
        trial.mentor.capacity += 1
        trial.mentor.store()
    trial.applied_at = timezone.now()
    trial.store()
    note(trial.run, kind=trial.kind)
    return trial.run


@audited("matching.allowed", gettext_lazy("снят запрет на пару"))
def allow_pair(*, actor: Actor, forbidden: ForbiddenPair) -> Programme:
    """The two may be proposed again, from the next search on."""
    note(forbidden.programme, mentor=str(forbidden.mentor_id), mentee=str(forbidden.mentee_id))
    forbidden.delete()
    return forbidden.programme


@audited("matching.failed", gettext_lazy("подбор пар не получился"))
def give_up(*, actor: Actor, run: MatchingRun) -> MatchingRun:
    return _finish(run, RunStatus.FAILED)


def _finish(run: MatchingRun, status: RunStatus) -> MatchingRun:
    run.status = status
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
    run.total = sum((Decimal(str(pair.score)) for pair in result.pairs), Decimal(0))
    run.proof = result.certificate.to_json()
    _finish(run, RunStatus.DONE)


@audited("matching.accepted", gettext_lazy("принята предложенная пара"))
def accept(*, actor: Actor, proposal: Proposal) -> Member:
    check_acceptable(proposal.run)
    return _take(actor, proposal)


@audited("matching.accepted_all", gettext_lazy("приняты предложенные пары"))
def accept_all(*, actor: Actor, run: MatchingRun) -> tuple[int, list[str]]:
    """Take every proposal that still can be; those refused are told, none is dropped silently."""
    check_acceptable(run)
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


def _take(actor: Actor, proposal: Proposal, *, locked: bool = False) -> Member:
    check_not_forbidden(proposal.mentor, proposal.mentee)
    return add_member(
        actor=actor, mentor=proposal.mentor, mentee=proposal.mentee, form=proposal.run.form, score=proposal.score,
        reasons=proposal.reasons, locked=locked,
    )  # fmt: skip
