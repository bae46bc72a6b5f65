"""The side navigation of each hat: made from the table of roles, so a link that would refuse is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nastavnik.accounts.roles import Permission


@dataclass(frozen=True)
class Entry:
    label: Any
    url_name: str
    icon: str
    permission: Permission
    also: tuple[str, ...] = ()  # beginnings of addresses that belong to it as well
    without: Permission | None = None  # whoever has this gets there from another page


ENTRIES = (
    Entry(_("Обзор"), "home", "home", Permission.HOME_VIEW),
    Entry(_("Школы"), "schools:list", "school", Permission.SCHOOLS_VIEW),
    Entry(_("Мои пары"), "work:home", "pairs", Permission.WORK_VIEW),
    Entry(_("Программа"), "programme:detail", "programme", Permission.PROGRAMME_VIEW),
    Entry(_("Дорожная карта"), "roadmap:detail", "roadmap", Permission.PROGRAMME_VIEW),
    Entry(_("Загрузка"), "imports:list", "upload", Permission.IMPORT_RUN),
    Entry(
        _("Наставляемые"),
        "bases:mentees",
        "people",
        Permission.PEOPLE_VIEW,
        ("/nominations/", "/consents/mentee/", "/reminders/mentee/"),
    ),
    Entry(
        _("Наставники"), "bases:mentors", "mentor", Permission.PEOPLE_VIEW, ("/consents/mentor/", "/reminders/mentor/")
    ),
    Entry(_("Меры доступности"), "measures:list", "care", Permission.SENSITIVE_VIEW),
    Entry(_("Пары"), "pairs:list", "pairs", Permission.PAIRS_VIEW),
    Entry(
        _("Анкеты"),
        "surveys:list",
        "survey",
        Permission.RESULTS_VIEW,
        ("/questionnaires/", "/reminders/surveys/", "/answers/"),
    ),
    Entry(
        _("Тексты анкет"),
        "questionnaires:list",
        "survey",
        Permission.QUESTIONNAIRES_EDIT,
        without=Permission.RESULTS_VIEW,
    ),
    Entry(_("Анкеты"), "surveys:mine", "survey", Permission.ANSWER),
    Entry(_("Итоги"), "results:detail", "chart", Permission.RESULTS_VIEW),
    Entry(_("Документы"), "documents:list", "document", Permission.DOCUMENTS_VIEW),
    Entry(_("Пользователи"), "users:list", "key", Permission.USERS_EDIT),
    Entry(_("Журнал"), "journal:list", "journal", Permission.JOURNAL_VIEW),
)


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    hat = getattr(request, "hat", None)
    if hat is None:
        return []
    shown = []
    for entry in ENTRIES:
        if not hat.may(entry.permission) or (entry.without and hat.may(entry.without)):
            continue
        url = reverse(entry.url_name)
        current = request.path == url or (entry.url_name != "home" and request.path.startswith((url, *entry.also)))
        shown.append({"label": entry.label, "url": url, "icon": entry.icon, "current": current})
    return shown
