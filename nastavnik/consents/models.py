"""Consents: who allowed what, from when, until when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import GuardedQuerySet, Record
from nastavnik.common.scope import ScopedManager
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.people.models import Person


class ConsentQuerySet(GuardedQuerySet):
    def valid(self, on: date) -> ConsentQuerySet:
        begun = Q(given_on__lte=on)
        standing = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(begun, standing, Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


class Consent(Record):
    """One signed sheet of one kind; a withdrawn one stays, with the day of its withdrawal."""

    scope_organisation = "person__organisation"
    scope_people = ("person",)
    personal_data = frozenset({"person", "signed_by"})
    not_personal = frozenset({"id", "kind", "signer", "given_on", "valid_until", "withdrawn_on"})

    person = models.ForeignKey(Person, verbose_name=_("за кого"), on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(_("вид согласия"), max_length=20, choices=ConsentKind)
    signer = models.CharField(_("кто подписал"), max_length=20, choices=Signer)
    signed_by = models.CharField(_("фамилия подписавшего представителя"), max_length=200, blank=True)
    given_on = models.DateField(_("дата подписания"))
    valid_until = models.DateField(_("действует до"), null=True, blank=True)
    withdrawn_on = models.DateField(_("отозвано"), null=True, blank=True)

    objects = ScopedManager.from_queryset(ConsentQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("согласие")
        verbose_name_plural = _("согласия")
        ordering = ("-given_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("given_on")),
                name="consent_ends_after_start",
                violation_error_message=_("Согласие не может кончиться раньше дня подписания."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_start",
                violation_error_message=_("Согласие не может быть отозвано раньше дня подписания."),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(withdrawn_on__isnull=True),
                name="consent_one_standing",
                violation_error_message=_("Такое согласие уже есть; сначала отзовите его."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.given_on:%d.%m.%Y}"
