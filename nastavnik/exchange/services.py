"""An import from the file to the confirmation: until then nothing but the import itself is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Decisions
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.consents.enums import HandoutKind
from nastavnik.consents.handouts import HandedOut, left_out_words, remember
from nastavnik.exchange import undoing, writing
from nastavnik.exchange.answers_out import answers_of
from nastavnik.exchange.archive import archive_of
from nastavnik.exchange.columns import Mapping, recognise
from nastavnik.exchange.doubles import Known
from nastavnik.exchange.models import ImportPurpose, ImportRun, ImportStatus
from nastavnik.exchange.preview import Preview, Purpose, build_preview, guess_purpose
from nastavnik.exchange.refused import hand_back
from nastavnik.exchange.sheets import book_xlsx, table_xlsx
from nastavnik.exchange.tables import Table
from nastavnik.mentoring.registers import COLUMNS, TITLES, register_of
from nastavnik.people.models import Person
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.models import Survey

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
    return hand_back(actor=actor, organisation=run.programme.organisation, run=run)


def _check_preview(run: ImportRun) -> None:
    if run.status != ImportStatus.PREVIEW:
        raise ValidationError(_("Эта загрузка уже закончена."))


@audited("survey.exported", gettext_lazy("выгружены ответы на анкету"))
def export_answers(*, actor: Actor, survey: Survey) -> HandedOut:
    """Every answer as an Excel file, named unless the questionnaire is anonymous: that leaves an entry."""
    found = answers_of(survey, timezone.localdate())
    if found is None:
        raise ValidationError(_("Ответов меньше трёх: по ним узнали бы, кто что сказал."))
    note(survey, rows=len(found.rows))
    remember(
        actor=actor, organisation=survey.programme.organisation, kind=HandoutKind.ANSWERS, people=found.people,
        title=f"{survey.asks.title}, Excel",
    )  # fmt: skip
    return HandedOut(book_xlsx([found], foot=left_out_words(len(found.left_out))), len(found.left_out))


@audited("archive.exported", gettext_lazy("выгружено всё о программе"))
def export_archive(*, actor: Actor, programme: Programme) -> HandedOut:
    """All that is kept about the programme as one Excel file: to keep, to move, to look through."""
    today = timezone.localdate()
    with override("ru"):  # as the registers in it are
        sheets = archive_of(programme, today)
        left_out = {person for sheet in sheets for person in sheet.left_out}
        content = book_xlsx(sheets, foot=left_out_words(len(left_out)))
    people = {person for sheet in sheets for person in sheet.people}
    note(programme, sheets=len(sheets), people=len(people))
    remember(
        actor=actor, organisation=programme.organisation, kind=HandoutKind.ARCHIVE, people=people,
        title=f"{programme}, Excel",
    )  # fmt: skip
    return HandedOut(content, len(left_out))


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
