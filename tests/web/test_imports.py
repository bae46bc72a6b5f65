"""Bringing lists in: a file is read and shown, problems named, and only a confirmation writes."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nastavnik.common.models import JournalEntry
from nastavnik.exchange.models import ImportRun, ImportStatus
from nastavnik.people.models import Person
from nastavnik.programmes.enums import ProgrammeStatus, Side
from nastavnik.programmes.models import Participation
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST = "/imports/"
SAMPLE = Path(__file__).parent.parent / "data" / "tables" / "mentee-answers.csv"
PUPILS = """Фамилия;Имя;Отчество;Класс;Дата рождения
Гречкин;Лев;Ильич;7А;12.03.2013
Овсова;Ева;Львовна;7Б;40.13.2013
;Марк;;7Б;01.02.2013
"""


def upload(client, text=PUPILS, name="ученики.csv", encoding="utf-8", **fields):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return client.post(LIST, {"file": SimpleUploadedFile(name, content), **fields})


def to(name, run):
    return reverse(f"imports:{name}", args=[run.pk])


def names():
    return [person.full_name for person in stored(Person)]


@pytest.fixture
def run(curator, programme):
    """The list was read and waits for a decision."""
    upload(curator)
    return stored(ImportRun)[0]


class TestReading:
    def test_a_file_leads_to_its_preview_and_writes_nobody(self, curator, programme):
        answer = upload(curator)
        [kept] = stored(ImportRun)
        assert answer.url == to("run", kept)
        assert (kept.programme, kept.filename, kept.purpose) == (programme, "ученики.csv", "pupils")
        assert (kept.rows_total, kept.status) == (3, ImportStatus.PREVIEW)
        assert names() == []

    @pytest.mark.parametrize(
        ("content", "name"),
        [(b"", "пусто.csv"), (b"PK\x03\x04 broken", "список.xlsx"), ("привет".encode(), "письмо.csv")],
        ids=["empty", "broken", "no headings"],
    )
    def test_a_broken_file_shows_a_sentence_and_keeps_nothing(self, curator, programme, content, name):
        answer = upload(curator, content, name)
        [sentence] = wrong(answer)
        assert sentence in words(answer)
        assert stored(ImportRun) == []

    def test_a_quote_left_open_is_named_by_its_row(self, curator, programme):
        answer = upload(curator, 'Фамилия;Имя\n"Гречкин;Лев\n')
        assert "не читается как CSV: проверьте кавычки." in wrong(answer)[0]

    def test_dos_text_is_asked_about_and_then_read(self, curator, programme):
        answer = upload(curator, encoding="cp866")
        assert wrong(answer) == [
            "Кодировка файла «ученики.csv» не распознана. Выберите её ниже или сохраните файл как «CSV UTF-8»."
        ]
        assert stored(ImportRun) == []
        curator.post(LIST, {"file": SimpleUploadedFile("дос.csv", PUPILS.encode("cp866")), "encoding": "cp866"})
        assert "Гречкин Лев Ильич" in words(curator.get(to("run", stored(ImportRun)[0])))

    def test_a_wrong_choice_of_letters_is_refused(self, curator, programme):
        content = SimpleUploadedFile("список.csv", PUPILS.encode("cp1251"))
        answer = curator.post(LIST, {"file": content, "encoding": "utf-8"})
        assert "не в кодировке utf-8" in wrong(answer)[0]

    def test_windows_letters_are_known_by_themselves(self, curator, programme):
        upload(curator, encoding="cp1251")
        assert "Гречкин Лев Ильич" in words(curator.get(to("run", stored(ImportRun)[0])))

    def test_a_real_file_of_answers(self, curator, programme):
        upload(curator, SAMPLE.read_bytes(), SAMPLE.name)
        [kept] = stored(ImportRun)
        assert kept.purpose == "mentee_answers"
        assert "mentee-answers.csv · анкеты наставляемых" in words(curator.get(to("run", kept)))

    def test_a_completed_programme_takes_no_more(self, curator, school):
        f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        assert wrong(upload(curator)) == ["Программа завершена: её данные больше не меняются."]
        assert stored(ImportRun) == []

    def test_earlier_ones_are_listed(self, curator, run):
        row = card(curator.get(LIST), "Прежние загрузки")
        assert "ученики.csv список учеников 21.11.2026" in row
        assert "Загрузок ещё не было" not in row


class TestPreview:
    def test_what_is_taken_and_what_is_not(self, curator, run):
        page = words(curator.get(to("run", run)))
        assert "Строк в файле 3 Будет принято 1 Повторы: решите 0 Не принимается 2" in page

    def test_problems_name_the_row_the_column_and_the_cell(self, curator, run):
        page = words(curator.get(to("run", run)))
        assert "3 Дата рождения 40.13.2013" in page

    def test_a_double_waits_for_a_decision(self, curator, school, programme):
        known = {"last_name": "Гречкин", "first_name": "Лев", "patronymic": "Ильич", "birth_date": None}
        f.PersonFactory(organisation=school, grade=6, **known)
        upload(curator)
        page = card(curator.get(to("run", stored(ImportRun)[0])), "Повторы")
        assert "Гречкин Лев Ильич" in page
        assert "это он же – объединить" in page

    def test_a_neighbours_pupil_is_no_double(self, curator, other_school, programme):
        f.PersonFactory(organisation=other_school, last_name="Гречкин", first_name="Лев", patronymic="Ильич")
        upload(curator)
        assert "Повторы: решите 0" in words(curator.get(to("run", stored(ImportRun)[0])))

    def test_without_names_nothing_can_be_taken(self, curator, programme):
        upload(curator, "Класс;Телефон\n7А;+7 900 000-00-00\n")
        [kept] = stored(ImportRun)
        assert "Не найден столбец с именами." in words(curator.get(to("run", kept)))
        answer = curator.post(to("confirm", kept))
        assert told(answer) == ["Назовите столбец с фамилией и именем: без него некого загружать."]
        assert names() == []


class TestColumns:
    def columns(self, *fields):
        return {"purpose": "pupils", **{f"column-{place}": field for place, field in enumerate(fields)}}

    def test_a_column_can_be_left_out(self, curator, run):
        curator.post(to("remap", run), self.columns("last_name", "first_name", "patronymic", "class_name", ""))
        assert "Будет принято 2" in words(curator.get(to("run", run)))

    def test_the_same_field_twice_is_refused_with_a_sentence(self, curator, run):
        answer = curator.post(to("remap", run), self.columns("last_name", "last_name", "", "", ""), follow=True)
        assert "«Фамилия»: Это назначено двум столбцам." in words(answer)
        assert "«Имя»: Это назначено двум столбцам." in words(answer)
        assert fresh(run).mapping["fields"][1] == "first_name"

    def test_a_finished_one_is_not_read_again(self, curator, run):
        curator.post(to("confirm", run))
        answer = curator.post(to("remap", run), self.columns("last_name", "first_name", "", "", ""))
        assert told(answer)[-1] == "Эта загрузка уже закончена."


class TestConfirming:
    def test_the_sound_rows_become_people(self, curator, school, run):
        answer = curator.post(to("confirm", run))
        assert told(answer) == ["Принята 1 строка."]
        [person] = stored(Person)
        assert (person.full_name, person.class_name, person.organisation) == ("Гречкин Лев Ильич", "7А", school)
        assert (fresh(run).status, run.rows_taken, run.rows_refused) == (ImportStatus.CONFIRMED, 1, 2)

    def test_every_row_is_accounted_for(self, curator, run):
        curator.post(to("confirm", run))
        page = words(curator.get(to("run", run)))
        assert "Строк в файле 3 Принято 1 Не принято 2" in page
        assert "Овсова Ева Львовна Дата рождения 40.13.2013" in page

    def test_no_second_copy_of_the_people_is_kept(self, curator, run):
        curator.post(to("confirm", run))
        assert (fresh(run).table, run.preview) == ({}, {})

    def test_twice_is_refused(self, curator, run):
        curator.post(to("confirm", run))
        assert told(curator.post(to("confirm", run)))[-1] == "Эта загрузка уже закончена."
        assert names() == ["Гречкин Лев Ильич"]

    @pytest.mark.parametrize(("decision", "people"), [("merge", 1), ("new", 2), ("skip", 1)])
    def test_a_decision_about_a_double_is_carried_out(self, curator, school, programme, decision, people):
        known = f.PersonFactory(
            organisation=school, last_name="Гречкин", first_name="Лев", patronymic="Ильич", grade=6, birth_date=None
        )
        upload(curator)
        curator.post(to("confirm", stored(ImportRun)[0]), {"double-2": decision})
        assert len(stored(Person)) == people
        assert fresh(known).grade == (7 if decision == "merge" else 6)

    def test_answers_make_participants(self, curator, programme):
        upload(curator, "Фамилия;Имя;Класс;С чем нужна помощь?\nГречкин;Лев;7А;математика, физика\n")
        curator.post(to("confirm", stored(ImportRun)[0]))
        [row] = stored(Participation, programme=programme)
        assert (row.side, row.competences) == (Side.MENTEE, ["математика", "физика"])


class TestRefused:
    def test_they_are_downloaded_with_their_reasons(self, curator, run):
        curator.post(to("confirm", run))
        answer = curator.get(to("refused", run))
        assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote('Не принято.xlsx')}"
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows()]
        assert rows[0] == ["Строка", "Имя", "Столбец", "Значение"]
        assert rows[1] == [3, "Овсова Ева Львовна", "Дата рождения", "40.13.2013"]
        assert [row[0] for row in rows[1:]] == [3, 4]

    def test_the_journal_remembers_it(self, curator, run):
        curator.post(to("confirm", run))
        curator.get(to("refused", run))
        [entry] = stored(JournalEntry, action="import.refused_read")
        assert (entry.subject_id, entry.details) == (str(run.pk), {"rows": 2})


class TestCancelling:
    def test_nothing_is_written_and_nothing_kept(self, curator, run):
        answer = curator.post(to("cancel", run))
        assert told(answer) == ["Загрузка отменена, ничего не записано."]
        assert (fresh(run).status, run.table, names()) == (ImportStatus.CANCELLED, {}, [])
        assert "Загрузка отменена" in words(curator.get(to("run", run)))

    def test_what_is_written_is_not_cancelled(self, curator, run):
        curator.post(to("confirm", run))
        assert told(curator.post(to("cancel", run)))[-1] == "Эта загрузка уже закончена."
        assert fresh(run).status == ImportStatus.CONFIRMED


class TestPasted:
    TEXT = "Фамилия\tИмя\tКласс\nГречкин\tЛев\t7А\n"

    def test_cells_copied_from_elsewhere_are_read(self, curator, programme):
        answer = curator.post(LIST, {"text": self.TEXT})
        [run] = stored(ImportRun)
        assert answer.url == to("run", run)
        assert run.filename == "вставленная таблица"
        assert "Гречкин Лев" in words(curator.get(answer.url))

    @pytest.mark.parametrize("sent", [{}, {"text": "  \n"}])
    def test_nothing_at_all_is_asked_for(self, curator, programme, sent):
        answer = curator.post(LIST, sent | {"purpose": "pupils"})
        assert answer.context["form"].errors == {"file": ["Выберите файл или вставьте таблицу."]}

    def test_text_that_is_no_table(self, curator, programme):
        answer = curator.post(LIST, {"text": "просто слова"})
        assert "не найдена строка заголовков" in answer.context["form"].errors["text"][0]
        assert stored(ImportRun) == []


class TestUndoing:
    @pytest.fixture
    def written(self, curator, programme):
        upload(curator)
        [run] = stored(ImportRun)
        curator.post(to("confirm", run))
        return fresh(run)

    def test_it_is_offered_and_done(self, curator, written):
        assert to("undo", written) in links(curator.get(to("run", written)))
        assert told(curator.post(to("undo", written)))[-1] == "Загрузка взята назад: всё, как было до неё."
        assert stored(Person) == []
        page = curator.get(to("run", written))
        assert "Загрузка взята назад" in words(page)
        assert to("undo", written) not in links(page)

    def test_what_stands_in_the_way_is_named(self, curator, written):
        for person in stored(Person):
            f.UserFactory(person=person)
        assert "люди уже пошли дальше" in told(curator.post(to("undo", written)))[-1]
        assert stored(Person) != []
