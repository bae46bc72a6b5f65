"""The rules of the SWOT draft at their bounds, with what stands beside each line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nastavnik.monitoring.nameless import stems
from nastavnik.monitoring.swot import (
    MOST_LINES,
    RULE_NUMBERS,
    Field,
    Gap,
    Growth,
    Level,
    Marks,
    Mean,
    Said,
    Yes,
    draft,
    ends,
    frequent,
    number,
)

TIME = ("Больше времени вместе.", "Мало времени", "не хватило времени")


def mean(total, n=10, **more):
    return Mean(key="q", text="Легко ли?", n=n, who="Анкета", total=total, **{"low": 1, "high": 10, **more})


def yes(said, n=10, **more):
    return Yes(key="q", text="Рады ли?", n=n, yes=said, **more)


def gap(by, **more):
    return Gap(key="q", text="Против ожиданий", n=5, by=Decimal(by), width=9, **more)


def said(answers, **more):
    return Said(
        **{"key": "q", "text": "Чего не хватило?", "n": len(answers), "answers": answers, "good": False, **more}
    )


def field(fact):
    bullet = fact.bullet()
    return bullet and bullet.field


class TestMean:
    @pytest.mark.parametrize(
        ("total", "wanted"), [(80, Field.STRENGTH), (79, None), (51, None), (50, Field.WEAKNESS), (10, Field.WEAKNESS)]
    )
    def test_eight_and_five_of_ten(self, total, wanted):
        assert field(mean(total)) == wanted

    def test_its_figures_and_its_rule_stand_beside_it(self):
        bullet = mean(87).bullet()
        assert (bullet.text, bullet.evidence, bullet.why) == (
            "Легко ли?", "среднее 8,7 из 10, n = 10, «Анкета»", "среднее не ниже 8",
        )  # fmt: skip

    @pytest.mark.parametrize(("n", "wanted"), [(2, None), (3, Field.STRENGTH)])
    def test_two_people_are_too_few(self, n, wanted):
        assert field(mean(10 * n, n)) == wanted

    def test_where_less_is_better(self):
        calm, tense = mean(30, lower_is_better=True).bullet(), mean(60, lower_is_better=True).bullet()
        assert (calm.field, calm.why) == (Field.STRENGTH, "среднее не выше 3")
        assert (tense.field, tense.why) == (Field.WEAKNESS, "среднее не ниже 6")

    def test_of_five(self):
        assert mean(42, low=1, high=5).bullet().why == "среднее не ниже 4,1"

    def test_what_is_ahead_is_a_chance_or_a_danger(self):
        assert [field(mean(total, ahead=True)) for total in (90, 20)] == [Field.OPPORTUNITY, Field.THREAT]


class TestYes:
    @pytest.mark.parametrize(
        ("said", "wanted"), [(10, Field.STRENGTH), (8, Field.STRENGTH), (7, None), (6, None), (5, Field.WEAKNESS)]
    )
    def test_eight_and_five_of_ten(self, said, wanted):
        assert field(yes(said)) == wanted

    @pytest.mark.parametrize(
        ("said", "wanted"), [(0, Field.STRENGTH), (2, Field.STRENGTH), (3, None), (5, Field.WEAKNESS)]
    )
    def test_a_complaint_the_other_way_round(self, said, wanted):
        assert field(yes(said, welcome=False)) == wanted

    def test_its_words(self):
        bullet, complaint = yes(9).bullet(), yes(1, welcome=False).bullet()
        assert (bullet.evidence, bullet.why) == ("«да» ответили 90 %, n = 10", "«да» – не меньше 80 %")
        assert complaint.why == "«да» – не больше 20 %"


class TestOthers:
    @pytest.mark.parametrize(("by", "wanted"), [("1.0", Field.STRENGTH), ("0.9", None), ("-1.0", Field.WEAKNESS)])
    def test_a_gap_of_one_mark(self, by, wanted):
        assert field(gap(by)) == wanted

    def test_a_gap_says_which_way(self):
        assert gap("-1.4").bullet().evidence == "в среднем на 1,4 ниже ожидания, n = 5"
        assert field(gap("-1.4", lower_is_better=True)) == Field.STRENGTH

    @pytest.mark.parametrize(
        ("clear", "better", "wanted"),
        [(True, True, Field.STRENGTH), (True, False, Field.WEAKNESS), (False, True, None)],
    )
    def test_growth_only_where_chance_does_not_explain_it(self, clear, better, wanted):
        growth = Growth(key="q", text="Стало спокойнее", n=9, by=Decimal("-2.5"), clear=clear, better=better)
        assert field(growth) == wanted
        assert growth.evidence() == "в среднем на 2,5 меньше, n = 9"

    def test_the_curators_marks_go_together(self):
        high, low = ends([("Климат", 2), ("Польза", 1), ("Партнёры", 0)], 0, 2)
        assert (high, low) == ([("Климат", 2)], [("Партнёры", 0)])
        bullet = Marks(key="q", text="Партнёры", marks=low, high=2, good=False, ahead=True).bullet()
        assert (bullet.field, bullet.evidence) == (Field.THREAT, "лист куратора, оценки из 2: 0")

    @pytest.mark.parametrize(("step", "wanted"), [(0, Field.STRENGTH), (1, None), (2, Field.WEAKNESS)])
    def test_the_level_of_a_sheet(self, step, wanted):
        level = Level(key="q", text="Лист: уровень", total=17, most=18, step=step, steps=3)
        assert field(level) == wanted
        assert level.evidence() == "17 из 18 баллов"


class TestQuotations:
    def test_a_theme_of_three_is_quoted_once_and_shortest(self):
        assert said(TIME).bullet().quotes == ("Мало времени",)

    def test_the_answer_given_most_often_goes_before_a_shorter_one(self):
        assert frequent([*TIME, "больше времени вместе"], frozenset()) == ("больше времени вместе",)

    def test_what_two_said_is_nobody_elses_business(self):
        assert said([*TIME[:2], "Всё хорошо"]).bullet() is None

    def test_praise_is_a_strength(self):
        assert (field(said(TIME)), field(said(TIME, good=True))) == (Field.WEAKNESS, Field.STRENGTH)

    def test_names_are_not_quoted(self):
        assert (
            frequent(["времени Зое мало", "Щеголева, времени мало", "времени мало с Щёголевой"], stems(["Щёголева"]))
            == ()
        )

    def test_a_long_story_is_not_quoted(self):
        stories = [f"времени {letter * 250}" for letter in "абв"]
        assert frequent(stories, frozenset()) == ()

    @pytest.mark.parametrize(("n", "is_quoted"), [(9, False), (10, True)])
    def test_an_anonymous_questionnaire_of_few_is_not_quoted(self, n, is_quoted):
        assert bool(said(["Мало времени"] * n, anonymous=True).bullet()) is is_quoted

    @pytest.mark.parametrize("n", [0, 1, 2])
    def test_nor_any_of_two(self, n):
        assert said(["Мало времени"] * n).bullet() is None


class TestDraft:
    def test_the_most_extreme_go_first_and_a_field_has_its_measure(self):
        facts = [mean(80 + number % 20) for number in range(2 * MOST_LINES)]
        lines = draft([said(TIME, good=True), *facts])
        means = [line.evidence.split()[1] for line in lines if line.evidence.startswith("среднее")]
        assert means == ["9,5", "9,4", "9,3", "9,2", "9,1", "9", "8,9", "8,8"]
        assert lines[-1].quotes == ("Мало времени",)

    def test_in_the_order_of_the_fields(self):
        lines = draft([mean(10, ahead=True), mean(10), mean(90, ahead=True), mean(90), mean(60)])
        assert [line.field for line in lines] == list(Field)


def test_the_rules_are_told_with_the_numbers_they_go_by():
    told = {name: number(value) if not isinstance(value, int) else str(value) for name, value in RULE_NUMBERS.items()}
    assert told == {
        "strong": "8", "weak": "5", "many": "80", "half": "50", "gap": "1", "few": "3", "anonymous": "10", "most": "8",
    }  # fmt: skip
