"""What one cell holds: actions, responsible persons, resources, the heading of a stage."""

from __future__ import annotations

import pytest

from nastavnik.roadmaps.reading.columns import Column, column_of, find_header, headings, is_counting
from nastavnik.roadmaps.reading.page import Cell, Row
from nastavnik.roadmaps.reading.texts import (
    StageHeading,
    actions,
    number_and_words,
    resources,
    responsible,
    stage_heading,
)


def row(*texts, number=1):
    return Row(number, tuple(Cell(text, key) for key, text in enumerate(texts)))


def across(text):
    return Row(1, (Cell(text, 7), Cell(text, 7), Cell(text, 7)))


class TestActions:
    def test_each_numbered_line_is_one(self):
        assert actions("1.Разработать положение.\n2. Подготовить кейсы.\n10) Назначить куратора") == [
            ("1", "Разработать положение."), ("2", "Подготовить кейсы."), ("10", "Назначить куратора"),
        ]  # fmt: skip

    def test_a_line_without_number_goes_on_with_the_former(self):
        assert actions("1. Сбор данных\nо наставляемых\n2. Анализ") == [
            ("1", "Сбор данных о наставляемых"),
            ("2", "Анализ"),
        ]

    def test_dashes_part_as_well(self):
        assert actions("Разработка критериев\n- отбор\n– обучение\n• встреча") == [
            ("", "Разработка критериев"), ("", "отбор"), ("", "обучение"), ("", "встреча"),
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["", "\n \n"])
    def test_nothing_is_none(self, text):
        assert actions(text) == []

    def test_a_year_at_the_beginning_is_no_number(self):
        assert actions("2024 год: итоги") == [("", "2024 год: итоги")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5.5 Мониторинг процесса", ("5.5", "Мониторинг процесса")), ("1. Нормативное", ("1", "Нормативное")),
        ("6.1.2. На уровне", ("6.1.2", "На уровне")), ("Мероприятия", ("", "Мероприятия")), ("12", ("", "12")),
    ],
)  # fmt: skip
def test_a_number_before_words(text, found):
    assert number_and_words(text) == found


class TestResponsible:
    @pytest.mark.parametrize(
        ("text", "people"),
        [
            ("Куратор", ("Куратор",)),
            ("Директор учреждения. Куратор", ("Директор учреждения", "Куратор")),
            ("Зам. директора, кураторы и координатор", ("Зам. директора", "кураторы и координатор")),
            ("Кураторы\nНаставники\nПедагог - психолог", ("Кураторы", "Наставники", "Педагог - психолог")),
            ("методисты; педагоги (русский язык, литература)", ("методисты", "педагоги (русский язык, литература)")),
            ("", ()), (" ,; ", ()),
        ],
    )  # fmt: skip
    def test_are_parted(self, text, people):
        assert responsible(text) == people


class TestResources:
    def test_both_sides_under_their_headings(self):
        text = "Внутренние ресурсы:\n- кадровый потенциал ОУ\n- школьный сайт;\nВнешние:\n- социальное партнерство"
        assert resources(text) == (("кадровый потенциал ОУ", "школьный сайт"), ("социальное партнерство",))

    def test_without_headings_they_are_inside(self):
        assert resources("- сайт\n- кабинет") == (("сайт", "кабинет"), ())

    def test_words_on_the_line_of_the_heading_count(self):
        assert resources("Внешние ресурсы: вуз") == ((), ("вуз",))

    def test_outside_may_come_first(self):
        assert resources("Внешние: вуз\nВнутренние: сайт") == (("сайт",), ("вуз",))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1 этап «Подготовка условий» сентябрь - октябрь 2024 года",
         StageHeading(1, "Подготовка условий", "сентябрь - октябрь 2024 года")),
        ("Блок 3 «Формирование базы»\nоктябрь 2024 года, далее постоянно",
         StageHeading(3, "Формирование базы", "октябрь 2024 года, далее постоянно")),
        ("Этап № 4. Отбор и обучение", StageHeading(4, "Отбор и обучение", "")),
        ("7. Завершение", StageHeading(7, "Завершение", "")),
        ("Завершение", StageHeading(None, "Завершение", "")),
        ("2 этап \"База\", октябрь", StageHeading(2, "База", "октябрь")),
    ],
)  # fmt: skip
def test_the_heading_of_a_stage(text, heading):
    assert stage_heading(text) == heading


class TestColumns:
    @pytest.mark.parametrize(
        ("heading", "column"),
        [
            ("№ п/п", Column.NUMBER), ("п/п", Column.NUMBER), ("Наименование этапа", Column.STAGE),
            ("Содержание/сроки этапов реализации модели", Column.STAGE), ("Мероприятие", Column.EVENT),
            ("Наименование мероприятия", Column.EVENT), ("Содержание деятельности", Column.CONTENT),
            ("Работа внутри учреждения", Column.INSIDE), ("Работа с внешней средой", Column.OUTSIDE),
            ("Ресурсы для реализации этапа (внутренние/внешние)", Column.RESOURCES), ("Сроки\nреализации", Column.TERM),
            ("Ответственный исполнитель", Column.RESPONSIBLE), ("Результат. Вид документа", Column.RESULT),
            ("Примечание", None), ("", None),
        ],
    )  # fmt: skip
    def test_are_known_by_their_headings(self, heading, column):
        assert column_of(heading) == column

    def test_the_first_of_two_alike_counts(self):
        assert headings(row("Сроки", "Мероприятие", "Сроки факт")) == {Column.TERM: 0, Column.EVENT: 1}

    def test_the_heading_row_may_stand_below_others(self):
        rows = (across("План"), row("Утверждаю", "Директор", ""), row("Мероприятие", "Сроки", "Ответственный"))
        assert find_header(rows)[0] == 2

    @pytest.mark.parametrize(
        "cells", [("Фамилия", "Класс"), ("Мероприятие", "Класс"), ("Сроки", "Ответственный"), ("", "")]
    )
    def test_other_tables_have_none(self, cells):
        assert find_header((row(*cells),)) is None

    @pytest.mark.parametrize(
        ("cells", "so"), [(("1", "2", "3"), True), (("1", "3", "2"), False), (("1", "", "3"), False)]
    )
    def test_the_row_that_counts_columns(self, cells, so):
        assert is_counting(row(*cells)) is so


def test_a_row_of_one_cell_only_is_across():
    assert across("Раздел").is_across
    assert not row("Раздел", "").is_across
    assert not row("Раздел").is_across
