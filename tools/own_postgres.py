"""A PostgreSQL of our own on a free port, for the length of a run; nothing of it stays."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.debian import postgres

# durability is of no use to a database that lives for minutes
FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c listen_addresses=127.0.0.1"
)


@contextmanager
def own_postgres() -> Iterator[str]:
    """The URL of the server; a superuser without a password, reachable from this machine only."""
    programs = postgres()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed.")
    folder = Path(tempfile.mkdtemp(prefix="nastavnik-pg-"))
    # PostgreSQL refuses to run as root; Debian's package brings the user it wants
    other: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(folder, "postgres")
    port = _free_port()
    data = str(folder / "data")
    _call(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        folder,
        other,
    )
    options = f"-p {port} -k {folder} {FAST}"
    _call([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], folder, other)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _call([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], folder, other)
        shutil.rmtree(folder, ignore_errors=True)


def _call(command: list[Any], folder: Path, other: dict[str, Any]) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=folder, stdout=subprocess.DEVNULL, **other)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
