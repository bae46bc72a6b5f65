"""What all answers come to: counted by hand, hidden where they are few, and the same whatever their order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import (
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    Question,
    Scale,
    YesNo,
)
from nastavnik.questionnaires.summary import Bar, Line, in_words, summarise

OPTIONS = (("chess", "шахматы"), ("sport", "спорт"), ("music", "музыка"))
ROWS = (("plan", "план"), ("help", "помощь"))


def line(question, answers):
    [found] = summarise([question], [{question.code: answer} for answer in answers])
    return found


def bars(question, answers):
    return {bar.words: bar.n for bar in line(question, answers).bars}


class TestByHand:
    def test_a_scale_has_its_mean_and_every_mark(self):
        found = line(Scale(code="q", text="Как?", high=5), [1, 5, 5, 4])
        # 15 / 4 = 3,75 and halves go up
        assert found == Line(
            "Как?", 4, Decimal("3.8"), (Bar("1", 1), Bar("2", 0), Bar("3", 0), Bar("4", 1), Bar("5", 2))
        )

    def test_a_count_only_the_numbers_that_were_said(self):
        found = line(Count(code="q", text="Сколько?"), [0, 12, 12])
        assert (found.mean, found.bars) == (Decimal("8.0"), (Bar("0", 1), Bar("12", 2)))

    def test_yes_and_no(self):
        assert bars(YesNo(code="q", text="Да?"), [True, False, True]) == {"да": 2, "нет": 1}

    def test_choices_in_the_order_of_the_question_and_none_left_out(self):
        question = Choice(code="q", text="Что?", options=OPTIONS)
        assert bars(question, ["music", "chess", "music"]) == {"шахматы": 1, "спорт": 0, "музыка": 2}

    def test_of_several_each_counts(self):
        question = MultipleChoice(code="q", text="Что?", options=OPTIONS)
        assert bars(question, [["chess", "music"], ["music"], ["music"]]) == {"шахматы": 1, "спорт": 0, "музыка": 3}

    def test_a_matrix_has_a_line_for_each_row(self):
        found = summarise(
            [Matrix(code="q", text="Оцените", rows=ROWS)],
            [{"q": {"plan": 5, "help": 1}}, {"q": {"plan": 4, "help": 2}}, {"q": {"plan": 3}}],
        )
        assert [(row.text, row.n, row.mean) for row in found] == [
            ("Оцените: план", 3, Decimal("4.0")), ("Оцените: помощь", 2, None),
        ]  # fmt: skip

    def test_what_was_written_stands_in_an_order_that_tells_nobody(self):
        found = line(OpenText(code="q", text="Почему?"), ["яблоко", "арбуз", "груша"])
        assert found.texts == ("арбуз", "груша", "яблоко")

    def test_who_did_not_answer_is_not_counted(self):
        found = summarise([YesNo(code="q", text="Да?")], [{"q": True}, {}, {"q": True}, {"q": False}])
        assert found[0].n == 3

    def test_an_unknown_kind_is_not_passed_over(self):
        with pytest.raises(TypeError, match="Question has no summary"):
            line(Question(code="q", text="?"), [1, 2, 3])


class TestFew:
    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            (Scale(code="q", text="?"), 5), (Count(code="q", text="?"), 5), (YesNo(code="q", text="?"), True),
            (Choice(code="q", text="?", options=OPTIONS), "chess"), (OpenText(code="q", text="?"), "секрет"),
            (MultipleChoice(code="q", text="?", options=OPTIONS), ["chess"]),
        ],
        ids=lambda value: getattr(value, "kind", None),
    )  # fmt: skip
    @pytest.mark.parametrize("count", [0, 1, 2])
    def test_below_three_only_their_number_is_told(self, question, answer, count):
        assert line(question, [answer] * count) == Line("?", count)

    @pytest.mark.parametrize(("n", "few"), [(0, False), (1, True), (2, True), (3, False)])
    def test_none_is_not_few(self, n, few):
        assert Line("?", n).is_few is few


class TestWords:
    @pytest.mark.parametrize(
        ("question", "answer", "words"),
        [
            (YesNo(code="q", text="?"), True, "да"), (YesNo(code="q", text="?"), False, "нет"),
            (Scale(code="q", text="?"), 7, "7"), (Count(code="q", text="?"), 0, "0"),
            (Choice(code="q", text="?", options=OPTIONS), "music", "музыка"),
            (MultipleChoice(code="q", text="?", options=OPTIONS), ["chess", "sport"], "шахматы, спорт"),
            (Choice(code="q", text="?", options=OPTIONS), "gone", "gone"), (OpenText(code="q", text="?"), "=1+1", "=1+1"),
            (Matrix(code="q", text="?", rows=ROWS), {"plan": 5, "help": 1}, "план: 5; помощь: 1"),
            (YesNo(code="q", text="?"), None, ""),
        ],
    )  # fmt: skip
    def test_as_a_person_reads_them(self, question, answer, words):
        assert in_words(question, answer) == words


class TestProperties:
    MARKS = st.lists(st.integers(1, 10), min_size=3, max_size=50)

    @given(MARKS)
    def test_bars_add_up_and_the_mean_lies_between(self, marks):
        found = line(Scale(code="q", text="?"), marks)
        assert sum(bar.n for bar in found.bars) == found.n == len(marks)
        assert min(marks) <= found.mean <= max(marks)

    @given(MARKS, st.randoms())
    def test_the_order_of_people_does_not_matter(self, marks, chance):
        mixed = list(marks)
        chance.shuffle(mixed)
        assert line(Scale(code="q", text="?"), marks) == line(Scale(code="q", text="?"), mixed)


@pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
def test_every_shipped_questionnaire_has_a_summary(questionnaire):
    lines = summarise(questionnaire.questions, [])
    assert len(lines) >= len(questionnaire.questions)
