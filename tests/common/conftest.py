"""What tests of the ground floor share: a service at work, and services made up for one test."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import transaction

from nastavnik.common.journal import _Actions
from nastavnik.common.writing import writing


@pytest.fixture
def service():
    """`with service():` – as inside an `@audited` service: one transaction, and writing is allowed."""

    @contextmanager
    def at_work():
        with transaction.atomic(), writing():
            yield

    return at_work


@pytest.fixture
def actions(monkeypatch):
    """A catalogue of actions of the test's own, so that made-up services stay out of the real one."""
    fresh = _Actions()
    monkeypatch.setattr("nastavnik.common.audit.ACTIONS", fresh)
    return fresh
