"""Documents: the register of papers, each with the frozen data it was made from and its files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record
from nastavnik.organisations.models import Organisation
from nastavnik.programmes.models import Programme


def _word_path(document: Document, filename: str) -> str:
    return f"documents/{document.pk}.docx"


def _pdf_path(document: Document, filename: str) -> str:
    return f"documents/{document.pk}.pdf"


class Document(Record):
    """One paper of the register: type, number, date, signatory; its data are frozen when it is made."""

    scope_organisation = "organisation"
    personal_data = frozenset({"signatory", "data", "word", "pdf"})
    not_personal = frozenset({"id", "organisation", "programme", "kind", "number", "dated", "title", "made_at"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.PROTECT, related_name="documents"
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(_("вид документа"), max_length=60)
    number = models.CharField(_("номер"), max_length=30, blank=True)
    dated = models.DateField(_("дата"))
    title = models.CharField(_("название"), max_length=300)
    signatory = models.CharField(_("кто подписывает"), max_length=200, blank=True)
    data = models.JSONField(_("данные"), default=dict)
    word = models.FileField(_("файл Word"), upload_to=_word_path)
    pdf = models.FileField(_("файл PDF"), upload_to=_pdf_path)
    made_at = models.DateTimeField(_("создан"), auto_now_add=True)

    class Meta:
        verbose_name = _("документ")
        verbose_name_plural = _("документы")
        ordering = ("-dated", "-made_at")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                condition=~models.Q(number=""),
                name="document_number_once",
                violation_error_message=_("Документ с таким номером уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} № {self.number}" if self.number else str(self.title)
