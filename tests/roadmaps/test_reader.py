"""Reading road maps: the five real-shaped files, and shapes of our own. Figures were counted in the files by hand."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from nastavnik.roadmaps.outline import Problem, Side
from nastavnik.roadmaps.reading import problem_sentence, problem_sentences, read_file, term_reason
from nastavnik.roadmaps.terms import TermKind, Why, school_year
from tests.roadmaps.conftest import EXAMPLES


@cache
def example(name, **more):
    return read_file((EXAMPLES / f"{name}.docx").read_bytes(), f"{name}.docx", **more)


def activities(outline):
    return [activity for stage in outline.stages for activity in stage.activities]


def by_number(outline, number):
    return next(activity for activity in activities(outline) if activity.number == number)


class TestSchool2024:
    """A matrix: a row is a stage, its inside and outside work stand beside one another."""

    @pytest.fixture
    def read(self):
        return example("roadmap-school-2024")

    def test_seven_stages_in_their_order(self, read):
        assert [(stage.number, stage.title) for stage in read.stages] == [
            (1, "Подготовка условий для запуска программы наставничества"),
            (2, "Формирование базы наставляемых"),
            (3, "Формирование базы наставников"),
            (4, "Отбор и обучение наставников"),
            (5, "Формирование наставнических пар или групп"),
            (6, "Организация работы наставнических пар или групп"),
            (7, "Завершение наставничества"),
        ]

    def test_terms_of_stages(self, read):
        spans = [(stage.term.start, stage.term.end, stage.term.open_ended) for stage in read.stages]
        assert spans == [
            (date(2024, 9, 1), date(2024, 10, 31), False), (date(2024, 10, 1), date(2024, 10, 31), True),
            (date(2024, 10, 1), date(2024, 11, 30), True), (date(2024, 11, 1), date(2025, 6, 30), True),
            (date(2025, 8, 1), date(2025, 9, 30), True), (date(2025, 10, 1), date(2025, 10, 31), True),
            (date(2025, 11, 1), date(2025, 12, 31), True),
        ]  # fmt: skip

    def test_inside_and_outside_work(self, read):
        sides = [
            (
                sum(a.side == Side.INSIDE for a in stage.activities),
                sum(a.side == Side.OUTSIDE for a in stage.activities),
            )
            for stage in read.stages
        ]
        assert sides == [(5, 2), (4, 0), (2, 1), (2, 1), (2, 1), (6, 2), (6, 2)]

    def test_an_activity_whole(self, read):
        first = read.stages[0].activities[0]
        assert (first.number, first.text) == ("1", "Разработать и утвердить положение о наставничестве.")
        assert first.resources_inside == ("кадровый потенциал ОУ", "школьный менеджмент", "органы самоуправления ОУ")
        assert first.resources_outside == ("социальное партнерство",)
        assert first.problems == (Problem.TERM_FROM_STAGE,)
        assert first.source.text.startswith("1.Разработать и утвердить положение о наставничестве.\n2.Подготовить")
        assert (first.source.row, first.source.column) == (2, "Работа внутри учреждения")

    def test_nothing_is_left_for_a_person(self, read):
        assert all(activity.term.resolved for activity in activities(read))


class TestSchool2023:
    def test_it_begins_with_the_second_stage(self):
        assert [stage.number for stage in example("roadmap-school-2023").stages] == [2, 3, 4, 5, 6, 7]

    def test_a_year_earlier_than_the_other(self):
        old, new = example("roadmap-school-2023"), example("roadmap-school-2024")
        for before, after in zip(old.stages, new.stages[1:], strict=True):
            assert before.title == after.title
            assert (before.term.start.year + 1, before.term.end.year + 1) == (
                after.term.start.year,
                after.term.end.year,
            )


class TestImplementation2020:
    """A list of events under headings that go across, with subsections."""

    @pytest.fixture
    def read(self):
        return example("plan-implementation-2020")

    def test_six_sections(self, read):
        assert [(stage.number, len(stage.activities)) for stage in read.stages] == [
            (1, 3), (2, 3), (3, 6), (4, 4), (5, 7), (6, 3)
        ]  # fmt: skip
        assert read.stages[0].title == "Нормативное правовое регулирование внедрения целевой модели наставничества"

    @pytest.mark.parametrize(
        ("number", "kind", "start", "end", "resolved"),
        [
            ("1.7", TermKind.DEADLINE, None, date(2020, 10, 27), True),
            ("2.3", TermKind.SCHOOL_YEAR, date(2020, 9, 1), date(2021, 8, 31), True),
            ("3.1", TermKind.DEADLINE, None, date(2020, 10, 30), True),
            ("3.3", TermKind.SCHEDULE, None, None, False),
            ("3.5", TermKind.SCHEDULE, None, None, False),
            ("3.6", TermKind.SCHEDULE, date(2021, 5, 1), date(2021, 5, 31), False),
            ("5.5", TermKind.EMPTY, None, None, False),
            ("5.6", TermKind.MONTH, date(2020, 12, 1), date(2020, 12, 31), True),
            ("6.1.1", TermKind.SPAN, date(2020, 6, 1), date(2021, 5, 31), True),
        ],
    )
    def test_terms(self, read, number, kind, start, end, resolved):
        term = by_number(read, number).term
        assert (term.kind, term.start, term.end, term.resolved) == (kind, start, end, resolved)

    def test_a_row_across_that_has_no_rows_below_is_an_activity(self, read):
        lone = by_number(read, "5.5")
        assert lone.text.startswith("Мониторинг процесса реализации программ наставничества")
        assert set(lone.problems) == {Problem.TERM_MISSING, Problem.RESPONSIBLE_MISSING}

    def test_a_row_across_with_rows_below_stands_before_each(self, read):
        texts = [by_number(read, number).text for number in ("6.1.1", "6.1.2")]
        heading = "Контроль реализации мероприятий по внедрению целевой модели наставничества: "
        assert all(text.startswith(heading) for text in texts)
        assert texts[1].startswith(f"{heading}на уровне муниципалитета")

    def test_results_and_responsible(self, read):
        found = by_number(read, "3.3")
        assert found.responsible == ("Управление образования", "институт развития образования")
        assert by_number(read, "1.7").result == "Соглашения с организациями - партнерами"

    def test_an_alternative_is_marked(self, read):
        assert Problem.TERM_ALTERNATIVE in by_number(read, "3.6").problems


class TestMunicipal2022:
    """A list whose stage and event stand in merged cells over several rows."""

    @pytest.fixture
    def read(self):
        return example("roadmap-municipal-2022")

    def test_seven_stages_named_once(self, read):
        assert [stage.number for stage in read.stages] == [1, 2, 3, 4, 5, 6, 7]

    def test_the_contents_of_a_cell_are_parted(self, read):
        event = "Информирование о возможностях и целях целевой модели наставничества"
        texts = [a.text for a in read.stages[0].activities if a.text.startswith(event)]
        assert texts == [
            f"{event}: Выступление на совещании директоров.", f"{event}: Информирование на сайте.",
            f"{event}: Информирование внешней среды.",
        ]  # fmt: skip

    def test_a_slip_of_the_pen_is_noticed(self, read):
        """The plan is of 2022/23; an order «in October 2021» lies before it."""
        slips = [a for a in activities(read) if Problem.TERM_OUTSIDE_PERIOD in a.problems]
        assert {a.term.text for a in slips} == {"Октябрь 2021 года"}

    def test_a_decade(self, read):
        found = next(a for a in activities(read) if a.term.kind == TermKind.DECADE)
        assert (found.term.start, found.term.end) == (date(2022, 11, 1), date(2022, 11, 10))

    def test_the_whole_year_is_the_plans(self, read):
        found = next(a for a in activities(read) if a.term.text == "В течение года")
        assert (found.term.start, found.term.end) == (date(2022, 9, 1), date(2023, 8, 31))

    def test_who_answers_for_the_work(self, read):
        found = next(a for a in activities(read) if "Издание приказа «Об утверждении" in a.text)
        assert found.responsible == ("Кураторы Целевой модели наставничества", "Наставники", "Педагог - психолог")


class TestCalendar:
    """Three columns, no numbers, no stages, no year."""

    def test_without_a_period_months_stay_open(self):
        read = example("calendar-mentor-school")
        assert [stage.title for stage in read.stages] == ["Календарный план работы школы наставника"]
        assert len(activities(read)) == 9
        assert not any(a.term.resolved for a in activities(read))

    def test_with_the_programmes_year_all_are_settled(self):
        read = example("calendar-mentor-school", period=school_year(2026))
        assert [(a.term.start, a.term.end) for a in activities(read)] == [
            (date(2026, 9, 1), date(2026, 9, 30)), (date(2026, 9, 1), date(2026, 9, 30)),
            (date(2026, 9, 1), date(2026, 10, 31)), (date(2026, 12, 1), date(2026, 12, 31)),
            (date(2026, 9, 1), date(2027, 8, 31)), (date(2026, 9, 1), date(2027, 8, 31)),
            (date(2026, 9, 1), date(2027, 8, 31)), (date(2027, 6, 1), date(2027, 6, 30)),
            (date(2027, 8, 1), date(2027, 8, 31)),
        ]  # fmt: skip

    def test_two_persons_in_one_cell(self):
        assert activities(example("calendar-mentor-school"))[5].responsible == ("Директор учреждения", "Куратор")


class TestShapes:
    def test_columns_may_stand_in_any_order(self, word):
        data = word([("Ответственные", "Сроки", "Мероприятия"), ("Куратор", "май 2025 г.", "Итоги")])
        [only] = activities(read_file(data, "к.docx"))
        assert (only.text, only.responsible, only.term.end) == ("Итоги", ("Куратор",), date(2025, 5, 31))

    def test_two_tables_are_one_map(self, word):
        head = ("Мероприятия", "Сроки")
        data = word(
            [head, ("Сбор", "май 2025 г.")], [("ФИО", "Класс"), ("Нечай", "8")], [head, ("Итоги", "июнь 2025 г.")]
        )
        assert [a.text for a in activities(read_file(data, "к.docx"))] == ["Сбор", "Итоги"]

    def test_empty_rows_and_the_counting_row_are_passed_over(self, word):
        data = word([("Мероприятия", "Сроки"), ("1", "2"), ("", ""), ("Сбор", "май 2025 г.")])
        assert [a.text for a in activities(read_file(data, "к.docx"))] == ["Сбор"]

    def test_a_stage_of_its_own_column(self, word):
        data = word([
            ("№", "Этап", "Мероприятия", "Сроки"), ("1", "База", "Сбор", "май 2025 г."), ("1", "База", "Анкеты", ""),
            ("2", "Отбор", "Школа", "июнь 2025 г."),
        ])  # fmt: skip
        read = read_file(data, "к.docx")
        assert [(s.number, s.title, len(s.activities)) for s in read.stages] == [(1, "База", 2), (2, "Отбор", 1)]
        assert set(activities(read)[1].problems) == {Problem.TERM_MISSING}

    def test_an_unsure_period_is_the_callers(self, word):
        data = word([("Мероприятия", "Сроки"), ("Сбор", "май")], title="План")
        [only] = activities(read_file(data, "к.docx", period=school_year(2026)))
        assert only.term.end == date(2027, 5, 31)

    def test_the_title_of_the_file_goes_before_the_callers(self, word):
        data = word([("Мероприятия", "Сроки"), ("Сбор", "май")], title="План на 2024-2025 учебный год")
        [only] = activities(read_file(data, "к.docx", period=school_year(2026)))
        assert only.term.end == date(2025, 5, 31)


class TestBesideTheDate:
    def test_a_person_in_the_cell_of_the_term_answers_for_it(self, word):
        data = word([("Мероприятия", "Сроки"), ("Сбор", "до 15.10.2024, директор"), ("Итоги", "май 2025 г.")])
        first, second = activities(read_file(data, "к.docx"))
        assert (first.term.end, first.responsible, second.responsible) == (date(2024, 10, 15), ("директор",), ())

    def test_but_not_where_the_column_names_another(self, word):
        data = word([("Мероприятия", "Сроки", "Ответственный"), ("Сбор", "до 15.10.2024, директор", "Куратор")])
        assert activities(read_file(data, "к.docx"))[0].responsible == ("Куратор",)


class TestJson:
    def test_the_keys_that_others_rely_on(self):
        stage = example("roadmap-school-2024").to_json()["stages"][0]
        assert stage["term"] == {
            "text": "сентябрь - октябрь 2024 года", "start": "2024-09-01", "end": "2024-10-31", "kind": "span",
            "open_ended": False, "resolved": True,
        }  # fmt: skip
        activity = stage["activities"][0]
        assert list(activity) == ["number", "text", "side", "term", "responsible", "resources", "result"]
        assert (activity["side"], activity["responsible"], activity["result"]) == ("inside", [], "")
        assert set(activity["resources"]) == {"inside", "outside"}

    def test_days_not_known_are_null(self):
        term = by_number(example("plan-implementation-2020"), "3.3").to_json()["term"]
        assert (term["start"], term["end"], term["resolved"]) == (None, None, False)


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_a_sentence(problem):
    assert problem_sentence(problem).endswith((".", "?"))


@pytest.mark.parametrize("note", [note for note in Why if note])
def test_every_reason_is_a_sentence(note):
    assert term_reason(note).endswith((".", "?"))


def test_certainty_needs_no_words():
    assert term_reason("") == ""


def test_a_reason_is_not_said_twice():
    both = [Problem.TERM_UNRESOLVED, Problem.RESPONSIBLE_MISSING]
    assert problem_sentences(both, Why.SCHEDULE) == ["Ответственный не указан."]
    assert len(problem_sentences(both, "")) == 2
