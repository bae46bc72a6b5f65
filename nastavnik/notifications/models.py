"""Reminders as they were given: to whom, of what, by which way and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.links.models import PersonalLink
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.people.models import Person
from nastavnik.questionnaires.models import Survey


class Reminder(Record):
    """One person reminded on one day of a survey or, where there is none, of consents; the newest of the day stays."""

    scope_organisation = "person__organisation"
    scope_people = ("person",)
    personal_data = frozenset({"person", "recipient", "what"})
    not_personal = frozenset({"id", "survey", "link", "way", "state", "until", "reminded_on"})

    person = models.ForeignKey(Person, verbose_name=_("кто"), on_delete=models.CASCADE, related_name="reminders")
    recipient = models.ForeignKey(Person, verbose_name=_("кому"), on_delete=models.CASCADE, related_name="+")
    survey = models.ForeignKey(
        Survey, verbose_name=_("анкетирование"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="reminders",
    )  # fmt: skip
    what = models.TextField(_("о чём"))
    link = models.ForeignKey(
        PersonalLink, verbose_name=_("личная ссылка"), on_delete=models.SET_NULL, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    way = models.CharField(_("как"), max_length=10, choices=Way)
    state = models.CharField(_("состояние"), max_length=10, choices=ReminderState, default=ReminderState.WAITING)
    until = models.DateField(_("до какого дня"))
    reminded_on = models.DateField(_("когда напомнили"))

    class Meta:
        verbose_name = _("напоминание")
        verbose_name_plural = _("напоминания")
        ordering = ("-reminded_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "survey", "reminded_on"],
                name="reminder_of_survey_once_a_day",
                violation_error_message=_("Об этой анкете сегодня уже напоминали."),
            ),
            models.UniqueConstraint(
                fields=["person", "reminded_on"],
                condition=Q(survey__isnull=True),
                name="reminder_of_consents_once_a_day",
                violation_error_message=_("О согласиях сегодня уже напоминали."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.reminded_on:%d.%m.%Y}"
