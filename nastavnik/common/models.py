"""The journal's table."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from nastavnik.common.scope import ScopedManager, ScopedModel
from nastavnik.common.writing import require_writing


class JournalIsAppendOnly(RuntimeError):
    """Somebody tried to change or remove what has happened."""


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("Entries of the journal are never changed.")

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnly("Entries of the journal are never removed.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("Entries are written one by one, by the service that acts.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("Entries of the journal are never changed.")


class JournalEntry(ScopedModel):
    """Who did what to which row: plain text, so that it outlives the user and the row. Triggers refuse changes too."""

    personal_data = frozenset({"details"})
    not_personal = frozenset({"id", "at", "action", "actor", "role", "organisation_path", "subject_type", "subject_id"})

    id = models.UUIDField("ключ", primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField("когда", auto_now_add=True)
    action = models.CharField("действие", max_length=80)
    actor = models.CharField("ключ пользователя", max_length=40, blank=True)
    role = models.CharField("роль", max_length=40)
    organisation_path = models.CharField("путь организации", max_length=200, db_index=True)
    subject_type = models.CharField("вид записи", max_length=80)
    subject_id = models.CharField("ключ записи", max_length=40, db_index=True)
    details = models.JSONField("подробности", default=dict)

    objects = ScopedManager.from_queryset(JournalQuerySet)()

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    @classmethod
    def in_branch(cls, branch: str) -> Q:
        return Q(organisation_path__startswith=branch)

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_writing("JournalEntry")
        if not self._state.adding:
            raise JournalIsAppendOnly("Entries of the journal are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("Entries of the journal are never removed.")
