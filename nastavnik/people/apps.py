"""The application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nastavnik.people"
