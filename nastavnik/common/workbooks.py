"""The sheets of a workbook, read in a process of their own so that no file can stop the server."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable

ZIP_MAGIC = b"PK"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")
MAX_UNPACKED = 400 * 1024 * 1024
READER = Path(__file__).with_name("workbook_reader.py")
SECONDS = 60


@dataclass(frozen=True)
class Sheet:
    """`rows` are the filled ones, each with its number before its cells; `merged` as `workbook_reader.merged` says."""

    name: str
    rows: Sequence[Sequence[Any]]
    merged: Sequence[Sequence[int]] = ()


def workbook_sheets(data: bytes, filename: str, most_rows: int) -> list[Sheet]:
    """The filled sheets of an xlsx, xls or ods. Raises `UnreadableTable`."""
    name = {"name": filename}
    if data.startswith(ZIP_MAGIC):
        _check_package(data, name)
    elif ENCRYPTED_STREAM in data:
        raise UnreadableTable(_locked() % name)
    elif WORD_STREAM in data:
        raise UnreadableTable(_word() % name)
    answer = _ask_reader(data, name, most_rows)
    if answer.get("error") == "password":
        raise UnreadableTable(_locked() % name)
    if "error" in answer:
        raise UnreadableTable(_broken() % name)
    if not answer["sheets"]:
        raise UnreadableTable(_("В файле «%(name)s» нет ни одной заполненной таблицы.") % name)
    return [Sheet(sheet["name"], sheet["rows"], sheet["merged"]) for sheet in answer["sheets"]]


def _locked() -> str:
    return _("Файл «%(name)s» закрыт паролем. Снимите пароль в Excel и загрузите снова.")


def _word() -> str:
    return _("«%(name)s» – документ Word. Список людей загружают таблицей Excel или CSV.")


def _broken() -> str:
    return _("Файл «%(name)s» повреждён или это не таблица Excel.")


def _check_package(data: bytes, name: dict[str, str]) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableTable(_broken() % name) from error
    parts = [info.filename for info in infos]
    if any(part.startswith("word/") for part in parts):
        raise UnreadableTable(_word() % name)
    if not any(part.startswith("xl/") or part == "content.xml" for part in parts):
        raise UnreadableTable(_("«%(name)s» – архив, но таблицы в нём нет.") % name)
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise UnreadableTable(_("Файл «%(name)s» распаковывается в сотни мегабайт: такой не открывают.") % name)


def _ask_reader(data: bytes, name: dict[str, str], most_rows: int) -> dict[str, Any]:
    # -I: neither the current folder nor the environment may put another module in the reader's way
    command = [sys.executable, "-I", str(READER), str(most_rows)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 – our own reader
    except subprocess.TimeoutExpired as error:
        raise UnreadableTable(_("Файл «%(name)s» читается слишком долго. Разделите его на части.") % name) from error
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    raise UnreadableTable(
        _("Файл «%(name)s» открыть не удалось: он повреждён, или заполнена ячейка далеко за пределами списка. "
          "Скопируйте список на новый лист и сохраните его отдельно.") % name
    )  # fmt: skip
