"""Guarded rows are written by services, inside the open scope, with nothing left behind by a refused write."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from nastavnik.common.scope import OutOfScope, Scope, ScopeMissing, scoped
from nastavnik.common.unsafe import everything
from nastavnik.common.writing import WriteOutsideService, require_writing, writing
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.people.models import Person
from tests import factories as f


def draft(organisation, surname="Перцев"):
    person = Person(organisation=organisation, kind="pupil", last_name=surname, first_name="Олег")
    person.make_key()
    return person


def stored(person):
    with everything():
        return Person.objects.get(pk=person.pk)


def count():
    with everything():
        return Person.objects.count()


@pytest.fixture
def ours(school):
    return f.PersonFactory(organisation=school, last_name="Укропов")


@pytest.fixture
def theirs(other_school):
    return f.PersonFactory(organisation=other_school, last_name="Тминов")


class TestWriting:
    def test_outside_a_service_it_is_refused_by_name(self):
        with pytest.raises(WriteOutsideService, match="Person is written by services only"):
            require_writing("Person")

    def test_it_is_closed_again_after_an_error(self):
        with pytest.raises(ZeroDivisionError), writing():
            _nothing = 1 / 0
        with pytest.raises(WriteOutsideService):
            require_writing("Person")

    def test_an_inner_permission_does_not_close_the_outer(self):
        with writing():
            with writing():
                pass
            assert require_writing("Person") is None

    @pytest.mark.parametrize(
        "write",
        [
            lambda row: row.save(),
            lambda row: row.store(),
            lambda row: row.delete(),
            lambda row: Person.objects.create(organisation=row.organisation, last_name="Перцев", first_name="Олег"),
            lambda row: Person.objects.bulk_create([draft(row.organisation)]),
            lambda row: Person.objects.bulk_update([row], ["last_name"]),
            lambda row: Person.objects.filter(pk=row.pk).update(last_name="Перцев"),
            lambda row: Person.objects.filter(pk=row.pk).delete(),
            lambda row: row.organisation.people.all().delete(),
        ],
    )
    def test_no_way_of_writing_is_open_outside_a_service(self, write, within, ours):
        with pytest.raises(WriteOutsideService):
            write(ours)
        assert stored(ours).last_name == "Укропов"
        assert count() == 1


class TestOwnRows:
    def test_a_row_is_added_changed_and_removed(self, within, service, school):
        with service():
            person = draft(school)
            person.save()
            person.last_name = "Хренов"
            person.save()
            assert stored(person).last_name == "Хренов"
            person.delete()
        assert count() == 0

    def test_many_rows_are_added_and_changed(self, within, service, school):
        with service():
            rows = Person.objects.bulk_create([draft(school), draft(school, "Хренов")])
            for row in rows:
                row.first_name = "Лев"
            assert Person.objects.bulk_update(rows, ["first_name"]) == 2
        assert set(Person.objects.values_list("last_name", "first_name")) == {("Перцев", "Лев"), ("Хренов", "Лев")}

    def test_a_row_moves_inside_the_branch(self, town, service, ours, other_school):
        with scoped(Scope(branch=town.path)), service():
            assert Person.objects.filter(pk=ours.pk).update(organisation=other_school) == 1
        assert stored(ours).organisation_id == other_school.pk

    def test_keys_grow_with_time(self, school):
        first, second = draft(school), draft(school)
        assert first.pk.version == second.pk.version == 7
        assert first.pk < second.pk


class TestStrangers:
    def test_a_new_row_of_another_school_is_refused(self, within, service, other_school):
        with pytest.raises(OutOfScope), service():
            draft(other_school).save()
        assert count() == 0

    def test_many_new_rows_are_refused_together(self, within, service, school, other_school):
        with pytest.raises(OutOfScope, match="1 of 2 rows"), service():
            Person.objects.bulk_create([draft(school), draft(other_school)])
        assert count() == 0

    def test_a_row_at_hand_is_not_changed(self, within, service, theirs):
        theirs.last_name = "Перцев"
        with pytest.raises(OutOfScope), service():
            theirs.save()
        assert stored(theirs).last_name == "Тминов"

    def test_nor_removed(self, within, service, theirs):
        with pytest.raises(OutOfScope), service():
            theirs.delete()
        assert count() == 1

    def test_nor_changed_together_with_own_rows(self, within, service, ours, theirs):
        ours.first_name = theirs.first_name = "Лев"
        with pytest.raises(OutOfScope), service():
            Person.objects.bulk_update([ours, theirs], ["first_name"])
        assert stored(ours).first_name == stored(theirs).first_name == "Игорь"

    def test_nor_reached_by_a_query(self, within, service, theirs):
        with service():
            assert Person.objects.filter(pk=theirs.pk).update(last_name="Перцев") == 0
            assert Person.objects.filter(pk=theirs.pk).delete()[0] == 0
        assert stored(theirs).last_name == "Тминов"

    def test_nor_overwritten_through_its_key(self, within, service, school, theirs):
        taken = draft(school)
        taken.pk = theirs.pk
        with pytest.raises(IntegrityError), service():
            taken.save()
        assert stored(theirs).last_name == "Тминов"


class TestMovingOut:
    def test_by_saving(self, within, service, ours, school, other_school):
        ours.organisation = other_school
        with pytest.raises(OutOfScope), service():
            ours.save()
        assert stored(ours).organisation_id == school.pk

    @pytest.mark.parametrize("name", ["organisation", "organisation_id"])
    def test_by_a_query(self, name, within, service, ours, school, other_school):
        value = other_school if name == "organisation" else other_school.pk
        with pytest.raises(OutOfScope), service():
            Person.objects.filter(pk=ours.pk).update(**{name: value})
        assert stored(ours).organisation_id == school.pk

    def test_by_many_at_once(self, within, service, ours, school, other_school):
        ours.organisation = other_school
        with pytest.raises(OutOfScope), service():
            Person.objects.bulk_update([ours], ["organisation"])
        assert stored(ours).organisation_id == school.pk

    def test_a_school_does_not_move_itself_under_another_roof(self, within, service, school):
        path, school.parent = school.path, f.TownFactory()
        with pytest.raises(OutOfScope), service():
            school.save()
        with everything():
            assert Organisation.objects.get(pk=school.pk).path == path


class TestNoScope:
    def test_a_service_without_a_scope_writes_nothing(self, service, school):
        with pytest.raises(ScopeMissing), service():
            draft(school).save()
        assert count() == 0

    def test_nor_changes(self, service, ours):
        with pytest.raises(ScopeMissing), service():
            ours.delete()
        assert count() == 1

    def test_a_reference_book_needs_a_service_and_no_scope(self, db, service):
        with pytest.raises(WriteOutsideService):
            AcademicYear(starts_in=2026).save()
        with service():
            AcademicYear(starts_in=2026).save()
        assert AcademicYear.objects.get().starts_in == 2026


class TestOpenFences:
    def test_everything_is_seen_and_written(self, school, other_school):
        with everything():
            draft(school).save()
            draft(other_school).save()
        assert count() == 2

    def test_they_close_behind(self, school):
        with everything():
            pass
        with pytest.raises(ScopeMissing):
            Person.objects.count()
        with pytest.raises(WriteOutsideService):
            draft(school).save()

    def test_inside_a_scope_they_give_it_back(self, within, ours, theirs):
        with everything():
            assert Person.objects.count() == 2
        assert list(Person.objects.all()) == [ours]


class TestStore:
    def test_a_constraint_speaks_in_words(self, within, service, school):
        school.code = "Школа 5"
        with pytest.raises(ValidationError) as refused, service():
            school.store()
        assert "Код организации – только цифры, латинские строчные буквы и дефис." in refused.value.messages

    def test_a_missing_name_is_said_of_its_field(self, within, service, school):
        with pytest.raises(ValidationError) as refused, service():
            draft(school, surname="").store()
        assert list(refused.value.message_dict) == ["last_name"]
