"""Who named whom after the group meeting, and where both named each other (methodology §3.4). Pure.

The rule is the methodology's own: a mutual choice makes a pair, the rest is for the curator to settle. A person's places
count from 1; those named second («кто поможет») stand after those named first («с кем хотелось бы»).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Mutual:
    """Both named each other; `places` is the sum of the two places, the smaller the more they want it."""

    places: int
    mentee: str
    mentor: str
    mentee_place: int
    mentor_place: int


@dataclass(frozen=True)
class Preferences:
    """Mutual choices, the most wanted first; choices that were not returned, as (who, whom, place)."""

    mutual: tuple[Mutual, ...]
    of_mentees: tuple[tuple[str, str, int], ...]
    of_mentors: tuple[tuple[str, str, int], ...]

    def __bool__(self) -> bool:
        """Whether anybody has chosen anybody."""
        return bool(self.mutual or self.of_mentees or self.of_mentors)


def ranking(lists: Iterable[Sequence[str]]) -> list[str]:
    """Several answers of one person as one list, each name once, where it stands first."""
    return [*dict.fromkeys(name for named in lists for name in named)]


def compare(mentees: Mapping[str, Sequence[str]], mentors: Mapping[str, Sequence[str]]) -> Preferences:
    """The choices of both sides, each as names in their order by the key of who chose."""
    wishes = {(one, other): place for one, named in mentees.items() for place, other in enumerate(named, start=1)}
    returned = {(other, one): place for one, named in mentors.items() for place, other in enumerate(named, start=1)}
    mutual = sorted(
        Mutual(wishes[pair] + returned[pair], *pair, wishes[pair], returned[pair]) for pair in wishes.keys() & returned
    )
    one_way = tuple((*pair, place) for pair, place in wishes.items() if pair not in returned)
    other_way = tuple(
        (mentor, mentee, place) for (mentee, mentor), place in returned.items() if (mentee, mentor) not in wishes
    )
    return Preferences(tuple(mutual), one_way, other_way)
