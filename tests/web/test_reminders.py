"""Pages of reminders: who and how is seen first, letters leave by one button and cards by another."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.core import mail
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind
from nastavnik.links.rules import token_of
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.models import Reminder
from nastavnik.programmes.enums import ParticipationStatus
from tests import factories as f
from tests.web.pages import card, links, stored, told, words, wrong

MENTEES, MENTORS = "/reminders/mentee/", "/reminders/mentor/"
LETTER, CARD = {"until": "2026-11-28", "way": "letter"}, {"until": "2026-11-28", "way": "card"}
NOMINATED = ParticipationStatus.NOMINATED


def people(programme, *addresses, **values):
    rows = []
    for address in addresses:
        person = f.PersonFactory(organisation=programme.organisation, email=address, letter="Б")
        rows.append(f.MenteeFactory(programme=programme, person=person, **values))
    return rows


def lacking(programme, *addresses):
    return people(programme, *addresses, status=NOMINATED, consents=False)


def text(answer):
    """The words of a PDF; addresses in it may break anywhere."""
    pages = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return " ".join(
        word for page in pages for word in page.get_textpage().get_text_range().replace("\u200b", "").split()
    )


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")


@pytest.fixture
def page(survey):
    return reverse("reminders:survey", args=[survey.pk])


@pytest.fixture
def of_survey(survey):
    return reverse("surveys:survey", args=[survey.pk])


class TestSurvey:
    def test_the_survey_offers_it_with_how_many(self, curator, programme, of_survey, page):
        people(programme, "one@family.example", "")
        answer = curator.get(of_survey)
        assert "Напомнить тем, кто не ответил 1 письмо, 1 карточка" in words(answer)
        assert page in links(answer)

    def test_who_and_how_is_seen_before_anything_is_sent(self, curator, programme, page):
        by_mail, on_paper = people(programme, "one@family.example", "")
        answer = curator.get(page)
        table = card(answer, "Кому и как")
        assert f"{by_mail.person.full_name}, 8Б письмо –" in table
        assert f"{on_paper.person.full_name}, 8Б карточка –" in table
        assert "Отправить 1 письмо Напечатать 1 карточку" in words(answer)
        assert (mail.outbox, stored(Reminder)) == ([], [])
        assert answer.context["form"]["until"].value() == f.TODAY + timedelta(days=7)

    def test_letters_leave_and_the_list_says_so(self, curator, programme, of_survey, page):
        [row] = people(programme, "one@family.example")
        answer = curator.post(page, LETTER)
        assert (answer.url, told(answer)) == (of_survey, ["Уходит 1 письмо. Кому напомнили, видно в списке."])
        [letter] = mail.outbox
        [made] = stored(Reminder)
        with everything():
            address = f"http://testserver/links/{token_of(made.link)}/"
        assert letter.to == ["one@family.example"]
        assert address in letter.body
        assert f"{row.person.full_name} ждём напомнили 21.11" in words(curator.get(of_survey))
        assert curator.get(address).status_code == 200

    def test_cards_are_printed(self, curator, programme, page):
        [row] = people(programme, "")
        answer = curator.post(page, CARD)
        assert answer["Content-Type"] == "application/pdf"
        printed = text(answer)
        assert row.person.full_name in printed
        assert "http://testserver/links/" in printed.replace(" ", "")
        assert "«Показатели наставляемого», до 28" in printed
        assert [(made.way, made.state) for made in stored(Reminder)] == [(Way.CARD, ReminderState.DONE)]

    def test_cards_lost_on_the_way_are_printed_again(self, curator, programme, page):
        people(programme, "")
        assert [curator.post(page, CARD).status_code for _time in range(2)] == [200, 200]
        assert len(stored(Reminder)) == 1
        assert "карточка сегодня уже напечатана карточка 21.11" in card(curator.get(page), "Кому и как")

    def test_a_second_letter_waits_three_days(self, curator, programme, of_survey, page):
        people(programme, "one@family.example")
        curator.post(page, LETTER)
        assert "недавно напоминали снова с 24.11 письмо 21.11" in card(curator.get(page), "Кому и как")
        assert wrong(curator.post(page, LETTER)) == ["Напоминать сейчас некому: кому можно, уже напомнили."]
        assert len(mail.outbox) == 1
        assert "сейчас напоминать некому" in words(curator.get(of_survey))

    def test_a_letter_to_a_parent_is_called_so(self, curator, programme, page):
        [row] = people(programme, "")
        parent = f.PersonFactory(
            organisation=programme.organisation, kind="parent", grade=None, email="m@family.example"
        )
        f.GuardianshipFactory(ward=row.person, guardian=parent)
        assert "письмо представителю" in card(curator.get(page), "Кому и как")
        curator.post(page, LETTER)
        assert [letter.to for letter in mail.outbox] == [["m@family.example"]]

    @pytest.mark.parametrize("until", ["", "2026-11-20", "2027-02-01", "завтра"])
    def test_a_day_that_cannot_be_meant(self, curator, programme, page, until):
        people(programme, "one@family.example")
        answer = curator.post(page, LETTER | {"until": until})
        assert list(answer.context["form"].errors) == ["until"]
        assert (mail.outbox, stored(Reminder)) == ([], [])

    def test_a_way_that_is_none(self, curator, programme, page):
        people(programme, "one@family.example")
        assert curator.post(page, LETTER | {"way": "pigeon"}).status_code == 200
        assert stored(Reminder) == []

    def test_everybody_has_answered(self, curator, programme, survey, page, of_survey):
        [row] = people(programme, "one@family.example")
        f.ResponseFactory(survey=survey, participation=row)
        assert "Напоминать некому Ответили все, кого спрашивали." in words(curator.get(page))
        assert page not in links(curator.get(of_survey))

    def test_what_is_closed_is_not_asked_about(self, curator, programme, survey, page, of_survey):
        people(programme, "one@family.example")
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert "Анкетирование закрыто" in words(curator.get(page))
        assert wrong(curator.post(page, LETTER)) == ["Анкетирование закрыто: напоминать не о чем."]
        assert page not in links(curator.get(of_survey))

    def test_without_a_mail_server_only_paper_is_offered(self, curator, programme, page, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
        people(programme, "one@family.example")
        answer = curator.get(page)
        assert "Почта не настроена" in words(answer)
        assert "Напечатать 1 карточку" in words(answer)
        assert 'value="letter"' not in answer.content.decode()
        assert wrong(curator.post(page, LETTER)) == ["Напоминать сейчас некому: кому можно, уже напомнили."]

    def test_of_an_anonymous_one_nothing_is_said_but_who_is_silent(self, curator, programme):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-voice", wave="interim")
        spoke, silent = people(programme, "one@family.example", "two@family.example")
        f.ResponseFactory(survey=survey, participation=spoke, answers={"change": "Меньше собраний"})
        page = reverse("reminders:survey", args=[survey.pk])
        assert spoke.person.full_name not in words(curator.get(page))
        curator.post(page, LETTER)
        assert [letter.to for letter in mail.outbox] == [["two@family.example"]]
        assert "Меньше собраний" not in mail.outbox[0].body + words(curator.get(page))
        assert [made.person_id for made in stored(Reminder)] == [silent.person_id]

    @pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.DIRECTOR])
    def test_others_do_not_remind(self, client_as, programme, page, of_survey, role):
        people(programme, "one@family.example")
        client = client_as(role)
        assert [client.get(page).status_code, client.post(page, LETTER).status_code] == [403, 403]
        assert mail.outbox == []

    def test_a_psychologist_is_not_offered_it(self, client_as, programme, page, of_survey):
        people(programme, "one@family.example")
        assert page not in links(client_as(Role.PSYCHOLOGIST).get(of_survey))


class TestConsents:
    def test_the_base_leads_there(self, curator, programme):
        lacking(programme, "")
        assert MENTEES in links(curator.get("/bases/mentees/"))

    def test_what_is_missing_is_seen_and_a_letter_says_it(self, curator, programme):
        [row] = lacking(programme, "one@family.example")
        table = card(curator.get(MENTEES), "Кому и как")
        assert f"{row.person.full_name}, 8Б {ConsentKind.PROCESSING.label}; {ConsentKind.PARTICIPATION.label}" in table
        answer = curator.post(MENTEES, LETTER)
        assert answer.url == "/bases/mentees/"
        assert "– на обработку персональных данных;" in mail.outbox[0].body
        assert "links/" not in mail.outbox[0].body
        assert "нет 2 напомнили 21.11" in words(curator.get("/bases/mentees/"))

    def test_a_card_says_what_and_until_when_without_a_code(self, curator, programme):
        lacking(programme, "")
        printed = text(curator.post(MENTEES, CARD))
        assert "Не хватает согласия: на обработку персональных данных; на участие в программе." in printed
        assert "до 28" in printed
        assert "http" not in printed

    def test_each_side_has_its_own(self, curator, programme):
        lacking(programme, "one@family.example")
        assert "Согласия есть у всех, кто участвует." in words(curator.get(MENTORS))
        teacher = f.TeacherFactory(organisation=programme.organisation, email="t@school.example")
        f.MentorFactory(programme=programme, person=teacher, status=NOMINATED, consents=False)
        curator.post(MENTORS, LETTER)
        assert [letter.to for letter in mail.outbox] == [["t@school.example"]]
        assert str(ConsentKind.LABOUR.label) in mail.outbox[0].body

    def test_russian_letters_from_an_english_page(self, curator, programme):
        lacking(programme, "one@family.example")
        curator.post(MENTEES, LETTER, headers={"accept-language": "en"})
        assert "– на участие в программе." in mail.outbox[0].body

    def test_who_took_a_consent_back_is_left_in_peace(self, curator, programme):
        [row] = people(programme, "one@family.example")
        with everything():
            consent = row.person.consents.get(kind=ConsentKind.PARTICIPATION)
            consent.withdrawn_on = f.TODAY
            consent.store()
        assert "согласие отозвано: не напоминаем" in card(curator.get(MENTEES), "Кому и как")
        assert "Сейчас напоминать некому." in words(curator.get(MENTEES))
        assert wrong(curator.post(MENTEES, LETTER)) == ["Напоминать сейчас некому: кому можно, уже напомнили."]
        assert mail.outbox == []

    def test_a_completed_programme(self, curator, programme):
        lacking(programme, "one@family.example")
        with everything():
            programme.status = "completed"
            programme.store()
        assert "Программа завершена" in words(curator.get(MENTEES))
        assert wrong(curator.post(MENTEES, LETTER)) == ["Программа завершена: её данные больше не меняются."]
        assert MENTEES not in links(curator.get("/bases/mentees/"))

    def test_a_neighbours_people_are_not_there(self, curator, programme, other_school):
        theirs = lacking(f.ProgrammeFactory(organisation=other_school), "one@neighbour.example")
        curator.post(MENTEES, LETTER)
        assert theirs[0].person.full_name not in words(curator.get(MENTEES))
        assert (mail.outbox, stored(Reminder)) == ([], [])

    @pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.DIRECTOR])
    def test_others_do_not_remind(self, client_as, programme, role):
        lacking(programme, "one@family.example")
        client = client_as(role)
        assert client.post(MENTEES, LETTER).status_code == 403
        assert MENTEES not in links(client.get("/bases/mentees/"))

    def test_a_representative_is_given_an_address_from_the_childs_card(self, curator, programme):
        [row] = lacking(programme, "")
        tie = f.GuardianshipFactory(ward=row.person)
        here = reverse("bases:participation", args=[row.pk])
        change = f"{reverse('bases:person', args=[tie.guardian.pk])}?next={here}"
        assert change in links(curator.get(here))
        values = {"kind": "parent", "last_name": "Лисина", "first_name": "Анна", "email": "anna@family.example"}
        assert curator.post(change, values).url == here
        assert "anna@family.example" in words(curator.get(here))


@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_as_much_as_few(curator, programme, page, count, django_assert_max_num_queries):
    people(programme, *["one@family.example"] * count)
    lacking(programme, *["two@family.example"] * count)
    for address, most in ((page, 16), (MENTEES, 16)):
        with django_assert_max_num_queries(most):
            assert curator.get(address).context["plan"].letters == count
