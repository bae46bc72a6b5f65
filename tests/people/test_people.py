"""People: names, classes, ages, the key they are found by, and who answers for them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.russian import NBSP, FullName
from nastavnik.people import services
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Guardianship, Person
from nastavnik.people.queries import guardians, is_minor, representatives
from tests import factories as f

PARENT = {"last_name": "Вымышлова", "first_name": "Ольга", "patronymic": "Павловна"}


class TestNames:
    def test_all_three_parts(self):
        person = Person(last_name="Белая", first_name="Ксения", patronymic="Сергеевна")
        assert person.full_name == str(person) == "Белая Ксения Сергеевна"
        assert person.short_name == f"Белая{NBSP}К.{NBSP}С."
        assert person.name == FullName("Белая", "Ксения", "Сергеевна", None)

    def test_without_a_patronymic(self):
        assert Person(last_name="Ким", first_name="Женя").full_name == "Ким Женя"


class TestPlace:
    @pytest.mark.parametrize(
        ("values", "place"),
        [
            ({"grade": 8, "letter": "Б"}, "8Б"), ({"grade": 11}, "11"), ({}, ""),
            ({"position": "учитель", "subject": "физика"}, "учитель, физика"),
            ({"position": "инженер", "workplace": "завод"}, "инженер, завод"), ({"workplace": "завод"}, "завод"),
        ],
    )  # fmt: skip
    def test_a_class_or_a_post(self, values, place):
        assert Person(**values).place == place

    def test_nobody_without_a_grade_has_a_class(self):
        assert Person(letter="Б").class_name == ""


class TestAge:
    BORN = date(2012, 5, 4)

    @pytest.mark.parametrize(
        ("on", "age"),
        [
            (date(2026, 5, 3), 13),
            (date(2026, 5, 4), 14),
            (date(2026, 5, 5), 14),
            (date(2026, 12, 31), 14),
        ],
    )
    def test_it_changes_on_the_birthday(self, on, age):
        assert Person(birth_date=self.BORN).age(on) == age

    @pytest.mark.parametrize(("on", "age"), [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14), (date(2028, 2, 29), 16)])
    def test_those_born_on_the_29th_of_february(self, on, age):
        assert Person(birth_date=date(2012, 2, 29)).age(on) == age

    def test_unknown_where_the_date_is(self):
        assert Person().age(date(2026, 1, 1)) is None

    @pytest.mark.parametrize(
        ("kind", "born", "minor"),
        [
            ("pupil", date(2008, 11, 22), True),
            ("pupil", date(2008, 11, 21), False),
            ("pupil", None, True),
        ],
    )
    def test_minors(self, kind, born, minor):
        assert is_minor(Person(kind=kind, birth_date=born), date(2026, 11, 21)) is minor


class TestConstraints:
    @pytest.mark.parametrize("grade", [0, 12, 99])
    def test_there_is_no_such_grade(self, grade, db):
        with pytest.raises(ValidationError):
            f.PersonFactory(grade=grade)

    @pytest.mark.parametrize("grade", [1, 11, None])
    def test_there_are_these(self, grade, db):
        assert f.PersonFactory(grade=grade).grade == grade

    @pytest.mark.parametrize("missing", ["last_name", "first_name", "kind"])
    def test_something_must_be_known(self, missing, db):
        with pytest.raises(ValidationError) as refused:
            f.PersonFactory(**{missing: ""})
        assert missing in refused.value.error_dict


class TestSearch:
    @pytest.fixture
    def people(self, within, school):
        names = [("Щёголева", "Ксения", "Игоревна"), ("Щеглов", "Игорь", "Петрович"), ("Иванова", "Анна", "")]
        return [f.PersonFactory(organisation=school, last_name=a, first_name=b, patronymic=c) for a, b, c in names]

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("щеголева", ["Щёголева"]), ("ЩЁГОЛЕВА", ["Щёголева"]), ("щег", ["Щеглов", "Щёголева"]),
            ("игор", ["Щеглов", "Щёголева"]), ("игорь щег", ["Щеглов"]), ("ксения щёголева", ["Щёголева"]),
            ("ксения иванова", []), ("", ["Иванова", "Щеглов", "Щёголева"]), ("  анна  ", ["Иванова"]),
        ],
    )  # fmt: skip
    def test_every_word_is_a_part_of_the_name(self, people, typed, found):
        assert [person.last_name for person in Person.objects.matching(typed)] == found

    def test_order_takes_yo_for_ye(self, within, school):
        for name in ("Ёлкин", "Жуков", "Дымов"):
            f.PersonFactory(organisation=school, last_name=name)
        assert [person.last_name for person in Person.objects.all()] == ["Дымов", "Ёлкин", "Жуков"]

    def test_a_latin_letter_in_a_name_does_not_hide_it(self, within, school):
        f.PersonFactory(organisation=school, last_name="Копeйкин")
        assert Person.objects.matching("копейкин").exists()

    def test_kinds(self, people, school):
        teacher = f.TeacherFactory(organisation=school)
        assert list(Person.objects.of_kind(PersonKind.TEACHER)) == [teacher]
        assert Person.objects.of_kind(PersonKind.TEACHER, PersonKind.PUPIL).count() == 4


class TestServices:
    def test_a_person_is_added(self, within, school, actor):
        person = services.add_person(actor=actor, organisation=school, values={"kind": "pupil", **PARENT})
        assert person.search_text == "вымышлова ольга павловна"
        assert JournalEntry.objects.get().subject_id == str(person.pk)

    def test_a_changed_name_is_found_anew(self, within, school, actor):
        person = f.PersonFactory(organisation=school)
        services.change_person(actor=actor, person=person, values={"last_name": "Новая"})
        assert Person.objects.matching("новая").get() == person

    def test_a_representative_is_added(self, within, school, actor):
        child = f.PersonFactory(organisation=school)
        tie = services.set_guardian(actor=actor, ward=child, name_parts=PARENT, phone="+79990000000")
        assert (tie.guardian.kind, tie.guardian.phone) == ("parent", "+79990000000")
        assert [row.guardian.full_name for row in guardians(child)] == ["Вымышлова Ольга Павловна"]

    def test_one_mother_has_two_children(self, within, school, actor):
        children = [f.PersonFactory(organisation=school) for _n in range(2)]
        mothers = {
            services.set_guardian(actor=actor, ward=child, name_parts=PARENT, phone="").guardian for child in children
        }
        assert len(mothers) == 1
        assert Person.objects.of_kind(PersonKind.PARENT).count() == 1

    def test_said_twice_it_stands_once(self, within, school, actor):
        child = f.PersonFactory(organisation=school)
        for _time in range(2):
            services.set_guardian(actor=actor, ward=child, name_parts=PARENT, phone="")
        assert Guardianship.objects.count() == 1

    def test_an_empty_phone_keeps_the_known_one(self, within, school, actor):
        child = f.PersonFactory(organisation=school)
        for phone in ("+79990000000", ""):
            tie = services.set_guardian(actor=actor, ward=child, name_parts=PARENT, phone=phone)
        assert tie.guardian.phone == "+79990000000"

    def test_representatives_of_many(self, within, school, actor):
        with_one, without = f.PersonFactory(organisation=school), f.PersonFactory(organisation=school)
        services.set_guardian(actor=actor, ward=with_one, name_parts=PARENT, phone="")
        assert representatives([with_one.pk, without.pk]) == {with_one.pk: "Вымышлова Ольга Павловна"}

    def test_of_two_representatives_the_first_recorded_speaks(self, within, school, actor):
        child = f.PersonFactory(organisation=school)
        services.set_guardian(actor=actor, ward=child, name_parts=PARENT, phone="")
        services.set_guardian(actor=actor, ward=child, name_parts={**PARENT, "first_name": "Анна"}, phone="")
        assert representatives([child.pk]) == {child.pk: "Вымышлова Ольга Павловна"}
