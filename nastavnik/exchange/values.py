"""One cell into one typed value, or a problem in words; nothing is guessed silently."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nastavnik.common.russian import LOOK_ALIKES
from nastavnik.exchange.cells import Problem, Reader, Value
from nastavnik.exchange.columns import Field
from nastavnik.exchange.names import (
    name_part,
    read_birth_date,
    read_full_name,
    read_guardian,
    read_name_and_birth,
    read_sex,
    sex_by_patronymic,
)

__all__ = ["READERS", "Problem", "Value", "read", "sex_by_patronymic"]

DAYS = (
    ("пн", 1), ("понед", 1), ("вт", 2), ("ср", 3), ("чт", 4), ("четв", 4), ("пт", 5), ("пятн", 5), ("сб", 6), ("субб", 6),
    ("вс", 7), ("воскр", 7),
)  # fmt: skip
MOMENT = re.compile(r"^\s*([а-я]+)\.?\s+(\d{1,2})[:.](\d\d)\s*$")
FORMATS = {r"\bочно": "in_person", "онлайн": "online", "дистанционно": "online"}
WANTED = (
    ("специалист", "employee"), ("предприят", "employee"), ("работодател", "employee"), ("студент", "student"),
    ("учител", "teacher"), ("педагог", "teacher"), ("учени", "pupil"), ("школьник", "pupil"), ("выпускни", "alumnus"),
)  # fmt: skip
WHO = (
    ("учени", "pupil"), ("школьник", "pupil"), ("учител", "teacher"), ("педагог", "teacher"), ("выпускни", "alumnus"),
    ("студент", "student"), ("родител", "parent"), ("предприят", "employee"), ("инженер", "employee"),
    ("специалист", "employee"), ("сотрудник", "employee"),
)  # fmt: skip
SPECIAL = (
    ("овз", "disability"), ("инвалид", "disability"), ("одар", "gifted"), ("тжс", "hardship"), ("трудн", "hardship"),
    ("малообеспеч", "low_income"), ("малоимущ", "low_income"), ("сельск", "rural"), ("сирот", "orphan"),
)  # fmt: skip
CLASS = re.compile(r"^(\d{1,2})\s*[-–]?\s*[«\"']?\s*([А-ЯЁа-яё]?)\s*[»\"']?(?:\s*кл(?:\.|асс)?)?$")
MAX_GRADE = 11
YES_NO = {"да": True, "истина": True, "есть": True, "нет": False, "ложь": False}
MAX_CAPACITY = 15
MAX_NEED = 10
MAX_TEXT = 2000
MOMENTS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
)  # fmt: skip


def read(field_: Field, text: str, today: date) -> Value:
    """The value of a cell of that field; an empty cell gives nothing and has no problem."""
    value = Value()
    text = text.strip()
    if text.startswith("="):
        value.warn(_("Ячейка начинается со знака «=»: оставлена как текст, формула не вычислялась."))
    if len(text) > MAX_TEXT:
        value.warn(_("Текст длиннее %(limit)s знаков: обрезан.") % {"limit": MAX_TEXT})
    if text:
        READERS[field_](text[:MAX_TEXT], value, today)
    return value


def _class_name(text: str, value: Value, today: date) -> None:
    match = CLASS.match(text.translate(LOOK_ALIKES))
    if match and match[2] and match[2] not in text:
        value.warn(_("Класс «%(text)s» написан латинской буквой: исправлено.") % {"text": text})
    if match and 1 <= int(match[1]) <= MAX_GRADE:
        value.values.update(grade=int(match[1]), letter=match[2].upper())
    else:
        value.warn(_("Класс «%(text)s» не понят: напишите так: 7А.") % {"text": text})


def _phone(key: str) -> Reader:
    def read_phone(text: str, value: Value, today: date) -> None:
        digits = re.sub(r"\D", "", text)
        if len(digits) == 10:
            digits = f"7{digits}"
        if len(digits) == 11 and digits[0] in "78":
            value.values[key] = f"+7{digits[1:]}"
        else:
            value.warn(_("Телефон «%(text)s» не понят.") % {"text": text})

    return read_phone


def _note(text: str, value: Value, today: date) -> None:
    found = sorted({code for stem, code in SPECIAL if stem in text.lower()})
    if found:
        value.values["special_categories"] = found
    else:
        value.warn(_("Примечание «%(text)s» не отнесено ни к одной особой категории.") % {"text": text})


def _text(key: str, limit: int = 300) -> Reader:
    def read_text(text: str, value: Value, today: date) -> None:
        value.values[key] = " ".join(text.split())[:limit]
        if len(text) > limit:
            value.warn(_("Текст длиннее %(limit)s знаков: обрезан.") % {"limit": limit})

    return read_text


def _whole(key: str, low: int, high: int) -> Reader:
    def read_whole(text: str, value: Value, today: date) -> None:
        if text.isdecimal() and low <= int(text) <= high:
            value.values[key] = int(text)
        else:
            value.warn(_("«%(text)s» – не число от %(low)s до %(high)s.") % {"text": text, "low": low, "high": high})

    return read_whole


def _email(key: str) -> Reader:
    def read_email(text: str, value: Value, today: date) -> None:
        try:
            validate_email(text)
            value.values[key] = text
        except ValidationError:
            value.warn(_("Адрес «%(text)s» написан с ошибкой.") % {"text": text})

    return read_email


def _list(key: str) -> Reader:
    def read_list(text: str, value: Value, today: date) -> None:
        items = (" ".join(item.split()) for item in re.split(r"[,;\n]", text))
        value.values[key] = list(dict.fromkeys(item for item in items if item))

    return read_list


def _availability(text: str, value: Value, today: date) -> None:
    slots = []
    for item in re.split(r"[,;\n]", text.lower()):
        match = MOMENT.match(item)
        day = next((number for start, number in DAYS if match and match[1].startswith(start)), None)
        if match and day and int(match[2]) < 24 and int(match[3]) < 60:
            slots.append(f"{day} {int(match[2]):02d}:{match[3]}")
        elif item.strip():
            value.warn(_("Время «%(text)s» не понято: напишите так: вт 16:00.") % {"text": item.strip()})
    value.values["availability"] = sorted(set(slots))


def _meeting_format(text: str, value: Value, today: date) -> None:
    words = text.lower()
    if "и так" in words or (re.search(r"\bочно", words) and "онлайн" in words) or "любо" in words:
        value.values["meeting_format"] = "any"
        return
    found = next((code for pattern, code in FORMATS.items() if re.search(pattern, words)), None)
    if found:
        value.values["meeting_format"] = found
    else:
        value.warn(_("Формат «%(text)s» не понят: очно, онлайн или и так и так.") % {"text": text})


def _wanted(text: str, value: Value, today: date) -> None:
    words = text.lower()
    if "равно" in words or "люб" in words:
        value.values["wanted"] = []
        return
    found = sorted({code for stem, code in WANTED if stem in words})
    if found:
        value.values["wanted"] = found
    else:
        value.warn(_("«%(text)s»: не понято, кого хочет наставником.") % {"text": text})


def _wanted_age(text: str, value: Value, today: date) -> None:
    match = re.match(r"^(\d{1,2})\s*[-–—]\s*(\d{1,2})\s*(класс\w*)?", text)
    if match and int(match[1]) <= int(match[2]):
        value.values["wanted_age"] = {"of": "grade" if match[3] else "age", "from": int(match[1]), "to": int(match[2])}
    elif "люб" in text.lower():
        value.values["wanted_age"] = {}
    else:
        value.warn(_("Желаемый возраст «%(text)s» не понят: напишите так: 10–12 или 5–7 класс.") % {"text": text})


def _who(text: str, value: Value, today: date) -> None:
    kind = next((code for stem, code in WHO if stem in text.lower()), None)
    if kind:
        value.values["kind"] = kind
    else:
        value.warn(_("«%(text)s»: не понято, кто это.") % {"text": text})


def _class_or_position(text: str, value: Value, today: date) -> None:
    if CLASS.match(text.translate(LOOK_ALIKES)):
        _class_name(text, value, today)
    else:
        value.values["place"] = text


def _yes_no(text: str, value: Value, today: date) -> None:
    answer = YES_NO.get(text.lower().rstrip("."))
    if answer is not None:
        value.values["has_experience"] = answer
    else:
        value.warn(_("«%(text)s»: напишите «да» или «нет».") % {"text": text})


def _answered_at(text: str, value: Value, today: date) -> None:
    """When the form was sent: of a person's two answers the later one can be told."""
    for pattern in MOMENTS:
        try:
            value.values["answered_at"] = datetime.strptime(text, pattern).isoformat(" ")  # noqa: DTZ007 – compared within one file only
        except ValueError:
            continue
        return
    value.warn(_("Время ответа «%(text)s» не понято.") % {"text": text})


