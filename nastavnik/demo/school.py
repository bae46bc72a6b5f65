"""One school of the demo, led through its cycle by the services a curator uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.utils import timezone

from nastavnik.accounts.roles import Role
from nastavnik.common.actor import Actor
from nastavnik.common.scope import Scope, scoped
from nastavnik.consents import services as consents
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import Consent
from nastavnik.consents.rules import kinds_needed, signer_for
from nastavnik.demo.answers import invented
from nastavnik.demo.people import HELP, INTERESTS, SLOTS, Names
from nastavnik.demo.plan import outline
from nastavnik.documents import services as documents
from nastavnik.exchange import services as exports
from nastavnik.links import services as links
from nastavnik.links.enums import LinkPurpose
from nastavnik.matching import services as matching
from nastavnik.matching.enums import RunGoal
from nastavnik.mentoring import services as pairs
from nastavnik.mentoring import work_services as work
from nastavnik.mentoring.enums import MeetingKind
from nastavnik.mentoring.models import Mentorship
from nastavnik.monitoring import services as monitoring
from nastavnik.monitoring.enums import SwotField
from nastavnik.notifications import services as notifications
from nastavnik.notifications.enums import Way
from nastavnik.notifications.queries import Matter
from nastavnik.organisations.models import Organisation
from nastavnik.people import services as people
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes import nomination_services as nominations
from nastavnik.programmes import services as programmes
from nastavnik.programmes.enums import Channel, Side
from nastavnik.programmes.models import MentoringForm, Participation, Programme
from nastavnik.programmes.queries import participations
from nastavnik.questionnaires import queries as surveys
from nastavnik.questionnaires import services as answering
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.models import Survey
from nastavnik.roadmaps import services as roadmaps
from nastavnik.roadmaps.models import Activity, Roadmap

FORMS = ("pupil-pupil", "teacher-pupil", "employer-pupil")
KINDS = (MeetingKind.FIRST, MeetingKind.TRIAL, MeetingKind.PLANNING, MeetingKind.REGULAR, MeetingKind.FINAL)
TOPICS = {
    MeetingKind.FIRST: "Знакомство: роли, правила, ожидания", MeetingKind.TRIAL: "Первая общая задача",
    MeetingKind.PLANNING: "Цель и план", MeetingKind.REGULAR: "Работа по плану", MeetingKind.FINAL: "Что получилось",
}  # fmt: skip


MEASURES = ("Встречи на первом этаже.", "Материалы крупным шрифтом.")
PROPOSERS = {
    Channel.PARENT: "мама",
    Channel.TEACHER: "классный руководитель",
    Channel.PSYCHOLOGIST: "школьный психолог",
}


def within(method: Callable[..., None]) -> Callable[..., None]:
    """Run a method in the scope of its school."""

    @wraps(method)
    def wrapper(self: DemoSchool, *args: Any) -> None:
        with scoped(Scope(branch=self.school.path)):
            method(self, *args)

    return wrapper


class DemoSchool:
    """`curator`, `shown_mentor` and `shown_mentee` become users of the demo."""

    def __init__(self, school: Organisation, seed: int, today: date) -> None:
        self.school = school
        self.today = today
        self.names = Names(seed)
        self.actor = Actor(user="", role="system", organisation_path=school.path)
        self.curator: Person | None = None
        self.shown_mentor: Person | None = None
        self.shown_mentee: Person | None = None

    @within
    def begin(self, year: int) -> None:
        """The programme is open, its road map waits for a check, the lists of people are there."""
        self._people(pupils=12, teachers=4)
        programme = self._programme(year)
        roadmaps.keep_outline(
            actor=self.actor, programme=programme, outline=outline(year), filename="dorozhnaya-karta.docx"
        )

    @within
    def run_half(self, year: int) -> None:
        """Every stage has data: some pairs work, one has completed, some wait for the director, somebody for a mentor."""
        pupils, teachers = self._people(pupils=34, teachers=12)
        programme = self._programme(year)
        self._roadmap(programme, year, stages=4)
        self._base(programme, pupils, teachers)
        self._select(programme, leave=3)
        self._proposals(programme, pupils)
        for pupil, measure, days in zip(pupils[:2], MEASURES, (-5, 20), strict=True):
            people.plan_measure(
                actor=self.actor, person=pupil,
                values={"measure": measure, "responsible": "психолог", "due_on": self.today + timedelta(days=days)},
            )  # fmt: skip
        answering.open_wave(
            actor=self.actor, programme=programme, wave=Wave.SELECTION, on=self.today,
            due_on=self.today + timedelta(days=10),
        )  # fmt: skip
        self._wave(programme, Wave.TRAINING)
        self._wave(programme, Wave.MEETING)
        self._match(programme, FORMS[1], goal=RunGoal.WISHES)
        self._order(programme, "7-о", self.today - timedelta(days=45))
        self._wave(programme, Wave.ENTRY)
        self._work(programme, meetings=4)
        self._finish_some(programme, count=4)
        self._wave(programme, Wave.INTERIM)
        self._wave(programme, Wave.EXIT, only_completed=True)
        answering.close_wave(actor=self.actor, programme=programme, wave=Wave.INTERIM, on=self.today)
        monitoring.begin_swot(actor=self.actor, programme=programme, form=None, today=self.today)
        self._reminders(programme)
        self._match(programme, FORMS[0], take=4)
        pairs.propose(actor=self.actor, programme=programme)
        documents.make_report(
            actor=self.actor, programme=programme, dated=self.today - timedelta(days=2),
            conclusions="Промежуточный отчёт за полугодие.\nПары работают по планам.",
        )  # fmt: skip
        self._withdraw(programme)

    @within
    def finish(self, year: int) -> None:
        """Last year's programme from beginning to end, with its report and next year's base."""
        pupils, teachers = self._people(pupils=22, teachers=9)
        programme = self._programme(year)
        self._roadmap(programme, year, stages=7)
        self._base(programme, pupils, teachers)
        self._select(programme, leave=0)
        self._match(programme, FORMS[1])
        self._order(programme, "14-о", date(year, 11, 10))
        self._wave(programme, Wave.ENTRY)
        self._work(programme, meetings=5)
        self._wave(programme, Wave.INTERIM)
        self._finish_some(programme, count=100)
        self._wave(programme, Wave.EXIT)
        documents.make_report(
            actor=self.actor, programme=programme, dated=date(year + 1, 5, 28),
            conclusions="Программа выполнена.\nНаставляемые увереннее чувствуют себя в школе.",
        )  # fmt: skip
        self._swot(programme, date(year + 1, 5, 28))
        programmes.carry_over(actor=self.actor, programme=programme, title=programme.title)
        roadmaps.roll_over(
            actor=self.actor, roadmap=Roadmap.objects.get(programme=programme), years=1, title=programme.title
        )
        pairs.complete_programme(actor=self.actor, programme=programme, on=date(year + 1, 5, 29))

    def _people(self, *, pupils: int, teachers: int) -> tuple[list[Person], list[Person]]:
        grades = [5 + number % 7 for number in range(pupils)]
        children = [self._person(self.names.pupil(grade, self.today)) for grade in grades]
        for child in children:
            people.set_guardian(actor=self.actor, ward=child, name_parts=self.names.parent(), phone="+79990000000")
        staff = [self._person(self.names.teacher(self.today)) for _number in range(teachers)]
        self.curator = staff[0]
        return children, [*staff[1:], self._person(self.names.employee(self.today))]

    def _person(self, values: dict[str, Any]) -> Person:
        return people.add_person(actor=self.actor, organisation=self.school, values=values)

    def _programme(self, year: int) -> Programme:
        values = {
            "title": "Программа «Рядом»", "curator": self.curator,
            "goal": "Помочь каждому, кто просит о поддержке, найти своего наставника.",
            "tasks": "Собрать запросы.\nПодготовить наставников.\nПодобрать пары.\nСравнить результаты.",
            "results": "Выше интерес к учёбе.\nСпокойнее в школе.\nБольше своих проектов.",
        }  # fmt: skip
        programme = programmes.open_programme(
            actor=self.actor, organisation=self.school, starts_in=year, values=values,
            forms=MentoringForm.objects.filter(code__in=FORMS),
        )  # fmt: skip
        return programmes.start_programme(actor=self.actor, programme=programme)

    def _roadmap(self, programme: Programme, year: int, *, stages: int) -> None:
        roadmap = roadmaps.keep_outline(
            actor=self.actor, programme=programme, outline=outline(year), filename="dorozhnaya-karta.docx"
        )
        roadmaps.confirm(actor=self.actor, roadmap=roadmap, on=min(self.today, date(year, 9, 12)))
        for activity in Activity.objects.filter(stage__roadmap=roadmap, stage__number__lte=stages):
            roadmaps.finish_activity(
                actor=self.actor, activity=activity, on=min(self.today, date(year, 11, 1)), evidence="Протокол № 2"
            )

    def _base(self, programme: Programme, pupils: list[Person], adults: list[Person]) -> None:
        some = self.names.some
        for number, child in enumerate(pupils):
            if child.grade >= 10:
                self._nominate(programme, child, Side.MENTOR, {"competences": some(HELP, 3, 5), "capacity": 2})
            elif number % 5 != 4:
                self._nominate(
                    programme, child, Side.MENTEE,
                    {"competences": some(HELP, 1, 2), "need": 3 + number % 8, "expectations": "Подтянуть оценки."},
                )  # fmt: skip
        for adult in adults:
            self._nominate(programme, adult, Side.MENTOR, {"competences": some(HELP, 3, 5), "capacity": 2})

    def _nominate(self, programme: Programme, person: Person, side: Side, values: dict[str, Any]) -> None:
        values |= {"interests": self.names.some(INTERESTS, 1, 3), "availability": self.names.some(SLOTS, 3, 6)}
        programmes.nominate(
            actor=self.actor, programme=programme, person=person, side=side, channel=Channel.SELF, values=values
        )

    def _proposals(self, programme: Programme, pupils: list[Person]) -> None:
        """A link for parents and one for class teachers, and three proposals nobody has looked at yet."""
        for channel in (Channel.PARENT, Channel.TEACHER):
            links.make_link(
                actor=self.actor, organisation=self.school, purpose=LinkPurpose.NOMINATE, topic=channel.value,
                expires_on=programme.year.ends_on, today=self.today,
            )  # fmt: skip
        for pupil, channel, who in zip(pupils[-3:], PROPOSERS, PROPOSERS.values(), strict=True):
            nominations.send_nomination(
                actor=self.actor, programme=programme, channel=channel,
                values={
                    "last_name": pupil.last_name, "first_name": pupil.first_name, "grade": pupil.grade,
                    "letter": pupil.letter, "competences": self.names.some(HELP, 1, 2), "proposed_by": who,
                    "reason": "Старается, но стесняется спросить на уроке.",
                },
            )  # fmt: skip

    def _select(self, programme: Programme, *, leave: int) -> None:
        """Consents and decisions; the last `leave` of each side still wait for their papers, one mentor is declined."""
        signed = min(self.today - timedelta(days=70), date(programme.year.starts_in, 10, 5))
        for side in Side:
            rows = list(
                Participation.objects.filter(programme=programme, side=side).select_related("person", "programme__year")
            )
            for row in rows[: len(rows) - leave]:
                self._sign(row, signed)
                programmes.approve(actor=self.actor, participation=row, on=signed)
            if leave and side == Side.MENTOR:
                programmes.decline(
                    actor=self.actor, participation=rows[-1], on=signed, reason="Попросил отложить до следующего года."
                )

    def _sign(self, row: Participation, signed: date) -> None:
        running = row.programme.year.ends_on >= self.today
        if running and row.is_mentor and row.person.kind == PersonKind.TEACHER:
            terms = {
                "content": "Помогать наставляемому с предметом и проектом по плану развития, вести записи встреч.",
                "work_form": "индивидуальная, вне уроков", "pay": "доплата 3000 рублей в месяц", "starts_on": signed,
                "ends_on": row.programme.year.ends_on,
            }  # fmt: skip
            consents.set_labour_terms(actor=self.actor, person=row.person, values=terms)
        signer = signer_for(row.person, signed)
        guardian = row.person.guardianships.select_related("guardian").first()
        consents.give_consents(
            actor=self.actor, person=row.person, kinds=kinds_needed(row.person, as_mentor=row.is_mentor),
            given_on=signed, signed_by=guardian.guardian.full_name if guardian and signer != Signer.SELF else "",
            today=self.today,
        )  # fmt: skip

    def _match(self, programme: Programme, code: str, take: int = 9, goal: RunGoal = RunGoal.MOST) -> None:
        form = MentoringForm.objects.get(code=code)
        run = matching.start_run(actor=self.actor, programme=programme, form=form, goal=goal)
        matching.carry_out(actor=self.actor, run=run)
        # a part of the proposals only: somebody must be left for the next form, and for the curator to look at
        for proposal in list(
            run.proposals.select_related("mentor__person", "mentor__programme", "mentee__person", "run__form")
        )[:take]:
            matching.accept(actor=self.actor, proposal=proposal)

    def _withdraw(self, programme: Programme) -> None:
        """One mentee at work takes the consent back: the register that went out names them still."""
        exports.export_register(
            actor=self.actor, programme=programme, side=Side.MENTEE,
            chosen=participations(programme, Side.MENTEE).approved(),
        )  # fmt: skip
        *_others, last = Mentorship.objects.filter(programme=programme).active().with_people()
        sheet = Consent.objects.get(person=last.mentees()[0].person, kind=ConsentKind.PARTICIPATION)
        consents.withdraw_consent(actor=self.actor, consent=sheet, on=self.today)

    def _order(self, programme: Programme, number: str, dated: date) -> None:
        pairs.propose(actor=self.actor, programme=programme)
        pairs.approve(actor=self.actor, programme=programme)
        ends = max(date(programme.year.starts_in + 1, 5, 31), dated + timedelta(days=90))
        documents.make_pair_order(actor=self.actor, programme=programme, number=number, dated=dated, ends_on=ends)

    def _work(self, programme: Programme, *, meetings: int) -> None:
        for number, pair in enumerate(Mentorship.objects.filter(programme=programme).active().with_people()):
            if number == 0:
                self.shown_mentor, self.shown_mentee = pair.mentor.person, pair.mentees()[0].person
            held = meetings - number % 2
            for place, kind in enumerate(KINDS[:held]):
                self._meeting(pair, kind, pair.starts_on + timedelta(days=3 + 9 * place), silent=number % 4 == 3)
            if pair.starts_on + timedelta(days=60) >= self.today:
                self._next_meeting(pair, KINDS[min(held, 3)])
            self._plan(pair)

    def _meeting(self, pair: Mentorship, kind: MeetingKind, day: date, *, silent: bool) -> None:
        values = {
            "kind": kind,
            "starts_at": _at(min(day, self.today), 15),
            "minutes": 45,
            "topic": TOPICS[kind],
            "place": "каб. 204",
        }
        meeting = work.plan_meeting(actor=self.actor, mentorship=pair, values=values)
        work.hold_meeting(actor=self.actor, meeting=meeting, summary="Сделали, что наметили.", today=self.today)
        authors = [pair.mentor] if silent else [pair.mentor, *pair.mentees()]
        for author in authors:
            word = {
                "mark": 6 + self.names.random.randrange(5),
                "done": "Разобрались вместе.",
                "needs_help": silent and kind == MeetingKind.TRIAL,
            }
            work.give_feedback(actor=self.actor, meeting=meeting, author=author, values=word, on=self.today)

    def _next_meeting(self, pair: Mentorship, kind: MeetingKind) -> None:
        values = {
            "kind": kind,
            "starts_at": _at(self.today + timedelta(days=4), 16),
            "topic": TOPICS[kind],
            "place": "библиотека",
        }
        work.plan_meeting(actor=self.actor, mentorship=pair, values=values)

    def _plan(self, pair: Mentorship) -> None:
        for member in pair.members.all():
            plan = work.write_plan(
                actor=self.actor, member=member,
                values={"goal": "Разобраться с трудной темой и выступить с проектом.", "strengths": "Любознательность.",
                        "difficulties": "Откладывает на потом."},
            )  # fmt: skip
            for place, task in enumerate(
                ("Найти, что непонятно", "Решать вместе по часу в неделю", "Показать проект классу")
            ):
                due = pair.starts_on + timedelta(days=14 + 20 * place)
                step = work.add_step(
                    actor=self.actor, plan=plan, values={"task": task, "due_on": due, "planned": "Получится самому."}
                )
                if due < self.today and place < 2:
                    work.finish_step(actor=self.actor, step=step, actual="Получилось.", mark=8, on=due)
            work.agree_plan(actor=self.actor, plan=plan, on=pair.starts_on)

    def _finish_some(self, programme: Programme, *, count: int) -> None:
        for pair in Mentorship.objects.filter(programme=programme).active().with_people().order_by("-id")[:count]:
            if self.shown_mentor and pair.mentor.person_id == self.shown_mentor.pk and count < 50:
                continue
            pairs.complete(actor=self.actor, mentorship=pair, on=self.today)

    def _wave(self, programme: Programme, wave: Wave, *, only_completed: bool = False) -> None:
        answering.open_wave(actor=self.actor, programme=programme, wave=wave, on=self.today)
        for survey in Survey.objects.filter(programme=programme, wave=wave):
            for number, asked in enumerate(surveys.asked_persons(survey)):
                if number % 8 == 7 or (only_completed and not _has_completed(asked.participation)):
                    continue
                offered = list(surveys.may_be_named(survey, asked.participation)) if wave == Wave.MEETING else []
                answering.answer(
                    actor=self.actor, survey=survey, participation=asked.participation,
                    answers=invented(asked.questionnaire, wave, self.names.random, offered), by_staff=False,
                )  # fmt: skip
            if survey.side == Respondent.CURATOR and not only_completed:
                sheet = invented(survey.asks, wave, self.names.random)
                answering.answer(actor=self.actor, survey=survey, participation=None, answers=sheet, by_staff=False)

    def _swot(self, programme: Programme, day: date) -> None:
        """Drawn up from the closed questionnaires, with a line of the curator's own, and signed."""
        curator = replace(self.actor, role=Role.CURATOR)
        for wave in (Wave.TRAINING, Wave.INTERIM, Wave.EXIT):
            answering.close_wave(actor=curator, programme=programme, wave=wave, on=day)
        analysis = monitoring.begin_swot(actor=curator, programme=programme, form=None, today=day)
        monitoring.add_bullet(
            actor=curator, analysis=analysis, field=SwotField.OPPORTUNITY,
            text="Колледж готов прислать студентов-наставников.",
        )  # fmt: skip
        documents.make_swot(actor=curator, analysis=analysis, today=day)

    def _reminders(self, programme: Programme) -> None:
        """Cards on paper: about consents the day before yesterday, about the last survey so long ago that it is time again."""
        survey = (
            Survey.objects.filter(programme=programme, questionnaire="mentee-exit").select_related("programme").first()
        )
        matters = [(Matter(programme, Respondent.MENTEE), 2)] + ([(Matter.of(survey), 4)] if survey else [])
        for matter, days in matters:
            day = self.today - timedelta(days=days)
            notifications.remind(
                actor=self.actor, matter=matter, way=Way.CARD, until=self.today + timedelta(days=5), today=day
            )


def _has_completed(participation: Participation) -> bool:
    of_mentor = participation.mentorships.filter(status="completed")
    as_mentee = participation.places.filter(mentorship__status="completed")
    return of_mentor.exists() or as_mentee.exists()


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
