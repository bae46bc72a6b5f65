"""Reading files: what is in them arrives whole, and what cannot be read is refused with a sentence."""

import csv
import io
import json
import time
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nastavnik.exchange.tables import MAX_ROWS, Row, Table, UnreadableTable, read_table

HEAD = ["ФИО", "Класс"]
EVA = ["Коваль Ева Ильинична", "7Б"]
LEV = ["Белый Лев Рустамович", "5Б"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data, name="список.xlsx", **options):
    with pytest.raises(UnreadableTable) as caught:
        read_table(data, name, **options)
    return str(caught.value)


def package(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


class TestKeptFiles:
    def test_headings_are_found_under_a_title_and_an_empty_row(self, sample):
        table = read_table(sample("pupils.xlsx"), "pupils.xlsx")
        assert table.header_row == 3
        assert table.header == (
            "№ п/п", "Класс", "ФИО и дата рождения", "Пол", "Законный представитель (ФИО)", "Телефон представителя",
            "Примечание",
        )  # fmt: skip
        assert table.sheet == "Список"
        assert table.notes == ()

    def test_the_first_and_the_last_pupil_stand_in_their_rows(self, sample):
        rows = {row.number: row.cells for row in read_table(sample("pupils.xlsx"), "pupils.xlsx").rows}
        assert rows[4] == (
            "1", "6В", "Белая Айгуль Петровна, 27.08.2014 г.р.", "ж", "Иванова Зоя Яковлевна", "+7 (999) 776-94-35",
            "малообеспеченная семья",
        )  # fmt: skip
        assert rows[184] == ("181", "5А", "Иванова Эльвира Игоревна, 01.04.2015", "ж", "", "", "")
        assert rows[185] == ("", "", "Итого:", "180", "", "", "")

    def test_a_phone_kept_as_a_number_has_no_point(self, sample):
        rows = {row.number: row.cells for row in read_table(sample("pupils.xlsx"), "pupils.xlsx").rows}
        assert rows[5][5] == "89630678996"

    @pytest.mark.parametrize("name", ["pupils.xlsx", "teachers.xlsx", "mentor-answers.xlsx"])
    def test_another_reader_sees_the_same_rows(self, sample, name):
        table = read_table(sample(name), name)
        sheet = openpyxl.load_workbook(io.BytesIO(sample(name))).active
        filled = [row for row in sheet.iter_rows(min_row=table.header_row + 1) if any(cell.value for cell in row)]
        assert [row.number for row in table.rows] == [row[0].row for row in filled]
        for ours, theirs in zip(table.rows, filled, strict=True):
            texts = [cell.value for cell in theirs if isinstance(cell.value, str)]
            assert [text.replace("\u00a0", " ").strip() for text in texts] == [
                ours.cells[cell.column - 1] for cell in theirs if isinstance(cell.value, str)
            ]

    def test_dates_of_a_workbook_stay_dates(self, sample):
        first = read_table(sample("teachers.xlsx"), "teachers.xlsx").rows[0]
        assert first == Row(
            2,
            ("Шевченко", "Фёдор", "Рустамович", "2003-05-10", "учитель", "математика", "0", "первая",
             "t1@school17.example"),
        )  # fmt: skip

    def test_answers_in_cp1251_keep_semicolons_inside_quotes(self, sample):
        table = read_table(sample("mentee-answers.csv"), "mentee-answers.csv")
        assert (table.header_row, table.sheet, len(table.rows)) == (1, "", 65)
        assert table.rows[1].cells[-1] == "сделать проект; выступить"
        assert {len(row.cells) for row in table.rows} == {10}

    def test_every_answer_of_the_file_is_there(self, sample):
        lines = sample("mentee-answers.csv").decode("cp1251").splitlines()
        names = [line.split(";")[1] for line in lines[1:]]
        table = read_table(sample("mentee-answers.csv"), "mentee-answers.csv")
        assert [row.cells[1] for row in table.rows] == names
        assert [row.number for row in table.rows] == list(range(2, len(lines) + 1))


class TestWorkbooks:
    def test_rows_keep_the_numbers_excel_shows(self, workbook):
        data = workbook(Лист=[[], [], [], [], HEAD, EVA, [], [], LEV])
        table = read_table(data, "a.xlsx")
        assert table.header_row == 5
        assert [(row.number, row.cells) for row in table.rows] == [(6, tuple(EVA)), (9, tuple(LEV))]

    def test_columns_may_start_away_from_the_edge(self, workbook):
        table = read_table(workbook(Лист=[["", *HEAD], ["", *EVA]]), "a.xlsx")
        assert table.rows[0].cells[-2:] == tuple(EVA)
        assert table.header[-2:] == tuple(HEAD)

    def test_the_first_sheet_with_headings_is_taken_and_said(self, workbook):
        data = workbook(Справка=[["Пояснение к файлу"]], Люди=[HEAD, EVA], Ещё=[HEAD, LEV])
        table = read_table(data, "a.xlsx")
        assert table.sheet == "Люди"
        assert [row.cells for row in table.rows] == [tuple(EVA)]
        assert table.notes == ("В файле несколько листов. Прочитан «Люди», не прочитаны: «Справка», «Ещё».",)

    def test_empty_sheets_are_not_worth_a_note(self, workbook):
        assert read_table(workbook(Люди=[HEAD, EVA], Лист2=[], Лист3=[]), "a.xlsx").notes == ()

    def test_a_last_row_formatted_in_passing_costs_nothing(self, workbook):
        def finish(book, sheets):
            sheets[0].write_blank(1_048_575, 0, None, book.add_format({"bold": True}))

        data = workbook(finish, Люди=[HEAD, EVA])
        started = time.monotonic()
        table = read_table(data, "a.xlsx")
        assert time.monotonic() - started < 2
        assert table.rows == (Row(2, tuple(EVA)),)

    def test_a_million_formatted_rows_are_no_rows(self, workbook):
        def finish(book, sheets):
            bold = book.add_format({"bold": True})
            for row in range(2, 100_000):
                sheets[0].write_blank(row, 0, None, bold)
            sheets[0].write_blank(1_048_575, 9, None, bold)

        assert read_table(workbook(finish, Люди=[HEAD, EVA]), "a.xlsx").rows == (Row(2, tuple(EVA)),)

    def test_a_value_in_the_last_row_is_a_row(self, workbook):
        data = workbook(lambda book, sheets: sheets[0].write(1_048_575, 0, "Ткач Илья"), Люди=[HEAD, EVA])
        assert [row.number for row in read_table(data, "a.xlsx").rows] == [2, 1_048_576]

    def test_a_value_in_the_last_cell_of_all_does_not_stop_the_server(self, workbook):
        data = workbook(lambda book, sheets: sheets[0].write(1_048_575, 16_383, "x"), Люди=[HEAD, EVA])
        assert "заполнена ячейка далеко за пределами списка" in refusal(data)

    def test_booleans_read_as_excel_shows_them(self, workbook):
        table = read_table(workbook(Люди=[[*HEAD, "Опыт наставничества"], [*EVA, True], [*LEV, False]]), "a.xlsx")
        assert [row.cells[2] for row in table.rows] == ["ИСТИНА", "ЛОЖЬ"]

    def test_a_text_that_looks_like_a_formula_stays_text(self, workbook):
        assert read_table(workbook(Люди=[HEAD, ["=1+1", "5А"]]), "a.xlsx").rows[0].cells == ("=1+1", "5А")

    def test_short_rows_are_as_wide_as_the_headings_and_long_ones_keep_everything(self, workbook):
        table = read_table(workbook(Люди=[HEAD, ["Ткач Илья"], [*EVA, "", "сбоку"]]), "a.xlsx")
        assert [row.cells for row in table.rows] == [("Ткач Илья", ""), (*EVA, "", "сбоку")]

    def test_no_more_than_twenty_thousand_people(self, workbook):
        fits = workbook(Люди=[HEAD, *([f"Ткач Ева {number}", "7Б"] for number in range(MAX_ROWS))])
        assert len(read_table(fits, "a.xlsx").rows) == MAX_ROWS
        over = workbook(Люди=[HEAD, *([f"Ткач Ева {number}", "7Б"] for number in range(MAX_ROWS + 1))])
        assert refusal(over) == "В файле «список.xlsx» больше 20000 строк. Разделите его на части."


class TestRefusals:
    @pytest.mark.parametrize("data", [b"", b"   \r\n\r\n", b"\n"])
    def test_empty(self, data):
        assert refusal(data) == "Файл «список.xlsx» пуст."

    def test_too_big(self):
        assert "больше 20 МБ" in refusal(b"a" * (20 * 1024 * 1024 + 1))

    def test_broken(self, sample):
        assert "повреждён" in refusal(sample("pupils.xlsx")[:9000])

    def test_a_workbook_without_its_sheets(self):
        assert "повреждён" in refusal(package(xl__workbook_xml="<workbook/>"))

    def test_locked_with_a_password(self):
        stream = "EncryptedPackage".encode("utf-16-le")
        assert "закрыт паролем" in refusal(OLE + b"\x00" * 600 + stream + b"\x00" * 600)

    def test_an_old_word_document(self):
        stream = "WordDocument".encode("utf-16-le")
        assert "документ Word" in refusal(OLE + b"\x00" * 600 + stream + b"\x00" * 600)

    def test_an_ole_file_of_another_kind(self):
        assert "повреждён" in refusal(OLE + b"\x00" * 2000)

    def test_a_word_document(self):
        assert "документ Word" in refusal(package(word__document="<w/>"), "дорожная карта.docx")

    def test_an_archive_of_something_else(self):
        assert "таблицы в нём нет" in refusal(package(readme="hello"), "a.zip")

    def test_a_bomb(self):
        data = package(xl__workbook="<x/>", xl__sheet="0" * (401 * 1024 * 1024))
        assert len(data) < 1024 * 1024
        assert "распаковывается в сотни мегабайт" in refusal(data)

    def test_sheets_without_headings(self, workbook):
        message = refusal(workbook(Лист=[["Оценка", 5], ["Итог", 4]]))
        assert message.startswith("В файле «список.xlsx» не найдена строка заголовков.")

    def test_a_workbook_with_nothing_in_it(self, workbook):
        assert "нет ни одной заполненной таблицы" in refusal(workbook(Лист=[]))

    @pytest.mark.parametrize("start", ["<html><body><table>", "<!DOCTYPE html><table>", "  <table>", "\ufeff<html>"])
    def test_a_web_page_called_xls(self, start):
        message = refusal(f"{start}<tr><td>ФИО</td><td>Класс</td></tr>".encode(), "выгрузка.xls")
        assert (
            message == "«выгрузка.xls» – веб-страница с чужим расширением. Откройте её в Excel и сохраните как .xlsx."
        )

    def test_a_picture(self):
        assert refusal(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "фото.csv")


class TestCsv:
    TEXT = "ФИО;Класс;Кого хотите видеть наставником\nЁлкина Алёна Игоревна;7Б;учителя\nБелый Лев;5Б;всё равно\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
    def test_usual_encodings_are_told(self, encoding):
        table = read_table(self.TEXT.encode(encoding), "a.csv")
        assert table.header == ("ФИО", "Класс", "Кого хотите видеть наставником")
        assert table.rows[0] == Row(2, ("Ёлкина Алёна Игоревна", "7Б", "учителя"))

    @pytest.mark.parametrize("encoding", ["cp866", "koi8-r", "mac-cyrillic", "iso8859-5"])
    def test_rare_encodings_are_refused_until_they_are_chosen(self, encoding):
        data = self.TEXT.encode(encoding)
        assert refusal(data, "a.csv") == (
            "Кодировка файла «a.csv» не распознана. Выберите её ниже или сохраните файл как «CSV UTF-8»."
        )
        assert read_table(data, "a.csv", encoding=encoding).rows[1].cells == ("Белый Лев", "5Б", "всё равно")

    @pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
    def test_two_lines_are_enough_to_see_a_wrong_encoding(self, encoding):
        assert "не распознана" in refusal("ФИО;Класс\nИванов Пётр;5А\n".encode(encoding), "a.csv")

    @pytest.mark.parametrize("encoding", ["cp866", "koi8-r"])
    def test_real_answers_in_a_rare_encoding_are_never_taken_for_russian(self, sample, encoding):
        text = sample("mentee-answers.csv").decode("cp1251").replace("–", "-")
        assert "не распознана" in refusal(text.encode(encoding), "a.csv")
        assert len(read_table(text.encode(encoding), "a.csv", encoding=encoding).rows) == 65

    def test_capitals_are_russian_as_well(self):
        data = "ФАМИЛИЯ;ИМЯ;КЛАСС\nИВАНОВ;ПЁТР;5А\n".encode("cp1251")
        assert read_table(data, "a.csv").rows[0].cells == ("ИВАНОВ", "ПЁТР", "5А")

    def test_a_wrong_choice_is_said(self):
        message = refusal(self.TEXT.encode("cp1251"), "a.csv", encoding="utf-8")
        assert message == "Файл «a.csv» не в кодировке utf-8. Выберите другую или сохраните его как «CSV UTF-8»."

    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    def test_delimiters_are_told_under_a_title_that_has_none(self, delimiter):
        rows = [["Фамилия", "Имя", "Класс"], ["Ткач", "Ева", "7В"]]
        text = "\n".join(["Список седьмых классов", *(delimiter.join(row) for row in rows)])
        table = read_table(text.encode(), "a.csv")
        assert (table.header_row, table.header) == (2, ("Фамилия", "Имя", "Класс"))
        assert table.rows == (Row(3, ("Ткач", "Ева", "7В")),)

    def test_commas_inside_cells_do_not_outvote_semicolons(self):
        text = "ФИО;Интересы\nТкач Ева;книги, театр, туризм\nБелый Лев;роботы, спорт, шахматы\n"
        assert read_table(text.encode(), "a.csv").rows[0].cells == ("Ткач Ева", "книги, театр, туризм")

    @pytest.mark.parametrize("start", ['"5А', '"5А"лишнее'])
    def test_an_open_quote_never_swallows_the_people_below(self, start):
        text = f"ФИО;Класс\nКоваль Ева;7Б\nИванов Пётр;{start}\nБелый Лев;6Б\nТкач Ева;7В\n"
        assert refusal(text.encode(), "a.csv") == "Строка 3 файла «a.csv» не читается как CSV: проверьте кавычки."

    def test_a_quoted_cell_of_two_lines_is_one_row(self):
        table = read_table('ФИО;Ожидания\nТкач Ева;"найти\nдрузей"\nБелый Лев;нет\n'.encode(), "a.csv")
        assert [(row.number, row.cells[1]) for row in table.rows] == [(2, "найти\nдрузей"), (3, "нет")]

    def test_empty_lines_are_no_rows_but_are_counted(self):
        table = read_table("ФИО;Класс\n;\n\nТкач Ева;7В\n\n".encode(), "a.csv")
        assert [row.number for row in table.rows] == [4]

    def test_zeros_are_not_text(self):
        assert "не таблица" in refusal("ФИО;Класс\n\x00\x01".encode(), "a.csv")

    @given(
        st.lists(
            st.tuples(
                st.text("АБВабвё -", min_size=1).filter(str.strip), st.text('абв;,"\n= x', max_size=20), st.text("12АБ")
            ),
            max_size=12,
        ),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    )
    def test_whatever_is_written_is_read(self, rows, encoding):
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([("ФИО", "Ожидания", "Класс"), *rows])
        table = read_table(out.getvalue().encode(encoding), "a.csv")
        assert [row.cells for row in table.rows] == [tuple(cell.strip() for cell in row) for row in rows]


class TestHeadings:
    def test_headings_nobody_called_fio(self):
        table = read_table("Школа 17;\nОбучающийся;Класс;Дата рождения\nТкач Ева;7В;01.02.2013\n".encode(), "a.csv")
        assert (table.header_row, table.header) == (2, ("Обучающийся", "Класс", "Дата рождения"))

    def test_a_named_column_wins_over_an_earlier_guess(self):
        table = read_table("Класс;Предмет\nФИО;Класс\nТкач Ева;7В\n".encode(), "a.csv")
        assert table.header_row == 2

    def test_headings_are_looked_for_near_the_top_only(self):
        text = "".join(f"строка;{number}-я\n" for number in range(15)) + "ФИО;Класс\nТкач Ева;7В\n"
        assert "не найдена строка заголовков" in refusal(text.encode(), "a.csv")


class TestJson:
    def test_a_table_survives_being_stored(self, sample):
        for name in ("pupils.xlsx", "mentee-answers.csv"):
            table = read_table(sample(name), name)
            assert Table.from_json(json.loads(json.dumps(table.to_json()))) == table

    def test_a_table_stored_before_sheets_were_named(self):
        stored = {"header_row": 1, "header": ["ФИО"], "rows": [[2, "Ткач Ева"]], "notes": []}
        assert Table.from_json(stored) == Table(1, ("ФИО",), (Row(2, ("Ткач Ева",)),))


class TestMutations:
    """Whatever happened to a file on its way, the answer is a table or a sentence."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), name=st.sampled_from(["teachers.xlsx", "mentee-answers.csv"]))
    def test_changed_bytes(self, sample, data, name):
        content = bytearray(sample(name))
        for _change in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        self.read_or_refuse(bytes(content), name)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(share=st.floats(0, 1), name=st.sampled_from(["teachers.xlsx", "mentee-answers.csv"]))
    def test_a_download_cut_short(self, sample, share, name):
        content = sample(name)
        self.read_or_refuse(content[: int(len(content) * share)], name)

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
    def test_any_bytes(self, content, name):
        self.read_or_refuse(content, name)

    @settings(max_examples=20, deadline=None)
    @given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", OLE]))
    def test_any_bytes_after_a_known_beginning(self, content, magic):
        self.read_or_refuse(magic + content, "a.xlsx")

    def read_or_refuse(self, content, name):
        try:
            table = read_table(content, name)
        except UnreadableTable as refused:
            assert name in str(refused)
        else:
            assert table.header
            assert all(any(row.cells) and row.number > table.header_row for row in table.rows)
