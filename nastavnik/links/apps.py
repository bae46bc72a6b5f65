"""The application."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "nastavnik.links"
