"""What letters and cards say, and what they must not say."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.mail import get_connection

from nastavnik.links.rules import token_of
from nastavnik.notifications.enums import Way
from nastavnik.notifications.letters import card_words, letter, link_url
from nastavnik.people.enums import PersonKind
from tests import factories as f
from tests.notifications.conftest import SITE

pytestmark = pytest.mark.django_db
TITLE = "Показатели наставляемого"
KINDS = "на обработку персональных данных; на участие в программе"


@pytest.fixture
def child(school):
    return f.PersonFactory(
        organisation=school, last_name="Лисин", first_name="Ян", patronymic="Олегович", email="yan@family.example",
        phone="+79990000001",
    )  # fmt: skip


@pytest.fixture
def mother(child):
    parent = f.PersonFactory(
        organisation=child.organisation, kind=PersonKind.PARENT, grade=None, last_name="Лисина", first_name="Анна",
        patronymic="Юрьевна", email="anna@family.example",
    )  # fmt: skip
    return f.GuardianshipFactory(ward=child, guardian=parent).guardian


def written(**values):
    return letter(f.ReminderFactory(way=Way.LETTER, **values), SITE, get_connection())


def of_survey(child, **values):
    link = f.LinkFactory(person=child)
    return written(person=child, link=link, what=TITLE, **values), link


class TestAboutAnswers:
    def test_it_asks_by_a_personal_link_until_a_day(self, child):
        made, link = of_survey(child)
        assert made.to == ["yan@family.example"]
        assert made.subject == f"Анкета программы наставничества – {child.organisation.short_name}"
        assert f"От вас ждём ответов: «{TITLE}»" in made.body
        assert "До 28\u00a0ноября 2026\u00a0г. ответить можно" in made.body
        assert f"\nhttps://mentor.example/links/{token_of(link)}/\n" in made.body

    def test_to_a_parent_it_says_whose_answers(self, child, mother):
        made, _link = of_survey(child, recipient=mother)
        assert made.to == ["anna@family.example"]
        assert "От участника программы наставничества (Ян Л.) ждём ответов" in made.body

    def test_no_robot_answers_it(self, child):
        assert of_survey(child)[0].extra_headers == {"Auto-Submitted": "auto-generated"}


class TestAboutConsents:
    def test_it_names_what_is_missing_and_how_to_sign(self, child, mother):
        made = written(person=child, recipient=mother, what=KINDS)
        assert "Для участия в программе наставничества (Ян Л.) нужны подписанные согласия." in made.body
        assert "\n– на обработку персональных данных;\n– на участие в программе.\n" in made.body
        assert "верните подписанными до 28\u00a0ноября 2026\u00a0г. Листы подписывает" in made.body
        assert "попросите у куратора личную ссылку и код" in made.body

    def test_neither_link_nor_code_travels_with_it(self, child, mother):
        f.LinkFactory(person=child, purpose="consent", own_code="hash", representative_code="hash")
        body = written(person=child, recipient=mother, what=KINDS).body
        assert "http" not in body
        assert not [word for word in body.split() if word.strip(".,").isdigit() and len(word) > 4]

    @pytest.mark.parametrize(
        ("born", "words"),
        [
            (date(2013, 1, 1), "Листы подписывает законный представитель."),
            (date(2011, 1, 1), "Листы подписывает участник вместе с законным представителем."),
            (date(1990, 1, 1), "Листы подписываете вы сами."),
        ],
    )
    def test_it_says_who_signs_at_this_age(self, school, born, words):
        person = f.PersonFactory(organisation=school, birth_date=born)
        reminder = f.ReminderFactory(person=person)
        assert words in letter(reminder, SITE, get_connection()).body
        assert card_words(reminder).endswith(words)


@pytest.mark.parametrize("what", [TITLE, KINDS])
def test_a_letter_holds_no_more_of_a_child_than_it_must(child, mother, what):
    values = {"link": f.LinkFactory(person=child)} if what == TITLE else {}
    for recipient in (child, mother):
        made = written(person=child, recipient=recipient, what=what, reminded_on=recipient.birth_date, **values)
        text = f"{made.subject} {made.body}"
        secrets = ("Лисин", "Олегович", "Анна", "Юрьевна", "2012", "+7999", "8 класс", "@")
        assert [word for word in secrets if word in text] == []
        assert ("Ян" in text) == (recipient == mother)


def test_a_link_leads_to_the_server_the_curator_uses(child):
    link = f.LinkFactory(person=child)
    assert link_url(link, "http://10.0.0.5:8000/") == f"http://10.0.0.5:8000/links/{token_of(link)}/"


def test_a_card_says_what_to_do(child):
    card = f.ReminderFactory(person=child, link=f.LinkFactory(person=child), what=TITLE)
    assert card_words(card) == (
        "Ждём ответов: «Показатели наставляемого», до 28\u00a0ноября 2026\u00a0г. "
        "Наведите камеру телефона на код: ссылка только ваша."
    )
