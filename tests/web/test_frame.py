"""What every page has: language, headers, errors in words, the place one is at."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.web.home import views
from tests import factories as f
from tests.web.pages import plain

HOME = "/"


class TestLanguage:
    def test_russian_unless_asked_otherwise(self, curator, programme):
        assert '<html lang="ru">' in curator.get(HOME).content.decode()

    @pytest.mark.parametrize(
        ("wish", "language"), [("en", "en"), ("en-GB,en;q=0.9", "en"), ("de", "ru"), ("tt,ru;q=0.8", "ru")]
    )
    def test_the_browsers_wish(self, curator, programme, wish, language):
        assert f'<html lang="{language}">' in curator.get(HOME, headers={"accept-language": wish}).content.decode()

    def test_a_choice_is_remembered_and_leads_back(self, curator, programme):
        answer = curator.post("/language/", {"language": "en", "next": "/pairs/"})
        assert answer.url == "/pairs/"
        page = curator.get("/pairs/").content.decode()
        assert '<html lang="en">' in page
        assert "Русский" in page

    @pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example"])
    def test_it_does_not_lead_to_another_site(self, curator, away):
        assert "evil" not in curator.post("/language/", {"language": "en", "next": away}).url

    @pytest.mark.parametrize(
        "url",
        [
            HOME,
            "/pairs/",
            "/bases/mentees/",
            "/roadmap/",
            "/surveys/",
            "/results/",
            "/documents/",
            "/users/",
            "/roles/",
        ],
    )
    def test_english_pages_speak_no_russian_but_names(self, curator, programme, url):
        html = curator.get(url, headers={"accept-language": "en"}).content.decode()
        text = plain(re.sub(r"<option.*?</option>|<script.*?</script>", "", html, flags=re.DOTALL))
        for name in (programme.title, programme.organisation.short_name, programme.organisation.name, "Русский"):
            text = text.replace(name, "")
        assert re.findall("[а-яё]{3,}", text.lower()) == []


class TestHeaders:
    def test_nothing_foreign_runs_or_frames(self, curator, programme):
        answer = curator.get(HOME)
        policy = dict(
            part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if " " in part.strip()
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"

    def test_pages_of_people_are_stored_nowhere(self, curator, programme):
        assert {"private", "no-store"} <= set(re.split(r",\s*", curator.get(HOME)["Cache-Control"]))

    def test_nothing_is_loaded_from_elsewhere(self, curator, programme):
        html = curator.get(HOME).content.decode()
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []

    def test_cookies_are_not_for_scripts_nor_for_other_sites(self, curator):
        newcomer = Client()
        newcomer.post(reverse("account_login"), {"login": curator.hat.user.username, "password": f.PASSWORD})
        cookie = newcomer.cookies[settings.SESSION_COOKIE_NAME]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

    def test_a_form_without_its_token_is_refused(self, client_as, programme):
        hat = client_as(Role.CURATOR).hat
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(hat.user)
        assert strict.post("/pairs/propose/").status_code == 403


class TestErrors:
    def test_a_page_that_is_not_there(self, curator):
        answer = curator.get("/nowhere/")
        assert answer.status_code == 404
        assert "Страница не найдена Её нет, или она не ваша." in plain(answer.content.decode())

    def test_a_page_that_is_not_for_this_role(self, client_as, programme):
        answer = client_as(Role.PSYCHOLOGIST).get("/users/")
        assert answer.status_code == 403
        text = plain(answer.content.decode())
        assert "Traceback" not in text
        assert re.search("[а-я]{4,}", text)

    def test_a_breakdown_says_so_without_details(self, client_as, programme, monkeypatch):
        def broken(*args, **kwargs):
            raise RuntimeError("Нечай Пётр")

        client = client_as(Role.CURATOR)
        client.raise_request_exception = False
        monkeypatch.setattr(views, "render", broken)
        answer = client.get(HOME)
        assert answer.status_code == 500
        assert "Нечай" not in answer.content.decode()

    @pytest.mark.parametrize("method", ["get", "put", "delete"])
    def test_deeds_are_done_by_post_only(self, curator, programme, method):
        assert getattr(curator, method)("/pairs/propose/").status_code == 405


class TestPlace:
    @pytest.mark.parametrize(
        ("url", "entry"),
        [(HOME, "Обзор"), ("/pairs/", "Пары"), ("/pairs/manual/", "Пары"), ("/bases/mentees/", "Наставляемые"),
         ("/nominations/", "Наставляемые"),
         ("/consents/mentor/sheets/", "Наставники"), ("/documents/order/", "Документы"), ("/users/add/", "Пользователи")],
    )  # fmt: skip
    def test_the_navigation_shows_where_one_is(self, curator, programme, url, entry):
        html = curator.get(url).content.decode()
        current = re.findall(r'<a[^>]*aria-current="page"[^>]*>(.*?)</a>', html, re.DOTALL)
        assert [plain(text) for text in current] == [entry]

    def test_a_page_has_one_heading_one_main_and_a_way_past_the_menu(self, curator, programme):
        html = curator.get(HOME).content.decode()
        assert (html.count("<h1"), html.count("<main")) == (1, 1)
        assert 'class="skip" href="#main"' in html

    def test_a_user_without_a_role_is_told_whom_to_ask(self, client, db):
        client.force_login(f.UserFactory())
        text = plain(client.get(HOME).content.decode())
        assert "роль" in text.lower()

    def test_components_are_shown_to_those_who_build(self, curator):
        assert curator.get("/components/").status_code == 200
