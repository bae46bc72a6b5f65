"""Last cycle's road map for the next one, and what changed between two cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.programmes.queries import following
from nastavnik.roadmaps import queries, rolling, services
from nastavnik.roadmaps.comparison import ActivityChange, Difference, Part, Piece, StageChange, compare
from nastavnik.roadmaps.models import ActivitySide, Roadmap
from nastavnik.roadmaps.outline import Outline, OutlineActivity, Problem
from nastavnik.roadmaps.reading import problem_sentences, term_reason
from nastavnik.roadmaps.terms import Sure, school_year
from nastavnik.web.outcome import told
from nastavnik.web.programme.current import CHOSEN, programme_of, with_programme

WORDS = {
    Part.TITLE: gettext_lazy("название"), Part.TERM: gettext_lazy("срок"), Part.TEXT: gettext_lazy("текст"),
    Part.SIDE: gettext_lazy("где"), Part.RESPONSIBLE: gettext_lazy("ответственные"),
    Part.RESOURCES: gettext_lazy("ресурсы"), Part.RESULT: gettext_lazy("результат"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """An activity of the next road map that a person must look at, and why."""

    activity: OutlineActivity
    sentences: list[str]


@requires(Permission.PROGRAMME_EDIT)
def roll_over(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what the next cycle's road map would be; make it when it is confirmed."""
    rows = Roadmap.objects.select_related("programme__year", "programme__organisation", "programme__curator")
    roadmap = get_object_or_404(rows, pk=pk)
    years = _years_on(request, roadmap)
    if request.method == "POST":
        made = told(
            request,
            services.roll_over,
            actor=request.actor,
            roadmap=roadmap,
            years=years,
            title=roadmap.programme.title,
        )
        if made is None:
            return redirect("roadmap:roll_over", pk=roadmap.pk)
        request.session[CHOSEN] = str(made.programme_id)
        text = _("Дорожная карта на %(year)s готова. Проверьте отмеченное и подтвердите.")
        messages.success(request, text % {"year": made.programme.year})
        return redirect("roadmap:detail")
    return render(request, "roadmap/roll_over.html", _preview(roadmap, years))


def _years_on(request: HttpRequest, roadmap: Roadmap) -> int:
    """To the programme that is chosen, if it is a later one; else to the next."""
    chosen = programme_of(request)
    same = chosen is not None and chosen.organisation_id == roadmap.programme.organisation_id
    return max(chosen.year.starts_in - roadmap.programme.year.starts_in, 1) if same else 1


def _preview(roadmap: Roadmap, years: int) -> dict[str, Any]:
    before = queries.outline_of(roadmap)
    starts_in = roadmap.programme.year.starts_in + years
    after = rolling.roll_over(before, years=years, period=school_year(starts_in))
    target = following(roadmap.programme, years)
    return {
        "roadmap": roadmap, "target": target, "replaced": queries.roadmap_of(target) if target else None,
        "year": f"{starts_in}/{starts_in + 1}", "changes": shown(compare(before, after)), "asked": _asked(after),
        "stages": len(after.stages), "activities": sum(len(stage.activities) for stage in after.stages),
    }  # fmt: skip


def _asked(outline: Outline) -> list[Asked]:
    found = []
    for stage in outline.stages:
        for activity in stage.activities:
            sentences = problem_sentences(
                (code for code in activity.problems if code != Problem.TERM_FROM_STAGE), activity.term.note
            )
            if activity.term.sure == Sure.ASK:
                sentences.append(term_reason(activity.term.note))
            if sentences:
                found.append(Asked(activity, sentences))
    return found


@requires(Permission.PROGRAMME_VIEW)
@with_programme
def changes(request: HttpRequest) -> HttpResponse:
    """What changed since the last cycle that had a road map."""
    roadmap = queries.roadmap_of(request.programme)
    earlier = queries.earlier_roadmap(request.programme)
    if roadmap is None or earlier is None:
        return redirect("roadmap:detail")
    context = {
        "programme": request.programme, "roadmap": roadmap, "earlier": earlier,
        "changes": shown(compare(queries.outline_of(earlier), queries.outline_of(roadmap))),
    }  # fmt: skip
    return render(request, "roadmap/changes.html", context)


def shown(changes: list[StageChange]) -> list[dict[str, Any]]:
    """Changes with their words: what is new, what is gone, what differs in which part."""
    return [_shown(change) | {"activities": [_shown(activity) for activity in change.activities]} for change in changes]


def _shown(change: StageChange | ActivityChange) -> dict[str, Any]:
    how = "new" if change.before is None else "gone" if change.after is None else ""
    return {"how": how, "row": change.after or change.before, "parts": [_part(each) for each in change.differences]}


def _part(difference: Difference) -> tuple[str, list[Piece]]:
    """The name of a part and its pieces; a side is a code with words of its own."""
    if difference.part == Part.SIDE:
        before, after = (str(ActivitySide(code).label) for code in (difference.before, difference.after))
        difference = Difference(difference.part, before, after)
    return str(WORDS[difference.part]), difference.pieces
