"""The official registers: every field of the methodology, nothing of the special categories."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.mentoring.registers import COLUMNS, register_of
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus, Side
from nastavnik.programmes.queries import participations
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


def rows(programme, side):
    return register_of(programme, side, participations(programme, side), f.TODAY).rows


@pytest.fixture
def pair(programme):
    school = programme.organisation
    teacher = f.TeacherFactory(
        organisation=school, last_name="Белая", first_name="Ксения", patronymic="Сергеевна", phone="+7 900 111-22-33"
    )
    child = f.PersonFactory(
        organisation=school, last_name="Нечай", first_name="Пётр", patronymic="Ильич", birth_date=date(2015, 3, 9), grade=5,
        letter="Б", special_categories=["orphan"],
    )  # fmt: skip
    guardian = f.PersonFactory(
        organisation=school, kind=PersonKind.PARENT, last_name="Нечай", first_name="Анна", patronymic="", grade=None,
        phone="+7 900 000-00-00", email="anna@example.org",
    )  # fmt: skip
    f.GuardianshipFactory(ward=child, guardian=guardian)
    decided = {"programme": programme, "decided_on": date(2026, 9, 20)}
    return f.MentorshipFactory(
        programme=programme,
        mentor=f.MentorFactory(person=teacher, achievements="Учитель года", **decided),
        mentees=[f.MenteeFactory(person=child, **decided)],
    )


class TestMentees:
    def test_every_field(self, programme, pair):
        plan = f.PlanFactory(member=pair.members.get())
        f.StepFactory(plan=plan, done_on=f.TODAY)
        f.StepFactory(plan=plan)
        assert rows(programme, Side.MENTEE) == [
            {
                "number": "1", "name": "Нечай Пётр Ильич", "contact": "Нечай Анна, +7 900 000-00-00, anna@example.org",
                "born": "09.03.2015", "request": "математика", "joined": "20.09.2026", "mentor": "Белая Ксения Сергеевна",
                "form": "учитель – ученик", "place": "учитель, математика", "finished": "", "results": "шаги плана: 1 из 2",
                "mark": "",
            }
        ]  # fmt: skip

    def test_special_categories_are_never_in_it(self, programme, pair):
        assert "сирота" not in str(rows(programme, Side.MENTEE))
        assert "orphan" not in str(rows(programme, Side.MENTEE))

    def test_who_has_completed_is_marked(self, programme):
        done = f.MenteeFactory(programme=programme, status=ParticipationStatus.COMPLETED)
        f.MentorshipFactory(programme=programme, status="completed", mentees=[done], ends_on=date(2026, 11, 1))
        [row] = rows(programme, Side.MENTEE)
        assert (row["mark"], row["finished"]) == ("прошёл программу", "01.11.2026")

    def test_who_waits_has_empty_fields(self, programme):
        f.MenteeFactory(programme=programme, status="nominated", decided_on=date(2026, 9, 20))
        [row] = rows(programme, Side.MENTEE)
        assert (row["joined"], row["mentor"], row["contact"]) == ("", "", "")

    @pytest.mark.parametrize("status", ["draft", "proposed", "ended"])
    def test_a_pair_nobody_approved_or_that_broke_up_is_not_shown(self, programme, status):
        f.MentorshipFactory(programme=programme, status=status, end_reason="переезд" if status == "ended" else "")
        assert [row["mentor"] for row in rows(programme, Side.MENTEE)] == [""]


class TestMentors:
    def test_every_field(self, programme, pair):
        f.MeetingFactory(mentorship=pair, status="held")
        f.MeetingFactory(mentorship=pair)
        assert rows(programme, Side.MENTOR) == [
            {
                "number": "1", "name": "Белая Ксения Сергеевна", "contact": "+7 900 111-22-33", "work": "учитель, математика",
                "request": "математика", "achievements": "Учитель года", "interests": "шахматы", "time": "вт 15:00",
                "joined": "20.09.2026", "mentor": "Нечай Пётр Ильич", "form": "учитель – ученик", "place": "5Б", "finished": "",
                "results": "встреч: 1",
            }
        ]  # fmt: skip

    def test_all_of_a_group(self, programme):
        mentees = f.MenteeFactory.create_batch(3, programme=programme)
        f.MentorshipFactory(programme=programme, mentees=mentees)
        [row] = rows(programme, Side.MENTOR)
        assert row["mentor"].count(";") == 2
        assert row["place"] == "8"


@pytest.mark.parametrize("side", Side)
def test_keys_are_the_columns(programme, pair, side):
    assert [list(row) for row in rows(programme, side)] == [list(COLUMNS[side])]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("count", [1, 9])
def test_queries_do_not_grow(programme, django_assert_max_num_queries, side, count):
    f.MentorshipFactory.create_batch(count, programme=programme)
    with django_assert_max_num_queries(5):
        assert len(rows(programme, side)) == count
