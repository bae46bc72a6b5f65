"""Workbooks, lists that Word numbers itself, signature blocks, tables that go on or have no headings."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nastavnik.roadmaps.outline import Side
from nastavnik.roadmaps.reading import UnreadableFile, read_file
from tests.roadmaps.conftest import EXAMPLES

HEAD = ("№", "Мероприятие", "Срок", "Ответственный")


def workbook(*sheets, merges=()):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    wrapped = book.add_format({"text_wrap": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
        for top, left, bottom, right, text in merges:
            sheet.merge_range(top, left, bottom, right, text, wrapped)
    book.close()
    return out.getvalue()


def activities(outline):
    return [row for stage in outline.stages for row in stage.activities]


def as_workbook(name):
    """A Word example as a workbook with the same cells, merged alike."""
    table = docx.Document(EXAMPLES / f"{name}.docx").tables[0]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "План на 2022 – 2023 год")
    places = {}
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row.cells):
            places.setdefault(id(cell._tc), (cell.text, []))[1].append((number, place))
            places[id(cell._tc), "kept"] = cell  # the proxy must live, or its key is given to another
    for key, value in places.items():
        if isinstance(key, tuple):
            continue
        text, covered = value
        (top, left), (bottom, right) = min(covered), max(covered)
        if (top, left) == (bottom, right):
            sheet.write_string(top, left, text)
        else:
            sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return out.getvalue()


class TestWorkbooks:
    @pytest.mark.parametrize("name", ["roadmap-municipal-2022", "plan-implementation-2020", "roadmap-school-2024"])
    def test_the_same_table_is_read_the_same(self, name):
        data = (EXAMPLES / f"{name}.docx").read_bytes()
        in_word, in_excel = read_file(data, "к.docx"), read_file(as_workbook(name), "к.xlsx")
        strip = [
            [(row.number, row.text, row.side, row.responsible, row.result, row.term.text) for row in activities(read)]
            for read in (in_word, in_excel)
        ]
        assert strip[0] == strip[1]
        assert [(s.number, s.title) for s in in_word.stages] == [(s.number, s.title) for s in in_excel.stages]

    def test_title_and_signatures_stand_on_the_sheet_too(self):
        rows = [
            ("УТВЕРЖДАЮ",), ("Дорожная карта на 2024-2025 учебный год",), HEAD, ("1.", "Подготовка"),
            ("1.1", "Сбор анкет", "до 15.10.2024", "куратор"), ("1.2", "Итоги", "май", "Нечай Н.А."),
            ("", "Директор школы ____________ /Нечай/"),
        ]  # fmt: skip
        read = read_file(workbook(rows), "к.xlsx")
        assert read.title == "Дорожная карта на 2024-2025 учебный год"
        assert [(stage.number, stage.title) for stage in read.stages] == [(1, "Подготовка")]
        assert [(row.text, row.term.end, row.responsible) for row in activities(read)] == [
            ("Сбор анкет", date(2024, 10, 15), ("куратор",)), ("Итоги", date(2025, 5, 31), ("Нечай Н.А.",)),
        ]  # fmt: skip

    def test_cells_merged_downwards_hold_for_each_row(self):
        rows = [HEAD, ("1", "Сбор", "", "куратор"), ("2", "Итоги", "", "директор")]
        read = read_file(workbook(rows, merges=[(1, 2, 2, 2, "май 2025 г.")]), "к.xlsx")
        assert [row.term.end for row in activities(read)] == [date(2025, 5, 31)] * 2

    def test_every_sheet_counts(self):
        one = [HEAD, ("1", "Сбор", "май 2025 г.", "куратор")]
        two = [HEAD, ("1", "Итоги", "июнь 2025 г.", "куратор")]
        assert [row.text for row in activities(read_file(workbook(one, two), "к.xlsx"))] == ["Сбор", "Итоги"]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (workbook([("Фамилия", "Класс"), ("Нечай", "8")]), "нет столбцов дорожной карты"),
            (workbook([]), "нет ни одной заполненной таблицы"),
            (workbook([HEAD])[:-400], "не документ Word или повреждён"),
        ],
        ids=["people", "empty", "torn"],
    )
    def test_what_cannot_be_read_is_refused(self, data, sentence):
        with pytest.raises(UnreadableFile, match=sentence):
            read_file(data, "к.xlsx")


class TestListsThatWordNumbers:
    @staticmethod
    def item(cell, text, level):
        paragraph = cell.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        numbering = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", level), ("w:numId", 1)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), str(value))
            numbering.append(element)
        properties.append(numbering)

    def test_items_are_parted_and_inner_lists_stay_with_their_item(self):
        document = docx.Document()
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table.rows[0].cells, ("Этап", "Работа внутри", "Работа с внешней средой"), strict=True):
            cell.text = text
        table.rows[1].cells[0].text = "1 этап «База» май 2025 года"
        for text, level in (("Собрать анкеты:", 0), ("учеников", 1), ("учителей", 1), ("Обобщить", 0)):
            self.item(table.rows[1].cells[1], text, level)
        out = io.BytesIO()
        document.save(out)
        assert [(row.side, row.text) for row in activities(read_file(out.getvalue(), "к.docx"))] == [
            (Side.INSIDE, "Собрать анкеты: – учеников – учителей"), (Side.INSIDE, "Обобщить"),
        ]  # fmt: skip


class TestTablesWithoutHeadings:
    def test_one_goes_on_after_a_break(self, word):
        data = word([HEAD, ("1", "Сбор", "май 2025 г.", "куратор")], [("2", "Итоги", "июнь 2025 г.", "директор")])
        read = read_file(data, "к.docx")
        assert len(read.stages) == 1
        assert [row.text for row in activities(read)] == ["Сбор", "Итоги"]

    def test_another_of_the_same_width_does_not(self, word):
        data = word([HEAD, ("1", "Сбор", "май 2025 г.", "куратор")], [("Нечай", "8А", "отличник", "спортсмен")])
        assert [row.text for row in activities(read_file(data, "к.docx"))] == ["Сбор"]

    def test_columns_are_known_by_what_stands_in_them(self, word):
        data = word([
            ("до 15.10.2024", "Куратор", "Провести анкетирование учеников", "1."),
            ("декабрь", "Нечай Н.А.", "Подвести итоги первого полугодия", "2."),
            ("по графику", "Директор", "Обучить наставников в школе наставников", "3."),
        ])  # fmt: skip
        assert [(row.number, row.text, row.responsible, row.term.end) for row in activities(read_file(data, "к.docx"))] == [
            ("1", "Провести анкетирование учеников", ("Куратор",), date(2024, 10, 15)),
            ("2", "Подвести итоги первого полугодия", ("Нечай Н.А.",), date(2024, 12, 31)),
            ("3", "Обучить наставников в школе наставников", ("Директор",), None),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "rows", [[("Нечай", "8А"), ("Щеголева", "9Б")], [("май", "да"), ("июнь", "нет")], [("1", "2"), ("3", "4")]]
    )
    def test_other_tables_have_no_such_columns(self, word, rows):
        with pytest.raises(UnreadableFile, match="нет столбцов"):
            read_file(word(rows), "к.docx")

    @pytest.mark.parametrize(
        "words", ["Директор ________ Нечай", "УТВЕРЖДАЮ", "Согласовано: профсоюз", "Куратор /Нечай/"]
    )
    def test_signatures_are_no_events(self, word, words):
        data = word([HEAD, ("1", "Сбор", "май 2025 г.", "куратор"), (words, "", "", "")])
        assert [row.text for row in activities(read_file(data, "к.docx"))] == ["Сбор"]


class TestActionsInOneLine:
    def test_numbers_inside_the_text_part_it(self, word):
        data = word([
            ("Этап", "Работа внутри", "Ресурсы"),
            ("1 этап «База» май 2025 года", "1.Сбор анкет в МБОУ № 17 2. Итоги за 2024 год; 3.Приказ",
             "Внутренние ресурсы: - сайт - зал Внешние: - вуз"),
        ])  # fmt: skip
        found = activities(read_file(data, "к.docx"))
        assert [(row.number, row.text) for row in found] == [
            ("1", "Сбор анкет в МБОУ № 17"), ("2", "Итоги за 2024 год;"), ("3", "Приказ"),
        ]  # fmt: skip
        assert (found[0].resources_inside, found[0].resources_outside) == (("сайт", "зал"), ("вуз",))
