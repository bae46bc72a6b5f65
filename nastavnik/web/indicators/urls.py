"""Addresses of indicators."""

from django.urls import path

from nastavnik.web.indicators import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("excel/", views.excel, name="excel"),
    path("people/<slug:code>/", views.people, name="people"),
    path("denominators/", views.denominators, name="denominators"),
    path("denominators/<uuid:pk>/remove/", views.remove, name="remove"),
    path("targets/", views.targets, name="targets"),
]
