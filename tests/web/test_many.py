"""Decisions about many at once, and mentors of former years invited again."""

from __future__ import annotations

import re

import pytest

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import Participation
from tests import factories as f
from tests.web.pages import fresh, links, stored, told, words, wrong

CHOSEN, FORMER, MENTEES, MENTORS = (
    "/bases/mentee/chosen/",
    "/bases/mentors/former/",
    "/bases/mentees/",
    "/bases/mentors/",
)
NOMINATED, APPROVED, DECLINED = (
    ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED, ParticipationStatus.DECLINED
)  # fmt: skip


def complete(programme):
    with everything():
        programme.status = ProgrammeStatus.COMPLETED
        programme.store()


class TestChosen:
    @pytest.fixture
    def three(self, programme):
        return f.MenteeFactory.create_batch(3, programme=programme, status=NOMINATED)

    def decide(self, client, rows, decision="approve", reason=""):
        return client.post(CHOSEN, {"rows": [row.pk for row in rows], "decision": decision, "reason": reason})

    def test_those_marked_are_selected_and_no_others(self, curator, three):
        answer = self.decide(curator, three[:2])
        assert (answer.url, told(answer)) == (MENTEES, ["Отобраны 2 участника."])
        assert [fresh(row).status for row in three] == [APPROVED, APPROVED, NOMINATED]

    def test_a_live_search_keeps_the_boxes(self, curator, three):
        html = curator.get(MENTEES, {"status": "nominated"}, headers={"HX-Request": "true"}).content.decode()
        assert html.count('name="rows"') == 3
        assert 'id="chosen"' in html

    def test_who_lacks_a_consent_is_named(self, curator, three, programme):
        bare = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        done, refused = told(self.decide(curator, [three[0], bare]))
        assert done == "Отобран 1 участник."
        assert refused.startswith(bare.person.short_name)

    def test_those_marked_are_declined_for_one_reason(self, curator, three):
        assert told(self.decide(curator, three, "decline", "Переполнено")) == ["Отклонены 3 участника."]
        assert {(fresh(row).status, row.decision_reason) for row in three} == {(DECLINED, "Переполнено")}

    def test_never_without_one(self, curator, three):
        answer = self.decide(curator, three, "decline", " ")
        assert answer.context["form"].errors == {"reason": ["Отклоняя, назовите причину."]}
        assert {fresh(row).status for row in three} == {NOMINATED}

    def test_refused_the_marks_and_the_decision_stay(self, curator, three):
        html = self.decide(curator, three[:2], "decline").content.decode()
        assert len(re.findall(r'name="rows"[^>]* checked', html)) == 2
        assert '<option value="decline" selected>' in html

    def test_nobody_marked_the_reason_stays(self, curator, three):
        answer = self.decide(curator, [], "decline", "Переполнено")
        assert wrong(answer) == ["Отметьте хотя бы одного."]
        assert 'value="Переполнено"' in answer.content.decode()

    def test_the_search_stays_before_and_after(self, curator, three):
        found = f"{CHOSEN}?status=nominated"
        assert f"{found}" in links(curator.get(MENTEES, {"status": "nominated"}))
        refused = curator.post(found, {"decision": "approve"})
        assert refused.context["filter_form"].cleaned_data["status"] == "nominated"
        done = curator.post(found, {"rows": [three[0].pk], "decision": "approve"})
        assert done.url == f"{MENTEES}?status=nominated"
        assert curator.get(found).url == f"{MENTEES}?status=nominated"

    def test_who_cannot_be_declined_is_named_once(self, curator, three):
        self.decide(curator, three[:1], "decline", "Переполнено")
        curator.get(MENTEES)  # what was told is read
        done, refused = told(self.decide(curator, three[:2], "decline", "Переполнено"))
        assert done == "Отклонён 1 участник."
        assert refused.count(three[0].person.short_name) == 1

    def test_the_journal_counts_them(self, curator, three):
        self.decide(curator, three, "decline", "Переполнено")
        [entry] = stored(JournalEntry, action="participation.declined_many")
        assert (entry.details["declined"], entry.details["refused"]) == (3, 0)

    @pytest.mark.parametrize("rows", [[], ["не-ключ"], ["0192f0c1-a2b3-7c4d-9e5f-708192a3b4c5"]])
    def test_nobody_marked(self, curator, three, rows):
        assert wrong(curator.post(CHOSEN, {"rows": rows, "decision": "approve"})) == ["Отметьте хотя бы одного."]

    def test_of_a_neighbours_list_nothing_is_decided(self, curator, three, other_school):
        stranger = f.MenteeFactory(programme=f.ProgrammeFactory(organisation=other_school), status=NOMINATED)
        self.decide(curator, [stranger])
        assert fresh(stranger).status == NOMINATED

    def test_mentors_are_not_decided_in_the_list_of_mentees(self, curator, programme):
        mentor = f.MentorFactory(programme=programme, status=NOMINATED)
        self.decide(curator, [mentor])
        assert fresh(mentor).status == NOMINATED

    def test_a_completed_programme_offers_no_boxes(self, curator, programme, three):
        complete(programme)
        assert 'name="rows"' not in curator.get(MENTEES).content.decode()

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_do_not_decide(self, client_as, three, role):
        client = client_as(role)
        assert 'name="rows"' not in client.get(MENTEES).content.decode()
        assert self.decide(client, three).status_code == 403


