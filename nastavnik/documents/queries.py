"""Questions about the register of papers."""

from __future__ import annotations

from django.db.models import QuerySet

from nastavnik.documents.models import Document
from nastavnik.programmes.models import Programme


def register(programme: Programme) -> QuerySet[Document]:
    return Document.objects.filter(programme=programme)
