"""Addresses of results."""

from django.urls import path

from nastavnik.web.results import views

urlpatterns = [
    path("", views.detail, name="detail"),
    path("report/", views.report, name="report"),
    path("carry-over/", views.carry_over, name="carry_over"),
    path("complete/", views.complete, name="complete"),
]
