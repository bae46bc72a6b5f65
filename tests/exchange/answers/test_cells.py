"""Cells of forms made elsewhere, as people and forms write them, into answers of every kind of question."""

from __future__ import annotations

import pytest

from nastavnik.exchange.answers.cells import LEAVE_OUT, READERS, options_of, read_cell, split_parts
from nastavnik.questionnaires import spec
from nastavnik.questionnaires.registry import QUESTIONNAIRES

YES_NO = spec.YesNo(code="q", text="Были ли вы наставником?")
SCALE = spec.Scale(code="q", text="Насколько?", low_label="совсем нет", high_label="очень")
COUNT = spec.Count(code="q", text="Сколько?")
CHOICE = spec.Choice(
    code="q", text="Как?", options=(("in_person", "очно"), ("online", "онлайн"), ("any", "и так и так"))
)
MANY = spec.MultipleChoice(
    code="q", text="В чём?", required=False,
    options=(("study", "учёба"), ("talk", "общение, друзья"), ("career", "выбор профессии")),
)  # fmt: skip
MATRIX = spec.Matrix(code="q", text="Оцените", rows=(("meetings", "встречи"), ("plan", "план")))
MENTEE = QUESTIONNAIRES["mentee-selection"]
MENTOR = QUESTIONNAIRES["mentor-selection"]


def answer(question, text, **chosen):
    """What the question itself makes of the cell."""
    return question.clean(read_cell(question, text, chosen).raw)


def test_every_kind_that_is_not_open_has_its_reader():
    assert {spec.OpenText.kind, spec.PersonList.kind} == set(spec.KINDS) - set(READERS)


class TestYesNo:
    @pytest.mark.parametrize("text", ["да", "Да.", " ДА ", "+", "true", "TRUE", "yes", "ИСТИНА", "1", "Да, два года"])
    def test_yes(self, text):
        assert answer(YES_NO, text) is True

    @pytest.mark.parametrize("text", ["нет", "Нет!", "-", "–", "false", "No", "ЛОЖЬ", "0", "нет, но хочу"])
    def test_no(self, text):
        assert answer(YES_NO, text) is False

    @pytest.mark.parametrize("text", ["не знаю", "да нет", "может быть", "дача"])
    def test_neither(self, text):
        assert read_cell(YES_NO, text, {}).unknown == [text]
        with pytest.raises(spec.AnswerProblem, match="Ответьте «да» или «нет»"):
            answer(YES_NO, text)

    def test_more_than_the_word_is_a_guess_that_is_shown(self):
        assert read_cell(YES_NO, "Да, два года", {}).guessed == {"Да, два года": "yes"}
        assert read_cell(YES_NO, "да", {}).guessed == {}


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "mark"),
        [
            ("8", 8), ("8.0", 8), ("8,0", 8), ("8 из 10", 8), ("8/10", 8), ("8 – хорошо", 8), ("8 -хорошо", 8),
            ("8 баллов", 8), ("хорошо – 8", 8), ("очень нужна (10)", 10), ("10", 10), ("Очень", 10), ("совсем нет", 1),
        ],
    )  # fmt: skip
    def test_marks(self, text, mark):
        assert answer(SCALE, text) == mark

    @pytest.mark.parametrize("text", ["0", "11", "8-9", "8.5", "4 из 5", "отлично", "1–2 раза", "10.09.2026"])
    def test_what_is_no_mark_of_this_scale(self, text):
        with pytest.raises(spec.AnswerProblem, match="Выберите число от 1 до 10"):
            answer(SCALE, text)

    @pytest.mark.parametrize("text", ["", " ", "-", "н/д"])
    def test_nothing_said(self, text):
        with pytest.raises(spec.AnswerProblem, match="Ответьте на этот вопрос"):
            answer(SCALE, text)

    def test_below_nought_where_the_scale_goes_there(self):
        scale = spec.Scale(code="q", text="?", low=-5, high=5)
        assert (answer(scale, "-3"), answer(scale, "-3 – холодно")) == (-3, -3)

    @pytest.mark.parametrize(
        ("text", "n"), [("2", 2), ("2 кружка", 2), ("3 из 5", 3), ("ни разу", 0), ("Нет", 0), ("ноль", 0)]
    )
    def test_how_many(self, text, n):
        assert answer(COUNT, text) == n

    @pytest.mark.parametrize("text", ["-1", "много", "101", "1-2 раза"])
    def test_what_is_no_number(self, text):
        with pytest.raises(spec.AnswerProblem, match="Напишите целое число от 0 до 100"):
            answer(COUNT, text)

    def test_a_row_of_a_table_is_a_mark(self):
        assert read_cell(MATRIX, "5 – отлично", {}).raw == "5"
        assert options_of(MATRIX) == tuple((str(mark), str(mark)) for mark in range(1, 6))


