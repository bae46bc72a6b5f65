"""Questions about road maps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from nastavnik.programmes.models import Programme
from nastavnik.roadmaps.models import Activity, Roadmap, Stage, TermFields
from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage, Problem, Side, Source
from nastavnik.roadmaps.terms import Term, TermKind, Why


def roadmap_of(programme: Programme) -> Roadmap | None:
    return Roadmap.objects.filter(programme=programme).first()


def stages_with_activities(roadmap: Roadmap) -> QuerySet[Stage]:
    activities = Activity.objects.order_by("position")
    return Stage.objects.filter(roadmap=roadmap).prefetch_related(Prefetch("activities", queryset=activities))


def outline_of(roadmap: Roadmap) -> Outline:
    """What is kept as what was read; the repetition of a term is only in its words."""
    stages = tuple(
        OutlineStage(stage.number, stage.title, term_of(stage), tuple(map(_activity, stage.activities.all())))
        for stage in stages_with_activities(roadmap)
    )
    return Outline(roadmap.title, stages)


def _activity(row: Activity) -> OutlineActivity:
    return OutlineActivity(
        row.number, row.text, Side(row.side), term_of(row), Source(row.source, 0, row.source_place),
        tuple(row.responsible), tuple(row.resources_inside), tuple(row.resources_outside), row.result,
        tuple(Problem(code) for code in row.problems),
    )  # fmt: skip


def term_of(row: TermFields) -> Term:
    kind = TermKind(row.term_kind) if row.term_kind else TermKind.EMPTY
    return Term(
        row.term_text, row.term_start, row.term_end, kind, row.open_ended, row.term_resolved, Why(row.term_note)
    )


def earlier_roadmap(programme: Programme) -> Roadmap | None:
    """The road map of the last cycle before this one that had any."""
    rows = Roadmap.objects.filter(
        programme__organisation=programme.organisation_id, programme__year__starts_in__lt=programme.year.starts_in
    )
    return (
        rows.select_related("programme__year", "programme__organisation")
        .order_by("-programme__year__starts_in")
        .first()
    )


@dataclass(frozen=True)
class Progress:
    """How far the activities of one stage number have come."""

    total: int
    done: int
    overdue: int


def progress_by_stage(programme: Programme, today: date) -> dict[int | None, Progress]:
    """Progress by the stage's number; one query."""
    late = Q(activities__done_on__isnull=True, activities__term_end__lt=today, activities__open_ended=False)
    rows = (
        Stage.objects.filter(roadmap__programme=programme)
        .order_by("position")
        .annotate(
            total=Count("activities"),
            done=Count("activities", filter=Q(activities__done_on__isnull=False)),
            overdue=Count("activities", filter=late),
        )
    )
    return {row.number: Progress(row.total, row.done, row.overdue) for row in rows}


def unresolved(roadmap: Roadmap) -> QuerySet[Activity]:
    """Activities whose term a person must still decide."""
    return Activity.objects.filter(stage__roadmap=roadmap, term_resolved=False)


def due_next(programme: Programme, today: date) -> QuerySet[Activity]:
    """Open activities with a date, the most pressing first."""
    return (
        Activity.objects.filter(stage__roadmap__programme=programme, done_on__isnull=True, term_end__isnull=False)
        .exclude(term_start__gt=today)
        .select_related("stage")
        .order_by("term_end", "stage__position", "position")
    )
