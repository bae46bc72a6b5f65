"""Addresses of imports."""

from django.urls import path

from nastavnik.web.imports import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:pk>/", views.run, name="run"),
    path("<uuid:pk>/columns/", views.remap, name="remap"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/undo/", views.undo, name="undo"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("<uuid:pk>/refused/", views.refused, name="refused"),
]
