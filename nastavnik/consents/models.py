"""Consents: who allowed what, from when, until when; and what left the system about whom."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import GuardedQuerySet, Record
from nastavnik.common.scope import ScopedManager
from nastavnik.consents.enums import REMEDIES, ConsentKind, HandoutKind, NoticedBy, Signer
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person


class ConsentQuerySet(GuardedQuerySet):
    def valid(self, on: date) -> ConsentQuerySet:
        begun = Q(given_on__lte=on)
        standing = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(begun, standing, Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))


def _scan_path(consent: Consent, filename: str) -> str:
    """The name a person gave the file is not kept: it is often a child's."""
    return f"consents/{consent.pk}{PurePath(filename).suffix.lower()}"


class Consent(Record):
    """One signed sheet of one kind; a withdrawn one stays, with the day of its withdrawal."""

    scope_organisation = "person__organisation"
    scope_people = ("person",)
    personal_data = frozenset({"person", "signed_by", "scan"})
    not_personal = frozenset({"id", "kind", "signer", "given_on", "valid_until", "withdrawn_on"})

    person = models.ForeignKey(Person, verbose_name=_("за кого"), on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(_("вид согласия"), max_length=20, choices=ConsentKind)
    signer = models.CharField(_("кто подписал"), max_length=20, choices=Signer)
    signed_by = models.CharField(_("фамилия подписавшего представителя"), max_length=200, blank=True)
    given_on = models.DateField(_("дата подписания"))
    valid_until = models.DateField(_("действует до"), null=True, blank=True)
    withdrawn_on = models.DateField(_("отозвано"), null=True, blank=True)
    scan = models.FileField(_("скан листа"), upload_to=_scan_path, blank=True)

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
                # one with a last day makes room for the next when it has passed
                condition=Q(withdrawn_on__isnull=True, valid_until__isnull=True),
                name="consent_one_standing",
                violation_error_message=_("Такое согласие уже есть; сначала отзовите его."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.given_on:%d.%m.%Y}"


class LabourTerms(Record):
    """On which terms an employee mentors (art. 351.8 of the Labour Code): printed on his sheet, ended with notice."""

    scope_organisation = "person__organisation"
    scope_people = ("person",)
    personal_data = frozenset({"person", "pay"})
    not_personal = frozenset(
        {"id", "content", "work_form", "starts_on", "ends_on", "addendum", "noticed_on", "noticed_by"}
    )

    person = models.OneToOneField(
        Person, verbose_name=_("работник"), on_delete=models.CASCADE, related_name="labour_terms"
    )
    content = models.TextField(_("содержание работы"))
    work_form = models.CharField(_("форма"), max_length=200)
    pay = models.CharField(_("размер и условия выплат"), max_length=200)
    starts_on = models.DateField(_("начало"))
    ends_on = models.DateField(_("конец"))
    addendum = models.CharField(_("дополнительное соглашение, номер и дата"), max_length=100, blank=True)
    noticed_on = models.DateField(_("предупреждено о прекращении"), null=True, blank=True)
    noticed_by = models.CharField(_("кто предупредил"), max_length=10, choices=NoticedBy, blank=True)

    class Meta:
        verbose_name = _("условия наставничества работника")
        verbose_name_plural = _("условия наставничества работников")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="labour_terms_end_after_start",
                violation_error_message=_("Конец раньше начала."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on:%d.%m.%Y} – {self.ends_on:%d.%m.%Y}"


class Handout(Record):
    """What left the system with names in it – a paper, a file, cards; whom it names stand in `Mention`."""

    scope_organisation = "organisation"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "organisation", "kind", "title", "made_on", "made_by", "paper"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.PROTECT, related_name="handouts"
    )
    kind = models.CharField(_("что выдано"), max_length=20, choices=HandoutKind)
    title = models.CharField(_("название"), max_length=300)
    made_on = models.DateField(_("когда"))
    made_by = models.CharField(_("ключ пользователя"), max_length=40, blank=True)
    paper = models.UUIDField(_("ключ документа в реестре"), null=True, blank=True)

    class Meta:
        verbose_name = _("выдача")
        verbose_name_plural = _("выдачи")
        ordering = ("-made_on", "-id")

    def __str__(self) -> str:
        return f"{self.title}, {self.made_on:%d.%m.%Y}"

    @property
    def remedy(self) -> str:
        """What to do with it when somebody it names withdraws."""
        return str(REMEDIES[HandoutKind(self.kind)])


class Mention(Record):
    """One person named in a handout; when he withdraws, the curator writes down what became of it."""

    scope_organisation = "handout__organisation"
    personal_data = frozenset({"person", "outcome"})
    not_personal = frozenset({"id", "handout", "removed_on"})

    handout = models.ForeignKey(Handout, verbose_name=_("выдача"), on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, verbose_name=_("кто назван"), on_delete=models.CASCADE, related_name="mentions")
    removed_on = models.DateField(_("убрано"), null=True, blank=True)
    outcome = models.CharField(_("что сделано"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("упоминание")
        verbose_name_plural = _("упоминания")
        ordering = ("-handout__made_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["handout", "person"],
                name="mention_once",
                violation_error_message=_("Этот человек здесь уже назван."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.handout)
