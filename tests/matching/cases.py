"""Instances of the matching whose scores are known beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.matching.engine import Mentee, Mentor, Rules

BY_REQUEST = {"request": 1.0}
WORDS = 10


def table(*rows: Sequence[int], places: Sequence[int] | None = None) -> tuple[list[Mentee], list[Mentor]]:
    """Mentees m0, m1… and mentors t0, t1…: with `by_request` their scores are the numbers of the table, in tenths.

    A mentee asks for ten words of his own; a mentor offers as many of them as the table says.
    """
    words = [[f"{number}-{word}" for word in range(WORDS)] for number in range(len(rows))]
    mentees = [Mentee(f"m{number}", request=frozenset(asked)) for number, asked in enumerate(words)]
    mentors = [
        Mentor(
            f"t{number}",
            offers=frozenset(word for asked, row in zip(words, rows, strict=True) for word in asked[: row[number]]),
            capacity=places[number] if places else 1,
        )
        for number in range(len(rows[0]) if rows else 0)
    ]
    return mentees, mentors


def by_request(**rules: object) -> Rules:
    """Rules by which nothing but the request counts."""
    return Rules(weights=BY_REQUEST, **rules)  # type: ignore[arg-type]


def pairs_of(result) -> dict[str, str]:
    return {pair.mentee: pair.mentor for pair in result.pairs}