class TestFormer:
    @pytest.fixture
    def last_year(self, school):
        return f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2025), status="completed")

    @pytest.fixture
    def mentor(self, last_year):
        person = f.TeacherFactory(organisation=last_year.organisation, last_name="Белая")
        return f.MentorFactory(
            programme=last_year, person=person, status=ParticipationStatus.COMPLETED, competences=["физика"], capacity=3
        )

    def test_they_are_listed_with_their_year(self, curator, programme, mentor):
        page = words(curator.get(FORMER))
        assert "Белая Игорь Петрович учитель, математика физика 2025/2026" in page
        assert FORMER in links(curator.get(MENTORS))

    def test_invited_they_come_with_what_they_offered(self, curator, programme, mentor):
        answer = curator.post(FORMER, {"rows": [mentor.pk]})
        assert (answer.url, told(answer)) == (MENTORS, ["Приглашён 1 наставник."])
        [row] = stored(Participation, programme=programme)
        assert (row.person_id, row.side, row.status, row.channel) == (
            mentor.person_id,
            Side.MENTOR,
            NOMINATED,
            "last_cycle",
        )
        assert (row.competences, row.capacity, row.has_experience) == (["физика"], 3, True)
        assert "Приглашать некого" in words(curator.get(FORMER))

    def test_only_those_marked(self, curator, programme, mentor, last_year):
        other = f.MentorFactory(programme=last_year, status=ParticipationStatus.COMPLETED)
        curator.post(FORMER, {"rows": [other.pk]})
        assert [row.person_id for row in stored(Participation, programme=programme)] == [other.person_id]

    def test_nobody_marked(self, curator, programme, mentor):
        answer = curator.post(FORMER, {})
        assert "Отметьте хотя бы одного." in told(answer)
        assert stored(Participation, programme=programme) == []

    def test_who_was_declined_then_or_is_here_now_is_not_asked(self, curator, programme, last_year, mentor):
        f.MentorFactory(programme=last_year, status=DECLINED, decision_reason="занят")
        f.MenteeFactory(programme=last_year, status=ParticipationStatus.COMPLETED)
        f.MentorFactory(programme=programme, person=mentor.person)
        assert "Приглашать некого" in words(curator.get(FORMER))

    def test_of_several_years_the_newest_counts(self, curator, programme, mentor, school):
        older = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2024), status="completed")
        f.MentorFactory(
            programme=older, person=mentor.person, status=ParticipationStatus.COMPLETED, competences=["химия"]
        )
        [row] = curator.get(FORMER).context["rows"]
        assert row.competences == ["физика"]

    def test_a_neighbours_mentors_are_not_ours(self, curator, programme, other_school):
        theirs = f.ProgrammeFactory(organisation=other_school, year=f.YearFactory(starts_in=2025), status="completed")
        f.MentorFactory(programme=theirs, status=ParticipationStatus.COMPLETED)
        assert "Приглашать некого" in words(curator.get(FORMER))

    def test_a_completed_programme_invites_nobody(self, curator, programme, mentor):
        complete(programme)
        assert "Пригласить отмеченных" not in words(curator.get(FORMER))
        assert "Программа завершена" in told(curator.post(FORMER, {"rows": [mentor.pk]}))[0]

    @pytest.mark.parametrize("count", [1, 9])
    def test_many_cost_as_much_as_one(self, curator, programme, last_year, django_assert_max_num_queries, count):
        f.MentorFactory.create_batch(count, programme=last_year, status=ParticipationStatus.COMPLETED)
        with django_assert_max_num_queries(15):
            assert len(curator.get(FORMER).context["rows"]) == count
