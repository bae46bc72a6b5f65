"""An import from the file to the confirmation: until then nothing but the import itself is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Decisions
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.common.russian import search_key
from nastavnik.consents.enums import ALWAYS, HandoutKind
from nastavnik.consents.handouts import HandedOut, left_out_words, remember
from nastavnik.consents.queries import nameable, withdrawn
from nastavnik.exchange import undoing, writing
from nastavnik.exchange.columns import Mapping, recognise
from nastavnik.exchange.doubles import Known
from nastavnik.exchange.models import ImportPurpose, ImportRun, ImportStatus
from nastavnik.exchange.preview import Preview, Purpose, build_preview, guess_purpose
from nastavnik.exchange.refused import refused_xlsx
from nastavnik.exchange.sheets import table_xlsx
from nastavnik.exchange.tables import Table
from nastavnik.mentoring.registers import COLUMNS, TITLES, register_of
from nastavnik.people.models import Person
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import may_be_named
from nastavnik.questionnaires.spec import PersonList, Questionnaire
from nastavnik.questionnaires.summary import FEW, in_words

REMEMBERED = 50


@audited("import.opened", gettext_lazy("прочитан файл для загрузки"))
def open_import(
    *, actor: Actor, programme: Programme, table: Table, filename: str, purpose: str, today: date
) -> ImportRun:
    """Keep the table and what would become of it; people and participants are not touched."""
    check_open(programme)
    former = _former(programme, table.header)
    mapping = Mapping.from_json(former.mapping["fields"]) if former else recognise(table.header)
    chosen = Purpose(purpose or (former.purpose if former else guess_purpose(mapping)))
    run = ImportRun(programme=programme, filename=filename[:255], purpose=chosen.value, table=table.to_json())
    _judge(run, table, mapping, today)
    run.store()
    return run


@audited("import.remapped", gettext_lazy("изменены столбцы загрузки"))
def remap(*, actor: Actor, run: ImportRun, mapping: Mapping, purpose: str, today: date) -> ImportRun:
    _check_preview(run)
    run.purpose = ImportPurpose(purpose).value
    _judge(run, Table.from_json(run.table), mapping, today)
    run.store()
    return run


def _former(programme: Programme, header: Sequence[str]) -> ImportRun | None:
    """The newest import of the organisation with these very headings: what a person chose for them holds again."""
    runs = ImportRun.objects.filter(
        programme__organisation=programme.organisation, status__in=(ImportStatus.CONFIRMED, ImportStatus.UNDONE)
    ).only("mapping", "purpose")
    return next((run for run in runs[:REMEMBERED] if run.mapping.get("header") == list(header)), None)


def _judge(run: ImportRun, table: Table, mapping: Mapping, today: date) -> None:
    run.mapping = {"fields": mapping.to_json(), "header": list(table.header)}
    run.rows_total = len(table.rows)
    if not mapping.names_people:
        run.preview = {}
        return
    known = known_people(run.programme)
    run.preview = build_preview(table, mapping, known, Purpose(run.purpose), today).to_json()


def known_people(programme: Programme) -> list[Known]:
    people = Person.objects.filter(organisation=programme.organisation).order_by("id")
    fields = people.values_list("id", "last_name", "first_name", "patronymic", "birth_date", "grade", "letter")
    return [
        Known(str(key), last, first, patronymic, born.isoformat() if born else "", f"{grade}{letter}" if grade else "")
        for key, last, first, patronymic, born, grade, letter in fields
    ]


@audited("import.confirmed", gettext_lazy("загружен список"))
def confirm(*, actor: Actor, run: ImportRun, decisions: Decisions[int, str]) -> ImportRun:
    """Write the rows; `decisions` says of each double, by its row: merge, new or skip.

    Afterwards rows taken + rows refused = rows in the file, and the refused ones stay with their reasons.
    """
    _check_preview(run)
    check_open(run.programme)
    if not run.preview:
        raise ValidationError(_("Назовите столбец с фамилией и именем: без него некого загружать."))
    outcome = writing.write(run, Preview.from_json(run.preview), decisions)
    run.status = ImportStatus.CONFIRMED
    run.confirmed_at = timezone.now()
    run.rows_taken = outcome.taken
    run.rows_refused = len(outcome.refused)
    run.refused = outcome.refused
    run.written = outcome.written.to_json()
    # the people are in their places now; a second copy of their data is not kept
    run.table, run.preview = {}, {}
    run.store()
    note(run, taken=run.rows_taken, refused=run.rows_refused)
    return run


@audited("import.cancelled", gettext_lazy("отменена загрузка"))
def cancel(*, actor: Actor, run: ImportRun) -> ImportRun:
    _check_preview(run)
    run.status = ImportStatus.CANCELLED
    run.table, run.preview = {}, {}
    run.store()
    return run


@audited("import.undone", gettext_lazy("загрузка взята назад"))
def undo(*, actor: Actor, run: ImportRun) -> ImportRun:
    """Take a whole import back: what it made goes, what it changed becomes as it was; all of it or nothing."""
    check_open(run.programme)
    if run.status != ImportStatus.CONFIRMED or not run.written:
        raise ValidationError(_("Взять назад можно только записанную загрузку."))
    removed = undoing.undo(run)
    run.status = ImportStatus.UNDONE
    run.written, run.refused = {}, []
    run.store()
    note(run, **removed)
    return run


@audited("import.refused_read", gettext_lazy("скачаны не принятые строки"))
def take_refused(*, actor: Actor, run: ImportRun) -> HandedOut:
    """The refused rows go back to whoever brought them, without those who have withdrawn meanwhile."""
    school = run.programme.organisation
    known = dict(
        Person.objects.filter(organisation=school, search_text__in={search_key(row["name"]) for row in run.refused})
        .order_by()
        .values_list("pk", "search_text")
    )
    sheets = withdrawn(timezone.localdate()).filter(person__in=known, kind__in=ALWAYS)
    gone = set(sheets.values_list("person", flat=True))
    kept = [row for row in run.refused if search_key(row["name"]) not in {known[person] for person in gone}]
    note(run, rows=len(kept))
    remember(actor=actor, organisation=school, kind=HandoutKind.REFUSED, title=run.filename, people=set(known) - gone)
    return HandedOut(refused_xlsx(kept), len(run.refused) - len(kept))


def _check_preview(run: ImportRun) -> None:
    if run.status != ImportStatus.PREVIEW:
        raise ValidationError(_("Эта загрузка уже закончена."))


@audited("survey.exported", gettext_lazy("выгружены ответы на анкету"))
def export_answers(*, actor: Actor, survey: Survey) -> HandedOut:
    """Every answer as an Excel file, named unless the questionnaire is anonymous: that leaves an entry."""
    questionnaire = survey.asks
    questions = {question.code: question.text for question in questionnaire.questions}
    title, responses = str(survey.get_wave_display()), Response.objects.filter(survey=survey)
    if questionnaire.anonymous:
        nameless = _nameless([_answered(questionnaire, row, {}) for row in responses])
        note(survey, rows=len(nameless))
        return HandedOut(table_xlsx(title, questions, nameless))
    kept, left_out = _of_consenting(list(responses.select_related("participation__person")))
    choices = may_be_named(survey, None) if any(questionnaire.of_kind(PersonList)) else {}
    note(survey, rows=len(kept))
    remember(
        actor=actor, organisation=survey.programme.organisation, kind=HandoutKind.ANSWERS,
        people=_people_in(questionnaire, kept, choices), title=f"{questionnaire.title}, Excel",
    )  # fmt: skip
    columns = {"name": str(_("Участник")), "place": str(_("Класс или место"))} | questions
    rows = [_who(row) | _answered(questionnaire, row, choices) for row in kept]
    return HandedOut(table_xlsx(title, columns, rows, foot=left_out_words(left_out)), left_out)


def _of_consenting(rows: list[Response]) -> tuple[list[Response], int]:
    """The answers of those who may be named, the curator's own among them, and how many are not."""
    named = nameable([row.participation.person_id for row in rows if row.participation], timezone.localdate())
    kept = [row for row in rows if row.participation is None or row.participation.person_id in named]
    return kept, len(rows) - len(kept)


