"""The benchmark measures what it says: small runs of it, their lines read."""

from __future__ import annotations

import re

import pytest

from nastavnik.bench import engine, pages
from nastavnik.matching.engine import match
from tests import factories as f


def test_the_engine_and_its_peer_find_the_same_total(monkeypatch):
    monkeypatch.setattr(engine, "SIZES", ((12, 4), (5, 5)))
    monkeypatch.setattr(engine, "TIMES", 1)
    lines = list(engine.measure())
    assert len(lines) == 2
    for line in lines:
        ours, theirs = re.search(r"суммы ([\d.]+) и ([\d.]+)$", line).groups()
        assert float(ours) == pytest.approx(float(theirs), abs=0.002)


def test_the_same_people_in_every_run():
    assert engine._people(5, 3) == engine._people(5, 3)
    mentees, mentors = engine._people(30, 10)
    assert len(match(mentees, mentors).pairs) == 30


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
