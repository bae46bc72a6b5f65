"""Words made of numbers: each rule at its boundary, both directions, both languages, never a cause."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from nastavnik.monitoring.queries import Row
from nastavnik.monitoring.statistics import Direction, Interval, compare, evidence, missing
from nastavnik.monitoring.words import (
    CAVEAT,
    HEADS,
    against_expectation,
    changed,
    decimal,
    interval,
    probability,
)
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.spec import Count, Scale

TWICE = [
    question
    for questionnaire in QUESTIONNAIRES
    if {Wave.ENTRY, Wave.EXIT} <= set(questionnaire.waves)
    for question in questionnaire.of_kind(Scale, Count)
]


def row(values, corrected=None, direction=Direction.HIGHER, construct="", high=10):
    """A line of the table; `corrected` is what Holm made of its p."""
    return Row(
        "Вопрос?", construct, direction, 0 if high is None else 1, high,
        compare(values, direction), missing(values), evidence(values), corrected,
    )  # fmt: skip


def steps(*differences, start=5):
    return [(start, start + difference) for difference in differences]


CALMER = steps(-2, -2, -3, -1, -2, -4, -1, -2, -3, 0, 0, 1)
UNCLEAR = steps(2, 1, 1, -1, -2, 1, 0)


class TestConclusion:
    def test_of_the_directors_sentence(self):
        told = changed(row(CALMER, 0.008, Direction.LOWER, "anxiety"))
        assert str(told) == (
            "Стало спокойнее: у 9 из 12 балл снизился, у 1 вырос, в среднем на 1,6 балла меньше. "
            "Такое случайно бывает реже, чем раз в сто."
        )

    @pytest.mark.parametrize(
        ("corrected", "head", "chance"),
        [
            (0.0009, "Стало спокойнее", "Такое случайно бывает реже, чем раз в тысячу."),
            (0.001, "Стало спокойнее", "Такое случайно бывает реже, чем раз в сто."),
            (0.0099, "Стало спокойнее", "Такое случайно бывает реже, чем раз в сто."),
            (0.01, "Стало спокойнее", "Такое случайно бывает реже, чем раз в двадцать."),
            (0.0499, "Стало спокойнее", "Такое случайно бывает реже, чем раз в двадцать."),
            (0.05, "Похоже на перемену", "Из стольких показателей какой-нибудь так меняется и случайно."),
            (1.0, "Похоже на перемену", "Из стольких показателей какой-нибудь так меняется и случайно."),
        ],
    )
    def test_each_boundary(self, corrected, head, chance):
        told = changed(row(CALMER, corrected, Direction.LOWER, "anxiety"))
        assert (told.head, told.chance) == (head, chance)

    def test_what_chance_makes_as_well_is_no_clear_change(self):
        told = changed(row(UNCLEAR, 0.9))
        assert (told.head, told.chance) == ("Явной перемены нет", "Такое бывает и случайно.")
        assert told.facts == "у 4 из 7 балл вырос, у 2 снизился, в среднем на 0,3 балла больше"

    @pytest.mark.parametrize(
        ("direction", "head"), [(Direction.LOWER, "Стало спокойнее"), (Direction.HIGHER, "Стало тревожнее")]
    )
    def test_what_is_better_depends_on_the_parameter(self, direction, head):
        assert changed(row(CALMER, 0.001, direction, "anxiety")).head == head

    @pytest.mark.parametrize(("turn", "head"), [(1, "Стало лучше"), (-1, "Стало хуже")])
    def test_an_own_question_has_plain_words(self, turn, head):
        values = steps(*[2 * turn] * 8)
        assert changed(row(values, 0.01, construct="own")).head == head

    @pytest.mark.parametrize("question", TWICE, ids=lambda question: question.code)
    def test_every_parameter_that_ships_has_words_of_its_own(self, question):
        better, worse = HEADS[question.construct]
        assert better != worse

    def test_and_no_words_are_left_without_a_parameter(self):
        assert set(HEADS) == {question.construct for question in TWICE}


class TestFew:
    def test_nobody_twice(self):
        assert str(changed(row([(5, None), (None, 3)]))) == "Нет данных: и на входе, и на выходе не ответил никто."

    @pytest.mark.parametrize("n", [1, 2])
    def test_below_three_nothing_but_their_number(self, n):
        assert str(changed(row([(1, 9)] * n))) == f"Данных мало: ответивших и на входе, и на выходе – {n}."

    @pytest.mark.parametrize("n", [3, 5])
    def test_below_six_the_counts_and_no_conclusion(self, n):
        told = changed(row([(1, 9)] * n))
        assert (told.head, told.facts) == (
            "Явной перемены нет", f"у {n} из {n} балл вырос, в среднем на 8,0 балла больше",
        )  # fmt: skip
        assert told.chance == "Людей мало, чтобы отличить перемену от случайности."

    def test_six_who_agree_are_enough(self):
        assert changed(row([(1, 9)] * 6, 2 / 64)).head == "Стало лучше"

    @pytest.mark.parametrize(
        ("high", "text"), [(10, "у всех 7 балл прежний"), (None, "у всех 7 столько же")]
    )  # fmt: skip
    def test_nobody_changed(self, high, text):
        assert str(changed(row([(4, 4)] * 7, 1.0, high=high))) == f"Ничего не изменилось: {text}."


class TestFacts:
    def test_as_many_up_as_down(self):
        told = changed(row(steps(1, 1, 1, -1, -1, -1), 1.0))
        assert told.facts == "у 3 из 6 балл вырос, у 3 снизился, в среднем так же"

    def test_a_mean_too_small_to_show_is_the_same(self):
        told = changed(row(steps(*[0] * 40, 1), 1.0))
        assert told.facts == "у 1 из 41 балл вырос, в среднем так же"

    def test_the_mean_leads_though_more_went_the_other_way(self):
        told = changed(row(steps(1, 1, 1, 1, -4, -4), 1.0))
        assert told.facts == "у 2 из 6 балл снизился, у 4 вырос, в среднем на 0,7 балла меньше"

    def test_what_is_counted_has_no_marks(self):
        told = changed(row(steps(*[1] * 7, -1, start=2), 0.2, construct="clubs", high=None))
        assert told.facts == "у 7 из 8 стало больше, у 1 меньше, в среднем на 0,8 больше"

    def test_the_same_number_as_in_the_table(self):
        line = row(CALMER, 0.01)
        assert decimal(abs(line.change.difference)) in changed(line).facts


class TestExpectations:
    def test_they_were_surpassed(self):
        told = against_expectation(row(steps(*[2] * 8), 0.03, construct="need"))
        assert str(told) == (
            "Лучше, чем ожидали: у 8 из 8 балл выше ожидания, в среднем на 2,0 балла больше. "
            "Такое случайно бывает реже, чем раз в двадцать."
        )

    @pytest.mark.parametrize(
        ("values", "corrected", "head"),
        [
            (steps(*[-2] * 8), 0.03, "Хуже, чем ожидали"), (steps(*[-2] * 8), 0.3, "Похоже на разницу с ожиданиями"),
            (UNCLEAR, 0.3, "Явной разницы с ожиданиями нет"), (steps(*[0] * 8), 1.0, "Как ожидали"),
        ],
    )  # fmt: skip
    def test_or_not(self, values, corrected, head):
        assert against_expectation(row(values, corrected)).head == head

    def test_what_is_measured_twice_keeps_its_words_to_its_own_table(self):
        assert against_expectation(row(CALMER, 0.01, Direction.LOWER, "anxiety")).head == "Лучше, чем ожидали"


class TestLeft:
    STAYED = [(mark, mark + 2) for mark in (7, 7, 8, 8, 6, 6)]

    def test_who_began_otherwise_and_left_is_told(self):
        told = changed(row([*self.STAYED, *[(mark, None) for mark in (2, 3, 3, 4)]], 0.03))
        assert told.left == (
            "Кто не ответил на выходе (4), начинал иначе: в среднем 3,0, остальные 7,0; вывод – только об остальных."
        )

    @pytest.mark.parametrize("gone", [[], [1, 1], [7, 6, 8, 7], [1, 1, 9, 9]])
    def test_few_or_such_as_the_others_are_not(self, gone):
        assert changed(row([*self.STAYED, *[(mark, None) for mark in gone]], 0.03)).left == ""


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "text"), [(Decimal("-0.5"), "−0,5"), (Decimal("2.0"), "2,0"), (Decimal("0.0"), "0,0"), (None, "–")]
    )
    def test_decimals(self, value, text):
        assert decimal(value) == text

    def test_an_interval_says_on_which_side_of_nought_it_is(self):
        assert interval(Interval(Decimal("-0.5"), Decimal("2.0"))) == "от −0,5 до +2,0"
        assert interval(None) == "–"

    @pytest.mark.parametrize(
        ("p", "text"),
        [(0.00099, "< 0,001"), (0.001, "0,001"), (0.0314, "0,031"), (1.0, "1,000"), (0.0, "< 0,001"), (None, "–")],
    )
    def test_probabilities_to_three_places(self, p, text):
        assert probability(p) == text

    def test_in_english_they_have_points(self):
        with override("en"):
            assert (decimal(Decimal("1.5")), probability(0.0314)) == ("1.5", "0.031")


@pytest.mark.parametrize("told", [changed, against_expectation])
def test_nothing_names_a_cause(told):
    """That it is not an experiment is said once; no sentence then says «благодаря»."""
    said = " ".join(str(told(row(values, p))) for values in (CALMER, UNCLEAR, steps(0, 0, 0)) for p in (0.0001, 0.5))
    assert [word for word in ("благодаря", "потому", "помогл", "повлия", "из-за") if word in said.lower()] == []
    assert CAVEAT.startswith("Это не эксперимент")


def test_a_line_is_clear_only_below_one_in_twenty():
    line = row(CALMER)
    assert [replace(line, corrected=p).is_clear for p in (None, 0.0499, 0.05)] == [False, True, False]
