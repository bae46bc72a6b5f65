"""Small words of the templates, and the fields that questionnaires are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import (
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    PersonList,
    Questionnaire,
    Scale,
    YesNo,
)
from nastavnik.web.surveys.forms import AnswerForm
from nastavnik.web.templatetags import nastavnik as tags
from nastavnik.web.widgets import LinesField, RowsField

OPTIONS = (("chess", "шахматы"), ("sport", "спорт"))
WHOLE = Questionnaire(
    code="q", version=1, title="Анкета", side="mentee",
    questions=(
        YesNo(code="yes", text="Да?"), Scale(code="scale", text="Как?", high=5), Count(code="count", text="Сколько?"),
        Choice(code="one", text="Что?", options=OPTIONS), MultipleChoice(code="many", text="Что?", options=OPTIONS),
        Matrix(code="marks", text="Оцените", rows=(("a", "первое"), ("b", "второе"))),
        OpenText(code="why", text="Почему?", show_if=("yes", False)), OpenText(code="more", text="Ещё?", required=False),
    ),
)  # fmt: skip
GIVEN = {
    "yes": "no", "scale": "4", "count": "0", "one": "chess", "many": ["sport", "chess"], "marks_0": "1", "marks_a": "5",
    "marks_b": "3", "why": "Так", "more": "",
}  # fmt: skip


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "russian", "english"),
        [
            (Decimal("1.5"), "+1,5", "+1.5"),
            (Decimal("-2.0"), "−2,0", "−2.0"),
            (Decimal("0.0"), "0,0", "0.0"),
            (None, "н/д", "n/a"),
        ],
    )
    def test_differences_have_signs(self, value, russian, english):
        with override("ru"):
            assert tags.signed(value) == russian
        with override("en"):
            assert tags.signed(value) == english

    @pytest.mark.parametrize(("value", "text"), [(Decimal("7.5"), "7,5"), (Decimal("10.0"), "10,0"), (None, "н/д")])
    def test_means_have_one_place(self, value, text):
        with override("ru"):
            assert tags.shown(value) == text

    @pytest.mark.parametrize(("value", "text"), [(Decimal("0.876"), "88 %"), (0, "0 %"), (1, "100 %")])
    def test_shares_are_whole_percents(self, value, text):
        assert tags.percent(value) == text


class TestWords:
    @pytest.mark.parametrize(("slot", "russian"), [("2 16:00", "вт 16:00"), ("7 09:30", "вс 09:30")])
    def test_slots(self, slot, russian):
        with override("ru"):
            assert tags.slot(slot) == russian

    def test_statuses_have_looks_and_unknown_ones_are_off(self):
        assert [tags.status_kind(name) for name in ("active", "draft", "declined", "nonsense")] == [
            "good",
            "info",
            "bad",
            "off",
        ]

    @pytest.mark.parametrize(("value", "text"), [("better", "лучше"), ("worse", "хуже"), ("no_data", "нет данных")])
    def test_verdicts(self, value, text):
        with override("ru"):
            assert tags.verdict(value) == text

    def test_an_empty_text_is_not_the_heading_of_the_catalogue(self):
        # gettext answers "" with the header of the catalogue
        assert tags.translated("") == ""

    def test_a_reason_in_the_language_of_the_page(self):
        reason = {"text": "%(n)s из %(m)s", "params": {"n": 1, "m": 2}}
        assert tags.reason(reason) == "1 из 2"

    def test_pages_keep_the_filters(self, rf):
        page = Template("{% load nastavnik %}{% with_query page=2 %}")
        request = rf.get("/bases/mentees/", {"q": "Нечай", "page": "1"})
        assert "page=2" in page.render(Context({"request": request}))
        assert "q=%D0%9D" in page.render(Context({"request": request}))


class TestAnswerForm:
    def form(self, data=None, answers=None):
        return AnswerForm(data, questionnaire=WHOLE, answers=answers or {})

    def test_every_kind_has_a_field_that_keeps_its_answer(self):
        form = self.form(GIVEN)
        assert form.is_valid(), form.errors
        assert form.answers == {
            "yes": False, "scale": 4, "count": 0, "one": "chess", "many": ["chess", "sport"], "marks": {"a": 5, "b": 3},
            "why": "Так",
        }  # fmt: skip

    def test_what_is_kept_is_shown_again(self):
        first = self.form(GIVEN)
        assert first.is_valid()
        shown = self.form(answers=first.answers)
        assert shown["yes"].value() == "no"
        assert shown["many"].value() == ["chess", "sport"]
        html = str(shown["marks"])
        assert html.count("selected") == 2

    def test_all_that_is_missing_is_said_at_once(self):
        form = self.form({"yes": "yes"})
        assert not form.is_valid()
        assert set(form.errors) == {"scale", "count", "one", "many", "marks"}
        assert {tuple(errors) for name, errors in form.errors.items() if name != "marks"} == {
            ("Ответьте на этот вопрос.",)
        }

    @pytest.mark.parametrize(
        "wrong",
        [{"scale": "9"}, {"one": "golf"}, {"many": ["golf"]}, {"count": "-1"}, {"marks_a": "9"}, {"yes": "maybe"}],
    )
    def test_forged_answers_are_refused(self, wrong):
        form = self.form(GIVEN | wrong)
        assert not form.is_valid()
        assert len(form.errors) == 1

    def test_persons_are_ranked_from_those_offered(self):
        asks = Questionnaire("wish", 1, "Кого", "mentee", (PersonList(code="who", text="Кого?", most=2),))
        people = {"a": "Гром Анна, 9А", "b": "Лось Пётр, 10Б"}
        form = AnswerForm({"who_1": "b", "who_2": "a"}, questionnaire=asks, answers={}, people=people)
        assert form.is_valid(), form.errors
        assert form.answers == {"who": ["b", "a"]}
        again = str(AnswerForm(questionnaire=asks, answers=form.answers, people=people)["who"])
        assert [again.index(f'value="{key}" selected') for key in "ba"] == sorted(
            again.index(f'value="{key}" selected') for key in "ba"
        )
        twice = AnswerForm({"who_1": "b", "who_2": "b"}, questionnaire=asks, answers={}, people=people)
        assert twice.errors == {"who": ["Одного человека называют один раз."]}
        assert not AnswerForm({"who_1": "c"}, questionnaire=asks, answers={}, people=people).is_valid()

    def test_questions_are_numbered(self):
        assert [field.label[:2] for field in self.form().fields.values()] == [f"{n}." for n in range(1, 9)]

    @pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
    def test_every_shipped_one_renders_in_both_languages(self, questionnaire):
        for language in ("ru", "en"):
            with override(language):
                html = AnswerForm(questionnaire=questionnaire, answers={}).as_div()
            assert html.count("name=") >= len(questionnaire.questions)


class TestFields:
    def test_lines_become_a_list_without_empty_ones(self):
        assert LinesField().clean(" физика \n\n химия\r\n") == ["физика", "химия"]

    def test_a_list_becomes_lines(self):
        assert LinesField().prepare_value(["физика", "химия"]) == "физика\nхимия"

    def test_a_matrix_gives_only_what_was_marked(self):
        field = RowsField(rows=[("a", "А"), ("b", "Б")], choices=[("3", "3"), ("5", "5")], required=False)
        assert field.clean(["3", ""]) == {"a": "3"}
        assert field.clean([]) == {}
