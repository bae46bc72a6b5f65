"""Which column of the file is which question of the survey, and which tell who answers and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.exchange.answers.cells import read_cell
from nastavnik.exchange.answers.words import headings_alike
from nastavnik.exchange.columns import LABELS, Field, recognise
from nastavnik.questionnaires.spec import Matrix, Question, Questionnaire

WHO = (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.PATRONYMIC, Field.CLASS_NAME, Field.ANSWERED_AT)
# what lists of people tell apart and answers do not
SAME = {Field.FULL_NAME_BIRTH: Field.FULL_NAME, Field.CLASS_OR_POSITION: Field.CLASS_NAME}
NAMES = (Field.FULL_NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.PATRONYMIC)
# «Оцените [встречи]», as forms write the rows of a table
ROW_OF_TABLE = re.compile(r"^(.*?)\s*\[([^\[\]]+)\]\s*$", re.DOTALL)
SAMPLE_ROWS = 50
THE_SAME = 96
ALIKE_ENOUGH = 76
# a heading that means the line of the base which the question fills
SAME_LINE = 90
TELLS = 100
# what a heading loses where none of its cells can be read as an answer to the question
UNREADABLE = 20


@dataclass(frozen=True)
class Target:
    """What a column may be: a question, or a row of one that is a table."""

    key: str
    question: Question
    row: str = ""

    @property
    def label(self) -> str:
        text = _(self.question.text)
        return f"{text} [{_(dict(self.question.rows)[self.row])}]" if isinstance(self.question, Matrix) else text


@dataclass(frozen=True)
class AnswerMapping:
    """What each column is: a field of `WHO`, the key of a target, or nothing.

    `words` say, by the key of a target and by `search_key`, which option a word stands for; `without_absent` lets required
    questions that the form did not ask go without an answer.
    """

    columns: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    without_absent: bool = False

    @property
    def names_people(self) -> bool:
        return bool({Field.FULL_NAME.value, Field.LAST_NAME.value} & set(self.columns))

    def column(self, key: str) -> int | None:
        return self.columns.index(key) if key in self.columns else None

    def to_json(self) -> dict[str, Any]:
        return {"columns": list(self.columns), "words": self.words, "without_absent": self.without_absent}

    @classmethod
    def from_json(cls, data: Mapping[str, Any], asks: Questionnaire) -> AnswerMapping:
        """What was kept; columns of questions that are asked no more are of no use."""
        known = {*(who.value for who in WHO), *targets(asks)}
        columns = tuple(key if key in known else "" for key in data["columns"])
        return cls(columns, data["words"], data["without_absent"])


def targets(asks: Questionnaire) -> dict[str, Target]:
    """Every question of the questionnaire, each row of a table by itself, by its key."""
    found: list[Target] = []
    for question in asks.questions:
        rows = [row for row, _words in question.rows] if isinstance(question, Matrix) else [""]
        found += [Target(f"q:{question.code}:{row}", question, row) for row in rows]
    return {target.key: target for target in found}


def absent(asks: Questionnaire, mapping: AnswerMapping) -> list[Question]:
    """The questions for which the file has no column at all."""
    asked = {target.question.code for key, target in targets(asks).items() if key in mapping.columns}
    return [question for question in asks.questions if question.code not in asked]


def who_labels() -> dict[str, str]:
    return {who.value: str(LABELS[who]) for who in WHO}


def suggest(header: Sequence[str], sample: Iterable[Sequence[str]], asks: Questionnaire) -> AnswerMapping:
    """The mapping that headings suggest, and cells where headings leave it open; each target once."""
    offered = list(targets(asks).values())
    columns = _who(header, offered)
    cells = list(zip_longest(*islice(sample, SAMPLE_ROWS), fillvalue=""))
    scored = [
        (_score(heading, cells[place] if place < len(cells) else (), target), place, target.key)
        for place, heading in enumerate(header)
        if heading and not columns[place]
        for target in offered
    ]
    # the surest first; of equals the one that stands first
    for score, place, key in sorted(scored, key=lambda found: -found[0]):
        if score >= ALIKE_ENOUGH and not columns[place] and key not in columns:
            columns[place] = key
    return AnswerMapping(tuple(columns))


def _who(header: Sequence[str], offered: Sequence[Target]) -> list[str]:
    """Name, class and time; a heading that is a question of the survey word for word is none of them."""
    columns = [""] * len(header)
    for place, found in enumerate(recognise(header).fields):
        who = SAME.get(found, found) if found else None
        if who in WHO and who not in columns:
            if not any(_likeness(header[place], target) >= THE_SAME for target in offered):
                columns[place] = who.value
    return columns


def _score(heading: str, cells: Sequence[str], target: Target) -> float:
    alike = _likeness(heading, target)
    line = recognise([heading]).fields[0]
    if line and line == target.question.fills:
        alike = max(alike, SAME_LINE) + alike / TELLS  # of two columns about one thing the one more alike
    if alike < ALIKE_ENOUGH:
        return alike
    filled = [cell for cell in cells if cell]
    unreadable = sum(bool(read_cell(target.question, cell, {}).unknown) for cell in filled)
    return alike - UNREADABLE * unreadable / max(len(filled), 1)


def _likeness(heading: str, target: Target) -> float:
    table = ROW_OF_TABLE.match(heading)
    if not isinstance(target.question, Matrix):
        return headings_alike(heading, target.question.text)
    words = dict(target.question.rows)[target.row]
    if not table:
        return headings_alike(heading, f"{target.question.text} {words}")
    return min(headings_alike(table[1], target.question.text), headings_alike(table[2], words))
