"""The questionnaires that are shipped: frozen, whole, and fit to be compared at entry and exit."""

from __future__ import annotations

import pytest

from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import Side
from nastavnik.questionnaires.models import Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import HIGHER, Scale
from nastavnik.web.surveys.forms import FIELDS, AnswerForm

# A questionnaire that people have answered does not change under their answers: another text is another version,
# and its checksum is added here.
FROZEN = {
    ("mentee-voice", 1): "81cc9ba014439eba",
    ("mentee-interim", 1): "4f39e3d9638c6abf",
    ("mentor-interim", 1): "fff2ae2aef4b7e68",
    ("mentee-entry", 1): "8e89e35a74ffc31d",
    ("mentee-exit", 1): "1fe2cacbc6a4a980",
    ("mentee-impact", 1): "ada55fc41b91e8bd",
    ("mentor-entry", 1): "81aa3511af37c200",
    ("mentor-exit", 1): "d8ddc15b007933fb",
    ("teacher-mentee-entry", 1): "b6b7fa651058bc4f",
    ("teacher-mentee-exit", 1): "a0fadcc994cd94c5",
    ("teacher-mentor-entry", 1): "f7faa59b220d0be8",
    ("teacher-mentor-exit", 1): "6d44a5113eeecf0d",
}
ALL = pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
EXITS = pytest.mark.parametrize(
    "questionnaire", [found for found in QUESTIONNAIRES if found.code.endswith("-exit")], ids=lambda found: found.code
)


@ALL
def test_it_is_as_it_was_when_people_answered(questionnaire):
    assert FROZEN[questionnaire.code, questionnaire.version] == questionnaire.checksum()[:16]


@ALL
def test_sides_waves_and_people_exist(questionnaire):
    assert questionnaire.side in Side.values
    assert set(questionnaire.waves) <= set(Wave.values)
    assert set(questionnaire.people) <= set(PersonKind.values)


@ALL
def test_a_construct_is_asked_once(questionnaire):
    constructs = [question.construct for question in questionnaire.questions if question.construct]
    assert len(constructs) == len(set(constructs))


@ALL
def test_every_kind_of_its_questions_has_a_field(questionnaire):
    form = AnswerForm(questionnaire=questionnaire, answers={})
    assert list(form.fields) == [question.code for question in questionnaire.questions]
    assert {question.kind for question in questionnaire.questions} <= set(FIELDS)


@EXITS
def test_every_exit_has_an_entry_to_be_compared_with(questionnaire):
    entry = QUESTIONNAIRES[questionnaire.code.replace("-exit", "-entry")]
    assert (entry.side, entry.people) == (questionnaire.side, questionnaire.people)
    asked = {question.construct: question for question in entry.questions if question.construct}
    shared = [question for question in questionnaire.questions if question.construct in asked]
    # methodology §3.2: expectations of most entry scales meet reality at the exit
    assert len(shared) >= 5
    for question in shared:
        before = asked[question.construct]
        assert (before.low, before.high, before.direction) == (question.low, question.high, question.direction)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("wave", Wave)
@pytest.mark.parametrize("kind", ["pupil", "teacher"])
def test_pupils_and_teachers_of_both_sides_are_asked_in_every_wave(side, wave, kind):
    asked = [q for q in QUESTIONNAIRES if q.side == side and kind in q.people and wave in q.waves]
    assert asked


def test_less_is_better_for_anxiety_only():
    """Methodology §3.6: everything measured is better when it grows, but anxiety."""
    falling = {
        question.code
        for questionnaire in QUESTIONNAIRES
        for question in questionnaire.questions
        if getattr(question, "direction", HIGHER) != HIGHER
    }
    assert falling == {"anxiety"}


def test_mentees_who_leave_are_asked_whether_they_would_mentor():
    codes = [question.code for question in QUESTIONNAIRES["mentee-exit"].questions]
    assert "become_mentor" in codes


def test_the_parameters_of_the_table_are_scales_of_ten_and_counts():
    """Methodology §3.6: nine parameters asked of the mentee, two of them countable."""
    questions = QUESTIONNAIRES["mentee-impact"].questions
    scales = [question for question in questions if isinstance(question, Scale)]
    assert (len(scales), len(questions)) == (7, 9)
    assert {(question.low, question.high) for question in scales} == {(1, 10)}
