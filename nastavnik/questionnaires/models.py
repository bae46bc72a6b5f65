"""Editions of questionnaires, surveys – a questionnaire opened for a programme in a wave – and the responses to them."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record, Reference
from nastavnik.organisations.models import Organisation
from nastavnik.programmes.models import Participation, Programme
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.spec import Questionnaire


class Edition(Reference):
    """A questionnaire as an organisation words it, for itself and everybody below; published once, it is frozen."""

    unscoped_because = "texts of questionnaires without persons, read down the tree of organisations"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "organisation", "code", "version", "spec", "published_on", "retired_on"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, related_name="questionnaire_editions"
    )
    code = models.CharField(_("код"), max_length=60)
    version = models.PositiveSmallIntegerField(_("версия"))
    spec = models.JSONField(_("вопросы"))
    published_on = models.DateField(_("опубликована"), null=True, blank=True)
    retired_on = models.DateField(_("снята"), null=True, blank=True)

    class Meta:
        verbose_name = _("редакция анкеты")
        verbose_name_plural = _("редакции анкет")
        ordering = ("code", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version"],
                name="edition_version_once",
                violation_error_message=_("Такая версия анкеты уже есть."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=Q(published_on__isnull=True),
                name="edition_one_draft",
                violation_error_message=_("Черновик этой анкеты уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asks.title}, {self.version}"

    @property
    def asks(self) -> Questionnaire:
        return Questionnaire.from_json(self.spec)

    @property
    def is_draft(self) -> bool:
        return self.published_on is None


class Survey(Record):
    """A questionnaire asked of one side of a programme in a wave, with the very questions it was opened with."""

    scope_organisation = "programme__organisation"
    scope_people = ("programme__participations__person",)
    personal_data = frozenset[str]()
    not_personal = frozenset(
        {"id", "programme", "questionnaire", "version", "spec", "wave", "side", "opened_on", "due_on", "closed_on"}
    )

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="surveys"
    )
    questionnaire = models.CharField(_("анкета"), max_length=60)
    version = models.PositiveSmallIntegerField(_("версия"))
    spec = models.JSONField(_("вопросы"))
    wave = models.CharField(_("когда"), max_length=10, choices=Wave)
    side = models.CharField(_("кто отвечает"), max_length=10, choices=Respondent)
    opened_on = models.DateField(_("открыта"))
    due_on = models.DateField(_("ответить до"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=models.F("opened_on")),
                name="survey_due_after_opening",
                violation_error_message=_("Срок ответа не может быть раньше открытия."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.get_wave_display()}"

    @cached_property
    def asks(self) -> Questionnaire:
        """The questions as they stood when the survey was opened: a later edition does not touch them."""
        return Questionnaire.from_json(self.spec)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Response(Record):
    """The answers of one participant, or of the curator about the programme, checked by the questionnaire's own rules."""

    scope_organisation = "survey__programme__organisation"
    scope_people = ("participation__person",)
    personal_data = frozenset({"participation", "answers"})
    not_personal = frozenset({"id", "survey", "submitted_at", "entered_by_staff"})

    survey = models.ForeignKey(
        Survey, verbose_name=_("анкетирование"), on_delete=models.PROTECT, related_name="responses"
    )
    participation = models.ForeignKey(
        Participation, verbose_name=_("кто отвечает"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="responses",
    )  # fmt: skip
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
            models.UniqueConstraint(
                fields=["survey"],
                condition=Q(participation__isnull=True),
                name="response_of_curator_once",
                violation_error_message=_("Лист куратора уже заполнен."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation or self.survey.get_side_display()}: {self.survey}"
