"""The two official registers as papers (methodology §4.3): kinds of documents alike but for their columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nastavnik.documents.registry import DocumentKind
from nastavnik.mentoring.registers import COLUMNS, TITLES
from nastavnik.programmes.enums import Side


def register_kind(side: Side, folder: Path) -> DocumentKind:
    """The register of one side; `folder` holds its templates."""

    def sample() -> dict[str, Any]:
        """Invented people."""
        row = {key: f"{heading[:12]} 1".strip() for key, heading in COLUMNS[side].items()}
        return {
            "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
            "year": "2026/2027",
            "dated": "21\u00a0ноября 2026\u00a0г.",
            "rows": [row | {"number": "1"}],
            "left_out": "1 человек не вошёл: нет действующего согласия.",
            "curator": "П.\u00a0И.\u00a0Савич",
        }

    return DocumentKind(
        code=f"{side.value}_register", title=TITLES[side], folder=folder, fields=frozenset(sample()), sample=sample
    )
