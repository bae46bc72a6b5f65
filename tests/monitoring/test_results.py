"""The results of a programme out of the answers that are kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nastavnik.monitoring.queries import results
from nastavnik.monitoring.statistics import Verdict
from nastavnik.programmes.enums import Side
from nastavnik.questionnaires.enums import Wave
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
