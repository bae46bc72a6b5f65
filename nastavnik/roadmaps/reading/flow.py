"""Lines copied from a PDF, cell after cell with no border between them: rows are guessed from what the words say.

Two shapes are known, as in Word: a matrix («Блок 3 «…»», then inside work 1. 2. 3., outside work again from 1., then the
resources) and a list (a number, an event, a term, a responsible person, a result or the next event).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from nastavnik.roadmaps.reading.texts import stage_heading
from nastavnik.roadmaps.terms import Term, TermKind, names_a_person, parse

MATRIX_HEAD = ["Содержание и сроки этапа", "Работа внутри", "Работа с внешней средой", "Ресурсы"]
LIST_HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
PLAN_HEAD = ["№", "Этап", "Мероприятия", "Содержание деятельности", "Сроки", "Ответственные"]
STAGE_NAME = re.compile(
    r"подготовка условий(?: для запуска)?(?: программы)?(?: наставничества)?|формирование базы (?:наставляемых|наставников)|"
    r"отбор и обучение(?: наставников)?|формирование наставнических пар(?:\s*(?:/|или)\s*групп)?|"
    r"организация (?:и осуществление )?работы(?: наставнических)?(?: пар)?(?:\s*(?:/|или)\s*групп)?|"
    r"завершение(?: программы)? наставничества",
    re.IGNORECASE,
)
STAGE_WITHIN = re.compile(rf"(.+?)\s+(\d{{1,2}})\.\s+((?:{STAGE_NAME.pattern}).*)$", re.IGNORECASE)
INITIALS = re.compile(r"(?:[А-ЯЁ]\.){2}")
IN_A_NAME = re.compile(r"(?:[А-ЯЁ]\.)+$|целев|наставничеств", re.IGNORECASE)  # «Н.А.», «Кураторы Целевой модели»
ELSEWHERE = re.compile(r"(?:в соответствии|согласно|по\s|при\s)", re.IGNORECASE)
STAGE, INSIDE, OUTSIDE, RESOURCES = range(4)
MARKER = re.compile(r"^((?:блок|этап)\s+\d{1,2}|\d{1,2}\s+этап)\b[.:]?\s*(.*)$", re.IGNORECASE)
NUMBERED = re.compile(r"^(\d{1,2})\s*[.)]\s*(?!\d)")
RESOURCE = re.compile(r"^(?:внутренни[ех]|внешни[ех]|ресурсы\s*:)", re.IGNORECASE)
FOREVER = re.compile(r"далее постоянно в процессе реализации (?:\w+\s+){1,3}наставничества$")
ROW = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+)\.?(?:\s+(.*))?$")
SECTION = re.compile(r"^(\d{1,2})\.\s+(\D.*)$")
PAGE_BREAK = re.compile(r"\f|\n\n\n\n")
LONGEST_TERM, LEAST_ROWS, LEAST_STAGES = 16, 3, 2


@dataclass
class _Matrix:
    """The cells of a row while its lines are read; `broken` after a page broke it."""

    cells: list[list[str]] = field(default_factory=lambda: [[], [], [], []])
    at: int = STAGE
    numbers: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    broken: bool = False

    def stage_is_whole(self) -> bool:
        words = " ".join(self.cells[STAGE])
        heading = stage_heading(words)
        if not heading.term or words.endswith(","):
            return False
        return bool(FOREVER.search(words)) if "далее" in heading.term else parse(heading.term).end is not None

    def take(self, line: str) -> None:
        self.at = self._place_of(line)
        number = NUMBERED.match(line)
        if number:
            self.numbers[self.at] = int(number[1])
        self.cells[self.at].append(line)

    def _place_of(self, line: str) -> int:
        if RESOURCE.match(line) or (line.startswith("-") and self.numbers[self.at]):
            return RESOURCES
        if self.at == STAGE:
            return INSIDE if self.stage_is_whole() or NUMBERED.match(line) else STAGE
        number = NUMBERED.match(line)
        if self.at == INSIDE and number:
            own, beside = self.numbers[INSIDE], self.numbers[OUTSIDE]
            begins_anew = int(number[1]) == 1 and bool(self.cells[INSIDE])
            return OUTSIDE if begins_anew or int(number[1]) == beside + 1 != own + 1 else INSIDE
        if self.broken and self.at in {INSIDE, OUTSIDE} and self.cells[self.at + 1]:
            before = self.cells[self.at][-1:] or [""]
            return self.at + 1 if before[0].endswith(".") and line[0].islower() else self.at
        return self.at

    def go_on_after_the_page(self) -> None:
        self.broken = True
        self.at = INSIDE if self.stage_is_whole() else STAGE


def matrix_rows(text: str) -> list[list[str]]:
    """Rows of a matrix below its headings; none where fewer than two stages are marked."""
    rows: list[_Matrix] = []
    cut = _Matrix()  # the rest of a row whose beginning was not copied
    for page in PAGE_BREAK.split(text):
        if rows:
            rows[-1].go_on_after_the_page()
        for line in (" ".join(raw.split()) for raw in page.splitlines()):
            marker = MARKER.match(line)
            if marker:
                rows.append(_begun(marker[1], marker[2]))
            elif line:
                (rows[-1] if rows else cut).take(line)
    if len(rows) < LEAST_STAGES:
        return []
    if cut.stage_is_whole():
        rows.insert(0, cut)
    return [MATRIX_HEAD, *([_joined(row, place) for place in range(4)] for row in rows)]


def _begun(marker: str, rest: str) -> _Matrix:
    """A row that a page broke after its first line begins with a piece of each cell: «Блок 5 1.Разработка 1.Привлечь»."""
    row = _Matrix()
    row.cells[STAGE].append(marker)
    pieces = [
        piece.strip() for piece in re.split(r"(?=(?<!\S)1\s*\.\s*\D)|(?=(?<!\S)Внутренни)", rest) if piece.strip()
    ]
    for piece in pieces:
        if NUMBERED.match(piece):
            place = OUTSIDE if row.cells[INSIDE] else INSIDE
            row.numbers[place] = 1
        else:
            place = RESOURCES if RESOURCE.match(piece) else STAGE
        row.cells[place].append(piece)
    return row


def _joined(row: _Matrix, place: int) -> str:
    """A cell's lines in one, but for items that begin a line of their own."""
    words = ""
    for line in row.cells[place]:
        begins = place != STAGE and (NUMBERED.match(line) or RESOURCE.match(line) or re.match(r"[-–•]\s", line))
        goes_on = line.lower().startswith("ресурсы") and words.lower().endswith(("внутренние", "внешние"))
        words = f"{words}\n{line}" if begins and words and not goes_on else f"{words} {line}".strip()
    return words


