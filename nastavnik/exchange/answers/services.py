"""An import of answers from the file to the confirmation, and back: until then nothing but the import itself is written."""

from __future__ import annotations

from collections.abc import Mapping as Decisions
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.consents.handouts import HandedOut
from nastavnik.exchange.answers.columns import AnswerMapping, suggest
from nastavnik.exchange.answers.people import Asked, known_of, known_of_labels
from nastavnik.exchange.answers.rows import AnswerPreview, Left, LeftOut, Settled, build_preview, settle
from nastavnik.exchange.answers.rules import check_takes
from nastavnik.exchange.models import AnswersImport, ImportStatus
from nastavnik.exchange.refused import hand_back
from nastavnik.exchange.tables import Table
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires import services as questionnaires
from nastavnik.questionnaires.filling import fillings
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import asked_of, may_be_named
from nastavnik.questionnaires.spec import PersonList

REMEMBERED = 50
NAMED = 3


@audited("answers_import.opened", gettext_lazy("прочитан файл с ответами на анкету"))
def open_answers(*, actor: Actor, survey: Survey, table: Table, filename: str) -> AnswersImport:
    """Keep the table and what would become of it; neither answers nor the base are touched."""
    check_takes(survey)
    run = AnswersImport(survey=survey, filename=filename[:255], table=table.to_json(), rows_total=len(table.rows))
    former = _former(survey, table.header)
    mapping = AnswerMapping.from_json(former.mapping, survey.asks) if former else None
    _judge(run, table, mapping or suggest(table.header, [row.cells for row in table.rows], survey.asks))
    run.store()
    return run


@audited("answers_import.remapped", gettext_lazy("изменены столбцы загрузки ответов"))
def remap_answers(*, actor: Actor, run: AnswersImport, mapping: AnswerMapping) -> AnswersImport:
    _check_preview(run)
    _judge(run, Table.from_json(run.table), mapping)
    run.store()
    return run


def _former(survey: Survey, header: Sequence[str]) -> AnswersImport | None:
    """The newest import of the organisation into this questionnaire with these very headings: its mapping holds again."""
    runs = AnswersImport.objects.filter(
        survey__programme__organisation=survey.programme.organisation, survey__questionnaire=survey.questionnaire,
        status__in=(ImportStatus.CONFIRMED, ImportStatus.UNDONE),
    ).only("mapping")  # fmt: skip
    return next((run for run in runs[:REMEMBERED] if run.mapping.get("header") == list(header)), None)


def _judge(run: AnswersImport, table: Table, mapping: AnswerMapping) -> None:
    run.mapping = {**mapping.to_json(), "header": list(table.header)}
    if not mapping.names_people:
        run.preview = {}
        return
    survey = run.survey
    nameable = may_be_named(survey, None) if any(survey.asks.of_kind(PersonList)) else {}
    preview = build_preview(
        table, mapping, survey.asks, Asked(known_of(asked_of(survey))), Asked(known_of_labels(nameable))
    )
    run.preview = preview.to_json()


def _check_preview(run: AnswersImport) -> None:
    if run.status != ImportStatus.PREVIEW:
        raise ValidationError(_("Эта загрузка уже закончена."))


@audited("answers_import.confirmed", gettext_lazy("загружены ответы на анкету"))
def confirm_answers(
    *, actor: Actor, run: AnswersImport, decisions: Decisions[int, str], replaces: bool
) -> AnswersImport:
    """Write the sound rows; `decisions` say whose a doubtful row is, `replaces` whether new answers take the place of old.

    Afterwards rows taken + rows refused = rows in the file, and the refused ones stay with their reasons.
    """
    _check_preview(run)
    check_takes(run.survey)
    if not run.preview:
        raise ValidationError(_("Назовите столбец с фамилией и именем: без него неизвестно, чьи это ответы."))
    people = {str(row.pk): row for row in asked_of(run.survey)}
    former = {str(row.participation_id): row for row in Response.objects.filter(survey=run.survey)}
    settled = settle(AnswerPreview.from_json(run.preview).rows, decisions, former.keys(), replaces)
    run.written = _write(actor, run.survey, settled, people, former)
    run.status = ImportStatus.CONFIRMED
    run.confirmed_at = timezone.now()
    run.rows_taken = len(settled.written)
    run.refused = [left.to_json() for left in sorted(settled.left, key=lambda left: left.row.number)]
    run.rows_refused = len(run.refused)
    # the answers are in their places now; a second copy of them is not kept
    run.table, run.preview = {}, {}
    run.store()
    note(run, taken=run.rows_taken, refused=run.rows_refused)
    return run


