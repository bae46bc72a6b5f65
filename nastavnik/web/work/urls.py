"""Addresses of the work of pairs."""

from django.urls import path

from nastavnik.web.work import views

urlpatterns = [
    path("", views.home, name="home"),
    path("pairs/<uuid:pk>/", views.pair, name="pair"),
    path("pairs/<uuid:pk>/meetings/add/", views.plan_meeting, name="plan_meeting"),
    path("pairs/<uuid:pk>/complete/", views.complete, name="complete"),
    path("meetings/<uuid:pk>/", views.change_meeting, name="change_meeting"),
    path("meetings/<uuid:pk>/hold/", views.hold, name="hold"),
    path("meetings/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("meetings/<uuid:pk>/feedback/", views.feedback, name="feedback"),
    path("places/<uuid:pk>/plan/", views.plan, name="plan"),
    path("places/<uuid:pk>/plan/edit/", views.edit_plan, name="edit_plan"),
    path("plans/<uuid:pk>/steps/add/", views.add_step, name="add_step"),
    path("plans/<uuid:pk>/agree/", views.agree_plan, name="agree_plan"),
    path("steps/<uuid:pk>/done/", views.finish_step, name="finish_step"),
]
