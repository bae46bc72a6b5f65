"""A whole school answers at once on a real server: not an answer is lost, none is counted twice."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

import pytest

from tests.journeys.conftest import Server

PUPILS, AT_ONCE = 120, 24
QUESTIONS = ("engagement", "wish_school", "wish_marks", "soft_skills", "anxiety", "future", "mood", "clubs", "projects")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

pytestmark = pytest.mark.journey


@pytest.fixture
def crowd(tmp_path):
    """A server and the addresses of its pupils."""
    variables = {
        name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.crowd", str(PUPILS)],
        env=variables | {"NASTAVNIK_DATA": str(tmp_path / "data")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    server = Server(tmp_path)
    try:
        server.wait()
        yield server, made.stdout.split(), tmp_path / "data"
    finally:
        server.stop()


def answer(address: str, number: int) -> int:
    """One pupil with a browser of his own; the status of the last page."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(address, timeout=60).read().decode()
    sent = dict.fromkeys(QUESTIONS, str(1 + number % 10)) | {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
    return browser.open(address, urllib.parse.urlencode(sent).encode(), timeout=60).status


def test_nothing_is_lost_and_nothing_doubled(crowd):
    server, addresses, data = crowd
    # every tenth presses twice, as people do on a slow telephone
    everybody = [(server.url + address, number) for number, address in enumerate(addresses)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda one: answer(*one), everybody + everybody[::10]))
    assert set(statuses) == {200}
    [database] = data.glob("*.sqlite3")
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT participation_id, answers FROM questionnaires_response").fetchall()
    assert len(rows) == len({participation for participation, _answers in rows}) == PUPILS
    marks = sorted(json.loads(answers)["mood"] for _participation, answers in rows)
    assert marks == sorted(1 + number % 10 for number in range(PUPILS))
