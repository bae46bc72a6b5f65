"""The same person met twice: inside a file, and among the people already known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz.distance import JaroWinkler

from nastavnik.common.russian import search_key

ALIKE = 0.93
SURNAME_ALIKE = 0.90
CLASS_PARTS = re.compile(r"^(\d*)(.*)$")


@dataclass(frozen=True)
class Known:
    """Somebody already known: `key` is the person's key, or the row's number inside a file."""

    key: str
    last_name: str
    first_name: str
    patronymic: str = ""
    birth_date: str = ""
    class_name: str = ""

    # a thousand comparisons look at the same name: its key is made once
    @cached_property
    def full(self) -> str:
        return search_key(f"{self.last_name} {self.first_name} {self.patronymic}").strip()

    @cached_property
    def surname(self) -> str:
        return search_key(self.last_name)


@dataclass(frozen=True)
class Double:
    """`exact` says that nothing contradicts: the same person for sure; others a person must decide.

    `similarity` is of the names, in per cent.
    """

    key: str
    name: str
    exact: bool
    reason: str
    similarity: int = 100


class Index:
    """Finds doubles by blocks – the surname's first letters and the birth date – so that thousands are quick."""

    # two lists may disagree about a birth date; two rows of one list with different dates are two people
    dates_may_slip = True

    def __init__(self, people: Iterable[Known] = ()) -> None:
        self._blocks: dict[str, list[Known]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Known) -> None:
        for block in self._keys(person):
            self._blocks[block].append(person)

    def find(self, person: Known) -> Double | None:
        """The best double of `person`, or None. Of two who fit equally well neither is sure."""
        found = self.all(person)
        best = min(found, key=lambda double: (not double.exact, -double.similarity, double.key), default=None)
        if best and best.exact and sum(double.exact for double in found) > 1:
            return replace(best, exact=False, reason=_("таких людей несколько: укажите, кто это"))
        return best

    def all(self, person: Known) -> list[Double]:
        """Everybody who may be `person`."""
        seen: dict[str, Known] = {}
        for block in self._keys(person):
            for other in self._blocks.get(block, ()):
                seen[other.key] = other
        return [double for other in seen.values() if (double := self._compare(person, other))]

    def _compare(self, one: Known, other: Known) -> Double | None:
        if not (one.birth_date and other.birth_date):
            return _by_class(one, other)
        if one.birth_date == other.birth_date:
            return _born_together(one, other)
        return _alike_but_born(one, other) if self.dates_may_slip else None

    @staticmethod
    def _keys(person: Known) -> list[str]:
        keys = [f"n:{person.surname[:2]}:{search_key(person.first_name)[:1]}"]
        if person.birth_date:
            keys.append(f"b:{person.birth_date}")
        return keys


class RowIndex(Index):
    """The rows of one file met so far."""

    dates_may_slip = False


class AskedIndex(Index):
    """Those whom a survey asks: a full name is enough, a patronymic may lack, the class tells namesakes apart."""

    def _compare(self, one: Known, other: Known) -> Double | None:
        elsewhere = _other_class(one.class_name, other.class_name)
        if one.full == other.full:
            return _double(other, _elsewhere(one, other) if elsewhere else "", exact=not elsewhere)
        if elsewhere:
            return None
        if _lacks_patronymic(one, other):
            return _double(other, "", exact=True)
        return _misspelt(one, other, _("похожее имя"))


def _other_class(one: str, other: str) -> bool:
    """Whether two classes differ; a class without its letter differs by its number only."""
    (grade, letter), (other_grade, other_letter) = (CLASS_PARTS.findall(name)[0] for name in (one, other))
    return bool(grade and other_grade and grade != other_grade) or bool(
        letter and other_letter and letter != other_letter
    )


def _alike_but_born(one: Known, other: Known) -> Double | None:
    """A full name in one class twice, born on different days: two people, or a slip in a date."""
    same = one.patronymic and one.full == other.full and one.class_name and one.class_name == other.class_name
    return _double(other, _("то же имя и тот же класс, но даты рождения разные")) if same else None


def _born_together(one: Known, other: Known) -> Double | None:
    if one.full == other.full:
        return _double(other, _("совпали имя и дата рождения"), exact=True)
    if _lacks_patronymic(one, other):
        return _double(other, _("нет отчества, остальное совпадает"))
    return _misspelt(one, other, _("та же дата рождения, похожее имя"))


def _by_class(one: Known, other: Known) -> Double | None:
    """Without a birth date on both sides only the name and the class can tell."""
    same_class = one.class_name == other.class_name
    if one.full == other.full and same_class:
        return _double(other, _("совпало полное имя"), exact=True)
    if one.full == other.full:
        return _double(other, _elsewhere(one, other))
    if one.class_name and other.class_name and not same_class:
        return None
    if _lacks_patronymic(one, other):
        sure = bool(one.class_name) and same_class
        return _double(other, _("нет отчества, остальное совпадает") if sure else _("совпали фамилия и имя"))
    return _misspelt(one, other, _("тот же класс, похожее имя")) if one.class_name and same_class else None


def _elsewhere(one: Known, other: Known) -> str:
    if one.class_name and other.class_name:
        classes = {"one": one.class_name, "other": other.class_name}
        return _("то же имя, но класс другой: %(one)s и %(other)s") % classes
    return _("совпало полное имя, но класс указан только у одного")


def _misspelt(one: Known, other: Known, reason: str) -> Double | None:
    alike = JaroWinkler.similarity(one.full, other.full, score_cutoff=ALIKE)
    if not alike or JaroWinkler.similarity(one.surname, other.surname) < SURNAME_ALIKE:
        return None
    return _double(other, reason, similarity=round(alike * 100))


def _lacks_patronymic(one: Known, other: Known) -> bool:
    short, long = sorted((one.full, other.full), key=len)
    return bool(one.patronymic) != bool(other.patronymic) and long.startswith(f"{short} ")


def _double(other: Known, reason: str, *, exact: bool = False, similarity: int = 100) -> Double:
    name = " ".join(part for part in (other.last_name, other.first_name, other.patronymic) if part)
    return Double(other.key, name, exact, reason, similarity)


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
