"""Addresses of the texts of questionnaires."""

from django.urls import path

from nastavnik.web.questionnaires import views

urlpatterns = [
    path("", views.listing, name="list"),
    path("own/", views.start_own, name="start_own"),
    path("drafts/<uuid:pk>/", views.draft, name="draft"),
    path("drafts/<uuid:pk>/heading/", views.heading, name="heading"),
    path("drafts/<uuid:pk>/preview/", views.preview_draft, name="preview_draft"),
    path("drafts/<uuid:pk>/add/<slug:kind>/", views.add_question, name="add_question"),
    path("drafts/<uuid:pk>/publish/", views.publish, name="publish"),
    path("drafts/<uuid:pk>/drop/", views.drop_draft, name="drop_draft"),
    path("drafts/<uuid:pk>/<slug:code>/", views.question, name="question"),
    path("drafts/<uuid:pk>/<slug:code>/up/", views.move_up, name="move_up"),
    path("drafts/<uuid:pk>/<slug:code>/down/", views.move_down, name="move_down"),
    path("drafts/<uuid:pk>/<slug:code>/drop/", views.drop_question, name="drop_question"),
    path("<slug:code>/", views.preview, name="preview"),
    path("<slug:code>/blank/", views.blank, name="blank"),
    path("<slug:code>/edit/", views.start_draft, name="start_draft"),
    path("<slug:code>/retire/", views.retire, name="retire"),
]
