"""Last cycle's road map for the next: terms move with their words, what is permanent stays so, texts are kept. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from nastavnik.roadmaps.outline import (
    NO_SOURCE,
    Outline,
    OutlineActivity,
    OutlineStage,
    Problem,
    term_problems,
)
from nastavnik.roadmaps.terms import Period, shift, shift_years

SCHOOL_YEARS = re.compile(r"(?<![\d.])(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?![\d.])")
# a year that is neither half of a school year nor the date of a document: «в 2020 г.», but not «от 25.12.2019 № Р-145»
LONE_YEAR = re.compile(r"(?<![\d.])20\d\d(?![\d.])")


def roll_over(outline: Outline, *, years: int, period: Period) -> Outline:
    """The same road map so many years later; `period` is the later cycle's own.

    School years named in texts («в 2020 – 2021 учебном году») move too. Any other year in a text may belong to a law or
    to the plan, so the activity is marked for a person to look at.
    """
    stages = tuple(_stage(stage, years, period) for stage in outline.stages)
    return Outline(shift_school_years(outline.title, years), stages, period)


def _stage(stage: OutlineStage, years: int, period: Period) -> OutlineStage:
    return OutlineStage(
        stage.number,
        shift_school_years(stage.title, years),
        shift(stage.term, years=years, period=period),
        tuple(_activity(activity, years, period) for activity in stage.activities),
    )


def _activity(activity: OutlineActivity, years: int, period: Period) -> OutlineActivity:
    term = shift(activity.term, years=years, period=period)
    text, result = (shift_school_years(words, years) for words in (activity.text, activity.result))
    problems = term_problems(term, period=None, own=Problem.TERM_FROM_STAGE not in activity.problems)
    kept = tuple(problem for problem in activity.problems if problem == Problem.RESPONSIBLE_MISSING)
    named = (Problem.YEAR_IN_TEXT,) if any(_lone_years(words) for words in (text, result)) else ()
    return replace(activity, text=text, result=result, term=term, source=NO_SOURCE, problems=(*problems, *kept, *named))


def _lone_years(words: str) -> list[str]:
    return LONE_YEAR.findall(SCHOOL_YEARS.sub("", words))


def shift_school_years(words: str, years: int) -> str:
    """«в 2020 – 2021 учебном году» so many years later; a pair of years that do not follow one another is left."""

    def later(match: re.Match[str]) -> str:
        first, second = int(match[1]), match[2]
        follows = int(second) % 100 == (first + 1) % 100
        return shift_years(match[0], years) if follows else match[0]

    return SCHOOL_YEARS.sub(later, words)
