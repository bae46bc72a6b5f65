"""Addresses of documents."""

from django.urls import path

from nastavnik.web.documents import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("order/", views.order, name="order"),
    path("<uuid:pk>/word/", views.word, name="word"),
    path("<uuid:pk>/pdf/", views.pdf, name="pdf"),
]
