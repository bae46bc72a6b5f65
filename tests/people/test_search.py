"""People are found however their names are typed."""

from __future__ import annotations

import pytest

from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.people.models import Person
from nastavnik.people.services import change_person
from tests import factories as f

NAMES = [
    ("Щёголева", "Ксения", "Семёновна"),
    ("Мамин-Сибиряк", "Кузьма", "Ильич"),
    ("Алиев", "Рашид", "Мамед оглы"),
    ("Ухов", "Пётр", ""),
    ("Smith", "Anna", ""),
]


@pytest.fixture
def people(within, school):
    for last, first, patronymic in NAMES:
        f.PersonFactory(organisation=school, last_name=last, first_name=first, patronymic=patronymic)


def found(typed):
    return {person.last_name for person in Person.objects.matching(typed)}


@pytest.mark.parametrize("typed", ["Щёголева", "щеголева", "ЩЕГОЛЁВА", "  щегол ", "голева", "щеголева\tксения"])
def test_case_yo_and_margins_do_not_matter(people, typed):
    assert found(typed) == {"Щёголева"}


@pytest.mark.parametrize("typed", ["Yхов", "уxов", "Уxoв", "пeтр", "Пëтр", "yхoв пётp"])
def test_latin_letters_among_russian_ones(people, typed):
    assert found(typed) == {"Ухов"}


def test_a_letter_in_two_pieces(people):
    # «й» and «ё» as a PDF gives them: the letter and its mark apart
    assert found("Щё".replace("ё", "е\u0308") + "голева") == {"Щёголева"}


@pytest.mark.parametrize("typed", ["сем щег", "щег сем", "ксе щег сем", "ё щ"])
def test_every_word_is_a_part_in_any_order(people, typed):
    assert found(typed) == {"Щёголева"}


@pytest.mark.parametrize("typed", ["щеголева кузьма", "щеголевас", "ксения щ ж"])
def test_one_word_that_is_no_part_finds_nobody(people, typed):
    assert found(typed) == set()


@pytest.mark.parametrize(
    ("typed", "surname"),
    [("сибиряк", "Мамин-Сибиряк"), ("мамин-с", "Мамин-Сибиряк"), ("мамед оглы", "Алиев"), ("smith", "Smith"),
     ("ANNA", "Smith")],
)  # fmt: skip
def test_names_of_another_make(people, typed, surname):
    assert found(typed) == {surname}


@pytest.mark.parametrize("typed", ["%", "_", "\\", "щ%а", "'", "щеголев_", ".*"])
def test_signs_have_no_meaning_of_their_own(people, typed):
    assert found(typed) == set()


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_is_everybody(people, typed):
    assert len(found(typed)) == len(NAMES)


def test_the_key_follows_the_name(people, actor):
    person = Person.objects.get(last_name="Ухов")
    change_person(actor=actor, person=person, values={"last_name": "Ёлкин"})
    assert found("елкин") == {"Ёлкин"}
    assert found("ухов") == set()


def test_neighbours_are_not_found(people, other_school):
    f.PersonFactory(organisation=other_school, last_name="Щёголева")
    assert Person.objects.matching("щеголева").count() == 1
    with scoped(Scope(branch=other_school.path)):
        assert Person.objects.matching("щеголева").get().organisation == other_school


def test_the_longest_name_has_a_key(school):
    person = f.PersonFactory(organisation=school, last_name="Щ" * 100, first_name="Ё" * 100, patronymic="Ж" * 100)
    with everything():
        assert len(Person.objects.get(pk=person.pk).search_text) == 302


class TestForgiving:
    """Where nobody has the words, those who come nearest; where somebody has, only they."""

    def near(self, typed):
        return {person.last_name for person in Person.objects.forgiving(typed)}

    @pytest.mark.parametrize("typed", ["щеголева ксеня", "Ксеня Щеголева", "щиголева", "щеглоева", "семеновна ксенья"])
    def test_slips_are_forgiven(self, people, typed):
        assert self.near(typed) == {"Щёголева"}

    def test_an_exact_find_keeps_the_nearly_alike_out(self, people, school):
        f.PersonFactory(organisation=school, last_name="Щеголёва", first_name="Ксеня")
        assert self.near("щеголева ксеня") == {"Щеголёва"}

    @pytest.mark.parametrize("typed", ["", "   "])
    def test_nothing_typed_is_everybody(self, people, typed):
        assert len(self.near(typed)) == len(NAMES)

    @pytest.mark.parametrize("typed", ["зыбин", "щеголева кузьма", "qq"])
    def test_strangers_are_not_found(self, people, typed):
        assert self.near(typed) == set()

    def test_a_part_of_a_double_name(self, people):
        assert self.near("сибирак") == {"Мамин-Сибиряк"}

    def test_another_school_is_not_searched(self, people, other_school):
        with everything():
            f.PersonFactory(organisation=other_school, last_name="Щиголева")
        assert self.near("щигалева ксеня") == {"Щёголева"}

    def test_two_queries_and_no_more(self, people, django_assert_num_queries):
        with django_assert_num_queries(3):
            assert len(Person.objects.forgiving("щеголева ксеня")) == 1
