"""Which column holds what: recognised by its heading, then by its content, changed by the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, zip_longest

from django.utils.translation import gettext_lazy as _


class Field(StrEnum):
    FULL_NAME = "full_name"
    FULL_NAME_BIRTH = "full_name_birth"
    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    PATRONYMIC = "patronymic"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    CLASS_NAME = "class_name"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    GUARDIAN_EMAIL = "guardian_email"
    NOTE = "note"
    POSITION = "position"
    SUBJECT = "subject"
    EXPERIENCE_YEARS = "experience_years"
    CATEGORY = "category"
    EMAIL = "email"
    PHONE = "phone"
    ANSWERED_AT = "answered_at"
    WHO = "who"
    CLASS_OR_POSITION = "class_or_position"
    COMPETENCES = "competences"
    ACHIEVEMENTS = "achievements"
    INTERESTS = "interests"
    WANTED = "wanted"
    WANTED_AGE = "wanted_age"
    AVAILABILITY = "availability"
    MEETING_FORMAT = "meeting_format"
    CAPACITY = "capacity"
    NEED = "need"
    EXPECTATIONS = "expectations"
    HAS_EXPERIENCE = "has_experience"


LABELS = {
    Field.FULL_NAME: _("ФИО"),
    Field.FULL_NAME_BIRTH: _("ФИО и дата рождения"),
    Field.LAST_NAME: _("Фамилия"),
    Field.FIRST_NAME: _("Имя"),
    Field.PATRONYMIC: _("Отчество"),
    Field.BIRTH_DATE: _("Дата рождения"),
    Field.SEX: _("Пол"),
    Field.CLASS_NAME: _("Класс"),
    Field.GUARDIAN_NAME: _("Законный представитель"),
    Field.GUARDIAN_PHONE: _("Телефон представителя"),
    Field.GUARDIAN_EMAIL: _("Почта представителя"),
    Field.NOTE: _("Примечание (особые категории)"),
    Field.POSITION: _("Должность"),
    Field.SUBJECT: _("Предмет"),
    Field.EXPERIENCE_YEARS: _("Стаж, лет"),
    Field.CATEGORY: _("Категория"),
    Field.EMAIL: _("Электронная почта"),
    Field.PHONE: _("Телефон"),
    Field.ANSWERED_AT: _("Время ответа"),
    Field.WHO: _("Кто это"),
    Field.CLASS_OR_POSITION: _("Класс или должность"),
    Field.COMPETENCES: _("С чем нужна помощь / чему научит"),
    Field.ACHIEVEMENTS: _("Достижения"),
    Field.INTERESTS: _("Интересы"),
    Field.WANTED: _("Кого хочет наставником"),
    Field.WANTED_AGE: _("Желаемый возраст"),
    Field.AVAILABILITY: _("Удобное время"),
    Field.MEETING_FORMAT: _("Формат встреч"),
    Field.CAPACITY: _("Сколько наставляемых возьмёт"),
    Field.NEED: _("Насколько нужна помощь"),
    Field.EXPECTATIONS: _("Ожидания"),
    Field.HAS_EXPERIENCE: _("Опыт наставничества"),
}

# columns about somebody else: whoever writes them down does not mean the person of the row
ABOUT_OTHERS = re.compile(r"классн\w*\s+руковод|\bкуратор|\bдиректор|место рожд")
# the first pattern that fits a heading names its field, so the narrower ones stand first
HEADINGS: tuple[tuple[str, Field], ...] = (
    (r"(фио|ф\.\s*и\.\s*о).*рожд", Field.FULL_NAME_BIRTH),
    (r"(представител|родител).*\bтел|\bтел.*(представител|родител)", Field.GUARDIAN_PHONE),
    (r"(представител|родител).*(почт|mail)|(почт|mail).*(представител|родител)", Field.GUARDIAN_EMAIL),
    (r"^(?!.*(почт|mail|адрес|работ)).*\b(представител|родител|мать\b|отец\b|опекун)", Field.GUARDIAN_NAME),
    (r"класс.*должност|должност.*класс", Field.CLASS_OR_POSITION),
    (r"отметка времени|время (создания|ответа|заполнения)|^timestamp$", Field.ANSWERED_AT),
    (r"фамили.*имя|\bфио\b|ф\.\s*и\.\s*о", Field.FULL_NAME),
    (r"фамили", Field.LAST_NAME),
    (r"отчеств", Field.PATRONYMIC),
    (r"^имя\b|ваше имя", Field.FIRST_NAME),
    (r"желаем.*возраст|возраст.*наставляем", Field.WANTED_AGE),
    (r"рожд|^д\.?\s*р\.?$", Field.BIRTH_DATE),
    (r"^пол\b", Field.SEX),
    (r"кого.*наставник", Field.WANTED),
    (r"сколько.*(взять|наставляем|готов)", Field.CAPACITY),
    (r"насколько.*(помощ|нужн)", Field.NEED),
    (r"опыт.*наставнич", Field.HAS_EXPERIENCE),
    (r"кто вы|^кто( это)?\W*$|статус участника", Field.WHO),
    (r"помощ|сильные стороны|чему.*науч|компетенц|запрос", Field.COMPETENCES),
    (r"достижени", Field.ACHIEVEMENTS),
    (r"интерес|увлечени|хобби", Field.INTERESTS),
    (r"ожида|ждёте|ждете", Field.EXPECTATIONS),
    (r"(как|где).*встреч|формат", Field.MEETING_FORMAT),
    (r"когда.*(удобно|встреч)|удобное время", Field.AVAILABILITY),
    (r"класс", Field.CLASS_NAME),
    (r"должност", Field.POSITION),
    (r"предмет", Field.SUBJECT),
    (r"стаж", Field.EXPERIENCE_YEARS),
    (r"категори", Field.CATEGORY),
    (r"^(?!.*(родител|представител)).*(e-?mail|почт)", Field.EMAIL),
    (r"телефон|тел\.", Field.PHONE),
    (r"примечан|особ", Field.NOTE),
)
NAME_WORDS = r"\s*[А-ЯЁ][А-ЯЁа-яё-]+\s+[А-ЯЁ][а-яё]+(\s+[А-ЯЁ][а-яё]+(вич|вна|ична|ьич|кич|шна))"
NAME_AND_DATE = re.compile(rf"{NAME_WORDS}?,?\s*\d{{1,2}}\.\d{{1,2}}\.\d{{4}}")
# a name without a patronymic looks like many other things: an unnamed column of such is left to the person
CONTENT: tuple[tuple[re.Pattern[str], Field], ...] = (
    (re.compile(rf"{NAME_WORDS},?\s*\d{{1,2}}\.\d{{1,2}}\.\d{{4}}"), Field.FULL_NAME_BIRTH),
    (re.compile(rf"{NAME_WORDS}\s*$"), Field.FULL_NAME),
    (re.compile(r"^[^@\s]+@[^@\s]+\.\w+$"), Field.EMAIL),
    (re.compile(r"^(\+7|8|7)[\s(-]*9\d\d[\s)-]*\d{3}[\s-]*\d\d[\s-]*\d\d$"), Field.PHONE),
    (re.compile(r"^\d{1,2}\s*[-«\"]?\s*[А-Я][»\"]?$"), Field.CLASS_NAME),
    (re.compile(r"^(м|ж|муж|жен|мужской|женский)\.?$", re.IGNORECASE), Field.SEX),
)
MOSTLY = 0.7
SAMPLE_ROWS = 50
LONGEST_HEADING = 120
NAMES = frozenset({Field.FULL_NAME, Field.FULL_NAME_BIRTH, Field.LAST_NAME})


@dataclass(frozen=True)
class Mapping:
    """The field of each column, None where it is not used."""

    fields: tuple[Field | None, ...]

    def assign(self, column: int, field: Field | None) -> Mapping:
        """The same with one column changed; a field moves to it from wherever it was."""
        fields = [None if field and other == field else other for other in self.fields]
        fields[column] = field
        return Mapping(tuple(fields))

    def column(self, field: Field) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    @property
    def names_people(self) -> bool:
        return bool(NAMES & set(self.fields))

    def to_json(self) -> list[str | None]:
        return [field.value if field else None for field in self.fields]

    @classmethod
    def from_json(cls, data: Sequence[str | None]) -> Mapping:
        return cls(tuple(Field(value) if value else None for value in data))


def recognise(header: Sequence[str], sample: Iterable[Sequence[str]] = ()) -> Mapping:
    """The mapping the headings suggest; each field once, at its first column.

    `sample` are cells of rows below: they tell a column whose heading says nothing, and a name with its birth date.
    """
    fields: list[Field | None] = []
    for heading in header:
        found = _by_heading(heading)
        fields.append(None if found in fields else found)
    columns = list(zip_longest(*islice(sample, SAMPLE_ROWS), fillvalue=""))[: len(header)]
    for place, cells in enumerate(columns):
        fields[place] = _by_content(fields[place], cells, fields, header[place])
    return Mapping(tuple(fields))


def names_known_fields(cells: Sequence[str]) -> bool:
    """Whether a row reads as headings: at least two of its cells name different fields."""
    return len({_by_heading(cell) for cell in cells if len(cell) <= LONGEST_HEADING} - {None}) > 1


def _by_heading(heading: str) -> Field | None:
    words = " ".join(heading.lower().split())
    if ABOUT_OTHERS.search(words):
        return None
    return next((field for pattern, field in HEADINGS if re.search(pattern, words)), None)


def _by_content(
    field: Field | None, cells: Sequence[str], fields: Sequence[Field | None], heading: str
) -> Field | None:
    filled = [cell for cell in cells if cell]
    if field == Field.FULL_NAME and Field.BIRTH_DATE not in fields and _mostly(NAME_AND_DATE, filled):
        return Field.FULL_NAME_BIRTH
    if field or ABOUT_OTHERS.search(heading.lower()):
        return field
    for pattern, content in CONTENT:
        rivals = NAMES if content in NAMES else {content}
        if not rivals & set(fields) and _mostly(pattern, filled):
            return content
    return None


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return len(cells) > 1 and sum(bool(pattern.match(cell)) for cell in cells) >= MOSTLY * len(cells)
