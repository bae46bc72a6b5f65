"""Stable pairs by wishes with ties, incomplete lists and places: nobody would rather swap.

Mentees propose, so with strict wishes the result is the best stable one for every mentee (Gale & Shapley 1962). With ties
the largest stable matching is NP-hard to find; Király's promotions («Linear time local approximation algorithm for
maximum stable marriage», 2013) give at least two thirds of its size, here with places counted instead of copied.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

# the rank of each mentor for a mentee, and the other way round: 0 is liked most, equal ranks are liked alike
Ranks = Mapping[int, int]
NONE = -1


class _Asking:
    """A mentee on his way down his list; `again`: he has come to its end once and asks a second time, with advantage."""

    def __init__(self, ranks: Ranks) -> None:
        self.ranks = ranks
        self.again = False
        self.restart()

    def restart(self) -> None:
        """All his tiers, the last one first: the one he asks now stands at the end."""
        tiers: dict[int, list[int]] = {}
        for mentor, rank in sorted(self.ranks.items(), key=lambda item: (-item[1], item[0])):
            tiers.setdefault(rank, []).append(mentor)
        self.tiers = list(tiers.values())

    def drop(self, mentor: int) -> None:
        """A mentor of the tier he asks now has turned him away."""
        self.tiers[-1].remove(mentor)
        if not self.tiers[-1]:
            self.tiers.pop()


class _Proposals:
    def __init__(self, mentees: Sequence[Ranks], mentors: Sequence[Ranks], places: Sequence[int]) -> None:
        self.asking = [_Asking(ranks) for ranks in mentees]
        self.mentors = mentors
        self.places = places
        self.held: list[set[int]] = [set() for _mentor in mentors]
        self.choice = [NONE] * len(mentees)

    def run(self) -> list[int]:
        waiting = deque(range(len(self.asking)))
        while waiting:
            mentee = waiting.popleft()
            turned_away = self._propose(mentee)
            if turned_away is not None:
                waiting.append(turned_away)
        return self.choice

    def _propose(self, mentee: int) -> int | None:
        """One proposal; whoever has to go on asking, if anybody."""
        one = self.asking[mentee]
        if not one.tiers:
            if one.again or not one.ranks:
                return None
            one.again = True
            one.restart()
        mentor = next((mentor for mentor in one.tiers[-1] if self._is_free(mentor)), NONE)
        if mentor != NONE:
            self._take(mentee, mentor)
            return None
        return self._ask_full(mentee, one.tiers[-1][0])

    def _ask_full(self, mentee: int, mentor: int) -> int | None:
        """A proposal to a mentor without a place; whoever has to go on asking."""
        wavering = min((held for held in self.held[mentor] if self._wavers(held, mentor)), default=None)
        if wavering is not None:
            # he has another mentor he likes as much, with a place free: he goes, and may come back
            self._leave(wavering)
            self._take(mentee, mentor)
            return wavering
        worst = max(self.held[mentor], key=lambda held: self._order(mentor, held))
        if self._order(mentor, mentee)[:2] < self._order(mentor, worst)[:2]:
            self._leave(worst)
            self.asking[worst].drop(mentor)
            self._take(mentee, mentor)
            return worst
        self.asking[mentee].drop(mentor)
        return mentee

    def _is_free(self, mentor: int) -> bool:
        return len(self.held[mentor]) < self.places[mentor]

    def _wavers(self, mentee: int, mentor: int) -> bool:
        top = self.asking[mentee].tiers[-1]
        return len(top) > 1 and any(other != mentor and self._is_free(other) for other in top)

    def _order(self, mentor: int, mentee: int) -> tuple[int, bool, int]:
        """Lower is liked more; among equals those who ask a second time stand before those who ask the first."""
        return self.mentors[mentor][mentee], not self.asking[mentee].again, mentee

    def _take(self, mentee: int, mentor: int) -> None:
        self.held[mentor].add(mentee)
        self.choice[mentee] = mentor

    def _leave(self, mentee: int) -> None:
        self.held[self.choice[mentee]].discard(mentee)
        self.choice[mentee] = NONE


def stable(mentees: Sequence[Ranks], mentors: Sequence[Ranks], places: Sequence[int]) -> list[int]:
    """The mentor of each mentee, -1 for none. Both sides must rank each other: a pair is possible where both do.

    `places` are at least nought. With strict ranks: mentee-optimal; with ties: stable, of two thirds of the greatest size
    or more.
    """
    mutual = [
        {mentor: rank for mentor, rank in ranks.items() if mentee in mentors[mentor] and places[mentor] > 0}
        for mentee, ranks in enumerate(mentees)
    ]
    return _Proposals(mutual, mentors, places).run()


def blocking(
    mentees: Sequence[Ranks], mentors: Sequence[Ranks], places: Sequence[int], choice: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs (mentee, mentor) who would both rather have each other: empty for a stable matching. Trusts nothing."""
    held: list[list[int]] = [[] for _mentor in mentors]
    for mentee, mentor in enumerate(choice):
        if mentor >= 0:
            held[mentor].append(mentee)
    found = []
    for mentee, ranks in enumerate(mentees):
        mine = ranks[choice[mentee]] if choice[mentee] >= 0 else None
        for mentor, rank in ranks.items():
            if mentee not in mentors[mentor] or (mine is not None and rank >= mine):
                continue
            worst = max((mentors[mentor][other] for other in held[mentor]), default=-1)
            if len(held[mentor]) < places[mentor] or (places[mentor] > 0 and mentors[mentor][mentee] < worst):
                found.append((mentee, mentor))
    return found
