"""The register of mentees as a paper (methodology §4.3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nastavnik.documents.registry import DocumentKind
from nastavnik.mentoring.registers import MENTEE_COLUMNS


def sample() -> dict[str, Any]:
    """Invented people."""
    return {
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
        "year": "2026/2027",
        "dated": "21\u00a0ноября 2026\u00a0г.",
        "rows": [{key: f"{heading[:12]} 1".strip() for key, heading in MENTEE_COLUMNS.items()} | {"number": "1"}],
        "curator": "П.\u00a0И.\u00a0Савич",
    }


DOCUMENT = DocumentKind(
    code="mentee_register",
    title="База наставляемых",
    folder=Path(__file__).resolve().parent,
    fields=frozenset(sample()),
    sample=sample,
)
