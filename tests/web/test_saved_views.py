"""«Мои виды»: filters of a base under a name, each user's own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.models import SavedView
from nastavnik.accounts.roles import Role
from nastavnik.accounts.services import MOST_VIEWS
from nastavnik.common.models import JournalEntry
from nastavnik.programmes.enums import ParticipationStatus
from tests import factories as f
from tests.web.pages import links, stored, told, words

MENTEES, MENTORS = "/bases/mentees/", "/bases/mentors/"
SAVE, MENTOR_SAVE = "/bases/mentee/views/save/", "/bases/mentor/views/save/"
MISSING = f"{SAVE}?consents=missing&status=nominated"


@pytest.fixture(autouse=True)
def _somebody(programme):
    f.MenteeFactory(programme=programme)


def kept(**conditions):
    return [(view.listing, view.name, view.filters) for view in stored(SavedView, **conditions)]


def own(client, **values):
    return f.ViewFactory(user=client.hat.user, organisation=client.hat.organisation, **values)


def remove(view):
    return reverse("bases:remove_view", args=[view.pk])


class TestSaving:
    def test_filters_are_kept_under_a_name_and_lead_back(self, curator):
        answer = curator.post(MISSING, {"name": " Ждём  листы "})
        assert told(answer) == ["Вид «Ждём листы» сохранён."]
        assert kept() == [("mentee", "Ждём листы", {"status": "nominated", "consents": "missing"})]
        assert answer.url == f"{MENTEES}?status=nominated&consents=missing"
        page = curator.get(answer.url)
        assert "Мои виды Ждём листы" in words(page)
        assert "?status=nominated&amp;consents=missing" in links(page)

    def test_the_same_name_takes_the_new_filters(self, curator):
        curator.post(MISSING, {"name": "Мои"})
        curator.post(f"{SAVE}?q=Лисин", {"name": "Мои"})
        assert kept() == [("mentee", "Мои", {"q": "Лисин"})]

    def test_only_what_the_base_knows_is_kept(self, curator):
        curator.post(f"{SAVE}?status=approved&page=3&next=//evil.example&channel=self", {"name": "Мои"})
        assert kept() == [("mentee", "Мои", {"status": "approved"})]

    @pytest.mark.parametrize("query", ["", "?page=2", "?status=", "?status=invented"])
    def test_nothing_to_keep_is_said(self, curator, query):
        answer = curator.post(f"{SAVE}{query}", {"name": "Мои"})
        assert told(answer) == ["Сохранять нечего: сначала выберите, кого показать."]
        assert kept() == []

    @pytest.mark.parametrize("name", ["", "   "])
    def test_a_view_has_a_name(self, curator, name):
        assert len(told(curator.post(MISSING, {"name": name}))) == 1
        assert kept() == []

    def test_a_name_too_long_is_refused_in_words(self, curator):
        [sentence] = told(curator.post(MISSING, {"name": "д" * 41}))
        assert "40" in sentence
        assert kept() == []

    def test_there_are_twenty_at_most(self, curator):
        for number in range(MOST_VIEWS):
            own(curator, name=f"Вид {number}")
        own(curator, listing="mentor")
        sayings = [
            told(curator.post(address, {"name": name}))[-1]
            for address, name in ((MISSING, "Ещё один"), (MISSING, "Вид 7"), (f"{MENTOR_SAVE}?q=Лис", "Ещё один"))
        ]
        assert sayings == [
            "У этого списка уже 20 видов, это предел: уберите ненужный или сохраните под прежним названием.",
            "Вид «Вид 7» сохранён.",
            "Вид «Ещё один» сохранён.",
        ]

    def test_the_offer_comes_with_filters_and_with_a_live_search(self, curator, programme):
        f.MenteeFactory(programme=programme, status=ParticipationStatus.NOMINATED)
        assert SAVE not in str(links(curator.get(MENTEES)))
        whole = curator.get(f"{MENTEES}?status=nominated").content.decode()
        part = curator.get(f"{MENTEES}?status=nominated", headers={"HX-Request": "true"}).content.decode()
        assert f'action="{SAVE}?status=nominated"' in part
        assert f'action="{SAVE}?status=nominated"' in whole

    def test_a_director_has_views_of_his_own(self, client_as):
        assert told(client_as(Role.DIRECTOR).post(MISSING, {"name": "Мои"})) == ["Вид «Мои» сохранён."]

    def test_a_coordinator_sees_no_names_and_keeps_no_views(self, client_as):
        assert client_as(Role.COORDINATOR).post(MISSING, {"name": "Мои"}).status_code == 403

    def test_it_is_written_down_without_its_words(self, curator):
        curator.post(f"{SAVE}?q=Лисин", {"name": "Лисин Ян"})
        entries = JournalEntry._base_manager.filter(action="view.saved")
        assert [entry.details for entry in entries] == [{}]


class TestShowing:
    def test_the_view_that_is_open_is_marked(self, curator):
        own(curator)
        assert 'aria-current="page">Без согласий' in curator.get(f"{MENTEES}?consents=missing").content.decode()
        assert 'aria-current="page">Без согласий' not in curator.get(MENTEES).content.decode()

    def test_each_base_has_its_own(self, curator, programme):
        f.MentorFactory(programme=programme)
        own(curator)
        assert "Без согласий" not in words(curator.get(MENTORS))

    def test_a_colleagues_are_not_shown(self, curator, school):
        f.ViewFactory(organisation=school, name="Чужой вид", filters={"q": "Лисин"})
        assert "Чужой вид" not in words(curator.get(MENTEES))

    def test_those_of_another_school_of_the_same_user_are_not_shown(self, curator, other_school):
        f.ViewFactory(organisation=other_school, user=curator.hat.user, name="Другая школа")
        assert "Другая школа" not in words(curator.get(MENTEES))

    def test_a_class_that_is_gone_refuses_nothing(self, curator):
        view = own(curator, filters={"grade": "7-Ж"})
        assert curator.get(f"{MENTEES}?{view.query}").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_views_cost_as_much_as_one(self, curator, count, django_assert_max_num_queries):
        for number in range(count):
            own(curator, name=f"Вид {number}")
        with django_assert_max_num_queries(15):
            assert len(curator.get(MENTEES).context["views"]) == count


class TestRemoving:
    def test_it_is_taken_off(self, curator):
        view = own(curator)
        answer = curator.post(remove(view))
        assert (answer.url, told(answer)) == (MENTEES, ["Вид «Без согласий» убран."])
        assert kept() == []
        assert JournalEntry._base_manager.get(action="view.removed").details == {"listing": "mentee"}

    def test_a_colleagues_is_not(self, curator, school):
        view = f.ViewFactory(organisation=school)
        assert curator.post(remove(view)).status_code == 404
        assert len(kept()) == 1

    def test_reading_takes_nothing_off(self, curator):
        assert curator.get(remove(own(curator))).status_code == 405
        assert len(kept()) == 1
