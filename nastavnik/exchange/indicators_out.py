"""Indicators as the sheets of a workbook: every year of an organisation, and its schools where it has any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nastavnik.exchange.sheets import Sheet
from nastavnik.monitoring.figures import Figure, Line
from nastavnik.organisations.models import Organisation

Row = Mapping[str, str | int]


def indicators_of(organisation: Organisation, lines: Sequence[Line]) -> list[Sheet]:
    columns = {
        "indicator": _("Показатель"), "where": _("Организация"), "year": _("Учебный год"), "on": _("На дату"),
        "part": _("Посчитано"), "whole": _("Из скольких"), "percent": _("Доля, %"), "target": _("Цель, %"),
        "source": _("Источник знаменателя"), "counts": _("Кто считается"), "leaves_out": _("Кто не считается"),
    }  # fmt: skip
    years = [
        _row(line, organisation, figure) for line in lines for figure in (line.now, *line.past) if figure is not None
    ]
    sheets = [Sheet(_("Показатели"), columns, years)]
    schools = [_row(line, school, figure) for line in lines for school, figure in line.rows]
    if schools:
        of_schools = {key: columns[key] for key in ("indicator", "where", "on", "part", "whole", "percent", "source")}
        sheets.append(Sheet(_("По школам"), of_schools, schools))
    return sheets


def _row(line: Line, where: Organisation, figure: Figure) -> Row:
    words: dict[str, str | int] = {
        "indicator": _(line.indicator.title), "where": where.short_name, "year": figure.moment.year,
        "on": f"{figure.moment.on:%d.%m.%Y}", "target": number_format(figure.target.percent) if figure.target else "–",
        "counts": _(line.indicator.counts), "leaves_out": _(line.indicator.leaves_out),
    }  # fmt: skip
    if figure.hidden:
        return words | dict.fromkeys(("part", "whole", "percent"), _("скрыто")) | {"source": ""}
    base = figure.whole
    return words | {
        "part": figure.part, "whole": base.number if base else _("нет знаменателя"),
        "percent": "–" if figure.percent is None else number_format(figure.percent),
        "source": f"{base.source}, {base.on:%d.%m.%Y}" if base else "",
    }  # fmt: skip
