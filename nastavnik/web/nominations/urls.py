"""Addresses of proposals."""

from django.urls import path

from nastavnik.web.nominations import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("links/add/", views.make_link, name="make_link"),
    path("links/<uuid:pk>/close/", views.close_link, name="close_link"),
    path("<uuid:pk>/accept/", views.accept, name="accept"),
    path("<uuid:pk>/decline/", views.decline, name="decline"),
]
