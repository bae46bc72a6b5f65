"""Giving and withdrawing consents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import Consent
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import signer_for
from nastavnik.people.models import Person


@audited("consent.given", gettext_lazy("записано согласие"))
def give_consents(
    *, actor: Actor, person: Person, kinds: Sequence[ConsentKind], given_on: date, signed_by: str, today: date
) -> Person:
    """Register signed sheets of one person; those already standing are left as they are."""
    if given_on > today:
        raise ValidationError(_("Дата подписания ещё не наступила."))
    signer = signer_for(person, given_on)
    if signer == Signer.SELF:
        signed_by = ""
    elif not signed_by.strip():
        raise ValidationError(_("По возрасту подписывает законный представитель: напишите его имя."), code="signed_by")
    standing = standing_kinds([person.pk], today)[person.pk]
    fresh = [kind for kind in kinds if kind not in standing]
    for kind in fresh:
        Consent(person=person, kind=kind, signer=signer, signed_by=signed_by.strip(), given_on=given_on).store()
    note(person, kinds=[kind.value for kind in fresh])
    return person


@audited("consent.withdrawn", gettext_lazy("отозвано согласие"))
def withdraw_consent(*, actor: Actor, consent: Consent, on: date) -> Consent:
    """From that day on the sheet does not stand; withdrawn once more, it keeps its first day."""
    consent.withdrawn_on = min(on, consent.withdrawn_on or on)
    consent.store()
    return consent
