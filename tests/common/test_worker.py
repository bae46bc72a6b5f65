"""Background work: both engines behind the Tasks API, and what happens when a worker is killed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection
from django_tasks import task, task_backends
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from nastavnik.common import worker
from tests import factories as f

EMBEDDED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MANY = {"default": {"BACKEND": "nastavnik.common.procrastinate_backend.ProcrastinateBackend"}}
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="Procrastinate needs PostgreSQL")

ran: list[str] = []


@task()
def remember(word: str, times: int = 1) -> None:
    ran.extend([word] * times)


@pytest.fixture(autouse=True)
def _forget():
    ran.clear()


@pytest.fixture
def engine(settings):
    """Use these TASKS for one test."""

    def use(tasks):
        settings.TASKS = tasks
        task_backends._settings = task_backends.settings = task_backends.configure_settings(tasks)
        for alias in tasks:
            if hasattr(task_backends._connections, alias):
                delattr(task_backends._connections, alias)

    before = settings.TASKS
    yield use
    use(before)


class TestTheEmbeddedEngine:
    def test_a_job_is_a_row(self, db, engine):
        engine(EMBEDDED)
        remember.enqueue("слово")
        assert DBTaskResult.objects.get().status == TaskResultStatus.READY
        assert ran == []

    def test_what_a_killed_worker_left_begins_again(self, db, engine):
        engine(EMBEDDED)
        remember.enqueue("слово")
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
        assert worker.put_back_abandoned() == 1
        assert DBTaskResult.objects.get().status == TaskResultStatus.READY

    def test_finished_jobs_stay_finished(self, db, engine):
        engine(EMBEDDED)
        remember.enqueue("слово")
        DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
        assert worker.put_back_abandoned() == 0


def sleeping_instead(monkeypatch):
    """A process that sleeps is started in the worker's stead; the list holds it."""
    started, popen = [], subprocess.Popen

    def start(command, **more):
        started.append(popen([sys.executable, "-c", "import time; time.sleep(60)"], **more))
        return started[0]

    monkeypatch.setattr(worker.subprocess, "Popen", start)
    return started


class TestTheWorkerBesideTheServer:
    def test_it_stops_with_the_server(self, monkeypatch):
        started = []
        sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
        popen = subprocess.Popen
        monkeypatch.setattr(
            worker.subprocess, "Popen", lambda command, **more: started.append(popen(sleeper, **more)) or started[0]
        )
        with worker.embedded_worker(enabled=True):
            assert started[0].poll() is None
        assert started[0].poll() is not None

    def test_it_stops_when_the_server_breaks(self, monkeypatch):
        started = []
        sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
        popen = subprocess.Popen
        monkeypatch.setattr(
            worker.subprocess, "Popen", lambda command, **more: started.append(popen(sleeper, **more)) or started[0]
        )
        with pytest.raises(KeyboardInterrupt), worker.embedded_worker(enabled=True):
            raise KeyboardInterrupt
        assert started[0].poll() is not None

    def test_it_ends_when_the_server_is_killed(self):
        code = (
            "import sys, time; from nastavnik.common import worker;"
            "worker.call_command = lambda *a, **k: time.sleep(60); worker.put_back_abandoned = lambda: 0;"
            "worker.run_worker(beside_server=True)"
        )
        variables = os.environ | {"DJANGO_SETTINGS_MODULE": "nastavnik.settings_test", "DATABASE_URL": ""}
        beside = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables
        )
        with pytest.raises(subprocess.TimeoutExpired):
            beside.wait(2)
        beside.stdin.close()
        assert beside.wait(20) != 0

    def test_with_many_workers_none_is_started(self, monkeypatch):
        monkeypatch.setattr(worker.subprocess, "Popen", lambda command, **more: pytest.fail("started"))
        with worker.embedded_worker(enabled=False):
            pass


@on_postgresql
class TestProcrastinate:
    def jobs(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, task_name, queue_name, args FROM procrastinate_jobs ORDER BY id")
            return cursor.fetchall()

    def test_a_job_is_a_row_of_the_same_transaction(self, db, engine):
        engine(MANY)
        result = remember.enqueue("слово", times=2)
        ((key, name, queue, _args),) = self.jobs()
        assert (str(key), name, queue) == (result.id, "nastavnik.run", "default")
        assert ran == []

    def test_the_job_runs_the_task(self, db):
        from nastavnik.common.procrastinate_jobs import run

        run(path=f"{__name__}.remember", args=["слово"], kwargs={"times": 2})
        assert ran == ["слово", "слово"]

    def test_a_search_for_pairs_is_put_there_with_its_run(self, within, engine, programme, actor):
        from nastavnik.matching.enums import RunGoal
        from nastavnik.matching.tasks import start_search
        from nastavnik.programmes.models import MentoringForm

        engine(MANY)
        f.MentorFactory(programme=programme)
        f.MenteeFactory(programme=programme)
        form = MentoringForm.objects.get(code="teacher-pupil")
        run = start_search(actor=actor, programme=programme, form=form, goal=RunGoal.MOST)
        assert str(run.pk) in str(self.jobs()[0][3])
