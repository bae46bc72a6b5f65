"""Users, roles, organisations, the journal and the municipality's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import PERMISSIONS, Permission, Role
from nastavnik.common.models import JournalEntry
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person
from nastavnik.programmes.enums import ParticipationStatus
from tests import factories as f
from tests.web.pages import fresh, links, plain, stored, told, words, wrong

LIST, ADD = "/users/", "/users/add/"


def to(name, row):
    return reverse(f"users:{name}", args=[row.pk])


@pytest.fixture
def colleague(school):
    person = f.TeacherFactory(organisation=school, last_name="Лукина")
    return f.MembershipFactory(
        organisation=school, role=Role.PSYCHOLOGIST, user=f.UserFactory(username="lukina", person=person)
    )


class TestAdding:
    def values(self, school, **more):
        return {"username": "belaya-k", "role": "director", "organisation": school.pk, **more}

    def test_the_password_is_shown_once(self, curator, school, client):
        page = curator.post(ADD, self.values(school))
        assert "Пароль показан один раз и нигде не хранится." in words(page)
        password = page.context["password"]
        client.logout()
        client.post(reverse("account_login"), {"login": "belaya-k", "password": password})
        assert client.get(reverse("roles")).status_code == 200

    def test_a_mentor_is_tied_to_a_person(self, curator, school):
        teacher = f.TeacherFactory(organisation=school)
        curator.post(ADD, self.values(school, role="mentor", person=teacher.pk))
        assert stored(User, username="belaya-k")[0].person_id == teacher.pk

    def test_without_one_there_would_be_nothing_to_show(self, curator, school):
        answer = curator.post(ADD, self.values(school, role="mentee"))
        assert wrong(answer) == ["Наставнику и наставляемому нужен человек из списка: без него нечего показать."]
        assert stored(User, username="belaya-k") == []

    def test_a_name_that_is_taken(self, curator, school, colleague):
        answer = curator.post(ADD, self.values(school, username="lukina"))
        assert answer.context["form"].errors == {"username": ["Такое имя для входа уже есть."]}

    def test_a_curator_is_not_offered_what_is_above(self, curator, other_school):
        form = curator.get(ADD).context["form"]
        assert {code for code, _label in form.fields["role"].choices} == {
            "curator", "director", "psychologist", "methodologist", "mentor", "mentee",
        }  # fmt: skip
        assert other_school not in form.fields["organisation"].queryset

    def test_and_forging_it_does_not_help(self, curator, school, other_school):
        for forged in (self.values(school, role="administrator"), self.values(other_school)):
            assert curator.post(ADD, forged).context["form"].errors
        assert stored(User, username="belaya-k") == []


class TestKeeping:
    def test_all_of_the_school_are_listed(self, curator, colleague, other_school):
        stranger = f.MembershipFactory(organisation=other_school)
        page = words(curator.get(LIST))
        assert "lukina Лукина Игорь Петрович психолог" in page
        assert stranger.user.username not in page

    def test_a_new_password_ends_the_old(self, curator, colleague):
        page = curator.post(to("new_password", colleague))
        user = fresh(colleague.user)
        assert user.check_password(page.context["password"])
        assert not user.check_password(f.PASSWORD)

    def test_access_is_closed_and_opened_again(self, curator, colleague):
        assert told(curator.post(to("disable", colleague))) == ["Вход закрыт."]
        assert not fresh(colleague.user).is_active
        page = curator.get(LIST)
        assert to("enable", colleague) in links(page)
        assert to("new_password", colleague) not in links(page)
        assert told(curator.post(to("enable", colleague)))[-1] == "Вход снова открыт."
        assert fresh(colleague.user).is_active

    def test_nobody_closes_his_own(self, curator):
        hat = curator.hat
        assert told(curator.post(to("disable", hat))) == ["Себе вход не закрывают."]
        assert to("disable", hat) not in links(curator.get(LIST))

    @pytest.mark.parametrize("name", ["new_password", "disable", "enable", "add_role", "remove_role"])
    def test_a_neighbours_user_is_not_there(self, curator, other_school, name):
        stranger = f.MembershipFactory(organisation=other_school)
        assert curator.post(to(name, stranger), {"role": "curator"}).status_code == 404
        assert fresh(stranger.user).check_password(f.PASSWORD)

    @pytest.mark.parametrize("name", ["new_password", "disable", "enable"])
    def test_an_administrator_of_the_same_school_is_out_of_reach(self, curator, school, name):
        above = f.MembershipFactory(organisation=school, role=Role.ADMINISTRATOR)
        assert told(curator.post(to(name, above))) == ["Эту роль здесь вы дать не можете."]
        assert fresh(above.user).is_active


class TestSeveralRoles:
    def test_a_second_one_is_given_and_chosen(self, curator, school, colleague, client):
        answer = curator.post(to("add_role", colleague), {"role": "mentor", "organisation": school.pk})
        assert told(answer) == ["Роль добавлена: человек выбирает её вверху страницы."]
        assert {row.role for row in stored(Membership, user=colleague.user)} == {"psychologist", "mentor"}
        client.force_login(colleague.user)
        assert "Сменить роль" in plain(client.get(reverse("roles")).content.decode())

    def test_the_same_one_twice_is_refused(self, curator, school, colleague):
        answer = curator.post(to("add_role", colleague), {"role": "psychologist", "organisation": school.pk})
        assert "У пользователя уже есть эта роль." in wrong(answer)

    def test_a_mentor_without_a_person_needs_one(self, curator, school):
        hat = f.MembershipFactory(organisation=school, role=Role.DIRECTOR)
        values = {"role": "mentor", "organisation": school.pk}
        assert "нужен человек из списка" in wrong(curator.post(to("add_role", hat), values))[0]
        teacher = f.TeacherFactory(organisation=school)
        curator.post(to("add_role", hat), values | {"person": teacher.pk})
        assert fresh(hat.user).person_id == teacher.pk

    def test_none_above_the_givers_own(self, curator, town, school, colleague):
        values = {"role": "administrator", "organisation": school.pk}
        assert curator.post(to("add_role", colleague), values).context["form"].errors
        assert len(stored(Membership, user=colleague.user)) == 1

    def test_one_of_two_is_taken_away(self, curator, school, colleague):
        second = f.MembershipFactory(organisation=school, role=Role.DIRECTOR, user=colleague.user)
        assert to("remove_role", second) in links(curator.get(LIST))
        assert told(curator.post(to("remove_role", second))) == ["Роль снята."]
        assert stored(Membership, user=colleague.user) == [colleague]

    def test_the_last_one_stays(self, curator, colleague):
        assert to("remove_role", colleague) not in links(curator.get(LIST))
        assert told(curator.post(to("remove_role", colleague))) == ["Это единственная роль: закройте вход."]

    def test_nobody_takes_off_the_hat_he_wears(self, curator, school):
        f.MembershipFactory(organisation=school, role=Role.DIRECTOR, user=curator.hat.user)
        [sentence] = told(curator.post(to("remove_role", curator.hat)))
        assert sentence == "Роль, в которой вы сейчас работаете, снять нельзя."


class TestOrganisations:
    SCHOOL = {
        "kind": "school",
        "code": "shkola-99",
        "name": "Средняя школа № 99",
        "short_name": "Школа 99",
        "city": "г. Заречный",
    }

    def test_an_administrator_adds_a_school(self, client_as, town):
        answer = client_as(Role.ADMINISTRATOR).post("/users/organisation/add/", self.SCHOOL | {"parent": town.pk})
        assert told(answer) == ["Организация добавлена."]
        [school] = stored(Organisation, code="shkola-99")
        assert school.path.startswith(town.path)

    def test_a_code_is_given_once(self, client_as, town, school):
        values = self.SCHOOL | {"parent": town.pk, "code": school.code}
        answer = client_as(Role.ADMINISTRATOR).post("/users/organisation/add/", values)
        assert "Организация с таким кодом здесь уже есть." in words(answer)

    def test_a_curator_adds_none(self, curator, town):
        assert curator.post("/users/organisation/add/", self.SCHOOL | {"parent": town.pk}).url == LIST
        assert stored(Organisation, code="shkola-99") == []

    def test_what_papers_print_is_kept_by_the_school(self, curator, school):
        values = {
            "name": "Средняя школа № 7", "short_name": "Школа 7", "city": "г. Заречный", "address": "",
            "director_post": "И. о. директора", "director_last_name": "Хмель", "director_first_name": "Нина",
            "director_patronymic": "Андреевна",
        }  # fmt: skip
        assert told(curator.post("/users/organisation/", values)) == [
            "Сведения организации сохранены: их напечатают документы."
        ]
        assert (fresh(school).director_post, school.name) == ("И. о. директора", "Средняя школа № 7")


class TestJournal:
    def test_deeds_are_listed_in_words_newest_first(self, curator, programme, school):
        curator.post(ADD, {"username": "one", "role": "director", "organisation": school.pk})
        teacher = f.TeacherFactory(organisation=school)
        curator.post("/bases/mentor/add/", {"person": teacher.pk, "channel": "self"})
        page = words(curator.get("/journal/"))
        assert page.index("Добавлен участник") < page.index("Заведён пользователь")
        assert f"{curator.hat.user.username}, куратор" in page

    def test_no_names_of_children_in_it(self, curator, programme):
        child = f.PersonFactory(organisation=programme.organisation, last_name="Секретов")
        curator.post("/bases/mentee/add/", {"person": child.pk, "channel": "self"})
        assert "Секретов" not in words(curator.get("/journal/"))
        assert "Секретов" not in str([entry.details for entry in stored(JournalEntry)])

    def test_a_neighbours_deeds_are_not_seen(self, client_as, school, other_school, town):
        client_as(Role.CURATOR, organisation=other_school).post(
            ADD, {"username": "one", "role": "director", "organisation": other_school.pk}
        )
        assert "Записей ещё нет" in words(client_as(Role.CURATOR, organisation=school).get("/journal/"))

    def test_many_are_turned_over(self, curator, school):
        for number in range(51):
            curator.post(to("enable", f.MembershipFactory(organisation=school, user__username=f"u{number}x")))
        page = curator.get("/journal/", {"page": 2})
        assert len(page.context["page"]) == 1


class TestMunicipality:
    @pytest.fixture
    def coordinator(self, client_as):
        return client_as(Role.COORDINATOR)

    def test_schools_in_numbers(self, coordinator, programme, school, other_school):
        pair = f.MentorshipFactory(programme=programme)
        f.MenteeFactory(programme=programme, status=ParticipationStatus.DECLINED, decision_reason="уехал")
        f.MeetingFactory.create_batch(2, mentorship=pair, status="held")
        f.MeetingFactory(mentorship=pair)
        stage = f.StageFactory(roadmap__programme=programme)
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 20))
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 21))
        rows = {row.school: row for row in coordinator.get("/schools/").context["rows"]}
        mine = rows[school]
        assert (mine.mentees, mine.mentors, mine.pairs, mine.meetings, mine.overdue) == (1, 1, 1, 2, 1)
        assert (rows[other_school].programme, rows[other_school].pairs) == (None, 0)

    def test_not_a_single_name(self, coordinator, programme):
        f.MentorshipFactory.create_batch(2, programme=programme)
        page = words(coordinator.get("/schools/"))
        assert [person.last_name for person in stored(Person) if person.last_name in page] == []

    def test_the_newest_programme_counts(self, coordinator, school):
        for year in (2024, 2025):
            old = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=year), status="completed")
            f.MenteeFactory(programme=old)
        f.ProgrammeFactory(organisation=school)
        [row] = coordinator.get("/schools/").context["rows"]
        assert (str(row.programme.year), row.mentees) == ("2026/2027", 0)

    def test_another_towns_schools_are_not_there(self, coordinator, school):
        elsewhere = f.SchoolFactory()
        assert elsewhere.short_name not in words(coordinator.get("/schools/"))

    @pytest.mark.parametrize("count", [1, 8])
    def test_many_schools_cost_as_much_as_one(self, coordinator, town, django_assert_max_num_queries, count):
        for school in f.SchoolFactory.create_batch(count, parent=town):
            f.MentorshipFactory(programme=f.ProgrammeFactory(organisation=school))
        with django_assert_max_num_queries(15):
            rows = coordinator.get("/schools/").context["rows"]
        assert sum(row.pairs for row in rows) == count


class TestWhoMayDoWhat:
    def test_the_table_is_the_one_that_is_obeyed(self, curator):
        page = curator.get(reverse("roles"))
        for row, permission in zip(page.context["rows"], Permission, strict=True):
            assert row["cells"] == [permission in PERMISSIONS[role] for role in Role]

    @pytest.mark.parametrize("role", Role)
    def test_the_navigation_leads_nowhere_that_refuses(self, client_as, programme, role):
        person = f.MentorshipFactory(programme=programme).mentor.person if role.own_records else None
        client = client_as(role, person=person)
        for entry in client.get(reverse("roles")).context["nav"]:
            assert client.get(entry["url"]).status_code in {200, 302}, entry["url"]
