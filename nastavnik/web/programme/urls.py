"""Addresses of the programme."""

from django.urls import path

from nastavnik.web.programme import views

urlpatterns = [
    path("", views.detail, name="detail"),
    path("new/", views.create, name="create"),
    path("edit/", views.edit, name="edit"),
    path("archive/", views.archive, name="archive"),
    path("classes/", views.classes, name="classes"),
    path("<uuid:pk>/choose/", views.choose, name="choose"),
]
