"""The same person met twice: when it is sure, when a person must decide, and when two are two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.exchange.doubles import AskedIndex, Index, Known, RowIndex

EVA = Known("1", "Ткач", "Ева", "Игоревна", "2013-02-01", "7В")


def found(person, *known, index=Index):
    return index(known).find(person)


def other(**changes):
    return replace(EVA, key="2", **changes)


class TestSure:
    def test_name_and_date(self):
        double = found(other(), EVA)
        assert (double.key, double.exact, double.reason) == ("1", True, "совпали имя и дата рождения")

    def test_the_class_may_have_changed_with_the_year(self):
        assert found(other(class_name="8В"), EVA).exact

    def test_name_and_class_where_a_date_is_missing(self):
        double = found(other(birth_date=""), EVA)
        assert (double.exact, double.reason) == (True, "совпало полное имя")

    @pytest.mark.parametrize("name", ["ТКАЧ", "ткач", "Tкач"])
    def test_letters_do_not_matter(self, name):
        assert found(other(last_name=name), EVA).exact

    def test_yo_is_ye(self):
        one = replace(EVA, last_name="Щёголева")
        assert found(other(last_name="Щеголева"), one).exact


class TestToBeDecided:
    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"patronymic": ""}, "нет отчества, остальное совпадает"),
            ({"last_name": "Ткач-"}, "та же дата рождения, похожее имя"),
            ({"birth_date": "2013-02-10"}, "то же имя и тот же класс, но даты рождения разные"),
            ({"birth_date": "", "patronymic": ""}, "нет отчества, остальное совпадает"),
            ({"birth_date": "", "class_name": "8А"}, "то же имя, но класс другой: 8А и 7В"),
            ({"birth_date": "", "class_name": ""}, "совпало полное имя, но класс указан только у одного"),
            ({"birth_date": "", "class_name": "", "patronymic": ""}, "совпали фамилия и имя"),
            ({"birth_date": "", "patronymic": "Игоревная"}, "тот же класс, похожее имя"),
        ],
    )
    def test_why(self, changes, reason):
        double = found(other(**changes), EVA)
        assert (double.exact, double.reason) == (False, reason)

    def test_of_two_namesakes_neither_is_sure(self):
        twin = replace(EVA, key="3", birth_date="", class_name="7В")
        double = found(other(birth_date=""), EVA, twin)
        assert (double.exact, double.reason) == (False, "таких людей несколько: укажите, кто это")

    def test_the_surest_is_named(self):
        alike = replace(EVA, key="3", last_name="Ткачь")
        assert found(other(), alike, EVA).key == "1"


class TestTwoPeople:
    @pytest.mark.parametrize(
        "changes",
        [
            {"birth_date": "2013-02-10", "class_name": "8А"}, {"first_name": "Анна"}, {"last_name": "Савич"},
            {"birth_date": "", "class_name": "8А", "patronymic": ""},
            {"birth_date": "", "class_name": "8А", "last_name": "Ткачь"},
            {"birth_date": "2012-02-01", "patronymic": ""},
        ],
    )  # fmt: skip
    def test_nothing_is_proposed(self, changes):
        assert found(other(**changes), EVA) is None

    def test_in_one_list_two_dates_are_two_people(self):
        assert found(other(birth_date="2013-02-10"), EVA, index=RowIndex) is None

    def test_nobody_is_known(self):
        assert found(EVA) is None


@given(st.lists(st.sampled_from("абвгде"), min_size=3, max_size=8).map("".join))
def test_everybody_is_his_own_double(name):
    person = Known("1", name.capitalize(), "Ева", "Игоревна", "2013-02-01")
    double = found(replace(person, key="2"), person)
    assert double.exact
    assert double.key == "1"


@given(st.permutations(["Ткач", "Ткачь", "Савич", "Ткачев", "Белый"]))
def test_the_order_of_the_known_does_not_matter(names):
    known = [replace(EVA, key=name, last_name=name) for name in names]
    assert found(other(), *known).key == "Ткач"


class TestAsked:
    """Among those whom a survey asks a full name is enough, and the class tells namesakes apart."""

    def asked(self, person, *known):
        return [(double.key, double.exact) for double in AskedIndex(known).all(person)]

    def test_a_class_on_one_side_only_is_no_doubt(self):
        assert self.asked(other(class_name=""), other()) == [("2", True)]

    def test_nor_is_a_missing_patronymic_or_a_missing_letter(self):
        assert self.asked(other(patronymic=""), other()) == [("2", True)]
        assert self.asked(other(class_name="7"), other(class_name="7А")) == [("2", True)]

    def test_another_class_is_one(self):
        assert self.asked(other(class_name="7А"), other(class_name="7Б")) == [("2", False)]
        assert self.asked(other(class_name="1"), other(class_name="11А")) == [("2", False)]

    def test_a_shorter_name_of_another_class_is_somebody_else(self):
        assert self.asked(other(patronymic="", class_name="7А"), other(class_name="8А")) == []

    def test_birth_dates_are_not_asked_for(self):
        assert self.asked(other(birth_date=""), other(birth_date="2013-02-01")) == [("2", True)]
