"""Which sheets are still to be signed, for a whole base as for one person."""

from __future__ import annotations

import pytest

from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.rules import NEEDED
from nastavnik.documents.queries import unsigned_sheets
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
PROCESSING, PARTICIPATION, LABOUR = NEEDED


def asked(*rows, kinds=NEEDED):
    return [(sheet.person, sheet.kind) for sheet in unsigned_sheets(rows, kinds, f.TODAY)]


def test_what_stands_is_not_asked_again(programme):
    row = f.MenteeFactory(programme=programme, consents=False)
    f.ConsentFactory(person=row.person, kind=PROCESSING)
    assert asked(row) == [(row.person, PARTICIPATION)]


def test_the_labour_one_is_for_employees_who_mentor(programme):
    teacher = f.MentorFactory(programme=programme, consents=False)
    pupil = f.MentorFactory(
        programme=programme, consents=False, person=f.PersonFactory(organisation=programme.organisation, grade=10)
    )
    taught = f.MenteeFactory(
        programme=programme, consents=False, person=f.TeacherFactory(organisation=programme.organisation)
    )
    assert asked(teacher, pupil, taught, kinds=[LABOUR]) == [(teacher.person, LABOUR)]


def test_somebody_on_both_sides_signs_each_sheet_once(programme):
    mentee = f.MenteeFactory(programme=programme, consents=False)
    mentor = f.MentorFactory(programme=programme, person=mentee.person, consents=False)
    assert asked(mentee, mentor) == [(mentee.person, PROCESSING), (mentee.person, PARTICIPATION)]


def test_each_comes_with_the_representative_and_the_terms(programme):
    tie = f.GuardianshipFactory(ward__organisation=programme.organisation)
    child = f.MenteeFactory(programme=programme, person=tie.ward, consents=False)
    terms = f.LabourTermsFactory(person__organisation=programme.organisation)
    mentor = f.MentorFactory(programme=programme, person=terms.person, consents=False)
    sheets = unsigned_sheets([child, mentor], [ConsentKind.LABOUR, PROCESSING], f.TODAY)
    assert [(sheet.representative, sheet.terms) for sheet in sheets] == [
        (tie.guardian.full_name, None),
        ("", terms),
        ("", terms),
    ]
