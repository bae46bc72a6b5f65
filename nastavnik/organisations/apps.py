"""The application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "nastavnik.organisations"
