"""Personal links: what somebody without an account may do, until when, and with which codes."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Reference
from nastavnik.common.scope import Scope
from nastavnik.links.enums import LinkPurpose
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person


class PersonalLink(Reference):
    """A link given to one person, or to whoever may propose participants; its address is signed, not stored."""

    unscoped_because = "opening it comes before any scope; pages reach links through their organisation"
    personal_data = frozenset({"person", "own_code", "representative_code"})
    not_personal = frozenset({"id", "organisation", "purpose", "topic", "expires_on", "closed_on", "wrong_codes"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, related_name="links"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    purpose = models.CharField(_("для чего"), max_length=10, choices=LinkPurpose)
    topic = models.CharField(_("о чём"), max_length=60, blank=True)
    expires_on = models.DateField(_("действует до"))
    closed_on = models.DateField(_("закрыта"), null=True, blank=True)
    own_code = models.CharField(_("код участника"), max_length=128, blank=True)
    representative_code = models.CharField(_("код представителя"), max_length=128, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(_("неверных кодов подряд"), default=0)

    class Meta:
        verbose_name = _("личная ссылка")
        verbose_name_plural = _("личные ссылки")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.get_purpose_display()

    def stands(self, on: date) -> bool:
        return self.closed_on is None and on <= self.expires_on

    def scope(self) -> Scope:
        """One person's own records; the whole organisation only where the link is nobody's."""
        return Scope(person=self.person_id) if self.person_id else Scope(branch=self.organisation.path)
