"""Which rows the present request, job or command may see: a branch of the tree or one person's own records.

The scope is ambient and fails closed: outside one, every query and every write of a scoped model raises. It answers
*which rows*; *which verbs* is the business of the role table in `nastavnik.accounts.roles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterable


class ScopeMissing(RuntimeError):
    """A scoped model was reached with no scope open; see docs/scoping.md."""


class OutOfScope(PermissionError):
    """A write would touch a row that the open scope does not contain."""


@dataclass(frozen=True)
class Scope:
    """A branch of the organisations' tree (`77/0501/`) or one person's own records; never neither and never both."""

    branch: str = ""
    person: UUID | None = None

    def __post_init__(self) -> None:
        if bool(self.branch) == (self.person is not None):
            raise ValueError(f"A scope is a branch or a person, exactly one of them: {self!r}")
        if self.branch and not self.branch.endswith("/"):
            raise ValueError(f"A branch ends with a slash, or it would open its namesakes: {self.branch!r}")


@dataclass(frozen=True)
class _Everything:
    """The scope of `common.unsafe.everything`: imports of a whole database, the demo, factories of tests."""


_active: ContextVar[Scope | _Everything | None] = ContextVar("nastavnik_scope", default=None)


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """Keep `scope` open for the length of the block (a request, a job, a command)."""
    token = _active.set(scope)
    try:
        yield
    finally:
        _active.reset(token)


@contextmanager
def _fences_open() -> Iterator[None]:
    token = _active.set(_Everything())
    try:
        yield
    finally:
        _active.reset(token)


def active_scope() -> Scope | None:
    """The scope that is open now, or None where there is none or the fences are open."""
    scope = _active.get()
    return scope if isinstance(scope, Scope) else None


def _condition(model: type[ScopedModel]) -> Q | None:
    scope = _active.get()
    if scope is None:
        raise ScopeMissing(f"{model.__name__} was queried outside a scope. See docs/scoping.md.")
    if isinstance(scope, _Everything):
        return None
    if scope.branch:
        return model.in_branch(scope.branch)
    return model.of_person(scope.person)


class ScopedManager(models.Manager):
    """Starts every query from the rows of the open scope."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[Any]:
        condition = _condition(self.model)  # type: ignore[arg-type]  # only ScopedModel has this manager
        rows = super().get_queryset()
        return rows if condition is None else rows.filter(condition)


class ScopedModel(models.Model):
    """A row that belongs to an organisation; says how to reach it and whose own record it is.

    `scope_organisation` is the lookup that leads to the organisation ("programme__organisation"; "" for the organisation
    itself); `scope_people` are the lookups that lead to the persons whose own record it is.
    """

    scope_organisation: str
    scope_people: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def in_branch(cls, branch: str) -> Q:
        path = f"{cls.scope_organisation}__path" if cls.scope_organisation else "path"
        return Q(**{f"{path}__startswith": branch})

    @classmethod
    def of_person(cls, person: UUID | None) -> Q:
        if not cls.scope_people:
            return Q(pk__in=[])
        mine = Q()
        for lookup in cls.scope_people:
            mine |= Q(**{lookup: person})
        if any("__" in lookup for lookup in cls.scope_people):
            # a subquery, because a join through a group's members would repeat the row
            return Q(pk__in=cls._base_manager.filter(mine).values("pk"))
        return mine


def refuse_strangers(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Raise `OutOfScope` unless every row of `keys` lies in the open scope; `ScopeMissing` where none is open."""
    if not issubclass(model, ScopedModel):
        return
    condition = _condition(model)
    if condition is None:
        return
    wanted = set(keys)
    known = model._base_manager.filter(condition, pk__in=wanted).count()
    if known != len(wanted):
        raise OutOfScope(f"{model.__name__}: {len(wanted) - known} of {len(wanted)} rows lie outside the scope.")
