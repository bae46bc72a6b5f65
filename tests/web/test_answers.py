"""Answers of a form made elsewhere: a file is read and shown, the mapping mended, and only a confirmation writes."""

from __future__ import annotations

import io
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.exchange.models import AnswersImport, ImportStatus
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.questionnaires.models import Response
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

HEAD = "ФИО;Класс;В чём нужна поддержка?;Насколько нужна помощь?;Как вам удобнее встречаться?\n"
EVA = "Ткач Ева Игоревна;7В;учёба;8 из 10;очно\n"
LEV = "Белый Лев Ильич;8А;математика;3;онлайн\n"
STRANGER = "Хмель Нина Андреевна;5А;учёба;5;очно\n"


def person(programme, last, first, patronymic, grade, letter):
    one = f.PersonFactory(
        organisation=programme.organisation, last_name=last, first_name=first, patronymic=patronymic, grade=grade,
        letter=letter,
    )  # fmt: skip
    return f.MenteeFactory(programme=programme, person=one, consents=False)


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")


@pytest.fixture
def eva(programme):
    return person(programme, "Ткач", "Ева", "Игоревна", 7, "В")


@pytest.fixture
def lev(programme):
    return person(programme, "Белый", "Лев", "Ильич", 8, "А")


def address(survey):
    return reverse("answers:upload", args=[survey.pk])


def to(name, run):
    return reverse(f"answers:{name}", args=[run.pk])


def upload(client, survey, text, name="ответы.csv"):
    return client.post(address(survey), {"file": SimpleUploadedFile(name, text.encode())})


@pytest.fixture
def run(curator, survey, eva, lev):
    """Read and shown: one sound row, one word that is no option, one stranger."""
    upload(curator, survey, HEAD + EVA + LEV + STRANGER)
    return stored(AnswersImport)[0]


