"""Addresses of users."""

from django.urls import path

from nastavnik.web.users import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("add/", views.add, name="add"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/add/", views.add_school, name="add_school"),
    path("<uuid:pk>/password/", views.new_password, name="new_password"),
    path("<uuid:pk>/disable/", views.disable, name="disable"),
    path("<uuid:pk>/enable/", views.enable, name="enable"),
    path("<uuid:pk>/roles/add/", views.add_role, name="add_role"),
    path("<uuid:pk>/roles/remove/", views.remove_role, name="remove_role"),
]
