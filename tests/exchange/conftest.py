"""Files as schools send them, made on the spot or kept in tests/data/tables."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from nastavnik.exchange.columns import recognise
from nastavnik.exchange.preview import build_preview, guess_purpose
from nastavnik.exchange.tables import read_table

DATA = Path(__file__).parents[1] / "data" / "tables"


@pytest.fixture(scope="session")
def today():
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def sample():
    """The bytes of a kept file."""
    return lambda name: (DATA / name).read_bytes()


@pytest.fixture(scope="session")
def workbook():
    """An xlsx of the given sheets: name → rows; `finish(book, sheets)` may do more to it."""

    def make(finish=None, **sheets):
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
        made = []
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            made.append(sheet)
        if finish:
            finish(book, made)
        book.close()
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def preview_of(today):
    """The preview of a csv written in the test."""

    def make(text, known=(), purpose=None):
        table = read_table(text.encode(), "список.csv")
        mapping = recognise(table.header)
        return build_preview(table, mapping, known, purpose or guess_purpose(mapping), today)

    return make


@pytest.fixture(scope="session")
def previewed(sample, today):
    """The preview of a kept file."""

    def make(name, known=()):
        table = read_table(sample(name), name)
        mapping = recognise(table.header)
        return build_preview(table, mapping, known, guess_purpose(mapping), today)

    return make
