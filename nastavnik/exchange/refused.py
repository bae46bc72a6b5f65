"""The refused rows of an import as an Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from nastavnik.exchange.sheets import table_xlsx


def refused_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """Row of the uploaded table, name, column, value and reason."""
    columns = {
        "row": _("Строка"), "name": _("Имя"), "column": _("Столбец"), "value": _("Значение"), "reason": _("Причина"),
    }  # fmt: skip
    return table_xlsx(_("Не принято"), columns, rows)
