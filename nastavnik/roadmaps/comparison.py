"""What changed between two road maps: which stages and activities are new, gone or other, word by word. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import fuzz

from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage, Problem

ALIKE = 60.0
SAME_NUMBER = 10.0
MOST_COMPARED = 200  # beyond, only equal texts are found again
R = TypeVar("R")


class Part(StrEnum):
    """What of a stage or an activity is compared."""

    TITLE = "title"
    TERM = "term"
    TEXT = "text"
    SIDE = "side"
    RESPONSIBLE = "responsible"
    RESOURCES = "resources"
    RESULT = "result"


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    words: str
    how: str  # same, gone, new


@dataclass(frozen=True)
class Difference:
    part: Part
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        return differing_words(self.before, self.after)


@dataclass(frozen=True)
class ActivityChange:
    """`before` is None where it is new, `after` where it is gone."""

    before: OutlineActivity | None
    after: OutlineActivity | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class StageChange:
    before: OutlineStage | None
    after: OutlineStage | None
    differences: tuple[Difference, ...] = ()
    activities: tuple[ActivityChange, ...] = ()

    @property
    def is_none(self) -> bool:
        return bool(self.before and self.after) and not self.differences and not self.activities


def compare(before: Outline, after: Outline) -> list[StageChange]:
    """The stages that differ, in the order of the later road map, those gone at the end."""
    pairs = _matched(before.stages, after.stages, _title, lambda stage: str(stage.number or ""))
    return [change for one, other in pairs if not (change := _stage_change(one, other)).is_none]


def _stage_change(before: OutlineStage | None, after: OutlineStage | None) -> StageChange:
    if before is None or after is None:
        return StageChange(before, after)
    differences = _differences(
        (Part.TITLE, before.title, after.title), (Part.TERM, before.term.text, after.term.text)
    )  # fmt: skip
    pairs = _matched(before.activities, after.activities, _text, lambda activity: activity.number)
    changes = (_activity_change(one, other, before, after) for one, other in pairs)
    shown = tuple(change for change in changes if change.differences or not (change.before and change.after))
    return StageChange(before, after, differences, shown)


def _activity_change(
    before: OutlineActivity | None, after: OutlineActivity | None, earlier: OutlineStage, later: OutlineStage
) -> ActivityChange:
    if before is None or after is None:
        return ActivityChange(before, after)
    differences = _differences(
        (Part.TEXT, before.text, after.text), (Part.TERM, _own_term(before, earlier), _own_term(after, later)),
        (Part.SIDE, str(before.side), str(after.side)),
        (Part.RESPONSIBLE, ", ".join(before.responsible), ", ".join(after.responsible)),
        (Part.RESOURCES, _resources(before), _resources(after)), (Part.RESULT, before.result, after.result),
    )  # fmt: skip
    return ActivityChange(before, after, differences)


def _own_term(activity: OutlineActivity, stage: OutlineStage) -> str:
    """A term that is the stage's is compared there, once."""
    of_stage = Problem.TERM_FROM_STAGE in activity.problems or activity.term.text == stage.term.text
    return "" if of_stage else activity.term.text


def _resources(activity: OutlineActivity) -> str:
    return "; ".join((*activity.resources_inside, *activity.resources_outside))


def _differences(*parts: tuple[Part, str, str]) -> tuple[Difference, ...]:
    return tuple(Difference(part, before, after) for part, before, after in parts if before != after)


def _title(stage: OutlineStage) -> str:
    return stage.title


def _text(activity: OutlineActivity) -> str:
    return activity.text


def _matched(
    before: Sequence[R], after: Sequence[R], words: Callable[[R], str], number: Callable[[R], str]
) -> list[tuple[R | None, R | None]]:
    """Each row of the later list with its own of the earlier one: equal words first, then the most alike."""
    left = list(range(len(before)))
    found: dict[int, int] = {}
    for place, row in enumerate(after):
        same = next((one for one in left if words(before[one]) == words(row)), None)
        if same is not None:
            found[place] = same
            left.remove(same)
    open_places = [place for place in range(len(after)) if place not in found][:MOST_COMPARED]
    scores = sorted(
        (
            (_alike(words(before[one]), words(after[place])) + SAME_NUMBER * (number(before[one]) == number(after[place])),
             place, one)
            for place in open_places for one in left[:MOST_COMPARED]
        ),
        key=lambda score: (-score[0], score[1], score[2]),
    )  # fmt: skip
    for score, place, one in scores:
        if score >= ALIKE and place not in found and one in left:
            found[place] = one
            left.remove(one)
    pairs: list[tuple[R | None, R | None]] = [
        (before[found[place]] if place in found else None, row) for place, row in enumerate(after)
    ]
    return [*pairs, *((before[one], None) for one in left)]


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(one.lower(), other.lower())


def differing_words(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, by whole words; nothing is lost of either text."""
    old, new = (re.findall(r"\S+\s*", words) for words in (before, after))
    found: list[Piece] = []
    matcher = difflib.SequenceMatcher(
        a=[word.strip() for word in old], b=[word.strip() for word in new], autojunk=False
    )
    for how, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if how == "equal":
            found.append(Piece("".join(new[new_from:new_to]), "same"))
            continue
        if old_to > old_from:
            found.append(Piece("".join(old[old_from:old_to]), "gone"))
        if new_to > new_from:
            found.append(Piece("".join(new[new_from:new_to]), "new"))
    return found
