"""People of every sort, drawn by hypothesis: with and without words, times, ages, classes, kinds."""

from __future__ import annotations

from hypothesis import strategies as st

from nastavnik.matching.engine import Mentee, Mentor, Rules
from nastavnik.matching.engine.score import PARTS

WORDS = ("Физика", "физика ", "учёба", "учеба", "шахматы", "спорт")
SLOTS = ("1 14:00", "1 15:00", "2 14:00", "после уроков", "3")
KINDS = ("pupil", "teacher", "student")
words = st.frozensets(st.sampled_from(WORDS), max_size=4)
slots = st.frozensets(st.sampled_from(SLOTS), max_size=3)
formats = st.sampled_from(("any", "online", "in_person"))
kinds = st.sampled_from(KINDS)
persons = st.sampled_from(("", "anna", "boris"))
grades = st.none() | st.integers(0, 11)
ages = st.none() | st.integers(6, 18)
wanted_ages = st.none() | st.tuples(st.sampled_from(("age", "grade")), st.integers(1, 10), st.integers(5, 16))
MENTEE = st.builds(
    Mentee, key=st.just("m"), request=words, interests=words, slots=slots, meeting_format=formats,
    wanted=st.frozensets(kinds, max_size=2), kind=kinds, age=ages, grade=grades, person=persons,
)  # fmt: skip
MENTOR = st.builds(
    Mentor, key=st.just("t"), offers=words, interests=words, slots=slots, meeting_format=formats, wanted_age=wanted_ages,
    kind=kinds, grade=grades, capacity=st.integers(1, 3), person=persons,
)  # fmt: skip
RULES = st.builds(
    Rules, mentor_kinds=st.frozensets(kinds, max_size=2), mentee_kinds=st.frozensets(kinds, max_size=2),
    forbidden=st.frozensets(st.tuples(st.sampled_from(("m0", "m1", "x")), st.sampled_from(("t0", "t1")))),
    weights=st.dictionaries(st.sampled_from(tuple(PARTS)), st.floats(0, 9, allow_subnormal=False)),
    least=st.sampled_from((0.0, 0.3, 0.5)),
)  # fmt: skip
