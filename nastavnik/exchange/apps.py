"""The application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "nastavnik.exchange"
