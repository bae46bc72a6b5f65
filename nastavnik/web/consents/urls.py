"""Addresses of consents."""

from django.urls import path

from nastavnik.web.bases import urls  # noqa: F401 – registers the converter of sides
from nastavnik.web.consents import removal, views

urlpatterns = [
    path("<side:side>/many/", views.many, name="many"),
    path("<side:side>/sheets/", views.sheets, name="sheets"),
    path("participants/<uuid:pk>/give/", views.give, name="give"),
    path("participants/<uuid:pk>/sheets/", views.sheets_of, name="sheets_of"),
    path("participants/<uuid:pk>/link/", views.link, name="link"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/scan/", views.scan, name="scan"),
    path("<uuid:pk>/scan/read/", views.read_scan, name="read_scan"),
    path("removals/", removal.listing, name="removals"),
    path("people/<uuid:pk>/removal/", removal.of_person, name="removal"),
    path("mentions/<uuid:pk>/reopen/", removal.reopen, name="reopen"),
    path("workers/<uuid:pk>/terms/", views.labour, name="labour"),
    path("workers/<uuid:pk>/end/", views.end_labour, name="end_labour"),
]
