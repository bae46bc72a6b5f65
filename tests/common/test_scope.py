"""Rows are seen through a scope and in no other way: without one every query raises."""

from __future__ import annotations

from threading import Thread
from uuid import uuid4

import pytest
from django.db.models import Count

from nastavnik.common.scope import OutOfScope, Scope, ScopeMissing, active_scope, refuse_strangers, scoped
from nastavnik.common.unsafe import everything
from nastavnik.consents.models import Consent
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.people.models import Guardianship, Person
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme
from tests import factories as f


def names():
    return set(Person.objects.values_list("last_name", flat=True))


@pytest.fixture
def namesakes(db):
    """Two schools whose paths begin alike, «77/05/» and «77/051/», with a pupil each."""
    region = f.RegionFactory(code="77")
    for code, surname in (("05", "Гречкин"), ("051", "Пшёнкин")):
        school = f.SchoolFactory(parent=region, code=code)
        f.PersonFactory(organisation=school, last_name=surname)


class TestShape:
    def test_neither_a_branch_nor_a_person(self):
        with pytest.raises(ValueError, match="exactly one"):
            Scope()

    def test_both_a_branch_and_a_person(self):
        with pytest.raises(ValueError, match="exactly one"):
            Scope(branch="77/", person=uuid4())

    def test_a_branch_without_its_slash(self):
        with pytest.raises(ValueError, match="namesakes"):
            Scope(branch="77/05")


class TestNoScope:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda: Person.objects.all(),
            lambda: Person.objects.none(),
            lambda: Person.objects.count(),
            lambda: Person.objects.exists(),
            lambda: Person.objects.first(),
            lambda: Person.objects.last(),
            lambda: Person.objects.get(last_name="Гречкин"),
            lambda: Person.objects.filter(last_name="Гречкин"),
            lambda: Person.objects.exclude(last_name="Гречкин"),
            lambda: Person.objects.values("last_name"),
            lambda: Person.objects.values_list("pk"),
            lambda: Person.objects.in_bulk(),
            lambda: Person.objects.aggregate(Count("pk")),
            lambda: Person.objects.annotate(n=Count("consents")),
            lambda: Person.objects.iterator(),
            lambda: Person.objects.raw("SELECT * FROM people_person"),
            lambda: Person.objects.matching("Гречкин"),
            lambda: Person.objects.update(last_name="Манкин"),
            lambda: Person.objects.bulk_create([]),
            lambda: Person.objects.get_or_create(last_name="Гречкин"),
        ],
    )
    def test_a_query_of_any_kind_raises(self, ask, namesakes):
        with pytest.raises(ScopeMissing, match="Person was queried outside a scope"):
            ask()

    def test_rows_behind_another_row_raise_too(self, school):
        with pytest.raises(ScopeMissing):
            school.people.count()

    def test_prefetching_raises_too(self, namesakes):
        with scoped(Scope(branch="77/05/")):
            organisations = Organisation.objects.prefetch_related("people")
        with pytest.raises(ScopeMissing):
            list(organisations)

    def test_a_thread_starts_without_one(self):
        caught = []

        def ask():
            try:
                Person.objects.all()
            except ScopeMissing as error:
                caught.append(error)

        with scoped(Scope(branch="77/")):
            thread = Thread(target=ask)
            thread.start()
            thread.join()
        assert len(caught) == 1


class TestBranch:
    def test_it_opens_its_own_rows_and_not_those_of_its_namesake(self, namesakes):
        with scoped(Scope(branch="77/05/")):
            assert names() == {"Гречкин"}
        with scoped(Scope(branch="77/051/")):
            assert names() == {"Пшёнкин"}

    def test_it_opens_everything_below(self, namesakes):
        with scoped(Scope(branch="77/")):
            assert names() == {"Гречкин", "Пшёнкин"}

    def test_it_opens_itself_and_nothing_above(self, namesakes):
        with scoped(Scope(branch="77/05/")):
            assert list(Organisation.objects.values_list("path", flat=True)) == ["77/05/"]

    def test_an_unknown_branch_is_empty(self, namesakes):
        with scoped(Scope(branch="78/")):
            assert not Person.objects.exists()

    @pytest.mark.parametrize("sign", ["%/", "_7/", "77/0_/"])
    def test_signs_of_sql_open_nothing(self, sign, namesakes):
        with scoped(Scope(branch=sign)):
            assert not Organisation.objects.exists()

    def test_rows_that_reach_the_organisation_through_others(self, school, other_school):
        ours = f.ConsentFactory(person=f.PersonFactory(organisation=school))
        f.ConsentFactory(person=f.PersonFactory(organisation=other_school))
        with scoped(Scope(branch=school.path)):
            assert list(Consent.objects.all()) == [ours]

    def test_raw_sql_that_would_go_round_the_fence_is_refused(self, namesakes):
        with scoped(Scope(branch="77/05/")), pytest.raises(OutOfScope, match="raw SQL knows no scope"):
            Person.objects.raw("SELECT * FROM people_person")

    def test_a_key_of_another_school_is_not_found(self, school, other_school):
        stranger = f.PersonFactory(organisation=other_school)
        with scoped(Scope(branch=school.path)), pytest.raises(Person.DoesNotExist):
            Person.objects.get(pk=stranger.pk)


