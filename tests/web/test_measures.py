"""Accessibility measures: planned, carried out, seen by the curator and the psychologist, never plain in the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.people.models import AccessMeasure
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST = "/measures/"
VALUES = {"measure": "Материалы крупным шрифтом", "responsible": "психолог", "due_on": "2026-12-01"}


def to(name, row):
    return reverse(f"measures:{name}", args=[row.pk])


@pytest.fixture
def child(school):
    return f.PersonFactory(organisation=school, last_name="Нечай")


@pytest.fixture
def measure(child):
    return f.MeasureFactory(person=child)


class TestPlanning:
    @pytest.mark.parametrize("role", [Role.CURATOR, Role.PSYCHOLOGIST])
    def test_by_those_who_see_special_categories(self, client_as, child, role):
        answer = client_as(role).post(to("plan", child), VALUES)
        assert (answer.url, told(answer)) == (LIST, ["Мера намечена."])
        [row] = stored(AccessMeasure)
        assert (row.measure, row.responsible, row.due_on) == (
            "Материалы крупным шрифтом",
            "психолог",
            date(2026, 12, 1),
        )

    @pytest.mark.parametrize("missing", ["measure", "due_on"])
    def test_what_and_when_are_needed(self, curator, child, missing):
        answer = curator.post(to("plan", child), VALUES | {missing: ""})
        assert list(answer.context["form"].errors) == [missing]
        assert stored(AccessMeasure) == []

    def test_it_stands_in_the_persons_card(self, curator, programme, measure):
        row = f.MenteeFactory(programme=programme, person=measure.person)
        page = words(curator.get(reverse("bases:participation", args=[row.pk])))
        assert "Меры доступности Встречи на первом этаже (до 01.12.2026)" in page


class TestSecrecy:
    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.COORDINATOR, Role.ADMINISTRATOR])
    def test_nobody_else_sees_or_keeps_them(self, client_as, child, measure, role):
        client = client_as(role)
        for answer in (client.get(LIST), client.post(to("plan", child), VALUES), client.get(to("finish", measure))):
            assert answer.status_code == 403

    def test_the_director_does_not_see_them_in_the_card(self, client_as, programme, measure):
        row = f.MenteeFactory(programme=programme, person=measure.person)
        page = words(client_as(Role.DIRECTOR).get(reverse("bases:participation", args=[row.pk])))
        assert "первом этаже" not in page
        assert "Меры доступности" not in page

    def test_the_mentor_does_not_see_them(self, client_as, programme, measure):
        mentee = f.MenteeFactory(programme=programme, person=measure.person)
        pair = f.MentorshipFactory(programme=programme, mentees=[mentee])
        client = client_as(Role.MENTOR, person=pair.mentor.person)
        assert client.get(LIST).status_code == 403
        assert "первом этаже" not in words(client.get(reverse("work:pair", args=[pair.pk])))

    def test_they_are_not_plain_in_the_database(self, measure):
        with connection.cursor() as cursor:
            cursor.execute("SELECT measure, outcome FROM people_accessmeasure")
            [(kept, outcome)] = cursor.fetchall()
        assert kept.startswith("v1:")
        assert outcome.startswith("v1:")

    def test_nor_in_the_journal(self, curator, child):
        curator.post(to("plan", child), VALUES)
        assert "шрифт" not in str([entry.details for entry in stored(JournalEntry)])

    def test_a_neighbours_are_not_there(self, curator, other_school):
        stranger = f.MeasureFactory(person__organisation=other_school)
        assert stranger.measure not in words(curator.get(LIST))
        assert curator.post(to("drop", stranger)).status_code == 404


class TestCarryingOut:
    def test_what_is_late_is_marked(self, curator, child):
        f.MeasureFactory(person=child, due_on=date(2026, 11, 20))
        f.MeasureFactory(person=child, due_on=date(2026, 11, 21), measure="Сопровождение")
        page = card(curator.get(LIST), "Намечено")
        assert "20.11.2026 просрочено" in page
        assert "21.11.2026 просрочено" not in page

    def test_it_is_done_with_words(self, curator, measure):
        assert told(curator.post(to("finish", measure), {"outcome": "Кабинет 103"})) == ["Записано, что сделано."]
        assert (fresh(measure).outcome, measure.done_on) == ("Кабинет 103", f.TODAY)
        page = curator.get(LIST)
        assert "Кабинет 103 21.11.2026" in card(page, "Выполнено")
        assert to("finish", measure) not in links(page)

    def test_never_without(self, curator, measure):
        answer = curator.post(to("finish", measure), {"outcome": " "})
        assert wrong(answer)
        assert fresh(measure).done_on is None

    def test_one_needed_no_more_is_dropped(self, curator, measure):
        assert told(curator.post(to("drop", measure))) == ["Мера снята."]
        assert stored(AccessMeasure) == []
        assert "Мер пока нет" in words(curator.get(LIST))

    def test_one_that_was_done_stays(self, curator, child):
        done = f.MeasureFactory(person=child, done_on=f.TODAY, outcome="Сделано")
        assert told(curator.post(to("drop", done))) == ["Выполненную меру не снимают."]
        assert stored(AccessMeasure) == [done]

    @pytest.mark.parametrize("count", [1, 9])
    def test_many_cost_as_much_as_one(self, curator, school, django_assert_max_num_queries, count):
        for _one in range(count):
            f.MeasureFactory(person__organisation=school)
        with django_assert_max_num_queries(10):
            assert len(curator.get(LIST).context["open"]) == count
