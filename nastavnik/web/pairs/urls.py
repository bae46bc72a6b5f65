"""Addresses of pairs and groups."""

from django.urls import path

from nastavnik.web.pairs import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("runs/start/", views.start_run, name="start_run"),
    path("runs/<uuid:pk>/", views.run, name="run"),
    path("runs/<uuid:pk>/accept/", views.accept_all, name="accept_all"),
    path("runs/<uuid:pk>/try/", views.try_change, name="try"),
    path("trials/<uuid:pk>/", views.trial, name="trial"),
    path("trials/<uuid:pk>/apply/", views.apply_trial, name="apply_trial"),
    path("forbidden/<uuid:pk>/allow/", views.allow, name="allow"),
    path("proposals/<uuid:pk>/accept/", views.accept, name="accept"),
    path("manual/", views.manual, name="manual"),
    path("places/<uuid:pk>/remove/", views.remove, name="remove"),
    path("places/<uuid:pk>/lock/", views.lock, name="lock"),
    path("places/<uuid:pk>/release/", views.release, name="release"),
    path("propose/", views.propose, name="propose"),
    path("approve/", views.approve, name="approve"),
    path("<uuid:pk>/back/", views.send_back, name="send_back"),
    path("<uuid:pk>/end/", views.end, name="end"),
]
