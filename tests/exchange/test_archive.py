"""Everything about a programme in one file: what is in it, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.common.models import JournalEntry
from nastavnik.exchange.archive import archive_of
from nastavnik.exchange.services import export_archive
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def pair(programme):
    found = f.MentorshipFactory(programme=programme)
    meeting = f.MeetingFactory(mentorship=found, topic="Дроби", summary="Решали.")
    f.FeedbackFactory(meeting=meeting, author=found.mentor, mark=9, needs_help=True)
    f.StepFactory(plan__member=found.members.get(), done_on=date(2026, 11, 20), mark=7)
    return found


def sheets(programme):
    return {sheet.title: sheet for sheet in archive_of(programme, f.TODAY)}


def test_all_that_is_kept_in_the_order_of_the_cycle(programme, pair):
    survey = f.SurveyFactory(programme=programme)
    f.ResponseFactory(survey=survey, participation=pair.members.get().mentee, answers={"glad": True})
    assert list(sheets(programme)) == [
        "Люди", "База наставников", "База наставляемых", "Согласия", "Пары и группы", "Встречи", "Отзывы",
        "Планы развития", "Анкета наставляемого на входе, на входе",
    ]  # fmt: skip


def test_what_the_sheets_say(programme, pair):
    found, mentor, mentee = sheets(programme), pair.mentor.person, pair.members.get().mentee.person
    assert {row["name"] for row in found["Люди"].rows} == {mentor.full_name, mentee.full_name}
    assert found["Пары и группы"].rows == [
        {
            "mentor": mentor.full_name, "mentee": mentee.full_name, "form": "учитель – ученик", "status": "работает",
            "begins": "01.10.2026", "ends": "31.05.2027",
        }
    ]  # fmt: skip
    assert found["Встречи"].rows == [
        {
            "mentor": mentor.full_name, "mentees": mentee.full_name, "kind": "регулярная встреча",
            "when": "10.11.2026 15:00", "minutes": 45, "status": "назначена", "topic": "Дроби", "summary": "Решали.",
        }
    ]  # fmt: skip
    assert [(row["author"], row["mark"], row["help"]) for row in found["Отзывы"].rows] == [(mentor.full_name, 9, "да")]
    [step] = found["Планы развития"].rows
    assert (step["mentee"], step["task"], step["due"], step["done"], step["mark"]) == (
        mentee.full_name, "Решить десять задач", "01.12.2026", "20.11.2026", 7,
    )  # fmt: skip
    assert {row["kind"] for row in found["Согласия"].rows if row["name"] == mentee.full_name} == {
        "на обработку персональных данных", "на участие в программе",
    }  # fmt: skip


def test_special_categories_are_not_in_it(programme, pair, actor):
    person = f.PersonFactory(organisation=programme.organisation, special_categories=["orphan"])
    f.MenteeFactory(programme=programme, person=person)
    everything = str([sheet.rows for sheet in archive_of(programme, f.TODAY)])
    assert person.full_name in everything
    assert "сирота" not in everything
    assert "orphan" not in everything


def test_anonymous_answers_below_three_are_not_in_it(programme, pair):
    survey = f.SurveyFactory(programme=programme, questionnaire="mentee-voice", wave="interim")
    f.ResponseFactory(survey=survey, participation=pair.members.get().mentee, answers={"programme": 3})
    assert [title for title in sheets(programme) if "Анонимная" in title] == []


def test_another_school_is_not_in_it(programme, pair, other_school):
    stranger = f.MenteeFactory(programme=f.ProgrammeFactory(organisation=other_school))
    assert stranger.person.full_name not in str([sheet.rows for sheet in archive_of(programme, f.TODAY)])


def test_it_leaves_an_entry(programme, pair, actor):
    f.MenteeFactory(programme=programme, consents=False)
    made = export_archive(actor=actor, programme=programme)
    assert made.left_out == 1
    entry = JournalEntry.objects.get(action="archive.exported")
    assert entry.details == {"sheets": 8, "people": 2}


def test_nothing_yet_is_a_file_with_headings(programme, actor):
    assert export_archive(actor=actor, programme=programme).content.startswith(b"PK")


@pytest.mark.parametrize("pairs", [1, 5])
def test_many_pairs_cost_no_more_than_one(programme, django_assert_max_num_queries, pairs):
    f.MentorshipFactory.create_batch(pairs, programme=programme)
    with django_assert_max_num_queries(26):
        assert len(sheets(programme)["Пары и группы"].rows) == pairs
