"""The order «Об утверждении наставнических пар/групп» (methodology §2, stage 5; §5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.common.russian import Case, FullName, decline, decline_with_initials, initials, initials_first, long_date
from nastavnik.documents.registry import DocumentKind
from nastavnik.mentoring.models import Mentorship
from nastavnik.people.models import Person
from nastavnik.programmes.models import Programme


def context(
    programme: Programme, mentorships: Sequence[Mentorship], *, number: str, dated: date, ends_on: date
) -> dict[str, Any]:
    """The order's data as plain values, every name in the case its sentence needs."""
    school = programme.organisation
    director = FullName(school.director_last_name, school.director_first_name, school.director_patronymic)
    curator = programme.curator
    return {
        "organisation": school.name.replace("№ ", "№\u00a0"),
        "city": school.city,
        "number": number,
        "dated": long_date(dated),
        "year": str(programme.year),
        "appoint": [_appointment(pair) for pair in mentorships],
        "curator_dative": (
            decline_with_initials(curator.name, Case.DATIVE, curator.name_cases) if curator else "программы"
        ),
        "director_post": school.director_post,
        "director": initials_first(director) if director.last else "",
        "rows": [_row(place, pair, dated, ends_on) for place, pair in enumerate(mentorships, start=1)],
        "acquainted": [initials(pair.mentor.person.name) for pair in mentorships],
    }


def _appointment(pair: Mentorship) -> dict[str, str]:
    """«назначить Белую Ксению Сергеевну (…) наставником Иванова Петра Сергеевича (7Б)»."""
    mentor = pair.mentor.person
    mentees = [_with_place(mentee.person, Case.GENITIVE) for mentee in pair.mentees()]
    return {"mentor": _with_place(mentor, Case.ACCUSATIVE), "mentees": ", ".join(mentees)}


def _with_place(person: Person, case: Case) -> str:
    name = decline(person.name, case, person.name_cases).text
    return f"{name} ({person.place})" if person.place else name


def _row(number: int, pair: Mentorship, starts: date, ends: date) -> dict[str, str]:
    mentor = pair.mentor.person
    return {
        "number": str(number),
        "form": str(pair.form.title),
        "mentor": mentor.full_name,
        "mentor_place": mentor.place,
        "mentees": "; ".join(
            f"{mentee.person.full_name}{f' ({mentee.person.place})' if mentee.person.place else ''}"
            for mentee in pair.mentees()
        ),
        "period": f"{starts:%d.%m.%Y} – {ends:%d.%m.%Y}",
    }


def sample() -> dict[str, Any]:
    """Invented people."""
    return {
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
        "city": "г. Заречный",
        "number": "12-о",
        "dated": "2\u00a0октября 2026\u00a0г.",
        "year": "2026/2027",
        "appoint": [
            {"mentor": "Белую Ксению Сергеевну (учитель, английский язык)", "mentees": "Ткача Ильи Яковлевича (6А)"},
            {"mentor": "Ёлкину Любовь Андреевну (10А)", "mentees": "Дюма Марии Игоревны (9А), Нечая Петра Ильича (5Б)"},
        ],
        "curator_dative": "Савич\u00a0П.\u00a0И.",
        "director_post": "Директор",
        "director": "А.\u00a0Л.\u00a0Нечай",
        "rows": [
            {"number": "1", "form": "учитель – ученик", "mentor": "Белая Ксения Сергеевна",
             "mentor_place": "учитель, английский язык", "mentees": "Ткач Илья Яковлевич (6А)",
             "period": "02.10.2026 – 31.05.2027"},
            {"number": "2", "form": "ученик – ученик", "mentor": "Ёлкина Любовь Андреевна", "mentor_place": "10А",
             "mentees": "Дюма Мария Игоревна (9А); Нечай Пётр Ильич (5Б)", "period": "02.10.2026 – 31.05.2027"},
        ],
        "acquainted": ["Белая\u00a0К.\u00a0С.", "Ёлкина\u00a0Л.\u00a0А."],
    }  # fmt: skip


DOCUMENT = DocumentKind(
    code="pair_order",
    title="Приказ «Об утверждении наставнических пар/групп»",
    folder=Path(__file__).resolve().parent,
    fields=frozenset(sample()),
    sample=sample,
)