def _people_in(questionnaire: Questionnaire, rows: list[Response], choices: dict[str, str]) -> set[UUID]:
    """Who answers, and whom they chose by name."""
    lists = [question.code for question in questionnaire.of_kind(PersonList)]
    chosen = {key for row in rows for code in lists for key in row.answers.get(code, []) if key in choices}
    keys = chosen | {str(row.participation_id) for row in rows if row.participation_id}
    return set(Participation.objects.filter(pk__in=keys).values_list("person", flat=True))


def _who(row: Response) -> dict[str, str]:
    if row.participation is None:
        return {"name": str(row.survey.get_side_display()), "place": ""}
    return {"name": row.participation.person.full_name, "place": row.participation.person.place}


def _answered(questionnaire: Questionnaire, row: Response, choices: dict[str, str]) -> dict[str, str]:
    return {
        question.code: in_words(question, row.answers.get(question.code), choices)
        for question in questionnaire.questions
    }


def _nameless(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Anonymous answers in an order that tells nobody, and none at all below three."""
    if len(rows) < FEW:
        raise ValidationError(_("Ответов меньше трёх: по ним узнали бы, кто что сказал."))
    return sorted(rows, key=lambda row: tuple(row.values()))


@audited("register.exported", gettext_lazy("выгружена база в Excel"))
def export_register(*, actor: Actor, programme: Programme, side: Side, chosen: Iterable[Participation]) -> HandedOut:
    """The register as an Excel file: names leave the system, and that leaves an entry."""
    register = register_of(programme, side, chosen, timezone.localdate())
    note(programme, side=side.value, rows=len(register.rows))
    remember(
        actor=actor, organisation=programme.organisation, kind=HandoutKind.REGISTER, people=register.people,
        title=f"{TITLES[side]}, Excel",
    )  # fmt: skip
    with override("ru"):  # as its headings are
        foot = left_out_words(register.left_out)
    return HandedOut(table_xlsx(str(side.label), COLUMNS[side], register.rows, foot=foot), register.left_out)