def _write(
    actor: Actor, survey: Survey, settled: Settled, people: dict[str, Participation], former: dict[str, Response]
) -> dict[str, Any]:
    """Give every answer as the curator would by hand; what stood there before is remembered. Refusals are left out."""
    responses: dict[str, Any] = {}
    offers: dict[str, Any] = {}
    for key, row in list(settled.written.items()):
        try:
            if key not in people:
                raise ValidationError(_("Этого участника анкета больше не спрашивает."))
            before = {name: getattr(people[key], name) for name in fillings(survey.asks, row.answers)}
            response = questionnaires.answer(
                actor=actor, survey=survey, participation=people[key], answers=row.answers, by_staff=True
            )
        except ValidationError as error:
            del settled.written[key]
            settled.left.append(LeftOut(row, Left.PROBLEM, "", "", " ".join(error.messages), key))
            continue
        responses[str(response.pk)] = {
            "at": response.submitted_at.isoformat(), "former": _kept(former[key]) if key in former else None,
        }  # fmt: skip
        offers[key] = {name: [value, getattr(people[key], name)] for name, value in before.items()}
    return {"responses": responses, "offers": {key: changed for key, changed in offers.items() if changed}}


def _kept(response: Response) -> dict[str, Any]:
    return {
        "answers": response.answers, "entered_by_staff": response.entered_by_staff,
        "submitted_at": response.submitted_at.isoformat(),
    }  # fmt: skip


@audited("answers_import.cancelled", gettext_lazy("отменена загрузка ответов"))
def cancel_answers(*, actor: Actor, run: AnswersImport) -> AnswersImport:
    _check_preview(run)
    run.status = ImportStatus.CANCELLED
    run.table, run.preview = {}, {}
    run.store()
    return run


@audited("answers_import.undone", gettext_lazy("загрузка ответов взята назад"))
def undo_answers(*, actor: Actor, run: AnswersImport) -> AnswersImport:
    """Take a whole import back: answers it brought go, those it replaced are as they were; all of it or nothing."""
    check_takes(run.survey)
    if run.status != ImportStatus.CONFIRMED or not run.written:
        raise ValidationError(_("Взять назад можно только записанную загрузку."))
    # of the whole survey, not by their keys: those may be too many for one question
    given = Response.objects.filter(survey=run.survey).select_related("participation__person")
    responses = {key: row for row in given if (key := str(row.pk)) in run.written["responses"]}
    people = Participation.objects.filter(programme=run.survey.programme).with_people()
    offers = {key: row for row in people if (key := str(row.pk)) in run.written["offers"]}
    _check_untouched(run, responses, offers)
    for key, was in run.written["responses"].items():
        if was["former"] is None:
            responses[key].delete()
        else:
            at = datetime.fromisoformat(was["former"]["submitted_at"])
            Response.objects.filter(pk=key).update(**{**was["former"], "submitted_at": at})  # its own day, not today's
    for key, changed in run.written["offers"].items():
        for name, (value, _filled) in changed.items():
            setattr(offers[key], name, value)
        offers[key].store()
    removed = sum(was["former"] is None for was in run.written["responses"].values())
    note(run, removed=removed, restored=len(responses) - removed)
    run.status = ImportStatus.UNDONE
    run.written, run.refused = {}, []
    run.store()
    return run


def _check_untouched(run: AnswersImport, responses: dict[str, Response], offers: dict[str, Participation]) -> None:
    """Nobody has answered again since, and what the answers filled in the base was not changed by hand."""
    gone = run.written["responses"].keys() - responses.keys()
    touched = {
        row.participation.person.short_name
        for key, row in responses.items()
        if row.participation and row.submitted_at != datetime.fromisoformat(run.written["responses"][key]["at"])
    } | {
        row.person.short_name
        for key, row in offers.items()
        if any(getattr(row, name) != filled for name, (_was, filled) in run.written["offers"][key].items())
    }
    if gone:
        raise ValidationError(_("Взять назад нельзя: часть этих ответов уже удалена."), code="built_upon")
    if touched:
        named = "; ".join(sorted(touched)[:NAMED]).rstrip(".")
        more = _(" И ещё %(n)s.") % {"n": len(touched) - NAMED} if len(touched) > NAMED else ""
        sentence = _("Взять назад нельзя, ответы или карточки с тех пор изменены: %(named)s.") % {"named": named}
        raise ValidationError(sentence + more, code="built_upon")


@audited("answers_import.refused_read", gettext_lazy("скачаны не принятые ответы"))
def take_refused_answers(*, actor: Actor, run: AnswersImport) -> HandedOut:
    """The refused rows go back to whoever brought them, without those who have withdrawn meanwhile."""
    return hand_back(actor=actor, organisation=run.survey.programme.organisation, run=run)
