"""The cycle as the curator's home page shows it: seven stages, what is done, and what to do next, each line a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nastavnik.accounts.models import Membership
from nastavnik.consents.queries import to_remove
from nastavnik.documents.models import Document
from nastavnik.matching.queries import waiting_proposals
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.queries import WorkTotals, stopped, work_totals
from nastavnik.programmes.enums import ParticipationStatus, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.programmes.queries import counts, lacking_consents, waiting_nominations
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Survey
from nastavnik.roadmaps.models import Roadmap
from nastavnik.roadmaps.queries import Progress, progress_by_stage

TITLES = (
    gettext_lazy("Подготовка условий"),
    gettext_lazy("База наставляемых"),
    gettext_lazy("База наставников"),
    gettext_lazy("Отбор и обучение"),
    gettext_lazy("Формирование пар"),
    gettext_lazy("Работа пар"),
    gettext_lazy("Завершение"),
)


@dataclass(frozen=True)
class Facts:
    """Everything the seven stages are judged by, gathered in a fixed number of queries."""

    programme: Programme
    roadmap: Roadmap | None
    people: dict[tuple[str, str], int]
    nominations: int
    without_consent: int
    to_remove: int
    stopped: int
    proposals: int
    orders: int
    work: WorkTotals
    answers: dict[str, int]
    reports: int
    progress: dict[int | None, Progress]

    def base(self, side: Side) -> int:
        return sum(
            n for (of, status), n in self.people.items() if of == side and status != ParticipationStatus.DECLINED
        )

    def selected(self, side: Side) -> int:
        chosen = (ParticipationStatus.APPROVED, ParticipationStatus.COMPLETED)
        return sum(self.people.get((side, status), 0) for status in chosen)

    def nominated(self, side: Side) -> int:
        return self.people.get((side, ParticipationStatus.NOMINATED), 0)

    @property
    def pairs(self) -> dict[str, int]:
        return self.work.statuses

    @property
    def working(self) -> int:
        return self.pairs.get(MentorshipStatus.ACTIVE, 0)

    @property
    def completed(self) -> int:
        return self.pairs.get(MentorshipStatus.COMPLETED, 0)

    @property
    def begun(self) -> int:
        """Pairs that have ever worked and were not ended early."""
        return self.working + self.completed


@dataclass
class Todo:
    """One next step: what to do, where, and how pressing it is."""

    text: str
    url: str
    stage: int


@dataclass
class StageView:
    number: int
    title: Any
    state: str  # done | now | ahead
    fact: str
    url: str
    progress: Progress | None = None
    todos: list[Todo] = field(default_factory=list)


def gather(programme: Programme, today: date) -> Facts:
    documents = dict(
        Document.objects.filter(programme=programme).order_by().values_list("kind").annotate(n=Count("id"))
    )
    answers = dict(
        Survey.objects.filter(programme=programme).order_by().values_list("wave").annotate(n=Count("responses"))
    )
    waiting = _counted(
        programme,
        nominations=waiting_nominations(programme),
        without_consent=lacking_consents(Participation.objects.filter(programme=programme).nominated(), today),
        to_remove=to_remove(today),
        stopped=stopped(programme, today),
    )
    return Facts(
        programme=programme,
        roadmap=Roadmap.objects.filter(programme=programme).first(),
        people=counts(programme),
        **waiting,
        proposals=waiting_proposals(programme),
        orders=documents.get("pair_order", 0),
        work=work_totals(programme),
        answers=answers,
        reports=documents.get("programme_report", 0),
        progress=progress_by_stage(programme, today),
    )


def _counted(programme: Programme, **rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows there are of each kind; one query."""
    counts = [Coalesce(Subquery(_count(one)), 0) for one in rows.values()]
    return dict(zip(rows, Programme.objects.filter(pk=programme.pk).values_list(*counts).get(), strict=True))


