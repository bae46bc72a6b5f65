"""Addresses of accessibility measures."""

from django.urls import path

from nastavnik.web.measures import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("people/<uuid:pk>/", views.plan, name="plan"),
    path("<uuid:pk>/done/", views.finish, name="finish"),
    path("<uuid:pk>/drop/", views.drop, name="drop"),
]
