"""What Procrastinate's workers know how to do: run a task of the Tasks API, and put back what a killed worker left.

Found by `PROCRASTINATE_AUTODISCOVER_MODULE_NAME`; imported only where Procrastinate is installed as an application.
"""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from nastavnik.common.procrastinate_backend import RUN

SILENT_FOR_SECONDS = 60


@app.task(name=RUN, queue="default")
def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    import_string(path).call(*args, **kwargs)


@app.periodic(cron="* * * * *")
@app.task(name="nastavnik.put_back_stalled", queue="default", queueing_lock="put_back_stalled")
async def put_back_stalled(timestamp: int) -> None:
    """Jobs whose worker has not been heard of for a minute begin again."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR_SECONDS):
        await app.job_manager.retry_job(job)
