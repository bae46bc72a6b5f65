"""Files that come from outside: what cannot be read is refused with a sentence, never with a traceback."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from nastavnik.roadmaps.reading import UnreadableFile, read_file
from nastavnik.roadmaps.reading import word as module
from nastavnik.roadmaps.reading.word import ENCRYPTED_STREAM, OLE_MAGIC, open_page
from tests.roadmaps.conftest import EXAMPLES


def refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        read_file(data, "карта.docx")
    return str(caught.value)


def package(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл «карта.docx» пуст."),
        (b"\0" * (20 * 1024 * 1024 + 1),
         "Файл «карта.docx» больше 20 МБ. Дорожная карта столько не занимает: уберите картинки."),
        (OLE_MAGIC + b"\0" * 600, "Файл «карта.docx» в старом формате. Сохраните его в Word как .docx и загрузите снова."),
        (OLE_MAGIC + ENCRYPTED_STREAM,
         "Файл «карта.docx» закрыт паролем. Снимите пароль в Word и загрузите снова."),
        (b"%PDF-1.7", "Файл «карта.docx» – не документ Word или повреждён."),
        (package(readme_xml="<a/>"), "«карта.docx» – архив, но не документ Word и не таблица Excel."),
        (package(xl__workbook_xml="<a/>"), "Файл «карта.docx» повреждён или это не таблица Excel."),
        (package(word__document_xml='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
         "Файл «карта.docx» содержит чужеродную разметку: такой не открывают."),
        (package(word__document_xml="<a/>"),
         "Файл «карта.docx» повреждён: Word его, возможно, восстановит, а прочитать его здесь нельзя."),
    ],
    ids=["empty", "large", "old", "encrypted", "pdf", "zip", "excel", "doctype", "bare"],
)  # fmt: skip
def test_each_says_what_to_do(data, sentence):
    assert refusal(data) == sentence


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(module, "MAX_UNPACKED", 1000)
    sentence = refusal(package(word__document_xml="<a/>", word__media="x" * 2000))
    assert sentence == "Файл «карта.docx» распаковывается в сотни мегабайт: такой не открывают."


def test_a_table_of_thousands_is_no_road_map(word, monkeypatch):
    monkeypatch.setattr(module, "MAX_ROWS", 3)
    assert "больше 3 строк" in refusal(word([("Мероприятие", "Сроки")] * 4))


def test_a_letter_without_tables(word):
    assert refusal(word()) == "В файле «карта.docx» нет ни одной таблицы, а дорожную карту ищут в таблице."


def test_a_table_of_something_else(word):
    assert refusal(word([("Фамилия", "Класс"), ("Нечай", "8А")])) == (
        "В таблицах файла «карта.docx» нет столбцов дорожной карты: мероприятия, сроки, ответственные."
    )


def test_headings_with_nothing_below_are_none(word):
    assert "нет столбцов дорожной карты" in refusal(word([("Мероприятие", "Сроки")]))


@pytest.mark.parametrize("seed", range(40))
def test_torn_files_are_refused_or_read(seed):
    """Bytes lost, changed or cut off at places of chance: a sentence or an outline, nothing else."""
    chance = random.Random(seed)
    data = bytearray((EXAMPLES / "roadmap-school-2024.docx").read_bytes())
    for _change in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    try:
        outline = read_file(bytes(data), "карта.docx")
    except UnreadableFile as refused:
        assert "карта.docx" in str(refused)
    else:
        assert outline.stages


def test_paragraphs_before_the_table_are_its_heading(word):
    page = open_page(word([("Мероприятие", "Сроки"), ("Сбор", "май 2025 г.")], title="План школы"), "карта.docx")
    assert page.heading == ("План школы",)
    assert [[cell.text for cell in row.cells] for row in page.tables[0]] == [
        ["Мероприятие", "Сроки"],
        ["Сбор", "май 2025 г."],
    ]
