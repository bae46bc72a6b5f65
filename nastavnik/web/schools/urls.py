"""Addresses of the municipality."""

from django.urls import path

from nastavnik.web.schools import views

urlpatterns = [path("", views.listing, name="list")]
