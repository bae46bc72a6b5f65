"""SWOT analyses of a programme – versions, each signed once and then frozen – and what indicators are measured by."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record, Reference
from nastavnik.monitoring.enums import Origin, SwotField, Whole
from nastavnik.organisations.models import Organisation
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


class Denominator(Record):
    """How many there are in all, by whose words and on which day; serves the school year the day lies in."""

    scope_organisation = "organisation"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "organisation", "of", "number", "source", "on"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, related_name="denominators"
    )
    of = models.CharField(_("кого или чего"), max_length=20, choices=Whole)
    number = models.PositiveIntegerField(_("сколько всего"), validators=[MinValueValidator(1)])
    source = models.CharField(_("источник"), max_length=200, help_text=_("Например: отчёт ОО-1; данные Росстата."))
    on = models.DateField(_("на какую дату"))

    class Meta:
        verbose_name = _("знаменатель")
        verbose_name_plural = _("знаменатели")
        ordering = ("of", "-on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "of", "on"],
                name="denominator_once_a_day",
                violation_error_message=_("На эту дату число уже внесено."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="denominator_positive",
                violation_error_message=_("Доля от нуля не считается: внесите число больше нуля."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.number}"


class Target(Reference):
    """What an indicator should reach in a calendar year; of nobody – for everybody (methodology §4.1)."""

    unscoped_because = "a table of numbers without persons, read down the tree of organisations"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "organisation", "indicator", "year", "percent"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="targets",
    )  # fmt: skip
    indicator = models.CharField(_("показатель"), max_length=40)
    year = models.PositiveSmallIntegerField(_("год"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    percent = models.DecimalField(
        _("цель, %"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("целевое значение")
        verbose_name_plural = _("целевые значения")
        ordering = ("year", "indicator", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator", "year"],
                name="target_once",
                violation_error_message=_("Цель на этот год уже есть."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "year"], condition=Q(organisation__isnull=True), name="target_of_everybody_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(0, 100)),
                name="target_percent_range",
                violation_error_message=_("Цель – от 0 до 100 %."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.year}: {self.percent} %"
