"""The benchmark measures what it says: small runs of it, their lines read."""

from __future__ import annotations

import re

import pytest

from nastavnik.bench import engine, pages
from nastavnik.matching.engine import match
from tests import factories as f


def test_the_engine_and_its_peer_are_measured_on_the_same_people(monkeypatch):
    monkeypatch.setattr(engine, "SIZES", ((12, 4), (5, 5)))
    monkeypatch.setattr(engine, "TIMES", 1)
    figures = list(engine.measure())
    tasks = {figure.task for figure in figures}
    assert {"оценки по одной паре", "scipy: назначение по готовой матрице", "что если: другие веса"} <= tasks
    assert len(figures) == 2 * len(tasks)
    heading, *lines = engine.lines(figures)
    assert re.fullmatch(r"  мс, медианы +12 × 4 +5 × 5", heading)
    assert all(re.fullmatch(r"  \S.*?( +[\d.]+){2}", line) for line in lines)
    assert len(lines) == len(tasks)


def test_what_takes_minutes_is_left_out(monkeypatch):
    monkeypatch.setattr(engine, "SIZES", ((12, 4),))
    monkeypatch.setattr(engine, "TIMES", 1)
    monkeypatch.setattr(engine, "READABLE", 47)
    assert "оценки по одной паре" not in {figure.task for figure in engine.measure()}


def test_a_size_without_a_figure_has_a_dash():
    figures = [engine.Figure(60, 20, "a", 1.0), engine.Figure(200, 60, "b", 2.0)]
    assert [line.split()[1:] for line in engine.lines(figures)][1:] == [["1.0", "–"], ["–", "2.0"]]
    assert figures[0].to_json() == {"mentees": 60, "mentors": 20, "task": "a", "milliseconds": 1.0}


def test_the_peer_finds_the_same_total():
    crowd = engine.people(40, 12)
    assert match(*crowd).total == pytest.approx(engine.peer(*crowd)())


def test_the_same_people_in_every_run():
    assert engine.people(5, 3) == engine.people(5, 3)


def test_pages_are_opened_by_those_they_are_for(client, programme, school, monkeypatch):
    f.MembershipFactory(organisation=school, user__username="curator")
    monkeypatch.setattr(pages, "PAGES", (("curator", "/pairs/"),))
    monkeypatch.setattr(pages, "TIMES", 2)
    [line] = pages.measure()
    assert re.fullmatch(r"  /pairs/ +[\d.]+ мс, +[\d.]+ мс, запросов \d+", line)


def test_a_page_that_refuses_is_no_measurement(client, programme, school, monkeypatch):
    f.MembershipFactory(organisation=school, user__username="curator")
    monkeypatch.setattr(pages, "PAGES", (("curator", "/work/"),))
    with pytest.raises(RuntimeError, match="/work/ answers 403"):
        list(pages.measure())
