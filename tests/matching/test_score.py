"""How well a mentor fits a mentee: every part of the score, worked out by hand."""

from __future__ import annotations

import pytest

from nastavnik.matching.engine import Mentee, Mentor, Rules, compatibility
from nastavnik.matching.engine.people import WEIGHTS
from nastavnik.matching.engine.score import normal, slot_words


def judge(mentee=None, mentor=None, **rules):
    return compatibility(
        Mentee("m", **{"grade": 5} | (mentee or {})), Mentor("t", **{"grade": 9} | (mentor or {})), Rules(**rules)
    )


def part(name, mentee=None, mentor=None):
    """The value of one part and its reason in words."""
    found = {each.name: each for each in judge(mentee, mentor).parts}[name]
    return found.value, str(found.reason)


def words(*items):
    return frozenset(items)


class TestRequest:
    def request(self, asked, offered):
        return part("request", {"request": words(*asked)}, {"offers": words(*offered)})

    def test_all_that_is_asked(self):
        assert self.request(["алгебра"], ["алгебра", "физика"]) == (1.0, "Поможет по запросу: алгебра.")

    def test_the_share_of_what_is_asked(self):
        value, reason = self.request(["алгебра", "физика", "химия", "труд"], ["физика", "алгебра", "химия"])
        assert value == 0.75
        assert reason == "Поможет по запросу: алгебра, физика, химия."

    def test_nothing_of_it(self):
        assert self.request(["алгебра"], ["физика"]) == (0.0, "Запрос и сильные стороны не совпали.")

    def test_a_mentor_who_offers_nothing(self):
        assert self.request(["алгебра"], [])[0] == 0.0

    def test_no_request_is_neither_good_nor_bad(self):
        assert self.request([], ["физика"]) == (0.5, "Запрос не назван.")

    def test_case_spaces_and_yo_do_not_matter_and_the_mentees_words_are_shown(self):
        assert self.request(["Учёба  В Школе"], ["учеба в школе"]) == (1.0, "Поможет по запросу: Учёба  В Школе.")

    def test_a_part_of_a_word_is_not_the_word(self):
        assert self.request(["физика"], ["метафизика"])[0] == 0.0


class TestTime:
    def time(self, mine, theirs):
        return part("time", {"slots": words(*mine)}, {"slots": words(*theirs)})

    def test_a_common_hour(self):
        assert self.time(["2 16:00", "3 16:00"], ["2 16:00"]) == (1.0, "Общее время: вт 16:00.")

    def test_several_common_hours_are_named_in_order(self):
        assert self.time(["5 9:00", "1 16:00"], ["1 16:00", "5 9:00"])[1] == "Общее время: пн 16:00, пт 9:00."

    def test_the_same_day_but_another_hour(self):
        assert self.time(["2 16:00"], ["2 15:00"]) == (0.5, "Общий день, но разные часы.")

    def test_other_days(self):
        assert self.time(["2 16:00"], ["4 16:00"]) == (0.0, "Общего времени нет: договариваться придётся.")

    @pytest.mark.parametrize(("mine", "theirs"), [([], ["2 16:00"]), (["2 16:00"], []), ([], [])])
    def test_not_named(self, mine, theirs):
        assert self.time(mine, theirs) == (0.5, "Удобное время не названо.")

    @pytest.mark.parametrize(
        ("slot", "shown"),
        [("1 9:00", "пн 9:00"), ("7 12:30", "вс 12:30"), ("после уроков", "после уроков"), ("8", "8")],
    )
    def test_a_slot_in_words(self, slot, shown):
        assert slot_words(slot).strip() == shown


class TestInterests:
    def interests(self, mine, theirs):
        return part("interests", {"interests": words(*mine)}, {"interests": words(*theirs)})

    def test_one_is_half(self):
        assert self.interests(["шахматы", "лыжи"], ["шахматы"]) == (0.5, "Общие интересы: шахматы.")

    def test_two_are_enough(self):
        assert self.interests(["шахматы", "лыжи"], ["лыжи", "шахматы"]) == (1.0, "Общие интересы: лыжи, шахматы.")

    def test_three_are_not_better_than_two(self):
        assert self.interests(["а", "б", "в"], ["а", "б", "в"])[0] == 1.0

    @pytest.mark.parametrize(("mine", "theirs"), [(["лыжи"], ["шахматы"]), ([], ["шахматы"]), ([], [])])
    def test_none(self, mine, theirs):
        assert self.interests(mine, theirs) == (0.0, "Общих интересов не названо.")


class TestWanted:
    def wanted(self, kinds, kind):
        return part("wanted", {"wanted": words(*kinds)}, {"kind": kind})

    def test_anybody(self):
        assert self.wanted([], "teacher") == (1.0, "Наставляемому всё равно, кто наставник.")

    def test_one_of_those_wanted(self):
        assert self.wanted(["teacher", "student"], "student") == (1.0, "Такого наставника и хотел.")

    def test_another(self):
        assert self.wanted(["teacher"], "student") == (0.0, "Хотел другого наставника.")


