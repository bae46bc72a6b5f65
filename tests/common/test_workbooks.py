"""Workbooks below every other floor: rows with their numbers, merged ranges as Excel counts them, refusals in words."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.common.workbooks import workbook_sheets


def workbook(fill):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    fill(book.add_worksheet("План"))
    book.close()
    return out.getvalue()


def test_rows_keep_their_numbers_and_lose_their_empty_ends():
    def fill(sheet):
        sheet.write_string(2, 1, "Сбор")
        sheet.write_string(4, 0, "Итоги")

    [sheet] = workbook_sheets(workbook(fill), "к.xlsx", 100)
    assert (sheet.name, [list(row) for row in sheet.rows]) == ("План", [[3, "", "Сбор"], [5, "Итоги"]])
    assert list(sheet.merged) == []


def test_merged_ranges_are_named_by_rows_from_one_and_columns_from_nought():
    def fill(sheet):
        sheet.merge_range(0, 0, 0, 3, "Раздел")
        sheet.merge_range(1, 2, 3, 2, "май")

    [sheet] = workbook_sheets(workbook(fill), "к.xlsx", 100)
    assert sorted(map(list, sheet.merged)) == [[1, 0, 1, 3], [2, 2, 4, 2]]


def test_no_more_rows_than_asked_for():
    def fill(sheet):
        for number in range(10):
            sheet.write_number(number, 0, number)

    [sheet] = workbook_sheets(workbook(fill), "к.xlsx", 3)
    assert [list(row) for row in sheet.rows] == [[1, "0"], [2, "1"], [3, "2"]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook(lambda sheet: None), "нет ни одной заполненной таблицы"),
        (workbook(lambda sheet: None)[:300], "повреждён"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "документ Word"),
    ],
    ids=["empty", "torn", "word"],
)
def test_what_cannot_be_read_is_said(data, sentence):
    with pytest.raises(UnreadableTable, match=sentence):
        workbook_sheets(data, "к.xlsx", 100)
