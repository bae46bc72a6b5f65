"""Questionnaires on paper: every question with what to tick, each sheet with its code."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from nastavnik.documents.paper import PaperSheet, render_paper
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import Matrix, MultipleChoice, OpenText, Questionnaire, YesNo

BLANK = PaperSheet("", "", "")
NAMED = PaperSheet("Нечай Пётр Ильич", "5Б", "http://school.example/surveys/1/answer/2/")


def text(data):
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def small(*questions):
    return Questionnaire(code="q", version=1, title="Анкета", side="mentee", questions=questions)


@pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
def test_every_question_of_every_questionnaire_is_on_it(questionnaire):
    words = text(render_paper(questionnaire, [BLANK])).replace(" ", "").replace("-", "")
    missing = [q.text for q in questionnaire.questions if q.text.replace(" ", "").replace("-", "") not in words]
    assert missing == []


def test_a_blank_one_asks_for_the_name():
    words = text(render_paper(small(YesNo(code="a", text="Да?")), [BLANK]))
    assert "Фамилия, имя, класс:" in words
    assert "да нет" in words


def test_each_person_has_a_page_with_his_name_and_code():
    data = render_paper(small(YesNo(code="a", text="Да?")), [NAMED, NAMED])
    assert len(pypdfium2.PdfDocument(data)) == 2
    assert text(data).count("Нечай Пётр Ильич, 5Б") == 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_what_leads_to_a_question_is_said():
    words = text(
        render_paper(
            small(
                YesNo(code="a", text="Менять?"),
                OpenText(code="b", text="Что?", show_if=("a", True), help="Коротко."),
                MultipleChoice(code="c", text="Чем?", options=(("x", "шахматы"), ("y", "спорт"))),
                Matrix(code="d", text="Оцените", rows=(("p", "план"), ("m", "встречи"))),
            ),
            [BLANK],
        )
    )
    assert "2. Что? Если на вопрос 1 ответ «да». Коротко." in words
    assert "Чем? Можно несколько. шахматы спорт" in words
    assert "план 1 2 3 4 5 встречи 1 2 3 4 5" in words
