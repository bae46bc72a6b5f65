"""Files that pages hand out."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

# how a kind of file ends, and what browsers call it
KINDS = {
    "word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (".pdf", "application/pdf"),
    "excel": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file made a moment ago, under a Russian name; it is kept nowhere."""
    ending, mime = KINDS[kind]
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + ending)}"
    return answer
