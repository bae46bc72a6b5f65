"""The search for pairs as a job: it needs numpy and scipy, which the web process never loads."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks import task

from nastavnik.common.actor import Actor, system
from nastavnik.common.scope import Scope, scoped
from nastavnik.matching import services
from nastavnik.matching.enums import Change, RunGoal
from nastavnik.matching.models import MatchingRun, Trial
from nastavnik.programmes.models import MentoringForm, Participation, Programme

log = logging.getLogger(__name__)


def start_search(*, actor: Actor, programme: Programme, form: MentoringForm, goal: RunGoal) -> MatchingRun:
    """Make a run and its job together: neither is there without the other."""
    with transaction.atomic():
        run = services.start_run(actor=actor, programme=programme, form=form, goal=goal)
        search.enqueue(str(run.pk), programme.organisation.path)
    return run


def start_trial(
    *, actor: Actor, origin: MatchingRun, kind: Change, mentor: Participation, mentee: Participation | None = None
) -> Trial:
    """A change to try and its job together."""
    with transaction.atomic():
        trial = services.start_trial(actor=actor, origin=origin, kind=kind, mentor=mentor, mentee=mentee)
        search.enqueue(str(trial.run_id), origin.programme.organisation.path)
    return trial


@task()
def search(run: str, branch: str) -> None:
    with scoped(Scope(branch=branch)):
        found = MatchingRun.objects.select_related("programme", "form").get(pk=run)
        try:
            services.carry_out(actor=system(branch), run=found)
        except (ValueError, RuntimeError, ArithmeticError):
            # told to the curator by the run's state; the trace is for whoever keeps the server, and names nobody
            log.exception("Matching run %s failed.", run)
            found.refresh_from_db()  # of what was rolled back nothing is kept
            services.give_up(actor=system(branch), run=found)
