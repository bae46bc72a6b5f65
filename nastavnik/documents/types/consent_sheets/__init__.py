"""Sheets of consents, filled in and ready to sign: one sheet for each person and kind (methodology §10.1, §10.4).

The texts are data (`texts.toml`); this module puts people, the school and the terms into them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nastavnik.common.russian import NBSP
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import LabourTerms
from nastavnik.consents.rules import signer_for
from nastavnik.documents.registry import DocumentKind
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person

HERE = Path(__file__).resolve().parent
BLANK = "______________________________"
UNTIL = "до окончания участия в программе наставничества, но не позднее %s, либо до отзыва согласия"


@cache
def texts() -> dict[str, Any]:
    return tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Sheet:
    """What one sheet is about; `representative` is the full name where it is known."""

    person: Person
    kind: ConsentKind
    representative: str = ""
    terms: LabourTerms | None = None


def context(
    school: Organisation, sheets: Iterable[Sheet], *, until: date, on: date, by_hand: bool = True
) -> dict[str, Any]:
    """All sheets as plain values; `until` is the last day the consents are asked for.

    Filled in by hand they have blanks for the papers of whoever signs; read on a screen they have none.
    """
    return {"sheets": [_sheet(school, sheet, until, on, by_hand) for sheet in sheets]}


def _sheet(school: Organisation, sheet: Sheet, until: date, on: date, by_hand: bool) -> dict[str, Any]:
    words = texts()[sheet.kind.value]
    signer = signer_for(sheet.person, on)
    places = {
        "organisation": school.name.replace("№ ", f"№{NBSP}"),
        "address": ", ".join(part for part in (school.city, school.address) if part) or BLANK,
        "until": UNTIL % f"{until:%d.%m.%Y}",
        **_terms(sheet.terms),
    }
    return {
        "title": words["title"],
        "opening": _opening(sheet, signer, by_hand),
        "statement": words["statement"] % places,
        "points": [{"name": name, "text": text % places} for name, text in words["points"]],
        "categories": words.get("categories", []),
        "signatures": _signatures(sheet, signer),
    }


def _terms(terms: LabourTerms | None) -> dict[str, str]:
    if terms is None:
        return dict.fromkeys(("content", "work_form", "pay", "period"), BLANK)
    return {
        "content": terms.content,
        "work_form": terms.work_form,
        "pay": terms.pay,
        "period": f"с {terms.starts_on:%d.%m.%Y} по {terms.ends_on:%d.%m.%Y}",
    }


def _opening(sheet: Sheet, signer: Signer, by_hand: bool) -> str:
    born = f", дата рождения {sheet.person.birth_date:%d.%m.%Y}" if sheet.person.birth_date else ""
    place = f", {sheet.person.place}" if sheet.person.place else ""
    papers = f", документ, удостоверяющий личность: {BLANK}, адрес: {BLANK}" if by_hand else ""
    basis = f" (основание: {BLANK})" if by_hand else ""
    name = sheet.representative or (BLANK if by_hand else "…")
    if signer == Signer.SELF:
        return f"Я, {sheet.person.full_name}{born}{place}{papers},"
    child = f"{sheet.person.full_name}{born}{place}"
    together = " вместе с ним (ней)" if signer == Signer.BOTH else ""
    return (
        f"Я, {name}{papers}, законный представитель{basis} несовершеннолетнего участника программы – {child},{together}"
    )


def _signatures(sheet: Sheet, signer: Signer) -> list[dict[str, str]]:
    lines = []
    if signer != Signer.SELF:
        lines.append({"who": "Законный представитель", "name": sheet.representative or BLANK})
    if signer != Signer.REPRESENTATIVE:
        lines.append({"who": "Участник программы", "name": sheet.person.full_name})
    return lines


def sample() -> dict[str, Any]:
    """Invented people."""
    school = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»"
    words = texts()["publication"]
    return {
        "sheets": [
            {
                "title": words["title"],
                "opening": "Я, Нечай Анна Ильинична, законный представитель участника программы – Нечай Пётр Ильич, 5Б,",
                "statement": words["statement"] % {"organisation": school, "address": "г. Заречный"},
                "points": [{"name": "Срок", "text": "до 31.08.2027"}],
                "categories": words["categories"],
                "signatures": [{"who": "Законный представитель", "name": "Нечай Анна Ильинична"}],
            }
        ]
    }


DOCUMENT = DocumentKind(
    code="consent_sheets",
    title="Листы согласий",
    folder=HERE,
    fields=frozenset(sample()),
    sample=sample,
)
