"""Making papers out of the data: the data are frozen, the files kept, the register numbered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.common.russian import initials_first, long_date
from nastavnik.documents.models import Document
from nastavnik.documents.paper import BLANK, PaperSheet, render_paper
from nastavnik.documents.registry import KINDS
from nastavnik.documents.rendering.pdf import render_pdf
from nastavnik.documents.rendering.word import render_docx
from nastavnik.documents.types import consent_sheets, pair_order, programme_report
from nastavnik.documents.types.consent_sheets import Sheet
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.mentoring.services import open_mentorships
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Programme
from nastavnik.programmes.rules import check_open
from nastavnik.questionnaires.models import Survey


@audited("document.order_made", gettext_lazy("издан приказ о парах"))
def make_pair_order(*, actor: Actor, programme: Programme, number: str, dated: date, ends_on: date) -> Document:
    """The order about all approved pairs and groups; they begin to work on its day."""
    check_open(programme)
    approved = list(Mentorship.objects.filter(programme=programme, status=MentorshipStatus.APPROVED).with_people())
    if not approved:
        raise ValidationError(_("Нет утверждённых пар: сначала директор утверждает их."))
    if ends_on <= dated:
        raise ValidationError({"ends_on": _("Пары должны работать хотя бы день: конец раньше приказа.")})
    data = pair_order.context(programme, approved, number=number, dated=dated, ends_on=ends_on)
    document = _keep(programme, pair_order.DOCUMENT.code, data, number=number, dated=dated)
    open_mentorships(actor=actor, mentorships=approved, starts_on=dated, ends_on=ends_on)
    note(document, pairs=len(approved))
    return document


@audited("document.report_made", gettext_lazy("составлен отчёт о программе"))
def make_report(*, actor: Actor, programme: Programme, dated: date, conclusions: str) -> Document:
    data = programme_report.context(programme, dated=dated, conclusions=conclusions)
    return _keep(programme, programme_report.DOCUMENT.code, data, number="", dated=dated)


def _keep(programme: Programme, code: str, data: dict[str, Any], *, number: str, dated: date) -> Document:
    kind = KINDS[code]
    document = Document(
        organisation=programme.organisation, programme=programme, kind=code, number=number, dated=dated,
        title=kind.title, signatory=data["director"], data=data,
    )  # fmt: skip
    # the row first: a number that is taken must be refused before any file is written
    document.full_clean(exclude={"word", "pdf"})
    document.word.save("document.docx", ContentFile(render_docx(kind.word_template, data)), save=False)
    document.pdf.save("document.pdf", ContentFile(render_pdf(kind.pdf_template, data)), save=False)
    document.save()
    return document


@audited("register.made", gettext_lazy("выгружена база"))
def make_register(
    *, actor: Actor, programme: Programme, side: Side, rows: Sequence[dict[str, str]], form: str, dated: date
) -> tuple[Programme, bytes]:
    """The register as Word or PDF: names leave the system, and that leaves an entry."""
    kind = KINDS[f"{side.value}_register"]
    curator = programme.curator
    data = {
        "organisation": programme.organisation.name, "year": str(programme.year), "dated": long_date(dated),
        "rows": list(rows), "curator": initials_first(curator.name) if curator else "",
    }  # fmt: skip
    note(programme, side=side.value, rows=len(rows), form=form)
    made = render_docx(kind.word_template, data) if form == "word" else render_pdf(kind.pdf_template, data)
    return programme, made


@audited("survey.paper_made", gettext_lazy("напечатаны бланки анкеты"))
def make_paper(*, actor: Actor, survey: Survey, sheets: Sequence[PaperSheet]) -> tuple[Survey, bytes]:
    """The questionnaire on paper with a name on each sheet, or one blank where everybody has answered."""
    note(survey, sheets=len(sheets))
    return survey, render_paper(survey.asks, sheets or [BLANK])


@audited("consent.sheets_made", gettext_lazy("напечатаны листы согласий"))
def make_consent_sheets(
    *, actor: Actor, programme: Programme, sheets: Sequence[Sheet], until: date, today: date, form: str
) -> tuple[Programme, bytes]:
    """The sheets as one Word or PDF file, to be signed by hand; nothing is registered until they come back."""
    if not sheets:
        raise ValidationError(_("Печатать нечего: у выбранных людей эти согласия уже есть."))
    if until < today:
        raise ValidationError({"until": _("Этот день уже прошёл.")})
    kind = consent_sheets.DOCUMENT
    data = consent_sheets.context(programme.organisation, sheets, until=until, on=today)
    made = render_docx(kind.word_template, data) if form == "word" else render_pdf(kind.pdf_template, data)
    note(programme, sheets=len(sheets), form=form)
    return programme, made


@audited("document.read", gettext_lazy("скачан документ"))
def take_document(*, actor: Actor, document: Document, form: str) -> Document:
    """A paper full of names leaves the system: that leaves an entry."""
    note(document, form=form)
    return document
