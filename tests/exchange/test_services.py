"""From the file to the confirmation: nothing before it, everything or nothing after it."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope, Scope, scoped
from nastavnik.exchange import services, writing
from nastavnik.exchange.columns import Mapping, recognise
from nastavnik.exchange.models import ImportRun
from nastavnik.exchange.preview import Preview
from nastavnik.exchange.refused import refused_xlsx
from nastavnik.exchange.tables import read_table
from nastavnik.people.models import Guardianship, Person
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import Participation
from tests import factories as f

TODAY = date(2026, 11, 21)
HEAD = "Фамилия;Имя;Отчество;Класс;Дата рождения;Законный представитель;Телефон представителя\n"
EVA = "Ткач;Ева;Игоревна;7В;01.02.2013;Ткач Анна Павловна;+7 999 123-45-67\n"
LEV = "Белый;Лев;Ильич;8А;03.04.2012;;\n"
BROKEN = "Савич;Кузьма;Петрович;6А;когда-то;;\n"
ANSWERS = (
    "ФИО;Класс;С чем вам нужна помощь?;Насколько нужна помощь;Когда удобно\n"
    "Ткач Ева Игоревна;7В;физика, химия;8;вт 16:00\n"
)


@pytest.fixture
def bring(actor, programme):
    """Open an import of a csv written in the test."""

    def make(text, purpose="", into=None):
        table = read_table(text.encode(), "список.csv")
        return services.open_import(
            actor=actor, programme=into or programme, table=table, filename="список.csv", purpose=purpose, today=TODAY
        )

    return make


@pytest.fixture
def take(actor, bring):
    """Open an import and confirm it."""

    def make(text, purpose="", **decisions):
        chosen = {int(number.removeprefix("row")): what for number, what in decisions.items()}
        return services.confirm(actor=actor, run=bring(text, purpose), decisions=chosen)

    return make


@pytest.mark.usefixtures("within")
class TestOpening:
    def test_only_the_import_is_written(self, bring):
        run = bring(HEAD + EVA)
        assert (run.status, run.rows_total, run.purpose) == ("preview", 1, "pupils")
        assert Person.objects.count() == Participation.objects.count() == Guardianship.objects.count() == 0

    def test_what_is_known_is_compared(self, bring, programme):
        known = f.PersonFactory(
            organisation=programme.organisation, last_name="Ткач", first_name="Ева", patronymic="Игоревна",
            birth_date=date(2013, 2, 1),
        )  # fmt: skip
        assert Preview.from_json(bring(HEAD + EVA).preview).rows[0].person == str(known.pk)

    def test_people_of_a_neighbour_are_not(self, bring, other_school):
        f.PersonFactory(
            organisation=other_school,
            last_name="Ткач",
            first_name="Ева",
            patronymic="Игоревна",
            birth_date=date(2013, 2, 1),
        )
        assert Preview.from_json(bring(HEAD + EVA).preview).rows[0].person == ""

    def test_without_a_column_of_names_there_is_no_preview(self, bring, actor):
        run = bring("Класс;Телефон\n7В;89991234567\n8А;89991234568\n")
        assert run.preview == {}
        with pytest.raises(ValidationError, match="Назовите столбец с фамилией и именем"):
            services.confirm(actor=actor, run=run, decisions={})

    def test_a_completed_programme_takes_nobody(self, bring, school):
        closed = f.ProgrammeFactory(
            organisation=school, status=ProgrammeStatus.COMPLETED, year=f.YearFactory(starts_in=2025)
        )
        with pytest.raises(ValidationError, match="Программа завершена"):
            bring(HEAD + EVA, into=closed)

    def test_nor_does_a_neighbours(self, bring, other_school):
        with pytest.raises(OutOfScope):
            bring(HEAD + EVA, into=f.ProgrammeFactory(organisation=other_school))


@pytest.mark.usefixtures("within")
class TestColumns:
    def test_they_can_be_named_by_hand(self, bring, actor):
        run = bring("ФИО;Почта;Что-то\nТкач Ева Игоревна;eva@school.example;7В\n")
        mapping = Mapping.from_json(["full_name", "email", "class_name"])
        services.remap(actor=actor, run=run, mapping=mapping, purpose="pupils", today=TODAY)
        assert Preview.from_json(run.preview).rows[0].values["grade"] == 7

    def test_a_finished_import_is_not_read_again(self, take, actor):
        run = take(HEAD + EVA)
        with pytest.raises(ValidationError, match="уже закончена"):
            services.remap(actor=actor, run=run, mapping=recognise(["ФИО"]), purpose="pupils", today=TODAY)


@pytest.mark.usefixtures("within")
class TestConfirming:
    def test_people_are_written_as_they_were_shown(self, take):
        take(HEAD + EVA)
        eva = Person.objects.get(last_name="Ткач", kind="pupil")
        assert (eva.full_name, eva.class_name, eva.birth_date) == ("Ткач Ева Игоревна", "7В", date(2013, 2, 1))

    def test_taken_and_refused_are_the_rows_of_the_file(self, take):
        run = take(HEAD + EVA + LEV + BROKEN + "Итого;3;;;;;\n" + EVA)
        assert (run.rows_total, run.rows_taken, run.rows_refused) == (5, 2, 3)
        assert [row["row"] for row in run.refused] == [4, 5, 6]

    def test_each_refused_row_keeps_its_reason(self, take):
        (row,) = take(HEAD + BROKEN).refused
        assert (row["row"], row["name"], row["column"], row["value"]) == (
            2,
            "Савич Кузьма Петрович",
            "Дата рождения",
            "когда-то",
        )
        assert row["reason"].startswith("«когда-то» – не дата рождения")

    def test_the_copy_of_the_table_is_not_kept(self, take):
        take(HEAD + EVA)
        run = ImportRun.objects.get()
        assert (run.table, run.preview) == ({}, {})

    def test_twice_is_refused(self, take, actor):
        run = take(HEAD + EVA)
        with pytest.raises(ValidationError, match="уже закончена"):
            services.confirm(actor=actor, run=run, decisions={})
        assert Person.objects.filter(kind="pupil").count() == 1

    def test_it_leaves_figures_in_the_journal_and_no_names(self, take):
        take(HEAD + EVA + BROKEN)
        entry = JournalEntry.objects.get(action="import.confirmed")
        assert entry.details == {"taken": 1, "refused": 1}

    def test_an_accident_in_the_middle_leaves_nothing(self, bring, actor, monkeypatch):
        run = bring(HEAD + EVA + LEV)
        monkeypatch.setattr(writing, "_guardians", lambda *parts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.confirm(actor=actor, run=run, decisions={})
        assert Person.objects.count() == 0
        assert ImportRun.objects.get().status == "preview"

    def test_a_second_list_doubles_nobody(self, take):
        take(HEAD + EVA + LEV)
        take(HEAD + EVA.replace("7В", "8В") + LEV)
        assert Person.objects.filter(kind="pupil").count() == 2
        assert Person.objects.get(last_name="Ткач", kind="pupil").class_name == "8В"

    def test_what_is_known_is_not_blotted_out_by_an_empty_cell(self, take):
        take(HEAD + EVA)
        take("Фамилия;Имя;Отчество;Класс;Дата рождения\nТкач;Ева;Игоревна;;01.02.2013\n")
        assert Person.objects.get(last_name="Ткач", kind="pupil").class_name == "7В"


@pytest.mark.usefixtures("within")
class TestRepresentatives:
    def test_they_are_tied_to_the_child(self, take):
        take(HEAD + EVA)
        tie = Guardianship.objects.get()
        assert (tie.ward.first_name, tie.guardian.full_name, tie.guardian.kind) == (
            "Ева",
            "Ткач Анна Павловна",
            "parent",
        )

    def test_a_mother_of_two_is_one_person(self, take):
        take(HEAD + EVA + EVA.replace("Ева", "Зоя").replace("01.02", "05.06"))
        assert Person.objects.filter(kind="parent").count() == 1
        assert Guardianship.objects.count() == 2

    def test_the_same_list_again_ties_nothing_twice(self, take):
        take(HEAD + EVA)
        take(HEAD + EVA)
        assert Guardianship.objects.count() == 1


@pytest.mark.usefixtures("within")
class TestDecisions:
    LIKE_EVA = "Фамилия;Имя;Дата рождения\nТкач;Ева;01.02.2013\n"

    @pytest.fixture
    def eva(self, programme):
        return f.PersonFactory(
            organisation=programme.organisation, last_name="Ткач", first_name="Ева", patronymic="Игоревна",
            birth_date=date(2013, 2, 1), grade=7,
        )  # fmt: skip

    @pytest.mark.parametrize(("decision", "people", "taken"), [("merge", 1, 1), ("new", 2, 1), ("skip", 1, 0)])
    def test_of_somebody_like_a_known_one(self, take, eva, decision, people, taken):
        run = take(self.LIKE_EVA, "pupils", row2=decision)
        assert Person.objects.count() == people
        assert (run.rows_taken, run.rows_refused) == (taken, 1 - taken)

    def test_nobody_decided_means_merge_with_the_known(self, take, eva):
        take(self.LIKE_EVA, "pupils")
        assert Person.objects.get() == eva

    def test_a_row_repeated_in_the_file_is_skipped_and_said(self, take):
        run = take(HEAD + EVA + EVA)
        assert run.refused[0]["reason"].startswith("Повтор: Ткач Ева Игоревна")

    def test_unless_it_is_somebody_else(self, take):
        take(HEAD + LEV + LEV, row3="new")
        assert Person.objects.filter(last_name="Белый").count() == 2


@pytest.mark.usefixtures("within")
class TestAnswers:
    def test_they_find_their_person(self, take):
        take(HEAD + EVA)
        take(ANSWERS)
        row = Participation.objects.get()
        assert row.person.birth_date == date(2013, 2, 1)
        assert (row.side, row.status, row.channel) == ("mentee", "nominated", "self")
        assert (row.competences, row.need, row.availability) == (["физика", "химия"], 8, ["2 16:00"])

    def test_newer_answers_replace_older(self, take):
        take(ANSWERS)
        take(ANSWERS.replace("физика, химия", "алгебра"))
        assert Participation.objects.get().competences == ["алгебра"]

    def test_a_mentor_brings_places_and_wishes(self, take):
        take(
            "ФИО;Кто вы;Класс;Чему можете научить;Сколько наставляемых готовы взять;Желаемый возраст наставляемых\n"
            "Ткач Ева Игоревна;ученик;10А;шахматы;3;5–7 класс\n"
        )
        row = Participation.objects.get()
        assert (row.side, row.person.kind, row.capacity) == ("mentor", "pupil", 3)
        assert row.wanted_age == {"of": "grade", "from": 5, "to": 7}

    def test_a_list_of_pupils_makes_no_participants(self, take):
        take(HEAD + EVA)
        assert Participation.objects.count() == 0


@pytest.mark.usefixtures("within")
class TestTheRest:
    def test_a_cancelled_import_forgets_its_table(self, bring, actor):
        run = services.cancel(actor=actor, run=bring(HEAD + EVA))
        assert (run.status, run.table, run.preview) == ("cancelled", {}, {})
        with pytest.raises(ValidationError, match="уже закончена"):
            services.confirm(actor=actor, run=run, decisions={})

    def test_taking_the_refused_rows_leaves_an_entry(self, take, actor):
        run = take(HEAD + BROKEN)
        made = services.take_refused(actor=actor, run=run)
        assert len(list(openpyxl.load_workbook(io.BytesIO(made.content)).active.values)) == 2
        assert JournalEntry.objects.get(action="import.refused_read").details == {"rows": 1}

    def test_a_neighbour_does_not_see_it(self, bring, other_school):
        bring(HEAD + EVA)
        with scoped(Scope(branch=other_school.path)):
            assert ImportRun.objects.count() == 0


class TestTheDownload:
    ROWS = (
        {"row": 4, "name": "Савич Кузьма", "column": "Дата рождения", "value": "=1+1", "reason": "не дата"},
        {"row": 9, "name": "", "column": "", "value": "Итого", "reason": "Строка итогов, а не человек."},
    )

    @pytest.fixture
    def sheet(self):
        return openpyxl.load_workbook(io.BytesIO(refused_xlsx(self.ROWS))).active

    def test_it_has_a_heading_and_a_line_for_each(self, sheet):
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0] == ("Строка", "Имя", "Столбец", "Значение", "Причина")
        assert rows[1] == (4, "Савич Кузьма", "Дата рождения", "=1+1", "не дата")
        assert len(rows) == 3

    def test_a_formula_is_text_for_excel_too(self, sheet):
        assert sheet["D2"].data_type == "s"

    def test_an_endless_value_is_cut(self):
        book = openpyxl.load_workbook(io.BytesIO(refused_xlsx([{**self.ROWS[0], "value": "я" * 40_000}])))
        assert len(book.active["D2"].value) == 32_767


@pytest.mark.usefixtures("within")
class TestHowToReachParents:
    """Reminders are written to the representative: an address of the list is kept, one known before is not overwritten."""

    TABLE = (
        "Фамилия;Имя;Отчество;Класс;Законный представитель;Телефон представителя;Почта представителя\n"
        "Нечай;Пётр;Ильич;5Б;Нечай Анна Ильинична;89000000001;anna@example.org\n"
        "Нечай;Вера;Ильинична;7А;Нечай Анна Ильинична;89000000002;other@example.org\n"
    )

    def write(self, actor, programme):
        table = read_table(self.TABLE.encode(), "ученики.csv")
        run = services.open_import(
            actor=actor, programme=programme, table=table, filename="ученики.csv", purpose="pupils", today=f.TODAY
        )
        services.confirm(actor=actor, run=run, decisions={})
        return run

    def parent(self):
        return Person.objects.get(last_name="Нечай", first_name="Анна")

    def test_the_first_that_is_named(self, actor, programme):
        self.write(actor, programme)
        assert (self.parent().phone, self.parent().email) == ("+79000000001", "anna@example.org")

    def test_what_was_known_stays_and_what_was_missing_comes(self, actor, programme):
        known = f.PersonFactory(
            organisation=programme.organisation, kind="parent", grade=None, last_name="Нечай", first_name="Анна",
            patronymic="Ильинична", phone="+79991112233", email="",
        )  # fmt: skip
        run = self.write(actor, programme)
        known.refresh_from_db()
        assert (known.phone, known.email) == ("+79991112233", "anna@example.org")
        services.undo(actor=actor, run=run)
        known.refresh_from_db()
        assert (known.phone, known.email) == ("+79991112233", "")
