"""A whole import is taken back, unless something has been built upon it; and headings once explained are remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.consents.enums import ConsentKind
from nastavnik.consents.services import give_consents
from nastavnik.exchange import services, undoing
from nastavnik.exchange.columns import Field, Mapping
from nastavnik.exchange.models import ImportRun, ImportStatus
from nastavnik.exchange.tables import read_table
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Guardianship, Person
from nastavnik.people.services import change_person
from nastavnik.programmes.enums import Channel, ProgrammeStatus, Side
from nastavnik.programmes.models import Participation
from nastavnik.programmes.services import nominate
from tests import factories as f

UNLIKE = ("Арбузов", "Белкин", "Вьюгин", "Громов", "Жуков", "Зимин", "Щукин")
pytestmark = pytest.mark.usefixtures("within")
PUPILS = (
    "Фамилия;Имя;Отчество;Класс;Дата рождения;Законный представитель;Телефон представителя\n"
    "Нечай;Пётр;Ильич;5Б;09.03.2015;Нечай Анна Ильинична;+7 900 000-00-00\n"
    "Дюма;Мария;Игоревна;9А;01.02.2011;;\n"
)
ANSWERS = (
    "ФИО;Класс;С чем нужна помощь;Интересы\nНечай Пётр Ильич;5Б;математика;шахматы\nКим Лев Ильич;6А;чтение;футбол\n"
)


@pytest.fixture
def bring(actor, programme):
    """`bring(csv)`: read and written; the run."""

    def bring(text, purpose="", confirm=True):
        table = read_table(text.encode(), "список.csv")
        run = services.open_import(
            actor=actor, programme=programme, table=table, filename="список.csv", purpose=purpose, today=f.TODAY
        )
        return services.confirm(actor=actor, run=run, decisions={}) if confirm else run

    return bring


@pytest.fixture
def later():
    """What follows happens an hour after the import."""
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        yield


class TestUndoing:
    def undo(self, actor, run):
        return services.undo(actor=actor, run=run)

    def test_people_and_representatives_go(self, actor, bring):
        run = bring(PUPILS)
        assert Person.objects.count() == 3
        assert Guardianship.objects.count() == 1
        self.undo(actor, run)
        assert (Person.objects.count(), Guardianship.objects.count()) == (0, 0)
        assert (run.status, run.written, run.refused) == (ImportStatus.UNDONE, {}, [])

    def test_who_was_there_before_stays_as_he_was(self, actor, school, bring):
        known = f.PersonFactory(
            organisation=school,
            last_name="Нечай",
            first_name="Пётр",
            patronymic="Ильич",
            grade=4,
            letter="Б",
            birth_date=None,
        )
        run = bring(PUPILS)
        known.refresh_from_db()
        assert (known.grade, known.birth_date.year) == (5, 2015)
        self.undo(actor, run)
        known.refresh_from_db()
        assert (known.grade, known.birth_date) == (4, None)
        assert list(Person.objects.all()) == [known]

    def test_answers_go_and_older_ones_come_back(self, actor, programme, school, bring):
        person = f.PersonFactory(
            organisation=school, last_name="Нечай", first_name="Пётр", patronymic="Ильич", grade=5, letter="Б"
        )
        former = f.MenteeFactory(
            programme=programme, person=person, status="nominated", consents=False, competences=["физика"]
        )
        run = bring(ANSWERS, "mentee_answers")
        former.refresh_from_db()
        assert former.competences == ["математика"]
        assert Participation.objects.count() == 2
        self.undo(actor, run)
        former.refresh_from_db()
        assert (former.competences, former.interests) == (["физика"], ["шахматы"])
        assert list(Participation.objects.all()) == [former]

    def test_the_journal_counts_what_went(self, actor, bring):
        run = bring(PUPILS)
        self.undo(actor, run)
        entry = JournalEntry.objects.get(action="import.undone")
        assert entry.details == {"people": 3, "participations": 0, "restored": 0}

    def test_only_once_and_only_what_was_written(self, actor, bring):
        run = bring(PUPILS)
        self.undo(actor, run)
        waiting = bring(PUPILS, confirm=False)
        for other in (run, waiting):
            with pytest.raises(ValidationError, match="только записанную"):
                self.undo(actor, other)

    def test_special_categories_are_not_copied_into_the_import(self, bring, school):
        f.PersonFactory(
            organisation=school, last_name="Нечай", first_name="Пётр", patronymic="Ильич", grade=5, letter="Б"
        )
        run = bring("Фамилия;Имя;Отчество;Класс;Примечание\nНечай;Пётр;Ильич;5Б;ОВЗ\n")
        assert Person.objects.get().special_categories == ["disability"]
        assert "special" not in str(run.written)
        assert "disability" not in str(run.written)

    def test_a_file_in_small_batches_goes_whole(self, actor, bring, monkeypatch):
        monkeypatch.setattr(undoing, "BATCH", 2)
        lines = "".join(f"{name};Лев;Ильич;7А;;;\n" for name in UNLIKE)
        run = bring(PUPILS + lines)
        assert Person.objects.count() == 10
        self.undo(actor, run)
        assert Person.objects.count() == 0


class TestBuiltUpon:
    @pytest.fixture
    def run(self, bring):
        return bring(ANSWERS, "mentee_answers")

    @pytest.fixture
    def row(self, run):
        return Participation.objects.select_related("person", "programme").get(person__last_name="Нечай")

    def refused(self, actor, run):
        people = Person.objects.count()
        with pytest.raises(ValidationError) as caught:
            services.undo(actor=actor, run=run)
        assert caught.value.messages == ["Взять назад нельзя, люди уже пошли дальше: Нечай\xa0П.\xa0И."]
        assert Person.objects.count() == people
        run.refresh_from_db()
        assert run.status == ImportStatus.CONFIRMED

    def test_a_consent(self, actor, run, row, later):
        give_consents(
            actor=actor,
            person=row.person,
            kinds=[ConsentKind.PROCESSING],
            given_on=f.TODAY,
            signed_by="Нечай Анна",
            today=f.TODAY,
        )
        self.refused(actor, run)

    def test_a_decision(self, actor, run, row):
        row.status, row.decision_reason = "declined", "уехал"
        with everything():
            row.store()
        self.refused(actor, run)

    def test_an_answer(self, actor, run, row, programme):
        f.ResponseFactory(survey=f.SurveyFactory(programme=programme), participation=row)
        self.refused(actor, run)

    def test_another_role(self, actor, run, row, programme):
        nominate(actor=actor, programme=programme, person=row.person, side=Side.MENTOR, channel=Channel.SELF, values={})
        self.refused(actor, run)

    def test_a_change_by_hand(self, actor, run, row, later):
        change_person(actor=actor, person=row.person, values={"phone": "+7 900 000-00-00"})
        self.refused(actor, run)

    def test_a_user(self, actor, run, row):
        f.UserFactory(person=row.person)
        self.refused(actor, run)

    def test_a_representative_written_by_hand(self, actor, run, row):
        guardian = f.PersonFactory(organisation=row.person.organisation, kind=PersonKind.PARENT, grade=None)
        f.GuardianshipFactory(ward=row.person, guardian=guardian)
        self.refused(actor, run)

    def test_of_many_three_are_named(self, actor, bring, programme):
        text = "ФИО;Класс;С чем нужна помощь\n" + "".join(f"{name} Лев Ильич;7А;чтение\n" for name in UNLIKE[:5])
        run = bring(text, "mentee_answers")
        for row in Participation.objects.with_people():
            f.UserFactory(person=row.person)
        with pytest.raises(ValidationError) as caught:
            services.undo(actor=actor, run=run)
        [sentence] = caught.value.messages
        assert [name in sentence for name in sorted(UNLIKE[:5])] == [True, True, True, False, False]
        assert sentence.endswith("И ещё 2.")

    def test_a_completed_programme(self, actor, run, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        run.programme.refresh_from_db()
        with pytest.raises(ValidationError, match="Программа завершена"):
            services.undo(actor=actor, run=run)


class TestRemembered:
    def test_headings_once_explained_are_known(self, actor, bring):
        header = "ФИО участника;Место;Тема\n"
        text = header + "Нечай Пётр Ильич;5Б;чтение\n"
        run = bring(text, confirm=False)
        mapping = Mapping((Field.FULL_NAME, Field.CLASS_NAME, Field.COMPETENCES))
        run = services.remap(actor=actor, run=run, mapping=mapping, purpose="mentee_answers", today=f.TODAY)
        services.confirm(actor=actor, run=run, decisions={})
        again = bring(header + "Ким Лев Ильич;6А;счёт\n", confirm=False)
        assert again.mapping["fields"] == ["full_name", "class_name", "competences"]
        assert again.purpose == "mentee_answers"

    def test_but_not_those_of_a_cancelled_file_nor_of_a_neighbour(self, actor, bring, other_school):
        run = bring("ФИО участника;Тема\nНечай Пётр Ильич;чтение\n", confirm=False)
        mapping = Mapping((Field.FULL_NAME, Field.ACHIEVEMENTS))
        services.remap(actor=actor, run=run, mapping=mapping, purpose="mentee_answers", today=f.TODAY)
        services.cancel(actor=actor, run=run)
        f.ImportRunFactory(
            programme=f.ProgrammeFactory(organisation=other_school), status="confirmed",
            mapping={"fields": ["full_name", "achievements"], "header": ["ФИО участника", "Тема"]},
        )  # fmt: skip
        again = bring("ФИО участника;Тема\nКим Лев Ильич;счёт\n", confirm=False)
        assert again.mapping["fields"][1] != "achievements"

    def test_what_the_person_says_goes_before(self, bring):
        bring(PUPILS)
        assert bring(PUPILS, "mentee_answers", confirm=False).purpose == "mentee_answers"

    def test_the_newest_counts(self, actor, programme, bring):
        bring(PUPILS)
        for fields in ("note", "sex"):
            f.ImportRunFactory(
                programme=programme,
                status="confirmed",
                mapping={"fields": ["last_name", fields], "header": ["А", "Фамилия"]},
            )
        assert ImportRun.objects.count() == 3
        again = bring("А;Фамилия\nНечай;м\n", confirm=False)
        assert again.mapping["fields"] == ["last_name", "sex"]
