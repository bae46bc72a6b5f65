"""Word files from templates that a school may edit: sandboxed and escaped, because a template is somebody's input."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment


class TemplateRefused(ValueError):
    """The template asks for what it may not have, or for data there is none of; the message is for its editor."""


def render_docx(template: bytes, context: Mapping[str, Any]) -> bytes:
    """The template filled with the context; raises `TemplateRefused` for a template that is broken or dangerous."""
    document = DocxTemplate(io.BytesIO(template))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document.render(dict(context), jinja_env=environment, autoescape=True)
    except TemplateError as error:
        raise TemplateRefused(_("Шаблон документа не заполнить: %(error)s") % {"error": error}) from error
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
