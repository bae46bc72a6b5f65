"""What answers to a selection questionnaire become in the base."""

from __future__ import annotations

import pytest

from nastavnik.questionnaires.filling import fillings
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import OpenText, Questionnaire

MENTEE, MENTOR = QUESTIONNAIRES["mentee-selection"], QUESTIONNAIRES["mentor-selection"]


def test_a_mentees_request():
    answers = {
        "areas": ["study", "project"], "exactly": "математика;  публичные  выступления, учёба", "need": 8,
        "interests": "шахматы", "expectations": "Поддержки.", "wanted": ["pupil"], "times": ["1 15:00"], "format": "online",
    }  # fmt: skip
    assert fillings(MENTEE, answers) == {
        "competences": ["учёба", "проект", "математика", "публичные выступления"], "need": 8, "interests": ["шахматы"],
        "expectations": "Поддержки.", "wanted": ["pupil"], "availability": ["1 15:00"], "meeting_format": "online",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("age", "kept"),
    [("5-7", {"of": "grade", "from": 5, "to": 7}), ("10-11", {"of": "grade", "from": 10, "to": 11}), ("any", {})],
)
def test_the_grades_a_mentor_wants(age, kept):
    assert fillings(MENTOR, {"age": age, "capacity": "5", "experience": False}) == {
        "wanted_age": kept, "capacity": 5, "has_experience": False,
    }  # fmt: skip


def test_what_was_not_answered_leaves_the_base_as_it_is():
    assert fillings(MENTEE, {"need": 3}) == {"need": 3}
    assert fillings(QUESTIONNAIRES["mentee-impact"], {"mood": 3}) == {}


def test_a_line_that_the_base_does_not_have_is_left_out():
    asks = Questionnaire("q", 1, "Анкета", "mentee", (OpenText(code="a", text="?", fills="shoe_size"),))
    assert fillings(asks, {"a": "43"}) == {}


def test_every_option_that_fills_the_kinds_and_times_is_known_there():
    """The base keeps kinds of people and «weekday hour»; the options are coded as it keeps them."""
    times = [code for code, _words in MENTEE.question("times").options]
    assert all(code[0] in "1234567" and code[1] == " " and code.endswith(":00") for code in times)
    assert times == [code for code, _words in MENTOR.question("times").options]


@pytest.mark.parametrize("wish", [True, False])
def test_who_wants_to_become_a_mentor_is_remembered_of_mentees_alone(wish):
    leaving = QUESTIONNAIRES["mentee-exit"]
    assert fillings(leaving, {"become_mentor": wish}) == {"wants_to_mentor": wish}
    assert fillings(leaving, {}) == {}
    assert fillings(leaving.with_changes(side="mentor"), {"become_mentor": wish}) == {}


class TestWordedAnew:
    """A methodologist may give a question options and ends of its own: no answer may then break the base."""

    @pytest.mark.parametrize(
        ("fills", "answer"),
        [
            ("capacity", "o-1a2b3c4d"), ("capacity", "0"), ("capacity", 16), ("need", 11), ("need", 0), ("need", -3),
            ("meeting_format", "o-1a2b3c4d"), ("wanted", ["o-1a2b3c4d"]), ("availability", ["o-1a2b3c4d"]),
            ("expectations", ["a"]), ("has_experience", "yes"),
        ],
    )  # fmt: skip
    def test_what_the_base_does_not_know_fills_nothing(self, fills, answer):
        asks = Questionnaire("q", 1, "Анкета", "mentor", (OpenText(code="a", text="?", fills=fills),))
        assert fillings(asks, {"a": answer}) == {}

    def test_what_it_knows_beside_it_does(self):
        asks = Questionnaire("q", 1, "Анкета", "mentee", (OpenText(code="a", text="?", fills="wanted"),))
        assert fillings(asks, {"a": ["pupil", "o-1a2b3c4d"]}) == {"wanted": ["pupil"]}
