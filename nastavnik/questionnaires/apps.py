"""The application."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "nastavnik.questionnaires"
