"""The first page of each hat, and the cycle that leads from one step to the next."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.mentoring.enums import MeetingStatus, MentorshipStatus
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus, Side
from nastavnik.questionnaires.enums import Wave
from nastavnik.roadmaps.models import RoadmapStatus
from tests import factories as f
from tests.web.pages import card, links, plain, words

HOME = "/"


def steps(client):
    """What the home page tells to do next, in its order."""
    html = client.get(HOME).content.decode()
    return [plain(step) for step in re.findall(r'class="stage" aria-hidden="true">\d</span>(.*?)</a>', html)]


def state(client, number):
    """The state of a stage as the list of stages shows it."""
    html = client.get(HOME).content.decode()
    return re.findall(r'<li class="(done|now|ahead)"', html)[number - 1]


@pytest.fixture
def ready(programme):
    """A confirmed map and one selected person on each side: the pairs come next."""
    f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
    programme.mentor = f.MentorFactory(programme=programme)
    programme.mentee = f.MenteeFactory(programme=programme)
    return programme


@pytest.fixture
def pair(programme):
    """A pair at work, with everything before it done."""
    f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
    return f.MentorshipFactory(programme=programme)


class TestHats:
    @pytest.mark.parametrize("role", [Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_those_of_a_school_see_its_programme(self, client_as, programme, role):
        assert "Программа «Рядом»" in words(client_as(role).get(HOME))

    @pytest.mark.parametrize(
        ("role", "page"),
        [(Role.COORDINATOR, "schools:list"), (Role.ADMINISTRATOR, "schools:list")],
    )
    def test_those_above_see_schools(self, client_as, role, page):
        assert client_as(role).get(HOME).url == reverse(page)

    @pytest.mark.parametrize(("role", "make"), [(Role.MENTOR, f.MentorFactory), (Role.MENTEE, f.MenteeFactory)])
    def test_those_of_a_pair_see_their_pairs(self, client_as, programme, role, make):
        client = client_as(role, person=make(programme=programme).person)
        assert client.get(HOME).url == reverse("work:home")

    def test_without_a_role_one_is_told_whom_to_ask(self, client, db):
        client.force_login(f.UserFactory())
        answer = client.get(HOME)
        assert answer.status_code == 403
        assert "Попросите куратора или администратора дать вам роль" in words(answer)


class TestNoProgramme:
    def test_the_curator_is_asked_to_open_one(self, curator):
        answer = curator.get(HOME)
        assert "Начните с программы этого учебного года" in words(answer)
        assert reverse("programme:create") in links(answer)

    def test_the_director_is_told_who_opens_it(self, client_as):
        answer = client_as(Role.DIRECTOR).get(HOME)
        assert "Программу открывает куратор." in words(answer)
        assert reverse("programme:create") not in links(answer)

    @pytest.mark.parametrize("page", ["programme:detail", "bases:mentees", "pairs:list", "imports:list"])
    def test_other_pages_lead_here(self, curator, page):
        assert curator.get(reverse(page)).url == HOME

    def test_a_neighbours_programme_is_none_of_ours(self, curator, other_school):
        f.ProgrammeFactory(organisation=other_school)
        assert "Программы ещё нет" in words(curator.get(HOME))


class TestSteps:
    def test_a_new_programme_begins_with_the_map_and_the_lists(self, curator, programme):
        assert steps(curator) == [
            "Загрузить дорожную карту",
            "Загрузить список учеников и анкеты наставляемых",
            "Загрузить список педагогов и анкеты наставников",
        ]
        assert state(curator, 1) == "now"

    def test_a_map_that_was_read_is_to_be_confirmed(self, curator, programme):
        f.RoadmapFactory(programme=programme)
        assert steps(curator)[0] == "Проверить и подтвердить дорожную карту"

    def test_a_confirmed_map_ends_the_first_stage(self, curator, programme):
        f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        assert [state(curator, number) for number in (1, 2, 3)] == ["done", "now", "ahead"]

    def test_consents_come_before_the_selection(self, curator, programme):
        f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        nominated = ParticipationStatus.NOMINATED
        f.MentorFactory.create_batch(2, programme=programme, status=nominated, consents=False)
        f.MenteeFactory(programme=programme, status=nominated)
        assert steps(curator) == [
            "Собрать согласия: не хватает у 2 человек",
            "Отобрать наставников: ждут 2",
            "Отобрать наставляемых: ждёт 1",
        ]

    def test_the_declined_do_not_make_a_base(self, curator, programme):
        f.MenteeFactory(programme=programme, status=ParticipationStatus.DECLINED, decision_reason="уехал")
        assert "Загрузить список учеников и анкеты наставляемых" in steps(curator)

    def test_selected_people_are_to_be_matched(self, curator, ready):
        assert steps(curator) == ["Подобрать пары"]
        assert state(curator, 5) == "now"

    def test_proposals_wait_to_be_looked_at(self, curator, ready):
        f.ProposalFactory(run=f.RunFactory(programme=ready), mentor=ready.mentor, mentee=ready.mentee)
        assert "Рассмотреть предложенные пары" in steps(curator)

    @pytest.mark.parametrize(
        ("status", "step"),
        [
            (MentorshipStatus.DRAFT, "Передать подобранные пары директору"),
            (MentorshipStatus.PROPOSED, "Директору – утвердить пары"),
            (MentorshipStatus.APPROVED, "Издать приказ об утверждении пар"),
        ],
    )
    def test_a_pair_goes_its_way(self, curator, programme, status, step):
        f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        f.MentorshipFactory(programme=programme, status=status)
        assert steps(curator) == [step]

    def test_a_pair_at_work_is_asked_and_makes_a_plan(self, curator, pair):
        assert steps(curator) == ["Провести анкетирование на входе", "Составить планы развития (ИПР)"]
        assert state(curator, 6) == "now"

    def test_a_meeting_without_words_about_it(self, curator, pair):
        f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD)
        assert "Не хватает 2 отзывов о встречах" in steps(curator)

    def test_answers_and_a_plan_leave_nothing_to_do(self, curator, pair):
        with everything():
            member = pair.members.get()
        f.PlanFactory(member=member)
        f.ResponseFactory(survey=f.SurveyFactory(programme=pair.programme), participation=member.mentee)
        assert steps(curator) == []
        assert "Всё сделано." in words(curator.get(HOME))

    def test_no_more_than_six_steps_are_shown(self, curator, programme):
        nominated = {"programme": programme, "status": ParticipationStatus.NOMINATED, "consents": False}
        f.MentorFactory(**nominated)
        f.MenteeFactory(**nominated)
        pair = f.MentorshipFactory(programme=programme)
        f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD)
        f.MentorshipFactory(programme=programme, status=MentorshipStatus.DRAFT)
        assert len(steps(curator)) == 6


class TestEnd:
    @pytest.fixture
    def finished(self, programme):
        """The only pair has completed its work; the entry survey was answered."""
        f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.COMPLETED)
        with everything():
            mentee = pair.members.get().mentee
        f.ResponseFactory(survey=f.SurveyFactory(programme=programme), participation=mentee)
        programme.mentee = mentee
        return programme

    def answered_at_exit(self, programme):
        survey = f.SurveyFactory(
            programme=programme, questionnaire="mentee-exit", wave=Wave.EXIT, side=Side.MENTEE, opened_on=f.TODAY
        )
        f.ResponseFactory(survey=survey, participation=programme.mentee)

    def test_the_exit_survey_first(self, curator, finished):
        assert steps(curator) == ["Провести анкетирование на выходе"]
        assert state(curator, 7) == "now"

    def test_then_the_report(self, curator, finished):
        self.answered_at_exit(finished)
        assert steps(curator) == ["Составить отчёт о программе"]

    def test_then_the_end(self, curator, finished):
        self.answered_at_exit(finished)
        f.DocumentFactory(programme=finished, kind="programme_report")
        assert steps(curator) == ["Завершить программу"]

    def test_a_completed_programme_asks_for_nothing(self, curator, school):
        f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        assert steps(curator) == []
        assert [state(curator, number) for number in range(1, 8)] == ["done"] * 7


class TestOverview:
    def test_a_cry_for_help_stands_on_top(self, curator, pair):
        f.FeedbackFactory(meeting=f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD), needs_help=True)
        answer = curator.get(HOME)
        name = pair.mentor.person.last_name
        assert f"Просят помощи куратора {name} И. П., 11 ноября – открыть пару" in words(answer)
        assert reverse("work:pair", args=[pair.pk]) in links(answer)

    def test_what_the_map_expects_soon_and_what_is_late(self, curator, programme):
        stage = f.StageFactory(roadmap=f.RoadmapFactory(programme=programme))
        f.ActivityFactory(stage=stage, text="Издать приказ", term_end=f.TODAY.replace(day=20))
        f.ActivityFactory(stage=stage, text="Провести сбор", term_end=f.TODAY.replace(day=30))
        shown = card(curator.get(HOME), "Ближайшее в дорожной карте")
        assert "Издать приказ просрочено: было до 20 ноября 2026" in shown
        assert "Провести сбор до 30 ноября 2026" in shown

    def test_numbers_of_the_work(self, curator, pair):
        f.FeedbackFactory(meeting=f.MeetingFactory(mentorship=pair, status=MeetingStatus.HELD))
        assert "Пар и групп работает 1 Встреч состоялось 1 Отзывов получено 50 % 1 из 2" in words(curator.get(HOME))

    def test_without_meetings_there_is_no_share(self, curator, programme):
        assert "Отзывов получено н/д 0 из 0" in words(curator.get(HOME))


def test_proposals_that_wait_are_a_step(curator, programme):
    f.NominationFactory.create_batch(2, programme=programme)
    assert "Рассмотреть 2 предложения" in steps(curator)
    assert "/nominations/" in links(curator.get(HOME))


@pytest.mark.parametrize("role", [Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST])
def test_no_step_leads_to_a_page_that_refuses(client_as, programme, role):
    f.NominationFactory(programme=programme)
    f.MentorshipFactory(programme=programme, status="proposed")
    f.MentorshipFactory(programme=programme, status="approved")
    client = client_as(role)
    html = client.get(HOME).content.decode()
    urls = re.findall(r'<li><a href="([^"]+)"><span class="stage"', html)
    assert [url for url in urls if client.get(url).status_code != 200] == []
