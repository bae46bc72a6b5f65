"""Takes an import back, where nothing has been built upon it since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from nastavnik.common.models import JournalEntry
from nastavnik.exchange.models import ImportRun
from nastavnik.people.models import Guardianship, Person
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.programmes.models import Participation

NAMED = 3
BATCH = 10_000  # SQLite takes no more than some 30,000 values in one question


def undo(run: ImportRun) -> dict[str, int]:
    """Remove what the import made and restore what it changed; raises with the first obstacles where there are any."""
    written = run.written
    obstacles = sorted({person.short_name for person in _gone_further(run, written)})
    if obstacles:
        named = "; ".join(obstacles[:NAMED]).rstrip(".")
        more = _(" И ещё %(n)s.") % {"n": len(obstacles) - NAMED} if len(obstacles) > NAMED else ""
        sentence = _("Взять назад нельзя, люди уже пошли дальше: %(named)s.") % {"named": named}
        raise ValidationError(sentence + more, code="built_upon")
    for model, keys in (
        (Participation, written["participations"]), (Guardianship, written["ties"]), (Person, written["people"]),
    ):  # fmt: skip
        for batch in _batches(keys):
            model.objects.filter(pk__in=batch).delete()
    _restore(Person, written["changed_people"])
    _restore(Participation, written["changed_participations"])
    return {
        "people": len(written["people"]), "participations": len(written["participations"]),
        "restored": len(written["changed_people"]) + len(written["changed_participations"]),
    }  # fmt: skip


def _gone_further(run: ImportRun, written: dict[str, Any]) -> Iterator[Person]:
    """Who was selected, consented, answered, joined elsewhere or was changed by hand since."""
    own, ties = set(written["participations"]), set(written["ties"])
    for batch in _batches(written["participations"]):
        rows = Participation.objects.filter(pk__in=batch).filter(
            ~Q(status=ParticipationStatus.NOMINATED) | Q(responses__isnull=False) | Q(nominations__isnull=False)
        )
        yield from (row.person for row in rows.with_people())
    for batch in _batches(written["people"]):
        people = Person.objects.filter(pk__in=batch)
        built = Q(consents__isnull=False) | Q(user__isnull=False) | Q(links__isnull=False) | Q(curated__isnull=False)
        yield from people.filter(built)
        joined = Participation.objects.filter(person__id__in=batch).with_people()
        yield from (row.person for row in joined if str(row.pk) not in own)
        tied = Guardianship.objects.filter(Q(ward__id__in=batch) | Q(guardian__id__in=batch)).select_related("ward")
        yield from (tie.ward for tie in tied if str(tie.pk) not in ties)
    yield from _changed_since(run, written)


def _changed_since(run: ImportRun, written: dict[str, Any]) -> Iterator[Person]:
    people = {*written["people"], *written["changed_people"]}
    rows = {*written["participations"], *written["changed_participations"]}
    later = set(JournalEntry.objects.filter(at__gt=run.confirmed_at).values_list("subject_id", flat=True))
    for batch in _batches(sorted(people & later)):
        yield from Person.objects.filter(pk__in=batch)
    for batch in _batches(sorted(rows & later)):
        yield from (row.person for row in Participation.objects.filter(pk__in=batch).with_people())


def _restore(model: type[Person] | type[Participation], before: dict[str, dict[str, Any]]) -> None:
    for batch in _batches(list(before)):
        for row in model.objects.filter(pk__in=batch):
            for name, value in before[str(row.pk)].items():
                setattr(row, name, date.fromisoformat(value) if name == "birth_date" and value else value)
            row.store()


def _batches(keys: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch
