"""Whose answers a row holds: a participant whom the survey asks, found by the name as people type it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nastavnik.exchange.columns import Field
from nastavnik.exchange.doubles import AskedIndex, Double, Known, known_from
from nastavnik.exchange.names import BIRTH
from nastavnik.exchange.values import CLASS, read
from nastavnik.programmes.models import Participation

NO_DAY = date.min  # neither a name nor a class reads a day
THREE, TWO = 3, 2
WHOLE = 100  # per cent of a name


@dataclass
class Candidate:
    """Somebody who may be meant, and what speaks against it; `likely` where only the class does."""

    key: str
    reason: str = ""
    likely: bool = False


@dataclass
class Found:
    """`key` is the participant who is meant for sure; else `candidates` wait for a decision. `problem` is of the name."""

    key: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    problem: str = ""


class Asked:
    """Those whom a survey asks, to be found by name."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._index = AskedIndex(people)

    def find(self, name: str, class_name: str = "") -> Found:
        value = read(Field.FULL_NAME, BIRTH.sub("", name), NO_DAY)
        if "last_name" not in value.values:
            refused = [problem.message for problem in value.problems if problem.severity == "error"]
            return Found(problem=" ".join(refused))
        others: dict[str, Double] = {}
        for known in _orders(value.values, _class(class_name)):
            doubles = self._index.all(known)
            sure = [double for double in doubles if double.exact]
            if len(sure) == 1:
                return Found(sure[0].key)
            if sure:
                return Found(candidates=[Candidate(double.key) for double in sure])
            others |= {double.key: double for double in doubles}
        likely = len(others) == 1 and bool(value.values["patronymic"])
        return Found(
            candidates=[
                Candidate(double.key, double.reason, likely and double.similarity == WHOLE)
                for double in others.values()
            ]
        )


def _class(text: str) -> dict[str, str | int]:
    """A class as the system writes it; a position or a subject tells nobody apart."""
    return read(Field.CLASS_NAME, text, NO_DAY).values if text else {}


def _orders(values: Mapping[str, str], place: Mapping[str, str | int]) -> list[Known]:
    """The name as it stands, and in the other orders people write it in."""
    parts = [part for key in ("last_name", "first_name", "patronymic") if (part := values[key])]
    orders = [parts]
    if len(parts) == TWO:
        orders.append([parts[1], parts[0]])
    if len(parts) == THREE:
        orders += [[parts[2], parts[0], parts[1]], [parts[1], parts[0], parts[2]]]
    names = ("last_name", "first_name", "patronymic")
    return [known_from({**dict(zip(names, order, strict=False)), **place}, "") for order in orders]


def known_of(rows: Iterable[Participation]) -> list[Known]:
    people = ((str(row.pk), row.person) for row in rows)
    return [Known(key, one.last_name, one.first_name, one.patronymic, "", one.class_name) for key, one in people]


def known_of_labels(labels: Mapping[str, str]) -> list[Known]:
    """Of those who may be named in an answer: «Фамилия Имя Отчество, класс» by their keys."""
    found = []
    for key, label in labels.items():
        name, _comma, place = label.partition(", ")
        last, first, patronymic, *_none = [*name.split(" ", TWO), "", ""]
        found.append(Known(key, last, first, patronymic, "", place if CLASS.match(place) else ""))
    return found
