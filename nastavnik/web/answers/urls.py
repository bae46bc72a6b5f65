"""Addresses of imports of answers."""

from django.urls import path

from nastavnik.web.answers import views

urlpatterns = [
    path("<uuid:pk>/", views.upload, name="upload"),
    path("files/<uuid:pk>/", views.run, name="run"),
    path("files/<uuid:pk>/columns/", views.remap, name="remap"),
    path("files/<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("files/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("files/<uuid:pk>/undo/", views.undo, name="undo"),
    path("files/<uuid:pk>/refused/", views.refused, name="refused"),
]
