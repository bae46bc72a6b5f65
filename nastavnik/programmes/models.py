"""The programme of an organisation for a cycle, its forms of mentoring and its participants."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import GuardedQuerySet, Record, Reference
from nastavnik.common.scope import ScopedManager
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes.enums import Channel, MeetingFormat, ParticipationStatus, ProgrammeStatus, Side


class MentoringForm(Reference):
    """A form of mentoring from the reference book of methodology §1; its words are data that a methodologist edits."""

    unscoped_because = "the reference book of forms is the same for everybody"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "code", "title", "aliases", "goal", "mentor_kinds", "mentee_kinds", "position"})

    code = models.SlugField(_("код"), max_length=30, unique=True)
    title = models.CharField(_("название"), max_length=100)
    aliases = models.JSONField(_("другие названия"), default=list, blank=True)
    goal = models.TextField(_("цель"), blank=True)
    mentor_kinds = models.JSONField(_("кто может быть наставником"), default=list)
    mentee_kinds = models.JSONField(_("кто может быть наставляемым"), default=list)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("форма наставничества")
        verbose_name_plural = _("формы наставничества")
        ordering = ("position", "code")

    def __str__(self) -> str:
        return str(self.title)

    def fits(self, mentor: PersonKind | str, mentee: PersonKind | str) -> bool:
        return mentor in self.mentor_kinds and mentee in self.mentee_kinds


class RoleModel(Reference):
    """A variant of a form: who helps whom with what («успевающий – неуспевающий»)."""

    unscoped_because = "the reference book of role models is the same for everybody"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "form", "title", "goal"})

    form = models.ForeignKey(
        MentoringForm, verbose_name=_("форма"), on_delete=models.CASCADE, related_name="role_models"
    )
    title = models.CharField(_("название"), max_length=150)
    goal = models.TextField(_("цель"), blank=True)

    class Meta:
        verbose_name = _("ролевая модель")
        verbose_name_plural = _("ролевые модели")
        ordering = ("form", "title")
        constraints = [models.UniqueConstraint(fields=["form", "title"], name="role_model_once")]

    def __str__(self) -> str:
        return str(self.title)


class Programme(Record):
    """The mentoring programme of one organisation for one academic year."""

    scope_organisation = "organisation"
    scope_people = ("participations__person",)
    personal_data = frozenset({"curator"})
    not_personal = frozenset({"id", "organisation", "year", "title", "goal", "tasks", "results", "status", "forms"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.PROTECT, related_name="programmes"
    )
    year = models.ForeignKey(AcademicYear, verbose_name=_("учебный год"), on_delete=models.PROTECT)
    title = models.CharField(_("название"), max_length=200)
    goal = models.TextField(_("цель"), blank=True)
    tasks = models.TextField(_("задачи"), blank=True, help_text=_("Каждая задача с новой строки."))
    results = models.TextField(_("ожидаемые результаты"), blank=True, help_text=_("Каждый результат с новой строки."))
    status = models.CharField(_("состояние"), max_length=20, choices=ProgrammeStatus, default=ProgrammeStatus.PREPARING)
    forms = models.ManyToManyField(MentoringForm, verbose_name=_("формы наставничества"), blank=True)
    curator = models.ForeignKey(
        Person, verbose_name=_("куратор"), on_delete=models.PROTECT, null=True, blank=True, related_name="curated"
    )

    class Meta:
        verbose_name = _("программа")
        verbose_name_plural = _("программы")
        ordering = ("-year__starts_in", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                name="programme_one_a_year",
                violation_error_message=_("Программа на этот учебный год уже открыта."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.year}"

    @property
    def is_completed(self) -> bool:
        return self.status == ProgrammeStatus.COMPLETED


class ParticipationQuerySet(GuardedQuerySet):
    def mentors(self) -> ParticipationQuerySet:
        return self.filter(side=Side.MENTOR)

    def mentees(self) -> ParticipationQuerySet:
        return self.filter(side=Side.MENTEE)

    def approved(self) -> ParticipationQuerySet:
        return self.filter(status=ParticipationStatus.APPROVED)

    def nominated(self) -> ParticipationQuerySet:
        return self.filter(status=ParticipationStatus.NOMINATED)

    def with_people(self) -> ParticipationQuerySet:
        return self.select_related("person")


class Participation(Record):
    """A person in a programme as mentor or mentee, with the request or the offer."""

    scope_organisation = "programme__organisation"
    scope_people = ("person",)
    personal_data = frozenset(
        {
            "person",
            "competences",
            "interests",
            "achievements",
            "expectations",
            "availability",
            "wanted",
            "decision_reason",
        }
    )
    not_personal = frozenset(
        {"id", "programme", "side", "channel", "status", "meeting_format", "wanted_age", "capacity", "need",
         "has_experience", "decided_on", "wants_to_mentor"}
    )  # fmt: skip

    # hung on by `mentoring.queries.with_lacking`
    withdrew: bool

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="participations"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("человек"), on_delete=models.PROTECT, related_name="participations"
    )
    side = models.CharField(_("кем участвует"), max_length=10, choices=Side)
    channel = models.CharField(_("кто предложил"), max_length=20, choices=Channel, default=Channel.SELF)
    status = models.CharField(
        _("состояние"), max_length=20, choices=ParticipationStatus, default=ParticipationStatus.NOMINATED
    )
    competences = models.JSONField(_("нужна помощь / чему научит"), default=list, blank=True)
    interests = models.JSONField(_("интересы"), default=list, blank=True)
    achievements = models.TextField(_("достижения"), blank=True)
    expectations = models.TextField(_("ожидания"), blank=True)
    availability = models.JSONField(_("удобное время"), default=list, blank=True)
    meeting_format = models.CharField(
        _("формат встреч"), max_length=10, choices=MeetingFormat, default=MeetingFormat.ANY
    )
    wanted = models.JSONField(_("кого хочет наставником"), default=list, blank=True)
    wanted_age = models.JSONField(_("желаемый возраст наставляемых"), default=dict, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("сколько наставляемых готов взять"), default=1, validators=[MinValueValidator(1), MaxValueValidator(15)]
    )
    need = models.PositiveSmallIntegerField(
        _("насколько нужна помощь"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    has_experience = models.BooleanField(_("был наставником"), default=False)
    wants_to_mentor = models.BooleanField(_("хочет стать наставником"), default=False)
    decision_reason = models.TextField(_("причина решения"), blank=True)
    decided_on = models.DateField(_("дата решения"), null=True, blank=True)

    objects = ScopedManager.from_queryset(ParticipationQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("участие")
        verbose_name_plural = _("участия")
        ordering = ("person__search_text", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "side"],
                name="participation_once",
                violation_error_message=_("Этот человек уже есть в базе программы."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1),
                name="participation_capacity_positive",
                violation_error_message=_("Наставник берёт хотя бы одного наставляемого."),
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decision_reason=""),
                name="participation_declined_with_reason",
                violation_error_message=_("Отклоняя, назовите причину."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_side_display()}"

    @property
    def is_mentor(self) -> bool:
        return self.side == Side.MENTOR


class Nomination(Record):
    """Somebody's word that a person should take part, as it was sent; the curator joins it to a person or declines it."""

    scope_organisation = "programme__organisation"
    personal_data = frozenset(
        {"last_name", "first_name", "patronymic", "competences", "reason", "proposed_by", "contact", "participation"}
    )
    not_personal = frozenset({"id", "programme", "side", "channel", "grade", "letter", "submitted_at", "declined_on"})

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.CASCADE, related_name="nominations"
    )
    side = models.CharField(_("кем"), max_length=10, choices=Side, default=Side.MENTEE)
    channel = models.CharField(_("кто предложил"), max_length=20, choices=Channel)
    last_name = models.CharField(_("фамилия"), max_length=100)
    first_name = models.CharField(_("имя"), max_length=100)
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True)
    grade = models.PositiveSmallIntegerField(
        _("класс"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(11)]
    )
    letter = models.CharField(_("буква класса"), max_length=5, blank=True)
    competences = models.JSONField(_("в чём нужна помощь"), default=list, blank=True)
    reason = models.TextField(_("почему"), blank=True)
    proposed_by = models.CharField(_("кто вы"), max_length=200, blank=True)
    contact = models.CharField(_("как с вами связаться"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("отправлено"), auto_now_add=True)
    participation = models.ForeignKey(
        Participation, verbose_name=_("участие"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="nominations",
    )  # fmt: skip
    declined_on = models.DateField(_("отклонено"), null=True, blank=True)

    class Meta:
        verbose_name = _("предложение участника")
        verbose_name_plural = _("предложения участников")
        ordering = ("submitted_at", "id")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    @property
    def class_name(self) -> str:
        return f"{self.grade}{self.letter}" if self.grade else ""


class CompetenceWords(Reference):
    """Other words for a competence that an organisation, and everybody below it, uses."""

    unscoped_because = "a catalogue of words without persons, read down the tree of organisations"
    personal_data = frozenset[str]()
    not_personal = frozenset({"id", "organisation", "title", "words"})

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("организация"), on_delete=models.CASCADE, related_name="competence_words"
    )
    title = models.CharField(_("компетенция"), max_length=100)
    words = models.JSONField(_("другие слова"), default=list, blank=True)

    class Meta:
        verbose_name = _("слова о компетенции")
        verbose_name_plural = _("слова о компетенциях")
        ordering = ("title",)
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"],
                name="competence_once",
                violation_error_message=_("Эта компетенция уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
