"""Which column holds what: recognised by its heading, changed by the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    NOTE = "note"
    POSITION = "position"
    SUBJECT = "subject"
    EXPERIENCE_YEARS = "experience_years"
    CATEGORY = "category"
    EMAIL = "email"
    PHONE = "phone"
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
    Field.NOTE: _("Примечание (особые категории)"),
    Field.POSITION: _("Должность"),
    Field.SUBJECT: _("Предмет"),
    Field.EXPERIENCE_YEARS: _("Стаж, лет"),
    Field.CATEGORY: _("Категория"),
    Field.EMAIL: _("Электронная почта"),
    Field.PHONE: _("Телефон"),
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

# the first pattern that fits a heading names its field, so the narrower ones stand first
HEADINGS: tuple[tuple[str, Field], ...] = (
    (r"(фио|ф\.\s*и\.\s*о).*рожд", Field.FULL_NAME_BIRTH),
    (r"(представител|родител).*тел|тел.*(представител|родител)", Field.GUARDIAN_PHONE),
    (r"представител|родител|мать|отец|опекун", Field.GUARDIAN_NAME),
    (r"класс.*должност|должност.*класс", Field.CLASS_OR_POSITION),
    (r"фамили.*имя|\bфио\b|ф\.\s*и\.\s*о", Field.FULL_NAME),
    (r"фамили", Field.LAST_NAME),
    (r"отчеств", Field.PATRONYMIC),
    (r"^имя\b|ваше имя", Field.FIRST_NAME),
    (r"желаем.*возраст|возраст.*наставляем", Field.WANTED_AGE),
    (r"рожд", Field.BIRTH_DATE),
    (r"^пол\b", Field.SEX),
    (r"кого.*наставник", Field.WANTED),
    (r"сколько.*(взять|наставляем|готов)", Field.CAPACITY),
    (r"насколько.*(помощ|нужн)", Field.NEED),
    (r"опыт.*наставнич", Field.HAS_EXPERIENCE),
    (r"кто вы|^кто\b|статус участника", Field.WHO),
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
    (r"e-?mail|почт", Field.EMAIL),
    (r"телефон|тел\.", Field.PHONE),
    (r"примечан|особ", Field.NOTE),
)
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


def recognise(header: Sequence[str]) -> Mapping:
    """The mapping the headings suggest; each field once, at its first column."""
    fields: list[Field | None] = []
    for heading in header:
        words = " ".join(heading.lower().split())
        found = next((field for pattern, field in HEADINGS if re.search(pattern, words)), None)
        fields.append(None if found in fields else found)
    return Mapping(tuple(fields))
