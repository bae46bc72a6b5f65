"""Rows judged before anything is written, and whose row counts in the end."""

from __future__ import annotations

import pytest

from nastavnik.exchange.answers.columns import AnswerMapping, suggest
from nastavnik.exchange.answers.people import Asked, known_of_labels
from nastavnik.exchange.answers.rows import AnswerPreview, Left, build_preview, settle
from nastavnik.exchange.doubles import Known
from nastavnik.exchange.tables import read_table
from nastavnik.questionnaires import spec

EVA = Known("eva", "Ткач", "Ева", "Игоревна", "", "7В")
LEV = Known("lev", "Белый", "Лев", "Ильич", "", "8А")
NAMESAKE = Known("lev9", "Белый", "Лев", "Ильич", "", "9А")
PEOPLE = Asked([EVA, LEV, NAMESAKE])
NAMEABLE = Asked(known_of_labels({"m1": "Нечай Пётр Ильич, учитель", "m2": "Дюма Мария Игоревна, 10А"}))
ASKS = spec.Questionnaire(
    code="own", version=1, title="Своя", side="mentee",
    questions=(
        spec.Scale(code="easy", text="Насколько легко?"),
        spec.YesNo(code="change", text="Хотите что-то изменить?"),
        spec.OpenText(code="what", text="Что именно изменить?", show_if=("change", True)),
        spec.MultipleChoice(
            code="when", text="Когда удобно?", required=False, options=(("mon", "понедельник"), ("tue", "вторник")),
        ),
        spec.Matrix(
            code="parts", text="Оцените", required=False, rows=(("meet", "встречи"), ("plan", "план")), low=1, high=5
        ),
        spec.PersonList(code="wish", text="С кем хотите работать?", required=False),
    ),
)  # fmt: skip
HEAD = "Время ответа;ФИО;Класс;Насколько легко?;Хотите что-то изменить?;Что именно изменить?;Когда удобно?\n"


def judged(text, mapping=None, asks=ASKS):
    table = read_table(text.encode(), "ответы.csv")
    found = mapping or suggest(table.header, [row.cells for row in table.rows], asks)
    return build_preview(table, found, asks, PEOPLE, NAMEABLE)


def only(text, mapping=None):
    [row] = judged(text, mapping).rows
    return row


def problems(row):
    return [(problem.column, problem.value, problem.message) for problem in row.problems]


class TestJudging:
    def test_a_sound_row(self):
        row = only(HEAD + "20.09.2026 9:12;Ткач Ева Игоревна;7В;8 из 10;да;Время;понедельник, вторник\n")
        assert (row.number, row.person, row.at) == (2, "eva", "2026-09-20 09:12:00")
        assert row.answers == {"easy": 8, "change": True, "what": "Время", "when": ["mon", "tue"]}
        assert row.problems == []

    def test_a_problem_names_its_column_its_cell_and_the_sentence(self):
        row = only(HEAD + ";Ткач Ева Игоревна;7В;12;нет;;пятница\n")
        assert problems(row) == [
            ("Насколько легко?", "12", "Выберите число от 1 до 10."),
            ("Когда удобно?", "пятница", "Выберите из вариантов."),
        ]

    def test_a_required_question_left_unanswered(self):
        assert problems(only(HEAD + ";Ткач Ева Игоревна;7В;;нет;;\n")) == [
            ("Насколько легко?", "", "Ответьте на этот вопрос.")
        ]

    def test_a_question_that_is_not_led_to_is_not_judged(self):
        row = only(HEAD + ";Ткач Ева Игоревна;7В;8;нет;лишнее;\n")
        assert (row.answers, row.problems) == ({"easy": 8, "change": False}, [])

    def test_one_that_is_led_to_must_be_answered(self):
        assert problems(only(HEAD + ";Ткач Ева Игоревна;7В;8;да;;\n"))[0][0] == "Что именно изменить?"

    def test_what_begins_like_a_formula_is_text(self):
        assert only(HEAD + ";Ткач Ева Игоревна;7В;8;да;=1+1;\n").answers["what"] == "=1+1"

    def test_a_question_the_form_did_not_ask(self):
        text = "ФИО;Насколько легко?\nТкач Ева Игоревна;8\n"
        mapping = AnswerMapping(("full_name", "q:easy:"))
        assert problems(only(text, mapping)) == [("Хотите что-то изменить?", "", "Ответьте на этот вопрос.")]
        agreed = AnswerMapping(("full_name", "q:easy:"), without_absent=True)
        assert (only(text, agreed).problems, only(text, agreed).answers) == ([], {"easy": 8})

    def test_what_it_did_ask_stays_required_then(self):
        agreed = AnswerMapping(("full_name", "q:easy:"), without_absent=True)
        assert problems(only("ФИО;Насколько легко?\nТкач Ева Игоревна;\n", agreed))

    def test_a_name_in_three_columns(self):
        text = "Фамилия;Имя;Отчество;Насколько легко?\nТкач;Ева;Игоревна;8\n"
        assert only(text).person == "eva"

    def test_nobody_s_row(self):
        assert only("ФИО;Насколько легко?\n;8\n").name_problem == "Нет имени."


