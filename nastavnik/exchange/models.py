"""A file brought in, between its preview and its confirmation, and what became of each row."""

from __future__ import annotations

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.programmes.models import Programme
from nastavnik.questionnaires.models import Survey


class ImportStatus(TextChoices):
    PREVIEW = "preview", _("на проверке")
    CONFIRMED = "confirmed", _("загружен")
    CANCELLED = "cancelled", _("отменён")
    UNDONE = "undone", _("взят назад")


class ImportPurpose(TextChoices):
    PUPILS = "pupils", _("список учеников")
    MENTEE_ANSWERS = "mentee_answers", _("анкеты наставляемых")
    TEACHERS = "teachers", _("список педагогов")
    MENTOR_ANSWERS = "mentor_answers", _("анкеты наставников")


class FileRun(Record):
    """One file brought in. Until it is confirmed only this row exists; afterwards the personal preview is dropped."""

    personal_data = frozenset({"table", "preview", "refused", "written"})
    not_personal = frozenset(
        {
            "id",
            "filename",
            "status",
            "mapping",
            "created_at",
            "confirmed_at",
            "rows_total",
            "rows_taken",
            "rows_refused",
        }
    )

    filename = models.CharField(_("имя файла"), max_length=255)
    status = models.CharField(_("состояние"), max_length=10, choices=ImportStatus, default=ImportStatus.PREVIEW)
    table = models.JSONField(_("таблица"), default=dict, blank=True)
    mapping = models.JSONField(_("столбцы"), default=dict, blank=True)
    preview = models.JSONField(_("проверенные строки"), default=dict, blank=True)
    refused = models.JSONField(_("не принятые строки"), default=list, blank=True)
    written = models.JSONField(_("что записано"), default=dict, blank=True)
    rows_total = models.PositiveIntegerField(_("строк в файле"), default=0)
    rows_taken = models.PositiveIntegerField(_("принято"), default=0)
    rows_refused = models.PositiveIntegerField(_("не принято"), default=0)
    created_at = models.DateTimeField(_("открыт"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("подтверждён"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return str(self.filename)


class ImportRun(FileRun):
    """A list of people, with or without what they answered, brought into a programme."""

    scope_organisation = "programme__organisation"
    not_personal = FileRun.not_personal | {"programme", "purpose"}

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="imports"
    )
    purpose = models.CharField(_("что в файле"), max_length=20, choices=ImportPurpose)

    class Meta(FileRun.Meta):
        verbose_name = _("загрузка")
        verbose_name_plural = _("загрузки")


class AnswersImport(FileRun):
    """Answers of a form made elsewhere, brought into a survey."""

    scope_organisation = "survey__programme__organisation"
    not_personal = FileRun.not_personal | {"survey"}

    survey = models.ForeignKey(
        Survey, verbose_name=_("анкетирование"), on_delete=models.PROTECT, related_name="imports"
    )

    class Meta(FileRun.Meta):
        verbose_name = _("загрузка ответов")
        verbose_name_plural = _("загрузки ответов")
