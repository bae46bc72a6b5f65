"""Changes of road maps."""

from __future__ import annotations

from collections.abc import Sequence
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
from nastavnik.roadmaps.outline import STAGE_NAMES, Outline, OutlineActivity, OutlineStage, Problem, term_problems
from nastavnik.roadmaps.queries import outline_of, term_of
from nastavnik.roadmaps.rules import check_draft
from nastavnik.roadmaps.terms import Period, parse, school_year


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
        if Activity.objects.filter(stage__roadmap=earlier, done_on__isnull=False).exists():
            raise ValidationError(_("В черновике есть выполненные мероприятия: сначала снимите отметки."))
        earlier.delete()
    roadmap = Roadmap(programme=programme, title=outline.title[:500], source_name=filename[:255])
    roadmap.store()
    for position, stage in enumerate(outline.stages, start=1):
        _keep_stage(roadmap, position, stage)
    return roadmap


def _keep_stage(roadmap: Roadmap, position: int, read: OutlineStage) -> None:
    stage = Stage(roadmap=roadmap, position=position, number=read.number, title=read.title)
    stage.take_term(read.term)
    stage.store()
    activities = [_activity(stage, place, activity) for place, activity in enumerate(read.activities, start=1)]
    Activity.objects.bulk_create(activities)


def _activity(stage: Stage, position: int, read: OutlineActivity) -> Activity:
    activity = Activity(
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
    )
    activity.take_term(read.term)
    return activity


@audited("roadmap.activity_changed", gettext_lazy("уточнено мероприятие дорожной карты"))
def change_activity(*, actor: Actor, activity: Activity, values: dict[str, Any]) -> Activity:
    """A person decides what the reader could not: given dates make the term resolved."""
    check_draft(activity.stage.roadmap)
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


@audited("roadmap.started", gettext_lazy("начата дорожная карта"))
def start_roadmap(*, actor: Actor, programme: Programme, title: str, source_name: str) -> Roadmap:
    """A road map that is written here: the seven stages of the methodology, without activities."""
    if Roadmap.objects.filter(programme=programme).exists():
        raise ValidationError(_("Дорожная карта уже есть: правьте её таблицей."))
    stages = tuple(OutlineStage(number, name, parse(""), ()) for number, name in enumerate(STAGE_NAMES, start=1))
    return _keep(programme, Outline(title, stages), source_name)


@audited("roadmap.stage_added", gettext_lazy("добавлен этап дорожной карты"))
def add_stage(*, actor: Actor, roadmap: Roadmap, title: str) -> Stage:
    check_draft(roadmap)
    stages = list(Stage.objects.filter(roadmap=roadmap))
    numbers = [stage.number for stage in stages if stage.number]
    stage = Stage(
        roadmap=roadmap, title=title, number=max(numbers, default=0) + 1,
        position=max((other.position for other in stages), default=0) + 1,
    )  # fmt: skip
    stage.store()
    return stage


@audited("roadmap.stage_edited", gettext_lazy("изменён этап дорожной карты"))
def edit_stage(
    *, actor: Actor, stage: Stage, values: dict[str, Any], rows: Sequence[tuple[Activity | None, dict[str, Any]]]
) -> Stage:
    """Write a stage and its table; a row is an activity, or None for a new one, with its fields.

    Changed words of a term are understood anew; unchanged ones keep the days that a person may have decided. An activity
    without a term of its own follows the stage.
    """
    check_draft(stage.roadmap)
    period = school_year(stage.roadmap.programme.year.starts_in)
    former = stage.term_text
    for name, value in values.items():
        setattr(stage, name, value)
    if stage.term_text != former:
        stage.take_term(parse(stage.term_text, period=period))
    stage.store()
    position = max((row.position for row in stage.activities.all()), default=0)
    for place, (row, fields) in enumerate(rows, start=1):
        activity = row or Activity(stage=stage, position=position + place)
        _edit_activity(activity, fields, former, period)
    for activity in stage.activities.all():
        if Problem.TERM_FROM_STAGE in activity.problems and activity.term_text != stage.term_text:
            _follow(activity, stage)
            activity.store()
    note(rows=len(rows))
    return stage