def heading_lines(text: str) -> tuple[str, ...]:
    """The lines above the first row, if they name a plan at all."""
    lines = (" ".join(raw.split()) for raw in text.splitlines())
    above = [line for line in takewhile(_is_above, lines) if line]
    return tuple(above) if any(re.search(r"дорожн|план", line.lower()) for line in above) else ()


def _is_above(line: str) -> bool:
    return not (MARKER.match(line) or ROW.match(line) or SECTION.match(line))


def list_rows(text: str) -> list[list[str]]:
    """Rows of a list with dotted numbers, below its headings; none where fewer than three begin a line."""
    rows: list[list[str]] = []
    sections = 0
    for line in (" ".join(raw.split()) for raw in text.splitlines()):
        numbered, section = ROW.match(line), SECTION.match(line)
        if numbered:
            rows.append([numbered[1], numbered[2] or ""])
        elif section and (not rows or int(section[1]) == int(rows[-1][0].split(".")[0]) + 1):
            rows.append([section[1], section[2]])
            sections += 1
        elif line and rows:
            rows[-1][1] = f"{rows[-1][1]} {line}".strip()
    if len(rows) - sections < LEAST_ROWS:
        return []
    return [LIST_HEAD, *(_list_row(number, words) for number, words in rows)]


def _list_row(number: str, words: str) -> list[str]:
    parts = _at_the_term(words.split()) if "." in number else None
    if parts is None:
        return [f"{number} {words}" if "." in number else f"{number}. {words}", "", "", "", ""]
    event, term, rest = parts
    people, result = _at_the_next_capital(rest)
    return [number, " ".join(event), " ".join(term), " ".join(people), " ".join(result)]


