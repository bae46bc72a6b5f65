"""Who is ready to be paired, and what the others lack."""

from __future__ import annotations

import pytest

from nastavnik.matching.enums import Lack
from nastavnik.matching.readiness import readiness
from nastavnik.mentoring.enums import MentorshipStatus
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


def lacks(programme):
    return {row.participation: row.lacks for row in readiness(programme, f.TODAY).unready}


def test_how_many_are_considered(programme):
    f.MenteeFactory.create_batch(3, programme=programme)
    f.MenteeFactory(programme=programme, consents=False)
    f.MentorFactory.create_batch(2, programme=programme, capacity=3)
    found = readiness(programme, f.TODAY)
    assert (found.mentees, found.mentors, found.places) == (3, 2, 6)


@pytest.mark.parametrize(
    ("given", "lack"),
    [
        ({"consents": False}, Lack.CONSENTS),
        ({"status": "nominated"}, Lack.SELECTION),
        ({"competences": []}, Lack.REQUEST),
        ({"availability": []}, Lack.TIME),
    ],
)
def test_what_one_mentee_lacks(programme, given, lack):
    row = f.MenteeFactory(programme=programme, **given)
    f.MenteeFactory(programme=programme)
    assert lacks(programme) == {row: [lack]}


def test_what_a_mentor_lacks(programme):
    row = f.MentorFactory(programme=programme, competences=[], availability=[])
    assert lacks(programme) == {row: [Lack.OFFER, Lack.TIME]}


def test_those_kept_out_come_first(programme):
    blind = f.MenteeFactory(programme=programme, availability=[])
    out = f.MenteeFactory(programme=programme, competences=[], consents=False)
    assert list(lacks(programme).items()) == [(out, [Lack.CONSENTS, Lack.REQUEST]), (blind, [Lack.TIME])]


@pytest.mark.parametrize("status", ["declined", "completed"])
def test_who_does_not_take_part_is_not_waited_for(programme, status):
    f.MenteeFactory(programme=programme, status=status, decision_reason="Передумал", availability=[])
    assert lacks(programme) == {}


@pytest.mark.parametrize(("status", "waits"), [("draft", False), ("completed", False), ("ended", True)])
def test_who_has_a_mentor_lacks_nothing(programme, status, waits):
    mentee = f.MenteeFactory(programme=programme, availability=[])
    f.MentorshipFactory(programme=programme, mentees=[mentee], status=MentorshipStatus(status))
    assert (mentee in lacks(programme)) == waits


@pytest.mark.parametrize("count", [1, 5])
def test_the_same_queries_whatever_their_number(programme, django_assert_num_queries, count):
    f.MenteeFactory.create_batch(count, programme=programme, availability=[])
    with django_assert_num_queries(4):
        found = readiness(programme, f.TODAY)
    assert len(found.unready) == count
