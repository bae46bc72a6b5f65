"""Runs background jobs with whichever engine is configured, and starts the embedded one beside the server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command

STOP_WITHIN = 10
POLL_SECONDS = 1


def run_worker() -> None:
    """Work until stopped: django-tasks-db on the embedded database, Procrastinate on PostgreSQL."""
    if settings.DATABASE_URL:
        call_command("procrastinate", "worker")
        return
    put_back_abandoned()
    call_command("db_worker", interval=POLL_SECONDS, queue_name="*", verbosity=0, reload=False)


def put_back_abandoned() -> int:
    """Jobs left RUNNING by a worker that was killed begin again; the embedded engine has one worker only."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    abandoned = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return abandoned.update(status=TaskResultStatus.READY, started_at=None)


@contextmanager
def embedded_worker(*, enabled: bool) -> Iterator[None]:
    """One worker as a child process that stops with the server."""
    if not enabled:
        yield
        return
    worker = subprocess.Popen([sys.executable, "-m", "nastavnik.cli", "worker"])
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
