"""Addresses of the road map."""

from django.urls import path

from nastavnik.web.roadmap import editing, rolling, views

urlpatterns = [
    path("", views.detail, name="detail"),
    path("upload/", views.upload, name="upload"),
    path("activities/<uuid:pk>/", views.activity, name="activity"),
    path("activities/<uuid:pk>/done/", views.done, name="done"),
    path("activities/<uuid:pk>/undone/", views.undone, name="undone"),
    path("start/", editing.start, name="start"),
    path("term/", editing.term, name="term"),
    path("stages/<uuid:pk>/", editing.stage, name="stage"),
    path("stages/<uuid:pk>/up/", editing.move_stage, {"way": "up"}, name="stage_up"),
    path("stages/<uuid:pk>/down/", editing.move_stage, {"way": "down"}, name="stage_down"),
    path("stages/<uuid:pk>/remove/", editing.remove_stage, name="remove_stage"),
    path("<uuid:pk>/add-stage/", editing.add_stage, name="add_stage"),
    path("changes/", rolling.changes, name="changes"),
    path("<uuid:pk>/roll-over/", rolling.roll_over, name="roll_over"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
]
