"""Who is reminded, by which way, and who is left in peace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind
from nastavnik.notifications.enums import Hold, ReminderState, Way
from nastavnik.notifications.queries import Matter, last_reminders, plan
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.questionnaires.enums import Respondent
from tests import factories as f
from tests.notifications.conftest import end

pytestmark = pytest.mark.usefixtures("within")
DAY = timedelta(days=1)


def ways(matter):
    """Who is reminded by which way: the persons' keys, the addresses and the ways of those nothing holds back."""
    return [
        (debt.person.pk, debt.recipient.email, debt.way) for debt in plan(matter, f.TODAY).debts if debt.hold is None
    ]


def holds(matter):
    return [debt.hold for debt in plan(matter, f.TODAY).debts]


class TestWays:
    def test_who_has_an_address_gets_a_letter(self, about_survey, mentee):
        row = mentee(email="own@family.example")
        assert ways(about_survey) == [(row.person_id, "own@family.example", Way.LETTER)]

    def test_who_has_none_gets_a_card(self, about_survey, mentee):
        row = mentee(parent="")
        assert ways(about_survey) == [(row.person_id, "", Way.CARD)]

    def test_a_pupil_answers_for_himself_and_a_parent_signs(self, about_survey, about_consents, mentee, nominee):
        answers = mentee(email="own@family.example", parent="mother@family.example")
        owes = nominee(email="child@family.example", parent="father@family.example")
        assert ways(about_survey) == [(answers.person_id, "own@family.example", Way.LETTER)]
        assert ways(about_consents) == [(owes.person_id, "father@family.example", Way.LETTER)]

    @pytest.mark.parametrize("matter", ["about_survey", "about_consents"])
    def test_where_one_has_no_address_the_other_is_written_to(self, request, matter, mentee, nominee):
        make = mentee if matter == "about_survey" else nominee
        rows = [make(parent="mother@family.example"), make(email="own@family.example", parent="")]
        assert ways(request.getfixturevalue(matter)) == [
            (rows[0].person_id, "mother@family.example", Way.LETTER),
            (rows[1].person_id, "own@family.example", Way.LETTER),
        ]

    def test_the_parents_of_an_adult_are_not_written_to(self, about_survey, mentee):
        row = mentee(parent="mother@family.example", person={"birth_date": date(2008, 11, 20)})
        assert ways(about_survey) == [(row.person_id, "", Way.CARD)]

    def test_without_a_mail_server_everybody_gets_a_card(self, about_survey, mentee, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        row = mentee(email="own@family.example")
        assert ways(about_survey) == [(row.person_id, "own@family.example", Way.CARD)]

    def test_whoever_develops_sees_letters_printed(self, about_survey, mentee, settings):
        settings.EMAIL_BACKEND, settings.DEBUG = "django.core.mail.backends.console.EmailBackend", True
        mentee(email="own@family.example")
        assert plan(about_survey, f.TODAY).letters == 1


class TestWho:
    def test_who_has_answered_owes_nothing(self, about_survey, survey, mentee):
        f.ResponseFactory(survey=survey, participation=mentee())
        silent = mentee()
        assert [debt.person.pk for debt in plan(about_survey, f.TODAY).debts] == [silent.person_id]

    def test_what_is_missing_is_named(self, about_consents, programme, nominee):
        nominee()
        [debt] = plan(about_consents, f.TODAY).debts
        assert debt.kinds == [ConsentKind.PROCESSING, ConsentKind.PARTICIPATION]
        assert debt.what == "на обработку персональных данных; на участие в программе"
        f.MentorFactory(programme=programme, status=ParticipationStatus.NOMINATED, consents=False)
        [debt] = plan(Matter(programme, Respondent.MENTOR), f.TODAY).debts
        assert debt.kinds[-1] == ConsentKind.LABOUR

    def test_somebody_selected_whose_consent_has_ended_owes_it(self, about_consents, mentee):
        row = mentee(consents=False)
        f.ConsentFactory(person=row.person, valid_until=f.TODAY - DAY)
        assert [debt.person.pk for debt in plan(about_consents, f.TODAY).debts] == [row.person_id]

    @pytest.mark.parametrize("status", [ParticipationStatus.DECLINED, ParticipationStatus.COMPLETED])
    def test_who_is_out_is_not_reminded_of_consents(self, about_consents, mentee, status):
        mentee(status=status, consents=False, decision_reason="Передумал.")
        assert plan(about_consents, f.TODAY).debts == []

    def test_the_declined_are_not_asked(self, about_survey, mentee):
        mentee(status=ParticipationStatus.DECLINED, decision_reason="Передумал.", email="own@family.example")
        assert plan(about_survey, f.TODAY).debts == []

    def test_a_consent_taken_back_is_not_asked_for_again(self, about_consents, about_survey, mentee):
        row = mentee(email="own@family.example")
        with everything():
            consent = row.person.consents.get(kind=ConsentKind.PARTICIPATION)
            consent.withdrawn_on = f.TODAY
            consent.store()
        assert holds(about_consents) == [Hold.WITHDRAWN]
        assert holds(about_survey) == [Hold.NO_CONSENT]

    def test_a_consent_taken_back_and_given_again_is_no_obstacle(self, about_survey, mentee):
        row = mentee()
        f.ConsentFactory(person=row.person, given_on=date(2026, 9, 1), withdrawn_on=date(2026, 9, 5))
        assert holds(about_survey) == [None]

    @pytest.mark.parametrize("matter", ["about_survey", "about_consents"])
    def test_a_completed_programme_reminds_nobody(self, request, matter, programme, mentee, nominee):
        mentee(), nominee()
        end(programme)
        assert plan(request.getfixturevalue(matter), f.TODAY).debts == []

    def test_a_closed_survey_reminds_nobody(self, survey, mentee):
        mentee()
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert plan(Matter.of(survey), f.TODAY).debts == []

    def test_neighbours_are_not_seen(self, about_survey, other_school):
        theirs = f.SurveyFactory(programme=f.ProgrammeFactory(organisation=other_school), questionnaire="mentee-impact")
        f.MenteeFactory(programme=theirs.programme)
        assert plan(Matter.of(theirs), f.TODAY).debts == []


class TestPause:
    @pytest.mark.parametrize(("days", "hold"), [(0, Hold.RECENT), (2, Hold.RECENT), (3, None), (30, None)])
    def test_a_letter_is_followed_by_three_quiet_days(self, about_survey, survey, mentee, days, hold):
        row = mentee(email="own@family.example")
        f.ReminderFactory(person=row.person, survey=survey, way=Way.LETTER, reminded_on=f.TODAY - days * DAY)
        [debt] = plan(about_survey, f.TODAY).debts
        assert debt.hold == hold
        assert debt.free_on == (f.TODAY + (3 - days) * DAY if hold else None)

    @pytest.mark.parametrize(("days", "hold"), [(0, None), (1, Hold.RECENT), (3, None)])
    def test_cards_of_today_may_be_printed_again(self, about_survey, survey, mentee, days, hold):
        f.ReminderFactory(person=mentee().person, survey=survey, reminded_on=f.TODAY - days * DAY)
        assert holds(about_survey) == [hold]

    def test_of_something_else_one_may_be_reminded(self, about_survey, programme, mentee):
        row = mentee()
        other = f.SurveyFactory(programme=programme, questionnaire="mentee-entry")
        f.ReminderFactory(person=row.person, survey=other, reminded_on=f.TODAY - DAY)
        f.ReminderFactory(person=row.person, reminded_on=f.TODAY - DAY)
        assert holds(about_survey) == [None]

    def test_a_letter_that_did_not_leave_was_no_reminder(self, about_survey, survey, mentee):
        row = mentee(email="own@family.example")
        f.ReminderFactory(person=row.person, survey=survey, way=Way.LETTER, state=ReminderState.FAILED)
        assert ways(about_survey) == [(row.person_id, "own@family.example", Way.LETTER)]

    @pytest.mark.parametrize(("days", "way"), [(0, Way.CARD), (2, Way.CARD), (3, Way.LETTER)])
    def test_an_address_just_refused_gives_way_to_a_card(self, about_survey, survey, mentee, days, way):
        row = mentee(email="own@family.example")
        f.ReminderFactory(
            person=row.person, survey=survey, way=Way.LETTER, state=ReminderState.REFUSED,
            reminded_on=f.TODAY - days * DAY,
        )  # fmt: skip
        assert ways(about_survey) == [(row.person_id, "own@family.example", way)]

    def test_the_newest_counts(self, survey, mentee):
        person = mentee().person
        days = [f.TODAY - n * DAY for n in (9, 1, 5)]
        for day in days:
            f.ReminderFactory(person=person, survey=survey, reminded_on=day)
        assert last_reminders([person.pk], survey)[person.pk].reminded_on == days[1]
        assert last_reminders([person.pk], None) == {}


@pytest.mark.parametrize("count", [1, 7])
@pytest.mark.parametrize("matter", ["about_survey", "about_consents"])
def test_many_cost_as_much_as_one(request, matter, mentee, nominee, count, django_assert_max_num_queries):
    found = request.getfixturevalue(matter)
    make = mentee if matter == "about_survey" else nominee
    for _n in range(count):
        make(parent="mother@family.example")
    with django_assert_max_num_queries(5):
        assert plan(found, f.TODAY).letters == count


def test_teachers_have_no_representatives(programme, within):
    teacher = f.TeacherFactory(organisation=programme.organisation, birth_date=None)
    f.MentorFactory(programme=programme, person=teacher, status=ParticipationStatus.NOMINATED, consents=False)
    f.GuardianshipFactory(
        ward=teacher,
        guardian=f.PersonFactory(
            organisation=programme.organisation, kind=PersonKind.PARENT, grade=None, email="mother@family.example"
        ),
    )
    assert ways(Matter(programme, Respondent.MENTOR)) == [(teacher.pk, "", Way.CARD)]
