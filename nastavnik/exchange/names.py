"""Names of people and their birth dates, as lists write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.common.russian import CYRILLIC, LOOK_ALIKES, FullName, sex_of
from nastavnik.exchange.cells import Reader, Value

NAME = re.compile(r"^[А-ЯЁа-яё][А-ЯЁа-яё'’.\- ]*$")
LATIN = re.compile(r"[A-Za-z]")
INITIALS = re.compile(r"^([А-ЯЁ]\.)+-?([А-ЯЁ]\.)*$")
BIRTH = re.compile(
    r"[,;]?\s*(\d{1,2}[.\-/]\d{1,2}[.\-/]\d{2,4}|\d{4}-\d\d-\d\d)\s*(?:г\.?\s*р\.?|года рождения|г\.)?\s*$"
)
# a day first, or a year first; nothing may follow but a time of day or «г. р.»
DAY_FIRST = re.compile(
    r"^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})(?:\s*(?:г\.?|года)(?:\s*(?:р\.?|рождения))?|\s+\d{1,2}:\d\d.*)?$"
)
YEAR_FIRST = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:[T\s]\d{1,2}:\d\d.*)?$")
SEXES = {"м": "m", "муж": "m", "мужской": "m", "ж": "f", "жен": "f", "женский": "f"}
# these words of a patronymic keep their small letter
SMALL = frozenset({"оглы", "оглу", "улы", "кызы", "гызы"})
OLDEST_YEAR = 1930
LEAST_PARTS = 2


def russian(text: str, value: Value) -> str:
    """Single spaces, and Latin look-alikes of a Russian word put right."""
    words = []
    for word in text.split():
        fixed = word.translate(LOOK_ALIKES) if CYRILLIC.search(word) and LATIN.search(word) else word
        if fixed != word:
            message = _("В слове «%(word)s» латинские буквы: исправлено на «%(fixed)s».")
            value.warn(message % {"word": word, "fixed": fixed})
        words.append(fixed)
    return " ".join(words)


def _cased(name: str, value: Value) -> str:
    """Capitals where a list is typed all in capitals or all in small letters."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < LEAST_PARTS or not (name.isupper() or name.islower()):
        return name
    words = [word.lower() if word.lower() in SMALL else word.title() for word in name.split(" ")]
    fixed = " ".join(words)
    if fixed != name:
        value.warn(_("Имя «%(name)s» записано как «%(fixed)s».") % {"name": name, "fixed": fixed})
    return fixed


def read_full_name(text: str, value: Value, today: date) -> None:
    split_name(text, value, ("last_name", "first_name", "patronymic"))
    if value.values.get("last_name") and not value.values["patronymic"]:
        value.warn(_("Нет отчества."))


def split_name(text: str, value: Value, keys: tuple[str, str, str]) -> None:
    """«Фамилия Имя Отчество» into its parts; everything after the first name belongs to the patronymic."""
    name = russian(text, value).strip(" ,;")
    parts = name.split(" ")
    if len(parts) < LEAST_PARTS:
        value.refuse(_("«%(text)s» – не полное имя: нужны хотя бы фамилия и имя.") % {"text": text})
        return
    if not all(NAME.match(part) for part in parts):
        value.refuse(_("В имени «%(text)s» есть лишние знаки.") % {"text": text})
        return
    if INITIALS.match(parts[1]):
        value.warn(_("«%(text)s»: вместо имени инициалы.") % {"text": text})
    else:
        parts = _cased(name, value).split(" ")
    value.values.update(zip(keys, (parts[0], parts[1], " ".join(parts[2:])), strict=True))


def read_name_and_birth(text: str, value: Value, today: date) -> None:
    found = BIRTH.search(text)
    if found:
        read_birth_date(found[1], value, today)
        text = text[: found.start()]
    else:
        value.warn(_("Нет даты рождения."))
    read_full_name(text, value, today)


def read_birth_date(text: str, value: Value, today: date) -> None:
    day = as_date(text)
    if day is None:
        value.refuse(_("«%(text)s» – не дата рождения. Напишите так: 27.08.2014.") % {"text": text})
    elif day > today or day.year < OLDEST_YEAR:
        value.refuse(_("Дата рождения %(text)s невозможна.") % {"text": text})
    else:
        value.values["birth_date"] = day.isoformat()


def as_date(text: str) -> date | None:
    """A calendar day written as 27.08.2014 (also with «г.р.») or 2014-08-27."""
    day_first, year_first = DAY_FIRST.match(text), YEAR_FIRST.match(text)
    try:
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        return date(int(year_first[1]), int(year_first[2]), int(year_first[3])) if year_first else None
    except ValueError:
        return None


def name_part(key: str) -> Reader:
    def read_part(text: str, value: Value, today: date) -> None:
        name = russian(text, value)
        if NAME.match(name):
            value.values[key] = _cased(name, value)
        else:
            value.refuse(_("«%(text)s» – не имя: есть лишние знаки.") % {"text": text})

    return read_part


def read_guardian(text: str, value: Value, today: date) -> None:
    """A representative's name that cannot be read does not refuse the child."""
    inner = Value()
    split_name(text, inner, ("guardian_last_name", "guardian_first_name", "guardian_patronymic"))
    value.values.update(inner.values)
    for problem in inner.problems:
        value.warn(_("Представитель: %(problem)s") % {"problem": problem.message})


def read_sex(text: str, value: Value, today: date) -> None:
    sex = SEXES.get(text.lower().strip("."))
    if sex:
        value.values["sex"] = sex
    else:
        value.warn(_("Пол «%(text)s» не понят: напишите «м» или «ж».") % {"text": text})


def sex_by_patronymic(values: dict[str, Any]) -> str | None:
    name = FullName(values.get("last_name", ""), values.get("first_name", ""), values.get("patronymic", ""))
    return sex_of(name)
