"""Addresses of questionnaires."""

from django.urls import path, register_converter

from nastavnik.questionnaires.enums import Wave
from nastavnik.web.surveys import curator_views, views


class WaveConverter:
    regex = "|".join(Wave.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(WaveConverter, "wave")

urlpatterns = [
    path("", views.listing, name="list"),
    path("mine/", views.mine, name="mine"),
    path("preferences/", curator_views.preferences, name="preferences"),
    path("waves/<wave:wave>/open/", views.open_wave, name="open_wave"),
    path("waves/<wave:wave>/close/", views.close_wave, name="close_wave"),
    path("<uuid:pk>/", views.survey, name="survey"),
    path("<uuid:pk>/summary/", views.summary, name="summary"),
    path("<uuid:pk>/answers/", views.answers, name="answers"),
    path("<uuid:pk>/paper/", views.paper, name="paper"),
    path("<uuid:pk>/cards/", views.cards, name="cards"),
    path("<uuid:pk>/sheet/", curator_views.sheet, name="sheet"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/answer/<uuid:participation>/", views.enter, name="enter"),
]
