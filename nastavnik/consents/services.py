"""Giving and withdrawing consents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.common.workdays import working_days_between
from nastavnik.consents.enums import ALWAYS, ConsentKind, NoticedBy, Signer
from nastavnik.consents.models import Consent, LabourTerms, Mention
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import scan_ending, signer_for
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.queries import standing_of
from nastavnik.links.rules import codes_fit
from nastavnik.links.services import close_link
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person

NOTICE = 3


@audited("consent.given", gettext_lazy("записано согласие"))
def give_consents(
    *, actor: Actor, person: Person, kinds: Sequence[ConsentKind], given_on: date, signed_by: str, today: date,
    valid_until: date | None = None,
) -> Person:  # fmt: skip
    """Register signed sheets of one person; those already standing are left as they are.

    Without a day of its own the labour consent lasts as long as the terms on which the employee mentors.
    """
    if given_on > today:
        raise ValidationError(_("Дата подписания ещё не наступила."))
    signer = signer_for(person, given_on)
    if signer == Signer.SELF:
        signed_by = ""
    elif not signed_by.strip():
        raise ValidationError(_("По возрасту подписывает законный представитель: напишите его имя."), code="signed_by")
    standing = standing_kinds([person.pk], today)[person.pk]
    fresh = [kind for kind in kinds if kind not in standing]
    terms = LabourTerms.objects.filter(person=person).first() if ConsentKind.LABOUR in fresh else None
    for kind in fresh:
        until = terms.ends_on if terms and kind == ConsentKind.LABOUR and not valid_until else valid_until
        Consent(
            person=person, kind=kind, signer=signer, signed_by=signed_by.strip(), given_on=given_on, valid_until=until
        ).store()
    note(person, kinds=[kind.value for kind in fresh])
    return person


@audited("consent.withdrawn", gettext_lazy("отозвано согласие"))
def withdraw_consent(*, actor: Actor, consent: Consent, on: date) -> Consent:
    """From that day on the sheet does not stand; withdrawn once more, it keeps its first day.

    Where nothing may be done with the person's data any more, the links to answer by are closed as well.
    """
    consent.withdrawn_on = min(on, consent.withdrawn_on or on)
    consent.store()
    if consent.kind in ALWAYS:
        for link in standing_of([consent.person_id], LinkPurpose.ANSWER, on).values():
            close_link(actor=actor, link=link, today=on)
    return consent


@audited("mention.removed", gettext_lazy("убрано выданное о человеке"), personal=("outcome",))
def mark_removed(
    *, actor: Actor, person: Person, mentions: Sequence[Mention], on: date, outcome: str, today: date
) -> Person:
    """Write down what became of papers and files that name somebody who withdrew."""
    if not mentions:
        raise ValidationError(_("Отметьте хотя бы одну строку."))
    if on > today:
        raise ValidationError({"removed_on": _("Этот день ещё не наступил.")})
    for mention in mentions:
        mention.removed_on, mention.outcome = on, outcome.strip()
        mention.store()
    note(person, lines=len(mentions), outcome=outcome.strip())
    return person


@audited("mention.reopened", gettext_lazy("выданное о человеке снова надо убрать"))
def reopen_mention(*, actor: Actor, mention: Mention) -> Mention:
    mention.removed_on, mention.outcome = None, ""
    mention.store()
    return mention


@audited("consent.scan_kept", gettext_lazy("приложен скан согласия"))
def keep_scan(*, actor: Actor, consent: Consent, scan: UploadedFile) -> Consent:
    """Keep the scan of the signed sheet; a newer one takes the place of the older."""
    ending = scan_ending(scan)
    storage, former = consent.scan.storage, consent.scan.name
    consent.scan.save(f"scan{ending}", scan, save=False)
    try:
        consent.store()
    except Exception:
        storage.delete(str(consent.scan.name))  # the row is as it was, so nobody would ever find this file
        raise
    if former and former != consent.scan.name:
        transaction.on_commit(lambda: storage.delete(former))
    return consent


@audited("consent.scan_read", gettext_lazy("открыт скан согласия"))
def take_scan(*, actor: Actor, consent: Consent) -> Consent:
    return consent


@audited("labour.terms_set", gettext_lazy("записаны условия наставничества работника"))
def set_labour_terms(*, actor: Actor, person: Person, values: dict[str, Any]) -> LabourTerms:
    if person.kind != PersonKind.TEACHER:
        raise ValidationError(_("Условия по статье 351.8 ТК РФ записывают работнику."))
    terms = LabourTerms.objects.filter(person=person).first() or LabourTerms(person=person)
    for name, value in values.items():
        setattr(terms, name, value)
    terms.store()
    return terms


@audited("labour.ended_early", gettext_lazy("наставничество работника прекращено досрочно"))
def end_labour_early(
    *, actor: Actor, terms: LabourTerms, noticed_by: NoticedBy, noticed_on: date, ends_on: date
) -> LabourTerms:
    """End an employee's mentoring with at least three working days between the notice and the last day."""
    if not terms.starts_on <= noticed_on <= ends_on <= terms.ends_on:
        raise ValidationError(_("Предупреждение и последний день лежат внутри срока работы."))
    if working_days_between(noticed_on, ends_on) < NOTICE:
        raise ValidationError({"ends_on": _("Между предупреждением и последним днём – не меньше трёх рабочих дней.")})
    terms.noticed_by, terms.noticed_on, terms.ends_on = noticed_by, noticed_on, ends_on
    terms.store()
    for consent in Consent.objects.filter(person=terms.person, kind=ConsentKind.LABOUR, withdrawn_on__isnull=True):
        consent.valid_until = max(ends_on, consent.given_on)
        consent.store()
    return terms


@audited("consent.confirmed", gettext_lazy("согласие подтверждено по личной ссылке"))
def confirm_by_link(
    *, actor: Actor, link: PersonalLink, kinds: Sequence[ConsentKind], representative: str, codes: Mapping[str, str],
    today: date,
) -> Person:  # fmt: skip
    """Consents confirmed by whoever signs at the person's age, each with the code given apart from the link.

    The link is closed by it: what was confirmed is withdrawn by word to the curator, not by a lost sheet.
    """
    if not link.stands(today) or not codes_fit(
        link, own=codes.get("own", ""), representative=codes.get("representative", "")
    ):
        raise ValidationError(_("Код не подходит. Проверьте его или попросите у куратора новый."), code="code")
    person = link.person
    if person is None or not kinds:
        raise ValidationError(_("Отметьте хотя бы одно согласие."))
    give_consents(actor=actor, person=person, kinds=kinds, given_on=today, signed_by=representative, today=today)
    close_link(actor=actor, link=link, today=today)
    note(person, kinds=[kind.value for kind in kinds])
    return person
