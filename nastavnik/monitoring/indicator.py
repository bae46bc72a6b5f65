"""What an indicator is: words and one function that counts for any school, municipality or region alike.

The scope says whose rows there are; the function groups them by organisation and school year. A person belongs to one
organisation's list and is counted there alone, so the figure of a municipality is the sum of its schools'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeAlias
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from nastavnik.monitoring.enums import Whole
from nastavnik.monitoring.moments import Moment
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import TAKING_PART, Side
from nastavnik.programmes.models import Participation

LEARNERS = (PersonKind.PUPIL, PersonKind.STUDENT, PersonKind.ALUMNUS)


@dataclass(frozen=True)
class Tally:
    """Of one organisation in one school year: how many count, and how many cannot be judged for want of a fact.

    `whole` is of how many, where the indicator itself knows; `names` are what is counted where sums would count twice.
    """

    part: int = 0
    unknown: int = 0
    whole: int | None = None
    names: frozenset[str] = frozenset()

    def __add__(self, other: Tally) -> Tally:
        names = self.names | other.names
        whole = None if self.whole is None and other.whole is None else (self.whole or 0) + (other.whole or 0)
        return Tally(len(names) if names else self.part + other.part, self.unknown + other.unknown, whole, names)


Tallies: TypeAlias = Mapping[tuple[UUID, int], Tally]
Condition: TypeAlias = Callable[[Moment], Q]


@dataclass(frozen=True)
class Indicator:
    """`number` is its place in the table of the methodology; `counts` and `leaves_out` are printed with the figure.

    `of` is the number its share is taken of, None where it takes it of those it asked. `who` narrows participations of
    `side` to those who count, for the page of rows; None where it counts answers, which are not told by name. `unknown` are
    those of whom it cannot be told, `unknown_words` why.
    """

    code: str
    number: int
    title: str
    counts: str
    leaves_out: str
    tally: Callable[[Sequence[Moment]], Tallies]
    side: Side
    of: Whole | None = None
    who: Condition | None = None
    unknown: Q | None = None
    unknown_words: str = ""
    counts_persons: bool = True
    knows_former_years: bool = True

    @property
    def is_survey(self) -> bool:
        return self.of is None

    @property
    def names_people(self) -> bool:
        return self.who is not None


def any_of(moments: Sequence[Moment], condition: Condition) -> Q:
    """The condition of each moment within its own school year."""
    return reduce(or_, (moment.in_year("programme") & condition(moment) for moment in moments))


def decided(moment: Moment) -> Q:
    """Taken into the programme by the day; of a school year that is over everybody counts."""
    return Q() if moment.is_whole else Q(decided_on__lte=moment.on) | Q(decided_on__isnull=True)


def taking_part(side: Side, moments: Sequence[Moment]) -> QuerySet[Participation]:
    """Participations of a side by each moment, of people of the organisation's own list."""
    rows = Participation.objects.filter(side=side, status__in=TAKING_PART).filter(any_of(moments, decided))
    return rows.filter(person__organisation=F("programme__organisation"))


def persons(side: Side, moments: Sequence[Moment], who: Condition, unknown: Q) -> Tallies:
    """Each person of a side once who meets the condition, and those of whom it cannot be told; one query."""
    rows = taking_part(side, moments).order_by().values_list("programme__organisation", "programme__year__starts_in")
    found = rows.annotate(
        part=Count("person", distinct=True, filter=any_of(moments, who)),
        unknown=Count("person", distinct=True, filter=unknown),
    )
    return {(organisation, year): Tally(part, unsure) for organisation, year, part, unsure in found}


def aged(youngest: int, oldest: int) -> Condition:
    """Learners of that age on the day."""
    return lambda moment: Q(person__kind__in=LEARNERS) & moment.aged("person", youngest, oldest)


NO_BIRTH_DATE = Q(person__kind__in=LEARNERS, person__birth_date__isnull=True)
