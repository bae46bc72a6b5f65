"""Addresses of the bases."""

from django.urls import path, register_converter

from nastavnik.programmes.enums import Side
from nastavnik.web.bases import saved, views


class SideConverter:
    regex = "|".join(Side.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class RegisterFormConverter(SideConverter):
    regex = "excel|word|pdf"


register_converter(SideConverter, "side")
register_converter(RegisterFormConverter, "registerform")

urlpatterns = [
    path("mentees/", views.mentees, name="mentees"),
    path("mentors/", views.mentors, name="mentors"),
    path("<side:side>/register/<registerform:form>/", views.register, name="register"),
    path("<side:side>/add/", views.add, name="add"),
    path("<side:side>/approve-ready/", views.approve_ready, name="approve_ready"),
    path("participants/<uuid:pk>/", views.participation, name="participation"),
    path("participants/<uuid:pk>/offer/", views.offer, name="offer"),
    path("participants/<uuid:pk>/approve/", views.approve, name="approve"),
    path("participants/<uuid:pk>/decline/", views.decline, name="decline"),
    path("participants/<uuid:pk>/reconsider/", views.reconsider, name="reconsider"),
    path("<side:side>/chosen/", views.decide_chosen, name="decide_chosen"),
    path("<side:side>/views/save/", saved.save, name="save_view"),
    path("views/<uuid:pk>/remove/", saved.remove, name="remove_view"),
    path("mentors/former/", views.former, name="former"),
    path("competences/", views.competences, name="competences"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/cases/", views.cases, name="cases"),
]
