"""What every test may ask for: two schools that must not see each other, actors, and clients that wear a hat."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from nastavnik.accounts.roles import Role
from nastavnik.common.actor import Actor
from nastavnik.common.scope import Scope, scoped
from tests import factories as f


@pytest.fixture(autouse=True)
def _today():
    """The tests live on one Saturday of November, whatever the calendar says."""
    with time_machine.travel(timezone.make_aware(datetime.datetime(2026, 11, 21, 10, 0)), tick=True):
        yield


@pytest.fixture
def town(db):
    return f.TownFactory()


@pytest.fixture
def school(town):
    return f.SchoolFactory(parent=town)


@pytest.fixture
def other_school(town):
    """A neighbour in the same town."""
    return f.SchoolFactory(parent=town)


@pytest.fixture
def within(school):
    """The scope of the school is open for the length of the test."""
    with scoped(Scope(branch=school.path)):
        yield


@pytest.fixture
def actor(school):
    """The curator of the school, as services want to know him."""
    return Actor(user="", role=Role.CURATOR, organisation_path=school.path)


@pytest.fixture
def programme(school):
    return f.ProgrammeFactory(organisation=school)


@pytest.fixture
def client_as(client, school, town):
    """`client_as(Role.CURATOR)`: a client signed in with that hat; `person` for mentors and mentees."""

    def make(role, *, person=None, organisation=None):
        wide = role in {Role.COORDINATOR, Role.ADMINISTRATOR}
        hat = f.MembershipFactory(
            role=role, organisation=organisation or (town if wide else school), user=f.UserFactory(person=person)
        )
        client.force_login(hat.user)
        client.hat = hat
        return client

    return make


@pytest.fixture
def curator(client_as):
    return client_as(Role.CURATOR)
