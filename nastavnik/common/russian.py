"""Russian words in documents and in search: names in their cases, initials, long dates, a key to find names by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

NBSP = "\u00a0"
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
# Latin letters that look like Russian ones, typed by people whose keyboard was switched
LOOK_ALIKES = str.maketrans("aceopxykmthbëETOPAHKXCBMYË", "асеорхукмтнвёЕТОРАНКХСВМУЁ")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
FOREIGN_PATRONYMICS = {"оглы": "m", "оглу": "m", "улы": "m", "кызы": "f", "гызы": "f"}


class Case(StrEnum):
    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


@dataclass(frozen=True)
class FullName:
    """A Russian full name; `sex` is "m", "f" or None where nobody knows."""

    last: str
    first: str
    patronymic: str = ""
    sex: str | None = None


@dataclass(frozen=True)
class Declined:
    """A name in a case; `sure` is False where the sex is unknown and the name was left as it is."""

    text: str
    sure: bool


def search_key(text: str) -> str:
    """Lower case, ё as е, look-alike Latin letters of a Russian word as Russian ones, single spaces."""
    whole = unicodedata.normalize("NFC", text)  # a PDF gives «й» in two pieces
    words = (word.translate(LOOK_ALIKES) if CYRILLIC.search(word) else word for word in whole.split())
    return " ".join(words).lower().replace("ё", "е")


def sex_of(name: FullName) -> str | None:
    """The sex that is written down, or the one the patronymic tells."""
    if name.sex:
        return name.sex
    patronymic = name.patronymic.lower()
    for ending, sex in FOREIGN_PATRONYMICS.items():
        if patronymic.endswith(ending):
            return sex
    if patronymic.endswith(("вна", "чна", "шна")):
        return "f"
    return "m" if patronymic.endswith(("вич", "мич", "ьич", "кич", "тич")) else None


def decline(name: FullName, case: Case, overrides: Mapping[str, str] | None = None) -> Declined:
    """The full name in a case. A correction kept for the person wins; without a sex the name stays as it is."""
    if overrides and overrides.get(case.value):
        return Declined(overrides[case.value], sure=True)
    plain = " ".join(part for part in (name.last, name.first, name.patronymic) if part)
    if case == Case.NOMINATIVE:
        return Declined(plain, sure=True)
    sex = sex_of(name)
    if sex is None:
        return Declined(plain, sure=False)
    return Declined(" ".join(_parts(name, sex, case)), sure=True)


def decline_with_initials(name: FullName, case: Case, overrides: Mapping[str, str] | None = None) -> str:
    """«Ивановой А. П.»: the surname in its case and the initials."""
    words = decline(name, case, overrides).text.split(" ")
    surname = " ".join(words[: len(name.last.split(" "))])
    letters = NBSP.join(f"{part[0]}." for part in (name.first, name.patronymic) if part)
    return f"{surname}{NBSP}{letters}" if letters else surname


def _parts(name: FullName, sex: str, case: Case) -> list[str]:
    maker, kinds, genders, cases = _petrovich()
    parts = ((kinds.LASTNAME, name.last), (kinds.FIRSTNAME, name.first), (kinds.MIDDLENAME, name.patronymic))
    gender = genders.MALE if sex == "m" else genders.FEMALE
    return [str(maker.make(kind, gender, cases[case.name], part)) for kind, part in parts if part]


@cache
def _petrovich() -> tuple[Any, Any, Any, Any]:
    # reads its rules from a file: only when the first document asks
    from pytrovich.enums import Case as Cases
    from pytrovich.enums import Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker(), NamePart, Gender, Cases


def initials(name: FullName) -> str:
    """«Иванова А. П.»"""
    letters = NBSP.join(f"{part[0]}." for part in (name.first, name.patronymic) if part)
    return f"{name.last}{NBSP}{letters}" if letters else name.last


def initials_first(name: FullName) -> str:
    """«А. П. Иванова», as under a signature."""
    letters = NBSP.join(f"{part[0]}." for part in (name.first, name.patronymic) if part)
    return f"{letters}{NBSP}{name.last}" if letters else name.last


def long_date(day: date) -> str:
    """«2 сентября 2026 г.»"""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}{NBSP}г."
