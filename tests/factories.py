"""Invented rows for tests. Every factory writes behind `common.unsafe`, so that a test needs no service for its scenery."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.utils import timezone

from nastavnik.accounts.models import Membership, SavedView, User
from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind, HandoutKind, Signer
from nastavnik.consents.models import Consent, Handout, LabourTerms, Mention
from nastavnik.consents.rules import kinds_needed
from nastavnik.documents.models import Document
from nastavnik.exchange.models import AnswersImport, ImportPurpose, ImportRun
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.matching.enums import Change, RunGoal, RunStatus
from nastavnik.matching.models import ForbiddenPair, MatchingRun, Proposal, Trial
from nastavnik.mentoring.enums import MeetingKind, MentorshipStatus
from nastavnik.mentoring.models import DevelopmentPlan, Feedback, Meeting, Member, Mentorship, PlanStep
from nastavnik.monitoring.enums import SwotField, Whole
from nastavnik.monitoring.models import Denominator, SwotAnalysis, SwotBullet, Target
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.models import Reminder
from nastavnik.organisations.enums import OrganisationKind
from nastavnik.organisations.models import AcademicYear, Organisation
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import AccessMeasure, Guardianship, Person
from nastavnik.programmes.enums import Channel, ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import MentoringForm, Nomination, Participation, Programme
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Edition, Response, Survey
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.roadmaps.models import Activity, Roadmap, Stage

TODAY = date(2026, 11, 21)
YEAR = 2026
PASSWORD = "correct-horse-42"
LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"


def invented(number: int) -> str:
    """A surname made of the number, so that no two are alike and none is a real person's."""
    first, second = divmod(number, len(LETTERS))
    return f"Вымышл{LETTERS[first % len(LETTERS)]}{LETTERS[second]}ов"