class TestOptions:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("очно", "in_person"), ("Очно.", "in_person"), ("1) очно", "in_person"), ("очно (в школе)", "in_person"),
            ("in_person", "in_person"), ("И так, и так", "any"), ("всё равно", "any"), ("любой", "any"),
        ],
    )  # fmt: skip
    def test_by_words_or_codes(self, text, code):
        assert answer(CHOICE, text) == code

    @pytest.mark.parametrize("text", ["письмами", "не очно", "очно, онлайн"])
    def test_what_is_no_option(self, text):
        assert read_cell(CHOICE, text, {}).unknown == [text]
        with pytest.raises(spec.AnswerProblem, match="Выберите один из вариантов"):
            answer(CHOICE, text)

    def test_options_that_differ_in_brackets_only(self):
        question = spec.Choice(code="q", text="?", options=(("a", "да (очно)"), ("b", "да (онлайн)")))
        assert answer(question, "Да (онлайн)") == "b"
        assert read_cell(question, "да", {}).unknown == ["да"]

    def test_a_slip_is_a_guess_that_is_shown(self):
        question = MENTEE.question("areas")
        assert read_cell(question, "выбор профессий; учеба", {}).guessed == {"выбор профессий": "career"}
        assert answer(question, "выбор профессий; учеба") == ["study", "career"]

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("учёба, выбор профессии", ["учёба", "выбор профессии"]),
            ("учёба; общение, друзья", ["учёба", "общение, друзья"]),
            ("общение, друзья", ["общение, друзья"]),
            ("общение, друзья, учёба", ["общение, друзья", "учёба"]),
            ("учёба (алгебра, физика), спорт\nпение", ["учёба (алгебра, физика)", "спорт", "пение"]),
        ],
    )
    def test_several_in_one_cell(self, text, parts):
        assert split_parts(text, MANY) == parts

    def test_several_that_are_known(self):
        assert answer(MANY, "Общение, друзья, учеба, учёба") == ["study", "talk"]

    def test_one_unknown_word_among_known_ones_is_a_problem(self):
        assert read_cell(MANY, "учёба, танцы", {}).unknown == ["танцы"]
        with pytest.raises(spec.AnswerProblem, match="Выберите из вариантов"):
            answer(MANY, "учёба, танцы")

    def test_it_is_all_the_same_where_nothing_need_be_chosen(self):
        assert answer(MANY, "всё равно") is None
        with pytest.raises(spec.AnswerProblem):
            answer(MENTEE.question("areas"), "всё равно")


class TestSaidByThePerson:
    def test_a_word_stands_for_an_option(self):
        assert answer(MANY, "учёба, Танцы", танцы="talk") == ["study", "talk"]
        assert answer(SCALE, "отлично", отлично="9") == 9
        assert answer(YES_NO, "не знаю", **{"не знаю": "no"}) is False

    def test_or_is_left_out(self):
        assert answer(MANY, "учёба, танцы", танцы=LEAVE_OUT) == ["study"]
        assert read_cell(MANY, "танцы", {"танцы": LEAVE_OUT}).guessed == {"танцы": LEAVE_OUT}

    def test_it_goes_before_what_would_be_understood(self):
        assert answer(CHOICE, "очно", очно="online") == "online"


class TestAsTheBaseReadsIt:
    """A question that fills a line of the base understands what the lists of people do."""

    @pytest.mark.parametrize(
        ("code", "text", "expected"),
        [
            ("wanted", "учителя", ["teacher"]),
            ("wanted", "ученика", ["pupil"]),
            ("wanted", "специалиста предприятия, студента", ["student", "employee"]),
            ("wanted", "всё равно", None),
            ("times", "вт 16:00, пн 15:00", ["1 15:00", "2 15:00"]),
            ("times", "ср 17:00", ["3 18:00"]),
            ("times", "сб 16:00; вторник вечером", ["2 18:00", "6 12:00"]),
            ("format", "дистанционно", "online"),
            ("format", "очно и онлайн", "any"),
        ],
    )
    def test_mentees(self, code, text, expected):
        assert answer(MENTEE.question(code), text) == expected

    @pytest.mark.parametrize(("text", "expected"), [("5–7 класс", "5-7"), ("8-9 класс", "8-9"), ("любой", "any")])
    def test_classes_a_mentor_wants(self, text, expected):
        assert answer(MENTOR.question("age"), text) == expected

    @pytest.mark.parametrize("text", ["10–12", "11-14", "5–8 класс"])
    def test_ages_are_no_classes(self, text):
        assert read_cell(MENTOR.question("age"), text, {}).unknown == [text]

    def test_a_day_that_is_not_offered_is_unknown(self):
        assert read_cell(MENTEE.question("times"), "вс 12:00", {}).unknown == ["вс 12:00"]

    def test_an_hour_moved_is_a_guess_and_one_that_is_offered_is_none(self):
        assert read_cell(MENTEE.question("times"), "вт 16:00, вт 15:00", {}).guessed == {"вт 16:00": "2 15:00"}


class TestOpen:
    @pytest.mark.parametrize("text", ["=1+1", "нет", "сделать проект; выступить", "-", "да, (всё)"])
    def test_as_it_is(self, text):
        question = spec.OpenText(code="q", text="?")
        assert answer(question, f" {text} ") == text
        assert read_cell(question, text, {}).unknown == []

    def test_too_long_is_the_question_s_own_refusal(self):
        with pytest.raises(spec.AnswerProblem, match="Не длиннее 2000 знаков"):
            answer(spec.OpenText(code="q", text="?"), "а" * 2001)
