"""The refused rows of an import as an Excel file that goes back to whoever brought them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from nastavnik.common.actor import Actor
from nastavnik.common.audit import note
from nastavnik.common.russian import search_key
from nastavnik.consents.enums import ALWAYS, HandoutKind
from nastavnik.consents.handouts import HandedOut, remember
from nastavnik.consents.queries import withdrawn
from nastavnik.exchange.models import FileRun
from nastavnik.exchange.sheets import table_xlsx
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person
from nastavnik.programmes.models import Participation


def refused_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """Row of the uploaded table, name, column, value and reason."""
    columns = {
        "row": _("Строка"), "name": _("Имя"), "column": _("Столбец"), "value": _("Значение"), "reason": _("Причина"),
    }  # fmt: skip
    return table_xlsx(_("Не принято"), columns, rows)


def hand_back(*, actor: Actor, organisation: Organisation, run: FileRun) -> HandedOut:
    """The refused rows without those who have withdrawn meanwhile; for an audited service, whose entry says how many."""
    whose = _whose(organisation, run.refused)
    people = set[UUID]().union(*whose)
    sheets = withdrawn(timezone.localdate()).filter(person__in=people, kind__in=ALWAYS)
    gone = set(sheets.values_list("person", flat=True))
    kept = [(row, known) for row, known in zip(run.refused, whose, strict=True) if not known & gone]
    note(run, rows=len(kept))
    remember(
        actor=actor, organisation=organisation, kind=HandoutKind.REFUSED, title=run.filename,
        people=set[UUID]().union(*(known for _row, known in kept)),
    )  # fmt: skip
    return HandedOut(refused_xlsx([row for row, _known in kept]), len(run.refused) - len(kept))


def _whose(organisation: Organisation, rows: Sequence[dict[str, Any]]) -> list[set[UUID]]:
    """Who is named in each row: everybody of that name, and the participant it was found to be about."""
    named: dict[str, set[UUID]] = defaultdict(set)
    keys = {search_key(row["name"]) for row in rows}
    known = Person.objects.filter(organisation=organisation, search_text__in=keys).order_by()
    for key, person in known.values_list("search_text", "pk"):
        named[key].add(person)
    found = {row["participation"] for row in rows if row.get("participation")}
    for key, person in Participation.objects.filter(pk__in=found).order_by().values_list("pk", "person"):
        named[str(key)].add(person)
    return [named[search_key(row["name"])] | named[row.get("participation", "")] for row in rows]