class TestTables:
    TEXT = "ФИО;Насколько легко?;Хотите что-то изменить?;Оцените [встречи];Оцените [план]\n"

    def test_columns_of_a_table_make_one_answer(self):
        assert only(self.TEXT + "Ткач Ева Игоревна;8;нет;5;4 – хорошо\n").answers["parts"] == {"meet": 5, "plan": 4}

    def test_left_out_altogether(self):
        assert "parts" not in only(self.TEXT + "Ткач Ева Игоревна;8;нет;;\n").answers

    def test_the_cell_to_blame_is_named(self):
        assert problems(only(self.TEXT + "Ткач Ева Игоревна;8;нет;5;девять\n")) == [
            ("Оцените [план]", "девять", "Выберите число от 1 до 5.")
        ]


class TestPeopleInAnswers:
    MAPPING = AnswerMapping(("full_name", "q:easy:", "q:change:", "q:wish:"))

    def row(self, cell):
        return only(f'ФИО;Легко;Изменить;С кем\nТкач Ева Игоревна;8;нет;"{cell}"\n', self.MAPPING)

    def test_names_become_those_who_may_be_named(self):
        assert self.row("Дюма Мария, 10А; Пётр Нечай").answers["wish"] == ["m2", "m1"]

    def test_anybody_else_is_a_problem(self):
        assert problems(self.row("Нечай Пётр, Хмель Анна")) == [
            ("С кем", "Хмель Анна", "Такого человека среди тех, кого можно выбрать, нет.")
        ]


class TestWords:
    TEXT = HEAD + (
        ";Ткач Ева Игоревна;7В;отлично;нет;;в понедельник\n;Белый Лев Ильич;8А;8;нет;;пятница\n"
        ";Белый Лев Ильич;9А;8;нет;;Пятница\n"
    )

    def words(self, mapping=None):
        found = judged(self.TEXT, mapping).words
        return [(word.target, word.key, word.written, word.meant, word.n) for word in found]

    def test_what_is_no_option_is_listed_with_what_it_was_taken_for(self):
        assert self.words() == [
            ("q:when:", "пятница", "пятница", "", 2),
            ("q:easy:", "отлично", "отлично", "", 1),
            ("q:when:", "в понедельник", "в понедельник", "mon", 1),
        ]

    def test_what_a_person_said_holds_and_can_be_changed(self):
        table = read_table(self.TEXT.encode(), "ответы.csv")
        columns = suggest(table.header, [], ASKS).columns
        said = {"q:when:": {"пятница": "~"}, "q:easy:": {"отлично": "10"}}
        preview = judged(self.TEXT, AnswerMapping(columns, said))
        assert [row.problems for row in preview.rows] == [[], [], []]
        assert [row.answers["easy"] for row in preview.rows] == [10, 8, 8]
        assert [(word.key, word.meant) for word in preview.words] == [
            ("пятница", "~"), ("отлично", "10"), ("в понедельник", "mon"),
        ]  # fmt: skip


