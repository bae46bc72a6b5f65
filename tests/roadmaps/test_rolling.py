"""Last cycle's road map for the next: the real maps of two years are the proof, changed word by word."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import Programme
from nastavnik.roadmaps import queries, services
from nastavnik.roadmaps.comparison import Part, Piece, compare, differing_words
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus
from nastavnik.roadmaps.outline import NO_SOURCE, Outline, OutlineActivity, OutlineStage, Problem, Side
from nastavnik.roadmaps.reading import read_file
from nastavnik.roadmaps.rolling import roll_over, shift_school_years
from nastavnik.roadmaps.terms import Sure, parse, school_year
from tests import factories as f
from tests.roadmaps.conftest import EXAMPLES


def example(name):
    return read_file((EXAMPLES / f"{name}.docx").read_bytes(), f"{name}.docx")


def activity(text, term="", number="", **more):
    return OutlineActivity(number, text, Side.NONE, parse(term, period=school_year(2020)), NO_SOURCE, **more)


def outline(*stages, title="План"):
    return Outline(
        title,
        tuple(OutlineStage(number, f"Этап {number}", parse(""), rows) for number, rows in enumerate(stages, 1)),
    )


class TestTheRealMaps:
    def test_the_map_of_2023_rolled_over_is_the_map_of_2024(self):
        rolled = roll_over(example("roadmap-school-2023"), years=1, period=school_year(2024))
        expected = example("roadmap-school-2024").to_json()["stages"][1:]  # the file of 2023 begins with stage 2
        assert rolled.to_json()["stages"] == expected

    def test_it_is_so_through_the_database_too(self, within, actor, school):
        before = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2023))
        kept = services.keep_outline(
            actor=actor, programme=before, outline=example("roadmap-school-2023"), filename="карта.docx"
        )
        rolled = services.roll_over(actor=actor, roadmap=kept, years=1, title="Рядом")
        assert (
            queries.outline_of(rolled).to_json()["stages"] == (example("roadmap-school-2024").to_json()["stages"][1:])
        )

    def test_what_changed_is_the_years_of_six_terms(self):
        before = example("roadmap-school-2023")
        changes = compare(before, roll_over(before, years=1, period=school_year(2024)))
        assert [[each.part for each in change.differences] for change in changes] == [[Part.TERM]] * 6
        assert [change.activities for change in changes] == [()] * 6

    def test_the_two_files_differ_by_the_first_stage_and_the_years(self):
        changes = compare(example("roadmap-school-2023"), example("roadmap-school-2024"))
        assert [(change.before is None, len(change.activities)) for change in changes] == [(True, 0)] + [(False, 0)] * 6

    def test_the_plan_of_2020_asks_where_a_person_must_decide(self):
        rolled = roll_over(example("plan-implementation-2020"), years=1, period=school_year(2021))
        assert rolled.title.endswith("2021-2022")
        rows = {row.number: row for stage in rolled.stages for row in stage.activities}
        assert (rows["1.7"].term.text, rows["1.7"].term.end) == ("до 27.10.2021", date(2021, 10, 27))
        assert rows["3.1"].text == "Формирование базы наставляемых в 2021 – 2022 учебном году"
        assert rows["3.6"].term.sure == Sure.ASK
        # the order of 2019 is no year of the plan, «в 2020 г.» may be one
        assert "от 25.12.2019 № Р-145" in rows["1.8"].text
        assert Problem.YEAR_IN_TEXT not in rows["1.8"].problems
        assert Problem.YEAR_IN_TEXT in rows["1.7"].problems

    def test_the_municipal_map_moves_whole(self):
        before = example("roadmap-municipal-2022")
        rolled = roll_over(before, years=2, period=school_year(2024))
        pairs = [
            (old.term, new.term)
            for one, other in zip(before.stages, rolled.stages, strict=True)
            for old, new in zip(one.activities, other.activities, strict=True)
        ]
        assert len(pairs) == 16 + 4 + 5 + 4 + 7 + 6 + 8  # counted in the file
        assert all(new.end.year == old.end.year + 2 and new.resolved == old.resolved for old, new in pairs)


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("в 2020 – 2021 учебном году", "в 2021 – 2022 учебном году"), ("на 2020/21 уч. год", "на 2021/22 уч. год"),
        ("программа на 2020-2024 годы", "программа на 2020-2024 годы"), ("от 25.12.2019 № Р-145", "от 25.12.2019 № Р-145"),
        ("2099/2100", "2099/2100"), ("с 2021 г.", "с 2021 г."), ("", ""),
    ],
)  # fmt: skip
def test_only_school_years_of_a_text_move(words, later):
    assert shift_school_years(words, 1) == later


class TestComparing:
    def test_equal_maps_do_not_differ(self):
        one = outline((activity("Сбор"), activity("Итоги")))
        assert compare(one, one) == []

    def test_new_gone_and_other(self):
        before = outline((activity("Собрать анкеты учеников"), activity("Провести праздник")))
        after = outline((activity("Собрать анкеты учеников и родителей"), activity("Издать приказ")))
        [stage] = compare(before, after)
        assert [
            (change.before and change.before.text, change.after and change.after.text) for change in stage.activities
        ] == [
            ("Собрать анкеты учеников", "Собрать анкеты учеников и родителей"), (None, "Издать приказ"),
            ("Провести праздник", None),
        ]  # fmt: skip

    def test_a_moved_row_is_the_same(self):
        before = outline((activity("Сбор"), activity("Итоги"), activity("Праздник")))
        after = outline((activity("Праздник"), activity("Сбор"), activity("Итоги")))
        assert compare(before, after) == []

    def test_equal_texts_are_told_apart_by_what_is_left(self):
        before = outline((activity("Встреча", "май 2020 г."), activity("Встреча", "июнь 2020 г.")))
        after = outline((activity("Встреча", "май 2020 г."), activity("Встреча", "июль 2020 г.")))
        [stage] = compare(before, after)
        [only] = stage.activities
        assert [(each.before, each.after) for each in only.differences] == [("июнь 2020 г.", "июль 2020 г.")]

    def test_every_part_is_compared(self):
        old = activity("Сбор", "май 2020 г.", responsible=("Куратор",), resources_inside=("сайт",), result="Список")
        new = OutlineActivity(
            "", "Сбор", Side.OUTSIDE, parse("июнь 2020 г."), NO_SOURCE, ("Завуч",), ("зал",), (), "База"
        )
        [stage] = compare(outline((old,)), outline((new,)))
        assert [each.part for each in stage.activities[0].differences] == [
            Part.TERM, Part.SIDE, Part.RESPONSIBLE, Part.RESOURCES, Part.RESULT
        ]  # fmt: skip

    def test_stages_are_found_by_their_names(self):
        one, two = OutlineStage(1, "База наставников", parse(""), ()), OutlineStage(2, "Отбор", parse(""), ())
        other = OutlineStage(2, "Формирование пар", parse(""), ())
        changes = compare(Outline("", (one, two)), Outline("", (other, one)))
        assert [(change.before, change.after) for change in changes] == [(None, other), (two, None)]

    @pytest.mark.parametrize(
        ("before", "after", "pieces"),
        [
            ("май 2024 года", "май 2025 года", [("май ", "same"), ("2024 ", "gone"), ("2025 ", "new"), ("года", "same")]),
            ("", "новое", [("новое", "new")]), ("старое", "", [("старое", "gone")]), ("а б", "а б", [("а б", "same")]),
        ],
    )  # fmt: skip
    def test_by_words(self, before, after, pieces):
        assert differing_words(before, after) == [Piece(*piece) for piece in pieces]


@pytest.mark.usefixtures("within")
class TestTheService:
    @pytest.fixture
    def roadmap(self, programme):
        found = f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED, title="Карта на 2026/2027")
        stage = f.StageFactory(roadmap=found, number=1)
        f.ActivityFactory(
            stage=stage, term_text="до 15.10.2026", term_end=date(2026, 10, 15), term_kind="deadline", term_resolved=True,
            responsible=["Куратор"], resources_inside=["сайт"], result="Приказ", done_on=f.TODAY, done_note="Протокол",
            source="Утвердить", source_place="3",
        )  # fmt: skip
        return found

    @pytest.fixture
    def roll(self, actor, roadmap):
        return lambda years=1: services.roll_over(actor=actor, roadmap=roadmap, years=years, title="Рядом снова")

    def test_the_next_programme_is_opened_for_it(self, roll, programme):
        rolled = roll()
        assert (rolled.programme.year.starts_in, rolled.programme.title) == (2027, "Рядом снова")
        assert rolled.programme.status == ProgrammeStatus.PREPARING
        assert (rolled.title, rolled.status, rolled.source_name) == (
            "Карта на 2027/2028", RoadmapStatus.DRAFT, "карта.docx"
        )  # fmt: skip

    def test_work_done_stays_where_it_was_done(self, roll):
        [row] = Activity.objects.filter(stage__roadmap=roll())
        assert (row.term_text, row.term_end) == ("до 15.10.2027", date(2027, 10, 15))
        assert (row.responsible, row.resources_inside, row.result) == (["Куратор"], ["сайт"], "Приказ")
        assert (row.done_on, row.done_note, row.source, row.source_place) == (None, "", "", "")

    def test_the_old_map_stays_as_it_was(self, roll, roadmap):
        before = queries.outline_of(roadmap)
        roll()
        assert queries.outline_of(Roadmap.objects.get(pk=roadmap.pk)) == before

    def test_a_draft_is_replaced(self, roll):
        first = roll()
        second = roll()
        assert set(Roadmap.objects.filter(programme=second.programme)) == {second}
        assert first.programme == second.programme

    def test_a_confirmed_one_is_not(self, roll, actor):
        services.confirm(actor=actor, roadmap=roll(), on=f.TODAY)
        with pytest.raises(ValidationError, match="Сначала верните её на проверку"):
            roll()

    def test_nor_is_anything_written_into_a_completed_programme(self, roll, school):
        done = f.ProgrammeFactory(
            organisation=school, year=f.YearFactory(starts_in=2027), status=ProgrammeStatus.COMPLETED
        )
        with pytest.raises(ValidationError, match="Программа завершена"):
            roll()
        assert not Roadmap.objects.filter(programme=done).exists()

    def test_two_years_at_once(self, roll):
        assert Activity.objects.get(stage__roadmap=roll(2)).term_end == date(2028, 10, 15)

    def test_a_completed_cycle_is_where_it_mostly_comes_from(self, roll, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        assert roll().programme.year.starts_in == 2027

    def test_the_journal_tells_it(self, roll):
        rolled = roll()
        opened, done = JournalEntry.objects.order_by("id")
        assert (opened.action, opened.subject_id) == ("programme.continued", str(rolled.programme_id))
        assert (done.action, done.subject_id, done.details) == ("roadmap.rolled_over", str(rolled.pk), {"years": 1})

    def test_the_last_map_before_is_found(self, roll, roadmap, other_school):
        rolled = roll()
        strange = f.ProgrammeFactory(organisation=other_school, year=roadmap.programme.year)
        f.RoadmapFactory(programme=strange)
        assert queries.earlier_roadmap(rolled.programme) == roadmap
        assert queries.earlier_roadmap(Programme.objects.get(pk=roadmap.programme_id)) is None
