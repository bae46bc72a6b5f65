"""Addresses of SWOT analyses."""

from django.urls import path

from nastavnik.web.swot import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("begin/", views.begin, name="begin"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/add/", views.add, name="add"),
    path("<uuid:pk>/sign/", views.sign, name="sign"),
    path("<uuid:pk>/drop/", views.drop, name="drop"),
    path("bullets/<uuid:pk>/", views.change, name="change"),
    path("bullets/<uuid:pk>/remove/", views.remove, name="remove"),
]