class TestOwnRecords:
    def test_only_oneself_of_the_whole_class(self, school):
        me, _classmate = f.PersonFactory.create_batch(2, organisation=school)
        with scoped(Scope(person=me.pk)):
            assert list(Person.objects.all()) == [me]

    def test_only_my_own_consents(self, school):
        mine, theirs = (f.ConsentFactory(person=f.PersonFactory(organisation=school)) for _n in range(2))
        with scoped(Scope(person=mine.person_id)):
            assert list(Consent.objects.all()) == [mine]
            assert not Consent.objects.filter(pk=theirs.pk).exists()

    def test_what_belongs_to_no_person_is_not_shown(self, school):
        me = f.PersonFactory(organisation=school)
        with scoped(Scope(person=me.pk)):
            assert not Organisation.objects.exists()

    def test_a_child_and_the_representative_both_see_their_tie(self, school):
        tie = f.GuardianshipFactory(ward=f.PersonFactory(organisation=school))
        for person in (tie.ward_id, tie.guardian_id):
            with scoped(Scope(person=person)):
                assert list(Guardianship.objects.all()) == [tie]

    def test_a_programme_is_seen_once_by_who_is_in_it_twice(self, programme):
        me = f.TeacherFactory(organisation=programme.organisation)
        f.MentorFactory(programme=programme, person=me)
        f.MenteeFactory(programme=programme, person=me)
        with scoped(Scope(person=me.pk)):
            assert list(Programme.objects.all()) == [programme]
            assert Participation.objects.filter(side=Side.MENTOR).count() == 1

    def test_a_programme_one_is_not_in_is_not_seen(self, programme):
        me = f.PersonFactory(organisation=programme.organisation)
        with scoped(Scope(person=me.pk)):
            assert not Programme.objects.exists()


class TestNesting:
    def test_the_inner_scope_replaces_the_outer_and_gives_it_back(self, namesakes):
        with scoped(Scope(branch="77/05/")):
            with scoped(Scope(branch="77/051/")):
                assert names() == {"Пшёнкин"}
            assert names() == {"Гречкин"}

    def test_an_error_inside_closes_the_scope(self):
        with pytest.raises(ZeroDivisionError), scoped(Scope(branch="77/")):
            _nothing = 1 / 0
        assert active_scope() is None
        with pytest.raises(ScopeMissing):
            Person.objects.all()

    def test_a_query_keeps_the_fence_it_was_made_behind(self, namesakes):
        with scoped(Scope(branch="77/05/")):
            rows = Person.objects.all()
        with scoped(Scope(branch="77/")):
            assert [person.last_name for person in rows] == ["Гречкин"]

    def test_the_active_scope_is_known(self):
        with scoped(Scope(branch="77/")):
            assert active_scope() == Scope(branch="77/")

    def test_open_fences_are_not_a_scope(self, namesakes):
        with everything():
            assert active_scope() is None
            assert names() == {"Гречкин", "Пшёнкин"}


class TestStrangers:
    def test_they_are_counted(self, school, other_school):
        ours = f.PersonFactory(organisation=school)
        theirs = f.PersonFactory.create_batch(2, organisation=other_school)
        keys = [person.pk for person in (ours, *theirs)]
        with scoped(Scope(branch=school.path)), pytest.raises(OutOfScope, match="2 of 3 rows"):
            refuse_strangers(Person, keys)

    def test_own_rows_pass_even_when_named_twice(self, school):
        ours = f.PersonFactory(organisation=school)
        with scoped(Scope(branch=school.path)):
            assert refuse_strangers(Person, [ours.pk, ours.pk]) is None

    def test_without_a_scope_even_own_rows_are_refused(self, school):
        with pytest.raises(ScopeMissing):
            refuse_strangers(Organisation, [school.pk])

    def test_reference_books_belong_to_nobody(self, db):
        year = f.YearFactory()
        assert refuse_strangers(AcademicYear, [year.pk]) is None
