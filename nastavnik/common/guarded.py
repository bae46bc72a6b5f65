"""Rows that only audited services write, and only inside the open scope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models
from uuid_utils.compat import uuid7

from nastavnik.common.scope import OutOfScope, ScopedManager, ScopedModel, refuse_strangers
from nastavnik.common.writing import require_writing


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset whose bulk writes ask for a service and check the scope before and after."""

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutOfScope(f"{self.model.__name__}: raw SQL knows no scope; ask by the queryset.")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        require_writing(self.model.__name__)
        created = super().bulk_create(objs, *args, **kwargs)
        refuse_strangers(self.model, [row.pk for row in created])
        return created

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        require_writing(self.model.__name__)
        refuse_strangers(self.model, [row.pk for row in rows])
        changed = super().bulk_update(rows, fields, *args, **kwargs)
        refuse_strangers(self.model, [row.pk for row in rows])
        return changed

    def update(self, **kwargs: Any) -> int:
        require_writing(self.model.__name__)
        moves = [name for name in kwargs if self.model._meta.get_field(name).is_relation]
        keys = list(self.values_list("pk", flat=True)) if moves else []
        changed = super().update(**kwargs)
        if moves:
            refuse_strangers(self.model, keys)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        require_writing(self.model.__name__)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Guarded(models.Model):
    """A row with a UUIDv7 key, so that a school's database merges into a region's, written by services only."""

    id = models.UUIDField("ключ", primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_writing(type(self).__name__)
        if not self._state.adding:
            refuse_strangers(type(self), [self.pk])
        super().save(*args, **kwargs)
        refuse_strangers(type(self), [self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_writing(type(self).__name__)
        refuse_strangers(type(self), [self.pk])
        return super().delete(*args, **kwargs)

    def store(self) -> None:
        """Validate, so that constraints speak in words, and save."""
        self.full_clean()
        self.save()


class Record(Guarded, ScopedModel):
    """A guarded row that belongs to an organisation: the base of every domain model."""

    objects = ScopedManager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True


class Reference(Guarded):
    """A guarded row that belongs to nobody: reference books; says why in `unscoped_because`."""

    unscoped_because: str
    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True
