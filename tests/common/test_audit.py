"""Services write or nothing is written; each leaves one entry that nobody can change."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from nastavnik.common.actor import Actor, system
from nastavnik.common.audit import NothingToRecord, audited, note
from nastavnik.common.journal import ACTIONS, Action
from nastavnik.common.models import JournalEntry, JournalIsAppendOnly
from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.common.writing import WriteOutsideService
from nastavnik.people.models import Person
from nastavnik.people.services import add_person, change_person
from tests import factories as f

NEW = {"kind": "pupil", "last_name": "Вымышлов", "first_name": "Игорь"}


@pytest.fixture
def service():
    """Make a service for one test; its action is forgotten afterwards."""
    made = []

    def make(function, code="test.done", **more):
        made.append(code)
        return audited(code, "проверено", **more)(function)

    yield make
    for code in made:
        ACTIONS.pop(code, None)


def entries():
    with everything():
        return list(JournalEntry.objects.order_by("id"))


class TestAService:
    def test_it_writes_a_row_and_an_entry(self, within, school, actor):
        person = add_person(actor=actor, organisation=school, values=NEW)
        (entry,) = entries()
        assert (entry.action, entry.subject_type, entry.subject_id) == ("person.added", "people.person", str(person.pk))
        assert (entry.role, entry.organisation_path) == ("curator", school.path)

    def test_the_entry_says_which_fields_but_not_their_values(self, within, school, actor):
        person = f.PersonFactory(organisation=school)
        change_person(actor=actor, person=person, values={"phone": "+79990001122"})
        assert entries()[0].details == {"fields": ["phone"]}

    def test_a_refused_one_leaves_nothing(self, within, school, actor):
        with pytest.raises(ValidationError):
            add_person(actor=actor, organisation=school, values={**NEW, "grade": 12})
        assert entries() == []
        assert Person.objects.count() == 0

    def test_what_it_wrote_before_the_error_is_taken_back(self, within, school, actor, service):
        def half(*, actor):
            Person(organisation=school, **NEW).store()
            raise ValidationError("нет")

        with pytest.raises(ValidationError):
            service(half)(actor=actor)
        assert Person.objects.count() == 0

    def test_one_inside_another_leaves_both_entries(self, within, school, actor, service):
        def outer(*, actor):
            return add_person(actor=actor, organisation=school, values=NEW)

        service(outer)(actor=actor)
        assert [entry.action for entry in entries()] == ["person.added", "test.done"]

    def test_an_inner_refusal_that_is_caught_takes_back_only_its_own(self, within, school, actor, service):
        def outer(*, actor):
            kept = add_person(actor=actor, organisation=school, values=NEW)
            with pytest.raises(ValidationError):
                add_person(actor=actor, organisation=school, values={**NEW, "grade": 0})
            return kept

        service(outer)(actor=actor)
        assert Person.objects.count() == 1

    def test_without_a_subject_it_is_an_error(self, within, actor, service):
        with pytest.raises(NothingToRecord):
            service(lambda *, actor: None)(actor=actor)

    def test_a_subject_can_be_named(self, within, school, actor, service):
        service(lambda *, actor: note(school, n=3))(actor=actor)
        assert entries()[0].details == {"n": 3}
        assert entries()[0].subject_id == str(school.pk)

    def test_the_actor_must_be_one(self, within, school, service):
        with pytest.raises(TypeError, match="must be an Actor, not str"):
            service(lambda *, actor: school)(actor="кто-то")

    def test_a_note_belongs_inside(self):
        with pytest.raises(RuntimeError, match="inside"):
            note(n=1)

    def test_writing_ends_with_it(self, within, school, actor):
        person = add_person(actor=actor, organisation=school, values=NEW)
        with pytest.raises(WriteOutsideService, match="Person"):
            person.save()

    def test_two_may_not_share_a_code(self, service):
        service(lambda *, actor: None, code="test.shared")
        with pytest.raises(ValueError, match=r"test\.shared"):
            ACTIONS.add(Action("test.shared", "ещё раз", frozenset()))

    def test_jobs_have_an_actor_of_their_own(self):
        assert system("1/2/") == Actor(user="", role="system", organisation_path="1/2/")


class TestTheJournal:
    @pytest.fixture
    def entry(self, within, school, actor):
        add_person(actor=actor, organisation=school, values=NEW)
        return entries()[0]

    def test_an_entry_is_not_changed(self, entry):
        entry.action = "другое"
        with everything(), pytest.raises(JournalIsAppendOnly):
            entry.save()

    def test_an_entry_is_not_removed(self, entry):
        with everything(), pytest.raises(JournalIsAppendOnly):
            entry.delete()

    @pytest.mark.parametrize(
        "change",
        [lambda rows: rows.update(action="x"), lambda rows: rows.delete(), lambda rows: rows.bulk_create([]),
         lambda rows: rows.bulk_update([], ["action"])],
    )  # fmt: skip
    def test_nor_are_many(self, entry, change):
        with everything(), pytest.raises(JournalIsAppendOnly):
            change(JournalEntry.objects.all())

    @pytest.mark.parametrize("sql", ["UPDATE common_journalentry SET action = 'x'", "DELETE FROM common_journalentry"])
    def test_the_database_refuses_too(self, entry, sql):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert entries()[0].action == "person.added"

    def test_a_school_reads_its_own(self, entry, school, other_school):
        with scoped(Scope(branch=school.path)):
            assert JournalEntry.objects.count() == 1
        with scoped(Scope(branch=other_school.path)):
            assert JournalEntry.objects.count() == 0

    def test_a_person_reads_none(self, entry):
        with scoped(Scope(person=f.PersonFactory().pk)):
            assert JournalEntry.objects.count() == 0

    def test_it_has_words(self, entry):
        assert str(entry) == "2026-11-21 07:00 person.added"
