"""Questions about papers: the register, and the sheets of consents still to be signed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import QuerySet

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.models import LabourTerms
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import kinds_needed
from nastavnik.documents.models import Document
from nastavnik.documents.types.consent_sheets import Sheet
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.mentoring.queries import with_lacking
from nastavnik.people.queries import representatives
from nastavnik.programmes.models import Participation, Programme


def register(programme: Programme) -> QuerySet[Document]:
    return Document.objects.filter(programme=programme)


def pairs_for_order(programme: Programme, on: date) -> tuple[list[Mentorship], list[Mentorship]]:
    """Approved pairs and groups an order may name, and those in which somebody's consent does not stand."""
    approved = Mentorship.objects.filter(programme=programme, status=MentorshipStatus.APPROVED).with_people()
    rows = with_lacking(approved, on)
    return [row for row in rows if not row.lacking], [row for row in rows if row.lacking]


def unsigned_sheets(rows: Sequence[Participation], kinds: Collection[ConsentKind], on: date) -> list[Sheet]:
    """One sheet for each person and kind that does not stand yet; the labour one for those who need it only."""
    people = [row.person_id for row in rows]
    standing = standing_kinds(people, on)
    signers = representatives(people)
    terms = {row.person_id: row for row in LabourTerms.objects.filter(person__in=people)}
    wanted = {
        (row.person_id, kind): row.person
        for row in rows
        for kind in kinds
        if kind not in standing[row.person_id] and (kind != ConsentKind.LABOUR or _works_as_mentor(row))
    }
    return [
        Sheet(person, kind, signers.get(person.pk, ""), terms.get(person.pk))
        for (_person, kind), person in wanted.items()
    ]


def _works_as_mentor(row: Participation) -> bool:
    return ConsentKind.LABOUR in kinds_needed(row.person, as_mentor=row.is_mentor)
