"""Pasted words: copies of the plans whose Word files are read too, so that the files are the expectation, cell by cell."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.roadmaps.outline import Problem, Side
from nastavnik.roadmaps.reading import UnreadableFile, read_file, read_text
from nastavnik.roadmaps.reading.pasted import open_text
from nastavnik.roadmaps.terms import school_year
from tests.roadmaps.conftest import EXAMPLES


@cache
def pasted(name, year):
    return read_text((EXAMPLES / f"pasted-{name}.txt").read_text(encoding="utf-8"), period=school_year(year))


@cache
def in_word(name, year):
    return read_file((EXAMPLES / f"{name}.docx").read_bytes(), name, period=school_year(year))


def cells(outline):
    """Every activity as its cells, by stage, number and side."""
    return {
        (stage.number, row.number, row.side, row.text): (
            stage.title, row.term, row.responsible, row.resources_inside, row.resources_outside, row.result
        )
        for stage in outline.stages for row in stage.activities
    }  # fmt: skip


def differing(one, other):
    first, second = cells(one), cells(other)
    return sorted(f"{key[0]}.{key[1]} {key[2]}" for key in first.keys() | second if first.get(key) != second.get(key))


class TestATableWithTabs:
    """Copied from a web page: tags inside, rows that a page broke, actions on one line."""

    def test_it_is_the_word_file_cell_by_cell(self):
        assert differing(pasted("school-2024", 2024), in_word("roadmap-school-2024", 2024)) == []

    def test_its_borders_were_seen(self):
        rows = [row for stage in pasted("school-2024", 2024).stages for row in stage.activities]
        assert len(rows) == 36
        assert not any(Problem.CELLS_GUESSED in row.problems for row in rows)

    def test_the_title_stands_above(self):
        assert pasted("school-2024", 2024).title == "Дорожная карта внедрения целевой модели наставничества"

    def test_a_list_copied_from_word(self):
        text = (
            "План на 2024-2025 учебный год\n№\tМероприятие\tСрок\tОтветственный\n1.\tПодготовка\t\t\n"
            '1.1\t"Сбор\nанкет"\tдо 15.10.2024\tкуратор\n1.2\tПриказ\tмай\t\n'
        )
        read = read_text(text)
        assert [(stage.number, stage.title) for stage in read.stages] == [(1, "Подготовка")]
        assert [(row.number, row.text, row.term.end, row.responsible) for row in read.stages[0].activities] == [
            ("1.1", "Сбор анкет", date(2024, 10, 15), ("куратор",)), ("1.2", "Приказ", date(2025, 5, 31), ()),
        ]  # fmt: skip

    def test_a_quote_of_the_text_itself_swallows_nothing(self):
        text = 'Мероприятие\tСрок\n"Лучший наставник: конкурс\tмай 2025 г.\nИтоги\tиюнь 2025 г.\n'
        assert [row.term.end for row in read_text(text).stages[0].activities] == [date(2025, 5, 31), date(2025, 6, 30)]


class TestAMatrixOfAPdf:
    """Cells broken over lines, one after another; it was cut at its first row and broken by three pages."""

    @pytest.fixture
    def read(self):
        return pasted("school-2023", 2023)

    def test_stages_and_their_terms(self, read):
        expected = in_word("roadmap-school-2023", 2023).stages
        assert [(stage.number, stage.title) for stage in read.stages[1:]] == [
            (stage.number, stage.title) for stage in expected[1:]
        ]
        assert [stage.term for stage in read.stages] == [stage.term for stage in expected]

    def test_all_but_what_a_page_tore_apart_is_the_word_file(self, read):
        whole = in_word("roadmap-school-2023", 2023)
        torn = {line for line in differing(read, whole) if line[0] in "3456"}
        assert torn == set()
        # of the row that was cut nobody knows the number; of the last, one word stands in the other cell
        assert [line for line in differing(read, whole) if line[0] == "7"] == [
            "7.1 outside", "7.1 outside", "7.6 inside", "7.6 inside"
        ]  # fmt: skip

    def test_what_is_left_of_a_cut_row_is_read(self, read):
        first = read.stages[0]
        assert (first.number, first.title, len(first.activities)) == (None, "базы наставляемых", 4)
        assert first.activities[0].resources_inside == (
            "кадровый потенциал ОУ", "школьный менеджмент", "органы самоуправления ОУ", "школьный сайт"
        )  # fmt: skip

    def test_every_activity_says_that_its_borders_were_guessed(self, read):
        assert all(Problem.CELLS_GUESSED in row.problems for stage in read.stages for row in stage.activities)


class TestAListOfAPdf:
    def test_it_is_the_word_file_but_for_one_border(self):
        read, whole = pasted("implementation-2020", 2020), in_word("plan-implementation-2020", 2020)
        rows = [row for stage in read.stages for row in stage.activities]
        theirs = [row for stage in whole.stages for row in stage.activities]
        assert [(row.number, row.text, row.term) for row in rows] == [
            (row.number, row.text, row.term) for row in theirs
        ]
        other = [
            row.number
            for row, own in zip(rows, theirs, strict=True)
            if (row.responsible, " ".join(row.result.split())) != (own.responsible, " ".join(own.result.split()))
        ]
        assert other == ["4.1"]

    def test_its_sections(self):
        assert [(stage.number, len(stage.activities)) for stage in pasted("implementation-2020", 2020).stages] == [
            (1, 3), (2, 3), (3, 6), (4, 4), (5, 7), (6, 3)
        ]  # fmt: skip


class TestAPlanOfAPdf:
    """Six columns, two of them numbered alike, a page that laid the first lines of all cells into one."""

    @pytest.fixture
    def read(self):
        return pasted("municipal-2022", 2022)

    def test_most_texts_and_terms_are_those_of_the_word_file(self, read):
        whole = in_word("roadmap-municipal-2022", 2022)
        own = {(row.text, row.term.text) for stage in read.stages for row in stage.activities}
        found = [(row.text, row.term.text) in own for stage in whole.stages for row in stage.activities]
        assert (sum(found), len(found)) == (42, 50)

    def test_persons_are_told_from_the_next_event(self, read):
        slip = next(row for row in read.stages[0].activities if "Положения о наставничестве" in row.text)
        assert (slip.responsible, slip.term.text) == (("Нечай Н.А.",), "Октябрь 2021 года")


class TestShapes:
    def test_a_new_part_begins_at_its_number(self):
        text = (
            "Блок 1 «База» май 2025 года\n1. Сбор\nанкет\n2. Итоги\n1. Письмо\nВнешние:\n- вуз\n"
            "Блок 2 «Пары» июнь 2025 года\nПриказ"
        )
        one, two = read_text(text).stages
        assert [(row.number, row.side, row.text) for row in one.activities] == [
            ("1", Side.INSIDE, "Сбор анкет"), ("2", Side.INSIDE, "Итоги"), ("1", Side.OUTSIDE, "Письмо"),
        ]  # fmt: skip
        assert one.activities[0].resources_outside == ("вуз",)
        assert [(row.side, row.text, row.term.end) for row in two.activities] == [
            (Side.INSIDE, "Приказ", date(2025, 6, 30))
        ]

    @pytest.mark.parametrize(
        "text",
        ["", "Уважаемые коллеги!", "1. Первое\n2. Второе\n3. Третье", "а\tб\nв\tг", "Блок 1 «База» май 2025 года"],
    )
    def test_what_is_no_plan_is_refused_with_a_sentence(self, text):
        with pytest.raises(UnreadableFile, match="Скопируйте таблицу целиком"):
            read_text(text)

    @given(st.text("1234.\t\n «»-Блок этапдомяРесурсы:", max_size=200))
    def test_no_jumble_makes_it_fail(self, text):
        page = open_text(text)
        assert page is None or page.tables
