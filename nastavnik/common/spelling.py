"""Names typed with slips: «щеголева ксеня» is «Щёголева Ксения». Pure; words come as `russian.search_key` makes them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

# letters from which one slip, or two, is forgiven: shorter words would meet half of the school
ONE_SLIP, TWO_SLIPS = 4, 8


def slips_forgiven(word: str) -> int:
    """How many wrong, missing, spare or swapped letters a typed word may have."""
    return (len(word) >= ONE_SLIP) + (len(word) >= TWO_SLIPS)


def slips(typed: str, name: str) -> int | None:
    """The slips between a typed word and a name or its beginning; None where there are more than forgiven.

    The beginning counts, because people stop typing when they think it is enough.
    """
    limit = slips_forgiven(typed)
    lengths = {len(name), *(n for n in range(len(typed) - limit, len(typed) + limit + 1) if 0 < n < len(name))}
    fewest = min(OSA.distance(typed, name[:length], score_cutoff=limit) for length in lengths)
    return fewest if fewest <= limit else None


def closeness(typed: Sequence[str], names: Sequence[str]) -> int | None:
    """All slips of a whole query against the words of one name, each typed word with a name of its own; None if none fits.

    Words are taken in the order typed and each gets its nearest free name: enough for the three words of a Russian name.
    """
    free = list(names)
    total = 0
    for word in typed:
        found = [(found, place) for place, name in enumerate(free) if (found := slips(word, name)) is not None]
        if not found:
            return None
        fewest, place = min(found)
        total += fewest
        del free[place]
    return total
