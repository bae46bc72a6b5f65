"""The Tasks API on Procrastinate: a job is a row of PostgreSQL, put there in the transaction of whoever asks for it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

RUN = "nastavnik.run"


class ProcrastinateBackend(BaseTaskBackend):
    """Engine of `TASKS` where DATABASE_URL is set; any number of workers on any number of machines."""

    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        from procrastinate.contrib.django import app

        self.validate_task(task)
        result: TaskResult = TaskResult(
            task=task, id="", status=TaskResultStatus.READY, enqueued_at=timezone.now(), started_at=None,
            last_attempted_at=None, finished_at=None, args=args, kwargs=kwargs, backend=self.alias, errors=[], worker_ids=[],
        )  # fmt: skip
        deferrer = app.configure_task(RUN, queue=task.queue_name, priority=task.priority, schedule_at=task.run_after)
        key = deferrer.defer(path=task.module_path, args=result.args, kwargs=result.kwargs)
        object.__setattr__(result, "id", str(key))
        return result
