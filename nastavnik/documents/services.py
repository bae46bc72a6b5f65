"""Making papers out of the data: the data are frozen, the files kept, the register numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.common.russian import initials_first, long_date
from nastavnik.consents.enums import HandoutKind
from nastavnik.consents.handouts import HandedOut, left_out_words, remember
from nastavnik.consents.queries import nameable
from nastavnik.documents.cards import Card, render_cards
from nastavnik.documents.models import Document
from nastavnik.documents.paper import BLANK, PaperSheet, render_paper
from nastavnik.documents.queries import pairs_for_order
from nastavnik.documents.registry import KINDS, DocumentKind
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.documents.rendering.word import render_docx
from nastavnik.documents.types import consent_sheets, pair_order, programme_report, swot
from nastavnik.documents.types.consent_sheets import Sheet
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.services import make_links
from nastavnik.mentoring.registers import register_of
from nastavnik.mentoring.services import open_mentorships
from nastavnik.monitoring.models import SwotAnalysis
from nastavnik.monitoring.services import sign_swot
from nastavnik.notifications import letters
from nastavnik.notifications.enums import Way
from nastavnik.notifications.queries import Matter
from nastavnik.notifications.services import remind
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.models import Survey
from nastavnik.questionnaires.queries import asked_persons

FILE_WORDS = {"word": "Word", "pdf": "PDF"}


@audited("document.order_made", gettext_lazy("издан приказ о парах"))
def make_pair_order(*, actor: Actor, programme: Programme, number: str, dated: date, ends_on: date) -> Document:
    """The order about all approved pairs and groups; they begin to work on its day."""
    check_open(programme)
    approved, stopped = pairs_for_order(programme, timezone.localdate())
    if stopped and not approved:
        raise ValidationError(_("Приказ издавать не о ком: в каждой утверждённой паре у кого-то нет согласия."))
    if not approved:
        raise ValidationError(_("Нет утверждённых пар: сначала директор утверждает их."))
    if ends_on <= dated:
        raise ValidationError({"ends_on": _("Пары должны работать хотя бы день: конец раньше приказа.")})
    data = pair_order.context(programme, approved, number=number, dated=dated, ends_on=ends_on)
    document = _keep(programme, pair_order.DOCUMENT.code, data, number=number, dated=dated)
    remember(
        actor=actor, organisation=programme.organisation, kind=HandoutKind.ORDER, title=str(document), paper=document.pk,
        people=[side.person_id for pair in approved for side in (pair.mentor, *pair.mentees())],
    )  # fmt: skip
    open_mentorships(actor=actor, mentorships=approved, starts_on=dated, ends_on=ends_on)
    note(document, pairs=len(approved))
    return document


@audited("document.report_made", gettext_lazy("составлен отчёт о программе"))
def make_report(*, actor: Actor, programme: Programme, dated: date, conclusions: str) -> Document:
    data = programme_report.context(programme, dated=dated, conclusions=conclusions)
    return _keep(programme, programme_report.DOCUMENT.code, data, number="", dated=dated)


@audited("document.swot_made", gettext_lazy("SWOT-анализ внесён в реестр документов"))
def make_swot(*, actor: Actor, analysis: SwotAnalysis, today: date) -> Document:
    """Sign the analysis and keep it as a paper; the paper has the key of its analysis, so that each finds the other."""
    sign_swot(actor=actor, analysis=analysis, today=today)
    data = swot.context(analysis)
    title = f"{swot.DOCUMENT.title}: {data['subject']}"
    blank = Document(pk=analysis.pk, title=title, signatory=analysis.signed_by)
    return _filled(blank, analysis.programme, swot.DOCUMENT.code, data, dated=today)


def _keep(programme: Programme, code: str, data: dict[str, Any], *, number: str, dated: date) -> Document:
    blank = Document(number=number, title=KINDS[code].title, signatory=data["director"])
    return _filled(blank, programme, code, data, dated=dated)


def _filled(document: Document, programme: Programme, code: str, data: dict[str, Any], *, dated: date) -> Document:
    kind = KINDS[code]
    document.organisation, document.programme = programme.organisation, programme
    document.kind, document.dated, document.data = code, dated, data
    # the row first: a number that is taken must be refused before any file is written
    document.full_clean(exclude={"word", "pdf"})
    document.word.save("document.docx", ContentFile(render_docx(kind.word_template, data)), save=False)
    document.pdf.save("document.pdf", ContentFile(render_pdf(kind.pdf_template, data)), save=False)
    document.save()
    return document


@audited("register.made", gettext_lazy("выгружена база"))
def make_register(
    *, actor: Actor, programme: Programme, side: Side, chosen: Iterable[Participation], form: str, dated: date
) -> HandedOut:
    """The register as Word or PDF: names leave the system, and that leaves an entry."""
    kind = KINDS[f"{side.value}_register"]
    register, curator = register_of(programme, side, chosen, timezone.localdate()), programme.curator
    with override("ru"):
        left_out = left_out_words(register.left_out)
    data = {
        "organisation": programme.organisation.name, "year": str(programme.year), "dated": long_date(dated),
        "rows": register.rows, "left_out": left_out, "curator": initials_first(curator.name) if curator else "",
    }  # fmt: skip
    note(programme, side=side.value, rows=len(register.rows), form=form)
    remember(
        actor=actor, organisation=programme.organisation, kind=HandoutKind.REGISTER, people=register.people,
        title=f"{kind.title}, {FILE_WORDS[form]}",
    )  # fmt: skip
    return HandedOut(_rendered(kind, data, form), register.left_out)


def _rendered(kind: DocumentKind, data: dict[str, Any], form: str) -> bytes:
    return render_docx(kind.word_template, data) if form == "word" else render_pdf(kind.pdf_template, data)


@audited("survey.paper_made", gettext_lazy("напечатаны бланки анкеты"))
def make_paper(*, actor: Actor, survey: Survey, address: Callable[[Participation], str]) -> HandedOut:
    """The questionnaire on paper with a name on each sheet, or one blank where everybody has answered.

    `address` is where the answers of a participant are typed in.
    """
    questionnaire = survey.asks
    rows, left_out = _waiting(survey)
    sheets = [PaperSheet(row.person.full_name, row.person.place, address(row)) for row in rows]
    note(survey, sheets=len(sheets))
    _remember_asked(actor, survey, HandoutKind.PAPER, questionnaire.title, rows)
    return HandedOut(render_paper(questionnaire, sheets or [BLANK]), left_out)


@audited("survey.cards_made", gettext_lazy("напечатаны карточки со ссылками"))
def make_cards(
    *, actor: Actor, survey: Survey, address: Callable[[PersonalLink], str], expires_on: date, today: date
) -> HandedOut:
    """Cards with personal links for those who have not answered; `address` is where a link leads."""
    questionnaire = survey.asks
    rows, left_out = _waiting(survey)
    if left_out and not rows:
        raise ValidationError(left_out_words(left_out))
    _school, links = make_links(
        actor=actor, organisation=survey.programme.organisation, people=[row.person for row in rows],
        purpose=LinkPurpose.ANSWER, expires_on=expires_on, today=today,
    )  # fmt: skip
    cards = [Card(row.person.full_name, row.person.place, address(link)) for row, link in zip(rows, links, strict=True)]
    note(survey, cards=len(cards))
    _remember_asked(actor, survey, HandoutKind.CARDS, questionnaire.title, rows)
    with override("ru"):
        words = _("Наведите камеру телефона на код и ответьте на анкету. Карточка только ваша.")
    return HandedOut(render_cards(_(questionnaire.title), words, cards), left_out)


@audited("reminder.printed", gettext_lazy("напечатаны карточки-напоминания"))
def make_reminder_cards(*, actor: Actor, matter: Matter, until: date, today: date, site: str) -> HandedOut:
    """Cards that remind of answers or of consents; `site` is where their links lead."""
    _programme, rows = remind(actor=actor, matter=matter, way=Way.CARD, until=until, today=today)
    cards = [
        Card(
            row.person.full_name, row.person.place, letters.link_url(row.link, site) if row.link else "",
            words=letters.card_words(row),
        )
        for row in rows
    ]  # fmt: skip
    note(matter.survey or matter.programme, cards=len(cards))
    remember(
        actor=actor, organisation=matter.programme.organisation,
        kind=HandoutKind.CARDS if matter.survey else HandoutKind.REMINDERS,
        title=matter.survey.asks.title if matter.survey else letters.HEADING, people=[row.person_id for row in rows],
    )  # fmt: skip
    return HandedOut(render_cards(letters.HEADING, "", cards, heading=letters.HEADING))


def _waiting(survey: Survey) -> tuple[list[Participation], int]:
    """Those who have not answered and may be named, and how many may not be."""
    waiting = [one.participation for one in asked_persons(survey) if one.response is None]
    named = nameable([row.person_id for row in waiting], timezone.localdate())
    rows = [row for row in waiting if row.person_id in named]
    return rows, len(waiting) - len(rows)


def _remember_asked(actor: Actor, survey: Survey, kind: HandoutKind, title: str, rows: Sequence[Participation]) -> None:
    remember(
        actor=actor, organisation=survey.programme.organisation, kind=kind, title=title,
        people=[row.person_id for row in rows],
    )  # fmt: skip


@audited("consent.sheets_made", gettext_lazy("напечатаны листы согласий"))
def make_consent_sheets(
    *, actor: Actor, programme: Programme, sheets: Sequence[Sheet], until: date, today: date, form: str
) -> HandedOut:
    """The sheets as one Word or PDF file, to be signed by hand; nothing is registered until they come back."""
    if not sheets:
        raise ValidationError(_("Печатать нечего: у выбранных людей эти согласия уже есть."))
    if until < today:
        raise ValidationError({"until": _("Этот день уже прошёл.")})
    kind = consent_sheets.DOCUMENT
    data = consent_sheets.context(programme.organisation, sheets, until=until, on=today)
    note(programme, sheets=len(sheets), form=form)
    remember(
        actor=actor, organisation=programme.organisation, kind=HandoutKind.SHEETS,
        title=f"{kind.title}, {FILE_WORDS[form]}", people=[sheet.person.pk for sheet in sheets],
    )  # fmt: skip
    return HandedOut(_rendered(kind, data, form))


@audited("document.read", gettext_lazy("скачан документ"))
def take_document(*, actor: Actor, document: Document, form: str) -> Document:
    """A paper full of names leaves the system: that leaves an entry."""
    note(document, form=form)
    return document
