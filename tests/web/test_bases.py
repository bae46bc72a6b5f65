"""The bases: people are added, found, consented, selected or declined with a reason."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.people.models import Person
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import Participation
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

MENTEES, MENTORS, ADD = "/bases/mentees/", "/bases/mentors/", "/bases/mentee/add/"
NOMINATED, APPROVED, DECLINED = (
    ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED, ParticipationStatus.DECLINED
)  # fmt: skip
CLOSED = "Программа завершена: её данные больше не меняются."
NEW = {
    "person": "", "channel": "parent", "kind": "pupil", "last_name": "Овсова", "first_name": "Ева", "patronymic": "",
    "sex": "f", "birth_date": "2012-02-03", "grade": "8", "letter": "Б",
}  # fmt: skip


def to(name, row):
    return reverse(f"bases:{name}", args=[row.pk])


def named(programme, last_name, **values):
    person = f.PersonFactory(organisation=programme.organisation, last_name=last_name)
    return f.MenteeFactory(programme=programme, person=person, **values)


@pytest.fixture
def nominee(programme):
    """Nobody has decided yet; no sheet is signed."""
    return f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)


class TestAdding:
    def test_a_new_person_is_written_down_and_put_in(self, curator, programme):
        answer = curator.post(ADD, NEW)
        [row] = stored(Participation, programme=programme)
        assert answer.url == to("participation", row)
        assert (row.side, row.channel, row.status) == (Side.MENTEE, "parent", NOMINATED)
        person = stored(Person)[0]
        assert (person.full_name, person.class_name, person.sex) == ("Овсова Ева", "8Б", "f")

    def test_somebody_known_is_put_in_once(self, curator, programme):
        teacher = f.TeacherFactory(organisation=programme.organisation)
        for _time in range(2):
            curator.post("/bases/mentor/add/", {"person": teacher.pk, "channel": "self"})
        assert [(row.person, row.side) for row in stored(Participation)] == [(teacher, Side.MENTOR)]

    def test_nobody_at_all_is_refused(self, curator, programme):
        answer = curator.post(ADD, {"channel": "self"})
        assert wrong(answer) == ["Выберите человека или напишите, кто это, фамилию и имя."]
        assert (stored(Person), stored(Participation)) == ([], [])

    def test_a_class_that_does_not_exist_is_refused(self, curator, programme):
        assert list(curator.post(ADD, NEW | {"grade": "12"}).context["form"].errors) == ["grade"]
        assert (stored(Person), stored(Participation)) == ([], [])

    def test_a_neighbours_pupil_cannot_be_chosen(self, curator, programme, other_school):
        stranger = f.PersonFactory(organisation=other_school)
        assert list(curator.post(ADD, {"person": stranger.pk, "channel": "self"}).context["form"].errors) == ["person"]
        assert stored(Participation) == []

    def test_a_completed_programme_takes_nobody(self, curator, school):
        f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        assert wrong(curator.post(ADD, NEW)) == [CLOSED]
        assert (stored(Person), stored(Participation)) == ([], [])


class TestFinding:
    @pytest.fixture
    def three(self, programme):
        named(programme, "Белкин", competences=["физика"])
        named(programme, "Стрелкин", status=NOMINATED)
        named(programme, "Ёлкин", status=DECLINED, decision_reason="уехал")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "елкин"}, {"Ёлкин"}), ({"q": "ЕЛКИН игорь"}, {"Ёлкин"}), ({"q": "елк"}, {"Ёлкин"}),
            ({"q": "лкин"}, {"Белкин", "Стрелкин", "Ёлкин"}), ({"status": "approved"}, {"Белкин"}),
            ({"status": "nominated", "q": "бел"}, set()),
        ],
    )  # fmt: skip
    def test_by_name_and_by_state(self, curator, three, query, found):
        rows = curator.get(MENTEES, query).context["page"]
        # «елк» stands in «Белкин» and «Стрелкин» as well
        wide = {"Белкин", "Стрелкин"} if query.get("q", "").lower().startswith("елк") else set()
        assert {row.person.last_name for row in rows} == found | wide

    def test_nobody_found_is_said(self, curator, three):
        assert "Никого не найдено. Измените имя или состояние." in words(curator.get(MENTEES, {"q": "Лисин"}))

    def test_a_live_search_gets_the_rows_only(self, curator, three):
        html = curator.get(MENTEES, {"q": "Белкин"}, headers={"HX-Request": "true"}).content.decode()
        assert html.strip().startswith('<section class="card" id="rows"')
        assert "Белкин" in html
        assert "<html" not in html

    def test_states_are_counted(self, curator, three):
        assert "предложен 1 отобран 1 отклонён 1 завершил 0" in words(curator.get(MENTEES))

    def test_requests_are_summed_up_without_the_declined(self, curator, three):
        assert card(curator.get(MENTEES), "Перечень запросов").endswith("математика – 1 физика – 1")

    def test_an_empty_base_says_how_to_fill_it(self, curator, programme):
        assert "В базе пока никого" in words(curator.get(MENTORS))

    def test_a_long_base_is_turned_over(self, curator, programme):
        f.MenteeFactory.create_batch(51, programme=programme, consents=False)
        page = curator.get(MENTEES, {"page": 2, "status": "approved"})
        assert len(page.context["page"]) == 1
        assert "2 из 2" in words(page)
        assert "?page=1&amp;status=approved" in links(page)


class TestCard:
    def test_what_is_missing_is_named(self, curator, nominee):
        page = words(curator.get(to("participation", nominee)))
        assert "Дальше без согласий нельзя" in page
        assert "на обработку персональных данных; на участие в программе" in page

    def test_special_categories_are_for_few_eyes(self, client_as, programme):
        person = f.PersonFactory(organisation=programme.organisation, special_categories=["orphan"])
        row = f.MenteeFactory(programme=programme, person=person)
        seen = {}
        for role in (Role.CURATOR, Role.PSYCHOLOGIST, Role.DIRECTOR):
            seen[role] = "сирота" in words(client_as(role).get(to("participation", row)))
        assert seen == {Role.CURATOR: True, Role.PSYCHOLOGIST: True, Role.DIRECTOR: False}

    def test_the_offer_is_changed(self, curator, nominee):
        values = {"competences": "физика\n\n химия ", "interests": "", "meeting_format": "online", "need": "7"}
        assert told(curator.post(to("offer", nominee), values)) == ["Сведения участника сохранены."]
        assert (fresh(nominee).competences, nominee.interests, nominee.need) == (["физика", "химия"], [], 7)

    def test_a_need_beyond_the_scale_is_refused(self, curator, nominee):
        answer = curator.post(to("offer", nominee), {"competences": "физика", "meeting_format": "online", "need": "11"})
        assert list(answer.context["form"].errors) == ["need"]
        assert (fresh(nominee).competences, nominee.need) == (["математика"], None)

    def test_the_person_is_changed_and_the_way_leads_back(self, curator, nominee):
        back = to("participation", nominee)
        values = {"kind": "pupil", "last_name": "Лисин", "first_name": "Лев", "grade": "9"}
        answer = curator.post(f"{to('person', nominee.person)}?next={back}", values)
        assert answer.url == back
        assert fresh(nominee.person).full_name == "Лисин Лев"

    def test_but_never_to_another_site(self, curator, nominee):
        values = {"kind": "pupil", "last_name": "Лисин", "first_name": "Лев"}
        answer = curator.post(f"{to('person', nominee.person)}?next=https://evil.example/", values)
        assert answer.url == MENTEES


class TestCases:
    @pytest.fixture
    def person(self, school):
        return f.PersonFactory(organisation=school, last_name="Дюма", first_name="Мария", patronymic="Игоревна")

    def test_the_form_shows_what_will_be_printed(self, curator, person):
        html = curator.get(to("cases", person)).content.decode()
        assert 'value="Дюма Марии Игоревне"' in html
        assert "Дательный (кому?)" in html

    def test_only_corrections_are_kept(self, curator, person):
        form = curator.get(to("cases", person)).context["form"]
        values = {name: field.initial for name, field in form.fields.items()} | {"dative": "Дюме Марии Игоревне"}
        curator.post(to("cases", person), values)
        assert fresh(person).name_cases == {"dative": "Дюме Марии Игоревне"}


class TestSelection:
    def test_with_all_sheets_one_is_selected(self, curator, programme):
        row = f.MenteeFactory(programme=programme, status=NOMINATED)
        assert told(curator.post(to("approve", row))) == ["Участник отобран и идёт в подбор пар."]
        assert (fresh(row).status, row.decided_on) == (APPROVED, f.TODAY)

    def test_without_them_one_is_not(self, curator, nominee):
        [sentence] = told(curator.post(to("approve", nominee)))
        assert "нет действующего согласия на обработку персональных данных; на участие в программе." in sentence
        assert fresh(nominee).status == NOMINATED

    def test_a_child_of_thirteen_does_not_mentor(self, curator, programme):
        person = f.PersonFactory(organisation=programme.organisation, birth_date=date(2012, 11, 22))
        row = f.MentorFactory(programme=programme, person=person, status=NOMINATED)
        [sentence] = told(curator.post(to("approve", row)))
        assert "13 лет, а наставником ученик становится с 14." in sentence
        assert fresh(row).status == NOMINATED

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_declining_needs_a_reason(self, curator, nominee, reason):
        assert told(curator.post(to("decline", nominee), {"reason": reason})) == ["Отклоняя, назовите причину."]
        assert fresh(nominee).status == NOMINATED

    def test_the_reason_is_kept_and_shown(self, curator, nominee):
        answer = curator.post(to("decline", nominee), {"reason": "Переходит в другую школу"})
        assert told(answer) == ["Участник отклонён, причина записана."]
        assert fresh(nominee).status == DECLINED
        assert "Решение Переходит в другую школу, 21.11.2026" in words(curator.get(answer.url))

    def test_the_declined_may_be_looked_at_again(self, curator, programme):
        row = f.MenteeFactory(programme=programme, status=DECLINED, decision_reason="уехал")
        curator.post(to("reconsider", row))
        assert (fresh(row).status, row.decision_reason) == (NOMINATED, "")

    def test_all_who_are_ready_at_once_and_the_rest_by_name(self, curator, programme, nominee):
        ready = f.MenteeFactory.create_batch(2, programme=programme, status=NOMINATED)
        answer = curator.post("/bases/mentee/approve-ready/")
        done, refused = told(answer)
        assert (answer.url, done) == (MENTEES, "Отобраны 2 участника.")
        assert refused.startswith(nominee.person.short_name)
        assert [fresh(row).status for row in (*ready, nominee)] == [APPROVED, APPROVED, NOMINATED]

    def test_a_completed_programme_decides_nothing(self, curator, school):
        done = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        row = f.MenteeFactory(programme=done, status=NOMINATED)
        assert told(curator.post(to("approve", row))) == [CLOSED]
        assert fresh(row).status == NOMINATED


class TestRegister:
    """The list one sees, as a file; special categories are not in it, and taking it away leaves an entry."""

    def take(self, client, form="excel", side="mentee", **query):
        return client.get(f"/bases/{side}/register/{form}/", query)

    def names(self, answer):
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        return [row[1] for row in list(sheet.values)[1:]]

    def test_all_but_the_declined(self, curator, programme):
        named(programme, "Белкин")
        named(programme, "Ёлкин", status=DECLINED, decision_reason="уехал")
        answer = self.take(curator)
        assert self.names(answer) == ["Белкин Игорь Петрович"]
        assert "%D0%91%D0%B0%D0%B7%D0%B0" in answer["Content-Disposition"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [({"q": "белкин"}, ["Белкин"]), ({"status": "nominated"}, ["Стрелкин"]), ({"grade": "7-А"}, ["Стрелкин"])],
    )
    def test_those_the_page_shows(self, curator, programme, query, found):
        named(programme, "Белкин")
        person = f.PersonFactory(organisation=programme.organisation, last_name="Стрелкин", grade=7, letter="А")
        f.MenteeFactory(programme=programme, person=person, status=NOMINATED)
        assert [name.split()[0] for name in self.names(self.take(curator, **query))] == found

    @pytest.mark.parametrize("side", ["mentee", "mentor"])
    @pytest.mark.parametrize(("form", "magic"), [("excel", b"PK"), ("word", b"PK"), ("pdf", b"%PDF")])
    def test_in_three_forms_for_both_bases(self, curator, programme, side, form, magic):
        f.MentorshipFactory(programme=programme)
        assert self.take(curator, form, side).content.startswith(magic)

    def test_it_leaves_an_entry_without_names(self, curator, programme):
        named(programme, "Секретов")
        self.take(curator)
        self.take(curator, "word")
        entries = stored(JournalEntry, action__startswith="register.")
        assert {entry.action for entry in entries} == {"register.made", "register.exported"}
        assert "Секретов" not in str([entry.details for entry in entries])

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_do_not_carry_names_away(self, client_as, programme, role):
        named(programme, "Белкин")
        client = client_as(role)
        assert self.take(client).status_code == 403
        assert "/register/" not in "".join(links(client.get(MENTEES)))

    def test_another_kind_of_file_is_not_there(self, curator, programme):
        assert self.take(curator, "exe").status_code == 404


class TestFilters:
    def test_only_what_occurs_is_offered(self, curator, programme):
        for grade, letter, channel in ((5, "А", "parent"), (9, "", "psychologist")):
            person = f.PersonFactory(organisation=programme.organisation, grade=grade, letter=letter)
            f.MenteeFactory(programme=programme, person=person, channel=channel)
        form = curator.get(MENTEES).context["filter_form"]
        assert [words for _code, words in form.fields["grade"].choices][1:] == ["5А", "9"]
        assert [code for code, _words in form.fields["channel"].choices][1:] == ["parent", "psychologist"]
        assert len(curator.get(MENTEES, {"grade": "9-"}).context["page"]) == 1
        assert len(curator.get(MENTEES, {"channel": "parent"}).context["page"]) == 1

    def test_where_all_are_alike_there_is_nothing_to_choose(self, curator, programme):
        f.MenteeFactory.create_batch(2, programme=programme, competences=[])
        form = curator.get(MENTEES).context["filter_form"]
        assert set(form.fields) == {"q", "status", "consents"}

    def test_the_base_of_mentors_is_split_by_who_they_are(self, curator, programme):
        """Pupils, alumni, teachers, enterprises (plan of 2020, 2.1); the young teachers apart."""
        for kind in ("alumnus", "employee"):
            person = f.PersonFactory(organisation=programme.organisation, kind=kind, grade=None)
            f.MentorFactory(programme=programme, person=person)
        for years in (None, 3, 4):
            person = f.TeacherFactory(organisation=programme.organisation, experience_years=years)
            f.MentorFactory(programme=programme, person=person)
        choices = curator.get(MENTORS).context["filter_form"].fields["kind"].choices
        assert [code for code, _words in choices] == ["", "teacher", "alumnus", "employee", "young"]
        shown = {
            kind: [row.person.experience_years for row in curator.get(MENTORS, {"kind": kind}).context["page"]]
            for kind in ("teacher", "alumnus", "young")
        }
        assert (len(shown["teacher"]), len(shown["alumnus"]), shown["young"]) == (3, 1, [3])

    def test_by_what_is_asked_under_its_one_name(self, curator, programme):
        wanted = [
            f.MenteeFactory(programme=programme, competences=[words]) for words in ("матем.", "алгебра", "вязание")
        ]
        form = curator.get(MENTEES).context["filter_form"]
        assert [code for code, _words in form.fields["topic"].choices][1:] == ["вязание", "математика"]
        page = curator.get(MENTEES, {"topic": "математика"}).context["page"]
        assert {row.pk for row in page} == {row.pk for row in wanted[:2]}

    def test_a_topic_nobody_asks_for_is_no_filter(self, curator, programme):
        f.MenteeFactory.create_batch(2, programme=programme)
        assert len(curator.get(MENTEES, {"topic": "погода"}).context["page"]) == 2