def _edit_activity(activity: Activity, values: dict[str, Any], of_stage: str, period: Period) -> None:
    words = activity.term_text
    for name, value in values.items():
        setattr(activity, name, value)
    if not activity.term_text or (activity._state.adding and activity.term_text == of_stage):
        _follow(activity, activity.stage)
    elif activity.term_text != words:
        term = parse(activity.term_text, period=period)
        activity.take_term(term)
        activity.problems = list(term_problems(term, period=period, own=True))
    if activity.responsible:
        activity.problems = [code for code in activity.problems if code != Problem.RESPONSIBLE_MISSING]
    activity.store()


def _follow(activity: Activity, stage: Stage) -> None:
    """Take the term of the stage."""
    term = term_of(stage)
    activity.take_term(term)
    activity.problems = list(term_problems(term, period=None, own=False))


@audited("roadmap.stage_moved", gettext_lazy("переставлен этап дорожной карты"))
def move_stage(*, actor: Actor, stage: Stage, by: int) -> Stage:
    """One place up (-1) or down (1); at the edge it stays."""
    check_draft(stage.roadmap)
    _reorder(list(Stage.objects.filter(roadmap=stage.roadmap)), stage, by)
    return stage


@audited("roadmap.stage_removed", gettext_lazy("убран этап дорожной карты"))
def remove_stage(*, actor: Actor, stage: Stage) -> Roadmap:
    check_draft(stage.roadmap)
    if stage.activities.exists():
        raise ValidationError(_("В этапе есть мероприятия: сначала уберите их или перенесите в соседний этап."))
    stage.delete()
    return stage.roadmap


@audited("roadmap.activity_moved", gettext_lazy("переставлено мероприятие дорожной карты"))
def move_activity(*, actor: Actor, activity: Activity, by: int) -> Activity:
    """One place up (-1) or down (1); over the edge of its stage it goes to the neighbouring one."""
    check_draft(activity.stage.roadmap)
    rows = list(Activity.objects.filter(stage=activity.stage_id).order_by("position"))
    if not _reorder(rows, activity, by):
        _to_the_neighbour(activity, by)
    return activity


def _reorder(rows: list[Any], row: Any, by: int) -> bool:
    """Put a row so many places on and number all anew; False where there is no such place."""
    place = next(number for number, other in enumerate(rows) if other.pk == row.pk)
    if not 0 <= place + by < len(rows):
        return False
    rows.insert(place + by, rows.pop(place))
    for position, other in enumerate(rows, start=1):
        other.position = position
    type(row).objects.bulk_update(rows, ["position"])
    return True


def _to_the_neighbour(activity: Activity, by: int) -> None:
    stages = list(Stage.objects.filter(roadmap=activity.stage.roadmap))
    place = next(number for number, stage in enumerate(stages) if stage.pk == activity.stage_id) + by
    if not 0 <= place < len(stages):
        return
    positions = list(Activity.objects.filter(stage=stages[place]).values_list("position", flat=True))
    activity.stage = stages[place]
    activity.position = max(positions, default=0) + 1 if by < 0 else 0
    activity.store()
    _reorder(list(Activity.objects.filter(stage=activity.stage).order_by("position")), activity, 0)


@audited("roadmap.activity_removed", gettext_lazy("убрано мероприятие дорожной карты"))
def remove_activity(*, actor: Actor, activity: Activity) -> Roadmap:
    roadmap = activity.stage.roadmap
    check_draft(roadmap)
    if activity.done_on:
        raise ValidationError(_("Мероприятие отмечено выполненным: сначала снимите отметку."))
    activity.delete()
    return roadmap
