"""Keeping, mending, confirming a road map, and what the questions about it answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.roadmaps import queries, services
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus, Stage
from nastavnik.roadmaps.queries import Progress
from nastavnik.roadmaps.reading import read_file
from nastavnik.roadmaps.terms import Sure
from tests import factories as f
from tests.roadmaps.conftest import EXAMPLES

pytestmark = pytest.mark.usefixtures("within")
NAME = "roadmap-school-2024.docx"


@pytest.fixture(scope="module")
def outline():
    return read_file((EXAMPLES / NAME).read_bytes(), NAME)


@pytest.fixture
def keep(actor, programme, outline):
    def keep():
        return services.keep_outline(actor=actor, programme=programme, outline=outline, filename=NAME)

    return keep


@pytest.fixture
def roadmap(programme):
    return f.RoadmapFactory(programme=programme)


@pytest.fixture
def activity(roadmap):
    return f.ActivityFactory(stage__roadmap=roadmap, problems=["term_unresolved"])


class TestKeeping:
    def test_all_of_it_is_kept(self, keep):
        roadmap = keep()
        assert (roadmap.source_name, roadmap.status) == (NAME, RoadmapStatus.DRAFT)
        assert Stage.objects.filter(roadmap=roadmap).count() == 7
        # counted in the file: (5+2) + 4 + (2+1) + (2+1) + (2+1) + (6+2) + (6+2)
        assert Activity.objects.filter(stage__roadmap=roadmap).count() == 36

    def test_an_activity_keeps_its_cell(self, keep):
        first = Activity.objects.filter(stage__roadmap=keep()).order_by("stage__position", "position").first()
        assert first.source_place == "2: Работа внутри учреждения"
        assert (first.term_start, first.term_end, first.term_resolved) == (date(2024, 9, 1), date(2024, 10, 31), True)
        assert (first.side, first.problems) == ("inside", ["term_from_stage"])

    def test_why_a_term_is_as_it_is_is_kept(self, actor, programme, word):
        data = word([("Мероприятия", "Сроки"), ("Сбор", "октябрь"), ("Итоги", "по графику")])
        services.keep_outline(actor=actor, programme=programme, outline=read_file(data, "к.docx"), filename="к.docx")
        found = [(row.term_note, row.term_sure) for row in Activity.objects.order_by("position")]
        assert found == [("year_from_period", Sure.ASSUMED), ("schedule", Sure.ASK)]

    def test_the_journal_says_how_many_stages(self, keep):
        roadmap = keep()
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id, entry.details) == ("roadmap.read", str(roadmap.pk), {"stages": 7})

    def test_a_second_file_replaces_a_draft(self, keep):
        first = keep()
        second = keep()
        assert list(Roadmap.objects.all()) == [second]
        assert not Stage.objects.filter(roadmap_id=first.pk).exists()

    def test_but_not_a_confirmed_one(self, keep, actor):
        first = services.confirm(actor=actor, roadmap=keep(), on=f.TODAY)
        with pytest.raises(ValidationError, match="Сначала верните её на проверку"):
            keep()
        assert list(Roadmap.objects.all()) == [first]

    def test_long_names_are_cut_to_what_fits(self, actor, programme, outline):
        kept = services.keep_outline(actor=actor, programme=programme, outline=outline, filename="к" * 400)
        assert len(kept.source_name) == 255


class TestAsItWasRead:
    @pytest.mark.parametrize("name", ["roadmap-school-2024", "roadmap-municipal-2022", "plan-implementation-2020"])
    def test_what_is_kept_is_what_was_read(self, actor, programme, name):
        read = read_file((EXAMPLES / f"{name}.docx").read_bytes(), name)
        kept = services.keep_outline(actor=actor, programme=programme, outline=read, filename=name)
        again = queries.outline_of(kept)
        assert again.to_json() == read.to_json()
        for before, after in zip(read.stages, again.stages, strict=True):
            assert [row.problems for row in before.activities] == [row.problems for row in after.activities]
            assert [row.term.sure for row in before.activities] == [row.term.sure for row in after.activities]

    def test_it_takes_two_queries(self, keep, django_assert_num_queries):
        roadmap = keep()
        with django_assert_num_queries(2):
            queries.outline_of(roadmap)


class TestMending:
    def change(self, actor, activity, **values):
        return services.change_activity(actor=actor, activity=activity, values=values)

    def test_a_given_end_settles_the_term(self, actor, activity):
        changed = self.change(actor, activity, term_start=date(2026, 12, 1), term_end=date(2026, 12, 31))
        assert (changed.term_resolved, changed.problems) == (True, [])

    def test_and_what_was_assumed_of_it_is_past(self, actor, roadmap):
        activity = f.ActivityFactory(stage__roadmap=roadmap, term_note="holidays")
        assert activity.term_sure == Sure.ASK
        changed = self.change(actor, activity, term_start=date(2026, 12, 1), term_end=date(2026, 12, 31))
        assert (changed.term_note, changed.term_sure) == ("", Sure.WRITTEN)

    def test_so_does_for_ever(self, actor, activity):
        assert self.change(actor, activity, open_ended=True).term_resolved

    def test_words_alone_do_not(self, actor, activity):
        assert not self.change(actor, activity, term_text="потом").term_resolved

    def test_an_end_before_the_start_is_refused_at_its_field(self, actor, activity):
        with pytest.raises(ValidationError) as caught:
            self.change(actor, activity, term_start=date(2026, 12, 2), term_end=date(2026, 12, 1))
        assert caught.value.message_dict == {"term_end": ["Конец раньше начала."]}
        activity.refresh_from_db()
        assert activity.term_end is None

    def test_the_journal_names_fields_not_words(self, actor, activity):
        self.change(actor, activity, text="Новое", result="Приказ")
        assert JournalEntry.objects.get().details == {"fields": ["result", "text"]}


class TestConfirming:
    def test_it_is_dated_and_may_be_reopened(self, actor, roadmap):
        services.confirm(actor=actor, roadmap=roadmap, on=f.TODAY)
        assert (roadmap.is_confirmed, roadmap.confirmed_on) == (True, f.TODAY)
        services.reopen(actor=actor, roadmap=roadmap)
        assert (roadmap.is_confirmed, roadmap.confirmed_on) == (False, None)
        assert [entry.action for entry in JournalEntry.objects.order_by("id")] == [
            "roadmap.confirmed",
            "roadmap.reopened",
        ]


class TestDoing:
    def test_done_with_evidence(self, actor, activity):
        done = services.finish_activity(actor=actor, activity=activity, on=f.TODAY, evidence="Приказ № 7")
        assert (done.done_on, done.done_note) == (f.TODAY, "Приказ № 7")

    @pytest.mark.parametrize("evidence", ["", "  \n"])
    def test_never_without(self, actor, activity, evidence):
        with pytest.raises(ValidationError, match="чем подтверждается"):
            services.finish_activity(actor=actor, activity=activity, on=f.TODAY, evidence=evidence)
        activity.refresh_from_db()
        assert activity.done_on is None

    def test_the_mark_may_be_taken_back(self, actor, activity):
        services.finish_activity(actor=actor, activity=activity, on=f.TODAY, evidence="Приказ № 7")
        undone = services.unfinish_activity(actor=actor, activity=activity)
        assert (undone.done_on, undone.done_note) == (None, "")


class TestClosed:
    """A completed programme keeps its road map as it was."""

    @pytest.fixture(autouse=True)
    def _closed(self, programme, activity):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        activity.stage.roadmap.programme.refresh_from_db()

    @pytest.mark.parametrize(
        ("service", "values"),
        [
            (services.change_activity, {"values": {"text": "Новое"}}), (services.unfinish_activity, {}),
            (services.finish_activity, {"on": f.TODAY, "evidence": "Приказ"}),
        ],
    )  # fmt: skip
    def test_its_activities(self, actor, activity, service, values):
        with pytest.raises(ValidationError, match="Программа завершена"):
            service(actor=actor, activity=activity, **values)

    def test_and_itself(self, actor, activity, keep):
        roadmap = activity.stage.roadmap
        for attempt in (
            keep, lambda: services.confirm(actor=actor, roadmap=roadmap, on=f.TODAY),
            lambda: services.reopen(actor=actor, roadmap=roadmap),
        ):  # fmt: skip
            with pytest.raises(ValidationError, match="Программа завершена"):
                attempt()


class TestQuestions:
    @pytest.fixture
    def stage(self, roadmap):
        return f.StageFactory(roadmap=roadmap, number=3)

    def test_progress_counts_done_and_late(self, programme, stage):
        f.ActivityFactory(stage=stage, done_on=f.TODAY, term_end=date(2026, 11, 1))
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 20))
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 21))
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 20), open_ended=True)
        f.ActivityFactory(stage=stage)
        assert queries.progress_by_stage(programme, f.TODAY) == {3: Progress(total=5, done=1, overdue=1)}

    def test_what_presses_comes_first(self, programme, stage):
        later = f.ActivityFactory(stage=stage, term_end=date(2026, 12, 31))
        sooner = f.ActivityFactory(stage=stage, term_end=date(2026, 11, 30))
        f.ActivityFactory(stage=stage, term_start=date(2026, 11, 22), term_end=date(2026, 11, 23))
        f.ActivityFactory(stage=stage, term_end=date(2026, 11, 25), done_on=f.TODAY)
        f.ActivityFactory(stage=stage)
        assert list(queries.due_next(programme, f.TODAY)) == [sooner, later]

    def test_what_a_person_must_decide(self, roadmap, stage):
        open_one = f.ActivityFactory(stage=stage)
        f.ActivityFactory(stage=stage, term_resolved=True)
        assert list(queries.unresolved(roadmap)) == [open_one]

    def test_a_programme_without_a_map(self, programme):
        assert (queries.roadmap_of(programme), queries.progress_by_stage(programme, f.TODAY)) == (None, {})

    @pytest.mark.parametrize("rows", [1, 5])
    def test_stages_with_their_activities_take_two_queries(self, roadmap, django_assert_num_queries, rows):
        for _row in range(rows):
            f.ActivityFactory(stage__roadmap=roadmap)
        with django_assert_num_queries(2):
            found = [(stage, list(stage.activities.all())) for stage in queries.stages_with_activities(roadmap)]
        assert len(found) == rows


def test_a_neighbour_sees_nothing_of_it(other_school, roadmap):
    from nastavnik.common.scope import Scope, scoped

    with scoped(Scope(branch=other_school.path)):
        assert queries.roadmap_of(roadmap.programme) is None


class TestWhatIsDoneIsNotLost:
    def test_a_draft_with_work_done_is_not_replaced(self, actor, programme):
        activity = f.ActivityFactory(stage__roadmap__programme=programme, done_on=f.TODAY)
        outline = queries.outline_of(activity.stage.roadmap)
        with pytest.raises(ValidationError, match="есть выполненные мероприятия"):
            services.keep_outline(actor=actor, programme=programme, outline=outline, filename="другая.docx")
        activity.refresh_from_db()
        assert activity.done_on == f.TODAY

    def test_a_confirmed_one_is_not_changed_by_an_old_page(self, actor, programme):
        activity = f.ActivityFactory(stage__roadmap__programme=programme)
        services.confirm(actor=actor, roadmap=activity.stage.roadmap, on=f.TODAY)
        with pytest.raises(ValidationError, match="сначала верните её на проверку"):
            services.change_activity(actor=actor, activity=activity, values={"text": "Другое"})
