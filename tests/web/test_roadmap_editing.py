"""The road map as tables: every button saves first, terms are understood as they are typed, nothing needs JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus, Stage
from tests import factories as f
from tests.web.pages import fresh, links, stored, told, words

DETAIL = "/roadmap/"


@pytest.fixture
def roadmap(programme):
    return f.RoadmapFactory(programme=programme)


@pytest.fixture
def stage(roadmap):
    return f.StageFactory(roadmap=roadmap, number=1, position=1, title="Подготовка", term_text="октябрь 2026 года")


@pytest.fixture
def rows(stage):
    return [
        f.ActivityFactory(
            stage=stage, position=place, number=str(place), text=text, responsible=["Куратор"], term_text="май",
            term_kind="month", term_note="year_from_period", term_resolved=True, term_start=date(2027, 5, 1),
            term_end=date(2027, 5, 31),
        )
        for place, text in enumerate(("Приказ", "Анкеты"), start=1)
    ]  # fmt: skip


def to(name, row):
    return reverse(f"roadmap:{name}", args=[row.pk])


def table(stage, rows, do="save", changed=(), new=None, **heading):
    """What the browser sends: the stage, its rows, the empty one, the button."""
    sent = {
        "number": stage.number, "title": stage.title, "term_text": stage.term_text, "do": do, **heading,
        "form-TOTAL_FORMS": len(rows) + 1, "form-INITIAL_FORMS": len(rows), "form-MIN_NUM_FORMS": 0,
        "form-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for place, row in enumerate(rows):
        fields = {
            "id": row.pk, "number": row.number, "text": row.text, "side": row.side, "term_text": row.term_text,
            "responsible": "\r\n".join(row.responsible), "resources_inside": "", "resources_outside": "",
            "result": row.result,
        }  # fmt: skip
        sent |= {f"form-{place}-{name}": value for name, value in (fields | dict(changed).get(place, {})).items()}
    empty = {"id": "", "number": "", "text": "", "side": "none", "term_text": "", "responsible": ""}
    return sent | {f"form-{len(rows)}-{name}": value for name, value in (empty | (new or {})).items()}


class TestTheTable:
    def test_it_shows_every_field_of_every_row_and_an_empty_one(self, curator, stage, rows):
        html = curator.get(to("stage", stage)).content.decode()
        for text in ("Приказ</textarea>", "Анкеты</textarea>", 'value="май"', "Куратор</textarea>"):
            assert text in html
        assert html.count("<tr>") == 1 + len(rows) + 1

    def test_how_each_term_is_understood_stands_beside_it(self, curator, stage, rows):
        assert "01.05.2027 – 31.05.2027 «май». Год взят из периода плана." in words(curator.get(to("stage", stage)))

    def test_changes_are_kept(self, curator, stage, rows):
        changed = {0: {"text": "Приказ о кураторе", "responsible": "Директор\r\nЗавуч", "result": "Приказ № 1",
                       "resources_inside": "сайт\r\nзал", "side": "inside", "term_text": "до 15 октября"}}  # fmt: skip
        answer = curator.post(to("stage", stage), table(stage, rows, changed=changed.items()))
        assert answer.url == f"{DETAIL}#stage-{stage.pk}"
        assert told(answer) == ["Этап сохранён."]
        kept = fresh(rows[0])
        assert (kept.text, kept.responsible, kept.result) == ("Приказ о кураторе", ["Директор", "Завуч"], "Приказ № 1")
        assert (kept.resources_inside, kept.side) == (["сайт", "зал"], "inside")
        assert (kept.term_start, kept.term_end, kept.term_note) == (None, date(2026, 10, 15), "year_from_period")
        assert fresh(rows[1]).text == "Анкеты"

    def test_the_stage_itself_is_changed(self, curator, stage, rows):
        curator.post(to("stage", stage), table(stage, rows, title="Условия", number=2, term_text="ноябрь 2026 года"))
        assert (fresh(stage).title, stage.number, stage.term_end) == ("Условия", 2, date(2026, 11, 30))

    def test_the_empty_row_becomes_an_activity(self, curator, stage, rows):
        new = {"text": "Совещание", "term_text": "1 раз в месяц", "responsible": "Куратор"}
        answer = curator.post(to("stage", stage), table(stage, rows, do="add", new=new))
        assert answer.url == f"{to('stage', stage)}#rows"
        added = stored(Activity, text="Совещание")[0]
        assert (added.position, added.term_kind, added.term_end) == (3, "repeat", date(2027, 8, 31))

    def test_without_a_term_of_its_own_it_follows_the_stage(self, curator, stage, rows):
        curator.post(to("stage", stage), table(stage, rows, new={"text": "Совещание"}, term_text="ноябрь 2026 года"))
        added = stored(Activity, text="Совещание")[0]
        assert (added.term_text, added.term_end, added.problems) == (
            "ноябрь 2026 года", date(2026, 11, 30), ["term_from_stage"]
        )  # fmt: skip

    def test_a_row_without_words_is_refused_and_nothing_is_lost(self, curator, stage, rows):
        changed = {0: {"text": ""}, 1: {"text": "Анкеты учеников"}}
        answer = curator.post(to("stage", stage), table(stage, rows, changed=changed.items()))
        assert "Не сохранено: проверьте отмеченное." in words(answer)
        assert "Анкеты учеников</textarea>" in answer.content.decode()
        assert [fresh(row).text for row in rows] == ["Приказ", "Анкеты"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_takes_the_same_queries_for_any_number_of_rows(
        self, curator, stage, django_assert_max_num_queries, count
    ):
        f.ActivityFactory.create_batch(count, stage=stage)
        with django_assert_max_num_queries(12):
            assert curator.get(to("stage", stage)).status_code == 200


class TestTheButtonsOfARow:
    def test_moving_saves_what_was_typed(self, curator, stage, rows):
        changed = {1: {"text": "Анкеты учеников"}}
        sent = table(stage, rows, do=f"up:{rows[1].pk}", changed=changed.items())
        assert curator.post(to("stage", stage), sent).url == f"{to('stage', stage)}#rows"
        assert [row.text for row in stored(Activity, stage=stage)] == ["Анкеты учеников", "Приказ"]

    def test_down_over_the_edge_goes_to_the_next_stage(self, curator, stage, rows, roadmap):
        following = f.StageFactory(roadmap=roadmap, position=2)
        there = f.ActivityFactory(stage=following, position=1)
        curator.post(to("stage", stage), table(stage, rows, do=f"down:{rows[1].pk}"))
        assert [row.pk for row in stored(Activity, stage=following)] == [rows[1].pk, there.pk]

    def test_removing(self, curator, stage, rows):
        answer = curator.post(to("stage", stage), table(stage, rows, do=f"remove:{rows[0].pk}"))
        assert told(answer) == ["Мероприятие убрано, остальное сохранено."]
        assert stored(Activity) == [rows[1]]

    def test_what_is_done_is_not_removed(self, curator, stage, rows):
        done = f.ActivityFactory(stage=stage, position=3, done_on=f.TODAY)
        answer = curator.post(to("stage", stage), table(stage, [*rows, done], do=f"remove:{done.pk}"))
        assert told(answer) == ["Мероприятие отмечено выполненным: сначала снимите отметку."]
        assert len(stored(Activity)) == 3

    @pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-0000-0000-000000000001"])
    def test_a_row_that_is_not_of_the_stage_is_not_found(self, curator, stage, rows, key):
        assert curator.post(to("stage", stage), table(stage, rows, do=f"remove:{key}")).status_code == 404
        assert len(stored(Activity)) == 2

    def test_a_strangers_row_cannot_be_smuggled_in(self, curator, stage, rows, other_school):
        strange = f.ActivityFactory(stage__roadmap__programme__organisation=other_school, text="Чужое")
        sent = table(stage, rows) | {"form-0-id": strange.pk, "form-0-text": "Испорчено"}
        assert curator.post(to("stage", stage), sent).status_code in {200, 404}
        assert fresh(strange).text == "Чужое"


class TestTheTermThatIsTyped:
    def ask(self, client, text):
        return words(client.get("/roadmap/term/", {"form-0-term_text": text}))

    def test_understood(self, curator, programme):
        assert self.ask(curator, "до 15.10.2026") == "до 15.10.2026"

    def test_assumed(self, curator, programme):
        assert self.ask(curator, "октябрь") == "01.10.2026 – 31.10.2026 «октябрь». Год взят из периода плана."

    def test_to_be_decided(self, curator, programme):
        assert self.ask(curator, "как получится") == "срок решить: как получится Слова не переводятся в даты."

    def test_nothing_typed(self, curator, programme):
        assert "Срок не указан." in words(curator.get("/roadmap/term/"))

    def test_markup_stays_words(self, curator, programme):
        answer = curator.get("/roadmap/term/", {"term_text": "<script>1</script>"})
        assert b"<script>" not in answer.content

    def test_the_field_asks_by_itself(self, curator, stage):
        assert 'hx-get="/roadmap/term/"' in curator.get(to("stage", stage)).content.decode()


class TestStages:
    def test_a_new_one_is_opened_at_once(self, curator, roadmap, stage):
        answer = curator.post(to("add_stage", roadmap))
        added = stored(Stage, title="Новый этап")[0]
        assert answer.url == to("stage", added)
        assert (added.number, added.position) == (2, 2)

    def test_they_change_places(self, curator, roadmap, stage):
        other = f.StageFactory(roadmap=roadmap, position=2)
        curator.post(to("stage_up", other))
        assert stored(Stage) == [other, stage]
        curator.post(to("stage_down", other))
        assert stored(Stage) == [stage, other]
        curator.post(to("stage_up", stage))
        assert stored(Stage) == [stage, other]

    def test_an_empty_one_is_removed(self, curator, stage):
        answer = curator.post(to("remove_stage", stage))
        assert told(answer) == ["Этап убран."]
        assert stored(Stage) == []

    def test_one_with_activities_is_not(self, curator, stage, rows):
        assert to("remove_stage", stage) not in links(curator.get(DETAIL))
        answer = curator.post(to("remove_stage", stage))
        assert told(answer) == ["В этапе есть мероприятия: сначала уберите их или перенесите в соседний этап."]
        assert stored(Stage) == [stage]

    def test_the_map_leads_to_the_tables(self, curator, stage, rows):
        assert to("stage", stage) in links(curator.get(DETAIL))


class TestFromNothing:
    def test_seven_stages_wait_to_be_filled(self, curator, programme):
        assert "/roadmap/start/" in links(curator.get(DETAIL))
        answer = curator.post("/roadmap/start/")
        assert told(answer) == ["Семь этапов готовы. Впишите мероприятия и сроки каждого."]
        assert [stage.number for stage in stored(Stage)] == [1, 2, 3, 4, 5, 6, 7]
        [kept] = stored(Roadmap)
        assert (kept.title, kept.source_name) == (
            "Дорожная карта наставничества на 2026/2027 учебный год", "составлена здесь"
        )  # fmt: skip
        page = words(curator.get(DETAIL))
        assert "Мероприятий ещё нет Откройте таблицу этапа и впишите их." in page
        assert "Все сроки понятны" not in page


class TestNotWhenItIsConfirmed:
    @pytest.fixture
    def confirmed(self, programme):
        return f.StageFactory(roadmap__programme=programme, roadmap__status=RoadmapStatus.CONFIRMED)

    def test_its_table_is_not_opened(self, curator, confirmed):
        answer = curator.get(to("stage", confirmed))
        assert answer.url == DETAIL
        assert told(answer) == ["Дорожная карта подтверждена. Чтобы править её, сначала верните её на проверку."]

    @pytest.mark.parametrize("name", ["stage_up", "stage_down", "remove_stage"])
    def test_nor_are_its_stages_touched(self, curator, confirmed, name):
        assert "сначала верните её на проверку" in told(curator.post(to(name, confirmed)))[0]
        assert stored(Stage) == [confirmed]

    def test_nor_is_one_added(self, curator, confirmed):
        answer = curator.post(to("add_stage", confirmed.roadmap))
        assert answer.url == DETAIL
        assert stored(Stage) == [confirmed]

    def test_nor_begun_anew(self, curator, confirmed):
        assert told(curator.post("/roadmap/start/")) == ["Дорожная карта уже есть: правьте её таблицей."]
        assert stored(Stage) == [confirmed]

    def test_a_completed_programme_keeps_its_draft(self, curator, school):
        done = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        stage = f.StageFactory(roadmap__programme=done)
        answer = curator.post(to("stage", stage), table(stage, [], title="Другое"))
        assert "Программа завершена: её данные больше не меняются." in words(answer)
        assert fresh(stage).title == "Подготовка условий"


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
def test_those_who_only_read_see_no_tables(client_as, stage, rows, role):
    client = client_as(role)
    assert to("stage", stage) not in links(client.get(DETAIL))
    assert client.get(to("stage", stage)).status_code == 403
    assert client.post(to("stage", stage), table(stage, rows, title="Другое")).status_code == 403
    assert fresh(stage).title == "Подготовка"
