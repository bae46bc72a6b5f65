"""What papers say: names in their cases, numbers as Russian papers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from nastavnik.common.unsafe import everything
from nastavnik.documents.types import pair_order, programme_report
from nastavnik.documents.types.programme_report import number
from nastavnik.mentoring.models import Mentorship
from nastavnik.people.enums import PersonKind
from nastavnik.questionnaires.enums import Wave
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
DATED, ENDS = date(2026, 10, 2), date(2027, 5, 31)


def person(programme, last, first, patronymic, **more):
    values = {"last_name": last, "first_name": first, "patronymic": patronymic} | more
    return f.PersonFactory(organisation=programme.organisation, **values)


@pytest.fixture
def pair(programme):
    teacher = person(
        programme, "Белая", "Ксения", "Сергеевна", kind=PersonKind.TEACHER, subject="физика", position="учитель"
    )
    pupils = [
        person(programme, "Нечай", "Пётр", "Ильич", grade=5, letter="Б"),
        person(programme, "Дюма", "Мария", "Игоревна", grade=9, letter="А"),
    ]
    return f.MentorshipFactory(
        programme=programme,
        mentor=f.MentorFactory(programme=programme, person=teacher),
        mentees=[f.MenteeFactory(programme=programme, person=pupil) for pupil in pupils],
    )


def order(programme):
    pairs = list(Mentorship.objects.with_people())
    return pair_order.context(programme, pairs, number="12-о", dated=DATED, ends_on=ENDS)


class TestOrder:
    def test_each_name_stands_in_its_case(self, programme, pair):
        [appointed] = order(programme)["appoint"]
        assert appointed["mentor"].startswith("Белую Ксению Сергеевну (")
        # the French «Дюма» does not change; «Нечай» of a man does
        assert set(appointed["mentees"].split(", ")) == {"Нечая Петра Ильича (5Б)", "Дюма Марии Игоревны (9А)"}

    def test_a_correction_of_the_school_wins(self, programme, pair):
        with everything():
            teacher = pair.mentor.person
            teacher.name_cases = {"accusative": "Белую-Заречную Ксению Сергеевну"}
            teacher.store()
        assert order(programme)["appoint"][0]["mentor"].startswith("Белую-Заречную Ксению Сергеевну")

    def test_the_table_names_people_plainly(self, programme, pair):
        [row] = order(programme)["rows"]
        assert (row["number"], row["form"], row["mentor"]) == ("1", "учитель – ученик", "Белая Ксения Сергеевна")
        assert set(row["mentees"].split("; ")) == {"Нечай Пётр Ильич (5Б)", "Дюма Мария Игоревна (9А)"}
        assert row["period"] == "02.10.2026 – 31.05.2027"

    def test_head_and_foot(self, programme, pair):
        made = order(programme)
        assert (made["number"], made["dated"], made["year"]) == ("12-о", "2\u00a0октября 2026\u00a0г.", "2026/2027")
        assert (made["director_post"], made["director"]) == ("Директор", "Н.\u00a0А.\u00a0Хмель")
        assert made["acquainted"] == ["Белая\u00a0К.\u00a0С."]

    def test_the_curator_in_the_dative_or_none(self, programme, pair):
        assert order(programme)["curator_dative"] == "программы"
        with everything():
            programme.curator = person(programme, "Савич", "Павел", "Ильич", kind=PersonKind.TEACHER)
            programme.store()
        assert order(programme)["curator_dative"] == "Савичу\u00a0П.\u00a0И."

    def test_a_school_without_a_director_on_record(self, programme, pair):
        programme.organisation.director_last_name = ""
        assert order(programme)["director"] == ""

    def test_its_keys_are_those_of_the_sample(self, programme, pair):
        made = order(programme)
        assert set(made) == pair_order.DOCUMENT.fields
        assert set(made["rows"][0]) == set(pair_order.sample()["rows"][0])
        assert set(made["appoint"][0]) == set(pair_order.sample()["appoint"][0])


class TestReport:
    def make(self, programme, conclusions="Итоги."):
        return programme_report.context(programme, dated=date(2027, 5, 28), conclusions=conclusions)

    def numbers(self, programme):
        return {line["name"]: line["value"] for line in self.make(programme)["numbers"]}

    def test_its_numbers_are_those_of_the_data(self, programme, pair):
        f.MenteeFactory(programme=programme, wants_to_mentor=True)
        f.MenteeFactory(programme=programme, status="nominated")
        meeting = f.MeetingFactory(mentorship=pair, status="held")
        f.FeedbackFactory(meeting=meeting, author=pair.mentor)
        f.StepFactory(plan=f.PlanFactory(member=pair.members.first()))
        assert self.numbers(programme) == {
            "Участников, каждый один раз": "4", "Наставляемых": "3", "Наставников": "1",
            "Пар": "0", "Групп": "1", "Состоялось встреч": "1",
            "Получено отзывов о встречах": "1 из 3 (33 %)", "Составлено планов развития": "1",
            "Выполнено шагов планов": "0 из 1", "Хотят стать наставниками": "1",
        }  # fmt: skip

    def test_somebody_on_both_sides_counts_once(self, programme, pair):
        pupil = pair.mentees()[0].person
        f.MentorFactory(programme=programme, person=pupil)
        assert self.numbers(programme)["Участников, каждый один раз"] == "3, из них в двух ролях 1"

    def test_without_meetings_there_is_no_percentage(self, programme):
        assert self.numbers(programme)["Получено отзывов о встречах"] == "0 из 0"

    def answers(self, programme, before, after):
        for wave, marks in ((Wave.ENTRY, before), (Wave.EXIT, after)):
            survey = f.SurveyFactory(programme=programme, questionnaire="mentee-impact", wave=wave)
            for mentee, given in marks.items():
                f.ResponseFactory(survey=survey, participation=mentee, answers=given)

    def line(self, programme, text):
        return next(line for line in self.make(programme)["impact"] if text in line["text"])

    def test_the_line_of_a_parameter(self, programme):
        mentees = f.MenteeFactory.create_batch(3, programme=programme)
        self.answers(programme, {m: {"anxiety": 8} for m in mentees}, {m: {"anxiety": 6} for m in mentees})
        line = self.line(programme, "тревожитесь")
        del line["text"]
        assert line == {
            "n": "3", "x1": "8,0", "x2": "6,0", "x": "−2,0", "y": "−25,0", "verdict": "лучше", "signs": "−−−",
            "told": "Явной перемены нет: у 3 из 3 балл снизился, в среднем на 2,0 балла меньше. "
            "Людей мало, чтобы отличить перемену от случайности.",
        }  # fmt: skip

    def test_a_clear_change_is_said_drawn_and_grounded(self, programme):
        mentees = f.MenteeFactory.create_batch(12, programme=programme)
        after = {m: {"anxiety": 5 if place else 9} for place, m in enumerate(mentees)}
        self.answers(programme, {m: {"anxiety": 8} for m in mentees}, after)
        line = self.line(programme, "тревожитесь")
        assert line["signs"] == "+ −−−−−−−−−− −"
        assert line["told"].startswith(
            "Стало спокойнее: у 11 из 12 балл снизился, у 1 вырос, в среднем на 2,7 балла меньше."
        )
        [grounds] = self.make(programme)["evidence"]
        assert (grounds["ways"], grounds["x"]) == ("1 · 0 · 11; 0", "−2,7, от −3,0 до −2,0")
        assert (grounds["p"], grounds["effect"]) == ("< 0,001; < 0,001; < 0,001", "−0,97, от −1,00 до −0,45")
        assert set(grounds) == set(programme_report.sample()["evidence"][0])
        assert set(line) == set(programme_report.sample()["impact"][0])

    def test_of_four_the_counts_alone(self, programme):
        mentees = f.MenteeFactory.create_batch(4, programme=programme)
        self.answers(programme, {m: {"mood": 3} for m in mentees}, {m: {"mood": 3} for m in mentees})
        [grounds] = self.make(programme)["evidence"]
        del grounds["text"]
        assert grounds == dict.fromkeys(("x", "median", "p", "effect"), "данных мало") | {"ways": "0 · 4 · 0; 0"}

    def test_from_nought(self, programme):
        mentees = f.MenteeFactory.create_batch(3, programme=programme)
        self.answers(programme, {m: {"clubs": 0} for m in mentees}, {m: {"clubs": 1} for m in mentees})
        line = self.line(programme, "кружков")
        assert (line["x"], line["y"], line["verdict"]) == ("+1,0", "н/д", "лучше")

    def test_two_people_are_not_shown(self, programme):
        mentees = f.MenteeFactory.create_batch(2, programme=programme)
        self.answers(programme, {m: {"mood": 3} for m in mentees}, {m: {"mood": 9} for m in mentees})
        line = self.line(programme, "настроением")
        assert {line[key] for key in ("x1", "x2", "x", "y", "verdict")} == {"данных мало"}

    def test_nobody_measured_is_no_data(self, programme):
        mentees = f.MenteeFactory.create_batch(2, programme=programme)
        self.answers(programme, {mentees[0]: {"mood": 3}}, {mentees[1]: {"mood": 9}})
        line = self.line(programme, "настроением")
        assert (line["n"], line["x1"], line["y"], line["verdict"]) == ("0", "н/д", "н/д", "нет данных")

    def test_it_is_russian_whatever_the_language_of_the_page(self, programme, pair):
        with override("en"):
            assert self.make(programme)["forms"].startswith("«")
            assert self.numbers(programme)["Групп"] == "1"

    def test_conclusions_are_paragraphs(self, programme):
        assert self.make(programme, "Выполнена.\n\n  \nДальше – больше.")["conclusions"] == [
            "Выполнена.",
            "Дальше – больше.",
        ]

    def test_its_keys_are_those_of_the_sample(self, programme):
        assert set(self.make(programme)) == programme_report.DOCUMENT.fields


@pytest.mark.parametrize(
    ("value", "sign", "text"),
    [
        (Decimal("7.5"), False, "7,5"), (Decimal("-0.5"), True, "−0,5"), (Decimal("1.5"), True, "+1,5"),
        (Decimal("0.0"), True, "0,0"), (None, False, "н/д"), (None, True, "н/д"),
    ],
)  # fmt: skip
def test_numbers_as_papers_write_them(value, sign, text):
    assert number(value, sign=sign) == text
