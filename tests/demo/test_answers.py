"""Invented answers are such as the questionnaires themselves would take."""

from __future__ import annotations

import random

import pytest

from nastavnik.demo.answers import invented
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES


@pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
@pytest.mark.parametrize("seed", range(5))
def test_every_questionnaire_takes_them(questionnaire, seed):
    answers = invented(questionnaire, Wave(questionnaire.waves[0]), random.Random(seed), ["a", "b", "c"])
    assert questionnaire.clean(answers) == (answers, [])


def test_the_exit_is_a_little_better():
    impact = QUESTIONNAIRES["mentee-impact"]
    total = {
        wave: sum(invented(impact, wave, random.Random(n))["mood"] for n in range(50))
        for wave in (Wave.ENTRY, Wave.EXIT)
    }
    assert total[Wave.EXIT] > total[Wave.ENTRY]
    less = {
        wave: sum(invented(impact, wave, random.Random(n))["anxiety"] for n in range(50))
        for wave in (Wave.ENTRY, Wave.EXIT)
    }
    assert less[Wave.EXIT] < less[Wave.ENTRY]
