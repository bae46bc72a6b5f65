"""All addresses: sign-in by allauth, the language switch, and the pages of the areas of `web`."""

from __future__ import annotations

from importlib import import_module

from django.urls import include, path
from django.views.i18n import set_language

from nastavnik.web.accounts import views as accounts
from nastavnik.web.home import views as home

AREAS = (
    "programme", "roadmap", "imports", "bases", "consents", "pairs", "work", "surveys", "results", "documents", "schools",
    "users", "journal", "links", "nominations", "measures", "questionnaires",
    "reminders", "answers", "swot", "indicators",
)  # fmt: skip

set_language.access = "public"  # type: ignore[attr-defined]

urlpatterns = [
    path("", home.home, name="home"),
    path("hat/", accounts.choose_hat, name="hat"),
    path("language/", set_language, name="set_language"),
    path("roles/", accounts.roles, name="roles"),
    path("components/", include("nastavnik.web.gallery.urls")),
    path("account/", include("allauth.account.urls")),
    *(
        path(f"{area}/", include((import_module(f"nastavnik.web.{area}.urls").urlpatterns, area), namespace=area))
        for area in AREAS
    ),
]
