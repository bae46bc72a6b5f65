"""What the data say for a SWOT analysis, and what they must not give away."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.monitoring.swot_data import gather, waiting
from nastavnik.programmes.enums import ProgrammeStatus, Side
from nastavnik.programmes.models import MentoringForm
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
CLOSED = date(2026, 11, 20)
COMFORT = "mentee-exit.exit.comfort"


@pytest.fixture
def forms(db):
    return list(MentoringForm.objects.order_by("position")[:3])


@pytest.fixture
def say(programme):
    """`say("mentee-exit", Wave.EXIT, {mentee: answers})`: a closed survey and its responses."""

    def say(code, wave, given, side=Side.MENTEE, closed=CLOSED):
        survey = f.SurveyFactory(programme=programme, questionnaire=code, wave=wave, side=side, closed_on=closed)
        for participation, answers in given.items():
            f.ResponseFactory(survey=survey, participation=participation, answers=answers)

    return say


@pytest.fixture
def pairs(programme):
    """`pairs(form, 3)`: so many mentees who work in the form."""

    def pairs(form, n, mentees=None):
        mentees = mentees or f.MenteeFactory.create_batch(n, programme=programme)
        for mentee in mentees:
            f.MentorshipFactory(programme=programme, form=form, status=MentorshipStatus.ACTIVE, mentees=[mentee])
        return mentees

    return pairs


def told(programme, form=None):
    """n of every fact, by its key."""
    return {fact.key: fact.n for fact in gather(programme, form)}


def test_closed_questionnaires_speak_and_open_ones_wait(programme, say):
    mentees = f.MenteeFactory.create_batch(3, programme=programme)
    say("mentee-exit", Wave.EXIT, {row: {"comfort": 9} for row in mentees}, closed=None)
    assert (told(programme), waiting(programme)) == ({}, ["Анкета наставляемого на выходе"])
    say("mentee-interim", Wave.INTERIM, {row: {"comfort": 9} for row in mentees})
    assert told(programme) == {"mentee-interim.interim.comfort": 3}


def test_in_a_completed_programme_nothing_is_open(programme, say):
    say(
        "mentee-exit",
        Wave.EXIT,
        {row: {"comfort": 9} for row in f.MenteeFactory.create_batch(3, programme=programme)},
        closed=None,
    )
    programme.status = ProgrammeStatus.COMPLETED
    assert (told(programme), waiting(programme)) == ({COMFORT: 3}, [])


def test_two_answers_are_no_fact(programme, say):
    mentees = f.MenteeFactory.create_batch(3, programme=programme)
    say(
        "mentee-exit",
        Wave.EXIT,
        dict(zip(mentees, ({"comfort": 9}, {"comfort": 9, "plan": 9}, {"plan": 9}), strict=True)),
    )
    assert told(programme) == {}


def test_what_was_expected_and_what_concerns_plans_is_no_fact(programme, say):
    mentees = f.MenteeFactory.create_batch(3, programme=programme)
    say("mentee-entry", Wave.ENTRY, {row: {"comfort": 9} for row in mentees})
    say("mentee-career", Wave.EXIT, {row: {"x": 9} for row in mentees})
    assert told(programme) == {}


def test_each_kind_of_question(programme, say):
    mentees = f.MenteeFactory.create_batch(3, programme=programme)
    answers = {
        "comfort": 9, "parts": {"meetings": 5}, "goal_clear": True, "change": True, "what": "Больше времени",
    }  # fmt: skip
    say("mentee-interim", Wave.INTERIM, dict.fromkeys(mentees, answers))
    bullets = {fact.key.split(".", 2)[2]: fact.bullet() for fact in gather(programme, None) if fact.n}
    shown = {key: (str(bullet.field), bullet.text) for key, bullet in bullets.items()}
    assert shown == {
        "comfort": ("strength", "Насколько легко вам с наставником?"),
        "parts.meetings": ("strength", "Оцените от 1 до 5: встречи"),
        "goal_clear": ("strength", "Понятно ли вам, к чему вы идёте вместе?"),
        "change": ("weakness", "Хотели бы вы что-то изменить в работе с наставником?"),
        "what": ("weakness", "Хотели бы вы что-то изменить в работе с наставником? Что именно?"),
    }
    assert bullets["what"].quotes == ("Больше времени",)


def test_expectation_against_reality_and_growth(programme, say):
    mentees = f.MenteeFactory.create_batch(8, programme=programme)
    say("mentee-entry", Wave.ENTRY, {row: {"comfort": 9} for row in mentees})
    say("mentee-exit", Wave.EXIT, {row: {"comfort": 6} for row in mentees})
    say("mentee-impact", Wave.ENTRY, {row: {"anxiety": 8} for row in mentees})
    say("mentee-impact", Wave.EXIT, {row: {"anxiety": 4} for row in mentees})
    bullets = [bullet for fact in gather(programme, None) if (bullet := fact.bullet())]
    assert [(str(bullet.field), bullet.text, bullet.evidence) for bullet in bullets] == [
        ("strength", "Стало спокойнее", "в среднем на 4 меньше, n = 8"),
        (
            "weakness", "Против ожиданий: Насколько легко вам было общаться с наставником?",
            "в среднем на 3 ниже ожидания, n = 8, «Анкета наставляемого на выходе»",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(("without_entry", "is_told"), [(0, True), (1, False), (2, False), (3, True)])
def test_a_gap_is_not_told_where_it_leaves_one_or_two_of_the_exit(programme, say, without_entry, is_told):
    """The mean of eight at the exit and that of seven measured twice would give the eighth mark."""
    mentees = f.MenteeFactory.create_batch(8, programme=programme)
    say("mentee-entry", Wave.ENTRY, {row: {"comfort": 9} for row in mentees[without_entry:]})
    say("mentee-exit", Wave.EXIT, {row: {"comfort": 6} for row in mentees})
    assert any(key.startswith("gap.") for key in told(programme)) is is_told


class TestCurator:
    def sheet(self, programme, code, answers, closed=CLOSED):
        survey = f.SurveyFactory(
            programme=programme, questionnaire=code, wave=Wave.EXIT, side=Respondent.CURATOR, closed_on=closed
        )
        f.ResponseFactory(survey=survey, participation=None, answers=answers)
        return survey

    def test_high_and_low_marks_inside_and_outside(self, programme):
        self.sheet(programme, "curator-rating", {"system": 9, "goals": 4, "formats": 7, "resources": 3, "support": 10})
        found = [fact.bullet() for fact in gather(programme, None)]
        assert [(str(bullet.field), bullet.text, bullet.evidence) for bullet in found] == [
            ("strength", "Методика даёт системный подход", "лист куратора, оценки из 10: 9"),
            ("weakness", "Программа соответствует своим целям", "лист куратора, оценки из 10: 4"),
            ("opportunity", "Методической поддержки хватает", "лист куратора, оценки из 10: 10"),
            ("threat", "Ресурсов хватает", "лист куратора, оценки из 10: 3"),
        ]

    def test_the_sheet_has_its_level(self, programme):
        answers = dict.fromkeys((question.code for question in QUESTIONNAIRES["curator-conformity"].questions), 1)
        self.sheet(programme, "curator-conformity", answers | {"goals": 0, "climate": 0})
        level, low = [fact.bullet() for fact in gather(programme, None)]
        assert (level.text, level.evidence) == (
            "Лист оценки программы наставничества: недопустимый уровень",
            "7 из 18 баллов",
        )
        assert (str(level.field), low.evidence) == ("weakness", "лист куратора, оценки из 2: 0, 0")

    def test_an_open_sheet_is_not_yet_signed_for(self, programme):
        self.sheet(programme, "curator-rating", {"system": 9}, closed=None)
        assert told(programme) == {}


class TestForms:
    def ask(self, say, rows, **answers):
        say("mentee-exit", Wave.EXIT, {row: {"comfort": 9, **answers} for row in rows})

    def test_each_form_has_its_own(self, programme, say, pairs, forms):
        self.ask(say, [*pairs(forms[0], 4), *pairs(forms[1], 3)])
        assert [told(programme, form) for form in (None, *forms)] == [{COMFORT: 7}, {COMFORT: 4}, {COMFORT: 3}, {}]

    def test_two_of_a_form_are_not_given_away_by_the_other(self, programme, say, pairs, forms):
        self.ask(say, [*pairs(forms[0], 4), *pairs(forms[1], 2)])
        assert [told(programme, form) for form in (None, *forms)] == [{COMFORT: 6}, {}, {}, {}]

    def test_a_third_form_is_kept_back_with_the_small_one(self, programme, say, pairs, forms):
        self.ask(say, [*pairs(forms[0], 5), *pairs(forms[1], 4), *pairs(forms[2], 2)])
        assert [told(programme, form) for form in forms] == [{COMFORT: 5}, {}, {}]

    def test_those_of_no_form_are_not_given_away_either(self, programme, say, pairs, forms):
        self.ask(say, [*pairs(forms[0], 4), f.MenteeFactory(programme=programme)])
        assert told(programme, forms[0]) == {}

    def test_who_works_in_two_forms_belongs_to_neither(self, programme, say, pairs, forms):
        first = pairs(forms[0], 4)
        pairs(forms[1], 1, mentees=first[:1])
        self.ask(say, [*first, *pairs(forms[1], 3)])
        # 7 less three and three leaves the one of both forms
        assert [told(programme, form) for form in forms[:2]] in ([{COMFORT: 3}, {}], [{}, {COMFORT: 3}])

    def test_an_anonymous_questionnaire_is_not_divided(self, programme, say, pairs, forms):
        rows = [*pairs(forms[0], 4), *pairs(forms[1], 4)]
        say("mentee-voice", Wave.INTERIM, {row: {"programme": 9} for row in rows})
        assert (told(programme), told(programme, forms[0])) == ({"mentee-voice.interim.programme": 8}, {})


@pytest.mark.parametrize("people", [3, 9])
def test_no_more_queries_for_more_people(programme, say, pairs, forms, django_assert_num_queries, people):
    say("mentee-exit", Wave.EXIT, {row: {"comfort": 9} for row in pairs(forms[0], people)})
    with django_assert_num_queries(4):
        assert told(programme, forms[0]) == {COMFORT: people}


def test_another_programmes_answers_stay_there(programme, other_school):
    foreign = f.SurveyFactory(
        programme=f.ProgrammeFactory(organisation=other_school), questionnaire="mentee-exit", wave=Wave.EXIT,
        closed_on=CLOSED,
    )  # fmt: skip
    for _number in range(3):
        f.ResponseFactory(survey=foreign, answers={"comfort": 9})
    assert told(programme) == {}
