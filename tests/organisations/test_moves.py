"""A branch that gets another code or another roof takes along everything below it."""

from __future__ import annotations

import pytest

from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.organisations.models import Organisation
from nastavnik.organisations.services import change_organisation
from nastavnik.people.models import Person
from tests import factories as f


@pytest.fixture
def tree(db):
    """«77/» with the towns «77/05/» and «77/06/»; two schools and a partner of a school in the first."""
    region = f.RegionFactory(code="77")
    town, other = f.TownFactory(parent=region, code="05"), f.TownFactory(parent=region, code="06")
    school = f.SchoolFactory(parent=town, code="17")
    f.SchoolFactory(parent=town, code="18")
    f.SchoolFactory(parent=school, code="zavod", kind="partner")
    return {"region": region, "town": town, "other": other, "school": school}


def paths():
    with everything():
        return set(Organisation.objects.values_list("path", flat=True))


def change(tree, which, **values):
    with everything():
        for field, value in values.items():
            setattr(tree[which], field, value)
        tree[which].store()


def test_a_new_code_is_in_the_paths_of_all_below(tree):
    change(tree, "town", code="50")
    assert paths() == {"77/", "77/50/", "77/50/17/", "77/50/18/", "77/50/17/zavod/", "77/06/"}


def test_another_roof_too(tree):
    change(tree, "school", parent=tree["other"])
    assert paths() == {"77/", "77/05/", "77/05/18/", "77/06/", "77/06/17/", "77/06/17/zavod/"}


def test_a_new_name_leaves_the_paths_alone(tree):
    before = paths()
    change(tree, "town", name="Управление образования", short_name="Управление")
    assert paths() == before


def test_people_are_seen_from_the_new_branch(tree):
    person = f.PersonFactory(organisation=tree["school"])
    change(tree, "town", code="50")
    with scoped(Scope(branch="77/50/")):
        assert list(Person.objects.all()) == [person]
    with scoped(Scope(branch="77/05/")):
        assert not Person.objects.exists()


def test_by_the_service_of_the_region_too(tree, actor):
    with scoped(Scope(branch="77/")):
        change_organisation(actor=actor, organisation=tree["town"], values={"code": "50"})
    assert "77/50/17/zavod/" in paths()
