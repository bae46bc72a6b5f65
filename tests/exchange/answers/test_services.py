"""Answers of a file from the reading to the confirmation, and back: nothing before it, everything or nothing after it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.exchange.answers import services
from nastavnik.exchange.answers.columns import AnswerMapping
from nastavnik.exchange.answers.rows import AnswerPreview
from nastavnik.exchange.models import AnswersImport, ImportStatus
from nastavnik.exchange.names import read_full_name
from nastavnik.exchange.tables import read_table
from nastavnik.exchange.values import CLASS, Value
from nastavnik.programmes.enums import ProgrammeStatus, Side
from nastavnik.questionnaires import services as questionnaires
from nastavnik.questionnaires.models import Response
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
HEAD = "ФИО;Класс;В чём нужна поддержка?;С чем именно?;Насколько нужна помощь?;Как вам удобнее встречаться?\n"
EVA = "Ткач Ева Игоревна;7В;учёба;физика, химия;8 из 10;очно\n"
LEV = "Белый Лев Ильич;8А;общение;=1+1;3;онлайн\n"
BROKEN = "Савич Кузьма Петрович;6А;учёба;;много;очно\n"


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")


def participant(programme, name, place="", **values):
    """The participant of a row, as the base has him: by the full name and the class."""
    parts = Value()
    read_full_name(name, parts, f.TODAY)
    found = CLASS.match(place)
    make = f.PersonFactory if found else f.TeacherFactory
    grade = {"grade": int(found[1]), "letter": found[2]} if found else {}
    person = make(organisation=programme.organisation, **parts.values, **grade)
    side = values.pop("side", Side.MENTEE)
    return (f.MenteeFactory if side == Side.MENTEE else f.MentorFactory)(programme=programme, person=person, **values)


@pytest.fixture
def eva(programme):
    return participant(programme, "Ткач Ева Игоревна", "7В", consents=False)


@pytest.fixture
def lev(programme):
    return participant(programme, "Белый Лев Ильич", "8А", consents=False)


@pytest.fixture
def bring(actor, survey):
    """`bring(csv)`: read, not written."""

    def bring(text, into=None):
        table = read_table(text.encode(), "ответы.csv")
        return services.open_answers(actor=actor, survey=into or survey, table=table, filename="ответы.csv")

    return bring


@pytest.fixture
def take(actor, bring):
    """`take(csv)`: read and written."""

    def take(text, *, replaces=False, **decisions):
        chosen = {int(number.removeprefix("row")): key for number, key in decisions.items()}
        return services.confirm_answers(actor=actor, run=bring(text), decisions=chosen, replaces=replaces)

    return take


@pytest.fixture
def later():
    """What follows happens an hour after the import."""
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=True):
        yield


class TestOpening:
    def test_only_the_import_is_written(self, bring, eva):
        run = bring(HEAD + EVA)
        assert (run.status, run.rows_total, run.filename) == ("preview", 1, "ответы.csv")
        assert Response.objects.count() == 0
        assert AnswerPreview.from_json(run.preview).rows[0].person == str(eva.pk)

    def test_a_namesake_of_a_neighbour_is_nobody(self, bring, other_school):
        participant(f.ProgrammeFactory(organisation=other_school), "Ткач Ева Игоревна", "7В")
        assert AnswerPreview.from_json(bring(HEAD + EVA).preview).rows[0].person == ""

    def test_a_mentor_is_not_asked_what_mentees_are(self, bring, programme):
        participant(programme, "Ткач Ева Игоревна", "", side=Side.MENTOR)
        assert AnswerPreview.from_json(bring(HEAD + EVA).preview).rows[0].person == ""

    def test_without_names_there_is_nothing_to_judge(self, actor, bring):
        run = bring("Класс;С чем именно?;Почта\n7В;физика;e@example.org\n")
        assert run.preview == {}
        with pytest.raises(ValidationError, match="Назовите столбец с фамилией и именем"):
            services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)

    @pytest.mark.parametrize("rows", [1, 30])
    def test_people_are_found_without_a_question_for_each(self, bring, programme, rows, django_assert_max_num_queries):
        for number in range(rows):
            participant(programme, f"{f.invented(number)} Игорь Петрович", "8А", consents=False)
        text = HEAD + "".join(f"{f.invented(number)} Игорь Петрович;8А;учёба;;5;очно\n" for number in range(rows))
        with django_assert_max_num_queries(13):
            run = bring(text)
        assert all(row["person"] for row in run.preview["rows"])


class TestRefusals:
    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"closed_on": f.TODAY}, "Анкетирование закрыто: его ответы больше не меняются."),
            ({"questionnaire": "mentee-voice", "wave": "interim"}, "Анкета анонимная, а в файле стоят имена"),
            ({"questionnaire": "curator-rating", "side": "curator"}, "Лист куратора заполняют на его странице"),
        ],
    )
    def test_what_takes_no_file(self, bring, programme, values, sentence):
        survey = f.SurveyFactory(programme=programme, **values)
        with pytest.raises(ValidationError, match=sentence):
            bring(HEAD + EVA, survey)
        assert AnswersImport.objects.count() == 0

    def test_a_completed_programme(self, bring, survey):
        with everything():
            survey.programme.status = ProgrammeStatus.COMPLETED
            survey.programme.store()
        with pytest.raises(ValidationError, match="Программа завершена"):
            bring(HEAD + EVA)

    def test_closed_between_the_preview_and_the_confirmation(self, actor, bring, survey, eva):
        run = bring(HEAD + EVA)
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        with pytest.raises(ValidationError, match="Анкетирование закрыто"):
            services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert Response.objects.count() == 0

    def test_a_neighbour_s_survey(self, bring, other_school):
        theirs = f.SurveyFactory(programme=f.ProgrammeFactory(organisation=other_school))
        with pytest.raises(OutOfScope):
            bring(HEAD + EVA, theirs)


class TestConfirming:
    def test_answers_are_written_as_if_typed_by_hand(self, take, eva, lev):
        run = take(HEAD + EVA + LEV)
        given = {row.participation_id: row for row in Response.objects.all()}
        assert given[eva.pk].answers == {
            "areas": ["study"], "exactly": "физика, химия", "need": 8, "format": "in_person",
        }  # fmt: skip
        assert given[lev.pk].answers["exactly"] == "=1+1"
        assert {row.entered_by_staff for row in given.values()} == {True}
        assert (run.status, run.rows_taken, run.rows_refused) == (ImportStatus.CONFIRMED, 2, 0)

    def test_they_fill_the_base(self, take, eva):
        take(HEAD + EVA)
        eva.refresh_from_db()
        assert (eva.competences, eva.need, eva.meeting_format) == (["учёба", "физика", "химия"], 8, "in_person")

    def test_sound_rows_go_and_the_others_stay_with_their_reasons(self, take, eva, programme):
        participant(programme, "Савич Кузьма Петрович", "6А", consents=False)
        run = take(HEAD + BROKEN + EVA + "Хмель Нина Андреевна;5А;учёба;;5;очно\n")
        assert (run.rows_total, run.rows_taken, run.rows_refused) == (3, 1, 2)
        assert [(row["row"], row["name"], row["column"], row["value"]) for row in run.refused] == [
            (2, "Савич Кузьма Петрович", "Насколько нужна помощь?", "много"),
            (4, "Хмель Нина Андреевна", "ФИО", ""),
        ]

    def test_a_refused_row_knows_whose_it_is(self, take, programme):
        row = participant(programme, "Савич Кузьма Петрович", "6А", consents=False)
        text = HEAD + BROKEN.replace("Савич Кузьма Петрович", "Кузьма Савич")
        assert [one["participation"] for one in take(text + "Хмель Нина;5А;учёба;;5;очно\n").refused] == [
            str(row.pk),
            "",
        ]

    def test_no_second_copy_of_the_answers_is_kept(self, take, eva):
        run = take(HEAD + EVA)
        assert (run.table, run.preview) == ({}, {})

    def test_the_journal_says_how_many_and_not_who(self, take, eva):
        run = take(HEAD + EVA + BROKEN)
        entry = JournalEntry.objects.get(action="answers_import.confirmed")
        assert (entry.subject_id, entry.details) == (str(run.pk), {"taken": 1, "refused": 1})
        assert [one.details for one in JournalEntry.objects.filter(action="survey.answered")] == [{}]

    def test_twice_is_refused(self, actor, take, eva):
        run = take(HEAD + EVA)
        with pytest.raises(ValidationError, match="уже закончена"):
            services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)

    @pytest.mark.parametrize(("replaces", "need", "taken"), [(False, 1, 0), (True, 8, 1)])
    def test_who_has_answered_keeps_the_answer_or_not(self, take, survey, eva, replaces, need, taken):
        f.ResponseFactory(survey=survey, participation=eva, answers={"need": 1})
        assert take(HEAD + EVA, replaces=replaces).rows_taken == taken
        assert [row.answers["need"] for row in Response.objects.all()] == [need]

    def test_a_decision_about_a_doubtful_row(self, take, eva):
        text = HEAD + EVA.replace("Игоревна", "Игорвна")
        assert take(text).rows_taken == 0
        assert take(text, row2=str(eva.pk)).rows_taken == 1

    def test_who_is_asked_no_more_is_left_out(self, actor, bring, eva, lev):
        run = bring(HEAD + EVA + LEV)
        with everything():
            eva.status = "declined"
            eva.decision_reason = "переехала"
            eva.store()
        run = services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert (run.rows_taken, run.rows_refused) == (1, 1)
        assert run.refused[0]["reason"] == "Этого участника анкета больше не спрашивает."

    def test_wishes_name_people(self, take, bring, actor, programme, eva):
        mentor = participant(programme, "Нечай Пётр Ильич", "", side=Side.MENTOR)
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")
        text = "ФИО;С кем из наставников вы хотели бы работать?\nТкач Ева Игоревна;Пётр Нечай\n"
        run = services.confirm_answers(actor=actor, run=bring(text, survey), decisions={}, replaces=False)
        assert run.refused == []
        assert Response.objects.get(survey=survey).answers == {"wish": [str(mentor.pk)]}


class TestOtherQuestionnaires:
    """Tables, conditions and wishes, as a workbook of a form holds them."""

    def workbook(self, workbook, *rows):
        head = [
            "Отметка времени", "Фамилия", "Имя", "1. Насколько легко вам с наставником?",
            "2. Насколько наставник вам помогает?", "Оцените от 1 до 5 [встречи]", "Оцените от 1 до 5 [план развития]",
            "Оцените от 1 до 5 [обратная связь]", "Понятно ли вам, к чему вы идёте вместе?",
            "Хотели бы вы что-то изменить в работе с наставником?", "Что именно?",
        ]  # fmt: skip
        return read_table(workbook(ответы=[head, *rows]), "ответы.xlsx")

    def brought(self, actor, programme, table):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-interim", wave="interim")
        run = services.open_answers(actor=actor, survey=survey, table=table, filename="ответы.xlsx")
        return services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)

    def test_a_table_and_what_one_answer_leads_to(self, actor, programme, workbook, eva, lev):
        table = self.workbook(
            workbook,
            ["20.11.2026 9:00", "Ткач", "Ева", 8, "7 – помогает", 5, 4, 3, "да", "Да", "=SUM(1;2)"],
            ["20.11.2026 9:05", "Белый", "Лев", "9 из 10", 10, 5, 5, 5, True, False, ""],
        )
        run = self.brought(actor, programme, table)
        assert run.refused == []
        marks = {"meetings": 5, "plan": 4, "feedback": 3}
        assert Response.objects.get(participation=eva).answers == {
            "comfort": 8, "help": 7, "parts": marks, "goal_clear": True, "change": True, "what": "=SUM(1;2)",
        }  # fmt: skip
        assert Response.objects.get(participation=lev).answers == {
            "comfort": 9, "help": 10, "parts": dict.fromkeys(marks, 5), "goal_clear": True, "change": False,
        }  # fmt: skip

    def test_a_row_of_a_table_left_out(self, actor, programme, workbook, eva):
        table = self.workbook(workbook, ["", "Ткач", "Ева", 8, 7, 5, "", 3, "да", "нет", ""])
        [refused] = self.brought(actor, programme, table).refused
        assert (refused["column"], refused["reason"]) == ("Оцените от 1 до 5 [план развития]", "Оцените каждую строку.")

    def test_the_wish_to_become_a_mentor_is_taken_back_too(self, actor, programme, bring, eva):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave="exit")
        run = bring("ФИО;Хотите ли вы сами стать наставником?\nТкач Ева Игоревна;да\n", survey)
        agreed = AnswerMapping(("full_name", "q:become_mentor:"), without_absent=True)
        run = services.remap_answers(actor=actor, run=run, mapping=agreed)
        run = services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        eva.refresh_from_db()
        assert eva.wants_to_mentor is True
        services.undo_answers(actor=actor, run=run)
        eva.refresh_from_db()
        assert not eva.wants_to_mentor


class TestRemembering:
    HEAD = "ФИО;Класс;Помощь;Оценка;Формат встреч\n"
    ROW = "Ткач Ева Игоревна;7В;уроки;8;очно\n"
    MAPPING = AnswerMapping(
        ("full_name", "", "q:areas:", "q:need:", "q:format:"), {"q:areas:": {"уроки": "study"}}, without_absent=True
    )

    def test_what_was_chosen_once_holds_again(self, actor, bring, eva):
        run = services.remap_answers(actor=actor, run=bring(self.HEAD + self.ROW), mapping=self.MAPPING)
        services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert Response.objects.get().answers == {"areas": ["study"], "need": 8, "format": "in_person"}
        again = bring(self.HEAD + self.ROW)
        assert AnswerMapping.from_json(again.mapping, again.survey.asks) == self.MAPPING

    def test_other_headings_and_other_questionnaires_begin_anew(self, actor, bring, programme, eva):
        run = services.remap_answers(actor=actor, run=bring(self.HEAD + self.ROW), mapping=self.MAPPING)
        services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert bring("ФИО;Помощь;Оценка\nТкач Ева Игоревна;уроки;8\n").mapping["words"] == {}
        other = f.SurveyFactory(programme=programme, questionnaire="mentee-entry")
        assert bring(self.HEAD + self.ROW, other).mapping["words"] == {}

    def test_a_cancelled_one_is_not_remembered(self, actor, bring, eva):
        run = services.remap_answers(actor=actor, run=bring(self.HEAD + self.ROW), mapping=self.MAPPING)
        services.cancel_answers(actor=actor, run=run)
        assert (run.status, run.table, run.preview) == (ImportStatus.CANCELLED, {}, {})
        assert bring(self.HEAD + self.ROW).mapping["words"] == {}

    def test_what_is_finished_is_not_read_again(self, actor, take, eva):
        with pytest.raises(ValidationError, match="уже закончена"):
            services.remap_answers(actor=actor, run=take(HEAD + EVA), mapping=self.MAPPING)


class TestUndoing:
    def test_answers_go_and_the_base_is_as_it_was(self, actor, take, eva):
        before = (eva.competences, eva.need, eva.meeting_format)
        run = services.undo_answers(actor=actor, run=take(HEAD + EVA))
        eva.refresh_from_db()
        assert Response.objects.count() == 0
        assert (eva.competences, eva.need, eva.meeting_format) == before
        assert (run.status, run.written, run.refused) == (ImportStatus.UNDONE, {}, [])
        entry = JournalEntry.objects.get(action="answers_import.undone")
        assert entry.details == {"removed": 1, "restored": 0}

    def test_replaced_answers_come_back_with_their_own_day(self, actor, take, survey, eva):
        former = f.ResponseFactory(survey=survey, participation=eva, answers={"need": 1})
        with everything():
            Response.objects.filter(pk=former.pk).update(submitted_at=f.local(datetime(2026, 10, 5, 9, 0)))
        services.undo_answers(actor=actor, run=take(HEAD + EVA, replaces=True))
        [back] = Response.objects.all()
        assert (back.pk, back.answers, back.entered_by_staff) == (former.pk, {"need": 1}, False)
        assert back.submitted_at == f.local(datetime(2026, 10, 5, 9, 0))

    def test_an_answer_given_since_stands_in_the_way(self, actor, take, survey, eva, lev, later):
        with time_machine.travel(timezone.now() - timedelta(hours=1)):
            run = take(HEAD + EVA + LEV)
        questionnaires.answer(actor=actor, survey=survey, participation=lev, answers={"need": 2}, by_staff=False)
        with pytest.raises(ValidationError) as refusal:
            services.undo_answers(actor=actor, run=run)
        name = lev.person.short_name.rstrip(".")
        assert refusal.value.messages == [f"Взять назад нельзя, ответы или карточки с тех пор изменены: {name}."]
        assert Response.objects.count() == 2

    def test_a_card_changed_by_hand_stands_in_the_way(self, actor, take, eva):
        run = take(HEAD + EVA)
        with everything():
            eva.refresh_from_db()
            eva.need = 2
            eva.store()
        with pytest.raises(ValidationError, match="с тех пор изменены: Ткач"):
            services.undo_answers(actor=actor, run=run)

    def test_what_became_of_the_participant_otherwise_does_not(self, actor, take, eva):
        run = take(HEAD + EVA)
        with everything():
            eva.refresh_from_db()
            eva.status = "nominated"
            eva.store()
        services.undo_answers(actor=actor, run=run)
        eva.refresh_from_db()
        assert (eva.status, eva.need) == ("nominated", None)

    def test_the_first_three_are_named(self, actor, take, programme):
        rows = [participant(programme, f"{f.invented(number)} Игорь Петрович", "8А") for number in range(5)]
        run = take(HEAD + "".join(f"{row.person.full_name};8А;учёба;;5;очно\n" for row in rows))
        with everything():
            for row in rows:
                row.refresh_from_db()
                row.need = 9
                row.store()
        with pytest.raises(ValidationError, match=r" И ещё 2\."):
            services.undo_answers(actor=actor, run=run)

    def test_an_answer_removed_since(self, actor, take, eva, lev):
        run = take(HEAD + EVA + LEV)
        with everything():
            Response.objects.filter(participation=eva).delete()
        with pytest.raises(ValidationError, match="часть этих ответов уже удалена"):
            services.undo_answers(actor=actor, run=run)

    def test_only_what_was_written(self, actor, bring, eva):
        with pytest.raises(ValidationError, match="только записанную загрузку"):
            services.undo_answers(actor=actor, run=bring(HEAD + EVA))

    def test_twice(self, actor, take, eva):
        run = services.undo_answers(actor=actor, run=take(HEAD + EVA))
        with pytest.raises(ValidationError, match="только записанную загрузку"):
            services.undo_answers(actor=actor, run=run)


class TestRealForms:
    """The forms schools sent: every row finds its participant, every answer its question."""

    def brought(self, actor, sample, programme, name, code, side):
        table = read_table(sample(name), name)
        survey = f.SurveyFactory(programme=programme, questionnaire=code, wave="selection", side=side)
        run = services.open_answers(actor=actor, survey=survey, table=table, filename=name)
        names, places = (run.mapping["columns"].index(key) for key in ("full_name", "class_name"))
        people = {row.cells[names]: row.cells[places] for row in table.rows}
        for full_name, place in people.items():
            participant(programme, full_name, place, side=side, consents=False)
        return run

    def test_mentees(self, actor, sample, programme):
        run = self.brought(actor, sample, programme, "mentee-answers.csv", "mentee-selection", Side.MENTEE)
        mapping = AnswerMapping.from_json(run.mapping, run.survey.asks)
        strict = services.remap_answers(actor=actor, run=run, mapping=mapping)
        sentences = {problem["message"] for row in strict.preview["rows"] for problem in row["problems"]}
        assert sentences == {"Ответьте на этот вопрос."}  # the form did not ask the first question
        agreed = AnswerMapping(mapping.columns, mapping.words, without_absent=True)
        run = services.remap_answers(actor=actor, run=run, mapping=agreed)
        run = services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert (run.rows_total, run.rows_taken, run.rows_refused) == (65, 64, 1)
        assert [(row["row"], row["name"]) for row in run.refused] == [(5, "Савич Кузьма Петрович")]
        sonya = Response.objects.get(participation__person__last_name="Кузнецова", answers__need=1)
        assert sonya.answers == {
            "exactly": "математика", "need": 1, "interests": "рисование, футбол", "expectations": "=1+1",
            "wanted": ["teacher"], "times": ["1 15:00", "2 15:00"], "format": "any",
        }  # fmt: skip
        assert sonya.participation.competences == ["математика"]
        assert sonya.participation.expectations == "=1+1"

    def test_mentors(self, actor, sample, programme):
        run = self.brought(actor, sample, programme, "mentor-answers.xlsx", "mentor-selection", Side.MENTOR)
        mapping = AnswerMapping.from_json(run.mapping, run.survey.asks)
        said = {"q:age:": {"10-12": "5-7", "10–12": "5-7", "11-14": "5-7"}, "q:capacity:": {"4": "5"}}
        run = services.remap_answers(
            actor=actor, run=run, mapping=AnswerMapping(mapping.columns, said, without_absent=True)
        )
        run = services.confirm_answers(actor=actor, run=run, decisions={}, replaces=False)
        assert (run.rows_total, run.rows_taken, run.refused) == (24, 24, [])
        gleb = Response.objects.get(participation__person__last_name="Семёнов")
        assert gleb.answers == {
            "competences": "робототехника, выступления", "achievements": "капитан команды",
            "interests": "волонтёрство, рисование, фотография", "experience": False, "age": "5-7", "capacity": "2",
            "times": ["1 18:00", "3 15:00", "4 15:00"], "format": "in_person",
        }  # fmt: skip
        assert (gleb.participation.capacity, gleb.participation.wanted_age) == (2, {"of": "grade", "from": 5, "to": 7})
