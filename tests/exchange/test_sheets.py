"""Tables as Excel files, read back by another library."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nastavnik.exchange.sheets import table_xlsx

COLUMNS = {"name": "Имя", "words": "Слова"}


def back(rows, title="База"):
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(title, COLUMNS, rows))).active


def test_headings_and_rows_in_their_order():
    sheet = back([{"name": "Нечай", "words": "а"}, {"name": "Дюма", "words": "б", "spare": "нет"}])
    assert list(sheet.values) == [("Имя", "Слова"), ("Нечай", "а"), ("Дюма", "б")]


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5", "@SUM(A1)", "http://evil.example", "007", "1e5", "3/4"])
def test_whatever_it_begins_with_it_stays_text(text):
    cell = back([{"name": text, "words": ""}])["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_headings_stay_and_can_be_filtered_by():
    sheet = back([{"name": "Нечай", "words": "а"}])
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.page_setup.orientation == "landscape"


def test_an_empty_table_has_its_headings():
    assert next(iter(back([]).values)) == ("Имя", "Слова")


def test_a_cell_longer_than_excel_holds_is_cut():
    assert len(back([{"name": "я" * 40_000, "words": ""}])["A2"].value) == 32_767


def test_a_long_title_is_cut_to_what_a_sheet_may_be_called():
    assert len(back([], title="База " * 20).title) == 31
