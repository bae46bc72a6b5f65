"""The application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nastavnik.web"
