"""Opens a Word file that comes from outside and lays its tables out as plain rows; refuses what is dangerous or broken."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from django.utils.translation import gettext as _
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from nastavnik.roadmaps.reading.page import Cell, Page, Row, UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 3000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MAIN_PART = "word/document.xml"
# everything that broken bytes have been seen to raise below python-docx
BROKEN = (
    ValueError, KeyError, OSError, zipfile.BadZipFile, zlib.error, etree.LxmlError, AttributeError, IndexError, TypeError,
    NotImplementedError, RuntimeError, EOFError, struct.error, AssertionError, MemoryError,
)  # fmt: skip


def open_page(data: bytes, filename: str) -> Page:
    """The paragraphs and tables of a .docx; raises `UnreadableFile` with a sentence for anything else."""
    _check(data, filename)
    try:
        document = docx.Document(io.BytesIO(data))
        heading: list[str] = []
        for block in document.element.body.iterchildren():
            if block.tag.endswith("}tbl"):
                break
            text = "".join(node.text or "" for node in block.iter() if node.tag.endswith("}t")).strip()
            if text:
                heading.append(text)
        tables = tuple(_rows(table) for table in document.tables)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(
            _("Файл «%(name)s» повреждён: Word его, возможно, восстановит, а прочитать его здесь нельзя.")
            % {"name": filename}
        ) from error
    if not tables:
        raise UnreadableFile(
            _("В файле «%(name)s» нет ни одной таблицы, а дорожную карту ищут в таблице.") % {"name": filename}
        )
    return Page(tuple(heading), tables)


def _rows(table: WordTable) -> tuple[Row, ...]:
    if len(table.rows) > MAX_ROWS:
        raise UnreadableFile(_("В таблице больше %(limit)s строк: это не дорожная карта.") % {"limit": MAX_ROWS})
    rows = []
    for number, row in enumerate(table.rows, start=1):
        rows.append(Row(number, tuple(Cell(_text(cell), id(cell._tc)) for cell in row.cells)))
    return tuple(rows)


def _text(cell: _Cell) -> str:
    """A cell's words; an item of a list, whose number or bullet Word draws itself, gets a mark in front."""
    return "\n".join(f"{_mark(paragraph)}{paragraph.text}" for paragraph in cell.paragraphs).strip()


def _mark(paragraph: Paragraph) -> str:
    """«•» before an item of a list, «◦» before one of a list inside it, nothing before other words."""
    properties = paragraph._p.pPr
    if not paragraph.text.strip() or properties is None or properties.numPr is None:
        return ""
    levels = properties.xpath("./w:numPr/w:ilvl/@w:val")
    return "◦ " if levels and levels[0] != "0" else "• "


def _check(data: bytes, filename: str) -> None:
    name = {"name": filename}
    if not data:
        raise UnreadableFile(_("Файл «%(name)s» пуст.") % name)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            _("Файл «%(name)s» больше 20 МБ. Дорожная карта столько не занимает: уберите картинки.") % name
        )
    if data.startswith(OLE_MAGIC):
        if ENCRYPTED_STREAM in data:
            raise UnreadableFile(_("Файл «%(name)s» закрыт паролем. Снимите пароль в Word и загрузите снова.") % name)
        raise UnreadableFile(
            _("Файл «%(name)s» в старом формате. Сохраните его в Word как .docx и загрузите снова.") % name
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_package(package, name)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(_("Файл «%(name)s» – не документ Word или повреждён.") % name) from error


def _check_package(package: zipfile.ZipFile, name: dict[str, str]) -> None:
    parts = {info.filename: info for info in package.infolist()}
    if MAIN_PART not in parts:
        raise UnreadableFile(_("«%(name)s» – архив, но не документ Word и не таблица Excel.") % name)
    if sum(info.file_size for info in parts.values()) > MAX_UNPACKED:
        raise UnreadableFile(_("Файл «%(name)s» распаковывается в сотни мегабайт: такой не открывают.") % name)
    if any(info.flag_bits & 1 for info in parts.values()):
        raise UnreadableFile(_("Файл «%(name)s» закрыт паролем. Снимите пароль в Word и загрузите снова.") % name)
    if b"<!DOCTYPE" in package.read(MAIN_PART)[:4096]:
        raise UnreadableFile(_("Файл «%(name)s» содержит чужеродную разметку: такой не открывают.") % name)