class TestSettling:
    GOOD = "8;нет;;\n"

    def settled(self, *rows, decisions=None, answered=(), replaces=False):
        found = judged(HEAD + "".join(rows)).rows
        done = settle(found, decisions or {}, answered, replaces)
        assert len(done.written) + len(done.left) == len(rows)
        return {key: row.number for key, row in done.written.items()}, [
            (left.row.number, left.why, left.reason) for left in done.left
        ]

    @pytest.mark.parametrize(
        ("first", "second", "newest"),
        [
            ("2026-09-10 08:00:00", "2026-09-12 08:00:00", 3),
            ("12.09.2026 8:00", "10.09.2026 8:00", 2),
            ("12.09.2026 8:00", "12.09.2026 8:00", 3),
            ("2026/09/12 1:00:00 PM GMT+3", "2026/09/12 9:00:00 AM GMT+3", 2),
            ("2026-09-12T09:00:00+03:00", "2026-09-12T08:00:00.123Z", 2),
            ("9/12/2026 8:00:00", "9/13/2026 7:00:00", 3),
            ("", "", 3),
            ("когда-то", "12.09.2026", 3),
        ],
    )
    def test_the_newest_of_two_counts(self, first, second, newest):
        written, left = self.settled(*(f"{at};Ткач Ева Игоревна;7В;{self.GOOD}" for at in (first, second)))
        assert written == {"eva": newest}
        reason = f"Есть более поздний ответ этого человека: засчитана строка {newest}."
        assert left == [(5 - newest, Left.REPEATED, reason)]

    def test_an_older_answer_does_not_take_the_place_of_a_newer_with_a_problem(self):
        written, left = self.settled(
            f"10.09.2026;Ткач Ева Игоревна;7В;{self.GOOD}", "11.09.2026;Ткач Ева Игоревна;7В;99;нет;;\n"
        )
        assert written == {}
        assert [(number, why) for number, why, _reason in left] == [(2, Left.REPEATED), (3, Left.PROBLEM)]

    def test_several_problems_of_a_row_are_all_told(self):
        _written, [(_number, _why, reason)] = self.settled(";Ткач Ева Игоревна;7В;99;когда как;;\n")
        assert reason == ("Выберите число от 1 до 10. И ещё: «Хотите что-то изменить?» – Ответьте «да» или «нет».")

    def test_who_is_nobody_and_who_has_no_name(self):
        _written, left = self.settled(f";Хмель Нина Андреевна;7В;{self.GOOD}", f";Нина;7В;{self.GOOD}")
        assert [why for _number, why, _reason in left] == [Left.UNKNOWN, Left.NO_NAME]

    def test_doubtful_waits_for_a_decision(self):
        row = f";Белый Лев Ильич;;{self.GOOD}"
        assert self.settled(row)[1][0][1] == Left.UNDECIDED
        assert self.settled(row, decisions={2: "lev9"})[0] == {"lev9": 2}
        assert self.settled(row, decisions={2: ""})[0] == {}

    def test_nobody_but_the_candidates_can_be_chosen(self):
        assert self.settled(f";Белый Лев Ильич;;{self.GOOD}", decisions={2: "eva"})[0] == {}

    def test_a_likely_one_is_chosen_unless_told_otherwise(self):
        row = f";Ткач Ева Игоревна;6А;{self.GOOD}"
        assert self.settled(row)[0] == {"eva": 2}
        assert self.settled(row, decisions={2: ""})[0] == {}

    def test_who_has_answered_keeps_the_answer_or_not(self):
        row = f";Ткач Ева Игоревна;7В;{self.GOOD}"
        assert self.settled(row, answered={"eva"}) == (
            {}, [(2, Left.ANSWERED, "Ответ на эту анкету уже есть: прежний оставлен.")],
        )  # fmt: skip
        assert self.settled(row, answered={"eva"}, replaces=True)[0] == {"eva": 2}


def test_there_and_back_as_json():
    preview = judged(HEAD + ";Белый Лев Ильич;;99;нет;;пятница\n")
    assert preview.rows[0].candidates
    assert preview.words
    assert AnswerPreview.from_json(preview.to_json()) == preview