READERS: dict[Field, Reader] = {
    Field.FULL_NAME: read_full_name,
    Field.FULL_NAME_BIRTH: read_name_and_birth,
    Field.LAST_NAME: name_part("last_name"),
    Field.FIRST_NAME: name_part("first_name"),
    Field.PATRONYMIC: name_part("patronymic"),
    Field.BIRTH_DATE: read_birth_date,
    Field.SEX: read_sex,
    Field.CLASS_NAME: _class_name,
    Field.GUARDIAN_NAME: read_guardian,
    Field.GUARDIAN_PHONE: _phone("guardian_phone"),
    Field.GUARDIAN_EMAIL: _email("guardian_email"),
    Field.NOTE: _note,
    Field.POSITION: _text("position", 150),
    Field.SUBJECT: _text("subject", 100),
    Field.EXPERIENCE_YEARS: _whole("experience_years", 0, 70),
    Field.CATEGORY: _text("category", 100),
    Field.EMAIL: _email("email"),
    Field.PHONE: _phone("phone"),
    Field.ANSWERED_AT: _answered_at,
    Field.WHO: _who,
    Field.CLASS_OR_POSITION: _class_or_position,
    Field.COMPETENCES: _list("competences"),
    Field.ACHIEVEMENTS: _text("achievements", MAX_TEXT),
    Field.INTERESTS: _list("interests"),
    Field.WANTED: _wanted,
    Field.WANTED_AGE: _wanted_age,
    Field.AVAILABILITY: _availability,
    Field.MEETING_FORMAT: _meeting_format,
    Field.CAPACITY: _whole("capacity", 1, MAX_CAPACITY),
    Field.NEED: _whole("need", 1, MAX_NEED),
    Field.EXPECTATIONS: _text("expectations", MAX_TEXT),
    Field.HAS_EXPERIENCE: _yes_no,
}
