"""Changes of road maps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.programmes.models import Programme
from nastavnik.programmes.queries import following
from nastavnik.programmes.rules import check_open
from nastavnik.programmes.services import open_following
from nastavnik.roadmaps import rolling
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus, Stage
from nastavnik.roadmaps.outline import Outline, OutlineActivity, OutlineStage
from nastavnik.roadmaps.queries import outline_of
from nastavnik.roadmaps.terms import Term, school_year


@audited("roadmap.read", gettext_lazy("прочитана дорожная карта"))
def keep_outline(*, actor: Actor, programme: Programme, outline: Outline, filename: str) -> Roadmap:
    """Keep what was read as a draft for the curator to check; an earlier draft is replaced, a confirmed map is not."""
    roadmap = _keep(programme, outline, filename)
    note(roadmap, stages=len(outline.stages))
    return roadmap


@audited("roadmap.rolled_over", gettext_lazy("дорожная карта перенесена на следующий цикл"))
def roll_over(*, actor: Actor, roadmap: Roadmap, years: int, title: str) -> Roadmap:
    """Make next cycle's draft of this road map: terms move, permanence stays, marks of what was done do not go along.

    `title` names the following programme where it is not open yet.
    """
    before = roadmap.programme
    programme = following(before, years) or open_following(actor=actor, programme=before, title=title, years=years)
    period = school_year(programme.year.starts_in)
    kept = _keep(programme, rolling.roll_over(outline_of(roadmap), years=years, period=period), roadmap.source_name)
    note(kept, years=years)
    return kept


def _keep(programme: Programme, outline: Outline, filename: str) -> Roadmap:
    check_open(programme)
    earlier = Roadmap.objects.filter(programme=programme).first()
    if earlier is not None:
        if earlier.is_confirmed:
            raise ValidationError(_("Дорожная карта уже подтверждена. Сначала верните её на проверку."))
        earlier.delete()
    roadmap = Roadmap(programme=programme, title=outline.title[:500], source_name=filename[:255])
    roadmap.store()
    for position, stage in enumerate(outline.stages, start=1):
        _keep_stage(roadmap, position, stage)
    return roadmap


def _keep_stage(roadmap: Roadmap, position: int, read: OutlineStage) -> None:
    stage = Stage(roadmap=roadmap, position=position, number=read.number, title=read.title, **_term_fields(read.term))
    stage.store()
    activities = [_activity(stage, place, activity) for place, activity in enumerate(read.activities, start=1)]
    Activity.objects.bulk_create(activities)


def _activity(stage: Stage, position: int, read: OutlineActivity) -> Activity:
    return Activity(
        stage=stage,
        position=position,
        number=read.number,
        text=read.text,
        side=read.side,
        responsible=list(read.responsible),
        resources_inside=list(read.resources_inside),
        resources_outside=list(read.resources_outside),
        result=read.result,
        source=read.source.text,
        source_place=read.source.place,
        problems=list(read.problems),
        **_term_fields(read.term),
    )


def _term_fields(term: Term | None) -> dict[str, Any]:
    if term is None:
        return {}
    return {
        "term_text": term.text[:500],
        "term_start": term.start,
        "term_end": term.end,
        "term_kind": str(term.kind),
        "open_ended": term.open_ended,
        "term_resolved": term.resolved,
        "term_note": str(term.note),
    }


@audited("roadmap.activity_changed", gettext_lazy("уточнено мероприятие дорожной карты"))
def change_activity(*, actor: Actor, activity: Activity, values: dict[str, Any]) -> Activity:
    """A person decides what the reader could not: given dates make the term resolved."""
    roadmap = activity.stage.roadmap
    check_open(roadmap.programme)
    for name, value in values.items():
        setattr(activity, name, value)
    if activity.term_start and activity.term_end and activity.term_end < activity.term_start:
        raise ValidationError({"term_end": _("Конец раньше начала.")})
    activity.term_resolved = activity.term_end is not None or activity.open_ended
    activity.term_note = "" if activity.term_resolved else activity.term_note
    activity.problems = []
    activity.store()
    note(fields=sorted(values))
    return activity


@audited("roadmap.confirmed", gettext_lazy("подтверждена дорожная карта"))
def confirm(*, actor: Actor, roadmap: Roadmap, on: date) -> Roadmap:
    check_open(roadmap.programme)
    roadmap.status = RoadmapStatus.CONFIRMED
    roadmap.confirmed_on = on
    roadmap.store()
    return roadmap


@audited("roadmap.reopened", gettext_lazy("дорожная карта возвращена на проверку"))
def reopen(*, actor: Actor, roadmap: Roadmap) -> Roadmap:
    check_open(roadmap.programme)
    roadmap.status = RoadmapStatus.DRAFT
    roadmap.confirmed_on = None
    roadmap.store()
    return roadmap


@audited("roadmap.activity_done", gettext_lazy("мероприятие выполнено"))
def finish_activity(*, actor: Actor, activity: Activity, on: date, evidence: str) -> Activity:
    check_open(activity.stage.roadmap.programme)
    if not evidence.strip():
        raise ValidationError(_("Напишите, чем подтверждается выполнение: документ, число, ссылка."))
    activity.done_on = on
    activity.done_note = evidence
    activity.store()
    return activity


@audited("roadmap.activity_undone", gettext_lazy("снята отметка о выполнении"))
def unfinish_activity(*, actor: Actor, activity: Activity) -> Activity:
    check_open(activity.stage.roadmap.programme)
    activity.done_on = None
    activity.done_note = ""
    activity.store()
    return activity
