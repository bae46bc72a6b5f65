"""Settings that vary, read from the environment by typed helpers that fail loudly, and secrets kept beside the data."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadEnvironment(RuntimeError):
    """A variable of the environment holds something that cannot be meant."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise BadEnvironment(f"{name}={raw!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdecimal():
        raise BadEnvironment(f"{name}={raw!r}: write a whole number.")
    return int(raw)


def not_both(**flags: bool) -> None:
    """Of settings that exclude each other at most one is on."""
    on = [name for name, value in flags.items() if value]
    if len(on) > 1:
        raise BadEnvironment(f"{' and '.join(on)} exclude each other: leave one of them.")


def words(name: str, default: list[str]) -> list[str]:
    raw = os.environ.get(name)
    return default if raw is None else [word.strip() for word in raw.split(",") if word.strip()]


def kept_secrets(folder: Path) -> dict[str, str]:
    """The secrets of this installation, made at the first start and readable by its owner only."""
    path = folder / "secrets.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = {"SECRET_KEY": secrets.token_urlsafe(50), "FIELD_KEY": secrets.token_urlsafe(32)}
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            json.dump(fresh, out)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


SQLITE_OPTIONS = {
    # readers that turn writers deadlock under DEFERRED; WAL lets reading go on while one writes
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
    ),
}


def database(url: str, *, sqlite: Path) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name?option=…`, or the embedded SQLite for an empty url."""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite, "OPTIONS": dict(SQLITE_OPTIONS)}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment(
            f"DATABASE_URL starts with {parts.scheme!r}: only postgresql:// is known, or leave it empty."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        # «?sslmode=require» goes on to the driver
        "OPTIONS": {**dict(parse_qsl(parts.query)), "pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }
