"""Making and closing personal links."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.queries import standing_of
from nastavnik.links.rules import TRIES
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person

CODE_DIGITS = 6


@audited("link.made", gettext_lazy("выдана личная ссылка"))
def make_link(
    *, actor: Actor, organisation: Organisation, purpose: LinkPurpose, expires_on: date, today: date,
    person: Person | None = None, topic: str = "",
) -> PersonalLink:  # fmt: skip
    """One link; an older one for the same person and purpose is closed, so that a lost sheet opens nothing."""
    _check_term(expires_on, today)
    if person is not None:
        _close_former(person, purpose, today)
    link = PersonalLink(organisation=organisation, person=person, purpose=purpose, topic=topic, expires_on=expires_on)
    link.store()
    note(link, purpose=purpose.value)
    return link


@audited("link.made_many", gettext_lazy("выданы личные ссылки списком"))
def make_links(
    *, actor: Actor, organisation: Organisation, people: Sequence[Person], purpose: LinkPurpose, expires_on: date,
    today: date,
) -> tuple[Organisation, list[PersonalLink]]:  # fmt: skip
    """A link for each person in their order; one that still opens is given again, so that an older sheet stays good."""
    _check_term(expires_on, today)
    if not people:
        raise ValidationError(_("Ссылки давать некому."))
    known = standing_of([person.pk for person in people], purpose, today)
    made = [
        PersonalLink(organisation=organisation, person=person, purpose=purpose, expires_on=expires_on)
        for person in people
        if person.pk not in known
    ]
    PersonalLink.objects.bulk_create(made)
    found = known | {link.person_id: link for link in made}
    note(organisation, purpose=purpose.value, made=len(made))
    return organisation, [found[person.pk] for person in people]


@audited("link.consent_made", gettext_lazy("выдана ссылка для согласия"))
def make_consent_link(
    *, actor: Actor, person: Person, expires_on: date, today: date, own: bool, representative: bool
) -> tuple[PersonalLink, dict[str, str]]:
    """A link with a code for each signer; the codes are returned once, kept as hashes, and given apart from the link."""
    _check_term(expires_on, today)
    _close_former(person, LinkPurpose.CONSENT, today)
    codes = {who: _code() for who, wanted in (("own", own), ("representative", representative)) if wanted}
    link = PersonalLink(
        organisation=person.organisation, person=person, purpose=LinkPurpose.CONSENT, expires_on=expires_on,
        own_code=make_password(codes["own"]) if own else "",
        representative_code=make_password(codes["representative"]) if representative else "",
    )  # fmt: skip
    link.store()
    note(link)
    return link, codes


@audited("link.wrong_code", gettext_lazy("введён неверный код по ссылке"))
def count_wrong_code(*, actor: Actor, link: PersonalLink, today: date) -> PersonalLink:
    """After five wrong codes the link is closed: codes are short."""
    link.wrong_codes += 1
    if link.wrong_codes >= TRIES:
        link.closed_on = today
    link.store()
    return link


@audited("link.closed", gettext_lazy("закрыта личная ссылка"))
def close_link(*, actor: Actor, link: PersonalLink, today: date) -> PersonalLink:
    link.closed_on = link.closed_on or today
    link.store()
    return link


def _code() -> str:
    return "".join(secrets.choice("0123456789") for _n in range(CODE_DIGITS))


def _check_term(expires_on: date, today: date) -> None:
    if expires_on < today:
        raise ValidationError({"expires_on": _("Этот день уже прошёл.")})


def _close_former(person: Person, purpose: LinkPurpose, today: date) -> None:
    PersonalLink.objects.filter(person=person, purpose=purpose, closed_on__isnull=True).update(closed_on=today)
