"""Stage 5: the search and its reasons, the curator's own word, the director's approval."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.matching.enums import RunStatus
from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import MentoringForm
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST, MANUAL, START = "/pairs/", "/pairs/manual/", "/pairs/runs/start/"
DRAFT, PROPOSED, APPROVED, ACTIVE, COMPLETED, ENDED = MentorshipStatus


def to(name, row):
    return reverse(f"pairs:{name}", args=[row.pk])


def form(code="teacher-pupil"):
    return MentoringForm.objects.get(code=code)


@pytest.fixture
def mentor(programme):
    return f.MentorFactory(
        programme=programme, person=f.TeacherFactory(organisation=programme.organisation, last_name="Белая")
    )


@pytest.fixture
def mentee(programme):
    return f.MenteeFactory(
        programme=programme, person=f.PersonFactory(organisation=programme.organisation, last_name="Нечай")
    )


@pytest.fixture
def director(client_as):
    return client_as(Role.DIRECTOR)


def draft(programme, **more):
    return f.MentorshipFactory(programme=programme, status=DRAFT, starts_on=None, ends_on=None, **more)


class TestSearching:
    @pytest.fixture
    def run(self, curator, programme, mentor, mentee):
        answer = curator.post(START, {"form": form().pk, "goal": "most"})
        [run] = stored(MatchingRun)
        assert answer.url == to("run", run)
        return run

    def test_what_was_found_is_explained(self, curator, run):
        page = words(curator.get(to("run", run)))
        assert "Найдена 1 пара" in page
        assert "Нечай Игорь Петрович, 8 – Белая Игорь Петрович" in page
        # both named mathematics and chess and Tuesdays at three: the engine must say all of it
        assert all(word in page for word in ("математика", "шахматы", "вт 15:00"))

    def test_what_it_aimed_at_is_told_with_its_proof(self, curator, run):
        page = words(curator.get(to("run", run)))
        assert "Наставник – как можно большему числу. Без наставника останется как можно меньше" in page
        assert "Лучше нельзя: проверено отдельно" in page
        assert "Нуждаемость и совместимость вместе: 1926" in page

    def test_the_list_says_what_each_run_aimed_at(self, curator, run):
        assert "готово Наставник – как можно большему числу" in card(curator.get(LIST), "Подбор")

    @pytest.mark.parametrize("given", [{}, {"goal": "best"}, {"goal": "stable"}])
    def test_an_aim_that_is_not_offered_is_refused(self, curator, programme, mentee, given):
        answer = curator.post(START, {"form": form().pk, **given})
        assert (answer.url, told(answer)) == (LIST, ["Выберите форму наставничества и что важнее."])
        assert stored(MatchingRun) == []

    def test_a_proposal_is_accepted(self, curator, run, mentor, mentee):
        [proposal] = stored(Proposal)
        assert told(curator.post(to("accept", proposal))) == ["Пара принята."]
        [pair] = stored(Mentorship)
        assert (pair.status, pair.mentor_id) == (DRAFT, mentor.pk)
        assert "уже в паре" in words(curator.get(to("run", run)))

    def test_all_are_accepted_at_once(self, curator, run):
        assert told(curator.post(reverse("pairs:accept_all", args=[run.pk]))) == ["Принята 1 пара."]
        assert [member.score is not None for member in stored(Member)] == [True]

    def test_who_is_left_is_told_why(self, curator, programme, mentor):
        f.MenteeFactory.create_batch(3, programme=programme)
        curator.post(START, {"form": form().pk, "goal": "most"})
        page = card(curator.get(to("run", stored(MatchingRun)[0])), "Остались без наставника – и почему")
        assert "мест" in page

    def test_whom_to_recruit_is_told(self, curator, programme, mentor):
        f.MenteeFactory.create_batch(3, programme=programme)
        curator.post(START, {"form": form().pk, "goal": "most"})
        page = card(curator.get(to("run", stored(MatchingRun)[0])), "Кого искать")
        assert "Просят «математика»: наставляемых 3, мест 2, не хватает 1." in page
        assert "Белая Игорь Петрович – наставника получит ещё 1 наставляемый" in page

    def test_nobody_is_to_be_recruited_where_all_are_served(self, curator, run):
        assert "Кого искать" not in words(curator.get(to("run", run)))

    def test_why_not_another_is_told(self, curator, programme, run, mentee):
        alternatives = [
            {"mentor": str(f.MentorFactory(programme=programme).pk), "score": 0.8 + more, "difference": more}
            for more in (-0.075, 0.05, 0.0)
        ]
        other = f.RunFactory(programme=programme, status=RunStatus.DONE)
        f.ProposalFactory(run=other, mentee=mentee, alternatives=alternatives)
        page = words(curator.get(to("run", other)))
        assert "на 8 % меньше." in page
        assert "на 5 % больше. Этой паре лучше, итогу – нет: место нужнее другому." in page
        assert "столько же: ничем не лучше." in page

    @pytest.mark.parametrize("count", [1, 5])
    def test_the_page_costs_the_same_for_one_and_for_many(
        self, curator, programme, django_assert_max_num_queries, count
    ):
        f.MentorFactory.create_batch(count, programme=programme, capacity=1)
        f.MenteeFactory.create_batch(count + 1, programme=programme)
        curator.post(START, {"form": form().pk, "goal": "most"})
        [run] = stored(MatchingRun)
        with django_assert_max_num_queries(18):
            assert len(curator.get(to("run", run)).context["proposals"]) == count

    def test_while_it_searches_the_page_asks_again_by_itself(self, curator, programme):
        run = f.RunFactory(programme=programme)
        html = curator.get(to("run", run)).content.decode()
        assert f'hx-get="{to("run", run)}"' in html
        assert "Идёт подбор…" in html
        part = curator.get(to("run", run), headers={"HX-Request": "true"}).content.decode()
        assert part.strip().startswith('<div id="result"')
        assert "<html" not in part

    def test_a_failure_is_told_without_details(self, curator, programme):
        run = f.RunFactory(programme=programme, status=RunStatus.FAILED)
        page = words(curator.get(to("run", run)))
        assert "Подобрать не получилось Ничего не изменилось." in page

    def test_nobody_to_search_for(self, curator, programme):
        answer = curator.post(START, {"form": form().pk, "goal": "most"})
        assert answer.url == LIST
        assert "нет отобранных наставляемых" in told(answer)[0]
        assert stored(MatchingRun) == []

    def test_a_form_of_mentoring_the_programme_has_not(self, curator, programme, mentor, mentee):
        assert curator.post(START, {"form": form("teacher-teacher").pk, "goal": "most"}).url == LIST
        assert stored(MatchingRun) == []


class TestAims:
    """What may be aimed at on the page that starts a search."""

    def offered(self, curator):
        field = curator.get(LIST).context["run_form"]["goal"]
        return [value for value, _words in field.field.choices], field.value()

    def chose(self, programme, row, other):
        survey = f.SurveyFactory(
            programme=programme, questionnaire=f"{row.side}-preferences", wave="meeting", side=row.side
        )
        f.ResponseFactory(survey=survey, participation=row, answers={"wish": [str(other.pk)]})

    def test_nobody_has_chosen_anybody(self, curator, programme, mentee):
        assert self.offered(curator) == (["most", "total", "fair"], "most")
        page = curator.get(LIST)
        assert "пока никто никого не назвал" in card(page, "Подбор")
        assert "/surveys/" in links(page)

    def test_a_choice_that_was_not_returned_opens_the_wishes(self, curator, programme, mentor, mentee):
        self.chose(programme, mentee, mentor)
        assert self.offered(curator) == (["most", "total", "fair", "wishes", "stable"], "most")
        assert "никто никого не назвал" not in card(curator.get(LIST), "Подбор")

    def test_a_mutual_choice_is_what_a_search_goes_by(self, curator, programme, mentor, mentee):
        self.chose(programme, mentee, mentor)
        self.chose(programme, mentor, mentee)
        assert self.offered(curator)[1] == "wishes"
        curator.post(START, {"form": form().pk, "goal": "wishes"})
        assert [row.mentor_id for row in stored(Proposal)] == [mentor.pk]


class TestReadiness:
    def test_each_lack_leads_to_the_page_that_mends_it(self, curator, programme, mentor, mentee):
        bare = f.MenteeFactory(programme=programme, consents=False)
        new = f.MenteeFactory(programme=programme, status="nominated")
        mute = f.MentorFactory(programme=programme, competences=[], availability=[])
        page = curator.get(LIST)
        text = card(page, "Подбор")
        assert "Готовы к подбору: наставляемых – 1, наставников – 2, мест у них – 4." in text
        assert "Не готовы 3 человека" in text
        assert [link for link in links(page) if link.endswith(("/give/", f"{new.pk}/", "/offer/"))] == [
            reverse("consents:give", args=[bare.pk]), reverse("bases:participation", args=[new.pk]),
            *[reverse("bases:offer", args=[mute.pk])] * 2,
        ]  # fmt: skip

    def test_where_all_are_ready_nothing_is_listed(self, curator, programme, mentor, mentee):
        assert "Не готов" not in card(curator.get(LIST), "Подбор")


class TestByHand:
    def put(self, client, mentor, mentee, code="teacher-pupil"):
        return client.post(MANUAL, {"mentee": mentee.pk, "mentor": mentor.pk, "form": form(code).pk})

    def test_the_curator_has_the_last_word(self, curator, mentor, mentee):
        answer = self.put(curator, mentor, mentee)
        assert (answer.url, told(answer)) == (LIST, ["Пара составлена."])
        [pair] = stored(Mentorship)
        assert (pair.mentor_id, pair.status) == (mentor.pk, DRAFT)

    def test_the_mentee_one_came_from_is_chosen(self, curator, mentor, mentee):
        html = curator.get(MANUAL, {"mentee": mentee.pk}).content.decode()
        assert f'<option value="{mentee.pk}" selected>' in html

    def test_a_form_for_others_is_refused(self, curator, mentor, mentee):
        answer = self.put(curator, mentor, mentee, "pupil-pupil")
        assert wrong(answer) == ["Форма «ученик – ученик» не для этой пары."]
        assert stored(Mentorship) == []

    def test_without_consents_nobody_goes_further(self, curator, programme, mentor):
        bare = f.MenteeFactory(programme=programme, consents=False)
        answer = self.put(curator, mentor, bare)
        assert list(answer.context["form"].errors) == ["mentee"]
        assert "В списках – отобранные, чьи согласия действуют." in words(answer)
        assert bare.person.last_name not in words(answer)
        assert stored(Mentorship) == []

    def test_a_mentor_whose_places_are_taken_is_not_offered(self, curator, programme, mentee):
        full = f.MentorFactory(programme=programme, capacity=1)
        draft(programme, mentor=full)
        assert str(full.pk) not in curator.get(MANUAL).content.decode()
        assert list(self.put(curator, full, mentee).context["form"].errors) == ["mentor"]

    @pytest.mark.parametrize("given", [{"mentee": ""}, {"mentee": "не-uuid", "mentor": "1", "form": "x"}])
    def test_nonsense_is_refused_at_its_fields(self, curator, programme, given):
        assert list(curator.post(MANUAL, given).context["form"].errors) == ["mentee", "mentor", "form"]


class TestDrafts:
    def test_a_pair_is_taken_apart(self, curator, programme):
        pair = draft(programme)
        answer = curator.post(to("remove", stored(Member)[0]))
        assert told(answer) == ["Пара разобрана: наставляемый снова ждёт наставника."]
        assert stored(Mentorship, pk=pair.pk) == []

    def test_a_locked_one_stays(self, curator, programme):
        draft(programme)
        [member] = stored(Member)
        curator.post(to("lock", member))
        assert fresh(member).locked
        page = curator.get(LIST)
        assert "закреплена" in words(page)
        assert to("remove", member) not in links(page)
        assert told(curator.post(to("remove", member))) == ["Пара закреплена: сначала открепите её."]
        assert stored(Member) == [member]
        curator.post(to("lock", member))
        assert not fresh(member).locked

    def test_those_who_wait_are_named(self, curator, programme, mentee):
        page = card(curator.get(LIST), "Ждут наставника")
        assert "Нечай Игорь Петрович, 8" in page

    def test_nothing_yet_says_what_to_do(self, curator, programme):
        assert "Пар пока нет Когда наставники и наставляемые отобраны, подберите пары" in words(curator.get(LIST))


class TestApproving:
    def test_the_curator_hands_over_and_the_director_approves(self, client_as, programme):
        pair = draft(programme)
        curator = client_as(Role.CURATOR)
        assert told(curator.post("/pairs/propose/")) == ["Пары переданы директору на утверждение."]
        assert fresh(pair).status == PROPOSED
        director = client_as(Role.DIRECTOR)
        assert "Утвердить все" in words(director.get(LIST))
        assert told(director.post("/pairs/approve/")) == ["Пары утверждены. Осталось издать приказ."]
        assert fresh(pair).status == APPROVED
        assert "/documents/order/" in links(director.get(LIST))

    def test_the_curator_does_not_approve(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme, status=PROPOSED)
        assert curator.post("/pairs/approve/").status_code == 403
        assert fresh(pair).status == PROPOSED

    def test_nothing_to_hand_over(self, curator, programme):
        assert told(curator.post("/pairs/propose/")) == ["Нет подобранных пар, которые можно передать директору."]

    def test_nothing_to_approve(self, director, programme):
        assert told(director.post("/pairs/approve/")) == ["На утверждении ничего нет."]

    def test_one_is_sent_back_with_a_reason(self, director, programme):
        pair = f.MentorshipFactory(programme=programme, status=PROPOSED)
        answer = director.post(to("send_back", pair), {"reason": "Разные смены"})
        assert told(answer) == ["Пара возвращена куратору."]
        assert fresh(pair).status == DRAFT

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_never_without_one(self, director, programme, reason):
        pair = f.MentorshipFactory(programme=programme, status=PROPOSED)
        assert list(director.post(to("send_back", pair), {"reason": reason}).context["form"].errors) == ["reason"]
        assert fresh(pair).status == PROPOSED


class TestEnding:
    def test_a_pair_at_work_ends_with_a_reason_that_is_shown(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme)
        answer = curator.post(to("end", pair), {"reason": "Переезд"})
        assert told(answer) == ["Работа пары прекращена, причина записана."]
        assert (fresh(pair).status, pair.ends_on) == (ENDED, f.TODAY)
        assert "Переезд" in words(curator.get(LIST))

    def test_what_is_finished_does_not_end_again(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme, status=COMPLETED)
        assert "нельзя перейти" in wrong(curator.post(to("end", pair), {"reason": "Переезд"}))[0]


class TestCompletedProgramme:
    def test_its_page_offers_nothing_to_press(self, curator, programme):
        f.MentorshipFactory(programme=programme, status=COMPLETED)
        f.MenteeFactory(programme=programme)
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        page = curator.get(LIST)
        assert [
            link for link in links(page) if link.startswith(("/pairs/runs", "/pairs/manual", "/pairs/propose"))
        ] == []


@pytest.mark.parametrize("count", [1, 7])
def test_the_list_costs_the_same_for_one_and_for_many(curator, programme, django_assert_max_num_queries, count):
    f.MentorshipFactory.create_batch(count, programme=programme)
    with django_assert_max_num_queries(19):
        assert len(curator.get(LIST).context["pairs"]) == count
