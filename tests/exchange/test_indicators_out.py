"""Indicators in a file: the figures of the page, and nothing the page does not show."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, scoped
from nastavnik.exchange.indicators_out import indicators_of
from nastavnik.exchange.services import export_indicators
from nastavnik.monitoring.figures import of_branch, of_school
from tests import factories as f
from tests.factories import TODAY
from tests.files import words_of

FIGURES = ("where", "year", "on", "part", "whole", "percent", "target", "source")


def sheets(organisation, count, on=TODAY):
    with scoped(Scope(branch=organisation.path)):
        return indicators_of(organisation, count(organisation, on, TODAY))


def figures(sheet, title="Дети и подростки 10–19 лет в роли наставляемых"):
    return [tuple(row.get(key) for key in FIGURES) for row in sheet.rows if row["indicator"] == title]


@pytest.fixture
def mentored(town):
    def mentored(heads, name):
        programme = f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town, short_name=name))
        f.MenteeFactory.create_batch(heads, programme=programme, consents=False)
        return programme.organisation

    return mentored


def test_a_school_has_one_sheet_with_every_year(programme, school):
    former = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2023))
    f.MenteeFactory(programme=former, consents=False)
    f.MenteeFactory.create_batch(3, programme=programme, consents=False)
    f.DenominatorFactory(organisation=school, number=8)
    [sheet] = sheets(school, of_school)
    assert figures(sheet) == [
        (school.short_name, "2026/2027", "21.11.2026", 3, 8, "37,5", "–", "отчёт ОО-1, 05.09.2026"),
        (school.short_name, "2023/2024", "31.08.2024", 1, "нет знаменателя", "–", "70,0", ""),
    ]


def test_who_counts_stands_in_it(programme, school):
    [sheet] = sheets(school, of_school)
    assert all(row["counts"] and row["leaves_out"] for row in sheet.rows)
    assert [len(sheet.people), len(sheet.rows)] == [0, 6]


def test_a_town_has_a_sheet_of_its_schools(town, mentored):
    for heads, name in ((6, "Первая"), (7, "Вторая")):
        mentored(heads, name)
    whole, rows = sheets(town, of_branch)
    assert figures(whole) == [("Заречный", "2026/2027", "21.11.2026", 13, "нет знаменателя", "–", "–", "")]
    assert sorted(row[3] for row in figures(rows)) == [6, 7]


def test_hidden_rows_have_no_number_anywhere(town, mentored):
    for heads, name in ((3, "Малая"), (7, "Средняя"), (30, "Большая")):
        f.DenominatorFactory(organisation=mentored(heads, name), number=100 + heads)
    _whole, rows = sheets(town, of_branch)
    found = {row[0]: row[3:6] for row in figures(rows)}
    assert found == {"Малая": ("скрыто",) * 3, "Средняя": ("скрыто",) * 3, "Большая": (30, 130, "23,1")}
    assert [text for row in rows.rows for text in row.values() if text in {103, 107}] == []


def test_in_english_it_is_english(programme, school):
    with override("en"):
        [sheet] = sheets(school, of_school)
    assert sheet.rows[0]["percent"] == "–"


def test_that_it_was_taken_is_in_the_journal(actor, programme, school, within):
    lines = of_school(school, date(2026, 11, 1), TODAY)
    made = export_indicators(actor=actor, organisation=school, lines=lines, on=date(2026, 11, 1))
    assert "01.11.2026" in words_of(made.content)
    entry = JournalEntry.objects.get(action="indicators.exported")
    assert (entry.subject_id, entry.details) == (str(school.pk), {"on": "2026-11-01"})
