"""The refused rows of an import as an Excel file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

WIDTHS = (8, 34, 24, 34, 70)
# a longer string is not written at all
LONGEST_CELL = 32_767


def refused_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """Row, name, column, value and reason. Cells are written as strings: a value that begins with «=» stays text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Не принято"))
    bold = book.add_format({"bold": True, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(
        zip((_("Строка"), _("Имя"), _("Столбец"), _("Значение"), _("Причина")), WIDTHS, strict=True)
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        sheet.write_number(number, 0, row["row"], plain)
        for column, key in enumerate(("name", "column", "value", "reason"), start=1):
            sheet.write_string(number, column, str(row[key])[:LONGEST_CELL], plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
