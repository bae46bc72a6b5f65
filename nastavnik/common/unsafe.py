"""The switch that opens the fences. An import contract says who may reach for it: exchange, the demo and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nastavnik.common.scope import _fences_open
from nastavnik.common.writing import writing


@contextmanager
def everything() -> Iterator[None]:
    """See and write all rows of all organisations, without the journal: the demo, the first administrator, factories."""
    with _fences_open(), writing():
        yield
