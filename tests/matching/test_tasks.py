"""The search as a job: a run and its job come together, and a failure is told by the run's state."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.matching import services, tasks
from nastavnik.matching.enums import RunGoal, RunStatus
from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.programmes.models import MentoringForm
from tests import factories as f


@pytest.fixture
def mentee(programme):
    f.MentorFactory(programme=programme)
    return f.MenteeFactory(programme=programme)


def start(actor, programme):
    form = MentoringForm.objects.get(code="teacher-pupil")
    run = tasks.start_search(actor=actor, programme=programme, form=form, goal=RunGoal.TOTAL)
    run.refresh_from_db()
    return run


def fail(monkeypatch, error):
    def broken(*args):
        raise error

    monkeypatch.setattr(services, "find", broken)


def actions():
    return list(JournalEntry.objects.order_by("id").values_list("action", "role"))


def test_the_run_is_made_and_carried_out(within, actor, programme, mentee):
    run = start(actor, programme)
    assert run.status == RunStatus.DONE
    assert Proposal.objects.get(run=run).mentee == mentee


def test_the_curator_starts_it_and_the_system_finishes_it(within, actor, programme, mentee):
    start(actor, programme)
    assert actions() == [("matching.started", "curator"), ("matching.finished", "system")]


def test_no_job_without_a_run(within, actor, programme, monkeypatch):
    jobs = []
    monkeypatch.setattr(tasks, "search", SimpleNamespace(enqueue=lambda *args: jobs.append(args)))
    with pytest.raises(ValidationError, match="нет отобранных наставляемых"):
        start(actor, programme)
    assert (jobs, MatchingRun.objects.count()) == ([], 0)


def test_no_run_without_a_job(within, actor, programme, mentee, monkeypatch):
    def full(*args):
        raise OSError("the queue is full")

    monkeypatch.setattr(tasks, "search", SimpleNamespace(enqueue=full))
    with pytest.raises(OSError, match="the queue is full"):
        start(actor, programme)
    assert (MatchingRun.objects.count(), actions()) == (0, [])


@pytest.mark.parametrize(
    "error", [RuntimeError("The solver gave up"), ValueError("Keys repeat."), OverflowError("Too large.")]
)
def test_a_failed_run_says_so(within, actor, programme, mentee, monkeypatch, error):
    fail(monkeypatch, error)
    run = start(actor, programme)
    assert (run.status, run.total) == (RunStatus.FAILED, None)
    assert run.finished_at is not None
    assert actions()[1:] == [("matching.failed", "system")]


def test_a_failed_run_proposes_nothing(within, actor, programme, mentee, monkeypatch):
    keep = services._keep

    def keep_and_break(run, found):
        keep(run, found)
        raise RuntimeError("too late")

    monkeypatch.setattr(services, "_keep", keep_and_break)
    run = start(actor, programme)
    assert (run.status, run.unmatched, run.proof, run.total) == (RunStatus.FAILED, [], {}, None)
    assert not Proposal.objects.exists()


def test_the_log_names_the_run_and_no_person(within, actor, programme, mentee, monkeypatch, caplog):
    fail(monkeypatch, RuntimeError("The solver gave up"))
    with caplog.at_level(logging.ERROR, logger="nastavnik.matching.tasks"):
        run = start(actor, programme)
    assert f"Matching run {run.pk} failed." in caplog.text
    assert mentee.person.last_name not in caplog.text


def test_a_new_run_after_a_failed_one_succeeds(within, actor, programme, mentee, monkeypatch):
    with monkeypatch.context() as patch:
        fail(patch, RuntimeError("The solver gave up"))
        start(actor, programme)
    assert start(actor, programme).status == RunStatus.DONE


def test_the_job_opens_the_scope_of_the_school_itself(programme, mentee):
    run = f.RunFactory(programme=programme)
    tasks.search.call(str(run.pk), programme.organisation.path)
    with scoped(Scope(branch=programme.organisation.path)):
        assert Proposal.objects.get(run=run).mentee == mentee


def test_the_job_of_another_school_does_not_find_the_run(programme, other_school):
    run = f.RunFactory(programme=programme)
    with pytest.raises(MatchingRun.DoesNotExist):
        tasks.search.call(str(run.pk), other_school.path)
    with everything():
        assert MatchingRun.objects.get().status == RunStatus.WAITING
