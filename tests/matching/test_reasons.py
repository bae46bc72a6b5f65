"""Reasons: Russian sentences with places, as the pages show them and as the database keeps them."""

from __future__ import annotations

import json

import pytest
from django.utils import translation
from django.utils.translation import gettext

from nastavnik.matching.engine import Mentee, Mentor, Part, Reason, Rules, compatibility
from nastavnik.matching.engine.reasons import gettext_noop


def test_a_sentence_with_its_places_filled():
    assert str(Reason("Таких наставников: %(n)s.", {"n": 3})) == "Таких наставников: 3."


def test_a_sentence_without_places_is_itself():
    assert str(Reason("Наставник другой формы.")) == "Наставник другой формы."


def test_what_stands_in_a_place_is_not_read_as_a_place():
    assert str(Reason("Поможет по запросу: %(what)s.", {"what": "100 % %(n)s"})) == "Поможет по запросу: 100 % %(n)s."


def test_it_is_kept_as_a_sentence_and_its_places_apart():
    assert Reason("Имя: %(who)s.", {"who": "Ева"}).to_json() == {"text": "Имя: %(who)s.", "params": {"who": "Ева"}}


def test_marking_a_sentence_changes_nothing():
    assert gettext_noop("Имя") == "Имя"


def test_a_part_is_kept_with_three_digits_of_its_value():
    part = Part("request", 2 / 3, 0.45, Reason("Запрос не назван."))
    assert part.to_json() == {
        "name": "request", "value": 0.667, "weight": 0.45, "text": "Запрос не назван.", "params": {},
    }  # fmt: skip


def test_every_part_goes_to_the_database_and_back():
    mentee, mentor = Mentee("m", request=frozenset({"алгебра"})), Mentor("t", offers=frozenset({"алгебра"}))
    kept = [part.to_json() for part in compatibility(mentee, mentor, Rules()).parts]
    assert json.loads(json.dumps(kept)) == kept
    assert [part["name"] for part in kept] == ["request", "time", "interests", "wanted", "age"]


@pytest.mark.parametrize(
    "sentence",
    ["Поможет по запросу: %(what)s.", "Эта пара исключена.", "Ни один наставник не подходит.",
     "%(rule)s Таких наставников: %(n)s."],
)  # fmt: skip
def test_sentences_of_the_engine_are_in_the_catalogue(sentence):
    with translation.override("en"):
        assert gettext(sentence) != sentence
