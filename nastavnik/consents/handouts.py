"""What leaves the system with names in it: nobody without consent is named, and it is remembered who was.

Every service that makes a file of people asks `consents.queries.nameable` whom it may name and calls `remember`, which
refuses whoever may not be named: a file that forgot to ask is not made. Exempt are the sheets on which consent is asked
for and the cards that remind of them, what a curator reads on the screen, and the refused rows of an import, which go back
to whoever brought them without those who have withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import ngettext

from nastavnik.common.actor import Actor
from nastavnik.consents.enums import HandoutKind
from nastavnik.consents.models import Handout, Mention
from nastavnik.consents.queries import nameable
from nastavnik.organisations.models import Organisation

EXEMPT = frozenset({HandoutKind.SHEETS, HandoutKind.REMINDERS, HandoutKind.REFUSED})


class NamedWithoutConsent(RuntimeError):
    """A file would have named somebody whose consent does not stand; see `consents.queries.nameable`."""


@dataclass(frozen=True)
class HandedOut:
    """A file, and how many are not in it because their consent does not stand."""

    content: bytes
    left_out: int = 0


def remember(
    *, actor: Actor, organisation: Organisation, kind: HandoutKind, title: str, people: Iterable[UUID],
    paper: UUID | None = None,
) -> None:  # fmt: skip
    """Keep who is named in what leaves the system now; a file that names nobody leaves no row."""
    named, today = set(people), timezone.localdate()
    if kind not in EXEMPT and (refused := named - nameable(named, today)):
        raise NamedWithoutConsent(f"{kind}: {len(refused)} of {len(named)} people may not be named.")
    if not named:
        return
    handout = Handout(organisation=organisation, kind=kind, title=title, made_on=today, made_by=actor.user, paper=paper)
    handout.store()
    Mention.objects.bulk_create(Mention(handout=handout, person_id=person) for person in named)


def left_out_words(n: int) -> str:
    """How many a list leaves out, as its last line says; nothing where it is whole."""
    if not n:
        return ""
    words = ngettext(
        "%(n)s человек не вошёл: нет действующего согласия.", "Не вошли, нет действующего согласия: %(n)s.", n
    )
    return words % {"n": n}
