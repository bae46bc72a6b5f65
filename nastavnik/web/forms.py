"""How forms look: Django's own rendering with our field template."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "django/forms/field.html"
