"""The questionnaires that are shipped: frozen, whole, and fit to be compared at entry and exit."""

from __future__ import annotations

import json

import pytest

from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import Side
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.filling import FILLS
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import HIGHER, Questionnaire, Scale
from nastavnik.questionnaires.summary import Judgement, judged
from nastavnik.web.surveys.forms import FIELDS, AnswerForm

# A questionnaire that people have answered does not change under their answers: another text is another version,
# and its checksum is added here.
FROZEN = {
    ("curator-conformity", 1): "ede4e0ca806f8021",
    ("curator-rating", 1): "fb83b7f92b33bdcf",
    ("mentee-career", 1): "04201d27e17af60f",
    ("mentee-entry", 1): "8e89e35a74ffc31d",
    ("mentee-exit", 2): "372288558210382a",
    ("mentee-impact", 1): "ada55fc41b91e8bd",
    ("mentee-interim", 1): "4f39e3d9638c6abf",
    ("mentee-preferences", 1): "bc745674ac761195",
    ("mentee-selection", 1): "3b4bae0a9ca64f17",
    ("mentee-voice", 1): "81cc9ba014439eba",
    ("mentor-career", 1): "da185e2b2bd8aa5f",
    ("mentor-entry", 1): "81aa3511af37c200",
    ("mentor-exit", 2): "39f54bf925e7e6d9",
    ("mentor-interim", 1): "fff2ae2aef4b7e68",
    ("mentor-needs", 1): "65ddd8d1db5999b0",
    ("mentor-preferences", 1): "28d4cd6718a29d2c",
    ("mentor-school", 1): "fecc4ae18dbe8828",
    ("mentor-selection", 1): "a069b5dde9acd861",
    ("teacher-impact", 1): "9decba7343274ce7",
    ("teacher-mentee-entry", 1): "b6b7fa651058bc4f",
    ("teacher-mentee-exit", 2): "1b03b2fc80c9bfe2",
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
    assert questionnaire.side in Respondent.values
    assert set(questionnaire.waves) <= set(Wave.values)
    assert set(questionnaire.people) <= set(PersonKind.values)


@ALL
def test_it_survives_being_kept(questionnaire):
    assert Questionnaire.from_json(json.loads(json.dumps(questionnaire.to_json()))) == questionnaire


@ALL
def test_what_fills_the_base_names_a_line_of_it(questionnaire):
    lines = {field.name for field in Participation._meta.get_fields()}
    filled = {question.fills for question in questionnaire.questions} - {""}
    assert filled <= set(FILLS) <= lines


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
@pytest.mark.parametrize("wave", [wave for wave in Wave if wave != Wave.TRAINING])
@pytest.mark.parametrize("kind", ["pupil", "teacher"])
def test_pupils_and_teachers_of_both_sides_are_asked_in_every_wave(side, wave, kind):
    asked = [q for q in QUESTIONNAIRES if q.side == side and kind in q.people and wave in q.waves]
    assert asked


def test_mentors_are_asked_about_their_school():
    """Methodology §2, stage 4: needs before, satisfaction after; mentees are not trained."""
    asked = {q.code: q.side for q in QUESTIONNAIRES if Wave.TRAINING in q.waves}
    assert asked == {"mentor-needs": Side.MENTOR, "mentor-school": Side.MENTOR}


def test_less_is_better_for_three_things_only():
    """Methodology §3.6: everything measured is better when it grows, but anxiety, burnout and conflicts."""
    falling = {
        question.code
        for questionnaire in QUESTIONNAIRES
        for question in questionnaire.questions
        if getattr(question, "direction", HIGHER) != HIGHER
    }
    assert falling == {"anxiety", "burnout", "conflicts"}


def test_mentees_who_leave_are_asked_whether_they_would_mentor():
    codes = [question.code for question in QUESTIONNAIRES["mentee-exit"].questions]
    assert "become_mentor" in codes


def test_the_parameters_of_the_table_are_scales_of_ten_and_counts():
    """Methodology §3.6: nine parameters asked of the mentee, two of them countable."""
    questions = QUESTIONNAIRES["mentee-impact"].questions
    scales = [question for question in questions if isinstance(question, Scale)]
    assert (len(scales), len(questions)) == (7, 9)
    assert {(question.low, question.high) for question in scales} == {(1, 10)}


def test_the_sheet_of_nine_indicators():
    """Methodology §3.5 b: 0, 1 or 2 each, 18 at most; 15–18 optimal, 9–14 acceptable, 0–8 not."""
    sheet = QUESTIONNAIRES["curator-conformity"]
    marks = {question.code: 2 for question in sheet.questions}
    assert judged(sheet, marks) == Judgement(18, 18, "оптимальный уровень")
    for total, words in (
        (15, "оптимальный"),
        (14, "допустимый"),
        (9, "допустимый"),
        (8, "недопустимый"),
        (0, "недопустимый"),
    ):
        given = dict(zip(marks, [2] * (total // 2) + [1] * (total % 2) + [0] * 9, strict=False))
        assert judged(sheet, given) == Judgement(total, 18, f"{words} уровень")
    assert judged(sheet, {"goals": 2}) is None
    assert judged(QUESTIONNAIRES["curator-rating"], marks) is None
