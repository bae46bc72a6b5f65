"""Address of the gallery of components."""

from django.urls import path

from nastavnik.web.gallery import views

urlpatterns = [path("", views.gallery, name="components")]
