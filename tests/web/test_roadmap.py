"""The road map: a real file is read, checked beside its original, confirmed and followed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.roadmaps.models import Activity, Roadmap, RoadmapStatus, Stage
from tests import factories as f
from tests.web.pages import fresh, links, stored, told, words, wrong

DETAIL, UPLOAD = "/roadmap/", "/roadmap/upload/"
SAMPLE = Path(__file__).parent.parent / "data" / "roadmaps" / "roadmap-school-2024.docx"


def upload(client, content, name="карта.docx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def plan(*rows):
    """A Word file with one table of events."""
    document = docx.Document()
    document.add_paragraph("Дорожная карта наставничества на 2026/2027 учебный год")
    table = document.add_table(rows=0, cols=4)
    for row in (("№", "Мероприятие", "Срок", "Ответственный"), *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


@pytest.fixture
def roadmap(programme):
    """A draft with one activity whose term nobody understood."""
    found = f.RoadmapFactory(programme=programme)
    stage = f.StageFactory(roadmap=found, title="Подготовка")
    found.activity = f.ActivityFactory(
        stage=stage, text="Утвердить положение", term_text="по мере надобности", source="Утвердить положение о программе",
        source_place="3",
    )  # fmt: skip
    return found


def to(name, row):
    return reverse(f"roadmap:{name}", args=[row.pk])


class TestUpload:
    def test_a_real_file_is_read_and_kept_as_a_draft(self, curator, programme):
        answer = upload(curator, SAMPLE.read_bytes(), SAMPLE.name)
        assert answer.url == DETAIL
        assert told(answer) == ["Карта прочитана. Проверьте, что понято, и подтвердите."]
        [kept] = stored(Roadmap)
        assert (kept.programme, kept.source_name, kept.status) == (programme, SAMPLE.name, RoadmapStatus.DRAFT)
        assert stored(Activity)

    def test_what_was_read_stands_beside_its_original(self, curator, programme):
        upload(curator, plan(("1", "Издать приказ о кураторе", "до 15 октября 2026", "Директор")))
        page = words(curator.get(DETAIL))
        assert "Прочитано 1 мероприятие" in page
        assert "Издать приказ о кураторе" in page
        assert "Ответственные: Директор" in page
        assert stored(Activity)[0].term_end == date(2026, 10, 15)

    @pytest.mark.parametrize(
        ("content", "name"),
        [(b"PK\x03\x04 not a word file", "карта.docx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "карта.doc")],
        ids=["broken", "old"],
    )
    def test_a_broken_file_shows_a_sentence_and_keeps_nothing(self, curator, programme, content, name):
        answer = upload(curator, content, name)
        [sentence] = wrong(answer)
        assert name in sentence
        assert sentence in words(answer)
        assert stored(Roadmap) == []

    def test_a_file_without_a_plan_says_what_it_lacks(self, curator, programme):
        document = docx.Document()
        document.add_paragraph("Здравствуйте")
        out = io.BytesIO()
        document.save(out)
        assert wrong(upload(curator, out.getvalue(), "письмо.docx"))
        assert stored(Roadmap) == []

    def test_no_file_is_said(self, curator, programme):
        assert wrong(curator.post(UPLOAD, {"file": ""})) == ["Выберите файл или вставьте текст."]

    def test_a_workbook_is_read_as_well(self, curator, programme):
        rows = [
            ("Мероприятие", "Срок", "Ответственный"),
            ("Издать приказ о кураторе", "до 15 октября 2026", "Директор"),
        ]
        upload(curator, workbook(rows), "карта.xlsx")
        assert [(row.text, row.term_end) for row in stored(Activity)] == [
            ("Издать приказ о кураторе", date(2026, 10, 15))
        ]

    def test_words_of_a_pdf_are_read_and_their_borders_doubted(self, curator, programme):
        text = (SAMPLE.parent / "pasted-implementation-2020.txt").read_text()
        assert curator.post(UPLOAD, {"text": text}).url == DETAIL
        page = words(curator.get(DETAIL))
        assert "вставленный текст" in page
        assert page.count("Границы ячеек угаданы по смыслу: проверьте.") == len(stored(Activity)) == 26

    def test_words_that_are_no_plan_are_refused_and_kept_in_the_form(self, curator, programme):
        answer = curator.post(UPLOAD, {"text": "Уважаемые коллеги!"})
        assert wrong(answer) == [
            "В тексте не нашлось ни этапов, ни пронумерованных мероприятий со сроками. Скопируйте таблицу целиком."
        ]
        assert "Уважаемые коллеги!" in answer.content.decode()
        assert stored(Roadmap) == []

    def test_a_broken_file_leaves_the_earlier_draft(self, curator, roadmap):
        assert wrong(upload(curator, b"PK\x03\x04"))
        assert stored(Roadmap) == [roadmap]

    def test_a_new_one_replaces_the_draft(self, curator, roadmap):
        upload(curator, plan(("1", "Издать приказ", "октябрь 2026", "Директор")), "новая.docx")
        assert [kept.source_name for kept in stored(Roadmap)] == ["новая.docx"]
        assert [row.text for row in stored(Activity)] == ["Издать приказ"]

    def test_but_not_a_confirmed_one(self, curator, programme):
        kept = f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        answer = upload(curator, plan(("1", "Издать приказ", "октябрь 2026", "Директор")))
        assert wrong(answer) == ["Дорожная карта уже подтверждена. Сначала верните её на проверку."]
        assert stored(Roadmap) == [kept]
        assert stored(Stage) == []

    def test_those_who_only_read_wait_for_the_curator(self, client_as, programme):
        page = client_as(Role.DIRECTOR).get(DETAIL)
        assert "Её загружает куратор." in words(page)
        assert UPLOAD not in links(page)


class TestChecking:
    VALUES = {
        "text": "Утвердить положение", "side": "inside", "term_start": "2026-09-01", "term_end": "2026-09-30",
        "responsible": "Директор\n Завуч \n\n", "result": "Приказ",
    }  # fmt: skip

    def test_an_unknown_term_is_asked_about(self, curator, roadmap):
        page = words(curator.get(DETAIL))
        assert "Срок 1 мероприятия решаете вы: он отмечен." in page
        assert "срок решить: по мере надобности" in page
        assert "В файле, строка 3 Утвердить положение о программе" in page

    def test_an_assumed_term_says_what_was_assumed(self, curator, programme):
        rows = (
            ("1", "Сбор", "октябрь", "Куратор"),
            ("2", "Итоги", "в каникулы", "Куратор"),
            ("3", "Приказ", "до мая", ""),
        )
        upload(curator, plan(*rows))
        page = words(curator.get(DETAIL))
        assert "01.10.2026 – 31.10.2026 «октябрь». Год взят из периода плана." in page
        assert "срок решить: в каникулы Каникулы у каждой школы свои: проверьте предложенные дни." in page
        assert "до 30.04.2027 «до мая». «До месяца» понято как «до его начала»." in page
        assert "Срок не удалось перевести в даты" not in page

    def test_days_are_offered_where_a_person_decides(self, curator, programme):
        upload(curator, plan(("1", "Поход", "осенние каникулы", "Куратор")))
        assert "предложено: 26.10.2026 – 04.11.2026" in words(curator.get(DETAIL))

    def test_given_dates_settle_it(self, curator, roadmap):
        answer = curator.post(to("activity", roadmap.activity), self.VALUES)
        assert (answer.url, told(answer)) == (DETAIL, ["Мероприятие уточнено."])
        kept = fresh(roadmap.activity)
        assert (kept.term_start, kept.term_end, kept.term_resolved) == (date(2026, 9, 1), date(2026, 9, 30), True)
        assert (kept.responsible, kept.result, kept.side) == (["Директор", "Завуч"], "Приказ", "inside")
        assert "Все сроки понятны. Проверьте и подтвердите." in words(curator.get(DETAIL))

    def test_the_form_shows_what_is_kept(self, curator, roadmap):
        curator.post(to("activity", roadmap.activity), self.VALUES)
        html = curator.get(to("activity", roadmap.activity)).content.decode()
        assert 'value="2026-09-30"' in html
        assert "Директор\nЗавуч</textarea>" in html

    def test_an_end_before_the_beginning_is_refused(self, curator, roadmap):
        answer = curator.post(to("activity", roadmap.activity), self.VALUES | {"term_end": "2026-08-31"})
        assert answer.context["form"].errors == {"term_end": ["Конец раньше начала."]}
        assert fresh(roadmap.activity).term_end is None

    def test_an_activity_says_what_it_is(self, curator, roadmap):
        assert wrong(curator.post(to("activity", roadmap.activity), self.VALUES | {"text": ""}))
        assert fresh(roadmap.activity).text == "Утвердить положение"


class TestConfirming:
    def test_it_is_confirmed_today(self, curator, roadmap):
        answer = curator.post(to("confirm", roadmap))
        assert told(answer) == ["Дорожная карта подтверждена: её сроки теперь ведут программу."]
        assert fresh(roadmap).status == RoadmapStatus.CONFIRMED
        assert roadmap.confirmed_on == f.TODAY

    def test_and_may_be_checked_again(self, curator, roadmap):
        curator.post(to("confirm", roadmap))
        assert told(curator.post(to("reopen", roadmap)))[1:] == ["Дорожная карта снова на проверке."]
        assert (fresh(roadmap).status, roadmap.confirmed_on) == (RoadmapStatus.DRAFT, None)

    def test_not_in_a_completed_programme(self, curator, school):
        done = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        draft = f.RoadmapFactory(programme=done)
        assert told(curator.post(to("confirm", draft))) == ["Программа завершена: её данные больше не меняются."]
        assert fresh(draft).status == RoadmapStatus.DRAFT


class TestFollowing:
    @pytest.fixture
    def activity(self, programme):
        confirmed = f.RoadmapFactory(programme=programme, status=RoadmapStatus.CONFIRMED)
        late = date(2026, 10, 1)
        return f.ActivityFactory(stage=f.StageFactory(roadmap=confirmed), term_end=late, term_resolved=True)

    def test_what_is_late_is_marked(self, curator, activity):
        assert "до 01.10.2026 просрочено" in words(curator.get(DETAIL))

    def test_done_with_its_evidence(self, curator, activity):
        answer = curator.post(to("done", activity), {"done_on": "2026-09-28", "evidence": "Приказ № 4"})
        assert (answer.url, told(answer)) == (DETAIL, ["Отмечено как выполненное."])
        assert (fresh(activity).done_on, activity.done_note) == (date(2026, 9, 28), "Приказ № 4")
        page = words(curator.get(DETAIL))
        assert "выполнено 28.09.2026" in page
        assert "Подтверждение: Приказ № 4" in page
        assert "просрочено" not in page

    @pytest.mark.parametrize("evidence", ["", "   "])
    def test_a_bare_word_is_not_enough(self, curator, activity, evidence):
        answer = curator.post(to("done", activity), {"done_on": "2026-09-28", "evidence": evidence})
        assert wrong(answer) == ["Обязательное поле."]
        assert fresh(activity).done_on is None

    def test_a_mark_can_be_taken_off(self, curator, activity):
        curator.post(to("done", activity), {"done_on": "2026-09-28", "evidence": "Приказ № 4"})
        curator.post(to("undone", activity))
        assert (fresh(activity).done_on, activity.done_note) == (None, "")
