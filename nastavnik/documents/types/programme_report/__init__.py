"""The report on a programme: numbers, the entry/exit table, expectations against reality (methodology §3.6, §3.9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import override

from nastavnik.common.russian import FullName, initials_first, long_date
from nastavnik.documents.registry import DocumentKind
from nastavnik.mentoring.queries import WorkTotals, work_totals
from nastavnik.monitoring.queries import Results, Row, results
from nastavnik.monitoring.statistics import Evidence, Verdict
from nastavnik.monitoring.words import CAVEAT, Told, against_expectation, changed, decimal, interval, probability
from nastavnik.programmes.enums import TAKING_PART, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import heads

NOTHING = "н/д"
VERDICTS = {
    Verdict.BETTER: "лучше", Verdict.WORSE: "хуже", Verdict.SAME: "без изменений", Verdict.NO_DATA: "нет данных",
}  # fmt: skip
FEW = "данных мало"


def context(programme: Programme, *, dated: date, conclusions: str) -> dict[str, Any]:
    """The report's data as plain values. The paper is Russian whatever the language of the page it is asked from."""
    with override("ru"):
        return _gather(programme, dated, conclusions)


def _gather(programme: Programme, dated: date, conclusions: str) -> dict[str, Any]:
    school = programme.organisation
    director = FullName(school.director_last_name, school.director_first_name, school.director_patronymic)
    found = results(programme)
    expected = [row for _title, rows in found.expectations for row in rows]
    return {
        "organisation": school.name.replace("№ ", "№\u00a0"),
        "year": str(programme.year),
        "dated": long_date(dated),
        "forms": ", ".join(f"«{form}»" for form in programme.forms.all()),
        "numbers": _numbers(programme, work_totals(programme)),
        "impact": [_line(row, changed(row)) for row in found.impact],
        "expectations": [_line(row, against_expectation(row)) for row in expected],
        "evidence": [_grounds(row, row.evidence) for row in (*found.impact, *expected) if row.evidence],
        "caveat": CAVEAT,
        "yes": _yes(found),
        "conclusions": [line for line in conclusions.splitlines() if line.strip()],
        "curator": initials_first(programme.curator.name) if programme.curator else "",
        "director_post": school.director_post,
        "director": initials_first(director) if director.last else "",
    }


def _numbers(programme: Programme, work: WorkTotals) -> list[dict[str, str]]:
    people = Participation.objects.filter(programme=programme, status__in=TAKING_PART)
    share = "" if work.feedback_percent is None else f" ({work.feedback_percent} %)"
    once = heads(programme)
    both = f", из них в двух ролях {once.on_both_sides}" if once.on_both_sides else ""
    lines = (
        ("Участников, каждый один раз", f"{once.persons}{both}"),
        ("Наставляемых", str(people.mentees().count())),
        ("Наставников", str(people.mentors().count())),
        ("Пар", str(work.pairs)),
        ("Групп", str(work.groups)),
        ("Состоялось встреч", str(work.meetings_held)),
        ("Получено отзывов о встречах", f"{work.feedback_given} из {work.feedback_due}{share}"),
        ("Составлено планов развития", str(work.plans)),
        ("Выполнено шагов планов", f"{work.steps_done} из {work.steps}"),
        ("Хотят стать наставниками", str(people.filter(side=Side.MENTEE, wants_to_mentor=True).count())),
    )
    return [{"name": name, "value": value} for name, value in lines]


def _line(row: Row, told: Told) -> dict[str, str]:
    change = row.change
    words = {"text": row.text, "told": str(told), "signs": signs(row.evidence)}
    if change.n and not change.is_anonymous:
        return {**words, "n": str(change.n), "x1": FEW, "x2": FEW, "x": FEW, "y": FEW, "verdict": FEW}
    return {
        **words,
        "n": str(change.n),
        "x1": number(change.x1),
        "x2": number(change.x2),
        "x": number(change.difference, sign=True),
        "y": number(change.percent, sign=True),
        "verdict": VERDICTS[change.verdict],
    }


