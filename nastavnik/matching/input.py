"""Who a search considers, as the engine knows them: those who wait, mentors with places, the rules of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from nastavnik.matching.engine import Mentee, Mentor, Rules, tier_of
from nastavnik.matching.models import ForbiddenPair, MatchingRun
from nastavnik.mentoring.queries import free_places, without_mentor
from nastavnik.people.models import Guardianship
from nastavnik.programmes.competences import Catalogue, plain
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.programmes.queries import catalogue_of
from nastavnik.questionnaires.queries import chosen

Wishes = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class People:
    mentees: list[Mentee]
    mentors: list[Mentor]
    rules: Rules


def waiting(programme: Programme, form: MentoringForm, on: date) -> list[Participation]:
    """The mentees a search of this form looks for a mentor for. Only people whose consents stand are considered."""
    return [row for row in without_mentor(programme, on) if row.person.kind in form.mentee_kinds]


def offering(programme: Programme, form: MentoringForm, on: date) -> list[tuple[Participation, int]]:
    """The mentors it may propose, with their places."""
    return [row for row in free_places(programme, on, form) if row[0].person.kind in form.mentor_kinds]


def considered(run: MatchingRun) -> People:
    """The people of a run as they are today, and what keeps them apart."""
    today = timezone.localdate()
    catalogue = catalogue_of(run.programme.organisation)
    asking, able = waiting(run.programme, run.form, today), offering(run.programme, run.form, today)
    wishes = _wishes(run, [*asking, *(row for row, _places in able)])
    mentees = [_mentee(row, today, catalogue, wishes) for row in asking]
    mentors = [_mentor(row, places, catalogue, wishes) for row, places in able]
    rules = Rules(
        mentor_kinds=frozenset(run.form.mentor_kinds), mentee_kinds=frozenset(run.form.mentee_kinds),
        forbidden=_families(mentees, mentors) | _forbidden(run.programme),
    )  # fmt: skip
    return People(mentees, mentors, rules)


def _wishes(run: MatchingRun, people: Iterable[Participation]) -> Wishes:
    """Whom each named after the group meeting, of those considered: who named nobody of them has no wish left."""
    if not run.aim.needs_wishes:
        return {}
    here = {str(row.pk) for row in people}
    of_side = chosen(run.programme)
    named = {**of_side[Side.MENTEE], **of_side[Side.MENTOR]}
    return {key: [whom for whom in keys if whom in here] for key, keys in named.items()}


def _mentee(row: Participation, today: date, catalogue: Catalogue, wishes: Wishes) -> Mentee:
    return Mentee(
        request=catalogue.names(row.competences), wanted=frozenset(row.wanted), age=row.person.age(today),
        tier=tier_of(row.need), **_shared(row, wishes),
    )  # fmt: skip


def _mentor(row: Participation, places: int, catalogue: Catalogue, wishes: Wishes) -> Mentor:
    age = row.wanted_age
    return Mentor(
        offers=catalogue.names(row.competences), capacity=places,
        wanted_age=(age["of"], age["from"], age["to"]) if age else None, **_shared(row, wishes),
    )  # fmt: skip


def _shared(row: Participation, wishes: Wishes) -> dict[str, Any]:
    key = str(row.pk)
    return {
        "key": key, "interests": frozenset(map(plain, row.interests)), "slots": frozenset(row.availability),
        "meeting_format": row.meeting_format, "kind": row.person.kind, "grade": row.person.grade,
        "person": str(row.person_id), "wishes": tuple(frozenset({whom}) for whom in wishes.get(key, ())),
    }  # fmt: skip


def _forbidden(programme: Programme) -> frozenset[tuple[str, str]]:
    rows = ForbiddenPair.objects.filter(programme=programme).values_list("mentee", "mentor")
    return frozenset((str(mentee), str(mentor)) for mentee, mentor in rows)


def _families(mentees: list[Mentee], mentors: list[Mentor]) -> frozenset[tuple[str, str]]:
    """A parent does not mentor his own child."""
    child_of = set(
        Guardianship.objects.filter(guardian__in=[mentor.person for mentor in mentors]).values_list("ward", "guardian")
    )
    related = {(str(ward), str(guardian)) for ward, guardian in child_of}
    return frozenset(
        (mentee.key, mentor.key)
        for mentee in mentees
        for mentor in mentors
        if (mentee.person, mentor.person) in related
    )
