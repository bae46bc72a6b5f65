"""Addresses of reminders."""

from django.urls import path

from nastavnik.web.bases import urls  # noqa: F401 – registers the converter of sides
from nastavnik.web.reminders import views

urlpatterns = [
    path("surveys/<uuid:pk>/", views.survey, name="survey"),
    path("<side:side>/", views.consents, name="consents"),
]
