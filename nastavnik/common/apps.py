"""The application."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "nastavnik.common"
