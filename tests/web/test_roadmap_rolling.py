"""Rolling the road map over to the next cycle: what would change, a yes, what changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import Programme
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus
from tests import factories as f
from tests.web.pages import card, links, stored, told, words

DETAIL, CHANGES = "/roadmap/", "/roadmap/changes/"


@pytest.fixture
def roadmap(programme):
    """A confirmed one: a term that moves, one that a person decides, a text that names a year."""
    found = f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
    stage = f.StageFactory(
        roadmap=found, number=1, title="Подготовка", term_text="октябрь 2026 года, далее постоянно", term_kind="month",
        term_start=date(2026, 10, 1), term_end=date(2026, 10, 31), open_ended=True, term_resolved=True,
    )  # fmt: skip
    f.ActivityFactory(stage=stage, text="Издать приказ", term_text="до 15.10.2026", term_kind="deadline",
                      term_end=date(2026, 10, 15), term_resolved=True)  # fmt: skip
    f.ActivityFactory(stage=stage, text="Обучить", term_text="по графику", term_kind="schedule", term_note="schedule")
    f.ActivityFactory(stage=stage, text="Итоги 2026 г.", term_text="май", term_kind="month", term_note="year_from_period",
                      term_start=date(2027, 5, 1), term_end=date(2027, 5, 31), term_resolved=True)  # fmt: skip
    return found


def to(row):
    return reverse("roadmap:roll_over", args=[row.pk])


class TestThePreview:
    def test_it_shows_what_would_change_and_writes_nothing(self, curator, roadmap):
        page = curator.get(to(roadmap))
        shown = words(page)
        assert "Будет перенесено 3 мероприятия" in shown
        assert "Программа на 2027/2028 ещё не открыта" in shown
        assert "срок: октябрь 2026 2027 года, далее постоянно" in shown
        assert "Издать приказ срок: до 15.10.2026 15.10.2027" in shown
        assert len(stored(Roadmap)) == len(stored(Programme)) == 1

    def test_what_a_person_decides_is_named_with_its_reason(self, curator, roadmap):
        asked = card(curator.get(to(roadmap)), "Что решите вы")
        assert "Обучить по графику. Отсылает к другому документу: назовите даты по нему." in asked
        assert "Итоги 2026 г. май. В тексте назван год: проверьте, не прошлый ли он." in asked
        assert "Издать приказ" not in asked

    def test_a_draft_that_would_be_replaced_is_named(self, curator, roadmap, school):
        f.RoadmapFactory(programme=f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2027)))
        assert "Черновик, который там уже есть, будет заменён." in words(curator.get(to(roadmap)))

    @pytest.mark.parametrize(
        ("status", "map_status", "sentence"),
        [
            (ProgrammeStatus.PREPARING, RoadmapStatus.CONFIRMED, "Дорожная карта на 2027/2028 уже подтверждена"),
            (ProgrammeStatus.COMPLETED, RoadmapStatus.DRAFT, "Программа на 2027/2028 завершена"),
        ],
    )
    def test_where_it_cannot_be_there_is_no_button(self, curator, roadmap, school, status, map_status, sentence):
        year = f.YearFactory(starts_in=2027)
        target = f.ProgrammeFactory(organisation=school, year=year, status=status)
        kept = f.RoadmapFactory(programme=target, status=map_status)
        page = curator.get(to(roadmap))
        assert sentence in words(page)
        assert to(roadmap) not in links(page)
        answer = curator.post(to(roadmap))
        assert answer.url == to(roadmap)
        assert len(told(answer)) == 1
        assert set(stored(Roadmap)) == {roadmap, kept}

    def test_a_map_without_years_says_so(self, curator, programme):
        bare = f.RoadmapFactory(programme=programme)
        f.ActivityFactory(stage__roadmap=bare, term_text="сентябрь", term_kind="month")
        assert "Ни сроки, ни тексты не меняются" in words(curator.get(to(bare)))


class TestTheOutcome:
    def test_the_next_cycle_has_its_draft_and_is_shown(self, curator, roadmap):
        answer = curator.post(to(roadmap))
        assert answer.url == DETAIL
        assert told(answer) == ["Дорожная карта на 2027/2028 готова. Проверьте отмеченное и подтвердите."]
        page = curator.get(DETAIL)
        assert "2027/2028" in words(page)
        assert "до 15.10.2027" in words(page)
        assert "В файле" not in words(page)
        assert CHANGES in links(page)
        assert {row.status for row in stored(Roadmap)} == {RoadmapStatus.CONFIRMED, RoadmapStatus.DRAFT}

    def test_then_it_can_be_compared(self, curator, roadmap):
        curator.post(to(roadmap))
        page = words(curator.get(CHANGES))
        assert "2026/2027 → 2027/2028" in page
        assert "Издать приказ срок: до 15.10.2026 15.10.2027" in page

    def test_a_programme_that_waits_for_its_map_offers_the_last_one(self, curator, roadmap, school):
        later = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2028))
        curator.post(reverse("programme:choose", args=[later.pk]))
        page = curator.get(DETAIL)
        assert "Есть дорожная карта на 2026/2027" in words(page)
        assert to(roadmap) in links(page)
        assert "2026/2027 → 2028/2029" in words(curator.get(to(roadmap)))
        curator.post(to(roadmap))
        assert [row.term_end for row in stored(Activity, stage__roadmap__programme=later, text="Издать приказ")] == [
            date(2028, 10, 15)
        ]


class TestChanges:
    def test_new_gone_and_the_side_in_words(self, curator, roadmap, school):
        later = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2027))
        stage = f.StageFactory(roadmap=f.RoadmapFactory(programme=later), number=1, title="Подготовка")
        f.ActivityFactory(stage=stage, text="Издать приказ", side="outside", term_text="до 15.10.2026")
        f.ActivityFactory(stage=stage, text="Собрать согласия")
        curator.post(reverse("programme:choose", args=[later.pk]))
        page = words(curator.get(CHANGES))
        assert "где: не указано с внешней средой" in page
        assert "добавлено Собрать согласия" in page
        assert "убрано Обучить" in page

    def test_without_a_former_map_there_is_nothing_to_compare(self, curator, roadmap):
        assert curator.get(CHANGES).url == DETAIL
        assert CHANGES not in links(curator.get(DETAIL))

    def test_equal_ones_say_so(self, curator, roadmap, school):
        stage = f.StageFactory(
            roadmap=f.RoadmapFactory(
                programme=f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2025))
            ),
            number=1, title="Подготовка",
        )  # fmt: skip
        for text, term in (("Издать приказ", "до 15.10.2026"), ("Обучить", "по графику"), ("Итоги 2026 г.", "май")):
            f.ActivityFactory(stage=stage, text=text, term_text=term)
        assert "Подготовка срок:" in words(curator.get(CHANGES))

    @pytest.mark.parametrize("rows", [1, 3])
    def test_takes_the_same_queries_for_any_number(
        self, curator, programme, school, django_assert_max_num_queries, rows
    ):
        year = f.YearFactory(starts_in=2025)
        for each in (programme, f.ProgrammeFactory(organisation=school, year=year)):
            kept = f.RoadmapFactory(programme=each)
            for _row in range(rows):
                f.ActivityFactory(stage__roadmap=kept)
        with django_assert_max_num_queries(16):
            assert curator.get(CHANGES).status_code == 200


class TestWhoMay:
    def test_the_director_compares_but_does_not_roll_over(self, client_as, roadmap):
        client = client_as(Role.DIRECTOR)
        page = client.get(DETAIL)
        assert to(roadmap) not in links(page)
        assert client.post(to(roadmap)).status_code == 403

    def test_a_neighbours_map_is_not_reached(self, curator, other_school):
        strange = f.RoadmapFactory(programme=f.ProgrammeFactory(organisation=other_school))
        f.ActivityFactory(stage__roadmap=strange, text="Чужое мероприятие")
        assert curator.post(to(strange)).status_code == 404
        assert stored(Roadmap) == [strange]
