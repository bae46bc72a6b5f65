"""The road map of a programme: stages and activities as they were understood, beside the words they came from."""

from __future__ import annotations

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.programmes.models import Programme
from nastavnik.roadmaps.terms import Sure, Term


class RoadmapStatus(TextChoices):
    DRAFT = "draft", _("на проверке")
    CONFIRMED = "confirmed", _("подтверждена")


class ActivitySide(TextChoices):
    INSIDE = "inside", _("внутри организации")
    OUTSIDE = "outside", _("с внешней средой")
    NONE = "none", _("не указано")


class Roadmap(Record):
    """One road map of a programme, read from a file; a new upload replaces a draft, never a confirmed one."""

    scope_organisation = "programme__organisation"
    scope_people = ("programme__participations__person",)
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "programme", "title", "source_name", "status", "confirmed_on", "uploaded_at"})

    programme = models.OneToOneField(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="roadmap"
    )
    title = models.CharField(_("название"), max_length=500, blank=True)
    source_name = models.CharField(_("имя файла"), max_length=255)
    status = models.CharField(_("состояние"), max_length=20, choices=RoadmapStatus, default=RoadmapStatus.DRAFT)
    confirmed_on = models.DateField(_("подтверждена"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("загружена"), auto_now_add=True)

    class Meta:
        verbose_name = _("дорожная карта")
        verbose_name_plural = _("дорожные карты")

    def __str__(self) -> str:
        return self.title or self.source_name

    @property
    def is_confirmed(self) -> bool:
        return self.status == RoadmapStatus.CONFIRMED


class TermFields(models.Model):
    """A term: its words and the dates understood from them; both days belong to it."""

    term_text = models.CharField(_("срок, как написан"), max_length=500, blank=True)
    term_start = models.DateField(_("начало"), null=True, blank=True)
    term_end = models.DateField(_("конец"), null=True, blank=True)
    term_kind = models.CharField(_("вид срока"), max_length=30, blank=True)
    open_ended = models.BooleanField(_("далее постоянно"), default=False)
    term_resolved = models.BooleanField(_("срок понят"), default=False)
    term_note = models.CharField(_("что предположено о сроке"), max_length=30, blank=True)

    class Meta:
        abstract = True

    def take_term(self, term: Term) -> None:
        """Keep a term as it was understood."""
        self.term_text = term.text[:500]
        self.term_start, self.term_end = term.start, term.end
        self.term_kind, self.term_note = str(term.kind), str(term.note)
        self.open_ended, self.term_resolved = term.open_ended, term.resolved

    @property
    def term_sure(self) -> Sure:
        """How far the days may be trusted; days that a person set have no note."""
        if not self.term_resolved:
            return Sure.ASK
        return Sure.ASSUMED if self.term_note else Sure.WRITTEN


class Stage(TermFields, Record):
    """A stage or a section of the road map."""

    scope_organisation = "roadmap__programme__organisation"
    scope_people = ("roadmap__programme__participations__person",)
    personal_data = frozenset[str]()
    not_personal = frozenset(
        {"id", "roadmap", "number", "position", "title", "term_text", "term_start", "term_end", "term_kind", "open_ended",
         "term_resolved", "term_note"}
    )  # fmt: skip

    roadmap = models.ForeignKey(
        Roadmap, verbose_name=_("дорожная карта"), on_delete=models.CASCADE, related_name="stages"
    )
    position = models.PositiveSmallIntegerField(_("порядок"))
    number = models.PositiveSmallIntegerField(_("номер"), null=True, blank=True)
    title = models.TextField(_("название"))

    class Meta:
        verbose_name = _("этап")
        verbose_name_plural = _("этапы")
        ordering = ("position",)

    def __str__(self) -> str:
        return str(self.title)


class Activity(TermFields, Record):
    """One activity of a stage, with the original cell it was understood from."""

    scope_organisation = "stage__roadmap__programme__organisation"
    scope_people = ("stage__roadmap__programme__participations__person",)
    personal_data = frozenset[str]()
    not_personal = frozenset(
        {"id", "stage", "number", "position", "text", "side", "responsible", "resources_inside", "resources_outside",
         "result", "source", "source_place", "problems", "done_on", "done_note", "term_text", "term_start", "term_end",
         "term_kind", "open_ended", "term_resolved", "term_note"}
    )  # fmt: skip

    stage = models.ForeignKey(Stage, verbose_name=_("этап"), on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(_("порядок"))
    number = models.CharField(_("номер"), max_length=20, blank=True)
    text = models.TextField(_("мероприятие"))
    side = models.CharField(_("где"), max_length=10, choices=ActivitySide, default=ActivitySide.NONE)
    responsible = models.JSONField(_("ответственные"), default=list, blank=True)
    resources_inside = models.JSONField(_("внутренние ресурсы"), default=list, blank=True)
    resources_outside = models.JSONField(_("внешние ресурсы"), default=list, blank=True)
    result = models.TextField(_("результат"), blank=True)
    source = models.TextField(_("исходная ячейка"), blank=True)
    source_place = models.CharField(_("место в файле"), max_length=300, blank=True)
    problems = models.JSONField(_("что не понято"), default=list, blank=True)
    done_on = models.DateField(_("выполнено"), null=True, blank=True)
    done_note = models.TextField(_("подтверждение"), blank=True)

    class Meta:
        verbose_name = _("мероприятие")
        verbose_name_plural = _("мероприятия")
        ordering = ("stage__position", "position")

    def __str__(self) -> str:
        return str(self.text)
