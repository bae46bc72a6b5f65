"""One cell into one typed value, or a problem in words; nothing is guessed silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nastavnik.common.russian import CYRILLIC, LOOK_ALIKES, FullName, sex_of
from nastavnik.exchange.columns import Field

NAME = re.compile(r"^[А-ЯЁа-яё][А-ЯЁа-яё'’.\- ]*$")
LATIN = re.compile(r"[A-Za-z]")
DAYS = {"пн": 1, "вт": 2, "ср": 3, "чт": 4, "пт": 5, "сб": 6, "вс": 7}
FORMATS = {"очно": "in_person", "онлайн": "online", "дистанционно": "online"}
SEXES = {"м": "m", "муж": "m", "мужской": "m", "ж": "f", "жен": "f", "женский": "f"}
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
OLDEST_YEAR = 1930
MAX_GRADE = 11
MAX_CAPACITY = 15
MAX_NEED = 10
MAX_TEXT = 2000
FULL = 3


@dataclass(frozen=True)
class Problem:
    """`severity` is "error" – the row cannot be taken – or "warning"."""

    message: str
    severity: str = "warning"


@dataclass
class Value:
    """What a cell gives: fields of a person or a participation, and the problems met."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def warn(self, message: str) -> None:
        self.problems.append(Problem(message))

    def refuse(self, message: str) -> None:
        self.problems.append(Problem(message, "error"))


Reader = Callable[[str, Value, date], None]


def read(field_: Field, text: str, today: date) -> Value:
    """The value of a cell of that field; an empty cell gives nothing and has no problem."""
    value = Value()
    text = text.strip()
    if text.startswith("="):
        value.warn(_("Ячейка начинается со знака «=»: оставлена как текст, формула не вычислялась."))
    if text:
        READERS[field_](text[:MAX_TEXT], value, today)
    return value


def _russian(text: str, value: Value) -> str:
    """Single spaces, and Latin look-alikes of a Russian word put right."""
    words = []
    for word in text.split():
        if CYRILLIC.search(word) and LATIN.search(word):
            fixed = word.translate(LOOK_ALIKES)
            value.warn(_("В слове «%(word)s» латинские буквы: исправлено на «%(fixed)s».") % {"word": word, "fixed": fixed})
            word = fixed
        words.append(word)
    return " ".join(words)


def _full_name(text: str, value: Value, today: date) -> None:
    _split_name(text, value, ("last_name", "first_name", "patronymic"))
    if value.values and not value.values["patronymic"]:
        value.warn(_("Нет отчества."))


def _split_name(text: str, value: Value, keys: tuple[str, str, str]) -> None:
    parts = _russian(text, value).strip(" ,;").split(" ")
    if len(parts) < FULL - 1:
        value.refuse(_("«%(text)s» – не полное имя: нужны хотя бы фамилия и имя.") % {"text": text})
        return
    if not all(NAME.match(part) for part in parts):
        value.refuse(_("В имени «%(text)s» есть лишние знаки.") % {"text": text})
        return
    value.values.update(zip(keys, (parts[0], parts[1], " ".join(parts[2:])), strict=True))


def _name_and_birth(text: str, value: Value, today: date) -> None:
    found = re.search(r"[,;]?\s*(\d{1,2}[.\-/]\d{1,2}[.\-/]\d{2,4}|\d{4}-\d\d-\d\d)\s*(?:г\.?\s*р\.?|года рождения|г\.)?\s*$", text)
    if found:
        _birth_date(found[1], value, today)
        text = text[: found.start()]
    else:
        value.warn(_("Нет даты рождения."))
    _full_name(text, value, today)


def _birth_date(text: str, value: Value, today: date) -> None:
    day = as_date(text)
    if day is None:
        value.refuse(_("«%(text)s» – не дата рождения. Напишите так: 27.08.2014.") % {"text": text})
    elif day > today or day.year < OLDEST_YEAR:
        value.refuse(_("Дата рождения %(text)s невозможна.") % {"text": text})
    else:
        value.values["birth_date"] = day.isoformat()


def as_date(text: str) -> date | None:
    """A calendar day written as 27.08.2014 (also with «г.р.») or 2014-08-27."""
    match = re.match(r"^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})", text) or None
    iso = re.match(r"^(\d{4})-(\d\d)-(\d\d)", text)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _part(key: str) -> Reader:
    def read_part(text: str, value: Value, today: date) -> None:
        name = _russian(text, value)
        if NAME.match(name):
            value.values[key] = name
        else:
            value.refuse(_("«%(text)s» – не имя: есть лишние знаки.") % {"text": text})

    return read_part


