"""Runs background jobs with whichever engine is configured, and starts the embedded one beside the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command

STOP_WITHIN = 10
POLL_SECONDS = 1


def run_worker(*, beside_server: bool = False) -> None:
    """Work until stopped: django-tasks-db on the embedded database, Procrastinate on PostgreSQL.

    `beside_server`: standard input is a pipe from the server; when it closes, however the server died, work ends.
    """
    if beside_server:
        threading.Thread(target=_end_with_server, daemon=True).start()
    if settings.DATABASE_URL:
        call_command("procrastinate", "worker")
        return
    put_back_abandoned()
    call_command("db_worker", interval=POLL_SECONDS, queue_name="*", verbosity=0, reload=False)


def _end_with_server() -> None:
    sys.stdin.read()
    # to the whole process, so that a sleeping main thread wakes
    os.kill(os.getpid(), signal.SIGTERM)


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
    command = [sys.executable, "-m", "nastavnik.cli", "worker", "--beside-server"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 – our own module
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            worker.kill()
        if worker.stdin:
            worker.stdin.close()
