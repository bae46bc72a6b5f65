"""What the data of a programme say for its SWOT analysis: facts of the whole, or of one form of mentoring.

Only closed surveys count: while answers still come, two drafts would differ by somebody's answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.monitoring.cells import FEWEST, is_apart, tellable
from nastavnik.monitoring.nameless import stems
from nastavnik.monitoring.queries import Row, results_of
from nastavnik.monitoring.statistics import Direction, Verdict
from nastavnik.monitoring.swot import Fact, Gap, Growth, Level, Marks, Mean, Said, Yes, ends
from nastavnik.monitoring.words import changed
from nastavnik.people.models import Person
from nastavnik.programmes.models import MentoringForm, Programme
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.queries import Answered, answered
from nastavnik.questionnaires.spec import LOWER, Matrix, OpenText, Question, Questionnaire, Scale, YesNo
from nastavnik.questionnaires.summary import judged

WORKED = (MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED, MentorshipStatus.ENDED)
HEARD = {Wave.TRAINING, Wave.INTERIM, Wave.EXIT}  # at the entry people say what they expect, not what was
OF_THEMSELVES = {
    "mentor-needs",
    "mentor-career",
    "mentee-career",
}  # they tell of a person's plans, not of the programme
PRAISE, CRITICISM = {"valuable", "best", "done", "result"}, {"missing", "change", "what", "comment"}
UNWELCOME = {"change", "help"}  # where «да» is a complaint
AHEAD = {"go_on", "become_mentor", "community"}
OUTSIDE = {"resources", "support", "partners"}

Form = MentoringForm | None


def gather(programme: Programme, form: Form) -> list[Fact]:
    """The facts that may be told, and that the rules are applied to; a handful of queries however many take part."""
    surveys = [survey for survey in answered(programme) if survey.is_closed or programme.is_completed]
    known = known_names(programme)
    if form is not None:
        return _of_form(programme, form, surveys, known)
    facts = [*_said_by_all(surveys, known).values(), *_of_curator(programme)]
    return [fact for fact in facts if fact.n >= FEWEST]


def waiting(programme: Programme) -> list[str]:
    """The questionnaires that are open yet, and therefore say nothing."""
    if programme.is_completed:
        return []
    rows = Survey.objects.filter(programme=programme, wave__in=HEARD, closed_on__isnull=True)
    return [survey.asks.title for survey in rows if survey.questionnaire not in OF_THEMSELVES]


def known_names(programme: Programme) -> frozenset[str]:
    """The names of everybody in the school and in its programme, as their words begin."""
    rows = Person.objects.filter(
        Q(organisation=programme.organisation_id) | Q(participations__programme=programme) | Q(curated=programme)
    )
    names = rows.order_by().values_list("last_name", "first_name", "patronymic").distinct()
    return stems(name for parts in names for name in parts)


def _of_form(programme: Programme, form: MentoringForm, surveys: list[Answered], known: frozenset[str]) -> list[Fact]:
    """What the participants of one form said, where it does not give away those of the others or of no form.

    Who works in two forms belongs to neither, so that forms never overlap; an anonymous questionnaire is not divided.
    """
    place = _forms(programme)
    named = [survey for survey in surveys if not survey.asks.anonymous]
    groups = dict.fromkeys([None, *sorted(filter(None, place.values())), form.pk])
    told = {group: _said_by_all([_only(survey, place, group) for survey in named], known) for group in groups}
    mine = told[form.pk]
    return [
        fact
        for key, fact in mine.items()
        if form.pk in tellable({group: facts[key].n for group, facts in told.items() if key in facts})
    ]


def _forms(programme: Programme) -> dict[UUID, UUID | None]:
    """The form each participant has worked in; None where they are several."""
    rows = Mentorship.objects.filter(programme=programme, status__in=WORKED)
    pairs = rows.order_by("form").values_list("form", "mentor", "members__mentee")
    found: dict[UUID, UUID | None] = {}
    for form, *sides in pairs:
        for participation in filter(None, sides):
            found[participation] = form if found.get(participation, form) == form else None
    return found


def _only(survey: Answered, place: Mapping[UUID, UUID | None], group: UUID | None) -> Answered:
    return replace(survey, given={key: answers for key, answers in survey.given.items() if place.get(key) == group})


def _said_by_all(surveys: list[Answered], known: frozenset[str]) -> dict[str, Fact]:
    """What participants said, by key, however few they are."""
    facts = [fact for survey in surveys if _tells(survey) for fact in _of_survey(survey, known)]
    found = results_of(surveys)
    facts += [_growth(row) for row in found.impact if row.change.difference is not None]
    for title, rows in found.expectations:
        facts += [
            _gap(title, row) for row in rows if row.change.difference is not None and is_apart(row.change.only_exit)
        ]
    return {fact.key: fact for fact in facts}


def _tells(survey: Answered) -> bool:
    """Whether its answers are about the programme; what is asked twice tells by its change."""
    twice = {Wave.ENTRY, Wave.EXIT} <= set(survey.asks.waves)
    return survey.wave in HEARD and survey.asks.code not in OF_THEMSELVES and not twice


def _of_survey(survey: Answered, known: frozenset[str]) -> Iterator[Fact]:
    for question in survey.asks.questions:
        given = [answers[question.code] for answers in survey.given.values() if question.code in answers]
        key = f"{survey.asks.code}.{survey.wave}.{question.code}"
        yield from _of_question(survey.asks, question, given, key, known)


def _of_question(
    asks: Questionnaire, question: Question, given: list[Any], key: str, known: frozenset[str]
) -> Iterator[Fact]:  # fmt: skip
    common: dict[str, Any] = {"key": key, "text": _whole(asks, question), "n": len(given), "who": asks.title}
    code = question.code
    if isinstance(question, Scale):
        lower = question.direction == LOWER
        yield Mean(**common, total=sum(given), low=question.low, high=question.high, lower_is_better=lower)
    elif isinstance(question, Matrix):
        for row, words in question.rows:
            marks = [answer[row] for answer in given if row in answer]
            named = common | {"key": f"{key}.{row}", "text": f"{question.text}: {words}", "n": len(marks)}
            yield Mean(**named, total=sum(marks), low=question.low, high=question.high)
    elif isinstance(question, YesNo):
        yield Yes(**common, yes=sum(given), welcome=code not in UNWELCOME, ahead=code in AHEAD)
    elif isinstance(question, OpenText) and code in PRAISE | CRITICISM:
        yield Said(**common, answers=given, good=code in PRAISE, known=known, anonymous=asks.anonymous)


def _whole(asks: Questionnaire, question: Question) -> str:
    """The words of a question with those it hangs on: «Какая?» alone says nothing."""
    return f"{asks.question(question.show_if[0]).text} {question.text}" if question.show_if else question.text


def _growth(row: Row) -> Fact:
    change = row.change
    return Growth(
        key=f"growth.{row.construct or row.text}", text=changed(row).head, n=change.n, by=change.difference or Decimal(0),
        clear=row.is_clear, better=change.verdict == Verdict.BETTER,
    )  # fmt: skip


def _gap(title: str, row: Row) -> Fact:
    change = row.change
    return Gap(
        key=f"gap.{title}.{row.construct}", text=f"Против ожиданий: {row.text}", n=change.n, who=title,
        by=change.difference or Decimal(0), width=(row.high or 10) - row.low,
        lower_is_better=row.direction == Direction.LOWER,
    )  # fmt: skip


def _of_curator(programme: Programme) -> list[Fact]:
    """The curator's sheets, the latest of each."""
    rows = Survey.objects.filter(programme=programme, side=Respondent.CURATOR).order_by("opened_on", "id")
    given = dict(Response.objects.filter(survey__in=rows, participation__isnull=True).values_list("survey", "answers"))
    sheets = {
        survey.questionnaire: (survey.asks, given[survey.pk])
        for survey in rows
        if survey.pk in given and (programme.is_completed or not survey.is_open)
    }
    return [fact for asks, answers in sheets.values() for fact in _of_sheet(asks, answers)]


def _of_sheet(asks: Questionnaire, answers: Mapping[str, Any]) -> Iterator[Fact]:
    level = judged(asks, answers)
    if level:
        step = [words for _least, words in asks.levels].index(level.words)
        yield Level(
            key=asks.code, text=f"{asks.title}: {level.words}", total=level.total, most=level.most, step=step,
            steps=len(asks.levels),
        )  # fmt: skip
    scales = [question for question in asks.of_kind(Scale) if question.code in answers]
    for ahead in (False, True):
        for low, high in sorted({(question.low, question.high) for question in scales}):
            marks = [
                (question.text, answers[question.code])
                for question in scales
                if (question.code in OUTSIDE) == ahead and (question.low, question.high) == (low, high)
            ]
            for good, found in zip((True, False), ends(marks, low, high), strict=True):
                if found:
                    key = f"{asks.code}.{low}-{high}.{'outside' if ahead else 'inside'}.{'high' if good else 'low'}"
                    text = "; ".join(words for words, _mark in found)
                    yield Marks(key=key, text=text, marks=found, high=high, good=good, ahead=ahead)
