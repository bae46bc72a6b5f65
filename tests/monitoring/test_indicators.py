"""The six indicators against figures counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.common.scope import Scope, scoped
from nastavnik.common.unsafe import everything
from nastavnik.monitoring.figures import Base, of_branch, of_school
from nastavnik.monitoring.moments import Moment
from nastavnik.monitoring.registry import in_order
from nastavnik.monitoring.satisfaction import satisfied
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Programme
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f
from tests.factories import TODAY
from tests.web.pages import stored

CODES = [
    "mentees-10-19", "mentors-15-19", "young-teachers", "enterprises", "mentees-satisfied", "mentors-satisfied",
]  # fmt: skip


def pupil(programme, born, **more):
    return f.PersonFactory(organisation=programme.organisation, birth_date=born, **more)


def mentee(programme, born=date(2012, 5, 4), **more):
    kinds = {key: more.pop(key) for key in ("kind",) if key in more}
    return f.MenteeFactory(programme=programme, person=pupil(programme, born, **kinds), consents=False, **more)


def mentor(programme, born=date(2010, 5, 4), **more):
    return f.MentorFactory(programme=programme, person=pupil(programme, born), consents=False, **more)


def employee(programme, workplace):
    person = pupil(programme, date(1985, 5, 4), kind=PersonKind.EMPLOYEE, workplace=workplace, grade=None)
    return f.MentorFactory(programme=programme, person=person, consents=False)


def teacher(programme, years):
    return f.TeacherFactory(organisation=programme.organisation, experience_years=years)


def answer(programme, marks, side=Side.MENTEE):
    """Everybody of the side answers at the exit with one of the marks."""
    code, make = ("mentee-exit", mentee) if side == Side.MENTEE else ("mentor-exit", mentor)
    survey = f.SurveyFactory(programme=programme, questionnaire=code, wave="exit", side=side, closed_on=TODAY)
    return [f.ResponseFactory(survey=survey, participation=make(programme), answers=mark) for mark in marks]


def line(code, organisation, on=TODAY, of=of_school):
    with scoped(Scope(branch=organisation.path)):
        return next(found for found in of(organisation, on, TODAY) if found.indicator.code == code)


def now(code, organisation, on=TODAY):
    return line(code, organisation, on).now


def test_the_catalogue_is_the_table_of_the_methodology():
    assert [indicator.code for indicator in in_order()] == CODES


class TestCoverage:
    @pytest.mark.parametrize(
        ("born", "counts"),
        [
            (date(2016, 11, 21), 1), (date(2016, 11, 22), 0),  # ten today, ten tomorrow
            (date(2006, 11, 22), 1), (date(2006, 11, 21), 0),  # the last day of nineteen, twenty today
        ],
    )  # fmt: skip
    def test_age_is_that_of_the_day(self, programme, born, counts):
        mentee(programme, born)
        assert now("mentees-10-19", programme.organisation).part == counts

    @pytest.mark.parametrize(("born", "counts"), [(date(2011, 11, 21), 1), (date(2011, 11, 22), 0)])
    def test_mentors_are_from_fifteen(self, programme, born, counts):
        mentor(programme, born)
        assert now("mentors-15-19", programme.organisation).part == counts

    def test_whoever_has_two_roles_is_one_in_each(self, programme):
        both = pupil(programme, date(2010, 5, 4))
        f.MenteeFactory(programme=programme, person=both, consents=False)
        f.MentorFactory(programme=programme, person=both, consents=False)
        assert now("mentees-10-19", programme.organisation).part == 1
        assert now("mentors-15-19", programme.organisation).part == 1

    def test_who_does_not_count(self, programme):
        mentee(programme, status="nominated")
        mentee(programme, status="declined", decision_reason="Переехал.")
        mentee(programme, decided_on=date(2026, 11, 22))  # tomorrow
        f.MenteeFactory(programme=programme, person=teacher(programme, 1), consents=False)
        mentor(programme)
        assert now("mentees-10-19", programme.organisation).part == 0

    def test_who_counts(self, programme):
        mentee(programme)
        mentee(programme, status="completed")
        mentee(programme, decided_on=TODAY)
        mentee(programme, date(2007, 5, 4), kind=PersonKind.ALUMNUS)
        assert now("mentees-10-19", programme.organisation).part == 4

    def test_those_without_a_birth_date_are_told_apart(self, programme):
        mentee(programme)
        mentee(programme, None)
        found = now("mentees-10-19", programme.organisation)
        assert (found.part, found.unknown) == (1, 1)

    def test_a_guest_from_another_schools_list_counts_at_home_only(self, programme, other_school):
        guest = f.PersonFactory(organisation=other_school)
        f.MenteeFactory(programme=programme, person=guest, consents=False)
        home = f.ProgrammeFactory(organisation=other_school)
        f.MenteeFactory(programme=home, person=guest, consents=False)
        assert now("mentees-10-19", programme.organisation).part == 0
        assert now("mentees-10-19", other_school).part == 1

    def test_young_teachers_of_those_on_the_list(self, programme):
        for years in (0, 3, 4, None):
            f.MenteeFactory(programme=programme, person=teacher(programme, years), consents=False)
        teacher(programme, 2)
        found = now("young-teachers", programme.organisation)
        assert (found.part, found.unknown) == (2, 1)
        assert found.whole == Base(3, "список людей организации", TODAY)
        assert found.percent == Decimal("66.7")

    def test_an_enterprise_is_one_however_it_is_written(self, programme):
        for workplace in ("ООО «Ромашка»", 'ооо "РОМАШКА"', "Завод", ""):
            employee(programme, workplace)
        mentor(programme)
        found = now("enterprises", programme.organisation)
        assert (found.part, found.unknown) == (2, 1)


class TestSatisfaction:
    ASKS = QUESTIONNAIRES["mentee-exit"]

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"satisfied": 8}, True), ({"satisfied": 7}, False), ({"satisfied": 7, "glad": True}, True),
            ({"glad": False}, False), ({"satisfied": 9, "glad": False}, True), ({"result": 10}, None), ({}, None),
        ],
    )  # fmt: skip
    def test_the_rule(self, answers, said):
        assert satisfied(self.ASKS, answers) is said

    @pytest.mark.parametrize(("code", "side"), [("mentees-satisfied", Side.MENTEE), ("mentors-satisfied", Side.MENTOR)])
    def test_the_share_is_of_those_who_answered(self, programme, code, side):
        answer(programme, [{"satisfied": 10}, {"satisfied": 8}, {"satisfied": 3}, {"result": 9}], side)
        found = now(code, programme.organisation)
        assert (found.part, found.whole.number, found.percent) == (2, 3, Decimal("66.7"))

    def test_two_exit_questionnaires_make_one_person(self, programme):
        first = answer(programme, [{"satisfied": 2}, {"satisfied": 9}, {"satisfied": 9}])
        career = f.SurveyFactory(programme=programme, questionnaire="teacher-mentee-exit", wave="exit", closed_on=TODAY)
        f.ResponseFactory(survey=career, participation=first[0].participation, answers={"glad": True})
        found = now("mentees-satisfied", programme.organisation)
        assert (found.part, found.whole.number) == (3, 3)

    def test_below_three_answers_nothing_is_held(self, programme):
        answer(programme, [{"satisfied": 2}, {"satisfied": 9}])
        found = now("mentees-satisfied", programme.organisation)
        assert (found.hidden, found.part, found.whole, found.percent) == (True, 0, None, None)

    def test_the_entry_is_not_the_exit(self, programme):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave="entry")
        f.ResponseFactory.create_batch(3, survey=survey, answers={"satisfied": 9})
        assert now("mentees-satisfied", programme.organisation).whole is None

    def test_while_answers_come_they_are_not_counted(self, programme):
        """Two days of an open survey, one taken from the other, would tell what somebody said in between."""
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave="exit")
        f.ResponseFactory.create_batch(3, survey=survey, answers={"satisfied": 9})
        assert now("mentees-satisfied", programme.organisation).whole is None
        with everything():
            survey.closed_on = TODAY
            survey.store()
        assert now("mentees-satisfied", programme.organisation).whole.number == 3
        assert now("mentees-satisfied", programme.organisation, date(2026, 11, 20)).whole is None


class TestWhole:
    def test_of_the_newest_number_of_this_school_year(self, programme):
        school = programme.organisation
        for number, on in ((500, date(2026, 8, 31)), (40, date(2026, 9, 1)), (50, TODAY), (60, date(2026, 11, 22))):
            f.DenominatorFactory(organisation=school, number=number, on=on)
        for _place in range(12):
            mentee(programme)
        found = now("mentees-10-19", school)
        assert (found.part, found.whole.number, found.percent) == (12, 50, Decimal("24.0"))
        assert now("mentees-10-19", school, date(2026, 11, 20)).whole.number == 40

    def test_without_one_there_is_no_percent(self, programme):
        mentee(programme)
        found = now("mentees-10-19", programme.organisation)
        assert (found.part, found.whole, found.percent, found.is_reached) == (1, None, None, None)

    def test_more_than_all_is_no_percent_either(self, programme):
        f.DenominatorFactory(organisation=programme.organisation, number=1)
        mentee(programme)
        mentee(programme)
        found = now("mentees-10-19", programme.organisation)
        assert (found.is_too_much, found.percent) == (True, None)

    def test_entered_young_teachers_go_before_the_list(self, programme):
        teacher(programme, 1)
        f.DenominatorFactory(organisation=programme.organisation, of="young_teachers", number=4)
        assert now("young-teachers", programme.organisation).whole.number == 4


class TestYears:
    @pytest.fixture
    def former(self, school):
        year = f.YearFactory(starts_in=2024)
        return f.ProgrammeFactory(organisation=school, year=year)

    def test_a_former_year_is_whole_with_the_age_at_its_end(self, former, school):
        f.DenominatorFactory(organisation=school, number=10, on=date(2024, 10, 1))
        mentee(former, date(2015, 8, 31))  # ten on the last day
        mentee(former, date(2015, 9, 1))  # ten a day later
        [past] = line("mentees-10-19", school).past
        assert (past.moment.year, past.part, past.percent) == ("2024/2025", 1, Decimal("10.0"))

    def test_of_the_young_of_former_years_nothing_is_said(self, former, school):
        f.MenteeFactory(programme=former, person=teacher(former, 2), consents=False)
        assert line("young-teachers", school).past == []
        assert now("young-teachers", school, date(2025, 3, 1)) is None

    def test_papers_entered_in_autumn_count_for_the_year_that_is_over(self, former, school):
        answer(former, [{"satisfied": 9}] * 3)
        [past] = line("mentees-satisfied", school).past
        assert past.percent == Decimal("100.0")

    def test_the_target_is_that_of_the_calendar_year_and_the_nearest(self, former, school, town):
        assert now("mentees-10-19", school).target is None
        assert now("mentees-10-19", school, date(2024, 12, 31)).target.percent == 70
        f.TargetFactory(organisation=town, year=2026, percent=40)
        assert now("mentees-10-19", school).target.percent == 40
        f.TargetFactory(organisation=school, year=2026, percent=30)
        assert now("mentees-10-19", school).target.percent == 30

    def test_reached_or_not(self, programme, school):
        f.TargetFactory(organisation=school, year=2026, percent=50)
        f.DenominatorFactory(organisation=school, number=2)
        mentee(programme)
        assert now("mentees-10-19", school).is_reached is True
        f.DenominatorFactory(organisation=school, number=3, on=TODAY)
        assert now("mentees-10-19", school).is_reached is False

    def test_a_neighbours_target_is_not_ours(self, school, other_school):
        f.TargetFactory(organisation=other_school, year=2026, percent=30)
        assert now("mentees-10-19", school).target is None


class TestBranch:
    @pytest.fixture
    def schools(self, town):
        """Three schools with 6, 7 and 8 mentees, and one that has not begun."""
        schools = []
        for heads in (6, 7, 8):
            school = f.SchoolFactory(parent=town)
            programme = f.ProgrammeFactory(organisation=school)
            for _place in range(heads):
                mentee(programme)
            schools.append(school)
        return [*schools, f.SchoolFactory(parent=town)]

    def parts(self, found):
        return [figure.part for _school, figure in found.rows]

    def test_the_sum_and_a_row_for_each(self, schools, town):
        found = line("mentees-10-19", town, of=of_branch)
        assert (found.now.part, self.parts(found)) == (21, [6, 7, 8, 0])

    def test_every_figure_of_a_school_is_the_schools_own(self, schools, town):
        for school, figure in line("mentees-10-19", town, of=of_branch).rows:
            assert figure.part == now("mentees-10-19", school).part

    def test_a_percent_needs_the_number_of_every_school(self, schools, town):
        for school in schools[:3]:
            f.DenominatorFactory(organisation=school, number=100)
        found = line("mentees-10-19", town, of=of_branch).now
        assert (found.percent, found.lacking) == (None, 1)
        f.DenominatorFactory(organisation=schools[3], number=50)
        found = line("mentees-10-19", town, of=of_branch).now
        assert (found.percent, found.whole.number) == (Decimal("6.0"), 350)

    def test_its_own_number_goes_before_the_sum(self, schools, town):
        f.DenominatorFactory(organisation=town, number=210)
        assert line("mentees-10-19", town, of=of_branch).now.percent == Decimal("10.0")

    def test_the_region_sums_its_towns(self, schools, town):
        f.DenominatorFactory(organisation=town, number=210)
        other = f.SchoolFactory(parent=f.TownFactory(parent=town.parent))
        f.DenominatorFactory(organisation=other, number=210)
        found = line("mentees-10-19", town.parent, of=of_branch)
        assert (found.now.percent, self.parts(found)) == (Decimal("5.0"), [6, 7, 8, 0, 0])

    def test_a_small_school_and_the_next_smallest_are_kept_back(self, schools, town):
        small = f.ProgrammeFactory(organisation=schools[3])
        mentee(small)
        found = line("mentees-10-19", town, of=of_branch)
        assert found.now.part == 22
        assert [figure.hidden for _school, figure in found.rows] == [True, False, False, True]
        assert self.parts(found) == [0, 7, 8, 0]

    def test_an_enterprise_of_two_schools_is_one_and_never_hidden(self, town):
        for _place in range(2):
            employee(f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town)), "Завод")
        found = line("enterprises", town, of=of_branch)
        assert (found.now.part, self.parts(found)) == (1, [1, 1])
        assert found.now.lacking == 0

    def test_satisfaction_is_of_all_who_answered(self, schools, town):
        for school, marks in zip(schools, ([9] * 5 + [2] * 5, [9] * 10), strict=False):
            [programme] = stored(Programme, organisation=school)
            answer(programme, [{"satisfied": mark} for mark in marks])
        found = line("mentees-satisfied", town, of=of_branch)
        assert (found.now.part, found.now.whole.number, found.now.percent) == (15, 20, Decimal("75.0"))

    @pytest.mark.parametrize("more", [0, 3])
    def test_more_schools_cost_no_more_queries(self, schools, town, more):
        for _place in range(more):
            answer(f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town)), [{"satisfied": 9}])
        with scoped(Scope(branch=town.path)), CaptureQueriesContext(connection) as asked:
            of_branch(town, TODAY, TODAY)
        # two for an indicator at most, the years; numbers, the list, the tree, targets are those of all
        assert len(asked) <= 2 * len(CODES) + 1


class TestRegion:
    """Two towns of one region: what one of them keeps back cannot be found in the other's page or above."""

    @pytest.fixture
    def towns(self, town):
        found = {}
        for place, heads in ((town, (2, 9, 20)), (f.TownFactory(parent=town.parent), (3, 8, 30))):
            for number in heads:
                school = f.SchoolFactory(parent=place, short_name=f"на {number}")
                programme = f.ProgrammeFactory(organisation=school)
                for _place in range(number):
                    mentee(programme)
            found[place] = heads
        return found

    def shown(self, organisation):
        return {
            school.short_name: figure.part
            for school, figure in line("mentees-10-19", organisation, of=of_branch).rows
            if not figure.hidden
        }

    def test_the_same_rows_are_kept_back_below_and_above(self, towns, town):
        below = {}
        for place in towns:
            below |= self.shown(place)
        assert below == {"на 20": 20, "на 30": 30}
        assert self.shown(town.parent) == below

    def test_its_sum_is_that_of_its_towns(self, towns, town):
        parts = [line("mentees-10-19", place, of=of_branch).now.part for place in towns]
        assert line("mentees-10-19", town.parent, of=of_branch).now.part == sum(parts) == 72

    def test_hidden_figures_hold_no_numbers(self, towns, town):
        hidden = [figure for _school, figure in line("mentees-10-19", town, of=of_branch).rows if figure.hidden]
        assert [(figure.part, figure.unknown, figure.whole, figure.percent) for figure in hidden] == [
            (0, 0, None, None), (0, 0, None, None),
        ]  # fmt: skip

    def test_one_town_with_its_own_number_and_one_with_its_schools(self, towns, town):
        first, second = towns
        f.DenominatorFactory(organisation=first, number=300)
        assert line("mentees-10-19", town.parent, of=of_branch).now.whole is None
        with everything():
            schools = list(Organisation.objects.filter(parent=second))
        for school in schools:
            f.DenominatorFactory(organisation=school, number=20)
        found = line("mentees-10-19", town.parent, of=of_branch).now
        assert (found.whole.number, found.percent) == (360, Decimal("20.0"))

    def test_enterprises_of_a_region_are_not_those_of_its_towns_together(self, towns, town):
        for place in towns:
            f.DenominatorFactory(organisation=place, of="enterprises", number=30)
        assert line("enterprises", town.parent, of=of_branch).now.whole is None
        f.DenominatorFactory(organisation=town.parent, of="enterprises", number=50)
        assert line("enterprises", town.parent, of=of_branch).now.whole.number == 50

    def test_a_former_year_with_few_is_kept_back_too(self, town):
        former = f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town), year=f.YearFactory(starts_in=2024))
        mentee(former)
        [past] = line("mentees-10-19", town, of=of_branch).past
        assert (past.hidden, past.part) == (True, 0)

    def test_few_answers_of_a_town_are_not_told(self, town):
        programme = f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town))
        answer(programme, [{"satisfied": 9}] * 4)
        found = line("mentees-satisfied", town, of=of_branch)
        assert [found.now.hidden, *(figure.hidden for _school, figure in found.rows)] == [True, True]

    def test_nor_are_the_few_who_are_not_satisfied(self, town):
        programme = f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town))
        answer(programme, [{"satisfied": 9}] * 12 + [{"satisfied": 2}])
        assert line("mentees-satisfied", town, of=of_branch).now.hidden


@given(st.dates(date(2006, 1, 1), date(2018, 12, 31)), st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_ages_are_those_a_person_has(born, on):
    person, moment = Person(birth_date=born), Moment.at(on)
    condition = dict(moment.aged("person", 10, 19).children)
    within = condition["person__birth_date__gt"] < born <= condition["person__birth_date__lte"]
    assert within == (10 <= person.age(on) <= 19)


@pytest.mark.parametrize(("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026)])
def test_a_school_year_begins_in_september(day, year):
    assert Moment.at(day).starts_in == year
    assert Moment.at(day).is_whole is (day.month == 8)
