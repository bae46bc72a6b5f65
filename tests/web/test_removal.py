"""After a withdrawal: what to remove, what has become of it, and what the other pages say about it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.consents.models import Consent, Mention
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member
from nastavnik.programmes.models import Participation
from tests import factories as f
from tests.files import words_of
from tests.web.pages import card, fresh, links, stored, told, words, wrong

REMOVALS, PAIRS, HOME, ORDER = "/consents/removals/", "/pairs/", "/", "/documents/order/"
WITHDRAWN = "Согласие отозвано; с этой минуты человек дальше не идёт."


def page_of(person):
    return reverse("consents:removal", args=[person.pk])


def withdraw(client, person, kind="processing"):
    [sheet] = stored(Consent, person=person, kind=kind)
    return client.post(reverse("consents:withdraw", args=[sheet.pk]))


@pytest.fixture
def person(programme):
    school = programme.organisation
    return f.MenteeFactory(
        programme=programme, person=f.PersonFactory(organisation=school, last_name="Нечай", first_name="Пётр")
    ).person


@pytest.fixture
def line(person):
    return f.MentionFactory(person=person)


class TestWithdrawing:
    def test_it_leads_to_what_is_to_be_removed(self, curator, person, line):
        answer = withdraw(curator, person)
        assert (answer.url, told(answer)) == (page_of(person), [WITHDRAWN])

    def test_who_is_named_nowhere_stays_on_the_card(self, curator, person):
        assert withdraw(curator, person).url.startswith("/bases/participants/")

    def test_so_does_whoever_withdraws_as_an_employee(self, curator, programme):
        mentor = f.MentorFactory(programme=programme).person
        f.MentionFactory(person=mentor)
        assert withdraw(curator, mentor, "labour").url.startswith("/bases/participants/")

    def test_a_pair_that_stands_is_shown_with_the_next_step(self, curator, programme, person):
        pair = f.MentorshipFactory(programme=programme, mentees=stored(Participation, person=person))
        page = curator.get(withdraw(curator, person).url)
        assert "Пара ещё стоит" in words(page)
        assert "согласие отозвано: Нечай" in words(page)
        assert reverse("pairs:end", args=[pair.pk]) in links(page)


class TestThePage:
    def mark(self, client, person, *lines, **values):
        given = {"rows": [line.pk for line in lines], "removed_on": "2026-11-21", "outcome": "Акт № 3"} | values
        return client.post(page_of(person), given)

    def test_each_line_says_what_when_who_and_what_to_do(self, curator, person):
        handout = f.HandoutFactory(organisation=person.organisation, made_by=str(curator.hat.user.pk))
        f.MentionFactory(person=person, handout=handout)
        withdraw(curator, person)
        page = words(curator.get(page_of(person)))
        assert "на обработку персональных данных – 21.11.2026. Уберите отмеченное ниже до 21.12.2026" in page
        assert "01.11.2026 База наставляемых, Excel база участников" in page
        assert f"{curator.hat.user.username} Уничтожить копии" in page

    def test_while_consent_stands_nothing_is_to_be_done(self, curator, person, line):
        page = curator.get(page_of(person))
        assert "Согласия не отзывали, убирать ничего не нужно." in words(page)
        assert "не требуется" in words(page)
        assert 'name="rows"' not in page.content.decode()

    def test_who_is_named_nowhere(self, curator, person):
        assert "Имя не выходило из системы" in words(curator.get(page_of(person)))

    def test_a_paper_of_the_register_is_opened_from_it(self, curator, person):
        paper = f.DocumentFactory(programme=stored(Participation, person=person)[0].programme)
        f.MentionFactory(person=person, handout=f.HandoutFactory(organisation=person.organisation, paper=paper.pk))
        assert reverse("documents:pdf", args=[paper.pk]) in links(curator.get(page_of(person)))

    def test_a_line_is_marked_with_its_day_and_words(self, curator, person, line):
        withdraw(curator, person)
        answer = self.mark(curator, person, line)
        assert (answer.url, told(answer)[-1]) == (page_of(person), "Отмечена 1 строка.")
        assert (fresh(line).removed_on, line.outcome) == (f.TODAY, "Акт № 3")
        page = words(curator.get(page_of(person)))
        assert "убрано 21.11.2026 Акт № 3" in page
        assert "Убирать больше нечего." in page

    def test_a_mark_is_taken_back(self, curator, person, line):
        withdraw(curator, person)
        self.mark(curator, person, line)
        answer = curator.post(reverse("consents:reopen", args=[line.pk]))
        assert (answer.url, told(answer)[-1]) == (page_of(person), "Отметка снята.")
        assert fresh(line).removed_on is None

    def test_nothing_marked_and_what_was_typed_stays(self, curator, person, line):
        withdraw(curator, person)
        answer = self.mark(curator, person)
        assert wrong(answer) == ["Отметьте хотя бы одну строку."]
        assert 'value="Акт № 3"' in answer.content.decode()

    def test_a_day_to_come_is_refused_and_the_marks_stay(self, curator, person, line):
        other = f.MentionFactory(person=person)
        withdraw(curator, person)
        answer = self.mark(curator, person, line, removed_on="2026-11-22")
        assert answer.context["form"].errors == {"removed_on": ["Этот день ещё не наступил."]}
        assert {row.pk: row.marked for row in answer.context["lines"]} == {line.pk: True, other.pk: False}

    def test_the_line_of_another_is_not_marked_here(self, curator, programme, person, line):
        strange = f.MentionFactory(person=f.MenteeFactory(programme=programme).person)
        withdraw(curator, person)
        withdraw(curator, strange.person)
        assert wrong(self.mark(curator, person, strange)) == ["Отметьте хотя бы одну строку."]
        assert fresh(strange).removed_on is None

    def test_it_is_reached_from_the_card(self, curator, person):
        [row] = stored(Participation, person=person)
        assert page_of(person) in links(curator.get(reverse("bases:participation", args=[row.pk])))

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_do_not_open_it(self, client_as, person, role):
        assert client_as(role).get(page_of(person)).status_code == 403

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_lines_cost_as_much_as_one(self, curator, person, django_assert_max_num_queries, count):
        for number in range(count):
            handout = f.HandoutFactory(organisation=person.organisation, made_by=str(curator.hat.user.pk))
            f.MentionFactory(person=person, handout=handout, outcome=str(number))
        withdraw(curator, person)
        with django_assert_max_num_queries(16):
            assert len(curator.get(page_of(person)).context["lines"]) == count


class TestEverybody:
    def test_each_with_the_last_day_and_how_much_is_left(self, curator, person, line):
        withdraw(curator, person)
        page = curator.get(REMOVALS)
        assert "Нечай Пётр Петрович 8 21.11.2026 21.12.2026 1" in words(page)
        assert page_of(person) in links(page)

    def test_a_month_later_it_is_overdue(self, curator, person, line):
        sheet = stored(Consent, person=person, kind="processing")[0]
        f.ConsentFactory(person=person, kind="photo", given_on=date(2026, 9, 1), withdrawn_on=date(2026, 10, 1))
        f.MentionFactory(
            person=person, handout=f.HandoutFactory(organisation=person.organisation, made_on=date(2026, 9, 5))
        )
        assert sheet.withdrawn_on is None
        assert "01.10.2026 31.10.2026 просрочено 1" in words(curator.get(REMOVALS))

    def test_nobody(self, curator, programme):
        assert "Убирать нечего" in words(curator.get(REMOVALS))

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_cost_as_much_as_one(self, curator, programme, django_assert_max_num_queries, count):
        for row in f.MenteeFactory.create_batch(count, programme=programme):
            f.MentionFactory(person=row.person)
            withdraw(curator, row.person)
        with django_assert_max_num_queries(10):
            assert len(curator.get(REMOVALS).context["people"]) == count


class TestHome:
    STEP = "Согласие отозвано: убрать выданное – осталась 1 строка"

    def test_the_curator_is_told_what_is_left(self, curator, person, line):
        assert REMOVALS not in links(curator.get(HOME))
        withdraw(curator, person)
        page = curator.get(HOME)
        assert REMOVALS in links(page)
        assert self.STEP in words(page)

    def test_the_director_is_not(self, client_as, curator, person, line):
        withdraw(curator, person)
        assert REMOVALS not in links(client_as(Role.DIRECTOR).get(HOME))

    def test_of_a_pair_as_well(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme)
        withdraw(curator, pair.mentor.person)
        assert "Согласие не действует: решить о 1 паре" in words(curator.get(HOME))


class TestPairs:
    def text(self, client):
        return card(client.get(PAIRS), "Пары и группы")

    @pytest.mark.parametrize(
        ("status", "step"),
        [("draft", "Разберите пару."), ("proposed", "Попросите директора вернуть пару."), ("active", "Завершите пару")],
    )
    def test_a_warning_with_the_next_step(self, curator, programme, status, step):
        pair = f.MentorshipFactory(programme=programme, status=status)
        withdraw(curator, pair.mentor.person)
        assert f"согласие отозвано: {pair.mentor.person.short_name}".replace("\xa0", " ") in self.text(curator)
        assert step in self.text(curator)

    def test_without_one_nothing_is_said(self, curator, programme):
        f.MentorshipFactory(programme=programme)
        assert "согласие" not in self.text(curator)

    def test_a_mentee_is_taken_out_of_a_group(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme, mentees=f.MenteeFactory.create_batch(2, programme=programme))
        gone = stored(Member)[0]
        withdraw(curator, fresh(gone).mentee.person)
        assert reverse("pairs:release", args=[gone.pk]) in links(curator.get(PAIRS))
        answer = curator.post(reverse("pairs:release", args=[gone.pk]))
        assert told(answer)[-1] == "Наставляемый выведен из группы, группа работает дальше."
        assert len(stored(Member, mentorship=pair)) == 1

    def test_the_page_of_the_pair_tells_the_staff_only(self, client_as, curator, programme):
        mentee = f.MenteeFactory(programme=programme)
        pair = f.MentorshipFactory(programme=programme, mentees=[mentee])
        withdraw(curator, mentee.person)
        url = reverse("work:pair", args=[pair.pk])
        seen = "Эта пара дальше не работает"
        assert seen in words(curator.get(url))
        assert seen not in words(client_as(Role.MENTOR, person=pair.mentor.person).get(url))


class TestFiles:
    """A file is whole or says how many are not in it; so does the next page."""

    LEFT_OUT = "1 человек не вошёл: нет действующего согласия."

    @pytest.fixture
    def two(self, curator, programme, person):
        f.MenteeFactory(programme=programme)
        withdraw(curator, person)
        curator.get(HOME)  # what was told is read

    @pytest.mark.parametrize("form", ["word", "pdf"])
    def test_the_register_says_it_below_the_table(self, curator, two, form):
        answer = curator.get(f"/bases/mentee/register/{form}/")
        assert self.LEFT_OUT in words_of(answer.content)
        assert told(curator.get("/bases/mentees/")) == [f"База наставляемых: {self.LEFT_OUT}"]

    def test_in_excel_it_stands_apart_from_the_rows(self, curator, two):
        rows = list(
            openpyxl.load_workbook(io.BytesIO(curator.get("/bases/mentee/register/excel/").content)).active.values
        )
        assert [row[0] for row in rows] == ["№", "1", None, self.LEFT_OUT]

    def test_a_whole_one_says_nothing(self, curator, programme, person):
        answer = curator.get("/bases/mentee/register/word/")
        assert "согласия" not in words_of(answer.content)
        assert told(curator.get("/bases/mentees/")) == []

    @pytest.mark.parametrize(("name", "title"), [("cards", "Карточки"), ("paper", "Бланки")])
    def test_of_what_is_cut_apart_the_next_page_says_it(self, curator, two, programme, name, title):
        survey = f.SurveyFactory(programme=programme)
        url = reverse(f"surveys:{name}", args=[survey.pk])
        answer = curator.get(url) if name == "paper" else curator.post(url)
        assert answer["Content-Type"] == "application/pdf"
        assert told(curator.get("/surveys/")) == [f"{title}: {self.LEFT_OUT}"]

    def test_cards_for_nobody_who_may_be_named(self, curator, programme, person):
        withdraw(curator, person)
        answer = curator.post(reverse("surveys:cards", args=[f.SurveyFactory(programme=programme).pk]))
        assert told(answer)[-1] == self.LEFT_OUT

    def test_the_answers_are_those_of_who_consents(self, curator, two, programme, person):
        survey = f.SurveyFactory(programme=programme)
        f.ResponseFactory(survey=survey, participation=stored(Participation, person=person)[0])
        text = words_of(curator.get(reverse("surveys:answers", args=[survey.pk])).content)
        assert self.LEFT_OUT in text
        assert "Нечай" not in text


class TestOrder:
    @pytest.fixture(autouse=True)
    def _files(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def pair(self, programme):
        return f.MentorshipFactory(programme=programme, status=MentorshipStatus.APPROVED, starts_on=None, ends_on=None)

    def make(self, client):
        return client.post(ORDER, {"number": "7-о", "dated": "2026-11-21", "ends_on": "2027-05-31"})

    def test_a_pair_without_consent_is_named_before_and_left_out(self, curator, programme):
        gone, stays = self.pair(programme), self.pair(programme)
        withdraw(curator, gone.mentor.person)
        page = words(curator.get(ORDER))
        assert "В приказ не войдут: нет действующего согласия" in page
        done, left_out = told(self.make(curator))[-2:]
        assert done.startswith("Приказ готов")
        assert left_out.startswith(f"Не вошла, нет действующего согласия: {gone.mentor.person.short_name} – ")
        assert (fresh(gone).status, fresh(stays).status) == (MentorshipStatus.APPROVED, MentorshipStatus.ACTIVE)
        assert len(stored(Mention)) == 2

    def test_about_nobody_there_is_no_order(self, curator, programme):
        gone = self.pair(programme)
        withdraw(curator, gone.mentor.person)
        assert wrong(self.make(curator)) == [
            "Приказ издавать не о ком: в каждой утверждённой паре у кого-то нет согласия."
        ]
