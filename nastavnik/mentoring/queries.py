"""Questions about pairs, groups and their work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from nastavnik.consents.queries import withdrawn
from nastavnik.mentoring.enums import STANDING, MeetingKind, MeetingStatus, MentorshipStatus
from nastavnik.mentoring.models import Feedback, Meeting, Member, Mentorship
from nastavnik.people.models import Person
from nastavnik.programmes.models import MentoringForm, Participation, ParticipationQuerySet, Programme
from nastavnik.programmes.queries import lacking_consents

WORKED = (MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED)


def mentorships(programme: Programme) -> QuerySet[Mentorship]:
    """All pairs and groups of a programme with people and how many meetings were held."""
    held = Count("meetings", filter=Q(meetings__status=MeetingStatus.HELD), distinct=True)
    return Mentorship.objects.filter(programme=programme).with_people().annotate(held=held)


def with_lacking(rows: Iterable[Mentorship], on: date) -> list[Mentorship]:
    """Pairs, each with its people whose consents do not stand (`lacking`) while it does; two queries.

    Of each of them `withdrew` says whether they took it back, or whether it ran out.
    """
    pairs = list(rows)
    sides = {side.pk for pair in pairs if pair.status in STANDING for side in (pair.mentor, *pair.mentees())}
    without = dict(lacking_consents(Participation.objects.filter(pk__in=sides), on).values_list("pk", "person"))
    gone = set(withdrawn(on).filter(person__in=without.values()).values_list("person", flat=True))
    for pair in pairs:
        pair.lacking = [side for side in (pair.mentor, *pair.mentees()) if side.pk in without]
        for side in pair.lacking:
            side.withdrew = side.person_id in gone
    return pairs


def stopped(programme: Programme, on: date) -> QuerySet[Mentorship]:
    """Standing pairs and groups in which somebody's consents do not stand: each is to be ended or mended."""
    without = lacking_consents(Participation.objects.filter(programme=programme), on).values("pk")
    groups = Member.objects.filter(mentee__in=without).values("mentorship")
    return Mentorship.objects.filter(programme=programme).standing().filter(Q(mentor__in=without) | Q(pk__in=groups))


def standing_of(person: Person) -> QuerySet[Mentorship]:
    """The pairs and groups one person stands in, on either side."""
    groups = Member.objects.filter(mentee__person=person).values("mentorship")
    return Mentorship.objects.standing().filter(Q(mentor__person=person) | Q(pk__in=groups)).with_people()


def status_counts(programme: Programme) -> dict[str, int]:
    rows = Mentorship.objects.filter(programme=programme).order_by().values_list("status").annotate(n=Count("id"))
    return dict(rows)


def placed_mentees(programme: Programme) -> QuerySet[Member]:
    """The places of mentees whom a standing or completed pair holds."""
    statuses = (*STANDING, MentorshipStatus.COMPLETED)
    return Member.objects.filter(mentorship__programme=programme, mentorship__status__in=statuses)


def without_mentor(programme: Programme, on: date) -> QuerySet[Participation]:
    """Selected and consenting mentees whom no standing or completed pair holds: they keep waiting and are supported."""
    placed = placed_mentees(programme).filter(mentee=OuterRef("pk"))
    return _ready(programme, on).mentees().exclude(Exists(placed)).with_people()


def _ready(programme: Programme, on: date) -> ParticipationQuerySet:
    """Whom pairs may be made of: selected, and every consent they need stands."""
    selected: ParticipationQuerySet = Participation.objects.filter(programme=programme).approved()
    return selected.exclude(pk__in=lacking_consents(selected, on).values("pk"))


def free_places(programme: Programme, on: date, form: MentoringForm | None = None) -> list[tuple[Participation, int]]:
    """Selected and consenting mentors with places left, and how many; with a form, none whose group is past its draft."""
    taken = Count("mentorships__members", filter=Q(mentorships__status__in=STANDING))
    mentors = _ready(programme, on).mentors().with_people().annotate(taken=taken)
    if form is not None:
        closed = Mentorship.objects.filter(mentor=OuterRef("pk"), form=form).standing()
        mentors = mentors.exclude(Exists(closed.exclude(status=MentorshipStatus.DRAFT)))
    return [(mentor, mentor.capacity - mentor.taken) for mentor in mentors if mentor.capacity > mentor.taken]


