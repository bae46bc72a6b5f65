"""Writes a judged import: people, representatives, participations; many rows in few queries."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Decisions
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nastavnik.exchange.models import ImportRun
from nastavnik.exchange.preview import Preview, PreviewRow, Purpose, RowStatus
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Guardianship, Person
from nastavnik.programmes.enums import Channel, Side
from nastavnik.programmes.models import Participation

PERSON_FIELDS = (
    "kind", "last_name", "first_name", "patronymic", "sex", "birth_date", "grade", "letter", "workplace", "position",
    "subject", "experience_years", "category", "email", "phone", "special_categories",
)  # fmt: skip
OFFER_FIELDS = (
    "competences", "interests", "achievements", "expectations", "availability", "meeting_format", "wanted", "wanted_age",
    "capacity", "need", "has_experience",
)  # fmt: skip
# a newer list is right about these even where something is written already
RENEWED = frozenset({"grade", "letter", "position", "subject", "experience_years", "category"})
SIDES = {Purpose.MENTEE_ANSWERS: Side.MENTEE, Purpose.MENTOR_ANSWERS: Side.MENTOR}
MERGE, NEW, SKIP = "merge", "new", "skip"


@dataclass
class Written:
    """What an import has made and changed, so that it can be taken back whole."""

    people: list[str] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)
    participations: list[str] = field(default_factory=list)
    changed_people: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed_participations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def before(self, row: Person | Participation, names: Iterable[str]) -> None:
        """Remember what stood in these fields; the first time counts. Special categories are never copied here."""
        kept = self.changed_people if isinstance(row, Person) else self.changed_participations
        values = {name: _plain(getattr(row, name)) for name in names if name != "special_categories"}
        kept[str(row.pk)] = values | kept.get(str(row.pk), {})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@dataclass
class Outcome:
    taken: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    written: Written = field(default_factory=lambda: Written())

    def refuse(self, row: PreviewRow, column: str, value: str, reason: str) -> None:
        self.refused.append({"row": row.number, "name": row.name, "column": column, "value": value, "reason": reason})


def write(run: ImportRun, preview: Preview, decisions: Decisions[int, str]) -> Outcome:
    outcome = Outcome()
    accepted = [row for row in preview.rows if _accepted(row, decisions, outcome)]
    people = _people(run, accepted, decisions, outcome)
    _guardians(run, accepted, people, outcome.written)
    side = SIDES.get(Purpose(run.purpose))
    if side:
        _participations(run, side, accepted, people, outcome.written)
    outcome.taken = len(people)
    return outcome


def _accepted(row: PreviewRow, decisions: Decisions[int, str], outcome: Outcome) -> bool:
    if row.status == RowStatus.REFUSED:
        first = row.errors[0]
        outcome.refuse(row, first.column, first.value, first.message)
        return False
    if row.status == RowStatus.DOUBLE and decisions.get(row.number, default_decision(row)) == SKIP:
        reason = _("Повтор: %(name)s (%(reason)s).") % {"name": row.double_name, "reason": row.double_reason}
        outcome.refuse(row, "", row.name, reason)
        return False
    return True


def default_decision(row: PreviewRow) -> str:
    """A row repeated in the same file is skipped; somebody already known is merged with."""
    return SKIP if row.of_row else MERGE


def _people(
    run: ImportRun, rows: list[PreviewRow], decisions: Decisions[int, str], outcome: Outcome
) -> dict[int, Person]:
    """The person of each row: a known one with what was missing filled in, or a new one."""
    known = {str(person.pk): person for person in Person.objects.filter(organisation=run.programme.organisation)}
    found: dict[int, Person] = {}
    fresh: list[Person] = []
    for row in rows:
        person = _whom(row, known, found, decisions)
        try:
            if person is None:
                person = _new_person(run, row.values)
                fresh.append(person)
            elif _fill(person, row.values, outcome.written) and not person._state.adding:
                person.store()
        except ValidationError as error:
            outcome.refuse(row, "", row.name, " ".join(error.messages))
            continue
        found[row.number] = person
    Person.objects.bulk_create(fresh)
    outcome.written.people += [str(person.pk) for person in fresh]
    return found


def _whom(
    row: PreviewRow, known: dict[str, Person], found: dict[int, Person], decisions: Decisions[int, str]
) -> Person | None:
    if row.status == RowStatus.DOUBLE and decisions.get(row.number, default_decision(row)) == NEW:
        return None
    return found.get(row.of_row) if row.of_row else known.get(row.person)


def _person_values(values: dict[str, Any]) -> dict[str, Any]:
    chosen = {name: values[name] for name in PERSON_FIELDS if name in values}
    if "birth_date" in chosen:
        chosen["birth_date"] = date.fromisoformat(chosen["birth_date"])
    return chosen


def _new_person(run: ImportRun, values: dict[str, Any]) -> Person:
    person = Person(organisation=run.programme.organisation, **_person_values(values))
    person.clean_fields(exclude={"search_text"})
    person.make_key()
    return person


def _fill(person: Person, values: dict[str, Any], written: Written) -> bool:
    """Fill in what is empty and renew what a newer list knows better; says whether anything changed."""
    changed = False
    for name, value in _person_values(values).items():
        old = getattr(person, name)
        if value not in ("", None, []) and old != value and (name in RENEWED or old in ("", None, [])):
            if not person._state.adding:
                written.before(person, [name])
            setattr(person, name, value)
            changed = True
    return changed


def _guardians(run: ImportRun, rows: list[PreviewRow], people: dict[int, Person], written: Written) -> None:
    organisation = run.programme.organisation
    parents = {
        (parent.last_name, parent.first_name, parent.patronymic): parent
        for parent in Person.objects.filter(organisation=organisation, kind=PersonKind.PARENT)
    }
    tied = set(Guardianship.objects.filter(ward__organisation=organisation).values_list("ward", "guardian"))
    fresh, ties = [], []
    for row in rows:
        name = tuple(row.values.get(f"guardian_{part}", "") for part in ("last_name", "first_name", "patronymic"))
        child = people.get(row.number)
        if child is None or not name[0]:
            continue
        parent = parents.get(name)
        if parent is None:
            parent = Person(
                organisation=organisation, kind=PersonKind.PARENT, last_name=name[0], first_name=name[1],
                patronymic=name[2],
            )  # fmt: skip
            parent.make_key()
            parents[name] = parent
            fresh.append(parent)
        _reach(parent, row, written)
        if (child.pk, parent.pk) not in tied:
            tied.add((child.pk, parent.pk))
            ties.append(Guardianship(ward=child, guardian=parent))
    Person.objects.bulk_create(fresh)
    Guardianship.objects.bulk_create(ties)
    written.people += [str(person.pk) for person in fresh]
    written.ties += [str(tie.pk) for tie in ties]


def _reach(parent: Person, row: PreviewRow, written: Written) -> None:
    """How to reach a parent, where it is not known yet; somebody who was there before is written at once."""
    missing = [name for name in ("phone", "email") if row.values.get(f"guardian_{name}") and not getattr(parent, name)]
    if missing and not parent._state.adding:
        written.before(parent, missing)
    for name in missing:
        setattr(parent, name, row.values[f"guardian_{name}"])
    if missing and not parent._state.adding:
        parent.store()


def _participations(
    run: ImportRun, side: Side, rows: list[PreviewRow], people: dict[int, Person], written: Written
) -> None:
    programme = run.programme
    existing = {row.person_id: row for row in Participation.objects.filter(programme=programme, side=side)}
    fresh: dict[Any, Participation] = {}
    for row in rows:
        person = people.get(row.number)
        if person is None:
            continue
        values = {name: row.values[name] for name in OFFER_FIELDS if name in row.values}
        participation = existing.get(person.pk) or fresh.get(person.pk)
        if participation is None:
            participation = Participation(programme=programme, person=person, side=side, channel=Channel.SELF)
            fresh[person.pk] = participation
        if person.pk in existing:
            written.before(participation, values)
        for name, value in values.items():
            setattr(participation, name, value)
        if person.pk in existing:
            participation.store()
    Participation.objects.bulk_create(fresh.values())
    written.participations += [str(participation.pk) for participation in fresh.values()]
