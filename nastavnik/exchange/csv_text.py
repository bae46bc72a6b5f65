"""The rows of a csv: its encoding, its delimiter, its quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable

MAX_COLUMNS = 200
ENCODINGS = ("utf-8-sig", "cp1251")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ";\t,"
SAMPLE_LINES = 15
# what cp866, koi8-r or mac-cyrillic show when they are read as cp1251: a capital inside a word, letters of other
# alphabets, signs nobody types into a list
ODD = re.compile(r"[а-яё][А-ЯЁ]|[\u0080-\u009f]|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї†‡‰‹›¤¦¬±µ¶]")
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
# letters Russian words are made of first of all; a wrong encoding shows few of them
FREQUENT = re.compile("[оеаинтсрвл]", re.IGNORECASE)
ODD_SHARE = 0.12
FREQUENT_SHARE = 0.4


def csv_grid(data: bytes, filename: str, encoding: str | None) -> list[list[object]]:
    """The filled rows, each with its number before its cells. Raises `UnreadableTable`."""
    text = _decode(data, filename, encoding)
    if "\x00" in text:
        raise UnreadableTable(_("«%(name)s» – не таблица: загрузите Excel (.xlsx) или CSV.") % {"name": filename})
    # strict: a quote left open by hand would swallow the people after it without a word
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    grid: list[list[object]] = []
    number = 0
    try:
        for row in reader:
            number += 1
            cells = [cell.replace("\u00a0", " ").strip() for cell in row[:MAX_COLUMNS]]
            if any(cells):
                grid.append([number, *cells])
    except csv.Error as error:
        raise UnreadableTable(
            _("Строка %(row)s файла «%(name)s» не читается как CSV: проверьте кавычки.")
            % {"row": number + 1, "name": filename}
        ) from error
    return grid


def _delimiter(text: str) -> str:
    """The sign that stands in most of the first lines; a title without any does not count against it."""
    lines = [line for line in text.splitlines() if line.strip()][:SAMPLE_LINES]
    found = Counter(sign for line in lines for sign in DELIMITERS if sign in line)
    return max(DELIMITERS, key=lambda sign: (found[sign], -DELIMITERS.index(sign)))


def _decode(data: bytes, filename: str, encoding: str | None) -> str:
    candidates = (encoding,) if encoding else ENCODINGS
    if not encoding and data.startswith(UTF16_MARKS):
        candidates = ("utf-16",)
    for candidate in candidates:
        try:
            # the mark of utf-8 is not a part of the first heading
            text = data.decode(candidate).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
        if candidate != "cp1251" or encoding or _looks_russian(text):
            return text
    if encoding:
        message = _("Файл «%(name)s» не в кодировке %(encoding)s. Выберите другую или сохраните его как «CSV UTF-8».")
    else:
        message = _("Кодировка файла «%(name)s» не распознана. Выберите её ниже или сохраните файл как «CSV UTF-8».")
    raise UnreadableTable(message % {"name": filename, "encoding": encoding})


def _looks_russian(text: str) -> bool:
    letters = len(RUSSIAN.findall(text))
    if not letters:
        return not ODD.search(text)
    return len(ODD.findall(text)) <= ODD_SHARE * letters and len(FREQUENT.findall(text)) >= FREQUENT_SHARE * letters
