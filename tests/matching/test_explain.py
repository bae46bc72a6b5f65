"""Why not this pair, what a place is worth, whom to recruit: exact, and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.matching.engine import Goal, Mentee, Mentor, Rules
from nastavnik.matching.engine.arrays import Table
from nastavnik.matching.engine.changes import lock, with_places
from nastavnik.matching.engine.explain import best_places, one_more_place, why_not
from nastavnik.matching.engine.matching import Matching
from nastavnik.matching.engine.shortage import shortages
from tests.matching.cases import by_request
from tests.matching.test_changes import anew, solved
from tests.matching.test_goals import instances, people
from tests.matching.test_stable import wishing


def told(matching, mentee, mentor):
    return [str(reason) for reason in why_not(matching, mentee, mentor).reasons]


class TestWhyNot:
    def test_what_it_would_cost_and_who_would_have_to_move(self):
        # m0–t0 instead of m0–t1 sends m1 from t0 to t1: 9 + 1 for 8 + 7
        assert told(solved([9, 8], [7, 1]), "m0", "t0") == [
            "Эта пара ухудшила бы итог на 0.5.", "Ради неё сменили бы наставника ещё: 1.",
        ]  # fmt: skip

    def test_somebody_would_be_left(self):
        assert told(solved([9, 8], [7, 0]), "m0", "t0") == ["С этой парой без наставника осталось бы на 1 больше."]

    def test_a_pair_as_good(self):
        assert told(solved([5, 5]), "m0", "t1") == ["Эта пара ничем не хуже: итог с ней тот же."]

    def test_the_pair_is_there(self):
        assert told(solved([9, 8]), "m0", "t0") == ["Эта пара и предложена."]

    def test_every_rule_in_its_way(self):
        mentee = Mentee("m", grade=9, meeting_format="online")
        mentor = Mentor("t", grade=8, meeting_format="in_person")
        assert told(Matching(Table([mentee], [mentor], Rules())), "m", "t") == [
            "Ученик-наставник должен учиться в более старшем классе.", "Один хочет встречаться очно, другой онлайн.",
        ]  # fmt: skip

    def test_a_score_not_above_the_least(self):
        assert told(solved([9, 4], least=0.4), "m0", "t1") == ["Совместимость 0.4 не выше порога 0.4."]

    def test_the_mentee_is_locked_to_another(self):
        matching = solved([9, 8], locked=frozenset({("m0", "t1")}))
        assert told(matching, "m0", "t0") == ["За наставляемым закреплён другой наставник."]

    def test_the_mentor_is_full_of_locked(self):
        matching = solved([9], [8], locked=frozenset({("m1", "t0")}))
        assert told(matching, "m0", "t0") == ["Все места наставника закреплены за другими."]

    def test_somebody_needs_it_more(self):
        matching = Matching(Table(*people([[9], [5]], [1], [2, 1]), by_request()), Goal.MOST)
        assert told(matching, "m0", "t0") == ["Столько же пар, но без наставника остались бы те, кому он нужнее."]

    def test_the_weakest_pairs_would_suffer(self):
        assert told(solved([10, 5], [5, 1], goal=Goal.FAIR), "m0", "t0") == [
            "С этой парой хуже стало бы тем, у кого пара и так слабее других.",
            "Ради неё сменили бы наставника ещё: 1.",
        ]  # fmt: skip

    def test_by_wishes(self):
        asking, offering = wishing(mentees=[[["t0"], ["t1"]], [["t0"]]], mentors=[[["m1"], ["m0"]], [["m0"]]])
        matching = Matching(Table(asking, offering, by_request()), Goal.STABLE)
        assert told(matching, "m0", "t0")[0] == "Места наставника заняты теми, кто ему не менее по душе."
        assert told(matching, "m1", "t1")[0] == "Один из них назвал других, а этого человека – нет."

    def test_by_wishes_the_mentee_has_a_better_one(self):
        asking, offering = wishing(mentees=[[["t0"], ["t1"]]], mentors=[[["m0"]], [["m0"]]])
        matching = Matching(Table(asking, offering, by_request()), Goal.STABLE)
        assert told(matching, "m0", "t1") == ["Наставляемому достался тот, кто ему не менее по душе."]

    def test_a_stranger(self):
        with pytest.raises(KeyError):
            why_not(solved([9]), "m9", "t0")


@settings(deadline=None, max_examples=80)
@given(instances(), st.sampled_from([Goal.TOTAL, Goal.MOST]))
def test_the_price_of_every_pair_is_that_of_the_matching_with_it(instance, goal):
    matching = Matching(Table(*people(*instance), by_request()), goal)
    for mentee in matching.table.mentees:
        for mentor in matching.table.mentors:
            what = why_not(matching, mentee.key, mentor.key).difference
            if what is None:
                continue
            forced = anew(lock(matching, mentee.key, mentor.key))
            if goal == Goal.MOST:
                assert what.served == len(forced.result.pairs) - len(matching.result.pairs)
            score = matching.table.judge(mentee.key, mentor.key).score
            assert what.total == pytest.approx(forced.result.total + score - matching.result.total)


class TestPlaces:
    def test_what_one_more_would_bring(self):
        what = one_more_place(solved([9], [5]), "t0")
        assert (what.served, what.total) == (1, 0.5)

    def test_the_best_first_and_none_that_brings_nothing(self):
        matching = solved([9, 0, 1], [8, 0, 0], [0, 7, 0], [0, 6, 0])
        assert [(mentor, what.total) for mentor, what in best_places(matching)] == [("t1", 0.6), ("t0", 0.8)][::-1]

    def test_not_by_other_goals(self):
        assert best_places(solved([9], [5], goal=Goal.FAIR)) == []


@settings(deadline=None, max_examples=80)
@given(instances(), st.sampled_from([Goal.TOTAL, Goal.MOST]))
def test_the_price_of_a_place_is_what_one_more_brings(instance, goal):
    matching = Matching(Table(*people(*instance), by_request()), goal)
    (level,) = matching.certificate.levels
    for mentor in matching.table.mentors:
        # the step of need above all scores counts the mentees: to add a place changes neither
        (more,) = anew(with_places(matching, mentor.key, mentor.capacity + 1)).certificate.levels
        assert more.value - level.value == level.place_price[mentor.key]


def asking(*requests):
    return [Mentee(f"m{n}", request=frozenset(words)) for n, words in enumerate(requests)]


def offering(*offers, places=1):
    return [Mentor(f"t{n}", offers=frozenset(words), capacity=places) for n, words in enumerate(offers)]


def short(mentees, mentors, **rules):
    return shortages(Matching(Table(mentees, mentors, Rules(**rules)), Goal.MOST))


class TestShortages:
    def test_more_requests_than_places(self):
        (found,) = short(asking(*[["физика"]] * 9), offering(["Физика"], ["физика", "шахматы"], places=3))
        assert str(found.reason) == "Просят «физика»: наставляемых 9, мест 6, не хватает 3."
        assert (found.mentors, found.competences) == (("t0", "t1"), (("физика", 9),))

    def test_none_where_there_is_enough(self):
        assert short(asking(["физика"], ["химия"]), offering(["физика", "химия"], places=2)) == ()

    def test_nobody_offers_it(self):
        (found,) = short(asking(["вязание"], ["физика"]), offering(["физика"]))
        assert (found.mentees, found.mentors, found.places, found.missing) == (("m0",), (), 0, 1)
        assert found.competences == (("вязание", 1),)

    def test_separate_shortages_the_largest_first(self):
        found = short(asking(["a"], ["a"], ["b"], ["b"], ["b"]), offering(["a"], ["b"]))
        assert [(one.mentees, one.missing) for one in found] == [(("m2", "m3", "m4"), 2), (("m0", "m1"), 1)]

    def test_one_word_that_ends_it_is_enough(self):
        # the mentor of a and b is left to whoever asks for b only
        (found,) = short(asking(["a"], ["a", "b"], ["b"]), offering(["a", "b"]))
        assert (found.missing, found.competences) == (2, (("a", 2),))
        assert str(found.reason) == (
            "На места (1) претендуют наставляемые: 3, не хватает 2. Хватит, если найти новых наставников по запросу «a»."
        )

    def test_two_words_where_one_is_not(self):
        (found,) = short(asking(["a"], ["b"], ["a", "b"]), offering(["c"]))
        assert (found.missing, [word for word, _count in found.competences]) == (3, ["a", "b"])

    def test_many_words_are_built_up(self):
        (found,) = short(asking(["a"], ["b"], ["c"], ["d"]), [])
        assert [word for word, _count in found.competences] == ["a", "b", "c", "d"]

    def test_a_rule_counts_and_the_locked_keep_their_places(self):
        mentees, mentors = asking(["a"], ["a"], ["a"]), offering(["a"], ["a"])
        lock_one = {"locked": frozenset({("m0", "t0")}), "forbidden": frozenset({("m1", "t1")})}
        (found,) = short(mentees, mentors, **lock_one)
        assert (found.mentees, found.places, found.missing) == (("m1",), 0, 1)

    def test_who_asks_for_nothing_is_in_no_shortage(self):
        assert short([Mentee("m")], []) == ()

    def test_nobody(self):
        assert short([], []) == ()


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_the_missing_are_those_no_matching_by_requests_serves(data):
    words = st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=2)
    mentees = asking(*data.draw(st.lists(words, min_size=1, max_size=6)))
    mentors = [
        replace(one, capacity=data.draw(st.integers(1, 2)))
        for one in offering(*data.draw(st.lists(words, min_size=1, max_size=3)))
    ]
    rules = Rules(weights={"request": 1.0})
    served = len(Matching(Table(mentees, mentors, rules), Goal.MOST).result.pairs)
    found = short(mentees, mentors, weights={"request": 1.0})
    assert sum(one.missing for one in found) == len(mentees) - served
    assert all(one.missing == len(one.mentees) - one.places > 0 for one in found)
    # with so many new mentors of the words named, nobody is left
    new = [
        Mentor(f"new{n}", offers=frozenset(word for word, _ in one.competences), capacity=one.missing)
        for n, one in enumerate(found)
    ]
    assert len(Matching(Table(mentees, [*mentors, *new], rules), Goal.MOST).result.pairs) == len(mentees)


def test_the_goal_does_not_matter():
    people = asking(["a"], ["a"]), offering(["a"])
    assert shortages(Matching(Table(*people, Rules()), Goal.FAIR)) == short(*people)
