"""Kinds of documents: each is a folder with its template and the function that gathers its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nastavnik.common.registry import Catalogue


@dataclass(frozen=True)
class DocumentKind:
    """`fields` are the keys the templates use; `sample` gives invented data for tests and for editors of templates."""

    code: str
    title: str
    folder: Path
    fields: frozenset[str]
    sample: Callable[[], Mapping[str, Any]]

    @property
    def word_template(self) -> bytes:
        return (self.folder / "template.docx").read_bytes()

    @property
    def pdf_template(self) -> Path:
        return self.folder / "template.typ"


KINDS: Catalogue[DocumentKind] = Catalogue("nastavnik.documents.types", "DOCUMENT")