def _count(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The number of rows as a row, so that it can stand inside another query."""
    return rows.order_by().annotate(whole=Value(1)).values("whole").annotate(n=Count("pk")).values("n")


def stages(facts: Facts) -> list[StageView]:
    """The seven stages in order; the first that is not done is the one that is on now."""
    views = []
    met_open = False
    for number, judge in enumerate(JUDGES, start=1):
        done, fact, url, todos = judge(facts)
        if facts.programme.is_completed:
            done, todos = True, []
        state = "done" if done else "ahead" if met_open else "now"
        met_open = met_open or not done
        steps = [Todo(text, reverse(name), number) for text, name in todos]
        views.append(
            StageView(number, TITLES[number - 1], state, fact, reverse(url), facts.progress.get(number), steps)
        )
    return views


def next_steps(views: list[StageView], hat: Membership, limit: int = 6) -> list[Todo]:
    """What this hat can do next: the open steps of all stages in their order, none that would refuse it."""
    return [todo for view in views for todo in view.todos if _opens(todo.url, hat)][:limit]


def _opens(url: str, hat: Membership) -> bool:
    wanted = resolve(url).func.access  # put there by `requires`
    return any(hat.may(permission) for permission in wanted)


Judged = tuple[bool, str, str, list[tuple[str, str]]]


def _conditions(facts: Facts) -> Judged:
    roadmap = facts.roadmap
    if roadmap is None:
        return False, _("дорожной карты ещё нет"), "roadmap:detail", [(_("Загрузить дорожную карту"), "roadmap:upload")]
    if not roadmap.is_confirmed:
        todo = [(_("Проверить и подтвердить дорожную карту"), "roadmap:detail")]
        return False, _("дорожная карта на проверке"), "roadmap:detail", todo
    return True, _("дорожная карта подтверждена"), "roadmap:detail", []


def _mentees(facts: Facts) -> Judged:
    n = facts.base(Side.MENTEE)
    fact = ngettext("%(n)s наставляемый в базе", "%(n)s наставляемых в базе", n) % {"n": n}
    todo = [] if n else [(_("Загрузить список учеников и анкеты наставляемых"), "imports:list")]
    if facts.nominations:
        words = ngettext("Рассмотреть %(n)s предложение", "Рассмотреть предложений: %(n)s", facts.nominations)
        todo.append((words % {"n": facts.nominations}, "nominations:list"))
    return bool(n), fact, "bases:mentees", todo


def _mentors(facts: Facts) -> Judged:
    n = facts.base(Side.MENTOR)
    fact = ngettext("%(n)s наставник в базе", "%(n)s наставников в базе", n) % {"n": n}
    todo = [] if n else [(_("Загрузить список педагогов и анкеты наставников"), "imports:list")]
    return bool(n), fact, "bases:mentors", todo


def _after_withdrawals(facts: Facts) -> list[tuple[str, str]]:
    """What the law gives little time for comes before everything else of its stage."""
    todos: list[tuple[str, str]] = []
    if facts.to_remove:
        n = facts.to_remove
        text = ngettext(
            "Согласие отозвано: убрать выданное – осталась %(n)s строка",
            "Согласие отозвано: убрать выданное – осталось строк: %(n)s", n,
        )  # fmt: skip
        todos.append((text % {"n": n}, "consents:removals"))
    if facts.stopped:
        n = facts.stopped
        text = ngettext("Согласие не действует: решить о %(n)s паре", "Согласие не действует: решить о парах: %(n)s", n)
        todos.append((text % {"n": n}, "pairs:list"))
    return todos


def _selection(facts: Facts) -> Judged:
    mentors, mentees = facts.selected(Side.MENTOR), facts.selected(Side.MENTEE)
    todos = _after_withdrawals(facts)
    if facts.without_consent:
        n = facts.without_consent
        text = ngettext(
            "Собрать согласия: не хватает у %(n)s человека", "Собрать согласия: не хватает у %(n)s человек", n
        )
        todos.append((text % {"n": n}, "bases:mentors" if facts.nominated(Side.MENTOR) else "bases:mentees"))
    for side, url in ((Side.MENTOR, "bases:mentors"), (Side.MENTEE, "bases:mentees")):
        n = facts.nominated(side)
        if n and side == Side.MENTOR:
            todos.append(
                (ngettext("Отобрать наставников: ждёт %(n)s", "Отобрать наставников: ждут %(n)s", n) % {"n": n}, url)
            )
        elif n:
            todos.append(
                (ngettext("Отобрать наставляемых: ждёт %(n)s", "Отобрать наставляемых: ждут %(n)s", n) % {"n": n}, url)
            )
    fact = _("отобрано: наставников %(mentors)s, наставляемых %(mentees)s") % {"mentors": mentors, "mentees": mentees}
    return bool(mentors and mentees) and not facts.nominated(Side.MENTOR), fact, "bases:mentors", todos


def _pairs(facts: Facts) -> Judged:
    drafts = facts.pairs.get(MentorshipStatus.DRAFT, 0)
    proposed = facts.pairs.get(MentorshipStatus.PROPOSED, 0)
    approved = facts.pairs.get(MentorshipStatus.APPROVED, 0)
    todos: list[tuple[str, str]] = []
    selected = facts.selected(Side.MENTOR) and facts.selected(Side.MENTEE)
    if selected and not (drafts or proposed or approved or facts.begun):
        todos.append((_("Подобрать пары"), "pairs:list"))
    if facts.proposals:
        todos.append((_("Рассмотреть предложенные пары"), "pairs:list"))
    if drafts:
        todos.append((_("Передать подобранные пары директору"), "pairs:list"))
    if proposed:
        todos.append((_("Директору – утвердить пары"), "pairs:list"))
    if approved:
        todos.append((_("Издать приказ об утверждении пар"), "documents:list"))
    fact = _("работает %(working)s, завершено %(completed)s, утверждается %(waiting)s") % {
        "working": facts.working, "completed": facts.completed, "waiting": drafts + proposed + approved
    }  # fmt: skip
    return bool(facts.begun) and not todos, fact, "pairs:list", todos


def _work(facts: Facts) -> Judged:
    n = facts.work.meetings_held
    fact = ngettext("состоялась %(n)s встреча", "состоялось встреч: %(n)s", n) % {"n": n}
    todos: list[tuple[str, str]] = []
    due = facts.work.feedback_due - facts.work.feedback_given
    if due > 0:
        todos.append(
            (
                ngettext("Не хватает %(n)s отзыва о встречах", "Не хватает отзывов о встречах: %(n)s", due)
                % {"n": due},
                "pairs:list",
            )
        )
    if facts.working and facts.work.plans < facts.begun:
        todos.append((_("Составить планы развития (ИПР)"), "pairs:list"))
    if facts.begun and not facts.answers.get(Wave.ENTRY):
        todos.insert(0, (_("Провести анкетирование на входе"), "surveys:list"))
    return bool(facts.begun) and not facts.working, fact, "pairs:list", todos


def _completion(facts: Facts) -> Judged:
    todos: list[tuple[str, str]] = []
    if facts.completed and not facts.answers.get(Wave.EXIT):
        todos.append((_("Провести анкетирование на выходе"), "surveys:list"))
    if facts.answers.get(Wave.EXIT) and not facts.reports:
        todos.append((_("Составить отчёт о программе"), "results:detail"))
    if facts.reports:
        todos.append((_("Завершить программу"), "results:detail"))
    fact = _("отчёт составлен") if facts.reports else _("отчёта ещё нет")
    return False, fact, "results:detail", todos


JUDGES: tuple[Callable[[Facts], Judged], ...] = (
    _conditions, _mentees, _mentors, _selection, _pairs, _work, _completion,
)  # fmt: skip
