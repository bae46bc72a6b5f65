"""What a result carries: words made when they are asked for, a certificate as plain data, a library without Django."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from nastavnik.matching.engine import (
    Alternative,
    Certificate,
    Contradiction,
    Goal,
    Mentee,
    Mentor,
    Pair,
    Rules,
    Unmatched,
    groups,
    match,
    verify,
)
from nastavnik.matching.engine.reasons import Reason
from tests.matching.cases import by_request, table
from tests.matching.test_stable import wishing

ALONE = """
import sys
from nastavnik.matching.engine import Goal, Mentee, Mentor, Rules, match, verify
assert "numpy" not in sys.modules and "scipy" not in sys.modules
mentees = [Mentee("Аня", request=frozenset({"физика"}))]
mentors = [Mentor("Пётр", offers=frozenset({"физика"}), kind="teacher")]
result = match(mentees, mentors, Rules(), Goal.MOST)
verify(result, mentees, mentors, Rules())
assert not [name for name in sys.modules if name == "django" or name.startswith("django.")]
print(result.pairs[0].parts[0].reason)
"""


def test_it_is_a_library_that_needs_no_django_and_numpy_only_when_asked():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert done.stdout == "Поможет по запросу: физика.\n"


class TestWords:
    def test_they_are_made_of_the_people_of_the_matching(self):
        (pair,) = match(*table([7, 5]), by_request()).pairs
        assert [part.name for part in pair.parts] == ["request", "time", "interests", "wanted", "age"]
        assert pair.alternatives == (Alternative("t1", 0.5, -0.2),)

    def test_they_are_made_once(self):
        (pair,) = match(*table([7, 5]), by_request()).pairs
        assert pair.parts is pair.parts

    def test_a_pair_and_somebody_left_written_by_hand_have_none(self):
        assert (Pair("m", "t", 0.5).parts, Pair("m", "t", 0.5).alternatives, Unmatched("m").reasons) == ((), (), ())

    def test_two_results_are_equal_by_what_they_say(self):
        assert match(*table([7, 5]), by_request()) == match(*table([7, 5]), by_request())
        assert match(*table([7, 5]), by_request()) != match(*table([6, 5]), by_request())


class TestCertificateAsData:
    def test_of_as_many_as_can_be(self):
        data = match(*table([9], [5]), by_request(), Goal.MOST).certificate.to_json()
        assert data == {
            "covers": [{"name": "tier", "value": 1, "prices": {"t0": 1}, "bounds": [1]}],
            "levels": [{"name": "most", "value": 2901, "prices": {"t0": 2501}, "bounds": []}],
            "stable": [], "blocking_pairs": [], "bound": [],
        }  # fmt: skip
        assert json.loads(json.dumps(data)) == data

    def test_of_stable_pairs(self):
        people = wishing(mentees=[[["t0"]]], mentors=[[["m0"]]])
        data = match(*people, by_request(), Goal.STABLE).certificate.to_json()
        assert (data["stable"], data["blocking_pairs"], data["levels"]) == ([["m0", "t0"]], [], [])

    def test_of_groups(self):
        mentees, mentors = table([9], [5], places=[2])
        found = match(mentees, [replace(mentors[0], minimum=2)], by_request(), Goal.MOST).certificate
        assert found == Certificate(bound=(2, 1400))

    def test_of_the_fair(self):
        data = match(*table([10, 5], [5, 1]), by_request(), Goal.FAIR).certificate.to_json()
        assert [level["name"] for level in data["levels"]] == ["need", "even"]
        assert data["levels"][1]["bounds"][0] == -1


class TestRefusedInWords:
    def test_the_reasons_and_the_sentence(self):
        error = Contradiction([Reason("Мест %(n)s.", {"n": 1}), Reason("Нет.")])
        assert (str(error), [reason.params for reason in error.reasons]) == ("Мест 1. Нет.", [{"n": 1}, {}])

    def test_groups_that_take_too_long(self, monkeypatch):
        mentees = [Mentee(f"m{n:03}", request=frozenset({f"{n % 7}", f"{n % 11}"})) for n in range(120)]
        mentors = [
            Mentor(f"t{n:02}", offers=frozenset({f"{n % 7}", f"{n % 5}"}), capacity=6, minimum=4) for n in range(40)
        ]
        monkeypatch.setattr(groups, "SECONDS", 0.0)
        with pytest.raises(groups.Unfinished, match="not proven in time"):
            match(mentees, mentors, Rules(), Goal.MOST)

    def test_groups_without_anybody(self):
        for people in (
            ([], [Mentor("t", capacity=2, minimum=2)]),
            ([Mentee("m")], [Mentor("t", capacity=2, minimum=2)]),
        ):
            result = match(*people, Rules())
            assert result.pairs == ()
            verify(result, *people, Rules())
