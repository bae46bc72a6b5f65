"""How long pages take on the demo: the server's own time, without network and browser."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nastavnik.accounts.models import User

TIMES = 30
PAGES = (
    ("curator", "/"), ("curator", "/roadmap/"), ("curator", "/bases/mentees/"), ("curator", "/pairs/"),
    ("curator", "/surveys/"), ("curator", "/results/"), ("curator", "/journal/"), ("mentor", "/work/"),
    ("coordinator", "/schools/"),
)  # fmt: skip


def measure() -> Iterator[str]:
    """A line for each page: median and slowest of `TIMES`, and its queries."""
    for username, path in PAGES:
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(username=username))
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
            queries = len(captured)
        taken = [_seconds(client, path) for _time in range(TIMES)]
        yield f"  {path:<18} {1000 * statistics.median(taken):6.1f} мс, {1000 * max(taken):6.1f} мс, запросов {queries}"


def _seconds(client: Client, path: str) -> float:
    begun = time.perf_counter()
    answer = client.get(path)
    taken = time.perf_counter() - begun
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return taken
