"""Questionnaires: a wave is opened, people answer for themselves or on paper, nobody else's answers are seen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST, MINE = "/surveys/", "/surveys/mine/"
OPEN, CLOSE = "/surveys/waves/entry/open/", "/surveys/waves/entry/close/"
IMPACT = {question.code: "7" for question in QUESTIONNAIRES["mentee-impact"].questions}


@pytest.fixture
def participation(programme):
    return f.MenteeFactory(programme=programme)


@pytest.fixture
def mentee(client_as, participation):
    return client_as(Role.MENTEE, person=participation.person)


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")


def answer_at(survey):
    return reverse("surveys:answer", args=[survey.pk])


def enter_at(survey, participation):
    return reverse("surveys:enter", args=[survey.pk, participation.pk])


class TestWaves:
    def test_opened_by_the_curator(self, curator, participation):
        answer = curator.post(OPEN)
        assert (answer.url, told(answer)) == (LIST, ["Анкетирование открыто: участники видят анкеты у себя."])
        page = card(curator.get(LIST), "На входе")
        assert "Анкета наставляемого на входе наставляемый 0 из 1" in page
        assert "открыта" in page

    def test_closed_again(self, curator, participation, survey):
        assert told(curator.post(CLOSE)) == ["Анкетирование закрыто."]
        assert fresh(survey).closed_on == f.TODAY
        assert "закрыта" in card(curator.get(LIST), "На входе")

    def test_nobody_to_answer(self, curator, programme):
        assert told(curator.post(OPEN)) == ["Отвечать пока некому: сначала отберите наставников и наставляемых."]
        assert stored(Survey) == []

    def test_a_wave_that_is_none(self, curator, programme):
        assert curator.post("/surveys/waves/middle/open/").status_code == 404

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_look_on(self, client_as, participation, role):
        client = client_as(role)
        assert client.post(OPEN).status_code == 403
        assert OPEN not in links(client.get(LIST))


class TestAnswering:
    def test_what_is_asked_is_listed(self, mentee, survey):
        page = words(mentee.get(MINE))
        assert "Показатели наставляемого, на входе ждём ответа" in page

    def test_nothing_asked_is_said(self, mentee):
        assert "Сейчас отвечать не на что" in words(mentee.get(MINE))

    def test_answers_are_kept(self, mentee, survey, participation):
        answer = mentee.post(answer_at(survey), IMPACT)
        assert (answer.url, told(answer)) == (MINE, ["Ответы сохранены. Спасибо!"])
        [kept] = stored(Response)
        assert (kept.participation_id, kept.entered_by_staff) == (participation.pk, False)
        assert kept.answers == dict.fromkeys(IMPACT, 7)
        assert "отправлена" in words(mentee.get(MINE))

    def test_a_missing_answer_is_asked_for_and_nothing_is_lost(self, mentee, survey):
        answer = mentee.post(answer_at(survey), IMPACT | {"mood": "", "anxiety": "9"})
        assert answer.context["form"].errors == {"mood": ["Ответьте на этот вопрос."]}
        assert stored(Response) == []
        assert answer.context["form"]["anxiety"].value() == "9"

    def test_numbers_beyond_are_refused_in_words(self, mentee, survey):
        answer = mentee.post(answer_at(survey), IMPACT | {"clubs": "101"})
        assert wrong(answer) == ["Напишите целое число от 0 до 100."]

    def test_answers_may_be_mended_while_it_is_open(self, mentee, survey):
        mentee.post(answer_at(survey), IMPACT)
        form = mentee.get(answer_at(survey)).context["form"]
        assert form["mood"].value() == "7"
        mentee.post(answer_at(survey), IMPACT | {"mood": "3"})
        assert [row.answers["mood"] for row in stored(Response)] == [3]

    def test_what_is_closed_is_gone(self, mentee, survey):
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert mentee.get(answer_at(survey)).status_code == 404

    def test_so_is_what_asks_the_other_side(self, mentee, programme):
        theirs = f.SurveyFactory(programme=programme, questionnaire="teacher-mentor-entry", side="mentor")
        assert mentee.get(answer_at(theirs)).status_code == 404

    def test_english_questions_for_an_english_reader(self, mentee, survey):
        html = mentee.get(answer_at(survey), headers={"accept-language": "en"}).content.decode()
        assert "Насколько" not in html

    def test_scales_are_buttons_that_a_reader_of_screens_knows(self, mentee, survey):
        html = mentee.get(answer_at(survey)).content.decode()
        assert html.count('type="radio"') == 7 * 10
        assert html.count("<fieldset") == 7


class TestPaper:
    def test_the_curator_enters_a_sheet(self, curator, survey, participation):
        answer = curator.post(enter_at(survey, participation), IMPACT)
        assert answer.url == reverse("surveys:survey", args=[survey.pk])
        assert [row.entered_by_staff for row in stored(Response)] == [True]
        assert "получен 21.11.2026" in words(curator.get(answer.url))

    def test_who_has_not_answered_is_named(self, curator, survey, participation):
        page = words(curator.get(reverse("surveys:survey", args=[survey.pk])))
        assert f"{participation.person.full_name} ждём Внести с бумаги" in page

    def test_a_closed_one_takes_no_sheets(self, curator, survey, participation):
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert wrong(curator.post(enter_at(survey, participation), IMPACT)) == ["Анкетирование закрыто."]
        page = curator.get(reverse("surveys:survey", args=[survey.pk]))
        assert enter_at(survey, participation) not in links(page)

    def test_somebody_who_is_not_asked(self, curator, survey, programme):
        teacher = f.MentorFactory(programme=programme)
        assert curator.get(enter_at(survey, teacher)).status_code == 404

    def test_a_director_does_not_enter(self, client_as, survey, participation):
        assert client_as(Role.DIRECTOR).get(enter_at(survey, participation)).status_code == 403

    def test_a_completed_programme_takes_none(self, curator, survey, participation, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        answer = curator.post(enter_at(survey, participation), IMPACT)
        assert wrong(answer) == ["Программа завершена: её данные больше не меняются."]


@pytest.mark.parametrize("count", [1, 9])
def test_many_people_cost_no_more_than_one(curator, survey, programme, django_assert_max_num_queries, count):
    f.MenteeFactory.create_batch(count, programme=programme)
    with django_assert_max_num_queries(19):
        page = curator.get(reverse("surveys:survey", args=[survey.pk]))
    assert len(page.context["asked"]) == count
