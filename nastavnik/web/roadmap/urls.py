"""Addresses of the road map."""

from django.urls import path

from nastavnik.web.roadmap import rolling, views

urlpatterns = [
    path("", views.detail, name="detail"),
    path("upload/", views.upload, name="upload"),
    path("activities/<uuid:pk>/", views.activity, name="activity"),
    path("activities/<uuid:pk>/done/", views.done, name="done"),
    path("activities/<uuid:pk>/undone/", views.undone, name="undone"),
    path("changes/", rolling.changes, name="changes"),
    path("<uuid:pk>/roll-over/", rolling.roll_over, name="roll_over"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
]
