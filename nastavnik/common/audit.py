"""The journal: services are the only writers, and each leaves an append-only entry because it cannot do otherwise."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from nastavnik.common.actor import Actor
from nastavnik.common.journal import ACTIONS, Action
from nastavnik.common.models import JournalEntry
from nastavnik.common.writing import writing

P = ParamSpec("P")
R = TypeVar("R")


class NothingToRecord(RuntimeError):
    """A service returned no row and named no subject, so its entry would say nothing."""


@dataclass
class _Trace:
    subject: models.Model | None = None
    details: dict[str, Any] = field(default_factory=dict)


_trace: ContextVar[_Trace | None] = ContextVar("nastavnik_trace", default=None)


def note(subject: models.Model | None = None, **details: Any) -> None:
    """Add to the entry of the service that is at work: what it is about, and details that JSON can hold."""
    trace = _trace.get()
    if trace is None:
        raise RuntimeError("note() belongs inside an @audited service.")
    trace.subject = subject or trace.subject
    trace.details.update(details)


def audited(code: str, title: Any, *, personal: tuple[str, ...] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a service atomic, let it write guarded models, and record who did what to which row.

    `code` is the action ("pair.approved"), `title` its lazy Russian words for the journal's page, `personal` the keys of
    `note()` details that hold personal data and are blanked when the person is erased. The service is called with
    keywords only and takes `actor`. A service that raises leaves nothing behind, neither rows nor an entry.
    """
    ACTIONS.add(Action(code, title, frozenset(personal)))

    def decorate(service: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(service)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            trace = _Trace()
            token = _trace.set(trace)
            try:
                with transaction.atomic(), writing():
                    result = service(*args, **kwargs)
                    _record(code, kwargs["actor"], trace, result)
            finally:
                _trace.reset(token)
            return result

        wrapper.audited_as = code  # type: ignore[attr-defined]  # a test reads it over all services
        return wrapper

    return decorate


def _record(code: str, actor: object, trace: _Trace, result: object) -> None:
    subject = trace.subject or (result if isinstance(result, models.Model) else None)
    if subject is None:
        raise NothingToRecord(f"{code}: return the row the service is about, or name it with note(subject=…).")
    if not isinstance(actor, Actor):
        raise TypeError(f"{code}: actor must be an Actor, not {type(actor).__name__}.")
    JournalEntry(
        action=code,
        actor=actor.user,
        role=actor.role,
        organisation_path=actor.organisation_path,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=trace.details,
    ).save()
