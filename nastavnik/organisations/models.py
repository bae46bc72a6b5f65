"""The tree of organisations – region, municipality, school, partner – and the academic years."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import Record, Reference
from nastavnik.organisations.enums import OrganisationKind


class Organisation(Record):
    """A node of the tree; `path` is made of the codes of its ancestors, so that a branch is one prefix."""

    scope_organisation = ""
    personal_data = frozenset({"director_last_name", "director_first_name", "director_patronymic"})
    not_personal = frozenset(
        {"id", "parent", "kind", "code", "path", "name", "short_name", "city", "address", "director_post", "classes_of"}
    )

    parent = models.ForeignKey(
        "self",
        verbose_name=_("вышестоящая организация"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    kind = models.CharField(_("вид"), max_length=20, choices=OrganisationKind)
    code = models.CharField(_("код"), max_length=20, help_text=_("Короткий код латиницей или цифрами, например 0501."))
    path = models.CharField(_("путь"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("полное наименование"), max_length=300)
    short_name = models.CharField(_("краткое наименование"), max_length=100)
    city = models.CharField(_("населённый пункт"), max_length=100, blank=True)
    address = models.CharField(_("адрес"), max_length=300, blank=True)
    director_post = models.CharField(_("должность руководителя"), max_length=100, default="Директор")
    director_last_name = models.CharField(_("фамилия руководителя"), max_length=100, blank=True)
    classes_of = models.PositiveSmallIntegerField(
        _("классы людей записаны на учебный год, начавшийся в"), null=True, blank=True
    )
    director_first_name = models.CharField(_("имя руководителя"), max_length=100, blank=True)
    director_patronymic = models.CharField(_("отчество руководителя"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("организация")
        verbose_name_plural = _("организации")
        ordering = ("path",)
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9a-z-]+$"),
                name="organisation_code_plain",
                violation_error_message=_("Код организации – только цифры, латинские строчные буквы и дефис."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def clean(self) -> None:
        self._make_path()
        # beside every scope: a code that a neighbour's branch uses is taken as well
        if Organisation._base_manager.filter(path=self.path).exclude(pk=self.pk).exists():
            raise ValidationError({"code": _("Организация с таким кодом здесь уже есть.")})

    def save(self, *args: object, **kwargs: object) -> None:
        self._make_path()
        super().save(*args, **kwargs)
        self._take_along()

    def _make_path(self) -> None:
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"

    def _take_along(self) -> None:
        """The organisations below go where this one has gone."""
        for child in Organisation.objects.filter(parent=self).exclude(path__startswith=self.path):
            child.save()


class AcademicYear(Reference):
    """A school year, named by the calendar year it starts in."""

    unscoped_because = "the calendar is the same for everybody"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "starts_in"})

    starts_in = models.PositiveSmallIntegerField(_("год начала"), unique=True)

    class Meta:
        verbose_name = _("учебный год")
        verbose_name_plural = _("учебные годы")
        ordering = ("-starts_in",)

    def __str__(self) -> str:
        return f"{self.starts_in}/{self.starts_in + 1}"

    @property
    def starts_on(self) -> date:
        return date(self.starts_in, 9, 1)

    @property
    def ends_on(self) -> date:
        return date(self.starts_in + 1, 8, 31)
