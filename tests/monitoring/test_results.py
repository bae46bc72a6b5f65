"""The results of a programme out of the answers that are kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nastavnik.monitoring.queries import results
from nastavnik.monitoring.statistics import Verdict
from nastavnik.programmes.enums import Side
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import Questionnaire, Scale
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
ANXIETY, MOOD = "Насколько часто вы тревожитесь?", "С каким настроением вы обычно бываете в школе?"


@pytest.fixture
def say(programme):
    """`say("mentee-impact", Wave.ENTRY, {mentee: answers})`: the survey and its responses."""

    def say(code, wave, given, side=Side.MENTEE):
        survey = f.SurveyFactory(programme=programme, questionnaire=code, wave=wave, side=side)
        for participation, answers in given.items():
            f.ResponseFactory(survey=survey, participation=participation, answers=answers)

    return say


@pytest.fixture
def three(programme):
    return f.MenteeFactory.create_batch(3, programme=programme)


def row(rows, text):
    return next(found for found in rows if found.text == text)


def test_nothing_answered_is_empty(programme):
    assert results(programme).is_empty


def test_the_entry_exit_table(programme, say, three):
    say(
        "mentee-impact", Wave.ENTRY, {m: {"anxiety": mark, "mood": 5} for m, mark in zip(three, (8, 6, 7), strict=True)}
    )
    say("mentee-impact", Wave.EXIT, {m: {"anxiety": mark, "mood": 5} for m, mark in zip(three, (4, 6, 2), strict=True)})
    found = results(programme)
    assert not found.is_empty
    assert len(found.impact) == 9
    anxiety = row(found.impact, ANXIETY).change
    # 7 → 4: −3, which is −42,86 % and better
    assert (anxiety.n, anxiety.x1, anxiety.x2, anxiety.difference, anxiety.percent, anxiety.verdict) == (
        3, Decimal("7.0"), Decimal("4.0"), Decimal("-3.0"), Decimal("-42.9"), Verdict.BETTER,
    )  # fmt: skip
    assert row(found.impact, MOOD).change.verdict == Verdict.SAME


def test_those_who_left_are_not_in_the_means(programme, say, three):
    say("mentee-impact", Wave.ENTRY, dict(zip(three, ({"mood": 2}, {"mood": 2}, {"mood": 10}), strict=True)))
    say("mentee-impact", Wave.EXIT, dict(zip(three[:2], ({"mood": 4}, {"mood": 4}), strict=True)))
    mood = row(results(programme).impact, MOOD).change
    assert (mood.n, mood.only_entry, mood.x1, mood.x2) == (2, 1, Decimal("2.0"), Decimal("4.0"))


def test_the_entry_alone_is_something_to_show(programme, say, three):
    say("mentee-impact", Wave.ENTRY, {three[0]: {"mood": 4}})
    found = results(programme)
    assert not found.is_empty
    assert row(found.impact, MOOD).change.verdict == Verdict.NO_DATA


def test_a_table_is_corrected_as_a_whole(programme, say):
    """Anxiety falls for eight of eight, p = 2/256; mood is asked as well and does not change, which doubles it."""
    eight = f.MenteeFactory.create_batch(8, programme=programme)
    say("mentee-impact", Wave.ENTRY, {m: {"anxiety": 8, "mood": 5} for m in eight})
    say("mentee-impact", Wave.EXIT, {m: {"anxiety": 6, "mood": 5} for m in eight})
    found = results(programme).impact
    anxiety, mood = row(found, ANXIETY), row(found, MOOD)
    assert (anxiety.evidence.p, anxiety.corrected, anxiety.is_clear) == (2 / 256, 4 / 256, True)
    assert (mood.corrected, mood.is_clear) == (1.0, False)
    assert (anxiety.construct, anxiety.low, anxiety.high) == ("anxiety", 1, 10)
    assert [(line.evidence, line.corrected) for line in found if line not in (anxiety, mood)] == [(None, None)] * 7


def test_those_who_left_are_compared_by_their_entry(programme, say):
    ten = f.MenteeFactory.create_batch(10, programme=programme)
    say("mentee-impact", Wave.ENTRY, {m: {"mood": 3 if place < 4 else 8} for place, m in enumerate(ten)})
    say("mentee-impact", Wave.EXIT, {m: {"mood": 9} for m in ten[4:]})
    gone = row(results(programme).impact, MOOD).missing
    assert (gone.left, gone.stayed, gone.mean_left, gone.mean_stayed, gone.p) == (
        4, 6, Decimal("3.0"), Decimal("8.0"), 1 / 210,
    )  # fmt: skip


def test_what_is_counted_has_no_upper_end(programme, say, three):
    say("mentee-impact", Wave.ENTRY, {m: {"clubs": 0} for m in three})
    clubs = next(line for line in results(programme).impact if line.construct == "clubs")
    assert (clubs.low, clubs.high) == (0, None)


def test_expectations_meet_reality_by_construct(programme, say, three):
    """«Насколько вам нужна помощь» at entry is answered by «насколько помогли» at exit: other codes, one construct."""
    say("mentee-entry", Wave.ENTRY, {m: {"need": 8, "changes": 9} for m in three})
    say("mentee-exit", Wave.EXIT, {m: {"help": 6, "result": 9} for m in three})
    [(title, rows)] = results(programme).expectations
    assert title == "Анкета наставляемого на выходе"
    changes = [found.change for found in rows if found.change.n]
    assert [(change.x1, change.x2, change.verdict) for change in changes] == [
        (Decimal("8.0"), Decimal("6.0"), Verdict.WORSE)
    ]


def test_without_the_entry_there_is_nothing_to_compare(programme, say, three):
    say("mentee-exit", Wave.EXIT, {three[0]: {"help": 6, "glad": True}})
    found = results(programme)
    assert found.expectations == []
    assert [title for title, _rows in found.yes] == ["Анкета наставляемого на выходе"]


def test_counts_of_yes(programme, say, three):
    say("mentee-exit", Wave.EXIT, dict(zip(three, ({"glad": True}, {"glad": False}, {"help": 3}), strict=True)))
    [(_title, shares)] = results(programme).yes
    said = [(share.yes, share.n, share.percent, share.is_anonymous) for share in shares if share.n]
    assert said == [(1, 2, 50, False)]


def test_mentors_have_their_own_rows(programme, say):
    mentors = f.MentorFactory.create_batch(3, programme=programme)
    say("teacher-mentor-entry", Wave.ENTRY, {m: {"comfort": 5} for m in mentors}, Side.MENTOR)
    say("teacher-mentor-exit", Wave.EXIT, {m: {"comfort": 9} for m in mentors}, Side.MENTOR)
    found = results(programme)
    assert found.impact == []
    [(_title, rows)] = found.expectations
    assert [found.change.verdict for found in rows if found.change.n] == [Verdict.BETTER]


def test_another_programmes_answers_stay_there(programme, other_school, three):
    other = f.SurveyFactory(programme=f.ProgrammeFactory(organisation=other_school), questionnaire="mentee-impact")
    f.ResponseFactory(survey=other, answers={"mood": 1})
    assert results(programme).is_empty


@pytest.mark.parametrize("people", [3, 9])
def test_two_queries_whatever_the_number(programme, say, django_assert_num_queries, people):
    mentees = f.MenteeFactory.create_batch(people, programme=programme)
    say("mentee-impact", Wave.ENTRY, {m: {"mood": 4} for m in mentees})
    say("mentee-impact", Wave.EXIT, {m: {"mood": 4} for m in mentees})
    with django_assert_num_queries(2):
        assert row(results(programme).impact, MOOD).change.n == people


class TestOtherWords:
    """A question may be worded anew between entry and exit: what it measures pairs it, not its words or its code."""

    def survey(self, programme, wave, asks):
        return f.SurveyFactory(programme=programme, questionnaire=asks.code, wave=wave, spec=asks.to_json())

    def test_another_edition_at_the_exit_is_compared_by_construct(self, programme, three):
        shipped = QUESTIONNAIRES["mentee-impact"]
        worded = Scale(code="q-new", text="Спокойно ли вам?", construct="anxiety", direction="lower")
        others = tuple(question for question in shipped.questions if question.construct != "anxiety")
        before = self.survey(programme, Wave.ENTRY, shipped)
        after = self.survey(programme, Wave.EXIT, shipped.with_changes(version=2, questions=(*others, worded)))
        for row in three:
            f.ResponseFactory(survey=before, participation=row, answers={"anxiety": 8})
            f.ResponseFactory(survey=after, participation=row, answers={"q-new": 5})
        change = row_of(results(programme).impact, "Спокойно ли вам?")
        assert (change.n, change.x1, change.x2, change.verdict) == (3, Decimal("8.0"), Decimal("5.0"), Verdict.BETTER)

    def test_a_schools_own_questionnaire_of_both_waves_is_in_the_table(self, programme, three):
        own = Questionnaire(
            code="own-1", version=1, title="Кружок", side="mentee", waves=("entry", "exit"),
            questions=(Scale(code="q-1", text="Нравится ли вам в кружке?"),),
        )  # fmt: skip
        for wave, mark in ((Wave.ENTRY, 5), (Wave.EXIT, 7)):
            survey = self.survey(programme, wave, own)
            for row in three:
                f.ResponseFactory(survey=survey, participation=row, answers={"q-1": mark})
        assert row_of(results(programme).impact, "Нравится ли вам в кружке?").difference == Decimal("2.0")

    def test_those_asked_other_questions_are_no_part_of_the_comparison(self, programme, three):
        """Young teachers answer an entry of their own with the same construct: they are not pupils who left."""
        teacher = f.MenteeFactory(programme=programme, person=f.TeacherFactory(organisation=programme.organisation))
        of_pupils = self.survey(programme, Wave.ENTRY, QUESTIONNAIRES["mentee-entry"])
        of_teachers = self.survey(programme, Wave.ENTRY, QUESTIONNAIRES["teacher-mentee-entry"])
        after = self.survey(programme, Wave.EXIT, QUESTIONNAIRES["mentee-exit"])
        f.ResponseFactory(survey=of_teachers, participation=teacher, answers={"comfort": 2})
        for row in three:
            f.ResponseFactory(survey=of_pupils, participation=row, answers={"comfort": 6})
            f.ResponseFactory(survey=after, participation=row, answers={"comfort": 8})
        [(_title, rows)] = results(programme).expectations
        [comfort] = [found.change for found in rows if found.change.n]
        assert (comfort.n, comfort.only_entry, comfort.x1) == (3, 0, Decimal("6.0"))


def row_of(rows, text):
    return next(found.change for found in rows if found.text == text)
