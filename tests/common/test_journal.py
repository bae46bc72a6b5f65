"""The journal outlives what it tells of, and no road leads to changing it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from nastavnik.common.actor import Actor
from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, ScopeMissing, scoped
from nastavnik.common.unsafe import everything
from nastavnik.common.writing import WriteOutsideService
from nastavnik.people.services import add_person
from tests import factories as f

TABLE = "common_journalentry"


def new_entry(path="77/05/", **values):
    defaults = {"action": "test.done", "actor": "", "role": "curator", "organisation_path": path}
    return JournalEntry(**(defaults | {"subject_type": "people.person", "subject_id": "1"} | values))


@pytest.fixture
def entry(db):
    with everything():
        row = new_entry(details={"fields": ["phone"]})
        row.save()
    return row


def rows():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT action, role, organisation_path FROM {TABLE}")
        return cursor.fetchall()


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "sql",
        [
            f"UPDATE {TABLE} SET details = '{{}}'",
            f"UPDATE {TABLE} SET at = at",
            f"UPDATE {TABLE} SET role = 'director' WHERE role = 'curator'",
            f"DELETE FROM {TABLE}",
            f"DELETE FROM {TABLE} WHERE action = 'test.done'",
        ],
    )
    def test_sql_of_any_wording(self, entry, sql):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert rows() == [("test.done", "curator", "77/05/")]

    @pytest.mark.parametrize(
        "change",
        [
            lambda all_rows: all_rows.update(role="director"),
            lambda all_rows: all_rows.delete(),
            lambda all_rows: all_rows.bulk_update(list(all_rows), ["role"]),
        ],
    )
    def test_a_manager_that_knows_no_fences(self, entry, change):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(JournalEntry._base_manager.all())
        assert rows() == [("test.done", "curator", "77/05/")]

    def test_sql_that_touches_no_entry_is_let_through(self, entry):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE action = 'no.such'")
        assert len(rows()) == 1


class TestWriting:
    def test_only_a_service_writes(self, db):
        with pytest.raises(WriteOutsideService, match="JournalEntry"):
            new_entry().save()
        assert rows() == []

    def test_an_entry_is_dated_by_the_clock_and_not_by_the_writer(self, entry):
        assert entry.at.isoformat().startswith("2026-11-21T07:00")

    def test_the_newest_comes_first(self, entry):
        with everything():
            later = new_entry(action="test.later")
            later.save()
            assert list(JournalEntry.objects.all()) == [later, entry]


class TestReading:
    def test_without_a_scope_nothing(self, entry):
        with pytest.raises(ScopeMissing):
            JournalEntry.objects.count()

    @pytest.mark.parametrize(("branch", "seen"), [("77/05/", 1), ("77/", 1), ("77/051/", 0), ("77/05/1/", 0)])
    def test_a_branch_reads_what_was_done_in_it(self, entry, branch, seen):
        with scoped(Scope(branch=branch)):
            assert JournalEntry.objects.count() == seen


class TestOutliving:
    def test_the_row_it_is_about(self, within, school, actor):
        values = {"kind": "pupil", "last_name": "Гречкин", "first_name": "Лев"}
        person = add_person(actor=actor, organisation=school, values=values)
        key = str(person.pk)
        with everything():
            person.delete()
        assert JournalEntry.objects.get().subject_id == key

    def test_the_user_who_acted(self, within, school):
        user = f.UserFactory()
        actor = Actor(user=str(user.pk), role="curator", organisation_path=school.path)
        values = {"kind": "pupil", "last_name": "Гречкин", "first_name": "Лев"}
        add_person(actor=actor, organisation=school, values=values)
        key = str(user.pk)
        with everything():
            user.delete()
        assert JournalEntry.objects.get().actor == key