def posted(page, **changes):
    """What the form of the mapping would send from this page, with some of it changed."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "without_absent"} | changes


class TestUploading:
    def test_the_page_of_the_survey_leads_there(self, curator, survey):
        page = curator.get(reverse("surveys:survey", args=[survey.pk]))
        assert address(survey) in links(page)
        assert "Файлов с ответами на эту анкету ещё не загружали." in words(curator.get(address(survey)))

    def test_a_file_leads_to_its_preview_and_writes_no_answer(self, curator, survey, eva):
        answer = upload(curator, survey, HEAD + EVA)
        [kept] = stored(AnswersImport)
        assert answer.url == to("run", kept)
        assert (kept.survey, kept.filename, kept.rows_total) == (survey, "ответы.csv", 1)
        assert stored(Response) == []

    def test_cells_copied_from_elsewhere(self, curator, survey, eva):
        curator.post(address(survey), {"text": (HEAD + EVA).replace(";", "\t")})
        [kept] = stored(AnswersImport)
        assert kept.filename == "вставленная таблица"
        assert "Ткач Ева Игоревна" in card(curator.get(to("run", kept)), "Как понято")

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"encoding": ""}, "Выберите файл или вставьте таблицу."),
            ({"text": "просто слова"}, "не найдена строка заголовков"),
        ],
    )
    def test_what_cannot_be_read_is_said(self, curator, survey, sent, sentence):
        assert sentence in wrong(curator.post(address(survey), sent))[0]
        assert stored(AnswersImport) == []

    def test_earlier_ones_are_listed(self, curator, survey, run):
        other = f.SurveyFactory(programme=survey.programme)
        f.AnswersImportFactory(survey=other, filename="чужие.csv")
        listed = card(curator.get(address(survey)), "Прежние загрузки")
        assert "ответы.csv 21.11.2026" in listed
        assert "чужие.csv" not in listed

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_no_more_for_more(self, curator, survey, count, django_assert_max_num_queries):
        for _number in range(count):
            f.AnswersImportFactory(survey=survey)
        with django_assert_max_num_queries(12):
            page = curator.get(address(survey))
        assert len(page.context["runs"]) == count


class TestRefusals:
    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"closed_on": f.TODAY}, "Анкетирование закрыто: его ответы больше не меняются."),
            ({"questionnaire": "mentee-voice", "wave": "interim"}, "Анкета анонимная, а в файле стоят имена"),
            ({"questionnaire": "curator-rating", "side": "curator"}, "Лист куратора заполняют на его странице"),
        ],
    )
    def test_the_page_says_why_and_asks_for_no_file(self, curator, programme, values, sentence):
        survey = f.SurveyFactory(programme=programme, **values)
        page = curator.get(address(survey))
        assert sentence in words(page)
        assert "Прочитать и показать" not in words(page)
        assert sentence in wrong(upload(curator, survey, HEAD + EVA))[0]
        assert stored(AnswersImport) == []

    def test_the_page_of_an_anonymous_survey_does_not_lead_there(self, curator, programme):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-voice", wave="interim")
        assert address(survey) not in links(curator.get(reverse("surveys:survey", args=[survey.pk])))

    def test_a_completed_programme(self, curator, school):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        page = curator.get(address(f.SurveyFactory(programme=programme)))
        assert "Программа завершена: её данные больше не меняются." in words(page)

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MENTOR])
    def test_who_may_not(self, client_as, survey, eva, role):
        client = client_as(role, person=eva.person if role.own_records else None)
        assert upload(client, survey, HEAD + EVA).status_code == 403

    def test_a_stranger_finds_neither_the_survey_nor_the_import(self, client_as, other_school, run):
        client = client_as(Role.CURATOR, organisation=other_school)
        assert client.get(address(run.survey)).status_code == 404
        for name in ("run", "refused"):
            assert client.get(to(name, run)).status_code == 404
        for name in ("remap", "confirm", "cancel", "undo"):
            assert client.post(to(name, run)).status_code == 404
        assert stored(Response) == []


class TestPreview:
    def test_numbers(self, curator, run):
        assert "Строк в файле 3 Будет записано 1 С замечаниями 1 Не найдены 1" in words(curator.get(to("run", run)))

    def test_what_is_left_out_and_why(self, curator, run):
        left = card(curator.get(to("run", run)), "Не будет записано и почему")
        assert "3 Белый Лев Ильич В чём нужна поддержка? математика Выберите из вариантов." in left
        assert "4 Хмель Нина Андреевна ФИО Среди тех, кого спрашивает анкета, такого участника нет" in left

    def test_how_answers_are_understood(self, curator, run):
        sample = card(curator.get(to("run", run)), "Как понято")
        assert "Ткач Ева Игоревна 7В В чём нужна поддержка? учёба Насколько нужна помощь? 8" in sample

    def test_headings_show_what_they_are(self, curator, run):
        fields = curator.get(to("run", run)).context["form"].column_fields
        assert [(field.label, field.value()) for field in fields] == [
            ("ФИО", "full_name"), ("Класс", "class_name"), ("В чём нужна поддержка?", "q:areas:"),
            ("Насколько нужна помощь?", "q:need:"), ("Как вам удобнее встречаться?", "q:format:"),
        ]  # fmt: skip

    def test_without_names(self, curator, survey):
        upload(curator, survey, "Класс;Насколько нужна помощь?;Почта\n7В;8;e@example.org\n")
        [kept] = stored(AnswersImport)
        page = curator.get(to("run", kept))
        assert "Не найден столбец с именами." in words(page)
        assert to("confirm", kept) not in links(page)
        assert told(curator.post(to("confirm", kept))) == [
            "Назовите столбец с фамилией и именем: без него неизвестно, чьи это ответы."
        ]

    def test_questions_the_form_did_not_ask(self, curator, survey, eva):
        upload(curator, survey, "ФИО;Насколько нужна помощь?\nТкач Ева Игоревна;8\n")
        [kept] = stored(AnswersImport)
        page = curator.get(to("run", kept))
        assert "«В чём нужна поддержка?», «Как вам удобнее встречаться?»." in words(page)
        curator.post(to("remap", kept), posted(page, without_absent="on"))
        curator.post(to("confirm", kept))
        assert [row.answers for row in stored(Response)] == [{"need": 8}]

    @pytest.mark.parametrize("count", [1, 3])
    def test_more_rows_ask_no_more(self, curator, survey, programme, count, django_assert_max_num_queries):
        for number in range(count):
            person(programme, f.invented(number), "Игорь", "Петрович", 8, "А")
        rows = "".join(f"{f.invented(number)} Игорь Петрович;8А;учёба;5;очно\n" for number in range(count))
        upload(curator, survey, HEAD + rows)
        with django_assert_max_num_queries(13):
            page = curator.get(to("run", stored(AnswersImport)[0]))
        assert page.context["taken"] == count


class TestMapping:
    def test_a_word_is_led_to_an_option(self, curator, run):
        page = curator.get(to("run", run))
        [field] = page.context["form"].word_fields
        assert field.label == "«математика»"
        assert field.help_text == "В чём нужна поддержка? – 1 раз"
        assert "не понято, строка с замечанием" in words(page)
        curator.post(to("remap", run), posted(page, **{"word-0": "study"}))
        page = curator.get(to("run", run))
        assert "Будет записано 2 С замечаниями 0" in words(page)
        assert page.context["form"].word_fields[0].value() == "study"

    def test_and_back_again(self, curator, run):
        curator.post(to("remap", run), posted(curator.get(to("run", run)), **{"word-0": "~"}))
        assert "Ответьте на этот вопрос." in words(curator.get(to("run", run)))
        curator.post(to("remap", run), posted(curator.get(to("run", run)), **{"word-0": ""}))
        assert fresh(run).mapping["words"] == {"q:areas:": {}}
        assert "Выберите из вариантов." in words(curator.get(to("run", run)))

    def test_a_column_can_be_something_else(self, curator, run):
        sent = posted(curator.get(to("run", run)), **{"column-2": "q:exactly:", "without_absent": "on"})
        curator.post(to("remap", run), sent)
        page = curator.get(to("run", run))
        curator.post(to("remap", run), posted(page, without_absent="on"))
        assert "С чем именно? математика" in card(curator.get(to("run", run)), "Как понято")

    def test_two_columns_for_one_question_are_refused(self, curator, run):
        sent = posted(curator.get(to("run", run)), **{"column-3": "q:areas:"})
        answer = curator.post(to("remap", run), sent, follow=True)
        assert "«Насколько нужна помощь?»: Это назначено двум столбцам." in words(answer)
        assert fresh(run).mapping["columns"][3] == "q:need:"

    def test_a_finished_one_is_not_read_again(self, curator, run):
        curator.post(to("cancel", run))
        assert told(curator.post(to("remap", run), {}))[-1] == "Эта загрузка уже закончена."


class TestConfirming:
    def test_the_sound_rows_are_written_and_the_others_told(self, curator, run, eva):
        answer = curator.post(to("confirm", run))
        assert told(answer) == ["Записан 1 ответ."]
        [given] = stored(Response)
        assert (given.participation, given.entered_by_staff) == (eva, True)
        assert given.answers == {"areas": ["study"], "need": 8, "format": "in_person"}
        page = curator.get(answer.url)
        assert "Строк в файле 3 Записано 1 Не принято 2" in words(page)
        assert "Белый Лев Ильич" in card(page, "Не принято и почему")

    def test_refused_rows_are_a_file_with_reasons(self, curator, run):
        curator.post(to("confirm", run))
        answer = curator.get(to("refused", run))
        assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote('Не принято.xlsx')}"
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert rows[0] == ("Строка", "Имя", "Столбец", "Значение", "Причина")
        assert rows[1] == (3, "Белый Лев Ильич", "В чём нужна поддержка?", "математика", "Выберите из вариантов.")
        [entry] = stored(JournalEntry, action="answers_import.refused_read")
        assert (entry.subject_id, entry.details) == (str(run.pk), {"rows": 2})

    @pytest.mark.parametrize(("choice", "need"), [("keep", 1), ("replace", 8)])
    def test_who_has_answered_already(self, curator, survey, eva, choice, need):
        f.ResponseFactory(survey=survey, participation=eva, answers={"need": 1})
        upload(curator, survey, HEAD + EVA)
        [kept] = stored(AnswersImport)
        assert "1 участник из файла уже ответил на эту анкету" in words(curator.get(to("run", kept)))
        curator.post(to("confirm", kept), {"answered": choice})
        assert [row.answers["need"] for row in stored(Response)] == [need]

    @pytest.mark.parametrize("decided", [True, False])
    def test_a_doubtful_name(self, curator, survey, eva, decided):
        upload(curator, survey, HEAD + EVA.replace("Игоревна", "Игорвна"))
        [kept] = stored(AnswersImport)
        page = card(curator.get(to("run", kept)), "Кто это: решите")
        assert "Ткач Ева Игоревна, 7В, похожее имя" in page
        curator.post(to("confirm", kept), {"row-2": str(eva.pk) if decided else "", "row-x": "1"})
        assert len(stored(Response)) == int(decided)

    def test_twice_is_refused(self, curator, run):
        curator.post(to("confirm", run))
        assert told(curator.post(to("confirm", run)))[-1] == "Эта загрузка уже закончена."
        assert len(stored(Response)) == 1

    def test_the_psychologist_may(self, client_as, survey, eva):
        client = client_as(Role.PSYCHOLOGIST)
        upload(client, survey, HEAD + EVA)
        assert told(client.post(to("confirm", stored(AnswersImport)[0]))) == ["Записан 1 ответ."]


class TestCancellingAndUndoing:
    def test_cancelled_nothing_is_kept(self, curator, run):
        answer = curator.post(to("cancel", run))
        assert (answer.url, told(answer)) == (address(run.survey), ["Загрузка отменена, ничего не записано."])
        assert (fresh(run).status, run.table, stored(Response)) == (ImportStatus.CANCELLED, {}, [])
        assert "Загрузка отменена" in words(curator.get(to("run", run)))

    def test_taken_back(self, curator, run):
        curator.post(to("confirm", run))
        assert to("undo", run) in links(curator.get(to("run", run)))
        assert told(curator.post(to("undo", run)))[-1] == "Загрузка взята назад: всё, как было до неё."
        assert stored(Response) == []
        page = curator.get(to("run", run))
        assert "Загрузка взята назад" in words(page)
        assert to("undo", run) not in links(page)

    def test_not_once_the_survey_is_closed(self, curator, run, survey):
        curator.post(to("confirm", run))
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert to("undo", run) not in links(curator.get(to("run", run)))
        assert told(curator.post(to("undo", run)))[-1] == "Анкетирование закрыто: его ответы больше не меняются."
        assert len(stored(Response)) == 1
