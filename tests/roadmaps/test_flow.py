"""Rows guessed from lines, and columns known by what stands in them."""

from __future__ import annotations

import pytest

from nastavnik.roadmaps.reading.columns import (
    Column,
    columns_by_content,
    goes_on,
    is_number,
    is_signature,
    is_term,
    share,
)
from nastavnik.roadmaps.reading.flow import heading_lines, list_rows, matrix_rows, plan_rows
from nastavnik.roadmaps.reading.page import Cell, Row
from nastavnik.roadmaps.reading.pasted import open_text
from nastavnik.roadmaps.reading.texts import actions, resources, responsible, stage_heading


def rows(*lines):
    return tuple(
        Row(number, tuple(Cell(text, number * 100 + place) for place, text in enumerate(line)))
        for number, line in enumerate(lines, start=1)
    )


def lines(*words):
    """As a PDF gives them: an empty line after each."""
    return "\n\n".join(words)


class TestAMatrix:
    def test_cells_follow_one_another(self):
        text = lines(
            "Блок 1", "«База", "наставников»", "май 2025 года,", "далее постоянно", "в процессе", "реализации", "модели",
            "наставничества", "Сбор", "анкет", "- беседа", "1.Письмо", "партнёрам", "Внутренние", "ресурсы:", "- сайт",
            "Внешние:", "- вуз", "2 этап «Пары» июнь 2025 года", "1. Подбор", "2. Приказ",
        )  # fmt: skip
        assert matrix_rows(text)[1:] == [
            [
                "Блок 1 «База наставников» май 2025 года, далее постоянно в процессе реализации модели наставничества",
                "Сбор анкет\n- беседа", "1.Письмо партнёрам", "Внутренние ресурсы:\n- сайт\nВнешние:\n- вуз",
            ],
            ["2 этап «Пары» июнь 2025 года", "1. Подбор\n2. Приказ", "", ""],
        ]  # fmt: skip

    def test_a_page_lays_the_first_lines_of_all_cells_into_one(self):
        text = (
            "Блок 1 «А» май 2025 года\nДело\nБлок 2 1.Сбор 1.Письмо Внутренние\n\n\n\n«Б» июнь 2025 года\nанкет.\n"
            "2.Итоги.\nпартнёрам (вуз).\nресурсы:\n- сайт"
        )
        assert matrix_rows(text)[2] == [
            "Блок 2 «Б» июнь 2025 года", "1.Сбор анкет.\n2.Итоги.", "1.Письмо партнёрам (вуз).",
            "Внутренние ресурсы:\n- сайт",
        ]  # fmt: skip

    def test_after_a_page_numbers_say_whose_line_it_is(self):
        text = "Блок 1 «А» май 2025 года\n1. Раз\n2. Два\n1. Вовне\n\n\n\n3. Три\n2. Вовне ещё\nБлок 2 «Б» май 2025 года\nДело"
        assert matrix_rows(text)[1][1:3] == ["1. Раз\n2. Два\n3. Три", "1. Вовне\n2. Вовне ещё"]

    @pytest.mark.parametrize("text", ["", "Блок 1 «А» май 2025 года\nДело", "этап\nблок\nДело"])
    def test_one_stage_is_no_matrix(self, text):
        assert matrix_rows(text) == []


class TestAList:
    def test_a_row_is_parted_at_its_term_and_its_persons(self):
        text = lines(
            "1. Условия", "1.1. Приказ", "о кураторе", "до 15.10.2024 Директор ОУ Приказ", "и положение",
            "1.2 Сайт в 2024 – 2025 учебном году", "в течение всего периода", "реализации ЦМН", "ОУ, кураторы Страница",
            "1.3 Обучение по отдельному графику Управление образования", "2. Итоги", "2.1 Отчёт май 2025 г. Куратор",
        )  # fmt: skip
        assert list_rows(text)[1:] == [
            ["1. Условия", "", "", "", ""],
            ["1.1", "Приказ о кураторе", "до 15.10.2024", "Директор ОУ", "Приказ и положение"],
            [
                "1.2", "Сайт в 2024 – 2025 учебном году", "в течение всего периода реализации ЦМН", "ОУ, кураторы",
                "Страница",
            ],
            ["1.3", "Обучение", "по отдельному графику", "Управление образования", ""],
            ["2. Итоги", "", "", "", ""], ["2.1", "Отчёт", "май 2025 г.", "Куратор", ""],
        ]  # fmt: skip

    def test_a_date_goes_before_words_that_point_elsewhere(self):
        text = "1.1 Отбор по списку до 15.10.2024 Куратор\n1.2 Отчёт в соответствии с планом Куратор\n1.3 Итоги май Куратор"
        assert [row[2] for row in list_rows(text)[1:]] == ["до 15.10.2024", "в соответствии с планом", "май"]

    def test_two_rows_are_no_list(self):
        assert list_rows("1.1 Раз май Куратор\n1.2 Два май Куратор") == []


