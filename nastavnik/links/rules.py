"""When a link opens, and how its address is made: signed, so that none can be guessed and none need be kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink

TRIES = 5
SIGNER = Signer(salt="nastavnik.personal-link", sep=".")


class LinkRefused(ValueError):
    """The link does not open; the message is a sentence for whoever holds it."""


def token_of(link: PersonalLink) -> str:
    """The last part of the link's address."""
    return SIGNER.sign(link.pk.hex)


def opened(token: str, purposes: Collection[LinkPurpose], on: date) -> PersonalLink:
    """The link behind an address; raises `LinkRefused` for one forged, closed, expired or made for something else."""
    try:
        key = UUID(hex=SIGNER.unsign(token))
    except (BadSignature, ValueError) as error:
        raise LinkRefused(_("Такой ссылки нет: проверьте, целиком ли она набрана.")) from error
    link = PersonalLink.objects.select_related("organisation", "person").filter(pk=key).first()
    if link is None or link.purpose not in purposes:
        raise LinkRefused(_("Такой ссылки нет: проверьте, целиком ли она набрана."))
    if link.closed_on is not None:
        raise LinkRefused(_("Эта ссылка уже закрыта. Попросите у куратора новую."))
    if not link.stands(on):
        raise LinkRefused(
            _("Срок этой ссылки кончился %(day)s. Попросите у куратора новую.") % {"day": f"{link.expires_on:%d.%m.%Y}"}
        )
    return link


def codes_fit(link: PersonalLink, *, own: str, representative: str) -> bool:
    """Whether every code the link has is the one that was typed; spaces and hyphens do not matter."""
    pairs = ((link.own_code, own), (link.representative_code, representative))
    return all(check_password(_plain(typed), kept) for kept, typed in pairs if kept)


def _plain(code: str) -> str:
    return "".join(sign for sign in code if sign.isdigit())
