"""Word files made for a test, and the five real-shaped ones."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

EXAMPLES = Path(__file__).parent.parent / "data" / "roadmaps"


@pytest.fixture
def word():
    """`word(rows, title="…")`: the bytes of a .docx with one table of these rows; a row of one cell goes across."""

    def make(*tables, title="Дорожная карта на 2024-2025 учебный год"):
        document = docx.Document()
        document.add_paragraph(title)
        for rows in tables:
            width = max(len(row) for row in rows)
            table = document.add_table(rows=0, cols=width)
            for row in rows:
                cells = table.add_row().cells
                if len(row) == 1:
                    cells[0].merge(cells[-1]).text = row[0]
                    continue
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return make
