"""Pairs and groups at work: mentorships, meetings, feedback, development plans."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import GuardedQuerySet, Record
from nastavnik.common.scope import ScopedManager
from nastavnik.mentoring.enums import STANDING, MeetingKind, MeetingStatus, MentorshipStatus, PlanStatus
from nastavnik.programmes.enums import MeetingFormat, Side
from nastavnik.programmes.models import MentoringForm, Participation, Programme, RoleModel


class MentorshipQuerySet(GuardedQuerySet):
    def standing(self) -> MentorshipQuerySet:
        """Neither completed nor ended: they take the mentor's places."""
        return self.filter(status__in=STANDING)

    def active(self) -> MentorshipQuerySet:
        return self.filter(status=MentorshipStatus.ACTIVE)

    def with_people(self) -> MentorshipQuerySet:
        members = Member.objects.select_related("mentee__person")
        return self.select_related("mentor__person", "form", "role_model").prefetch_related(
            models.Prefetch("members", queryset=members)
        )


class Mentorship(Record):
    """A pair, or a group where there are several mentees, of one mentor in one form."""

    scope_organisation = "programme__organisation"
    scope_people = ("mentor__person", "members__mentee__person")
    personal_data = frozenset({"mentor", "end_reason"})
    not_personal = frozenset({"id", "programme", "form", "role_model", "status", "starts_on", "ends_on"})

    # hung on by `mentoring.queries.with_lacking`
    lacking: list[Participation]

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="mentorships"
    )
    mentor = models.ForeignKey(
        Participation, verbose_name=_("наставник"), on_delete=models.PROTECT, related_name="mentorships"
    )
    form = models.ForeignKey(MentoringForm, verbose_name=_("форма"), on_delete=models.PROTECT)
    role_model = models.ForeignKey(
        RoleModel, verbose_name=_("ролевая модель"), on_delete=models.PROTECT, null=True, blank=True
    )
    status = models.CharField(_("состояние"), max_length=20, choices=MentorshipStatus, default=MentorshipStatus.DRAFT)
    starts_on = models.DateField(_("начало"), null=True, blank=True)
    ends_on = models.DateField(_("конец"), null=True, blank=True)
    end_reason = models.TextField(_("причина прекращения"), blank=True)

    objects = ScopedManager.from_queryset(MentorshipQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("пара или группа")
        verbose_name_plural = _("пары и группы")
        ordering = ("mentor__person__search_text", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mentorship_ends_after_start",
                violation_error_message=_("Конец работы пары раньше начала."),
            ),
            models.UniqueConstraint(
                fields=["mentor", "form"],
                condition=Q(status__in=[status.value for status in STANDING]),
                name="mentorship_one_group_of_a_form",
                violation_error_message=_(
                    "У наставника уже есть пара или группа этой формы: добавьте наставляемого в неё."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor.person.short_name} – {', '.join(mentee.person.short_name for mentee in self.mentees())}"

    def mentees(self) -> list[Participation]:
        return [member.mentee for member in self.members.all()]

    @property
    def is_group(self) -> bool:
        return len(self.members.all()) > 1


class Member(Record):
    """A mentee in a pair or group, with the score and the reasons the engine gave."""

    scope_organisation = "mentorship__programme__organisation"
    scope_people = ("mentee__person", "mentorship__mentor__person")
    personal_data = frozenset({"mentee"})
    not_personal = frozenset({"id", "mentorship", "score", "reasons", "locked"})

    mentorship = models.ForeignKey(
        Mentorship, verbose_name=_("пара или группа"), on_delete=models.CASCADE, related_name="members"
    )
    mentee = models.ForeignKey(
        Participation, verbose_name=_("наставляемый"), on_delete=models.PROTECT, related_name="places"
    )
    score = models.DecimalField(_("совместимость"), max_digits=4, decimal_places=3, null=True, blank=True)
    reasons = models.JSONField(_("почему"), default=list, blank=True)
    locked = models.BooleanField(_("закреплена"), default=False)

    class Meta:
        verbose_name = _("место в паре или группе")
        verbose_name_plural = _("места в парах и группах")
        ordering = ("mentee__person__search_text", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "mentee"],
                name="member_once",
                violation_error_message=_("Наставляемый уже в этой группе."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentee.person}"


class Meeting(Record):
    """One meeting of a pair or group."""

    scope_organisation = "mentorship__programme__organisation"
    scope_people = ("mentorship__mentor__person", "mentorship__members__mentee__person")
    personal_data = frozenset({"topic", "summary"})
    not_personal = frozenset({"id", "mentorship", "kind", "status", "starts_at", "minutes", "meeting_format", "place"})

    mentorship = models.ForeignKey(
        Mentorship, verbose_name=_("пара или группа"), on_delete=models.PROTECT, related_name="meetings"
    )
    kind = models.CharField(_("вид встречи"), max_length=10, choices=MeetingKind)
    status = models.CharField(_("состояние"), max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    starts_at = models.DateTimeField(_("когда"))
    minutes = models.PositiveSmallIntegerField(
        _("сколько минут"), default=45, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    meeting_format = models.CharField(
        _("формат"), max_length=10, choices=[choice for choice in MeetingFormat.choices if choice[0] != "any"],
        default=MeetingFormat.IN_PERSON,
    )  # fmt: skip
    place = models.CharField(_("место или ссылка"), max_length=200, blank=True)
    topic = models.CharField(_("тема"), max_length=300, blank=True)
    summary = models.TextField(_("что сделали"), blank=True)

    class Meta:
        verbose_name = _("встреча")
        verbose_name_plural = _("встречи")
        ordering = ("starts_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "kind"],
                condition=~Q(kind="regular") & ~Q(status="cancelled"),
                name="meeting_single_kinds",
                violation_error_message=_("Такая встреча у пары уже есть; повторяются только регулярные."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.starts_at):%d.%m.%Y}"


class Feedback(Record):
    """What one side says after a meeting, in under a minute."""

    scope_organisation = "meeting__mentorship__programme__organisation"
    scope_people = ("author__person",)
    personal_data = frozenset({"author", "done", "next_step"})
    not_personal = frozenset({"id", "meeting", "side", "mark", "needs_help", "given_on"})

    meeting = models.ForeignKey(Meeting, verbose_name=_("встреча"), on_delete=models.CASCADE, related_name="feedback")
    author = models.ForeignKey(Participation, verbose_name=_("кто"), on_delete=models.PROTECT, related_name="feedback")
    side = models.CharField(_("сторона"), max_length=10, choices=Side)
    mark = models.PositiveSmallIntegerField(_("оценка"), validators=[MinValueValidator(1), MaxValueValidator(10)])
    done = models.TextField(_("что получилось"), blank=True)
    next_step = models.TextField(_("что дальше"), blank=True)
    needs_help = models.BooleanField(_("нужна помощь куратора"), default=False)
    given_on = models.DateField(_("когда"))

    class Meta:
        verbose_name = _("отзыв о встрече")
        verbose_name_plural = _("отзывы о встречах")
        ordering = ("meeting", "side", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "author"],
                name="feedback_once",
                violation_error_message=_("Отзыв об этой встрече уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(mark__range=(1, 10)),
                name="feedback_mark_range",
                violation_error_message=_("Оценка – от 1 до 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.mark}"


class DevelopmentPlan(Record):
    """The individual development plan (ИПР) of one mentee in one pair or group."""

    scope_organisation = "member__mentorship__programme__organisation"
    scope_people = ("member__mentee__person", "member__mentorship__mentor__person")
    personal_data = frozenset({"goal", "strengths", "difficulties"})
    not_personal = frozenset({"id", "member", "status", "agreed_on"})

    member = models.OneToOneField(Member, verbose_name=_("наставляемый"), on_delete=models.CASCADE, related_name="plan")
    goal = models.TextField(_("цель"))
    strengths = models.TextField(_("сильные стороны"), blank=True)
    difficulties = models.TextField(_("трудности"), blank=True)
    status = models.CharField(_("состояние"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    agreed_on = models.DateField(_("согласован"), null=True, blank=True)

    class Meta:
        verbose_name = _("индивидуальный план развития")
        verbose_name_plural = _("индивидуальные планы развития")

    def __str__(self) -> str:
        return str(self.goal)


class PlanStep(Record):
    """A step of the plan: task, term, planned and actual result, the mentor's mark (methodology §8)."""

    scope_organisation = "plan__member__mentorship__programme__organisation"
    scope_people = ("plan__member__mentee__person", "plan__member__mentorship__mentor__person")
    personal_data = frozenset({"task", "planned", "actual"})
    not_personal = frozenset({"id", "plan", "due_on", "mark", "done_on"})

    plan = models.ForeignKey(DevelopmentPlan, verbose_name=_("план"), on_delete=models.CASCADE, related_name="steps")
    task = models.TextField(_("задание"))
    due_on = models.DateField(_("срок"))
    planned = models.TextField(_("планируемый результат"), blank=True)
    actual = models.TextField(_("фактический результат"), blank=True)
    mark = models.PositiveSmallIntegerField(
        _("оценка наставника"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    done_on = models.DateField(_("выполнено"), null=True, blank=True)

    class Meta:
        verbose_name = _("шаг плана")
        verbose_name_plural = _("шаги плана")
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return str(self.task)

    def is_overdue(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today
