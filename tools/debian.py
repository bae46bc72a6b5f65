"""What tests need from the system: Chromium, PostgreSQL and gettext, from Debian's packages where they are missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.environment import say, stop


def chromium() -> str:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    return os.environ.get("CHROMIUM", found)


def postgres() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version there is."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


WANTED = {
    "chromium": chromium,
    "postgresql": postgres,
    "gettext": lambda: shutil.which("xgettext"),
}


def install_missing() -> None:
    """Install what is missing as root; otherwise say the command and stop."""
    missing = [package for package, find in WANTED.items() if not find()]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        stop(f"Для тестов нужны {', '.join(missing)}: поставьте их и запустите ещё раз.")
    if os.geteuid() != 0:
        stop(f"Для тестов не хватает пакетов. Выполните:\n  sudo {' '.join(install)}\nи запустите ещё раз.")
    say(f"Пакеты Debian: ставлю {', '.join(missing)}…")
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "--quiet"], check=False, **quiet)
    if subprocess.run(install, check=False, **quiet).returncode:
        stop(f"Пакеты не поставились. Попробуйте сами:\n  {' '.join(install)}")
