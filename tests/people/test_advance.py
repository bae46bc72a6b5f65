"""The change of classes at the end of a year: everybody once, the eleventh leaves."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.people import queries, services
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from tests import factories as f
from tests.web.pages import fresh, told, words, wrong

PAGE = "/programme/classes/"


@pytest.fixture
def pupils(school):
    return [f.PersonFactory(organisation=school, grade=grade, letter="А") for grade in (1, 5, 5, 11)]


@pytest.mark.usefixtures("within")
class TestService:
    def advance(self, actor, school, starts_in=2027):
        return services.advance_classes(actor=actor, organisation=school, starts_in=starts_in)

    def test_each_goes_a_class_up_with_his_letter(self, actor, school, pupils):
        _school, moved, left = self.advance(actor, school)
        assert (moved, left) == (3, 1)
        names = sorted(Person.objects.filter(kind="pupil").values_list("grade", "letter"))
        assert names == [(2, "А"), (6, "А"), (6, "А")]

    def test_the_eleventh_become_alumni(self, actor, school, pupils):
        self.advance(actor, school)
        last = Person.objects.get(pk=pupils[-1].pk)
        assert (last.kind, last.grade, last.letter) == (PersonKind.ALUMNUS, None, "")

    def test_once_a_year(self, actor, school, pupils):
        self.advance(actor, school)
        for year in (2027, 2026):
            with pytest.raises(ValidationError, match="уже переведены на 2027/2028 учебный год"):
                self.advance(actor, school, year)
        assert self.advance(actor, school, 2028)[1] == 3

    def test_teachers_and_pupils_without_a_class_stay(self, actor, school, pupils):
        teacher = f.TeacherFactory(organisation=school)
        lost = f.PersonFactory(organisation=school, grade=None)
        self.advance(actor, school)
        assert (fresh(teacher).kind, fresh(lost).grade) == (PersonKind.TEACHER, None)

    def test_a_neighbours_pupils_stay(self, actor, school, pupils, other_school):
        with everything():
            other = f.PersonFactory(organisation=other_school, grade=5)
        self.advance(actor, school)
        assert fresh(other).grade == 5

    def test_nobody_to_move(self, actor, school):
        with pytest.raises(ValidationError, match="Переводить некого"):
            self.advance(actor, school)
        school.refresh_from_db()
        assert school.classes_of is None

    def test_the_journal_counts(self, actor, school, pupils):
        self.advance(actor, school)
        assert JournalEntry.objects.get().details == {"moved": 3, "left": 1, "starts_in": 2027}

    def test_how_many_in_each(self, school, pupils):
        assert queries.classes(school) == [(1, 1), (5, 2), (11, 1)]

    @pytest.mark.parametrize("count", [1, 40])
    def test_queries_do_not_grow(self, actor, school, django_assert_max_num_queries, count):
        f.PersonFactory.create_batch(count, organisation=school)
        with django_assert_max_num_queries(15):
            self.advance(actor, school)


class TestPage:
    def test_what_will_happen_is_shown_before(self, curator, pupils):
        page = words(curator.get(PAGE))
        assert "5 6 2" in page
        assert "11 выпускники 1" in page

    def test_and_then_it_happens(self, curator, pupils):
        answer = curator.post(PAGE, {"starts_in": "2027"})
        assert told(answer) == ["Переведены в следующий класс: 3, стали выпускниками: 1."]
        assert fresh(pupils[1]).grade == 6

    def test_twice_is_refused_in_words(self, curator, pupils):
        curator.post(PAGE, {"starts_in": "2027"})
        assert wrong(curator.post(PAGE, {"starts_in": "2027"})) == ["Ученики уже переведены на 2027/2028 учебный год."]

    def test_no_pupils_no_move(self, curator):
        assert "Учеников с классами нет" in words(curator.get(PAGE))
