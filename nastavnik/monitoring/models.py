"""SWOT analyses of a programme: versions, each signed once and then frozen, and their lines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.monitoring.enums import Origin, SwotField
from nastavnik.programmes.models import MentoringForm, Programme


class SwotAnalysis(Record):
    """A version of the analysis of a programme, or of one form of mentoring in it; `basis` is n of every fact it had."""

    scope_organisation = "programme__organisation"
    personal_data = frozenset({"signed_by"})
    not_personal = frozenset({"id", "programme", "form", "version", "basis", "made_on", "signed_on"})

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="swot_analyses"
    )
    form = models.ForeignKey(
        MentoringForm, verbose_name=_("форма наставничества"), on_delete=models.PROTECT, null=True, blank=True
    )
    version = models.PositiveSmallIntegerField(_("версия"))
    basis = models.JSONField(_("сколько ответов"), default=dict, blank=True)
    made_on = models.DateField(_("составлен"))
    signed_on = models.DateField(_("подписан"), null=True, blank=True)
    signed_by = models.CharField(_("кто подписал"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("SWOT-анализ")
        verbose_name_plural = _("SWOT-анализы")
        ordering = ("-version", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "form", "version"],
                name="swot_version_once",
                violation_error_message=_("Такая версия SWOT-анализа уже есть."),
            ),
            models.UniqueConstraint(
                fields=["programme", "version"],
                condition=Q(form__isnull=True),
                name="swot_version_of_whole_once",
                violation_error_message=_("Такая версия SWOT-анализа уже есть."),
            ),
            models.UniqueConstraint(
                fields=["programme", "form"],
                condition=Q(signed_on__isnull=True),
                name="swot_one_draft",
                violation_error_message=_("Черновик SWOT-анализа уже есть."),
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(form__isnull=True, signed_on__isnull=True),
                name="swot_one_draft_of_whole",
                violation_error_message=_("Черновик SWOT-анализа уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_by="") | Q(signed_on__isnull=False) & ~Q(signed_by=""),
                name="swot_signed_by_somebody",
                violation_error_message=_("У подписи есть и день, и тот, кто подписал."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {_now('версия %(n)s') % {'n': self.version}}"

    @property
    def subject(self) -> str:
        """The form in quotation marks, or the words for all of them."""
        return f"«{_now(self.form.title)}»" if self.form else _now("вся программа")

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None


class SwotBullet(Record):
    """One line in a field, with the figures, the rule and the quotations it stands on; the figures are never edited."""

    scope_organisation = "analysis__programme__organisation"
    personal_data = frozenset({"text", "quotes"})
    not_personal = frozenset({"id", "analysis", "field", "evidence", "why", "key", "origin", "position"})

    analysis = models.ForeignKey(
        SwotAnalysis, verbose_name=_("SWOT-анализ"), on_delete=models.CASCADE, related_name="bullets"
    )
    field = models.CharField(_("поле"), max_length=12, choices=SwotField)
    text = models.TextField(_("пункт"), max_length=1000)
    evidence = models.CharField(_("основание"), max_length=400, blank=True)
    why = models.CharField(_("правило"), max_length=200, blank=True)
    quotes = models.JSONField(_("цитаты"), default=list, blank=True)
    key = models.CharField(_("ключ"), max_length=300, blank=True)
    origin = models.CharField(_("откуда"), max_length=10, choices=Origin, default=Origin.OWN)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("пункт SWOT-анализа")
        verbose_name_plural = _("пункты SWOT-анализа")
        ordering = ("position", "id")

    def __str__(self) -> str:
        return str(self.text)
