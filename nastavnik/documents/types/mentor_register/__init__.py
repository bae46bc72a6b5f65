"""The register of mentors as a paper (methodology §4.3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nastavnik.documents.registry import DocumentKind
from nastavnik.mentoring.registers import MENTOR_COLUMNS


def sample() -> dict[str, Any]:
    """Invented people."""
    return {
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
        "year": "2026/2027",
        "dated": "21\u00a0ноября 2026\u00a0г.",
        "rows": [{key: f"{heading[:12]} 1".strip() for key, heading in MENTOR_COLUMNS.items()} | {"number": "1"}],
        "curator": "П.\u00a0И.\u00a0Савич",
    }


DOCUMENT = DocumentKind(
    code="mentor_register",
    title="База наставников",
    folder=Path(__file__).resolve().parent,
    fields=frozenset(sample()),
    sample=sample,
)
