"""A OneRoster 1.2 CSV bundle – a zip of users.csv, demographics.csv, classes.csv, enrollments.csv – as one table of people.

Only what a base needs is taken: names, birth date, class, the first guardian with phone and e-mail. Identifiers, passwords and
addresses are left where they are.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable

USERS, DEMOGRAPHICS, CLASSES, ENROLLMENTS, ROLES = (
    "users.csv", "demographics.csv", "classes.csv", "enrollments.csv", "roles.csv"
)  # fmt: skip
MAX_UNPACKED = 200 * 1024 * 1024
PUPILS = (
    "Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "Законный представитель", "Телефон представителя",
    "Почта представителя",
)  # fmt: skip
TEACHERS = ("Фамилия", "Имя", "Отчество", "Дата рождения", "Электронная почта", "Телефон")
TEACHING = frozenset({"teacher", "aide", "administrator", "principal"})
Line = dict[str, str]


def is_bundle(data: bytes) -> bool:
    """Whether a zip looks like a bundle: users.csv lies at its top."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return USERS in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def bundle_grid(data: bytes, filename: str, *, teachers: bool) -> list[list[object]]:
    """The heading row and one row for each pupil, or each teacher, numbered as in users.csv. Raises `UnreadableTable`."""
    files = _files(data, filename)
    wanted = TEACHING if teachers else {"student"}
    born = {line["sourcedId"]: line.get("birthDate", "") for line in files[DEMOGRAPHICS] if line.get("sourcedId")}
    roles = {line.get("userSourcedId", ""): line.get("role", "") for line in files[ROLES]}
    users = {line["sourcedId"]: line for line in files[USERS] if line.get("sourcedId")}
    classes = _classes(files)
    grid: list[list[object]] = [[1, *(TEACHERS if teachers else PUPILS)]]
    for number, user in enumerate(files[USERS], start=2):
        key = user.get("sourcedId", "")
        role = user.get("role") or roles.get(key, "")
        if role not in wanted or user.get("status") == "tobedeleted":
            continue
        names = [user.get("familyName", ""), user.get("givenName", ""), user.get("middleName", "")]
        day = _day(born.get(key, ""))
        if teachers:
            grid.append([number, *names, day, user.get("email", ""), user.get("phone") or user.get("sms", "")])
        else:
            place = classes.get(key) or _grade(user.get("grades", ""))
            grid.append([number, *names, day, place, *_guardian(user, users)])
    return grid


def _files(data: bytes, filename: str) -> dict[str, list[Line]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > MAX_UNPACKED:
                raise UnreadableTable(
                    _("Файл «%(name)s» распаковывается в сотни мегабайт: такой не открывают.") % {"name": filename}
                )
            present = set(package.namelist())
            return {
                name: _lines(package.read(name), filename, name) if name in present else []
                for name in (USERS, DEMOGRAPHICS, CLASSES, ENROLLMENTS, ROLES)
            }
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable(_("Архив «%(name)s» не открывается.") % {"name": filename}) from error


def _lines(data: bytes, filename: str, part: str) -> list[Line]:
    try:
        text = data.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in rows]
    except (UnicodeDecodeError, csv.Error, TypeError, AttributeError) as error:
        raise UnreadableTable(
            _("«%(part)s» в архиве «%(name)s» не читается: по стандарту это CSV в UTF-8.")
            % {"part": part, "name": filename}
        ) from error


def _classes(files: dict[str, list[Line]]) -> dict[str, str]:
    """The home class of each pupil; a school enrols a pupil in many classes, but in one «homeroom»."""
    titles = {
        line.get("sourcedId", ""): line.get("classCode") or line.get("title", "")
        for line in files[CLASSES]
        if line.get("classType", "homeroom") == "homeroom"
    }
    found: dict[str, str] = {}
    for line in files[ENROLLMENTS]:
        title = titles.get(line.get("classSourcedId", ""))
        if title and line.get("role", "student") == "student":
            found.setdefault(line.get("userSourcedId", ""), title)
    return found


def _guardian(user: Line, users: dict[str, Line]) -> Iterable[str]:
    for key in user.get("agentSourcedIds", "").split(","):
        agent = users.get(key.strip())
        if agent:
            parts = (agent.get(part, "") for part in ("familyName", "givenName", "middleName"))
            name = " ".join(part for part in parts if part)
            return name, agent.get("phone") or agent.get("sms", ""), agent.get("email", "")
    return "", "", ""


def _day(text: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d).*", text)
    return f"{match[3]}.{match[2]}.{match[1]}" if match else text


def _grade(text: str) -> str:
    """«08» as OneRoster writes it, of several the first."""
    return text.split(",")[0].strip().lstrip("0")
