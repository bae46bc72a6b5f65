"""Two files of answers become people of the engine, and pairs a table and a report."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.exchange.pairing import Refused, pair_files, pairs_xlsx, report, told
from nastavnik.exchange.pairing_files import mentees_of, mentors_of, read_answers
from nastavnik.exchange.preview import Purpose
from nastavnik.matching.engine import Certificate, Goal, Reason
from tests.exchange.conftest import DATA

TODAY = date(2026, 11, 21)
MENTEES, MENTORS = DATA / "mentee-answers.csv", DATA / "mentor-answers.xlsx"
ASKING = "ФИО;Класс;С чем нужна помощь?;Насколько нужна помощь (1–10);Когда удобно\n"
OFFERING = "ФИО;Кто вы;Класс / должность;Ваши сильные стороны;Сколько наставляемых готовы взять;Желаемый возраст\n"


def asking(*lines, purpose=Purpose.MENTEE_ANSWERS, heading=ASKING):
    return read_answers((heading + "\n".join(lines)).encode(), "a.csv", purpose, TODAY)


def offering(*lines):
    return asking(*lines, purpose=Purpose.MENTOR_ANSWERS, heading=OFFERING)


@pytest.fixture(scope="module")
def found():
    return pair_files(MENTEES, MENTORS, "most")


class TestAnswers:
    def test_a_mentee(self):
        (one,) = mentees_of(asking("Ёлкин Лев Ильич;7А;матем., физика;9;вт 16:00"))
        assert (one.key, one.request, one.grade, one.tier, one.slots, one.kind) == (
            "Ёлкин Лев Ильич", frozenset({"математика", "физика"}), 7, 1, frozenset({"2 16:00"}), "pupil",
        )  # fmt: skip

    @pytest.mark.parametrize(("need", "tier"), [("10", 1), ("8", 1), ("7", 2), ("4", 2), ("3", 3), ("1", 3), ("", 2)])
    def test_who_needs_it_more_is_served_before(self, need, tier):
        (one,) = mentees_of(asking(f"Ёлкин Лев Ильич;7А;физика;{need};"))
        assert one.tier == tier

    def test_a_mentor(self):
        (one,) = mentors_of(offering("Белая Зоя Ильинична;учитель;физика;физика;3;5–7 класс"))
        assert (one.kind, one.capacity, one.offers, one.wanted_age) == ("teacher", 3, {"физика"}, ("grade", 5, 7))

    def test_a_mentor_of_one_and_any_age(self):
        (one,) = mentors_of(offering("Белая Зоя Ильинична;ученик;10А;физика;;любой"))
        assert (one.capacity, one.wanted_age, one.grade) == (1, None, 10)

    def test_who_answered_both_is_one_person(self):
        (mentee,) = mentees_of(asking("Белая Зоя Ильинична;10А;физика;5;"))
        (mentor,) = mentors_of(offering("Белая  Зоя Ильинична;ученик;10А;химия;2;любой"))
        assert mentee.person == mentor.person

    def test_namesakes_are_told_by_their_classes(self):
        answers = asking("Белый Лев Ильич;7А;физика;5;", "Белый Лев Ильич;9Б;химия;5;")
        assert list(answers.rows) == ["Белый Лев Ильич (7А)", "Белый Лев Ильич (9Б)"]

    def test_a_row_that_repeats_another_counts_once(self):
        answers = asking("Белый Лев Ильич;7А;физика;5;", "Белый Лев Ильич;7А;физика;5;")
        assert (list(answers.rows), answers.notes) == (
            ["Белый Лев Ильич"],
            ("a.csv, строка 3: повтор строки 2 – не учтена.",),
        )

    def test_what_is_not_understood_is_said(self):
        answers = asking("Белый Лев Ильич;7А;физика;сто;", "Итого;;;;", ";8Б;химия;5;")
        assert answers.notes == (
            "a.csv, строка 2, «Насколько нужна помощь (1–10)»: «сто» – не число от 1 до 10.",
            "a.csv, строка 3 не учтена: Строка итогов, а не человек.",
            "a.csv, строка 4 не учтена: Нет фамилии или имени.",
        )

    def test_nobody(self):
        with pytest.raises(UnreadableTable, match="нет ни одного ответа"):
            asking("Итого;;;;")

    @pytest.mark.parametrize(
        ("heading", "said"),
        [
            ("Класс;С чем нужна помощь?\n", "нет столбца с именами"),
            ("ФИО;Класс\n", "нет столбца с запросом"),
        ],
    )  # fmt: skip
    def test_columns_that_are_missing(self, heading, said):
        with pytest.raises(UnreadableTable, match=said):
            asking("7А;физика", heading=heading)

    def test_mentors_without_what_they_can(self):
        with pytest.raises(UnreadableTable, match="сильные стороны"):
            asking("Белый Лев Ильич;учитель", purpose=Purpose.MENTOR_ANSWERS, heading="ФИО;Кто вы\n")


class TestReport:
    def test_it_is_what_the_programs_expect(self, found):
        data = report(found.result)
        assert list(data) == ["goal", "objective", "pairs", "unmatched", "certificate"]
        assert (data["goal"], len(data["pairs"]), len(data["unmatched"])) == ("most", 54, 10)
        assert data["objective"] == pytest.approx(sum(pair["score"] for pair in data["pairs"]))
        for pair in data["pairs"]:
            assert list(pair) == ["mentee", "mentor", "score", "parts", "reasons"]
            assert list(pair["parts"]) == ["request", "time", "interests", "wanted", "age"]
            assert all(isinstance(sentence, str) for sentence in pair["reasons"])
        for one in data["unmatched"]:
            assert one["reason"].startswith("Подходят наставников: ")

    def test_everybody_is_in_it_once(self, found):
        data = report(found.result)
        people = [one["mentee"] for one in (*data["pairs"], *data["unmatched"])]
        assert sorted(people) == sorted(found.mentees.rows)

    def test_the_certificate_covers_the_tiers(self, found):
        covers = report(found.result)["certificate"]["covers"]
        assert [level["bounds"] for level in covers] == [[1], [2], [3]]
        assert covers[-1]["value"] == 54

    @pytest.mark.parametrize("goal", Goal)
    def test_every_goal(self, goal):
        result = pair_files(MENTEES, MENTORS, goal).result
        assert (result.goal, bool(result.pairs), result.certificate != Certificate()) == (goal, True, True)

    def test_nobody_mentors_himself(self, found):
        assert all(pair.mentee != pair.mentor for pair in found.result.pairs)
        assert set(found.mentees.rows) & set(found.mentors.rows)


class TestTable:
    def test_the_pairs_then_who_is_left(self, found):
        sheet = openpyxl.load_workbook(io.BytesIO(pairs_xlsx(found.result, found.mentees, found.mentors))).active
        heading, *rows = sheet.iter_rows(values_only=True)
        assert heading == ("Наставляемый", "Класс", "Наставник", "Класс или должность", "Совместимость, %", "Почему")
        assert [row[2] for row in rows].index("ищем наставника") == 54
        assert len(rows) == 64
        assert [row[4] for row in rows[:54]] == sorted((row[4] for row in rows[:54]), reverse=True)

    def test_places_in_words(self):
        answers = offering("А Б В;учитель;физика;физика;;", "Г Д Е;ученик;10А;физика;;", "Ж З И;студент;;физика;;")
        assert [answers.place(key) for key in answers.rows] == ["физика", "10А", "студент"]


def test_a_rule_within_a_reason_and_a_number():
    assert told(Reason("%(rule)s Всего: %(n)s.", {"rule": "Правило.", "n": 3})) == "Правило. Всего: 3."
    assert told(Reason("Хуже на %(loss)s.", {"loss": 0.5})) == "Хуже на 0,5."


def test_a_goal_that_is_none():
    with pytest.raises(Refused, match="Цели «x» нет"):
        pair_files(MENTEES, MENTORS, "x")
