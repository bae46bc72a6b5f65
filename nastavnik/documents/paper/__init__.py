"""A questionnaire on paper: boxes to be ticked, lines to be written on, a code that leads to where it is typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.documents.cards import qr_svg
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.questionnaires.spec import (
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    PersonList,
    Question,
    Questionnaire,
    Scale,
    YesNo,
)
from nastavnik.questionnaires.summary import in_words

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
    data = {
        "title": questionnaire.title,
        "questions": [_question(question, questionnaire) for question in questionnaire.questions],
        "sheets": [
            {"name": sheet.name, "place": sheet.place, "code": qr_svg(sheet.url) if sheet.url else ""}
            for sheet in sheets
        ],
    }
    return render_pdf(TEMPLATE, data)


def _question(question: Question, questionnaire: Questionnaire) -> dict[str, Any]:
    note = question.help
    if question.show_if:
        code, wanted = question.show_if
        leading = questionnaire.question(code)
        number = questionnaire.questions.index(leading) + 1
        note = f"Если на вопрос {number} ответ «{in_words(leading, wanted)}». {note}".strip()
    return {"text": question.text, "note": note, **_boxes(question)}


def _boxes(question: Question) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "boxes": [], "lines": 0, "rows": [], "several": isinstance(question, MultipleChoice), "numbered": False,
    }  # fmt: skip
    if isinstance(question, YesNo):
        return plain | {"boxes": ["да", "нет"]}
    if isinstance(question, Scale):
        ends = {question.low: question.low_label, question.high: question.high_label}
        labelled = [(str(mark), ends.get(mark)) for mark in range(question.low, question.high + 1)]
        return plain | {"boxes": [f"{mark} – {words}" if words else mark for mark, words in labelled]}
    if isinstance(question, PersonList):
        return plain | {"lines": question.most, "numbered": True}
    if isinstance(question, Choice):
        return plain | {"boxes": [words for _code, words in question.options]}
    if isinstance(question, Matrix):
        marks = [str(mark) for mark in range(question.low, question.high + 1)]
        return plain | {"boxes": marks, "rows": [words for _code, words in question.rows]}
    return plain | {"lines": 1 if isinstance(question, Count) else 2}
