"""Questions about the tree and the years."""

from __future__ import annotations

from datetime import date

from nastavnik.organisations.models import AcademicYear, Organisation

FIRST_MONTH = 8  # a school plans its next year from August


def start_year(on: date) -> int:
    """The calendar year in which the academic year of `on` starts."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def year_starting_in(starts_in: int) -> AcademicYear | None:
    return AcademicYear.objects.filter(starts_in=starts_in).first()


def paths_down_to(organisation: Organisation) -> list[str]:
    """The paths of those above, the highest first, and its own: the nearest one that has a word of its own has the last."""
    path = organisation.path
    return [path[: place + 1] for place, sign in enumerate(path) if sign == "/"]
