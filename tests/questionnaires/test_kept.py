"""Questionnaires as they are kept: JSON there and back, and what is refused on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nastavnik.questionnaires.migrations as migrations
from nastavnik.questionnaires.codes import fresh_code
from nastavnik.questionnaires.spec import (
    KINDS,
    LOWER,
    AnswerProblem,
    Choice,
    Count,
    Matrix,
    MultipleChoice,
    OpenText,
    PersonList,
    Questionnaire,
    Scale,
    YesNo,
    question_from_json,
)
from tests.questionnaires.test_catalogue import FROZEN

OPTIONS = (("a", "первое"), ("b", "второе"))
EVERY_KIND = (
    YesNo(code="yes", text="Да?"), Scale(code="scale", text="Сколько?", low=0, high_label="много", direction=LOWER),
    Count(code="count", text="Сколько раз?", high=5), Choice(code="one", text="Что?", options=OPTIONS, fills="wanted"),
    MultipleChoice(code="many", text="Что?", options=OPTIONS, show_if=("yes", True)),
    OpenText(code="open", text="Почему?", required=False, help="Коротко."),
    Matrix(code="matrix", text="Оцените", rows=OPTIONS), PersonList(code="who", text="Кого?", most=2),
)  # fmt: skip
BEFORE = json.loads((Path(migrations.__file__).parent / "0004_shipped_before.json").read_text(encoding="utf-8"))


def whole(**changes):
    return Questionnaire(
        **{"code": "q", "version": 3, "title": "Анкета", "side": "mentee", "questions": EVERY_KIND} | changes
    )


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda question: question.kind)
def test_every_kind_comes_back_as_it_was(question):
    assert question_from_json(json.loads(json.dumps(question.to_json()))) == question


def test_every_kind_is_among_them():
    assert {question.kind for question in EVERY_KIND} == set(KINDS)


def test_a_whole_questionnaire_comes_back_as_it_was():
    found = whole(levels=((5, "хорошо"), (0, "плохо")), forms=("teacher-pupil",), evidence="official", waves=("exit",))
    assert Questionnaire.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_what_a_later_day_may_add_is_passed_over():
    kept = EVERY_KIND[0].to_json() | {"colour": "green"}
    assert question_from_json(kept) == EVERY_KIND[0]
    assert Questionnaire.from_json(whole().to_json() | {"colour": "green"}) == whole()


@pytest.mark.parametrize("kind", [None, "", "essay"])
def test_a_kind_that_is_none_is_refused(kind):
    with pytest.raises(ValueError, match="no kind of question"):
        question_from_json({"kind": kind, "code": "q", "text": "?"})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"questions": ()}, "хотя бы один вопрос"),
        ({"questions": (EVERY_KIND[0], EVERY_KIND[0])}, "Вопросы повторяются: yes"),
        ({"questions": (EVERY_KIND[4],)}, "тот должен стоять раньше"),
        ({"anonymous": True}, "Анонимной не бывает"),
    ],
)
def test_one_that_cannot_be_is_not_built(changes, complaint):
    with pytest.raises(ValueError, match=complaint):
        whole(**changes)
    with pytest.raises(ValueError, match=complaint):
        whole().with_changes(**changes)


def test_where_the_form_comes_from_is_no_part_of_what_is_asked():
    assert whole(evidence="known").checksum() == whole().checksum()
    assert whole(title="Другая").checksum() != whole().checksum()


def test_a_question_is_found_by_its_code():
    assert whole().question("count") is EVERY_KIND[2]
    with pytest.raises(KeyError):
        whole().question("weather")


class TestPersons:
    WHO = EVERY_KIND[-1]

    @pytest.mark.parametrize(("raw", "kept"), [(["m1", "m2"], ["m1", "m2"]), ("m1", ["m1"]), (["m2", ""], ["m2"])])
    def test_named_in_their_order(self, raw, kept):
        assert self.WHO.clean(raw) == kept

    def test_nobody_twice_and_no_more_than_asked(self):
        with pytest.raises(AnswerProblem, match="Одного человека называют один раз"):
            self.WHO.clean(["m1", "m1"])
        with pytest.raises(AnswerProblem, match="Назовите не больше 2"):
            self.WHO.clean(["m1", "m2", "m3"])

    def test_at_least_one_place(self):
        with pytest.raises(ValueError, match="at least one person"):
            PersonList(code="who", text="Кого?", most=0)


def test_what_was_shipped_before_is_what_people_answered():
    """Surveys opened before keep these very words: the checksums of the first versions are the frozen ones."""
    for code, data in BEFORE.items():
        found = Questionnaire.from_json(data)
        assert found.version == 1
        if (code, 1) in FROZEN:
            assert found.checksum()[:16] == FROZEN[code, 1]
    assert set(BEFORE) <= {code for code, _version in FROZEN}


@given(st.sampled_from(["own", "q", "o"]))
def test_codes_made_in_the_browser_fit_an_address(beginning):
    first, second = fresh_code(beginning), fresh_code(beginning)
    assert first != second
    assert first.startswith(f"{beginning}-")
    assert len(first) == len(beginning) + 9