def _sex(text: str, value: Value, today: date) -> None:
    sex = SEXES.get(text.lower().strip("."))
    if sex:
        value.values["sex"] = sex
    else:
        value.warn(_("Пол «%(text)s» не понят: напишите «м» или «ж».") % {"text": text})


def _class_name(text: str, value: Value, today: date) -> None:
    match = re.match(r"^(\d{1,2})\s*[-–]?\s*[«\"']?\s*([А-ЯЁа-яё]?)\s*[»\"']?(?:\s*класс)?$", text)
    if match and 1 <= int(match[1]) <= MAX_GRADE:
        value.values.update(grade=int(match[1]), letter=match[2].upper())
    else:
        value.warn(_("Класс «%(text)s» не понят: напишите так: 7А.") % {"text": text})


def _guardian(text: str, value: Value, today: date) -> None:
    inner = Value()
    _split_name(text, inner, ("guardian_last_name", "guardian_first_name", "guardian_patronymic"))
    value.values.update(inner.values)
    for problem in inner.problems:
        value.warn(_("Представитель: %(problem)s") % {"problem": problem.message})


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


def _email(text: str, value: Value, today: date) -> None:
    try:
        validate_email(text)
        value.values["email"] = text
    except ValidationError:
        value.warn(_("Адрес «%(text)s» написан с ошибкой.") % {"text": text})


def _list(key: str) -> Reader:
    def read_list(text: str, value: Value, today: date) -> None:
        items = (" ".join(item.split()) for item in re.split(r"[,;\n]", text))
        value.values[key] = list(dict.fromkeys(item for item in items if item))

    return read_list


def _availability(text: str, value: Value, today: date) -> None:
    slots = []
    for item in re.split(r"[,;\n]", text.lower()):
        match = re.match(r"^\s*(пн|вт|ср|чт|пт|сб|вс)[а-я]*\.?\s+(\d{1,2})[:.](\d\d)\s*$", item)
        if match and int(match[2]) < 24 and int(match[3]) < 60:
            slots.append(f"{DAYS[match[1]]} {int(match[2]):02d}:{match[3]}")
        elif item.strip():
            value.warn(_("Время «%(text)s» не понято: напишите так: вт 16:00.") % {"text": item.strip()})
    value.values["availability"] = sorted(set(slots))


def _meeting_format(text: str, value: Value, today: date) -> None:
    words = text.lower()
    if "и так" in words or ("очно" in words and "онлайн" in words) or "любо" in words:
        value.values["meeting_format"] = "any"
        return
    found = next((code for word, code in FORMATS.items() if word in words), None)
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
    if re.match(r"^\d{1,2}\s*[-«\"]?\s*[А-ЯЁа-яё]?[»\"]?$", text):
        _class_name(text, value, today)
    else:
        value.values["place"] = text


def _yes_no(text: str, value: Value, today: date) -> None:
    if text.lower() in {"да", "нет"}:
        value.values["has_experience"] = text.lower() == "да"
    else:
        value.warn(_("«%(text)s»: напишите «да» или «нет».") % {"text": text})


def sex_by_patronymic(values: dict[str, Any]) -> str | None:
    name = FullName(values.get("last_name", ""), values.get("first_name", ""), values.get("patronymic", ""))
    return sex_of(name)


READERS: dict[Field, Reader] = {
    Field.FULL_NAME: _full_name,
    Field.FULL_NAME_BIRTH: _name_and_birth,
    Field.LAST_NAME: _part("last_name"),
    Field.FIRST_NAME: _part("first_name"),
    Field.PATRONYMIC: _part("patronymic"),
    Field.BIRTH_DATE: _birth_date,
    Field.SEX: _sex,
    Field.CLASS_NAME: _class_name,
    Field.GUARDIAN_NAME: _guardian,
    Field.GUARDIAN_PHONE: _phone("guardian_phone"),
    Field.NOTE: _note,
    Field.POSITION: _text("position", 150),
    Field.SUBJECT: _text("subject", 100),
    Field.EXPERIENCE_YEARS: _whole("experience_years", 0, 70),
    Field.CATEGORY: _text("category", 100),
    Field.EMAIL: _email,
    Field.PHONE: _phone("phone"),
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
