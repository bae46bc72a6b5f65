"""Opening and closing a wave, answering, and who is asked what."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ProgrammeStatus, Side
from nastavnik.programmes.models import MentoringForm
from nastavnik.questionnaires import queries, services
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Response, Survey
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def mentee(programme):
    return f.MenteeFactory(programme=programme)


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")


def codes(programme):
    return set(Survey.objects.filter(programme=programme).values_list("questionnaire", flat=True))


class TestOpening:
    def open(self, actor, programme, wave=Wave.ENTRY):
        return services.open_wave(actor=actor, programme=programme, wave=wave, on=f.TODAY)

    def test_only_those_questionnaires_that_somebody_answers(self, actor, programme, mentee):
        self.open(actor, programme)
        assert codes(programme) == {"mentee-entry", "mentee-impact"}

    def test_a_teacher_who_mentors_has_a_questionnaire_of_his_own(self, actor, programme):
        f.MentorFactory(programme=programme)
        self.open(actor, programme)
        assert codes(programme) == {"teacher-mentor-entry"}

    def test_a_pupil_who_mentors_answers_the_general_one(self, actor, programme):
        f.MentorFactory(programme=programme, person=f.PersonFactory(organisation=programme.organisation, grade=10))
        self.open(actor, programme, Wave.EXIT)
        assert codes(programme) == {"mentor-exit", "curator-rating", "curator-conformity"}

    @pytest.mark.parametrize("status", ["nominated", "declined"])
    def test_nobody_selected_nobody_asked(self, actor, programme, status):
        f.MenteeFactory(programme=programme, status=status, decision_reason="уехал")
        with pytest.raises(ValidationError, match="Отвечать пока некому"):
            self.open(actor, programme)
        assert not Survey.objects.exists()
        assert not JournalEntry.objects.exists()

    def test_opened_again_it_takes_answers_again(self, actor, programme, mentee):
        self.open(actor, programme)
        before = set(Survey.objects.values_list("pk", flat=True))
        services.close_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY)
        self.open(actor, programme)
        assert {row.pk for row in Survey.objects.all() if row.is_open} == before

    def test_one_wave_leaves_the_other_alone(self, actor, programme, mentee):
        self.open(actor, programme)
        self.open(actor, programme, Wave.EXIT)
        services.close_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY)
        assert {row.wave: row.is_open for row in Survey.objects.all()} == {"entry": False, "exit": True}

    def test_the_journal_says_which_wave(self, actor, programme, mentee):
        self.open(actor, programme)
        assert JournalEntry.objects.get().details == {"wave": "entry", "opened": 2}

    def test_a_completed_programme_asks_nobody(self, actor, programme, mentee):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.open(actor, programme)


class TestAnswering:
    def answer(self, actor, survey, participation, answers=None, by_staff=False):
        return services.answer(
            actor=actor, survey=survey, participation=participation, answers=answers or {"mood": 7}, by_staff=by_staff
        )

    def test_it_is_kept(self, actor, survey, mentee):
        kept = self.answer(actor, survey, mentee)
        assert (kept.answers, kept.entered_by_staff) == ({"mood": 7}, False)

    def test_a_second_answer_replaces_the_first(self, actor, survey, mentee):
        self.answer(actor, survey, mentee)
        self.answer(actor, survey, mentee, {"anxiety": 2}, by_staff=True)
        assert [(row.answers, row.entered_by_staff) for row in Response.objects.all()] == [({"anxiety": 2}, True)]

    def test_the_journal_holds_no_answers(self, actor, survey, mentee):
        self.answer(actor, survey, mentee)
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.details) == ("survey.answered", {})

    def test_a_closed_survey_takes_nothing(self, actor, programme, survey, mentee):
        services.close_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY)
        survey.refresh_from_db()
        with pytest.raises(ValidationError, match="Анкетирование закрыто"):
            self.answer(actor, survey, mentee)
        assert not Response.objects.exists()

    def test_the_other_side_is_refused(self, actor, programme, survey):
        with pytest.raises(ValidationError, match="для другой стороны"):
            self.answer(actor, survey, f.MentorFactory(programme=programme))

    def test_so_is_a_participant_of_another_programme(self, actor, survey, other_school):
        stranger = f.MenteeFactory(programme=f.ProgrammeFactory(organisation=other_school))
        with pytest.raises(ValidationError, match="для другой стороны"):
            self.answer(actor, survey, stranger)

    @pytest.mark.parametrize("wish", [True, False])
    def test_the_wish_to_mentor_becomes_the_participants(self, actor, programme, mentee, wish):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave=Wave.EXIT)
        self.answer(actor, survey, mentee, {"become_mentor": wish})
        mentee.refresh_from_db()
        assert mentee.wants_to_mentor is wish

    def test_other_answers_leave_the_wish_alone(self, actor, survey, programme):
        wishing = f.MenteeFactory(programme=programme, wants_to_mentor=True)
        self.answer(actor, survey, wishing)
        wishing.refresh_from_db()
        assert wishing.wants_to_mentor


class TestWhoIsAsked:
    def test_states_count_those_asked_and_those_who_answered(self, programme, survey):
        first, *_others = f.MenteeFactory.create_batch(3, programme=programme)
        f.MenteeFactory(programme=programme, person=f.TeacherFactory(organisation=programme.organisation))
        f.MenteeFactory(programme=programme, status="nominated")
        f.MentorFactory(programme=programme)
        f.ResponseFactory(survey=survey, participation=first)
        [state] = queries.states(programme)
        assert (state.answered, state.asked, state.percent) == (1, 3, 33)

    def test_nobody_asked_is_nought_percent(self, programme, survey):
        assert queries.states(programme)[0].percent == 0

    def test_names_with_and_without_an_answer(self, programme, survey):
        silent, spoken = f.MenteeFactory.create_batch(2, programme=programme)
        given = f.ResponseFactory(survey=survey, participation=spoken)
        found = {one.participation: one.response for one in queries.asked_persons(survey)}
        assert found == {silent: None, spoken: given}

    def test_a_person_sees_what_is_open_for_each_of_his_roles(self, programme, survey, mentee):
        f.SurveyFactory(programme=programme, questionnaire="mentor-entry", side=Side.MENTOR)
        f.SurveyFactory(programme=programme, questionnaire="mentee-entry", closed_on=f.TODAY)
        f.SurveyFactory(programme=programme, questionnaire="teacher-mentee-entry")
        assert [one.survey for one in queries.open_for(mentee.person_id)] == [survey]
        f.MentorFactory(programme=programme, person=mentee.person)
        both = {one.questionnaire.code for one in queries.open_for(mentee.person_id)}
        assert both == {"mentee-impact", "mentor-entry"}

    def test_nobody_selected_sees_none(self, programme, survey):
        waiting = f.MenteeFactory(programme=programme, status="nominated")
        assert queries.open_for(waiting.person_id) == []

    def test_kinds_the_questionnaire_is_not_for_are_left_out(self, programme, survey):
        person = f.PersonFactory(organisation=programme.organisation, kind=PersonKind.STUDENT, grade=None)
        f.MenteeFactory(programme=programme, person=person)
        assert list(queries.asked_of(survey)) == []

    @pytest.mark.parametrize("people", [1, 6])
    def test_the_number_of_people_costs_no_queries(self, programme, survey, django_assert_max_num_queries, people):
        f.MenteeFactory.create_batch(people, programme=programme)
        with django_assert_max_num_queries(3):
            assert len([one.participation.person.full_name for one in queries.asked_persons(survey)]) == people

    def test_answers_by_questionnaire_wave_and_person(self, programme, survey, mentee):
        f.ResponseFactory(survey=survey, participation=mentee, answers={"mood": 5})
        late = f.SurveyFactory(programme=programme, questionnaire="mentee-impact", wave=Wave.EXIT)
        f.ResponseFactory(survey=late, participation=mentee, answers={"mood": 8})
        found = [(one.asks.code, one.wave, one.given) for one in queries.answered(programme)]
        assert found == [
            ("mentee-impact", Wave.ENTRY, {mentee.pk: {"mood": 5}}),
            ("mentee-impact", Wave.EXIT, {mentee.pk: {"mood": 8}}),
        ]


class TestWaves:
    """Whom a wave asks, which questionnaires it offers, what a survey keeps."""

    def offered(self, programme, wave):
        return {wording.code: n for wording, n in queries.of_wave(programme, wave)}

    def test_those_not_chosen_yet_are_asked_at_the_selection_only(self, programme):
        f.MenteeFactory(programme=programme, status="nominated")
        f.MentorFactory(programme=programme)
        assert self.offered(programme, Wave.SELECTION) == {"mentee-selection": 1, "mentor-selection": 1}
        assert self.offered(programme, Wave.ENTRY)["mentee-entry"] == 0

    def test_questions_of_a_form_are_asked_where_the_form_is_used(self, programme):
        f.MenteeFactory(programme=programme)
        with everything():
            programme.forms.set(MentoringForm.objects.filter(code="teacher-pupil"))
        assert "mentee-career" not in self.offered(programme, Wave.EXIT)
        with everything():
            programme.forms.add(MentoringForm.objects.get(code="employer-pupil"))
        assert self.offered(programme, Wave.EXIT)["mentee-career"] == 1

    def test_the_curator_has_nothing_to_judge_while_there_is_nobody(self, programme):
        assert self.offered(programme, Wave.EXIT)["curator-rating"] == 0
        f.MenteeFactory(programme=programme)
        assert self.offered(programme, Wave.EXIT)["curator-rating"] == 1

    def test_only_those_chosen_are_opened(self, actor, programme):
        f.MenteeFactory(programme=programme)
        services.open_wave(
            actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY, codes=["mentee-impact"], due_on=f.TODAY
        )
        [survey] = Survey.objects.all()
        assert (survey.questionnaire, survey.due_on) == ("mentee-impact", f.TODAY)

    def test_opened_again_it_asks_what_it_asked(self, actor, programme, survey):
        f.MenteeFactory(programme=programme)
        with everything():
            survey.spec = survey.asks.with_changes(title="Как было").to_json()
            survey.store()
        services.close_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY)
        services.open_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY, codes=[survey.questionnaire])
        again = Survey.objects.get(pk=survey.pk)
        assert (again.is_open, again.asks.title) == (True, "Как было")

    def test_a_state_counts_those_its_own_wave_asks(self, programme):
        f.MenteeFactory(programme=programme, status="nominated")
        f.MenteeFactory(programme=programme)
        for wave, code in (("selection", "mentee-selection"), ("entry", "mentee-entry")):
            f.SurveyFactory(programme=programme, questionnaire=code, wave=wave)
        assert {state.survey.wave: state.asked for state in queries.states(programme)} == {"selection": 2, "entry": 1}


class TestWhoMayAnswerWhat:
    @pytest.fixture
    def sheet(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="curator-rating", wave="exit", side="curator")

    def test_nobody_but_the_curator_fills_in_the_sheet(self, actor, sheet, mentee):
        with pytest.raises(ValidationError, match="для другой стороны"):
            services.answer(actor=actor, survey=sheet, participation=mentee, answers={}, by_staff=True)

    def test_the_curator_answers_for_no_participant(self, actor, survey):
        with pytest.raises(ValidationError, match="для другой стороны"):
            services.answer(actor=actor, survey=survey, participation=None, answers={}, by_staff=False)

    def test_a_person_taken_from_another_list_is_not_kept(self, actor, programme, mentee):
        wishes = f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")
        other = f.MenteeFactory(programme=programme)
        with pytest.raises(ValidationError, match="больше нет в списке"):
            services.answer(
                actor=actor, survey=wishes, participation=mentee, answers={"wish": [str(other.pk)]}, by_staff=False
            )
        assert not Response.objects.exists()

    def test_nor_is_one_who_withdrew_meanwhile(self, actor, programme, mentee):
        wishes = f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")
        gone = f.MentorFactory(programme=programme, consents=False)
        with pytest.raises(ValidationError, match="больше нет в списке"):
            services.answer(
                actor=actor, survey=wishes, participation=mentee, answers={"wish": [str(gone.pk)]}, by_staff=False
            )

    def test_what_was_said_before_and_not_now_stays_in_the_base(self, actor, programme):
        nominee = f.MenteeFactory(programme=programme, status="nominated", interests=["шахматы"])
        selection = f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")
        given = {"areas": ["study"], "need": 6, "format": "any"}
        services.answer(actor=actor, survey=selection, participation=nominee, answers=given, by_staff=False)
        nominee.refresh_from_db()
        assert (nominee.interests, nominee.competences, nominee.need) == (["шахматы"], ["учёба"], 6)
