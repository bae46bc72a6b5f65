"""A road map – Word, Excel, pasted text – into an outline: a matrix (inside × outside work) or a list of events."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage, Problem, Side, Source, term_problems
from nastavnik.roadmaps.reading import texts
from nastavnik.roadmaps.reading.columns import (
    Column,
    columns_by_content,
    find_header,
    goes_on,
    is_counting,
    is_signature,
)
from nastavnik.roadmaps.reading.excel import is_workbook, open_workbook
from nastavnik.roadmaps.reading.page import Page, Row, UnreadableFile
from nastavnik.roadmaps.reading.pasted import open_text
from nastavnik.roadmaps.reading.word import open_page
from nastavnik.roadmaps.terms import Period, Term, parse, period_in


@dataclass
class _Stage:
    """A stage while it is read; `groups` are headings of subsections by their numbers."""

    number: int | None
    title: str
    term: Term
    activities: list[OutlineActivity] = field(default_factory=list)

    def finished(self) -> OutlineStage:
        return OutlineStage(self.number, self.title, self.term, tuple(self.activities))


@dataclass(frozen=True)
class _Table:
    """Rows below the headings, with the columns' places and words."""

    rows: tuple[Row, ...]
    columns: dict[Column, int]
    captions: tuple[str, ...]
    period: Period | None

    def is_section(self, row: Row) -> bool:
        """A heading over the rows below: one cell across, or words where only a number is expected."""
        place = self.columns.get(Column.NUMBER)
        return row.is_across or (place is not None and bool(row.lone) and row.lone == row.cells[place].text)

    def text(self, row: Row, column: Column) -> str:
        place = self.columns.get(column)
        return row.cells[place].text if place is not None and place < len(row.cells) else ""

    def source(self, row: Row, column: Column) -> Source:
        place = self.columns[column]
        return Source(self.text(row, column), row.number, self.captions[place])


def read_file(data: bytes, filename: str, *, period: Period | None = None) -> Outline:
    """The road map of a Word file or a workbook. `period` is leant on where the plan's title names none.

    Raises `UnreadableFile` with a sentence for the person where the file is broken, closed, dangerous, or has no table
    that looks like a road map.
    """
    page = open_workbook(data, filename) if is_workbook(data) else open_page(data, filename)
    outline = _outline(page, period)
    if outline is None:
        raise UnreadableFile(
            _("В таблицах файла «%(name)s» нет столбцов дорожной карты: мероприятия, сроки, ответственные.")
            % {"name": filename}
        )
    return outline


def read_text(text: str, *, period: Period | None = None) -> Outline:
    """The road map of pasted words: a table copied with its tabs, or lines copied from a PDF.

    Of the latter the borders of cells are guessed, and every activity says so. Raises `UnreadableFile`.
    """
    page = open_text(text)
    outline = _outline(page, period) if page else None
    if page is None or outline is None:
        raise UnreadableFile(
            _("В тексте не нашлось ни этапов, ни пронумерованных мероприятий со сроками. Скопируйте таблицу целиком.")
        )
    return _guessed(outline) if page.guessed else outline


def _outline(page: Page, period: Period | None) -> Outline | None:
    title = _title(page)
    period = period_in(" ".join(page.heading)) or period
    stages: list[OutlineStage] = []
    known: tuple[dict[Column, int], tuple[str, ...]] | None = None
    for rows in page.tables:
        header = find_header(rows)
        if header is not None:
            index, columns = header
            known = columns, tuple(" ".join(cell.text.split()) for cell in rows[index].cells)
            rows = rows[index + 1 :]
        elif known is None or not goes_on(rows, *known):
            columns_seen = columns_by_content(rows)
            if columns_seen is None:
                continue
            known = columns_seen, ("",) * len(rows[0].cells)
        body = tuple(
            row for row in rows if not is_counting(row) and not is_signature(row) and any(c.text for c in row.cells)
        )
        table = _Table(body, known[0], known[1], period)
        read = _matrix(table) if Column.INSIDE in table.columns else _events(table, title)
        stages = _joined(stages, read) if header is None else [*stages, *read]
    return Outline(title, tuple(stages), period) if any(stage.activities for stage in stages) else None


def _joined(before: list[OutlineStage], more: list[OutlineStage]) -> list[OutlineStage]:
    """A table that goes on after a break of the page goes on with the last stage, unless it begins with a new one."""
    if not before or not more or more[0].title not in {"", before[-1].title, _("Мероприятия")}:
        return [*before, *more]
    last = replace(before[-1], activities=(*before[-1].activities, *more[0].activities))
    return [*before[:-1], last, *more[1:]]


def _guessed(outline: Outline) -> Outline:
    stages = (
        replace(
            stage,
            activities=tuple(replace(row, problems=(*row.problems, Problem.CELLS_GUESSED)) for row in stage.activities),
        )
        for stage in outline.stages
    )
    return replace(outline, stages=tuple(stages))


def _title(page: Page) -> str:
    named = [line for line in page.heading if any(word in line.lower() for word in ("дорожн", "план"))]
    return (named or list(page.heading) or [""])[-1]


