"""Questionnaires as data, usable without Django: kinds of questions, and a questionnaire made of them."""

from nastavnik.questionnaires.spec.questionnaire import EVERYBODY, KNOWN, OFFICIAL, OWN, Questionnaire, Unsound
from nastavnik.questionnaires.spec.questions import (
    FREQUENCY,
    HIGHER,
    KINDS,
    LONGEST_TEXT,
    LOWER,
    AnswerProblem,
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    PersonList,
    Question,
    Scale,
    YesNo,
    gettext_noop,
    question_from_json,
)

__all__ = [
    "EVERYBODY", "FREQUENCY", "HIGHER", "KINDS", "KNOWN", "LONGEST_TEXT", "LOWER", "OFFICIAL", "OWN", "AnswerProblem",
    "Choice", "Count", "Matrix", "MultipleChoice", "OpenText", "PersonList", "Question", "Questionnaire", "Scale",
    "Unsound", "YesNo", "gettext_noop", "question_from_json",
]  # fmt: skip