@dataclass(frozen=True)
class Owed:
    """A held meeting about which one side still owes its feedback."""

    meeting: Meeting
    author: Participation


def owed_feedback(rows: Iterable[Mentorship]) -> list[Owed]:
    """Who owes feedback about which held meeting of these pairs; three queries whatever the number of pairs."""
    pairs = {pair.pk: pair for pair in rows}
    held = list(Meeting.objects.filter(mentorship__in=pairs, status=MeetingStatus.HELD))
    given: set[tuple[UUID, UUID]] = set(Feedback.objects.filter(meeting__in=held).values_list("meeting", "author"))
    owed: list[Owed] = []
    for meeting in held:
        pair = pairs[meeting.mentorship_id]
        sides = (pair.mentor, *pair.mentees())
        owed += [Owed(meeting, author) for author in sides if (meeting.pk, author.pk) not in given]
    return owed


def next_kind(meetings: Iterable[Meeting]) -> MeetingKind:
    """The kind that comes next in the order of methodology §8: regular ones repeat until somebody chooses the final."""
    have = {meeting.kind for meeting in meetings if meeting.status != MeetingStatus.CANCELLED}
    for kind in (MeetingKind.FIRST, MeetingKind.TRIAL, MeetingKind.PLANNING):
        if kind not in have:
            return kind
    return MeetingKind.REGULAR


@dataclass(frozen=True)
class WorkTotals:
    """How the pairs of a programme work, in numbers; `statuses` counts all pairs, the rest those that worked."""

    statuses: dict[str, int]
    pairs: int
    groups: int
    meetings_held: int
    feedback_given: int
    feedback_due: int
    plans: int
    steps: int
    steps_done: int

    @property
    def feedback_percent(self) -> int | None:
        return round(100 * self.feedback_given / self.feedback_due) if self.feedback_due else None


def work_totals(programme: Programme) -> WorkTotals:
    worked = Mentorship.objects.filter(programme=programme, status__in=WORKED)
    everybody = Mentorship.objects.filter(programme=programme).order_by().annotate(size=Count("members"))
    rows = list(everybody.values_list("pk", "status", "size"))
    sizes = {pair: size for pair, status, size in rows if status in WORKED}
    held = (
        Meeting.objects.filter(mentorship__in=worked, status=MeetingStatus.HELD)
        .order_by()
        .values_list("mentorship")
        .annotate(n=Count("id", distinct=True), said=Count("feedback"))
    )
    meetings = {pair: (n, said) for pair, n, said in held}
    plans = Member.objects.filter(mentorship__in=worked).aggregate(
        plans=Count("plan", distinct=True),
        steps=Count("plan__steps"),
        steps_done=Count("plan__steps", filter=Q(plan__steps__done_on__isnull=False)),
    )
    return WorkTotals(
        statuses=dict(Counter(status for _pair, status, _size in rows)),
        pairs=sum(1 for size in sizes.values() if size == 1),
        groups=sum(1 for size in sizes.values() if size > 1),
        meetings_held=sum(n for n, _said in meetings.values()),
        feedback_given=sum(said for _n, said in meetings.values()),
        feedback_due=sum(n * (1 + sizes[pair]) for pair, (n, _said) in meetings.items()),
        **plans,
    )


def own_side(mentorship: Mentorship, person: UUID) -> Participation | None:
    """The participation by which this person belongs to the pair: as its mentor or as one of its mentees."""
    everybody = (mentorship.mentor, *mentorship.mentees())
    return next((side for side in everybody if side.person_id == person), None)


def asks_for_help(programme: Programme) -> QuerySet[Feedback]:
    """Feedback of pairs still at work that asks the curator to step in, newest first."""
    working = MentorshipStatus.ACTIVE
    return (
        Feedback.objects.filter(
            meeting__mentorship__programme=programme, meeting__mentorship__status=working, needs_help=True
        )
        .select_related("author__person", "meeting__mentorship__mentor__person")
        .order_by("-given_on", "-id")
    )
