"""Surveys – a questionnaire opened for a programme in a wave – and the responses to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme


class Wave(TextChoices):
    ENTRY = "entry", _("на входе")
    INTERIM = "interim", _("в середине")
    EXIT = "exit", _("на выходе")


class Survey(Record):
    """A version of a questionnaire asked of one side of a programme, once at entry and once at exit."""

    scope_organisation = "programme__organisation"
    scope_people = ("programme__participations__person",)
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "programme", "questionnaire", "version", "wave", "side", "opened_on", "closed_on"})

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="surveys"
    )
    questionnaire = models.CharField(_("анкета"), max_length=60)
    version = models.PositiveSmallIntegerField(_("версия"))
    wave = models.CharField(_("когда"), max_length=10, choices=Wave)
    side = models.CharField(_("кто отвечает"), max_length=10, choices=Side)
    opened_on = models.DateField(_("открыта"))
    closed_on = models.DateField(_("закрыта"), null=True, blank=True)

    class Meta:
        verbose_name = _("анкетирование")
        verbose_name_plural = _("анкетирования")
        ordering = ("wave", "side", "questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "questionnaire", "wave"],
                name="survey_once_a_wave",
                violation_error_message=_("Эта анкета уже открыта."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="survey_closes_after_opening",
                violation_error_message=_("Анкетирование не может закрыться раньше, чем открылось."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.get_wave_display()}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Response(Record):
    """The answers of one participant, checked by the questionnaire's own rules."""

    scope_organisation = "survey__programme__organisation"
    scope_people = ("participation__person",)
    personal_data = frozenset({"participation", "answers"})
    not_personal = frozenset({"id", "survey", "submitted_at", "entered_by_staff"})

    survey = models.ForeignKey(
        Survey, verbose_name=_("анкетирование"), on_delete=models.PROTECT, related_name="responses"
    )
    participation = models.ForeignKey(
        Participation, verbose_name=_("кто отвечает"), on_delete=models.PROTECT, related_name="responses"
    )
    answers = models.JSONField(_("ответы"), default=dict, blank=True)
    submitted_at = models.DateTimeField(_("отправлено"), auto_now=True)
    entered_by_staff = models.BooleanField(_("внесено с бумаги"), default=False)

    class Meta:
        verbose_name = _("ответ на анкету")
        verbose_name_plural = _("ответы на анкеты")
        ordering = ("participation__person__search_text", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "participation"],
                name="response_once",
                violation_error_message=_("Ответ этого участника уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.survey}"
