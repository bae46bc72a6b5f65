"""The application."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "nastavnik.consents"
