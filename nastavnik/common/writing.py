"""Whether writing is allowed now: only inside an audited service, or behind `common.unsafe`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_allowed: ContextVar[bool] = ContextVar("nastavnik_writing", default=False)


class WriteOutsideService(RuntimeError):
    """A guarded row was written outside an `@audited` service; see docs/adding-things.md."""


@contextmanager
def writing() -> Iterator[None]:
    """Allow writing for the length of the block."""
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def require_writing(what: str) -> None:
    """Raise `WriteOutsideService` unless a service is at work."""
    if not _allowed.get():
        raise WriteOutsideService(f"{what} is written by services only. Wrap the change in an @audited service.")
