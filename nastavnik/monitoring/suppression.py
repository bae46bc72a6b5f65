"""Which rows of a table of counts are kept back, so that nobody is recognised in them, not even by taking away. Pure.

The rule. A row is small when one of its counts is from 1 to 4; nought has nobody in it. Small rows are kept back whole. What
the total less the shown rows gives must not be small either: there have to be at least two kept back, and each of their
counts together nought or at least 5. Where that fails, the next smallest rows are kept back as well; where none is left, or
the total itself is small, the total is. It holds for every group of rows (a municipality) by itself, then for all together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class KeptBack(Generic[K]):
    rows: frozenset[K]
    total: bool


def keep_back(counts: Mapping[K, tuple[int, ...]], groups: Mapping[K, Hashable] | None = None) -> KeptBack[K]:
    """What to keep back of rows with one or more counts each, and whether of their total."""
    members: dict[Hashable, dict[K, tuple[int, ...]]] = defaultdict(dict)
    for key, row in counts.items():
        members[groups[key] if groups else None][key] = row
    first = frozenset[K]().union(*(_cover(group, frozenset()).rows for group in members.values()))
    return _cover(counts, first)


def _cover(counts: Mapping[K, tuple[int, ...]], already: frozenset[K]) -> KeptBack[K]:
    hidden = set(already) | {key for key, row in counts.items() if _is_small(row)}
    if not hidden:
        return KeptBack(frozenset(), total=False)
    if _is_small(_sum(counts.values())):
        return KeptBack(frozenset(hidden), total=True)
    # the emptiest last: a row of nobody hides nobody
    spare = sorted(
        (key for key in counts if key not in hidden), key=lambda key: (not any(counts[key]), sum(counts[key]))
    )
    for key in spare:
        if _is_safe(hidden, counts):
            break
        hidden.add(key)
    return KeptBack(frozenset(hidden), total=not _is_safe(hidden, counts))


def _is_safe(hidden: set[K], counts: Mapping[K, tuple[int, ...]]) -> bool:
    return len(hidden) > 1 and not _is_small(_sum(counts[key] for key in hidden))


def _is_small(row: tuple[int, ...]) -> bool:
    return any(0 < count < SMALL for count in row)


def _sum(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))
