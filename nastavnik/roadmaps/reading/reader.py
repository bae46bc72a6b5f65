"""A Word road map into an outline: two shapes, a matrix (inside × outside work) and a list of events."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage, Problem, Side, Source, term_problems
from nastavnik.roadmaps.reading import texts
from nastavnik.roadmaps.reading.columns import Column, find_header, is_counting
from nastavnik.roadmaps.reading.word import Page, Row, UnreadableFile, open_page
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

    def text(self, row: Row, column: Column) -> str:
        place = self.columns.get(column)
        return row.cells[place].text if place is not None and place < len(row.cells) else ""

    def source(self, row: Row, column: Column) -> Source:
        place = self.columns[column]
        return Source(self.text(row, column), row.number, self.captions[place])


def read_docx(data: bytes, filename: str, *, period: Period | None = None) -> Outline:
    """The road map of a .docx file. `period` is leant on where the plan's title names none.

    Raises `UnreadableFile` with a sentence for the person where the file is broken, closed, dangerous, or has no table
    that looks like a road map.
    """
    page = open_page(data, filename)
    title = _title(page)
    period = period_in(" ".join(page.heading)) or period
    stages: list[OutlineStage] = []
    for rows in page.tables:
        header = find_header(rows)
        if header is None:
            continue
        index, columns = header
        body = tuple(row for row in rows[index + 1 :] if not is_counting(row) and any(cell.text for cell in row.cells))
        table = _Table(body, columns, tuple(" ".join(cell.text.split()) for cell in rows[index].cells), period)
        stages.extend(_matrix(table) if Column.INSIDE in columns else _events(table, title))
    if not any(stage.activities for stage in stages):
        raise UnreadableFile(
            _("В таблицах файла «%(name)s» нет столбцов дорожной карты: мероприятия, сроки, ответственные.")
            % {"name": filename}
        )
    return Outline(title, tuple(stages), period)


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
        if row.is_across:
            number, words = texts.number_and_words(row.cells[0].text)
            if number.count(".") == 0:
                stages.append(_Stage(int(number) if number else None, words.strip(" .:"), parse("")))
            elif any(other.startswith(f"{number}.") for other in numbers[index + 1 :]):
                groups[number] = words
            else:
                stage = _stage_for(stages, table, row, title)
                source = Source(row.cells[0].text, row.number, "")
                stage.activities.append(_activity(table, row, number, words, source))
            continue
        _stage_for(stages, table, row, title).activities.extend(_row_activities(table, row, groups))
    return [stage.finished() for stage in stages]


def _number(table: _Table, row: Row) -> str:
    if row.is_across:
        return texts.number_and_words(row.cells[0].text)[0]
    return table.text(row, Column.NUMBER).strip(" .")


def _stage_for(stages: list[_Stage], table: _Table, row: Row, title: str) -> _Stage:
    """The stage that a row belongs to, begun where the row names a new one."""
    named = "" if row.is_across else " ".join(table.text(row, Column.STAGE).split())
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
    bare = row.is_across
    term = parse("" if bare else table.text(row, Column.TERM), period=table.period)
    people = () if bare else texts.responsible(table.text(row, Column.RESPONSIBLE)) or texts.responsible(term.person)
    problems = term_problems(term, period=table.period, own=True)
    if not people and Column.RESPONSIBLE in table.columns:
        problems = (*problems, Problem.RESPONSIBLE_MISSING)
    result = "" if bare else " ".join(table.text(row, Column.RESULT).split())
    return OutlineActivity(number, words, Side.NONE, term, source, people, (), (), result, problems)