def plan_rows(text: str) -> list[list[str]]:
    """Rows of a plan whose stages are numbered and whose contents are numbered again: «1. Подготовка … 1. Изучение …»."""
    lines = [" ".join(raw.split()) for raw in text.splitlines()]
    tokens = " ".join([*dropwhile(_is_above, lines)]).split()
    rows: list[list[str]] = []
    stage, event = ["", ""], ""
    while parts := _at_the_term(tokens):
        words, term, rest = parts
        people, tokens = _at_the_next_capital(rest)
        named, content = _at_the_contents(" ".join(words))
        begins = re.match(r"()(\d{1,2})\.\s+(.+)$", named) or STAGE_WITHIN.match(named)
        if begins:
            if begins[1]:  # a person who stood on a line of his own
                rows[-1][-1] = f"{rows[-1][-1]}, {begins[1]}"
            title, named = _at_the_name_of_the_stage(begins[3])
            stage = [begins[2], title]
        event = named or event
        rows.append([*stage, event, content, " ".join(term), " ".join(people)])
    return [PLAN_HEAD, *rows] if len(rows) >= LEAST_ROWS and stage[0] else []


def _at_the_contents(words: str) -> tuple[str, str]:
    """What stands before the numbered contents – a stage, an event, both or nothing – and the contents."""
    first = re.search(r"(?<!\S)1\.\s+", words[1:])
    if first:
        return words[: first.start() + 1].strip(), words[first.start() + 1 :]
    return ("", words) if re.match(r"\d{1,2}\.\s", words) else (words, "")


def _at_the_name_of_the_stage(words: str) -> tuple[str, str]:
    """The name of a stage of the methodology, in its usual wording, and the event behind it."""
    name = STAGE_NAME.match(words)
    return (name[0], words[name.end() :].strip()) if name else (words, "")


def _at_the_term(tokens: list[str]) -> tuple[list[str], list[str], list[str]] | None:
    """The event, the term, what follows: the first words that are a term and have a person, or nothing, behind them.

    Words that point elsewhere («в соответствии со сроками …») are a term only where no date is one.
    """
    dated = _first_term(tokens, lambda term, words: term.kind not in {TermKind.SCHEDULE, TermKind.UNKNOWN})
    if dated and dated[0][-1:] != ["или"]:
        return dated
    return _first_term(tokens, lambda term, words: term.kind == TermKind.SCHEDULE and bool(ELSEWHERE.match(words)))


def _first_term(tokens: list[str], fits: Callable[[Term, str], bool]) -> tuple[list[str], list[str], list[str]] | None:
    for start in range(1, len(tokens)):
        for end in range(start + 1, min(start + LONGEST_TERM, len(tokens)) + 1):
            if not _is_an_end(tokens[end : end + 2]):
                continue
            words = " ".join(tokens[start:end])
            found = parse(words)
            if fits(found, words) and not found.person:
                return tokens[:start], tokens[start:end], tokens[end:]
    return None


def _is_an_end(behind: list[str]) -> bool:
    """Whether a person, the next number or nothing stands here."""
    words = " ".join(takewhile(lambda token: not token[:1].isdigit(), behind))
    return not behind or names_a_person(words) or bool(re.fullmatch(r"\d{1,2}\.", behind[0]))


def _at_the_next_capital(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The persons, and what begins with the next capital letter that is no name and no abbreviation, or with a number."""
    for place in range(len(tokens)):
        before, word = tokens[place - 1] if place else ",", tokens[place].strip('«»()"')
        capital = word[:1].isupper() and not word.isupper() and not IN_A_NAME.match(word)
        ended = not before.endswith((",", ".", "-")) or INITIALS.fullmatch(before)
        if (capital and ended) or re.fullmatch(r"\d{1,2}\.", word):
            return tokens[:place], tokens[place:]
    return tokens, []
