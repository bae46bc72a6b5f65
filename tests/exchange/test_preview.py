"""The preview: every row in one of three groups, every problem at its row and column."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastavnik.exchange.columns import recognise
from nastavnik.exchange.doubles import Known
from nastavnik.exchange.preview import Preview, Purpose, RowStatus, build_preview, guess_purpose
from nastavnik.exchange.tables import Row, Table

HEAD = "Фамилия;Имя;Отчество;Класс;Дата рождения;Пол\n"
EVA = "Ткач;Ева;Игоревна;7В;01.02.2013;ж\n"


def statuses(preview):
    return [row.status for row in preview.rows]


def problems(preview):
    return [
        (problem.row, problem.column, problem.message, problem.severity)
        for row in preview.rows
        for problem in row.problems
    ]


class TestRows:
    def test_a_sound_row_is_taken(self, preview_of):
        preview = preview_of(HEAD + EVA)
        assert statuses(preview) == [RowStatus.TAKEN]
        assert preview.rows[0].values == {
            "last_name": "Ткач", "first_name": "Ева", "patronymic": "Игоревна", "grade": 7, "letter": "В",
            "birth_date": "2013-02-01", "sex": "f", "kind": "pupil",
        }  # fmt: skip

    def test_rows_are_numbered_as_in_the_file(self, preview_of):
        preview = preview_of(f"Список\n\n{HEAD}{EVA}\n{EVA.replace('Ева', 'Анна')}")
        assert [row.number for row in preview.rows] == [4, 6]

    @pytest.mark.parametrize(
        ("row", "reason"),
        [("Итого: 25;;;;;", "Строка итогов, а не человек."), ("ВСЕГО;25;;;;", "Строка итогов, а не человек."),
         ("Директор;Хмель Н. А.;;;;", "Строка с подписью, а не человек.")],
    )  # fmt: skip
    def test_totals_and_signatures_are_nobody(self, preview_of, row, reason):
        preview = preview_of(HEAD + EVA + row)
        assert statuses(preview) == [RowStatus.TAKEN, RowStatus.REFUSED]
        assert problems(preview) == [(3, "", reason, "error")]

    def test_a_director_with_his_own_row_is_somebody(self, preview_of):
        preview = preview_of("Должность;Фамилия;Имя;Отчество\nДиректор;Хмель;Нина;Андреевна\n")
        assert statuses(preview) == [RowStatus.TAKEN]

    def test_without_a_name_nobody_is_taken(self, preview_of):
        preview = preview_of(HEAD + ";;;7В;01.02.2013;ж\n")
        assert statuses(preview) == [RowStatus.REFUSED]
        assert "Нет фамилии или имени." in [message for _row, _column, message, _severity in problems(preview)]

    def test_more_cells_than_headings_are_a_shift(self, preview_of):
        preview = preview_of(HEAD + EVA.strip() + ";лишнее\n")
        assert problems(preview)[0][2] == "Ячеек больше, чем заголовков: проверьте кавычки и разделители."
        assert statuses(preview) == [RowStatus.REFUSED]


class TestProblems:
    @pytest.mark.parametrize(
        ("cell", "column", "severity"),
        [
            ("7В→дюжина", "Класс", "warning"), ("01.02.2013→вчера", "Дата рождения", "error"),
            ("01.02.2013→01.02.2099", "Дата рождения", "error"), ("ж→?", "Пол", "warning"),
        ],
    )  # fmt: skip
    def test_it_stands_at_its_row_and_column(self, preview_of, cell, column, severity):
        before, after = cell.split("→")
        preview = preview_of(HEAD + EVA.replace(before, after))
        assert (2, column, severity) in [(row, name, level) for row, name, _message, level in problems(preview)]
        assert (statuses(preview) == [RowStatus.REFUSED]) is (severity == "error")

    def test_the_sex_comes_from_the_patronymic_and_is_said(self, preview_of):
        preview = preview_of(HEAD + EVA.replace(";ж", ";"))
        assert preview.rows[0].values["sex"] == "f"
        assert problems(preview) == [(2, "Пол", "Пол не указан: взят из отчества.", "warning")]

    def test_a_sex_that_does_not_agree_is_said(self, preview_of):
        preview = preview_of(HEAD + EVA.replace(";ж", ";м"))
        assert preview.rows[0].values["sex"] == "m"
        assert problems(preview) == [(2, "Пол", "Пол не сходится с отчеством.", "warning")]

    def test_warnings_are_counted(self, preview_of):
        assert preview_of(HEAD + EVA.replace(";ж", ";") + EVA.replace("Ева", "Анна").replace(";ж", ";м")).warnings == 2


class TestDoubles:
    def test_a_row_repeated_in_the_file(self, preview_of):
        preview = preview_of(HEAD + EVA + EVA)
        assert statuses(preview) == [RowStatus.TAKEN, RowStatus.DOUBLE]
        assert preview.rows[1].of_row == 2

    def test_somebody_known_for_sure_is_met_again(self, preview_of):
        known = [Known("ключ", "Ткач", "Ева", "Игоревна", "2013-02-01", "6В")]
        preview = preview_of(HEAD + EVA, known)
        assert statuses(preview) == [RowStatus.TAKEN]
        assert preview.rows[0].person == "ключ"

    def test_somebody_like_a_known_one_waits(self, preview_of):
        known = [Known("ключ", "Ткач", "Ева", "", "2013-02-01", "7В")]
        row = preview_of(HEAD + EVA, known).rows[0]
        assert (row.status, row.person, row.double_exact) == (RowStatus.DOUBLE, "ключ", False)
        assert row.double_reason == "нет отчества, остальное совпадает"

    def test_an_answer_of_somebody_unknown_is_said(self, preview_of):
        preview = preview_of(HEAD + EVA, purpose=Purpose.MENTEE_ANSWERS)
        assert "Такого ученика нет в списке: будет добавлен новый человек." in problems(preview)[-1]


class TestPurposes:
    @pytest.mark.parametrize(
        ("header", "purpose"),
        [
            (["ФИО", "Класс"], Purpose.PUPILS), (["ФИО", "Должность"], Purpose.TEACHERS), (["ФИО", "Стаж"], Purpose.TEACHERS),
            (["ФИО", "С чем нужна помощь"], Purpose.MENTEE_ANSWERS), (["ФИО", "Кто вы"], Purpose.MENTOR_ANSWERS),
            (["ФИО", "Сколько наставляемых готовы взять"], Purpose.MENTOR_ANSWERS),
        ],
    )  # fmt: skip
    def test_columns_tell_what_it_is(self, header, purpose):
        assert guess_purpose(recognise(header)) == purpose

    @pytest.mark.parametrize(
        ("purpose", "kind"),
        [(Purpose.PUPILS, "pupil"), (Purpose.TEACHERS, "teacher"), (Purpose.MENTEE_ANSWERS, "pupil")],
    )
    def test_the_purpose_tells_the_kind(self, preview_of, purpose, kind):
        assert preview_of("Фамилия;Имя\nТкач;Ева\n", purpose=purpose).rows[0].values["kind"] == kind

    def test_a_mentor_with_a_class_is_a_pupil_and_without_an_employee(self, preview_of):
        text = "ФИО;Класс\nТкач Ева Игоревна;10А\nБелый Лев Ильич;\n"
        rows = preview_of(text, purpose=Purpose.MENTOR_ANSWERS).rows
        assert [row.values["kind"] for row in rows] == ["pupil", "employee"]


class TestKeptFiles:
    """Figures counted by eye in the files themselves."""

    @pytest.mark.parametrize(
        ("name", "purpose", "counts"),
        [
            ("pupils.xlsx", Purpose.PUPILS, (180, 1, 1)), ("mentee-answers.csv", Purpose.MENTEE_ANSWERS, None),
            ("teachers.xlsx", Purpose.TEACHERS, (28, 0, 0)), ("mentor-answers.xlsx", Purpose.MENTOR_ANSWERS, (24, 0, 0)),
        ],
    )  # fmt: skip
    def test_what_becomes_of_their_rows(self, previewed, name, purpose, counts):
        preview = previewed(name)
        assert preview.purpose == purpose
        found = tuple(preview.count(status) for status in (RowStatus.TAKEN, RowStatus.DOUBLE, RowStatus.REFUSED))
        assert counts is None or found == counts
        assert sum(found) == len(preview.rows)

    def test_the_last_row_of_the_pupils_is_a_total(self, previewed):
        last = previewed("pupils.xlsx").rows[-1]
        assert (last.number, last.status) == (185, RowStatus.REFUSED)
        assert last.problems[0].message == "Строка итогов, а не человек."

    def test_the_row_before_it_repeats_the_one_above(self, previewed):
        row = previewed("pupils.xlsx").rows[-2]
        assert (row.number, row.of_row) == (184, 183)

    def test_formulas_are_text(self, previewed):
        rows = [row for row in previewed("mentee-answers.csv").rows if row.values.get("expectations") == "=1+1"]
        assert rows
        assert all(problem.severity == "warning" for row in rows for problem in row.problems)


def test_it_survives_being_stored(previewed):
    preview = previewed("mentee-answers.csv")
    assert Preview.from_json(preview.to_json()) == preview


CELLS = st.one_of(
    st.sampled_from(["", "Ткач", "Ева", "7В", "Итого", "01.02.2013", "ж", "=1+1", "вт 16:00"]), st.text(max_size=12)
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6).filter(any), max_size=12))
def test_no_row_is_lost(rows):
    header = tuple(HEAD.strip().split(";"))
    table = Table(1, header, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2)))
    from datetime import date

    preview = build_preview(table, recognise(header), (), Purpose.PUPILS, date(2026, 11, 21))
    assert [row.number for row in preview.rows] == [row.number for row in table.rows]
    assert sum(preview.count(status) for status in RowStatus) == len(rows)
    assert all(row.errors or row.status != RowStatus.REFUSED for row in preview.rows)