class TestAPlan:
    def test_stage_event_and_contents_are_told_apart(self):
        text = lines(
            "1. Формирование", "базы наставников", "Сбор данных", "1. Анкеты учителей.", "2. Беседы.", "Ноябрь", "2024 года",
            "Нечай Н.А.", "Итоги сбора", "1. Сводка.", "май 2025 г. Кураторы Целевой модели", "Педагог - психолог",
            "2. Завершение наставничества Отчёты", "1. Отчёт.", "Июнь 2025 г. директор",
        )  # fmt: skip
        assert plan_rows(text)[1:] == [
            ["1", "Формирование базы наставников", "Сбор данных", "1. Анкеты учителей. 2. Беседы.", "Ноябрь 2024 года",
             "Нечай Н.А."],
            ["1", "Формирование базы наставников", "Итоги сбора", "1. Сводка.", "май 2025 г.",
             "Кураторы Целевой модели, Педагог - психолог"],
            ["2", "Завершение наставничества", "Отчёты", "1. Отчёт.", "Июнь 2025 г.", "директор"],
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["", "1. Первое\n2. Второе", "Просто письмо до 15.10.2024 директору"])
    def test_other_words_are_none(self, text):
        assert plan_rows(text) == []


class TestHeading:
    def test_lines_above_the_rows(self):
        text = "УТВЕРЖДЕНО\n\nДорожная карта\nна 2024 – 2025 год\n1. Подготовка\nПлан"
        assert heading_lines(text) == ("УТВЕРЖДЕНО", "Дорожная карта", "на 2024 – 2025 год")

    def test_only_if_they_name_a_plan(self):
        assert heading_lines("обрывок\nстроки\nБлок 1 «А»") == ()

    def test_a_guess_is_called_so_and_a_table_is_not(self):
        assert open_text("1.1 Раз май Куратор\n1.2 Два май Куратор\n1.3 Три май Куратор").guessed
        assert not open_text("Мероприятие\tСрок\nСбор\tмай").guessed


class TestColumnsByContent:
    def test_terms_numbers_persons_and_long_words(self):
        table = rows(
            ("1", "Провести анкетирование учеников", "май", "Куратор"),
            ("2", "Подвести итоги и сообщить родителям", "до 15.06.2025", "Нечай Н.А."),
        )
        assert columns_by_content(table) == {
            Column.TERM: 2, Column.NUMBER: 0, Column.RESPONSIBLE: 3, Column.EVENT: 1
        }  # fmt: skip

    @pytest.mark.parametrize(
        "table",
        [(), rows(("Сбор", "май")), rows(("1", "2")), rows(("Провести анкетирование учеников", "когда-нибудь"))],
    )
    def test_without_terms_or_long_words_there_are_none(self, table):
        assert columns_by_content(table) is None

    def test_empty_cells_do_not_count(self):
        table = rows(("май", ""), ("", ""), ("июнь", "Куратор"))
        assert (share(table, 0, is_term), share(table, 1, is_term)) == (1.0, 0.0)

    @pytest.mark.parametrize(
        ("words", "so"), [("1", True), ("1.2.", True), ("12.3", True), ("№ 1", False), ("2024", False)]
    )
    def test_numbers(self, words, so):
        assert is_number(words) is so

    @pytest.mark.parametrize(
        ("words", "so"), [("май", True), ("15.10.2024", True), ("1.2", False), ("", False), ("да", False)]
    )
    def test_terms(self, words, so):
        assert is_term(words) is so

    def test_a_table_goes_on_where_terms_stand_under_terms(self):
        columns, captions = {Column.EVENT: 0, Column.TERM: 1}, ("Мероприятие", "Срок")
        assert goes_on(rows(("Сбор", "май"), ("Итоги", "июнь")), columns, captions)
        assert not goes_on(rows(("Нечай", "8А")), columns, captions)
        assert not goes_on(rows(("Сбор", "май", "Куратор")), columns, captions)
        assert not goes_on((), columns, captions)
        assert goes_on(rows(("Сбор", "беседа")), {Column.EVENT: 0}, captions)

    @pytest.mark.parametrize(
        ("words", "so"),
        [("Директор ____ Нечай", True), ("УТВЕРЖДАЮ", True), ("М.П.", True), ("Согласовано", True), ("Куратор /Нечай/", True),
         ("Утвердить положение", False), ("Согласование с партнёрами", False), ("Встреча /беседа/", False)],
    )  # fmt: skip
    def test_signatures(self, words, so):
        assert is_signature(rows((words, ""))[0]) is so


class TestCells:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("1.Раз 2.Два 3.Три", [("1", "Раз"), ("2", "Два"), ("3", "Три")]),
            ("1. По п. 3 приказа 2. Итоги", [("1", "По п. 3 приказа"), ("2", "Итоги")]),
            ("Отобрать. - обучить", [("", "Отобрать."), ("", "обучить")]),
            ("Сбор - дело общее", [("", "Сбор - дело общее")]),
            ("• Раз\n◦ внутри\n• Два", [("", "Раз – внутри"), ("", "Два")]),
            ("◦ сразу внутри", [("", "сразу внутри")]),
        ],
    )
    def test_actions(self, text, found):
        assert actions(text) == found

    def test_resources_on_one_line(self):
        text = "Внутренние ресурсы: - сайт - АИС «Сетевой город» Внешние: - вуз - педагоги -психологи"
        assert resources(text) == (("сайт", "АИС «Сетевой город»"), ("вуз", "педагоги -психологи"))

    @pytest.mark.parametrize(
        ("text", "found"), [("Нечай Н.А.", ("Нечай Н.А.",)), ("Нечай Н.А., директор.", ("Нечай Н.А.", "директор"))]
    )
    def test_the_full_stop_of_initials_stays(self, text, found):
        assert responsible(text) == found

    def test_a_heading_whose_beginning_was_cut_off(self):
        heading = stage_heading("базы наставляемых» октябрь 2024 года")
        assert (heading.number, heading.title, heading.term) == (None, "базы наставляемых", "октябрь 2024 года")