class TestAge:
    def age(self, wanted, **mentee):
        return part("age", mentee, {"wanted_age": wanted})

    def test_any(self):
        assert self.age(None, age=13) == (1.0, "Наставнику возраст не важен.")

    @pytest.mark.parametrize(("years", "value"), [(11, 0.0), (12, 1.0), (14, 1.0), (15, 0.0)])
    def test_both_ends_belong_to_it(self, years, value):
        assert self.age(("age", 12, 14), age=years)[0] == value

    @pytest.mark.parametrize(("grade", "value"), [(4, 0.0), (5, 1.0), (7, 1.0), (8, 0.0)])
    def test_a_class_instead_of_years(self, grade, value):
        assert self.age(("grade", 5, 7), grade=grade, age=40)[0] == value

    def test_unknown(self):
        assert self.age(("age", 12, 14), age=None) == (0.5, "Возраст наставляемого неизвестен.")

    def test_a_newborn_is_of_known_age(self):
        assert self.age(("age", 12, 14), age=0) == (0.0, "Не тот возраст, которого хотел наставник.")


class TestTheSum:
    def test_the_usual_weights_make_one(self):
        assert sum(WEIGHTS.values()) == pytest.approx(1)

    def test_people_who_said_nothing(self):
        # half of the request and of the time, no interests, anybody of any age: 0.225 + 0.1 + 0 + 0.1 + 0.1
        assert judge().score == 0.525

    def test_a_perfect_pair(self):
        alike = {"interests": words("лыжи", "шахматы"), "slots": words("2 16:00")}
        assert judge({"request": words("алгебра"), **alike}, {"offers": words("алгебра"), **alike}).score == 1.0

    def test_nothing_in_common(self):
        mentee = {"request": words("а"), "slots": words("1 9:00"), "wanted": words("teacher"), "age": 9}
        mentor = {"offers": words("б"), "slots": words("2 9:00"), "wanted_age": ("age", 12, 14)}
        assert judge(mentee, mentor).score == 0.0

    def test_it_is_the_sum_of_its_parts_by_their_weights(self):
        mentee = {"request": words("а", "б", "в"), "slots": words("1 9:00"), "interests": words("лыжи")}
        mentor = {"offers": words("а"), "slots": words("1 10:00"), "interests": words("лыжи")}
        # 0.45/3 + 0.2/2 + 0.15/2 + 0.1 + 0.1
        assert judge(mentee, mentor).score == 0.525

    def test_weights_are_shares_whatever_their_sum(self):
        found = judge({"request": words("а")}, {"offers": words("а")}, weights={"request": 3, "interests": 1})
        assert found.score == 0.75
        assert {each.name: each.weight for each in found.parts if each.weight} == {"request": 0.75, "interests": 0.25}

    def test_no_weights_at_all(self):
        assert judge(weights={}).score == 0.0

    def test_three_digits(self):
        assert judge({"request": words("а", "б", "в")}, {"offers": words("а")}, weights={"request": 1}).score == 0.333


class TestBarriers:
    def barrier(self, mentee=None, mentor=None, **rules):
        found = judge(mentee, mentor, **rules)
        assert (found.score, found.parts) == (0.0, ())
        return str(found.barrier)

    def test_oneself(self):
        assert self.barrier({"person": "p"}, {"person": "p"}) == "Это один и тот же человек."

    def test_two_unknown_persons_are_not_the_same_one(self):
        assert judge({"person": ""}, {"person": ""}).barrier is None

    def test_a_mentor_of_another_form(self):
        assert self.barrier(None, {"kind": "student"}, mentor_kinds=words("teacher")) == "Наставник другой формы."

    def test_a_mentee_of_another_form(self):
        assert self.barrier({"kind": "teacher"}, None, mentee_kinds=words("pupil")) == "Наставляемый другой формы."

    def test_a_forbidden_pair(self):
        assert self.barrier(forbidden=frozenset({("m", "t")})) == "Эта пара исключена."

    def test_the_other_way_round_is_not_forbidden(self):
        assert judge(forbidden=frozenset({("t", "m"), ("m", "u")})).barrier is None

    @pytest.mark.parametrize("grade", [8, 9])
    def test_a_pupil_mentors_the_younger_only(self, grade):
        words_of_it = "Ученик-наставник должен учиться в более старшем классе."
        assert self.barrier({"grade": 9}, {"grade": grade}) == words_of_it

    @pytest.mark.parametrize(("mentee", "mentor"), [(9, 10), (9, None), (None, 5)])
    def test_an_older_pupil_or_an_unknown_class_is_no_barrier(self, mentee, mentor):
        assert judge({"grade": mentee}, {"grade": mentor}).barrier is None

    def test_a_teacher_has_no_class_to_be_compared(self):
        assert judge({"grade": 11}, {"kind": "teacher", "grade": 9}).barrier is None

    @pytest.mark.parametrize(("mine", "theirs"), [("online", "in_person"), ("in_person", "online")])
    def test_opposite_formats(self, mine, theirs):
        words_of_it = "Один хочет встречаться очно, другой онлайн."
        assert self.barrier({"meeting_format": mine}, {"meeting_format": theirs}) == words_of_it

    @pytest.mark.parametrize("mine", ["online", "in_person", "any"])
    @pytest.mark.parametrize("same", [True, False])
    def test_the_same_format_or_any_will_do(self, mine, same):
        assert judge({"meeting_format": mine}, {"meeting_format": mine if same else "any"}).barrier is None

    def test_a_locked_pair_is_judged_in_spite_of_it(self):
        pair = frozenset({("m", "t")})
        found = judge(forbidden=pair, locked=pair)
        assert (found.barrier, found.score) == (None, 0.525)


def test_words_by_their_comparable_form():
    assert normal(["Ёлка ", "ель   и сосна"]) == {"елка": "Ёлка ", "ель и сосна": "ель   и сосна"}