class Invented(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        with everything():
            row = model_class(**kwargs)
            row.store()
        return row


class RegionFactory(Invented):
    class Meta:
        model = Organisation

    kind = OrganisationKind.REGION
    code = factory.Sequence(lambda n: f"r{n:05}")
    name = short_name = "Вымышленная область"


class TownFactory(Invented):
    class Meta:
        model = Organisation

    parent = factory.SubFactory(RegionFactory)
    kind = OrganisationKind.MUNICIPALITY
    code = factory.Sequence(lambda n: f"t{n:05}")
    name = "Управление образования города Заречного"
    short_name = "Заречный"


class SchoolFactory(Invented):
    class Meta:
        model = Organisation

    parent = factory.SubFactory(TownFactory)
    kind = OrganisationKind.SCHOOL
    code = factory.Sequence(lambda n: f"s{n:05}")  # in the order of their making, as paths are sorted
    name = factory.LazyAttribute(lambda o: f"Муниципальное бюджетное общеобразовательное учреждение «Школа {o.code}»")
    short_name = factory.LazyAttribute(lambda o: f"Школа {o.code}")
    city = "г. Заречный"
    director_last_name = "Хмель"
    director_first_name = "Нина"
    director_patronymic = "Андреевна"


class YearFactory(Invented):
    class Meta:
        model = AcademicYear

    starts_in = YEAR

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        known = AcademicYear.objects.filter(**kwargs).first()
        return known or super()._create(model_class, *args, **kwargs)


class PersonFactory(Invented):
    """A pupil of the eighth grade; teachers and others by `kind`, without a class."""

    class Meta:
        model = Person

    organisation = factory.SubFactory(SchoolFactory)
    kind = PersonKind.PUPIL
    last_name = factory.Sequence(invented)
    first_name = "Игорь"
    patronymic = "Петрович"
    birth_date = factory.LazyAttribute(lambda o: date(2012, 5, 4) if o.kind == PersonKind.PUPIL else date(1985, 5, 4))
    grade = factory.LazyAttribute(lambda o: 8 if o.kind == PersonKind.PUPIL else None)


class TeacherFactory(PersonFactory):
    kind = PersonKind.TEACHER
    position = "учитель"
    subject = "математика"


class GuardianshipFactory(Invented):
    class Meta:
        model = Guardianship

    ward = factory.SubFactory(PersonFactory)
    guardian = factory.LazyAttribute(
        lambda o: PersonFactory(organisation=o.ward.organisation, kind=PersonKind.PARENT, grade=None)
    )


class MeasureFactory(Invented):
    class Meta:
        model = AccessMeasure

    person = factory.SubFactory(PersonFactory)
    measure = "Встречи на первом этаже"
    due_on = date(2026, 12, 1)


class UserFactory(Invented):
    """A user whose password is `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        with everything():
            user = User(**kwargs)
            user.set_password(PASSWORD)
            user.store()
        return user


class MembershipFactory(Invented):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(SchoolFactory)
    role = Role.CURATOR
    user = factory.SubFactory(UserFactory)


class LinkFactory(Invented):
    """A link that lets a pupil answer; `person=None` and a topic make one that brings proposals."""

    class Meta:
        model = PersonalLink

    person = factory.SubFactory(PersonFactory)
    organisation = factory.LazyAttribute(lambda o: o.person.organisation)
    purpose = LinkPurpose.ANSWER
    expires_on = date(2026, 12, 31)


class ConsentFactory(Invented):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    kind = ConsentKind.PROCESSING
    signer = Signer.SELF
    given_on = date(2026, 9, 10)


class HandoutFactory(Invented):
    class Meta:
        model = Handout

    organisation = factory.SubFactory(SchoolFactory)
    kind = HandoutKind.REGISTER
    title = "База наставляемых, Excel"
    made_on = date(2026, 11, 1)


class MentionFactory(Invented):
    class Meta:
        model = Mention

    person = factory.SubFactory(PersonFactory)
    handout = factory.LazyAttribute(lambda o: HandoutFactory(organisation=o.person.organisation))


class LabourTermsFactory(Invented):
    class Meta:
        model = LabourTerms

    person = factory.SubFactory(TeacherFactory)
    content = "Помощь молодому педагогу"
    work_form = "индивидуальная"
    pay = "3000 рублей в месяц"
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 5, 31)


class ProgrammeFactory(Invented):
    """A running programme of the school year of `TODAY` with three forms of mentoring."""

    class Meta:
        model = Programme

    organisation = factory.SubFactory(SchoolFactory)
    year = factory.SubFactory(YearFactory)
    title = "Программа «Рядом»"
    status = ProgrammeStatus.RUNNING

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        codes = kwargs.pop("forms", ("pupil-pupil", "teacher-pupil", "employer-pupil"))
        programme = super()._create(model_class, *args, **kwargs)
        with everything():
            programme.forms.set(MentoringForm.objects.filter(code__in=codes))
        return programme


class MenteeFactory(Invented):
    """An approved mentee with the consents needed; `consents=False` leaves them out."""

    class Meta:
        model = Participation

    programme = factory.SubFactory(ProgrammeFactory)
    person = factory.LazyAttribute(lambda o: PersonFactory(organisation=o.programme.organisation))
    side = Side.MENTEE
    status = ParticipationStatus.APPROVED
    competences = ["математика"]
    interests = ["шахматы"]
    availability = ["2 15:00"]

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        with_consents = kwargs.pop("consents", True)
        row = super()._create(model_class, *args, **kwargs)
        if with_consents:
            give_consents(row)
        return row


class MentorFactory(MenteeFactory):
    """An approved mentor, a teacher, with the consents needed."""

    person = factory.LazyAttribute(lambda o: TeacherFactory(organisation=o.programme.organisation))
    side = Side.MENTOR
    capacity = 2


def give_consents(row: Participation) -> None:
    """Every sheet the person needs and does not have."""
    with everything():
        standing = set(row.person.consents.values_list("kind", flat=True))
    for kind in kinds_needed(row.person, as_mentor=row.side == Side.MENTOR):
        if kind not in standing:
            ConsentFactory(person=row.person, kind=kind)


class NominationFactory(Invented):
    class Meta:
        model = Nomination

    programme = factory.SubFactory(ProgrammeFactory)
    channel = Channel.PARENT
    last_name = factory.Sequence(invented)
    first_name = "Игорь"
    grade = 8
    competences = ["математика"]


class MentorshipFactory(Invented):
    """An active pair of a teacher and a pupil; `mentees` may name several, `members=[]` none."""

    class Meta:
        model = Mentorship

    programme = factory.SubFactory(ProgrammeFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(programme=o.programme))
    form = factory.LazyFunction(lambda: MentoringForm.objects.get(code="teacher-pupil"))
    status = MentorshipStatus.ACTIVE
    starts_on = date(2026, 10, 1)
    ends_on = date(2027, 5, 31)

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        mentees = kwargs.pop("mentees", None)
        pair = super()._create(model_class, *args, **kwargs)
        for mentee in [MenteeFactory(programme=pair.programme)] if mentees is None else mentees:
            MemberFactory(mentorship=pair, mentee=mentee)
        return pair


class MemberFactory(Invented):
    class Meta:
        model = Member

    mentorship = factory.SubFactory(MentorshipFactory, mentees=[])
    mentee = factory.LazyAttribute(lambda o: MenteeFactory(programme=o.mentorship.programme))


class MeetingFactory(Invented):
    class Meta:
        model = Meeting

    mentorship = factory.SubFactory(MentorshipFactory)
    kind = MeetingKind.REGULAR
    starts_at = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


class FeedbackFactory(Invented):
    class Meta:
        model = Feedback

    meeting = factory.SubFactory(MeetingFactory)
    author = factory.LazyAttribute(lambda o: o.meeting.mentorship.mentor)
    side = factory.LazyAttribute(lambda o: o.author.side)
    mark = 8
    given_on = date(2026, 11, 11)


class PlanFactory(Invented):
    class Meta:
        model = DevelopmentPlan

    member = factory.SubFactory(MemberFactory)
    goal = "Разобраться с дробями."


class StepFactory(Invented):
    class Meta:
        model = PlanStep

    plan = factory.SubFactory(PlanFactory)
    task = "Решить десять задач"
    due_on = date(2026, 12, 1)


class RunFactory(Invented):
    """A search for the greatest sum, the simplest of the goals."""

    class Meta:
        model = MatchingRun

    programme = factory.SubFactory(ProgrammeFactory)
    form = factory.LazyFunction(lambda: MentoringForm.objects.get(code="teacher-pupil"))
    goal = RunGoal.TOTAL


class ProposalFactory(Invented):
    class Meta:
        model = Proposal

    run = factory.SubFactory(RunFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(programme=o.run.programme))
    mentee = factory.LazyAttribute(lambda o: MenteeFactory(programme=o.run.programme))
    score = "0.800"
    reasons = [{"name": "help", "value": 1.0, "weight": 0.5, "text": "Поможет с тем, о чём просят", "params": {}}]
    alternatives = []


class TrialFactory(Invented):
    """Whether to forbid a pair of a finished run; not yet carried out."""

    class Meta:
        model = Trial

    origin = factory.SubFactory(RunFactory, status=RunStatus.DONE)
    run = factory.LazyAttribute(lambda o: RunFactory(programme=o.origin.programme, form=o.origin.form))
    kind = Change.FORBID
    mentor = factory.LazyAttribute(lambda o: MentorFactory(programme=o.origin.programme))
    mentee = factory.LazyAttribute(lambda o: MenteeFactory(programme=o.origin.programme))


class ForbiddenPairFactory(Invented):
    class Meta:
        model = ForbiddenPair

    programme = factory.SubFactory(ProgrammeFactory)
    mentor = factory.LazyAttribute(lambda o: MentorFactory(programme=o.programme))
    mentee = factory.LazyAttribute(lambda o: MenteeFactory(programme=o.programme))


class EditionFactory(Invented):
    """A draft of a school's own wording."""

    class Meta:
        model = Edition

    organisation = factory.SubFactory(SchoolFactory)
    code = "mentee-impact"
    version = 2
    spec = factory.LazyAttribute(lambda o: QUESTIONNAIRES[o.code].with_changes(version=o.version).to_json())


class SurveyFactory(Invented):
    class Meta:
        model = Survey

    programme = factory.SubFactory(ProgrammeFactory)
    questionnaire = "mentee-entry"
    version = 1
    spec = factory.LazyAttribute(lambda o: QUESTIONNAIRES[o.questionnaire].to_json())
    wave = Wave.ENTRY
    side = Side.MENTEE
    opened_on = date(2026, 10, 1)


class ResponseFactory(Invented):
    class Meta:
        model = Response

    survey = factory.SubFactory(SurveyFactory)
    participation = factory.LazyAttribute(lambda o: MenteeFactory(programme=o.survey.programme))
    answers: dict[str, Any] = {}


class ReminderFactory(Invented):
    """A card about consents, handed out today; `survey` makes it one about answers."""

    class Meta:
        model = Reminder

    person = factory.SubFactory(PersonFactory)
    recipient = factory.SelfAttribute("person")
    what = "на обработку персональных данных"
    way = Way.CARD
    state = ReminderState.DONE
    until = date(2026, 11, 28)
    reminded_on = TODAY


class ViewFactory(Invented):
    """The view of a curator: mentees who lack a consent."""

    class Meta:
        model = SavedView

    organisation = factory.SubFactory(SchoolFactory)
    user = factory.SubFactory(UserFactory)
    listing = "mentee"
    name = "Без согласий"
    filters = {"consents": "missing"}


class RoadmapFactory(Invented):
    class Meta:
        model = Roadmap

    programme = factory.SubFactory(ProgrammeFactory)
    title = "Дорожная карта"
    source_name = "карта.docx"


class StageFactory(Invented):
    class Meta:
        model = Stage

    roadmap = factory.SubFactory(RoadmapFactory)
    number = position = factory.Sequence(lambda n: n + 1)
    title = "Подготовка условий"


class ActivityFactory(Invented):
    class Meta:
        model = Activity

    stage = factory.SubFactory(StageFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = "Утвердить положение"


class DocumentFactory(Invented):
    class Meta:
        model = Document

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.LazyAttribute(lambda o: o.programme.organisation)
    kind = "programme_report"
    dated = TODAY
    title = "Отчёт"
    data = {"programme": "Рядом"}
    word = "documents/none.docx"
    pdf = "documents/none.pdf"


class SwotFactory(Invented):
    """A draft about the whole programme."""

    class Meta:
        model = SwotAnalysis

    programme = factory.SubFactory(ProgrammeFactory)
    version = 1
    made_on = TODAY


class BulletFactory(Invented):
    class Meta:
        model = SwotBullet

    analysis = factory.SubFactory(SwotFactory)
    field = SwotField.STRENGTH
    text = "Участникам легко друг с другом"


class ImportRunFactory(Invented):
    class Meta:
        model = ImportRun

    programme = factory.SubFactory(ProgrammeFactory)
    purpose = ImportPurpose.PUPILS
    filename = "pupils.csv"


class AnswersImportFactory(Invented):
    class Meta:
        model = AnswersImport

    survey = factory.SubFactory(SurveyFactory)
    filename = "answers.csv"


def local(moment: datetime) -> datetime:
    """A naive moment of the school's own time zone."""
    return timezone.make_aware(moment)


class DenominatorFactory(Invented):
    """How many children of 10–19 there are, as of the beginning of the school year."""

    class Meta:
        model = Denominator

    organisation = factory.SubFactory(SchoolFactory)
    of = Whole.CHILDREN
    number = 200
    source = "отчёт ОО-1"
    on = date(2026, 9, 5)


class TargetFactory(Invented):
    class Meta:
        model = Target

    organisation = factory.SubFactory(SchoolFactory)
    indicator = "mentees-10-19"
    year = 2026
    percent = 40
