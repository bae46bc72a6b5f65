"""A real server on its own database, a real browser, and an eye for accessibility on every page."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
LINK = re.compile(r"http://\S+/account/password/reset/key/\S+")
STARTS_WITHIN = 60
FIRST_SCREEN = 400
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


class Server:
    """`nastavnik start --empty` as a newcomer starts it: address, first link, everything it printed."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "server.log"
        self.out = self.log.open("w")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        variables = {
            name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "nastavnik.cli", "start", "--empty", "--port", str(port)],
            env=variables | {"NASTAVNIK_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"},
            stdout=self.out, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def wait(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/account/login/", timeout=2)
                return
            except OSError:
                time.sleep(0.3)
        raise RuntimeError(self.log.read_text())

    @property
    def first_link(self) -> str:
        return LINK.search(self.log.read_text())[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(15)
        self.out.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    started = Server(tmp_path_factory.mktemp("journey"))
    try:
        started.wait()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium, not one of Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}


class Visitor:
    """One person at one screen. Every page that is opened is checked: no error, no overflow, nothing axe objects to."""

    def __init__(self, browser, url: str, screen: dict[str, int]) -> None:
        self.context = browser.new_context(viewport=screen, locale="ru-RU", timezone_id="Europe/Moscow", base_url=url)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)

    def _heard(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def look(self, title: str) -> None:
        """The page has this heading and is sound."""
        heading = self.page.locator("h1")
        heading.filter(has_text=title).wait_for()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{title}: {wide} px too wide"
        top = self.page.locator("#main, .narrow").first.bounding_box()["y"]
        assert top < FIRST_SCREEN, f"{title}: the content is not on the first screen"
        self.page.evaluate(f"() => {{ {AXE} }}")
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        said = [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
        assert not said, f"{title}: " + "\n".join(said)
        assert not self.complaints, f"{title}: {self.complaints}"

    def open(self, path: str, title: str) -> None:
        self.page.goto(path)
        self.look(title)

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto("/account/login/")
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", password)
        self.press("Войти")
        self.page.wait_for_url(lambda address: "login" not in address)

    def press(self, name: str, *, sure: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=False).first.click()
        if sure:
            self.page.get_by_role("button", name="Да", exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def said(self, text: str) -> None:
        self.page.locator(".messages, .notice, main").filter(has_text=text).first.wait_for()

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visitor(browser, server):
    """`visitor(PHONE)`: somebody who opens a browser."""
    opened = []

    def make(screen=DESKTOP):
        opened.append(Visitor(browser, server.url, screen))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
