"""Who lacks a sheet: the question for many answers what the rule says of each."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.queries import standing_kinds
from nastavnik.consents.rules import missing_kinds
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation
from nastavnik.programmes.queries import lacking_consents, participations
from tests import factories as f
from tests.web.pages import words

KINDS = (ConsentKind.PROCESSING, ConsentKind.PARTICIPATION, ConsentKind.LABOUR)
SUBSETS = [kinds for n in range(4) for kinds in itertools.combinations(KINDS, n)]


@pytest.fixture
def everybody(programme):
    """Pupils and teachers on both sides, with every set of sheets there can be."""
    school = programme.organisation
    for side, kind, kinds in itertools.product(Side, (PersonKind.PUPIL, PersonKind.TEACHER), SUBSETS):
        person = f.PersonFactory(organisation=school, kind=kind)
        f.MenteeFactory(programme=programme, person=person, side=side, consents=False)
        for sheet in kinds:
            f.ConsentFactory(person=person, kind=sheet)


@pytest.mark.usefixtures("within", "everybody")
@pytest.mark.parametrize("side", Side)
def test_it_is_the_rule_for_each(programme, side):
    rows = participations(programme, side)
    standing = standing_kinds([row.person_id for row in rows], f.TODAY)
    by_rule = {
        row.pk for row in rows if missing_kinds(row.person, as_mentor=row.is_mentor, standing=standing[row.person_id])
    }
    assert {row.pk for row in lacking_consents(rows, f.TODAY)} == by_rule
    assert 0 < len(by_rule) < len(rows)


@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(
    "values",
    [{"withdrawn_on": date(2026, 11, 20)}, {"valid_until": date(2026, 11, 20)}, {"given_on": date(2026, 11, 22)}],
    ids=["withdrawn", "run out", "to come"],
)
def test_a_sheet_that_does_not_stand_today_is_lacking(programme, values):
    row = f.MenteeFactory(programme=programme, consents=False)
    f.ConsentFactory(person=row.person, kind=ConsentKind.PARTICIPATION)
    f.ConsentFactory(person=row.person, kind=ConsentKind.PROCESSING, **values)
    assert list(lacking_consents(Participation.objects.all(), f.TODAY)) == [row]


def test_the_list_shows_only_them(curator, programme):
    lacking = f.MenteeFactory(programme=programme, consents=False)
    whole = f.MenteeFactory(programme=programme)
    page = words(curator.get("/bases/mentees/", {"consents": "missing"}))
    assert lacking.person.full_name in page
    assert whole.person.full_name not in page
