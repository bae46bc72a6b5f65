"""Tables as Excel files, read back by another library."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nastavnik.exchange.sheets import Sheet, book_xlsx, table_xlsx

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


class TestBooks:
    def book(self, *titles, foot=""):
        sheets = [Sheet(title, COLUMNS, [{"name": title, "words": "а"}]) for title in titles]
        return openpyxl.load_workbook(io.BytesIO(book_xlsx(sheets, foot)))

    def test_each_table_has_its_sheet(self):
        book = self.book("Люди", "Пары")
        assert [(sheet.title, sheet["A2"].value) for sheet in book] == [("Люди", "Люди"), ("Пары", "Пары")]

    def test_names_that_excel_would_not_take(self):
        titles = self.book("Ответы: на входе [2026/27]", "анкета " * 9, "Анкета " * 9, "'Пары'").sheetnames
        assert titles == ["Ответы  на входе  2026 27", ("анкета " * 9)[:31], f"{('Анкета ' * 9)[:27]} 2", "Пары"]
        assert all(len(title) <= 31 for title in titles)

    def test_the_last_line_stands_below_the_first_table_only(self):
        first, second = self.book("Люди", "Пары", foot="Не вошёл один.")
        assert [row[0] for row in first.values] == ["Имя", "Люди", None, "Не вошёл один."]
        assert [row[0] for row in second.values] == ["Имя", "Пары"]
