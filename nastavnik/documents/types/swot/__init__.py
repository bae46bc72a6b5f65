"""The SWOT analysis on a sheet that lies on its side: four fields with what they stand on, beside last year's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import override

from nastavnik.common.russian import long_date
from nastavnik.documents.registry import DocumentKind
from nastavnik.monitoring.enums import SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.monitoring.swot_queries import FieldOfTwoYears, sheet

FIELDS = {
    SwotField.STRENGTH: "strengths", SwotField.WEAKNESS: "weaknesses", SwotField.OPPORTUNITY: "opportunities",
    SwotField.THREAT: "threats",
}  # fmt: skip
NOTHING = "Пунктов нет."
OF_CURATOR = "Вывод куратора."


def context(analysis: SwotAnalysis) -> dict[str, Any]:
    """The data of a signed analysis as plain values. The paper is Russian whatever the language of the page."""
    with override("ru"):
        return _gather(analysis)


def _gather(analysis: SwotAnalysis) -> dict[str, Any]:
    found = sheet(analysis)
    fields = {FIELDS[row.field]: [_line(line.bullet) for line in row.lines] or [_nothing()] for row in found.fields}
    signed = f"Куратор программы, подписано {long_date(analysis.signed_on)}" if analysis.signed_on else ""
    return {
        "organisation": analysis.programme.organisation.name.replace("№ ", "№\u00a0"),
        "year": str(analysis.programme.year),
        "subject": str(analysis),
        **fields,
        "before_year": str(found.former.programme.year) if found.former else "",
        "before": [_before(row) for row in found.fields] if found.former else [],
        "signed": signed,
        "curator": analysis.signed_by,
    }


def _line(bullet: SwotBullet) -> dict[str, str]:
    evidence = bullet.evidence[:1].upper() + bullet.evidence[1:]
    return {
        "text": bullet.text,
        "evidence": f"{evidence}." if evidence else OF_CURATOR,
        "quotes": " ".join(f"«{quote}»" for quote in bullet.quotes),
    }


def _nothing() -> dict[str, str]:
    return {"text": NOTHING, "evidence": "", "quotes": ""}


def _before(row: FieldOfTwoYears) -> dict[str, str]:
    return {"field": str(row.field.label), "text": " • ".join(bullet.text for bullet in row.before) or NOTHING}


def sample() -> dict[str, Any]:
    """Invented lines."""
    return {
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
        "year": "2026/2027",
        "subject": "вся программа, версия 1",
        "strengths": [
            {"text": "Участникам легко друг с другом", "evidence": "Среднее 8,6 из 10, n = 12, наставляемые.", "quotes": ""}
        ],
        "weaknesses": [
            {
                "text": "Не хватает времени на встречи", "evidence": "Открытый вопрос, n = 9, наставники.",
                "quotes": "«Больше времени вместе.» «Встречи короткие.»",
            }
        ],
        "opportunities": [{"text": "Вуз предлагает студентов", "evidence": OF_CURATOR, "quotes": ""}],
        "threats": [{"text": NOTHING, "evidence": "", "quotes": ""}],
        "before_year": "2025/2026",
        "before": [{"field": "Слабые стороны", "text": "Мало встреч в группе • Поздно начали"}],
        "signed": "Куратор программы, подписано 28\u00a0мая 2027\u00a0г.",
        "curator": "П.\u00a0И.\u00a0Савич",
    }  # fmt: skip


DOCUMENT = DocumentKind(
    code="swot",
    title="SWOT-анализ программы наставничества",
    folder=Path(__file__).resolve().parent,
    fields=frozenset(sample()),
    sample=sample,
)
