"""The same person met twice: inside a file, and among the people already known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz.distance import JaroWinkler

from nastavnik.common.russian import search_key

ALIKE = 0.93
SURNAME_ALIKE = 0.90


@dataclass(frozen=True)
class Known:
    """Somebody already known: `key` is the person's key, or the row's number inside a file."""

    key: str
    last_name: str
    first_name: str
    patronymic: str = ""
    birth_date: str = ""
    class_name: str = ""

    @property
    def full(self) -> str:
        return search_key(f"{self.last_name} {self.first_name} {self.patronymic}").strip()


@dataclass(frozen=True)
class Double:
    """`exact` says that nothing contradicts: the same person for sure; others a person must decide."""

    key: str
    name: str
    exact: bool
    reason: str


class Index:
    """Finds doubles by blocks – the surname's first letters and the birth date – so that thousands are quick."""

    def __init__(self, people: Iterable[Known] = ()) -> None:
        self._blocks: dict[str, list[Known]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Known) -> None:
        for block in self._keys(person):
            self._blocks[block].append(person)

    def find(self, person: Known) -> Double | None:
        """The best double of `person`, or None."""
        seen: dict[str, Known] = {}
        for block in self._keys(person):
            for other in self._blocks.get(block, ()):
                seen[other.key] = other
        found = [double for other in seen.values() if (double := _compare(person, other))]
        return min(found, key=lambda double: (not double.exact, double.key), default=None)

    @staticmethod
    def _keys(person: Known) -> list[str]:
        surname = search_key(person.last_name)
        keys = [f"n:{surname[:2]}:{search_key(person.first_name)[:1]}"]
        if person.birth_date:
            keys.append(f"b:{person.birth_date}")
        return keys


def _compare(one: Known, other: Known) -> Double | None:
    name = " ".join(part for part in (other.last_name, other.first_name, other.patronymic) if part)
    dates = bool(one.birth_date and other.birth_date)
    if dates and one.birth_date != other.birth_date:
        return None
    if one.class_name and other.class_name and not dates and one.class_name != other.class_name:
        return _alike_elsewhere(one, other, name)
    if one.full == other.full:
        return Double(other.key, name, exact=True, reason=_exact_reason(dates))
    if _without_patronymic(one, other):
        sure = dates or (bool(one.class_name) and one.class_name == other.class_name)
        return Double(other.key, name, exact=False, reason=_("нет отчества, остальное совпадает") if sure else _("совпали фамилия и имя"))
    alike = JaroWinkler.similarity(one.full, other.full)
    surnames = JaroWinkler.similarity(search_key(one.last_name), search_key(other.last_name))
    if dates and alike >= ALIKE and surnames >= SURNAME_ALIKE:
        return Double(other.key, name, exact=False, reason=_("та же дата рождения, похожее имя"))
    return None


def _alike_elsewhere(one: Known, other: Known, name: str) -> Double | None:
    if one.full != other.full:
        return None
    return Double(
        other.key, name, exact=False,
        reason=_("то же имя, но класс другой: %(one)s и %(other)s") % {"one": one.class_name, "other": other.class_name},
    )  # fmt: skip


def _exact_reason(dates: bool) -> str:
    return _("совпали имя и дата рождения") if dates else _("совпало полное имя")


def _without_patronymic(one: Known, other: Known) -> bool:
    short, long = sorted((one.full, other.full), key=len)
    return bool(one.patronymic) != bool(other.patronymic) and long.startswith(f"{short} ")


def known_from(values: dict[str, Any], key: str) -> Known:
    """The values of a row as somebody to compare."""
    grade = values.get("grade")
    return Known(
        key=key,
        last_name=values.get("last_name", ""),
        first_name=values.get("first_name", ""),
        patronymic=values.get("patronymic", ""),
        birth_date=values.get("birth_date", ""),
        class_name=f"{grade}{values.get('letter', '')}" if grade else "",
    )