def _matrix(table: _Table) -> list[OutlineStage]:
    """A row is a stage; its inside and outside cells hold the activities, which take the stage's term."""
    stages = []
    for row in table.rows:
        heading = texts.stage_heading(table.text(row, Column.STAGE))
        words = heading.term or table.text(row, Column.TERM)
        stage = _Stage(heading.number, heading.title, parse(words, period=table.period))
        inside, outside = texts.resources(table.text(row, Column.RESOURCES))
        for column, side in ((Column.INSIDE, Side.INSIDE), (Column.OUTSIDE, Side.OUTSIDE)):
            for number, action in texts.actions(table.text(row, column)):
                stage.activities.append(
                    OutlineActivity(
                        number, action, side, stage.term, table.source(row, column),
                        texts.responsible(table.text(row, Column.RESPONSIBLE)), inside, outside,
                        table.text(row, Column.RESULT), term_problems(stage.term, period=table.period, own=False),
                    )
                )  # fmt: skip
        stages.append(stage.finished())
    return stages


def _events(table: _Table, title: str) -> list[OutlineStage]:
    """A row is an event; stages are rows across, or a column of their own, or there is one for all."""
    stages: list[_Stage] = []
    groups: dict[str, str] = {}
    numbers = [_number(table, row) for row in table.rows]
    for index, row in enumerate(table.rows):
        heading = _heading(table, row, numbers[index + 1 :])
        if heading:
            number, words = heading
            if number.count(".") == 0:
                stages.append(_Stage(int(number) if number else None, words.strip(" .:"), parse("")))
            elif any(other.startswith(f"{number}.") for other in numbers[index + 1 :]):
                groups[number] = words
            else:
                stage = _stage_for(stages, table, row, title)
                source = Source(row.lone, row.number, "")
                stage.activities.append(_activity(table, row, number, words, source))
            continue
        _stage_for(stages, table, row, title).activities.extend(_row_activities(table, row, groups))
    return [stage.finished() for stage in stages]


def _heading(table: _Table, row: Row, following: list[str]) -> tuple[str, str] | None:
    """The number and words of a heading: a section, or «1.», «Подготовка» over rows that are numbered 1.1, 1.2."""
    if table.is_section(row):
        return texts.number_and_words(row.lone)
    number, event = table.text(row, Column.NUMBER).strip(" ."), table.text(row, Column.EVENT)
    alone = bool(event) and len({cell.key for cell in row.cells if cell.text}) == len((number, event))
    over_others = number.isdigit() and any(other.startswith(f"{number}.") for other in following)
    return (number, " ".join(event.split())) if alone and over_others else None


def _number(table: _Table, row: Row) -> str:
    if table.is_section(row):
        return texts.number_and_words(row.lone)[0]
    return table.text(row, Column.NUMBER).strip(" .")


def _stage_for(stages: list[_Stage], table: _Table, row: Row, title: str) -> _Stage:
    """The stage that a row belongs to, begun where the row names a new one."""
    named = "" if table.is_section(row) else " ".join(table.text(row, Column.STAGE).split())
    if named and (not stages or stages[-1].title != named):
        number = table.text(row, Column.NUMBER).strip(" .")
        stages.append(_Stage(int(number) if number.isdigit() else None, named, parse("")))
    if not stages:
        stages.append(_Stage(1, texts.number_and_words(title)[1].strip(" .") or _("Мероприятия"), parse("")))
    return stages[-1]


def _row_activities(table: _Table, row: Row, groups: dict[str, str]) -> list[OutlineActivity]:
    event = " ".join(table.text(row, Column.EVENT).split())
    number = "" if table.text(row, Column.STAGE) else table.text(row, Column.NUMBER).strip(" .")
    group = next((words for code, words in groups.items() if number.startswith(f"{code}.")), "")
    if group:
        event = f"{group.rstrip(' :')}: {event}"
    if Column.CONTENT not in table.columns or not table.text(row, Column.CONTENT):
        return [_activity(table, row, number, event, table.source(row, Column.EVENT))] if event else []
    source = table.source(row, Column.CONTENT)
    return [
        _activity(table, row, own or number, f"{event}: {action}" if event else action, source)
        for own, action in texts.actions(table.text(row, Column.CONTENT))
    ]


def _activity(table: _Table, row: Row, number: str, words: str, source: Source) -> OutlineActivity:
    bare = table.is_section(row)
    term = parse("" if bare else table.text(row, Column.TERM), period=table.period)
    people = () if bare else texts.responsible(table.text(row, Column.RESPONSIBLE)) or texts.responsible(term.person)
    problems = term_problems(term, period=table.period, own=True)
    if not people and Column.RESPONSIBLE in table.columns:
        problems = (*problems, Problem.RESPONSIBLE_MISSING)
    result = "" if bare else " ".join(table.text(row, Column.RESULT).split())
    return OutlineActivity(number, words, Side.NONE, term, source, people, (), (), result, problems)
