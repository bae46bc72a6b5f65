"""Signing in: the page speaks Russian, says what is wrong and nothing more, and leads on to where one was going."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.models import User
from nastavnik.accounts.roles import Role
from nastavnik.accounts.services import disable_user, reset_password
from nastavnik.common.actor import Actor
from tests import factories as f

WRONG = "и/или пароль неверны"


@pytest.fixture
def user(school):
    hat = f.MembershipFactory(
        organisation=school, user=f.UserFactory(username="lukina-v", email="lukina@school.example")
    )
    return hat.user


@pytest.fixture
def administrator(town):
    return f.MembershipFactory(role=Role.ADMINISTRATOR, organisation=town)


@pytest.fixture
def enter(client):
    """`enter("name", "password")`: the page of entry sent with both."""

    def post(login, password=f.PASSWORD, query="", **more):
        return client.post(reverse("account_login") + query, {"login": login, "password": password, **more})

    return post


def is_inside(client):
    return client.get(reverse("roles")).status_code == 200


class TestThePage:
    def test_it_is_in_russian(self, client, db):
        page = client.get(reverse("account_login")).content.decode()
        assert '<html lang="ru">' in page
        for words in ("<h1>Вход</h1>", "Пароль", "Войти", "Учётные записи заводит куратор или администратор."):
            assert words in page

    def test_a_browser_that_wants_english_gets_english(self, client, db):
        page = client.get(reverse("account_login"), headers={"accept-language": "en"}).content.decode()
        assert '<html lang="en">' in page
        assert "<h1>Вход</h1>" not in page

    def test_a_page_behind_it_leads_to_it(self, client, db):
        answer = client.get(reverse("roles"))
        assert answer.status_code == 302
        assert answer.url == f"{reverse('account_login')}?next={reverse('roles')}"

    def test_nobody_signs_up(self, client, db):
        sent = {"username": "sam", "password1": "rather-long-word-7", "password2": "rather-long-word-7"}
        assert "Ко входу" in client.get(reverse("account_signup")).content.decode()
        client.post(reverse("account_signup"), sent)
        assert not User.objects.filter(username="sam").exists()


class TestEntering:
    @pytest.mark.parametrize("login", ["lukina-v", "lukina@school.example", "LUKINA@school.example"])
    def test_by_the_name_or_by_the_address(self, client, enter, user, login):
        assert enter(login).status_code == 302
        assert is_inside(client)

    def test_it_leads_home(self, enter, user):
        assert enter("lukina-v").url == reverse("home")

    def test_or_to_where_one_was_going(self, enter, user):
        assert enter("lukina-v", next=reverse("roles")).url == reverse("roles")

    @pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
    def test_but_never_to_another_site(self, enter, user, away):
        answer = enter("lukina-v", next=away)
        assert answer.status_code == 302
        assert answer.url == reverse("home")

    def test_who_has_entered_is_sent_on_from_the_page_of_entry(self, client, enter, user):
        enter("lukina-v")
        assert client.get(reverse("account_login")).url == reverse("home")

    def test_the_time_of_entry_is_kept(self, enter, user):
        assert user.last_login is None
        enter("lukina-v")
        assert User.objects.get(pk=user.pk).last_login.year == 2026

    def test_leaving_closes_the_pages(self, client, enter, user):
        enter("lukina-v")
        client.post(reverse("account_logout"))
        assert not is_inside(client)

    def test_without_a_hat_there_is_nothing_to_see_but_it_is_said(self, client, enter, db):
        f.UserFactory(username="bez-roli")
        enter("bez-roli")
        page = client.get(reverse("home"))
        assert page.status_code == 403
        assert "У вас пока нет роли" in page.content.decode()


class TestRefused:
    @pytest.mark.parametrize("login", ["lukina-v", "lukina@school.example", "nobody", "nobody@school.example"])
    def test_a_wrong_password_and_an_unknown_name_look_alike(self, client, enter, user, login):
        answer = enter(login, "wrong-horse-42")
        assert answer.status_code == 200
        assert WRONG in answer.content.decode()
        assert not is_inside(client)

    def test_a_password_is_not_shown_again(self, enter, user):
        assert "wrong-horse-42" not in enter("lukina-v", "wrong-horse-42").content.decode()

    @pytest.mark.parametrize(("login", "password"), [("", f.PASSWORD), ("lukina-v", "")])
    def test_an_empty_field_is_said(self, enter, user, login, password):
        assert "Обязательное поле." in enter(login, password).content.decode()

    def test_a_closed_entry_stays_closed_with_the_right_password(self, client, enter, db):
        f.UserFactory(username="ushel", is_active=False)
        enter("ushel")
        assert not is_inside(client)

    def test_an_address_of_nobody_is_no_way_in(self, client, enter, db):
        f.UserFactory(username="bez-pochty", email="")
        enter("@")
        assert not is_inside(client)


class TestFromTheCurator:
    def test_closing_the_entry_ends_the_visit_too(self, client, enter, user, administrator):
        enter("lukina-v")
        assert is_inside(client)
        disable_user(actor=administrator.actor(), giver=administrator, user=user)
        assert not is_inside(client)

    def test_a_new_password_opens_and_the_old_no_longer(self, client, enter, user, administrator):
        _user, password = reset_password(actor=administrator.actor(), giver=administrator, user=user)
        assert WRONG in enter("lukina-v").content.decode()
        assert enter("lukina-v", password).status_code == 302
        assert is_inside(client)

    def test_a_new_password_ends_visits_made_with_the_old(self, client, enter, user, administrator):
        enter("lukina-v")
        reset_password(actor=administrator.actor(), giver=administrator, user=user)
        assert not is_inside(client)


class TestOwnPassword:
    def change(self, client, new):
        sent = {"oldpassword": f.PASSWORD, "password1": new, "password2": new}
        return client.post(reverse("account_change_password"), sent)

    def test_it_is_changed_without_leaving(self, client, enter, user):
        enter("lukina-v")
        assert self.change(client, "novoe-slovo-2026").status_code == 302
        assert is_inside(client)
        assert User.objects.get(pk=user.pk).check_password("novoe-slovo-2026")

    @pytest.mark.parametrize("poor", ["korotko", "4815162342108", "lukina-v-1", "password12"])
    def test_a_poor_one_is_refused(self, client, enter, user, poor):
        enter("lukina-v")
        assert self.change(client, poor).status_code == 200
        assert User.objects.get(pk=user.pk).check_password(f.PASSWORD)


def test_jobs_cannot_sign_in(db):
    assert Actor(user="", role="system", organisation_path="").role not in Role.values
