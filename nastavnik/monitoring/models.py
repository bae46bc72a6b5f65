"""What indicators are measured by: the numbers shares are taken of, and the targets of each year."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record, Reference
from nastavnik.monitoring.enums import Whole
from nastavnik.organisations.models import Organisation


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
