"""The first page of each hat."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nastavnik.accounts.access import signed_in
from nastavnik.accounts.roles import Permission
from nastavnik.mentoring.queries import asks_for_help, mentorships
from nastavnik.roadmaps.queries import due_next
from nastavnik.web.home import cycle
from nastavnik.web.programme.current import programme_of

ELSEWHERE = (
    (Permission.WORK_VIEW, "work:home"),
    (Permission.SCHOOLS_VIEW, "schools:list"),
    (Permission.USERS_EDIT, "users:list"),
    (Permission.QUESTIONNAIRES_EDIT, "questionnaires:list"),
)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    if request.hat is None:
        return render(request, "home/no_hat.html", status=403)
    if not request.hat.may(Permission.HOME_VIEW):
        return redirect(next(url for permission, url in ELSEWHERE if request.hat.may(permission)))
    programme = programme_of(request)
    if programme is None:
        return render(request, "home/no_programme.html")
    today = timezone.localdate()
    facts = cycle.gather(programme, today)
    views = cycle.stages(facts)
    context = {
        "programme": programme, "facts": facts, "stages": views, "todos": cycle.next_steps(views, request.hat), "today": today,
        "due": due_next(programme, today)[:5], "help": asks_for_help(programme)[:3],
        "pairs": mentorships(programme)[:6],
    }  # fmt: skip
    return render(request, "home/cycle.html", context)
