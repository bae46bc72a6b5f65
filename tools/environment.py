"""The environment of `run` and `test`: a virtual environment from a hash-locked list. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = HOME / "stamp"
OLDEST = (3, 11)
RUNTIME, TESTS = "requirements.lock", "requirements-dev.lock"


def say(text: str) -> None:
    print(text, flush=True)


def stop(text: str) -> None:
    """End with a sentence instead of a traceback."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)


def prepare(lock: str) -> None:
    """Make or mend `.venv` so that it holds what `lock` lists and the project itself; at once where nothing changed."""
    if sys.version_info < OLDEST:
        stop(f"Нужен Python 3.11 или новее, а это {sys.version.split()[0]}. / Python 3.11 or newer is needed.")
    if lock in _stamped():
        return
    if not PYTHON.exists():
        say("Среда Python: создаю .venv…")
        _make()
    say(f"Библиотеки: ставлю по списку {lock} с проверкой хешей, в первый раз это минута-другая…")
    _pip("install", "--require-hashes", "--requirement", str(ROOT / lock))
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    # the longer list holds the shorter one, letter for letter
    STAMP.write_text("\n".join([_mark(RUNTIME), _mark(lock)]))


def _stamped() -> set[str]:
    if not (STAMP.exists() and PYTHON.exists()):
        return set()
    written = STAMP.read_text().splitlines()
    return {lock for lock in (RUNTIME, TESTS) if _mark(lock) in written}


def _mark(lock: str) -> str:
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return f"{lock} {hashlib.sha256(b''.join(parts)).hexdigest()} {sys.version.split()[0]}"


def _make() -> None:
    try:
        venv.create(HOME, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError):
        stop(
            "Не получается создать среду Python: нет модуля venv. На Debian, Ubuntu и Astra Linux:\n"
            "  sudo apt-get install python3-venv\nи запустите ещё раз."
        )


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    if subprocess.run(command, cwd=ROOT).returncode:
        stop("Библиотеки не поставились: причина – в строках выше. Проверьте сеть или зеркало пакетов (pip config).")


def run_in_place(command: list[str]) -> None:
    """Become this program, so that signals reach it and nothing stands between it and the terminal."""
    if os.name == "posix":
        os.execv(command[0], command)
    try:
        raise SystemExit(subprocess.run(command).returncode)
    except KeyboardInterrupt:
        raise SystemExit(0) from None
