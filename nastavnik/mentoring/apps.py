"""The application."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "nastavnik.mentoring"
