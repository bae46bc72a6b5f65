"""A run of the matching engine, the pairs it proposes, what was tried, and pairs that must not be."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nastavnik.common.guarded import GuardedQuerySet, Record
from nastavnik.common.scope import ScopedManager
from nastavnik.matching.enums import Change, RunGoal, RunStatus
from nastavnik.programmes.models import MentoringForm, Participation, Programme


class MatchingRunQuerySet(GuardedQuerySet):
    def counting(self) -> MatchingRunQuerySet:
        """Without those that only show what a change would bring, until it is made."""
        return self.filter(models.Q(trial__isnull=True) | models.Q(trial__applied_at__isnull=False))


class MatchingRun(Record):
    """One search for the best pairs of a form; the newest of a programme and form is the one that counts."""

    scope_organisation = "programme__organisation"
    personal_data = frozenset[str]()
    not_personal = frozenset(
        {"id", "programme", "form", "goal", "status", "started_at", "finished_at", "total", "unmatched", "shortages",
         "more_places", "proof"}
    )  # fmt: skip

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.PROTECT, related_name="matching_runs"
    )
    form = models.ForeignKey(MentoringForm, verbose_name=_("форма"), on_delete=models.PROTECT)
    goal = models.CharField(_("что важнее"), max_length=10, choices=RunGoal)
    status = models.CharField(_("состояние"), max_length=10, choices=RunStatus, default=RunStatus.WAITING)
    started_at = models.DateTimeField(_("начат"), auto_now_add=True)
    finished_at = models.DateTimeField(_("закончен"), null=True, blank=True)
    total = models.DecimalField(_("общая совместимость"), max_digits=9, decimal_places=3, null=True, blank=True)
    unmatched = models.JSONField(_("кто остался и почему"), default=list, blank=True)
    shortages = models.JSONField(_("кого искать"), default=list, blank=True)
    more_places = models.JSONField(_("у кого нужнее ещё одно место"), default=list, blank=True)
    proof = models.JSONField(_("доказательство"), default=dict, blank=True)

    objects = ScopedManager.from_queryset(MatchingRunQuerySet)()  # type: ignore[misc, assignment]

    class Meta:
        verbose_name = _("подбор пар")
        verbose_name_plural = _("подборы пар")
        ordering = ("-started_at", "-id")

    @property
    def aim(self) -> RunGoal:
        return RunGoal(self.goal)

    def __str__(self) -> str:
        return f"{self.form}, {timezone.localtime(self.started_at):%d.%m.%Y %H:%M}"


class Proposal(Record):
    """A pair the engine proposes: the score, its parts in words, and the next best mentors."""

    scope_organisation = "run__programme__organisation"
    personal_data = frozenset({"mentor", "mentee"})
    not_personal = frozenset({"id", "run", "score", "reasons", "alternatives"})

    # hung on by `matching.queries.proposals`
    others: list[dict[str, Any]]

    run = models.ForeignKey(MatchingRun, verbose_name=_("подбор"), on_delete=models.CASCADE, related_name="proposals")
    mentor = models.ForeignKey(Participation, verbose_name=_("наставник"), on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(
        Participation, verbose_name=_("наставляемый"), on_delete=models.CASCADE, related_name="+"
    )
    score = models.DecimalField(_("совместимость"), max_digits=4, decimal_places=3)
    reasons = models.JSONField(_("почему"), default=list, blank=True)
    alternatives = models.JSONField(_("другие наставники"), default=list, blank=True)

    class Meta:
        verbose_name = _("предложенная пара")
        verbose_name_plural = _("предложенные пары")
        ordering = ("-score", "id")
        constraints = [models.UniqueConstraint(fields=["run", "mentee"], name="proposal_once")]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.mentee}"


class Trial(Record):
    """What if: one change of the run `origin`, and in `run` what comes of it. It counts once it is applied.

    `effect` is what the engine said: reasons, mentees served more, the sum of the scores, who changes the mentor.
    """

    scope_organisation = "run__programme__organisation"
    personal_data = frozenset({"mentor", "mentee"})
    not_personal = frozenset({"id", "run", "origin", "kind", "effect", "applied_at"})

    run = models.OneToOneField(MatchingRun, verbose_name=_("что получится"), on_delete=models.CASCADE)
    origin = models.ForeignKey(
        MatchingRun, verbose_name=_("что меняют"), on_delete=models.CASCADE, related_name="trials"
    )
    kind = models.CharField(_("что сделать"), max_length=10, choices=Change)
    mentor = models.ForeignKey(Participation, verbose_name=_("наставник"), on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(
        Participation, verbose_name=_("наставляемый"), on_delete=models.CASCADE, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    effect = models.JSONField(_("что изменится"), default=dict, blank=True)
    applied_at = models.DateTimeField(_("применено"), null=True, blank=True)

    class Meta:
        verbose_name = _("проба изменения")
        verbose_name_plural = _("пробы изменений")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mentee__isnull=False) | models.Q(kind=Change.PLACE.value),
                name="trial_of_a_pair",
                violation_error_message=_("Выберите наставляемого."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.mentor}"

    @property
    def change(self) -> Change:
        return Change(self.kind)


class ForbiddenPair(Record):
    """Two whom no search puts together, by the curator's word, until it is taken back."""

    scope_organisation = "programme__organisation"
    personal_data = frozenset({"mentor", "mentee"})
    not_personal = frozenset({"id", "programme"})

    programme = models.ForeignKey(
        Programme, verbose_name=_("программа"), on_delete=models.CASCADE, related_name="forbidden_pairs"
    )
    mentor = models.ForeignKey(Participation, verbose_name=_("наставник"), on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(
        Participation, verbose_name=_("наставляемый"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("исключённая пара")
        verbose_name_plural = _("исключённые пары")
        ordering = ("mentee__person__search_text", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                name="forbidden_once",
                violation_error_message=_("Эта пара уже исключена."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.mentee}"
