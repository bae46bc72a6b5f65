"""Kinds of questions: what each takes, what it refuses, how it says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.questionnaires.spec import (
    LOWER,
    AnswerProblem,
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    Question,
    Questionnaire,
    Scale,
    YesNo,
)

OPTIONS = (("sport", "спорт"), ("chess", "шахматы"), ("music", "музыка"))
EVERY_KIND = (
    YesNo(code="yes", text="Да?"), Scale(code="scale", text="Сколько?"), Count(code="count", text="Сколько раз?"),
    Choice(code="one", text="Что?", options=OPTIONS), MultipleChoice(code="many", text="Что?", options=OPTIONS),
    OpenText(code="open", text="Почему?"),
)  # fmt: skip


def refusal(question, raw):
    with pytest.raises(AnswerProblem) as caught:
        question.clean(raw)
    return str(caught.value)


class TestNothingSaid:
    @pytest.mark.parametrize("raw", [None, "", []])
    @pytest.mark.parametrize("question", EVERY_KIND, ids=lambda question: question.kind)
    def test_a_required_question_asks_again(self, question, raw):
        assert refusal(question, raw) == "Ответьте на этот вопрос."

    @pytest.mark.parametrize("raw", [None, "", []])
    def test_another_is_left_out(self, raw):
        assert Scale(code="q", text="?", required=False).clean(raw) is None

    def test_no_and_nought_are_answers(self):
        assert EVERY_KIND[0].clean("no") is False
        assert EVERY_KIND[0].clean(False) is False
        assert Scale(code="q", text="?", low=0).clean(0) == 0
        assert EVERY_KIND[2].clean(0) == 0


class TestYesNo:
    @pytest.mark.parametrize(("raw", "kept"), [("yes", True), (True, True), ("no", False)])
    def test_it_is_kept_as_a_truth(self, raw, kept):
        assert EVERY_KIND[0].clean(raw) is kept

    @pytest.mark.parametrize("raw", ["да", "2", 5, ["yes"]])
    def test_nothing_else(self, raw):
        assert refusal(EVERY_KIND[0], raw) == "Ответьте «да» или «нет»."


class TestScale:
    @pytest.mark.parametrize("raw", [1, "1", " 10 ", 10])
    def test_both_ends_belong_to_it(self, raw):
        assert EVERY_KIND[1].clean(raw) == int(raw)

    @pytest.mark.parametrize("raw", [0, 11, "11", "-1", "7.5", "семь", "²", "--3", ["3"]])
    def test_nothing_beyond(self, raw):
        assert refusal(EVERY_KIND[1], raw) == "Выберите число от 1 до 10."

    def test_it_may_go_below_nought(self):
        assert Scale(code="q", text="?", low=-5, high=5).clean("-5") == -5

    @pytest.mark.parametrize("wrong", [{"low": 5, "high": 5}, {"low": 6, "high": 5}, {"direction": "sideways"}])
    def test_a_scale_that_cannot_be_is_not_built(self, wrong):
        with pytest.raises(ValueError, match="a scale goes up"):
            Scale(code="q", text="?", **wrong)


class TestCount:
    @pytest.mark.parametrize("raw", ["0", "7", 100, " 12 "])
    def test_whole_numbers(self, raw):
        assert EVERY_KIND[2].clean(raw) == int(raw)

    @pytest.mark.parametrize("raw", ["-1", "101", "1,5", "много"])
    def test_nothing_else(self, raw):
        assert refusal(EVERY_KIND[2], raw) == "Напишите целое число от 0 до 100."


class TestChoices:
    def test_one_of_them(self):
        assert EVERY_KIND[3].clean("chess") == "chess"

    @pytest.mark.parametrize("raw", ["шахматы", "CHESS", "sport,chess"])
    def test_and_no_other(self, raw):
        assert refusal(EVERY_KIND[3], raw) == "Выберите один из вариантов."

    @pytest.mark.parametrize(
        ("raw", "kept"),
        [(["music", "sport"], ["sport", "music"]), ("chess", ["chess"]), (["chess", "chess"], ["chess"])],
    )
    def test_several_come_in_the_order_of_the_question(self, raw, kept):
        assert EVERY_KIND[4].clean(raw) == kept

    def test_one_wrong_among_several_is_refused(self):
        assert refusal(EVERY_KIND[4], ["sport", "golf"]) == "Выберите из вариантов."

    @pytest.mark.parametrize("options", [(), (("a", "А"), ("a", "Б"))])
    def test_options_that_cannot_be_are_not_built(self, options):
        with pytest.raises(ValueError, match="options are needed, each code once"):
            Choice(code="q", text="?", options=options)


class TestOpenText:
    def test_spaces_around_are_dropped(self):
        assert EVERY_KIND[5].clean("  Спасибо\n") == "Спасибо"

    def test_the_longest_fits_and_one_more_does_not(self):
        assert len(EVERY_KIND[5].clean("я" * 2000)) == 2000
        assert refusal(EVERY_KIND[5], "я" * 2001) == "Не длиннее 2000 знаков."


class TestMatrix:
    ROWS = (("meetings", "встречи"), ("plan", "план"))
    MATRIX = Matrix(code="parts", text="Оцените", rows=ROWS)

    def test_a_mark_for_each_row(self):
        assert self.MATRIX.clean({"meetings": "4", "plan": 5}) == {"meetings": 4, "plan": 5}

    @pytest.mark.parametrize("raw", [{"meetings": "4"}, {"meetings": "4", "plan": ""}, "4", ["4", "5"], 4])
    def test_no_row_is_left_out(self, raw):
        assert refusal(self.MATRIX, raw) == "Оцените каждую строку."

    def test_an_optional_one_takes_what_there_is(self):
        assert Matrix(code="m", text="?", rows=self.ROWS, required=False).clean({"plan": "2"}) == {"plan": 2}

    @pytest.mark.parametrize("mark", ["0", "6", "4.5", "пять", "-1"])
    def test_marks_beyond_the_scale(self, mark):
        assert refusal(self.MATRIX, {"meetings": mark, "plan": "1"}) == "Выберите число от 1 до 5."

    def test_rows_of_another_question_are_dropped(self):
        assert self.MATRIX.clean({"meetings": "1", "plan": "1", "sneaked": "9"}) == {"meetings": 1, "plan": 1}

    @pytest.mark.parametrize("wrong", [{"rows": ()}, {"rows": (ROWS[0], ROWS[0])}, {"rows": ROWS, "low": 5, "high": 5}])
    def test_one_that_cannot_be_is_not_built(self, wrong):
        with pytest.raises(ValueError, match="rows are needed"):
            Matrix(code="m", text="?", **wrong)


class TestShowIf:
    """A question that another one leads to is asked only then, and its stray answer is dropped otherwise."""

    WHOLE = Questionnaire(
        code="q", version=1, title="Анкета", side="mentee",
        questions=(YesNo(code="change", text="Менять?"), OpenText(code="what", text="Что?", show_if=("change", True))),
    )  # fmt: skip

    def test_asked_it_must_be_answered(self):
        answers, problems = self.WHOLE.clean({"change": "yes"})
        assert (answers, [problem.code for problem in problems]) == ({"change": True}, ["what"])

    @pytest.mark.parametrize("given", [{"change": "no"}, {"change": "no", "what": "забытое"}])
    def test_not_asked_it_is_neither_missed_nor_kept(self, given):
        assert self.WHOLE.clean(given) == ({"change": False}, [])

    def test_it_leans_on_a_question_before_it(self):
        for code in ("later", "nowhere"):
            with pytest.raises(ValueError, match="тот должен стоять раньше"):
                Questionnaire(
                    code="q", version=1, title="?", side="mentee",
                    questions=(OpenText(code="what", text="?", show_if=(code, True)), YesNo(code="later", text="?")),
                )  # fmt: skip

    def test_help_and_condition_show_in_the_checksum_only_where_they_are(self):
        bare = OpenText(code="q", text="?")
        assert set(bare.to_json()) == {"kind", "code", "text", "construct", "required"}
        told = OpenText(code="q", text="?", help="Коротко.", show_if=("p", True))
        assert told.to_json() == bare.to_json() | {"help": "Коротко.", "show_if": ("p", True)}


class TestQuestionnaire:
    WHOLE = Questionnaire(code="q", version=1, title="Анкета", side="mentee", questions=EVERY_KIND)

    def test_good_answers_are_kept_and_the_others_named(self):
        answers, problems = self.WHOLE.clean({"yes": "yes", "scale": "12", "count": "3", "one": "golf", "open": "да"})
        assert answers == {"yes": True, "count": 3, "open": "да"}
        assert [problem.code for problem in problems] == ["scale", "one", "many"]

    def test_answers_to_no_question_are_dropped(self):
        answers, _problems = self.WHOLE.clean({"yes": "yes", "sneaked": "in"})
        assert answers == {"yes": True}

    def test_what_was_kept_is_taken_again(self):
        """The form of somebody who mends their answers is filled from what is kept."""
        first, _none = self.WHOLE.clean(
            {"yes": "no", "scale": "3", "count": "0", "one": "music", "many": ["sport"], "open": "так"}
        )
        assert self.WHOLE.clean(first) == (first, [])

    @pytest.mark.parametrize(
        ("questions", "sentence"),
        [((EVERY_KIND[0], EVERY_KIND[0]), "Вопросы повторяются: yes"), ((), "хотя бы один вопрос")],
    )
    def test_one_that_cannot_be_is_not_built(self, questions, sentence):
        with pytest.raises(ValueError, match=sentence):
            Questionnaire(code="q", version=1, title="Анкета", side="mentee", questions=questions)

    @given(
        st.dictionaries(st.sampled_from([q.code for q in EVERY_KIND]), st.text() | st.integers() | st.lists(st.text()))
    )
    def test_no_answers_make_it_fail(self, raw):
        answers, problems = self.WHOLE.clean(raw)
        assert set(answers) | {problem.code for problem in problems} == {q.code for q in EVERY_KIND}
        assert not set(answers) & {problem.code for problem in problems}


class TestChecksum:
    """It changes with everything a person answering sees and everything that is computed."""

    BASE = Questionnaire(code="q", version=1, title="Анкета", side="mentee", questions=(EVERY_KIND[1],))

    @pytest.mark.parametrize(
        "change",
        [
            {"version": 2}, {"title": "Анкета."}, {"side": "mentor"}, {"waves": ("exit",)}, {"people": ("pupil",)},
            {"questions": (Scale(code="scale", text="Как?"),)},
            {"questions": (Scale(code="scale", text="Сколько?", high=5),)},
            {"questions": (Scale(code="scale", text="Сколько?", direction=LOWER),)},
            {"questions": (Scale(code="scale", text="Сколько?", construct="mood"),)},
            {"questions": (Scale(code="scale", text="Сколько?", required=False),)},
            {"questions": (Count(code="scale", text="Сколько?", high=10),)},
        ],
    )  # fmt: skip
    def test_every_change_shows(self, change):
        plain = {"code": "q", "version": 1, "title": "Анкета", "side": "mentee", "questions": (EVERY_KIND[1],)}
        assert Questionnaire(**plain).checksum() == self.BASE.checksum()
        assert Questionnaire(**(plain | change)).checksum() != self.BASE.checksum()


def test_a_kind_of_question_must_check_its_answers():
    with pytest.raises(NotImplementedError, match="Question must check its answers"):
        Question(code="q", text="?").clean("да")
