"""All checks one after another, each with its time; ends with «N passed, N failed». Arguments go on to pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools.debian import chromium, install_missing
from tools.environment import BIN, PYTHON, ROOT, say
from tools.own_postgres import own_postgres

NOTHING_COLLECTED = 5
SHOWN_LINES = 60
FOLDERS = ["nastavnik", "tools", "tests", "run", "test"]
LINTERS: dict[str, list[str]] = {
    "ruff: правила": [str(BIN / "ruff"), "check", *FOLDERS],
    "ruff: вид": [str(BIN / "ruff"), "format", "--check", *FOLDERS],
    "djlint: шаблоны": [str(BIN / "djlint"), "--lint", "--quiet", "nastavnik/web/templates"],
    "import-linter: этажи": [str(BIN / "lint-imports"), "--no-logo"],
    "mypy: типы": [str(BIN / "mypy")],
    "миграции (SQLite)": [str(PYTHON), "-m", "nastavnik.cli", "manage", "makemigrations", "--check", "--dry-run"],
    "django: проверка": [str(PYTHON), "-m", "nastavnik.cli", "manage", "check", "--fail-level", "WARNING"],
    "метрики кода": [str(PYTHON), "-m", "tools.metrics"],
}


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    failures: list[str] = field(default_factory=list)

    def step(self, name: str, command: list[str], extra: dict[str, str] | None = None) -> None:
        """One check: passed or failed as a whole; its output is shown only where it failed."""
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="nastavnik-check-") as data:
            variables = (
                os.environ | {"NASTAVNIK_DATA": data, "DJANGO_SETTINGS_MODULE": "nastavnik.settings"} | (extra or {})
            )
            done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
        self._count(name, done.returncode == 0, time.monotonic() - begun)
        if done.returncode:
            say("\n".join((done.stdout + done.stderr).splitlines()[-SHOWN_LINES:]))

    def pytest(self, name: str, arguments: list[str], extra: dict[str, str] | None = None) -> None:
        """Tests: every one counts; their output is shown as they run."""
        say(f"── {name}")
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="nastavnik-junit-") as folder:
            report = Path(folder) / "report.xml"
            command = [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
            code = subprocess.run(command, cwd=ROOT, env=os.environ | (extra or {}), check=False).returncode
            total, broken = _counted(report)
        self.passed += total - broken
        self.failed += broken
        if broken or code not in {0, NOTHING_COLLECTED}:
            self.failed += not broken
            self.failures.append(name)
        say(f"   {total - broken} passed, {broken} failed, {time.monotonic() - begun:.0f} s")

    def _count(self, name: str, well: bool, seconds: float) -> None:
        say(f"{'✓' if well else '✗'} {name} ({seconds:.1f} s)")
        self.passed += well
        self.failed += not well
        if not well:
            self.failures.append(name)


def _counted(report: Path) -> tuple[int, int]:
    if not report.exists():
        return 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 – written by our own pytest a moment ago
    totals = [tuple(int(suite.get(key, 0)) for key in ("tests", "skipped", "failures", "errors")) for suite in suites]
    total = sum(tests - skipped for tests, skipped, _failures, _errors in totals)
    return total, sum(failures + errors for _tests, _skipped, failures, errors in totals)


def main(arguments: list[str]) -> int:
    install_missing()
    tally = Tally()
    if not arguments:
        for name, command in LINTERS.items():
            tally.step(name, command)
    unit = ["-m", "not journey", "-n", "auto", "--dist", "loadgroup", *arguments]
    tally.pytest("тесты на SQLite", unit)
    with own_postgres() as url:
        if not arguments:
            check = ["manage", "makemigrations", "--check", "--dry-run"]
            tally.step("миграции (PostgreSQL)", [str(PYTHON), "-m", "nastavnik.cli", *check], {"DATABASE_URL": url})
        tally.pytest("тесты на PostgreSQL", unit, {"DATABASE_URL": url})
    tally.pytest("на настоящем сервере и в браузере", ["-m", "journey", *arguments], {"CHROMIUM": chromium()})
    for name in tally.failures:
        say(f"не прошло: {name}")
    say(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
