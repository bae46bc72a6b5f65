"""The migration that finds whom the orders made before name, by the names they froze."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from nastavnik.common.unsafe import everything
from nastavnik.consents.models import Handout, Mention
from tests import factories as f

migration = import_module("nastavnik.documents.migrations.0002_people_of_papers")


@pytest.fixture
def order(programme):
    """An order that names a teacher and two pupils, one of whom is known by another name today."""
    school = programme.organisation
    programme.teacher = f.MentorFactory(
        programme=programme, person=f.TeacherFactory(organisation=school, last_name="Белая")
    )
    programme.pupil = f.MenteeFactory(
        programme=programme, person=f.PersonFactory(organisation=school, last_name="Нечай", grade=5)
    )
    f.MenteeFactory(programme=programme, person=f.PersonFactory(organisation=school, last_name="Посторонний"))
    rows = [
        {"mentor": programme.teacher.person.full_name,
         "mentees": f"{programme.pupil.person.full_name} (5); Прежний Лев Ильич (6А)"},
    ]  # fmt: skip
    return f.DocumentFactory(programme=programme, kind="pair_order", number="12-о", title="Приказ", data={"rows": rows})


def find():
    with everything():
        migration.find(apps, None)


def test_those_whose_names_are_still_theirs_are_found(order, programme):
    find()
    with everything():
        [handout] = Handout.objects.all()
        people = set(Mention.objects.values_list("person", flat=True))
    assert (handout.kind, handout.title, handout.made_on) == ("order", "Приказ № 12-о", order.dated)
    assert (handout.organisation, handout.paper) == (programme.organisation, order.pk)
    assert people == {programme.teacher.person_id, programme.pupil.person_id}


def test_a_paper_that_names_nobody_known_leaves_nothing(programme):
    f.DocumentFactory(programme=programme, kind="pair_order", data={"rows": [{"mentor": "Прежний", "mentees": ""}]})
    f.DocumentFactory(programme=programme, kind="programme_report", data={"rows": 7})
    find()
    with everything():
        assert not Handout.objects.exists()


def test_namesakes_of_a_neighbour_are_not_named(order, other_school):
    theirs = f.ProgrammeFactory(organisation=other_school)
    stranger = f.MenteeFactory(programme=theirs, person=f.PersonFactory(organisation=other_school, last_name="Нечай"))
    find()
    with everything():
        assert not Mention.objects.filter(person=stranger.person).exists()


def test_taken_back_nothing_of_it_stays(order):
    find()
    f.HandoutFactory(organisation=order.organisation)
    with everything():
        migration.forget(apps, None)
        assert list(Handout.objects.values_list("paper", flat=True)) == [None]
