"""Files that pages hand out."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from nastavnik.consents.handouts import HandedOut, left_out_words

# how a kind of file ends, and what browsers call it
KINDS = {
    "word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (".pdf", "application/pdf"),
    "excel": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def handed_out(request: HttpRequest, made: HandedOut, name: str, kind: str) -> HttpResponse:
    """A file of people as a service made it; the next page says how many are not in it."""
    if made.left_out:
        messages.warning(request, f"{name}: {left_out_words(made.left_out)}")
    return attachment(made.content, name, kind)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file made a moment ago, under a Russian name; it is kept nowhere."""
    ending, mime = KINDS[kind]
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + ending)}"
    return answer
