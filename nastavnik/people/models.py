"""People of an organisation – pupils, teachers, parents, guests – and who answers for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.fields import EncryptedJSONField
from nastavnik.common.guarded import GuardedQuerySet, Record
from nastavnik.common.russian import FullName, initials, search_key
from nastavnik.common.scope import ScopedManager
from nastavnik.common.spelling import closeness
from nastavnik.organisations.models import Organisation
from nastavnik.people.enums import PersonKind, Sex

ADULT_AT = 18
SIGNS_AT = 14
NEAREST = 50


class PersonQuerySet(GuardedQuerySet):
    def of_kind(self, *kinds: PersonKind) -> PersonQuerySet:
        return self.filter(kind__in=kinds)

    def matching(self, words: str) -> PersonQuerySet:
        """Every typed word is a part of the name; case, ё and look-alike letters do not matter."""
        rows = self
        for word in search_key(words).split():
            rows = rows.filter(search_text__contains=word)
        return rows

    def forgiving(self, words: str) -> PersonQuerySet:
        """Those whose names hold the words; where there are none, those whose names come nearest to them.

        The nearest are found in Python, alike in both databases: one query of keys, some 150 ms among 20,000 people.
        """
        exact = self.matching(words)
        typed = search_key(words).split()
        if not typed or exact.exists():
            return exact
        near = {}
        for key, name in self.order_by().values_list("pk", "search_text"):
            slips = closeness(typed, name.replace("-", " ").split())
            if slips is not None:
                near[key] = slips
        fewest = min(near.values(), default=0)
        return self.filter(pk__in=[key for key, slips in near.items() if slips == fewest][:NEAREST])


class Person(Record):
    """One person of one organisation, counted once however many roles in however many programmes."""

    scope_organisation = "organisation"
    scope_people = ("id",)
    personal_data = frozenset(
        {
            "last_name", "first_name", "patronymic", "sex", "birth_date", "email", "phone", "special_categories",
            "name_cases", "search_text", "workplace", "position",
        }
    )  # fmt: skip
    not_personal = frozenset(
        {"id", "organisation", "kind", "grade", "letter", "subject", "experience_years", "category"}
    )

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.PROTECT, related_name="people"
    )
    kind = models.CharField(_("кто это"), max_length=20, choices=PersonKind)
    last_name = models.CharField(_("фамилия"), max_length=100)
    first_name = models.CharField(_("имя"), max_length=100)
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True)
    sex = models.CharField(_("пол"), max_length=1, choices=Sex, blank=True)
    birth_date = models.DateField(_("дата рождения"), null=True, blank=True)
    grade = models.PositiveSmallIntegerField(
        _("класс"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(11)]
    )
    letter = models.CharField(_("буква класса"), max_length=5, blank=True)
    workplace = models.CharField(_("место работы или учёбы"), max_length=200, blank=True)
    position = models.CharField(_("должность"), max_length=150, blank=True)
    subject = models.CharField(_("предмет"), max_length=100, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("стаж, лет"), null=True, blank=True)
    category = models.CharField(_("категория"), max_length=100, blank=True)
    email = models.EmailField(_("электронная почта"), blank=True)
    phone = models.CharField(_("телефон"), max_length=30, blank=True)
    special_categories = EncryptedJSONField(_("особые категории"), blank=True, default=list)
    name_cases = models.JSONField(
        _("имя по падежам"), default=dict, blank=True, help_text=_("Поправки к склонению, если система ошиблась.")
    )
    search_text = models.CharField(_("ключ поиска"), max_length=320, editable=False, db_index=True)

    objects = ScopedManager.from_queryset(PersonQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("человек")
        verbose_name_plural = _("люди")
        ordering = ("search_text", "id")
        indexes = [models.Index(fields=["organisation", "search_text"], name="person_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__range=(1, 11)),
                name="person_grade_exists",
                violation_error_message=_("Класс – число от 1 до 11."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.make_key()
        super().save(*args, **kwargs)

    def make_key(self) -> None:
        """The key that search and order use; bulk writes call it themselves."""
        self.search_text = search_key(self.full_name)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    @property
    def name(self) -> FullName:
        return FullName(self.last_name, self.first_name, self.patronymic, self.sex or None)

    @property
    def short_name(self) -> str:
        return initials(self.name)

    @property
    def class_name(self) -> str:
        return f"{self.grade}{self.letter}" if self.grade else ""

    @property
    def place(self) -> str:
        """The class of a pupil, the post and subject or the workplace of an adult."""
        if self.class_name:
            return self.class_name
        return ", ".join(part for part in (self.position, self.subject, self.workplace) if part)

    def age(self, on: date) -> int | None:
        if self.birth_date is None:
            return None
        return on.year - self.birth_date.year - ((on.month, on.day) < (self.birth_date.month, self.birth_date.day))


class Guardianship(Record):
    """Who answers for whom: a legal representative of a minor."""

    scope_organisation = "ward__organisation"
    scope_people = ("ward", "guardian")
    personal_data = frozenset({"guardian", "ward"})
    not_personal = frozenset({"id"})

    ward = models.ForeignKey(Person, verbose_name=_("ребёнок"), on_delete=models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(
        Person, verbose_name=_("законный представитель"), on_delete=models.CASCADE, related_name="wardships"
    )

    class Meta:
        verbose_name = _("представительство")
        verbose_name_plural = _("представительства")
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "guardian"],
                name="guardianship_once",
                violation_error_message=_("Этот представитель уже записан."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian} → {self.ward}"


class AccessMeasure(Record):
    """What is done so that a person with special needs can take part (plan of 2020, 1.9): planned, with a term, done."""

    scope_organisation = "person__organisation"
    personal_data = frozenset({"person", "measure", "responsible", "outcome"})
    not_personal = frozenset({"id", "due_on", "done_on"})

    person = models.ForeignKey(
        Person, verbose_name=_("для кого"), on_delete=models.CASCADE, related_name="access_measures"
    )
    # both tell of somebody's health or hardship, so neither is plain in the database
    measure = EncryptedJSONField(_("что сделать"))
    outcome = EncryptedJSONField(_("что сделано"), blank=True, default="")
    responsible = models.CharField(_("ответственный"), max_length=150, blank=True)
    due_on = models.DateField(_("срок"))
    done_on = models.DateField(_("выполнено"), null=True, blank=True)

    class Meta:
        verbose_name = _("мера доступности")
        verbose_name_plural = _("меры доступности")
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}, {self.due_on:%d.%m.%Y}"
