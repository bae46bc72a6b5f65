"""Addresses of personal links."""

from django.urls import path

from nastavnik.web.links import views

urlpatterns = [
    path("<str:token>/", views.start, name="start"),
    path("<str:token>/<uuid:pk>/", views.answer, name="answer"),
]
