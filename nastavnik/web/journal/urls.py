"""Addresses of the journal."""

from django.urls import path

from nastavnik.web.journal import views

urlpatterns = [path("", views.listing, name="list")]
