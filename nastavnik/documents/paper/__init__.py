"""A questionnaire on paper: boxes to be ticked, lines to be written on, a code that leads to where it is typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.documents.cards import qr_svg
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.questionnaires.spec import Choice, Count, Matrix, MultipleChoice, Question, Questionnaire, Scale, YesNo

TEMPLATE = Path(__file__).resolve().parent / "template.typ"


@dataclass(frozen=True)
class PaperSheet:
    """Whose sheet it is and where its answers are typed in; empty for a blank one."""

    name: str
    place: str
    url: str


BLANK = PaperSheet("", "", "")


def render_paper(questionnaire: Questionnaire, sheets: Iterable[PaperSheet]) -> bytes:
    """A PDF with the questionnaire for each sheet, each beginning on a page of its own."""
    numbers = {question.code: place for place, question in enumerate(questionnaire.questions, start=1)}
    data = {
        "title": questionnaire.title,
        "questions": [_question(question, numbers) for question in questionnaire.questions],
        "sheets": [
            {"name": sheet.name, "place": sheet.place, "code": qr_svg(sheet.url) if sheet.url else ""}
            for sheet in sheets
        ],
    }
    return render_pdf(TEMPLATE, data)


def _question(question: Question, numbers: dict[str, int]) -> dict[str, Any]:
    note = question.help
    if question.show_if:
        code, wanted = question.show_if
        words = {True: "да", False: "нет"}.get(wanted, wanted)
        note = f"Если на вопрос {numbers[code]} ответ «{words}». {note}".strip()
    return {"text": question.text, "note": note, **_boxes(question)}


def _boxes(question: Question) -> dict[str, Any]:
    plain: dict[str, Any] = {"boxes": [], "lines": 0, "rows": [], "several": isinstance(question, MultipleChoice)}
    if isinstance(question, YesNo):
        return plain | {"boxes": ["да", "нет"]}
    if isinstance(question, Scale):
        return plain | {"boxes": [str(mark) for mark in range(question.low, question.high + 1)]}
    if isinstance(question, Choice):
        return plain | {"boxes": [words for _code, words in question.options]}
    if isinstance(question, Matrix):
        marks = [str(mark) for mark in range(question.low, question.high + 1)]
        return plain | {"boxes": marks, "rows": [words for _code, words in question.rows]}
    return plain | {"lines": 1 if isinstance(question, Count) else 2}
