"""Opens a table of people that comes from outside – xlsx, xls, ods, csv – and lays it out as rows of text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import python_calamine
from django.utils.translation import gettext as _

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
HEADER_WITHIN = 15
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ENCODINGS = ("utf-8-sig", "cp1251")
# letters that Russian words are made of most; a wrong encoding shows few of them
COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
UNCOMMON_SHARE = 0.12


class UnreadableTable(ValueError):
    """The table cannot be read; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Row:
    """`number` is the row's number as Excel shows it, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        rows = [[row.number, *row.cells] for row in self.rows]
        return {"header_row": self.header_row, "header": list(self.header), "rows": rows, "notes": list(self.notes)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Table:
        rows = tuple(Row(number, tuple(cells)) for number, *cells in data["rows"])
        return cls(data["header_row"], tuple(data["header"]), rows, tuple(data["notes"]))


def read_table(data: bytes, filename: str, *, encoding: str | None = None) -> Table:
    """The first sheet or the csv as text below its heading row.

    `encoding` is what the person chose for a csv; without it utf-8 is tried, then cp1251. Raises `UnreadableTable`.
    """
    name = {"name": filename}
    if not data.strip():
        raise UnreadableTable(_("Файл «%(name)s» пуст.") % name)
    if len(data) > MAX_BYTES:
        raise UnreadableTable(_("Файл «%(name)s» больше 20 МБ. Уберите картинки и лишние листы или разделите его.") % name)
    if data.startswith(OLE_MAGIC) and ENCRYPTED_STREAM in data:
        raise UnreadableTable(_("Файл «%(name)s» закрыт паролем. Снимите пароль в Excel и загрузите снова.") % name)
    notes: list[str] = []
    if data.startswith((b"PK", OLE_MAGIC)):
        grid = _workbook(data, filename, notes)
    else:
        grid = _csv(data, filename, encoding)
    return _below_header(grid, filename, notes)


def _workbook(data: bytes, filename: str, notes: list[str]) -> Iterable[list[str]]:
    name = {"name": filename}
    if data.startswith(b"PK"):
        _check_package(data, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        filled = [sheet for sheet in book.sheet_names if book.get_sheet_by_name(sheet).height]
        if not filled:
            raise UnreadableTable(_("В файле «%(name)s» нет ни одной заполненной таблицы.") % name)
        sheet = book.get_sheet_by_name(filled[0])
        if len(filled) > 1:
            notes.append(_("В файле несколько листов; прочитан первый: «%(sheet)s».") % {"sheet": filled[0]})
        return [[as_text(value) for value in row[:MAX_COLUMNS]] for row in _first_rows(sheet)]
    except (python_calamine.CalamineError, OSError, ValueError, KeyError, RuntimeError) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable(_("Файл «%(name)s» повреждён или это не таблица Excel.") % name) from error


def _first_rows(sheet: Any) -> Iterable[list[Any]]:
    """Rows from the first of the sheet, so that numbers are those Excel shows; empty tails of any length cost nothing."""
    start = sheet.start[0] if sheet.start else 0
    yield from ([] for _row in range(start))
    limit = MAX_ROWS + HEADER_WITHIN + 1
    for count, row in enumerate(sheet.iter_rows()):
        # one row more than is taken is enough to know that there are too many; empty ones do not count
        if count > limit and any(value not in ("", None) for value in row):
            yield row
            return
        if count <= limit:
            yield row


def _check_package(data: bytes, name: dict[str, str]) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableTable(_("Файл «%(name)s» повреждён или это не таблица Excel.") % name) from error
    parts = [info.filename for info in infos]
    if any(part.startswith("word/") for part in parts):
        raise UnreadableTable(_("«%(name)s» – документ Word. Список людей загружают таблицей Excel или CSV.") % name)
    if not any(part.startswith("xl/") or part == "content.xml" for part in parts):
        raise UnreadableTable(_("«%(name)s» – архив, но таблицы в нём нет.") % name)
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise UnreadableTable(_("Файл «%(name)s» распаковывается в сотни мегабайт: такой не открывают.") % name)


def as_text(value: Any) -> str:
    """A cell's value as a person reads it: whole numbers without a point, dates in ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).replace("\u00a0", " ").strip()


def _csv(data: bytes, filename: str, encoding: str | None) -> list[list[str]]:
    if b"\x00" in data:
        raise UnreadableTable(_("«%(name)s» – не таблица: загрузите Excel (.xlsx) или CSV.") % {"name": filename})
    text = _decode(data, filename, encoding)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    # a quote left open by hand would swallow the rest of the file: such a file is read without quoting
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        return [[as_text(cell) for cell in row[:MAX_COLUMNS]] for row in reader]
    except csv.Error as error:
        raise UnreadableTable(
            _("Строка %(row)s файла «%(name)s» не читается как CSV: проверьте кавычки.")
            % {"row": reader.line_num, "name": filename}
        ) from error


def _decode(data: bytes, filename: str, encoding: str | None) -> str:
    for candidate in (encoding,) if encoding else ENCODINGS:
        try:
            text = data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
        if candidate == "utf-8-sig" or encoding or _looks_russian(text):
            return text
    raise UnreadableTable(
        _("Кодировка файла «%(name)s» не распознана. Выберите её ниже или сохраните файл как «CSV UTF-8».")
        % {"name": filename}
    )


def _looks_russian(text: str) -> bool:
    """Whether a cp1251 reading makes sense: cp866 and koi8-r read so show capitals inside words and odd signs."""
    odd = len(re.findall(r"[а-яё][А-ЯЁ]|[\u0080-\u009f]|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї†‡‰‹›¤¦¬±µ¶]", text))
    letters = sum(letter.lower() in COMMON for letter in text)
    return odd <= UNCOMMON_SHARE * max(letters, 1)


def _below_header(grid: Iterable[list[str]], filename: str, notes: list[str]) -> Table:
    numbered = [Row(number, tuple(cells)) for number, cells in enumerate(grid, start=1) if any(cells)]
    header = next((row for row in numbered[:HEADER_WITHIN] if _is_header(row)), None)
    if header is None:
        raise UnreadableTable(
            _("В файле «%(name)s» не найдена строка заголовков. Назовите столбцы: «Фамилия», «Имя», «Класс»…")
            % {"name": filename}
        )
    width = len(header.cells)
    rows = [row for row in numbered if row.number > header.number]
    if len(rows) > MAX_ROWS:
        raise UnreadableTable(
            _("В файле «%(name)s» больше %(limit)s строк. Разделите его на части.") % {"name": filename, "limit": MAX_ROWS}
        )
    even = tuple(Row(row.number, (row.cells + ("",) * width)[: max(width, len(row.cells))]) for row in rows)
    return Table(header.number, header.cells, even, tuple(notes))


def _is_header(row: Row) -> bool:
    """A heading row names a person's column and has at least two filled cells, none of them a number."""
    filled = [cell for cell in row.cells if cell]
    names = any(re.search(r"фио|ф\.и\.о|фамил|\bимя\b", cell.lower()) for cell in filled)
    return len(filled) > 1 and names and not any(cell.replace(".", "").isdigit() for cell in filled)


