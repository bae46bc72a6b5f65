"""Headings of a form find their questions."""

from __future__ import annotations

import pytest

from nastavnik.exchange.answers.columns import AnswerMapping, absent, suggest, targets
from nastavnik.exchange.tables import read_table
from nastavnik.questionnaires import spec
from nastavnik.questionnaires.registry import QUESTIONNAIRES

INTERIM = QUESTIONNAIRES["mentee-interim"]
ASKS = spec.Questionnaire(
    code="own", version=1, title="Своя", side="mentee",
    questions=(
        spec.Scale(code="easy", text="Насколько легко вам с наставником?"),
        spec.Scale(code="useful", text="Насколько полезны вам встречи с наставником?"),
        spec.Choice(code="where", text="Где вы встречаетесь?", options=(("school", "в школе"), ("park", "в парке"))),
        spec.OpenText(code="place", text="Где ещё вы встречаетесь?", required=False),
        spec.OpenText(code="grade", text="Ваш любимый класс", required=False),
    ),
)  # fmt: skip


def mapped(header, asks, *rows):
    return list(suggest(header, rows, asks).columns)


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("mentee-answers.csv", "mentee-selection",
         ["answered_at", "full_name", "class_name", "q:exactly:", "q:interests:", "q:wanted:", "q:times:", "q:format:",
          "q:need:", "q:expectations:"]),
        ("mentor-answers.xlsx", "mentor-selection",
         ["answered_at", "full_name", "", "class_name", "q:competences:", "q:achievements:", "q:interests:", "q:age:",
          "q:capacity:", "q:times:", "q:format:", "q:experience:"]),
    ],
)  # fmt: skip
def test_the_forms_schools_sent(sample, name, code, expected):
    table = read_table(sample(name), name)
    assert mapped(table.header, QUESTIONNAIRES[code], *(row.cells for row in table.rows)) == expected


def test_numbering_brackets_and_letters_make_no_difference():
    header = ["1. Насколько легко вам с наставником? (1–10)", "2) Где вы встречаетесь"]
    assert mapped(header, ASKS) == ["q:easy:", "q:where:"]


def test_each_question_goes_to_the_heading_that_is_most_like_it():
    header = ["Насколько полезны встречи с наставником", "Насколько легко с наставником"]
    assert mapped(header, ASKS) == ["q:useful:", "q:easy:"]


def test_what_the_cells_hold_decides_between_two_questions_alike():
    assert mapped(["Где встречаетесь?"], ASKS, ["в школе"], ["в парке"]) == ["q:where:"]
    assert mapped(["Где встречаетесь?"], ASKS, ["в кафе"], ["на стадионе"]) == ["q:place:"]


def test_a_name_in_three_columns():
    header = ["Фамилия", "Имя", "Отчество", "Класс", "Отметка времени"]
    assert mapped(header, ASKS) == ["last_name", "first_name", "patronymic", "class_name", "answered_at"]


def test_what_lists_tell_apart_and_answers_do_not():
    assert mapped(["ФИО, дата рождения", "Класс или должность"], ASKS) == ["full_name", "class_name"]


def test_a_question_word_for_word_is_no_class():
    assert mapped(["Ваш любимый класс", "ФИО"], ASKS) == ["q:grade:", "full_name"]


def test_rows_of_a_table_as_forms_write_them():
    rows = [words for _code, words in INTERIM.question("parts").rows]
    text = INTERIM.question("parts").text
    header = ["ФИО", f"{text} [{rows[0]}]", f"3. {text} [{rows[2]}]", f"{text}: {rows[1]}"]
    assert mapped(header, INTERIM) == ["full_name", "q:parts:meetings", "q:parts:feedback", "q:parts:plan"]


def test_what_is_like_nothing_is_not_used():
    assert mapped(["Адрес электронной почты", "", "Я согласен на обработку"], ASKS) == ["", "", ""]


def test_what_the_file_did_not_ask():
    mapping = AnswerMapping(("full_name", "q:easy:", "q:where:"))
    assert [question.code for question in absent(ASKS, mapping)] == ["useful", "place", "grade"]


def test_half_a_table_was_asked():
    assert "parts" not in [one.code for one in absent(INTERIM, AnswerMapping(("q:parts:plan",)))]


def test_every_target_has_words_of_its_own():
    for asks in QUESTIONNAIRES:
        labels = [target.label for target in targets(asks).values()]
        assert len(set(labels)) == len(labels)


def test_what_was_kept_without_questions_that_are_gone():
    kept = AnswerMapping(("full_name", "q:easy:", "q:gone:", ""), {"q:where:": {"кафе": "park"}}, without_absent=True)
    again = AnswerMapping.from_json(kept.to_json(), ASKS)
    assert again == AnswerMapping(("full_name", "q:easy:", "", ""), {"q:where:": {"кафе": "park"}}, without_absent=True)


@pytest.mark.parametrize(
    ("columns", "named"), [(("full_name",), True), (("last_name",), True), (("first_name",), False)]
)
def test_whether_it_says_who(columns, named):
    assert AnswerMapping(columns).names_people is named
