"""Editing a draft: tables of stages, what follows the stage's term, moving and removing; never in a confirmed map."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.roadmaps import services
from nastavnik.roadmaps.models import Activity, RoadmapStatus, Stage
from nastavnik.roadmaps.outline import STAGE_NAMES, Problem
from nastavnik.roadmaps.terms import Sure, TermKind, parse, school_year
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
PLAN = school_year(2026)


def row(text="Сбор", **more):
    empty = {
        "number": "", "side": "none", "term_text": "", "responsible": [], "resources_inside": [],
        "resources_outside": [], "result": "",
    }  # fmt: skip
    return {"text": text, **empty, **more}


def kept(stage):
    return list(Activity.objects.filter(stage=stage).order_by("position"))


@pytest.fixture
def roadmap(programme):
    return f.RoadmapFactory(programme=programme)


@pytest.fixture
def stage(roadmap):
    found = f.StageFactory(roadmap=roadmap, number=1, position=1, title="База")
    with everything():
        found.take_term(parse("октябрь 2026 года", period=PLAN))
        found.store()
    return found


@pytest.fixture
def edit(actor, stage):
    def edit(*rows, **values):
        heading = {"number": stage.number, "title": stage.title, "term_text": stage.term_text} | values
        return services.edit_stage(actor=actor, stage=stage, values=heading, rows=rows)

    return edit


class TestANewRow:
    def test_stands_last(self, edit, stage):
        f.ActivityFactory(stage=stage, position=4)
        edit((None, row("Первое")), (None, row("Второе")))
        assert [(each.text, each.position) for each in kept(stage)][1:] == [("Первое", 5), ("Второе", 6)]

    def test_with_a_term_of_its_own(self, edit, stage):
        edit((None, row(term_text="до 15 мая")))
        [only] = kept(stage)
        assert (only.term_end, only.term_kind, only.term_sure) == (date(2027, 5, 15), TermKind.DEADLINE, Sure.ASSUMED)
        assert only.problems == []

    def test_with_none_follows_the_stage(self, edit, stage):
        edit((None, row()))
        [only] = kept(stage)
        assert (only.term_text, only.term_end) == ("октябрь 2026 года", date(2026, 10, 31))
        assert only.problems == [Problem.TERM_FROM_STAGE]

    def test_of_a_stage_without_a_term_has_none(self, edit, stage):
        edit((None, row()), term_text="")
        [only] = kept(stage)
        assert (only.term_kind, only.term_resolved, only.problems) == (TermKind.EMPTY, False, [Problem.TERM_MISSING])

    def test_with_words_that_nobody_understands_is_marked(self, edit, stage):
        edit((None, row(term_text="как получится")))
        [only] = kept(stage)
        assert (only.term_sure, only.problems) == (Sure.ASK, [Problem.TERM_UNRESOLVED])


class TestAKnownRow:
    @pytest.fixture
    def activity(self, stage):
        return f.ActivityFactory(
            stage=stage, position=1, term_text="по графику", term_kind="schedule", term_start=date(2026, 12, 1),
            term_end=date(2026, 12, 20), term_resolved=True, problems=[Problem.RESPONSIBLE_MISSING],
            done_on=f.TODAY, done_note="Протокол", source="Сбор анкет", source_place="3",
        )  # fmt: skip

    def test_days_that_a_person_decided_stay_while_the_words_do(self, edit, activity):
        edit((activity, row("Сбор анкет", term_text="по графику")))
        activity.refresh_from_db()
        assert (activity.text, activity.term_end, activity.term_resolved) == ("Сбор анкет", date(2026, 12, 20), True)

    def test_other_words_are_understood_anew(self, edit, activity):
        edit((activity, row(term_text="май")))
        activity.refresh_from_db()
        assert (activity.term_start, activity.term_end) == (date(2027, 5, 1), date(2027, 5, 31))

    def test_no_words_mean_the_stages_term(self, edit, activity):
        edit((activity, row(term_text="")))
        activity.refresh_from_db()
        assert (activity.term_text, activity.problems) == ("октябрь 2026 года", [Problem.TERM_FROM_STAGE])

    def test_a_named_person_is_missing_no_more(self, edit, activity):
        edit((activity, row(term_text="по графику", responsible=["Куратор"])))
        activity.refresh_from_db()
        assert (activity.responsible, activity.problems) == (["Куратор"], [])

    def test_what_was_done_and_where_it_came_from_stay(self, edit, activity):
        edit((activity, row("Другое")))
        activity.refresh_from_db()
        assert (activity.done_on, activity.done_note) == (f.TODAY, "Протокол")
        assert (activity.source, activity.source_place) == ("Сбор анкет", "3")

    def test_without_words_it_is_refused_whole(self, edit, activity, stage):
        with pytest.raises(ValidationError) as caught:
            edit((None, row("Новое")), (activity, row("")), title="Другое")
        assert "text" in caught.value.message_dict
        stage.refresh_from_db()
        assert (stage.title, len(kept(stage))) == ("База", 1)


class TestTheStage:
    def test_those_who_follow_it_go_along(self, edit, stage):
        edit((None, row("Своё", term_text="май")), (None, row("Общее")))
        edit(term_text="ноябрь 2026 года, далее постоянно")
        own, common = kept(stage)
        assert (own.term_text, own.open_ended) == ("май", False)
        assert (common.term_text, common.open_ended) == ("ноябрь 2026 года, далее постоянно", True)

    def test_a_follower_that_is_written_anew_goes_along_too(self, edit, stage):
        edit((None, row("Общее")))
        [common] = kept(stage)
        edit((common, row("Общее дело", term_text=common.term_text)), term_text="ноябрь 2026 года")
        [common] = kept(stage)
        assert (common.text, common.term_end) == ("Общее дело", date(2026, 11, 30))

    def test_its_decided_days_stay_while_its_words_do(self, edit, stage):
        with everything():
            stage.term_end = date(2026, 10, 20)
            stage.store()
        edit(title="База наставляемых")
        stage.refresh_from_db()
        assert (stage.title, stage.term_end) == ("База наставляемых", date(2026, 10, 20))

    def test_the_journal_counts_rows_and_names_nobody(self, edit, stage):
        edit((None, row(responsible=["Нечай Н. А."])))
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id, entry.details) == (
            "roadmap.stage_edited", str(stage.pk), {"rows": 1}
        )  # fmt: skip


class TestAddingStages:
    def test_it_gets_the_next_number_and_place(self, actor, roadmap, stage):
        added = services.add_stage(actor=actor, roadmap=roadmap, title="Итоги")
        assert (added.number, added.position, added.title) == (2, 2, "Итоги")

    def test_the_first_is_the_first(self, actor, roadmap):
        assert services.add_stage(actor=actor, roadmap=roadmap, title="Итоги").number == 1

    def test_a_map_begun_here_has_the_seven(self, actor, programme):
        begun = services.start_roadmap(actor=actor, programme=programme, title="Карта", source_name="здесь")
        stages = Stage.objects.filter(roadmap=begun)
        assert tuple(stages.values_list("title", flat=True)) == STAGE_NAMES
        assert {each.term_kind for each in stages} == {TermKind.EMPTY}

    def test_a_draft_that_is_there_is_not_lost(self, actor, programme, stage):
        with pytest.raises(ValidationError, match="Дорожная карта уже есть"):
            services.start_roadmap(actor=actor, programme=programme, title="Карта", source_name="здесь")
        assert list(Stage.objects.all()) == [stage]


class TestMoving:
    @pytest.fixture
    def three(self, stage):
        return [f.ActivityFactory(stage=stage, position=place, text=str(place)) for place in (1, 2, 3)]

    @pytest.fixture
    def following(self, roadmap):
        return f.StageFactory(roadmap=roadmap, position=2)

    def move(self, actor, activity, by):
        return services.move_activity(actor=actor, activity=activity, by=by)

    @pytest.mark.parametrize(("which", "by", "order"), [(0, 1, "213"), (2, -1, "132"), (1, 1, "132"), (1, -1, "213")])
    def test_within_a_stage(self, actor, stage, three, which, by, order):
        self.move(actor, three[which], by)
        assert "".join(each.text for each in kept(stage)) == order
        assert [each.position for each in kept(stage)] == [1, 2, 3]

    def test_down_over_the_edge_it_is_the_first_of_the_next(self, actor, stage, three, following):
        there = f.ActivityFactory(stage=following, position=1)
        self.move(actor, three[2], 1)
        assert kept(following) == [three[2], there]
        assert kept(stage) == three[:2]

    def test_up_over_the_edge_it_is_the_last_of_the_one_before(self, actor, stage, three, following):
        moved = f.ActivityFactory(stage=following, position=1)
        self.move(actor, moved, -1)
        assert kept(stage) == [*three, moved]

    @pytest.mark.parametrize(("which", "by"), [(0, -1), (2, 1)])
    def test_at_the_edge_of_the_map_it_stays(self, actor, stage, three, which, by):
        self.move(actor, three[which], by)
        assert kept(stage) == three

    def test_stages_take_their_rows_along(self, actor, stage, three, following):
        services.move_stage(actor=actor, stage=following, by=-1)
        assert list(Stage.objects.all()) == [following, stage]
        assert kept(stage) == three


class TestRemoving:
    def test_an_activity(self, actor, stage):
        activity = f.ActivityFactory(stage=stage)
        roadmap = services.remove_activity(actor=actor, activity=activity)
        assert (roadmap, kept(stage)) == (stage.roadmap, [])

    def test_not_one_that_is_done(self, actor, stage):
        activity = f.ActivityFactory(stage=stage, done_on=f.TODAY)
        with pytest.raises(ValidationError, match="сначала снимите отметку"):
            services.remove_activity(actor=actor, activity=activity)
        assert kept(stage) == [activity]

    def test_an_empty_stage(self, actor, stage):
        services.remove_stage(actor=actor, stage=stage)
        assert not Stage.objects.exists()

    def test_not_one_with_activities(self, actor, stage):
        f.ActivityFactory(stage=stage)
        with pytest.raises(ValidationError, match="сначала уберите их"):
            services.remove_stage(actor=actor, stage=stage)
        assert Stage.objects.get() == stage


class TestAConfirmedMap:
    @pytest.fixture
    def activity(self, stage):
        with everything():
            stage.roadmap.status = RoadmapStatus.CONFIRMED
            stage.roadmap.store()
        return f.ActivityFactory(stage=stage, position=1)

    def test_is_not_edited(self, actor, stage, activity):
        for attempt in (
            lambda: services.edit_stage(actor=actor, stage=stage, values={"title": "Другое"}, rows=()),
            lambda: services.add_stage(actor=actor, roadmap=stage.roadmap, title="Новый"),
            lambda: services.move_stage(actor=actor, stage=stage, by=1),
            lambda: services.remove_stage(actor=actor, stage=stage),
            lambda: services.move_activity(actor=actor, activity=activity, by=1),
            lambda: services.remove_activity(actor=actor, activity=activity),
        ):
            with pytest.raises(ValidationError, match="сначала верните её на проверку"):
                attempt()
        assert (Stage.objects.get().title, kept(stage)) == ("База", [activity])


def test_a_neighbours_stage_is_out_of_reach(actor, other_school):
    strange = f.StageFactory(roadmap__programme__organisation=other_school, title="Чужой")
    with pytest.raises(OutOfScope):
        services.edit_stage(actor=actor, stage=strange, values={"title": "Наш"}, rows=())
    with everything():
        strange.refresh_from_db()
    assert strange.title == "Чужой"