def signs(found: Evidence | None) -> str:
    """A picture that any paper can carry, one sign for each person: «+++++++++ = −−», longer rows in tens."""
    if not found:
        return ""
    rows = [sign * many for sign, many in (("+", found.rose), ("=", found.same), ("−", found.fell))]
    return " ".join(row[start : start + 10] for row in rows for start in range(0, len(row), 10))


def _grounds(row: Row, found: Evidence) -> dict[str, str]:
    """What a methodologist checks; below six persons the counts and the median alone."""
    tested = found.p is not None
    return {
        "text": row.text,
        "ways": f"{found.rose} · {found.same} · {found.fell}; {row.missing.left}",
        "x": f"{number(row.change.difference, sign=True)}, {interval(found.interval)}" if tested else FEW,
        "median": f"{number(found.median, sign=True)}, {interval(found.median_interval)}" if tested else FEW,
        "p": "; ".join(map(probability, (found.p, row.corrected, found.rank_p))) if tested else FEW,
        "effect": f"{decimal(found.effect)}, {interval(found.effect_interval)}" if tested else FEW,
    }


def number(value: Decimal | None, *, sign: bool = False) -> str:
    """A decimal as Russian papers write it: «7,5», «−0,5», «н/д»."""
    if value is None:
        return NOTHING
    text = f"{value:+}" if sign and value else str(value)
    return text.replace(".", ",").replace("-", "−")


def _yes(found: Results) -> list[dict[str, str]]:
    lines = []
    for _title, shares in found.yes:
        for share in shares:
            value = f"{share.yes} из {share.n} ({share.percent} %)" if share.is_anonymous else FEW
            lines.append({"text": share.text, "value": value})
    return lines


def sample() -> dict[str, Any]:
    """Invented numbers."""
    line = {"text": "Насколько вам хочется ходить в школу?", "n": "12", "x1": "6,0", "x2": "7,5", "x": "+1,5", "y": "+25,0",
            "verdict": "лучше",
            "told": "Похоже на перемену: у 9 из 12 балл вырос, у 2 снизился, в среднем на 1,5 балла больше.",
            "signs": "+++++++++ = −−"}  # fmt: skip
    grounds = {
        "text": line["text"], "ways": "9 · 1 · 2; 4", "x": "+1,5, от +0,3 до +2,6", "median": "+1,0, от 0,0 до +3,0",
        "p": "0,021; 0,126; 0,018", "effect": "0,72, от +0,14 до +0,93",
    }  # fmt: skip
    return {
        "organisation": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа №\u00a099»",
        "year": "2026/2027",
        "dated": "28\u00a0мая 2027\u00a0г.",
        "forms": "«ученик – ученик», «учитель – ученик»",
        "numbers": [{"name": "Наставляемых", "value": "14"}, {"name": "Состоялось встреч", "value": "56"}],
        "impact": [line, {**line, "text": "В скольких проектах вы участвовали?", "x1": "0,0", "x": "+7,5", "y": "н/д"}],
        "expectations": [{**line, "text": "Насколько вы довольны совместной работой?", "told": "Лучше, чем ожидали."}],
        "evidence": [grounds],
        "caveat": CAVEAT,
        "yes": [{"text": "Рады ли вы, что участвовали?", "value": "11 из 12 (92 %)"}],
        "conclusions": ["Программа выполнена.", "В следующем году добавить групповые встречи."],
        "curator": "П.\u00a0И.\u00a0Савич",
        "director_post": "Директор",
        "director": "А.\u00a0Л.\u00a0Нечай",
    }


DOCUMENT = DocumentKind(
    code="programme_report",
    title="Отчёт о реализации программы наставничества",
    folder=Path(__file__).resolve().parent,
    fields=frozenset(sample()),
    sample=sample,
)
