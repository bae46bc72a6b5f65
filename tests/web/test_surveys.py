"""Questionnaires: a wave is opened, people answer for themselves or on paper, nobody else's answers are seen."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

LIST, MINE = "/surveys/", "/surveys/mine/"
OPEN, CLOSE = "/surveys/waves/entry/open/", "/surveys/waves/entry/close/"
IMPACT = {question.code: "7" for question in QUESTIONNAIRES["mentee-impact"].questions}


@pytest.fixture
def participation(programme):
    return f.MenteeFactory(programme=programme)


@pytest.fixture
def mentee(client_as, participation):
    return client_as(Role.MENTEE, person=participation.person)


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")


def answer_at(survey):
    return reverse("surveys:answer", args=[survey.pk])


def enter_at(survey, participation):
    return reverse("surveys:enter", args=[survey.pk, participation.pk])


class TestWaves:
    def test_opened_by_the_curator(self, curator, participation):
        page = curator.get(OPEN)
        assert "Анкета наставляемого на входе – 1 человек" in words(page)
        answer = curator.post(OPEN, {"codes": ["mentee-entry"], "due_on": "2026-12-01"})
        assert (answer.url, told(answer)) == (LIST, ["Анкетирование открыто: участники видят анкеты у себя."])
        page = card(curator.get(LIST), "На входе")
        assert "Анкета наставляемого на входе наставляемый 0 из 1" in page
        assert "открыта до 01.12.2026" in page
        assert [survey.questionnaire for survey in stored(Survey)] == ["mentee-entry"]

    def test_closed_again(self, curator, participation, survey):
        assert told(curator.post(CLOSE)) == ["Анкетирование закрыто."]
        assert fresh(survey).closed_on == f.TODAY
        assert "закрыта" in card(curator.get(LIST), "На входе")

    def test_nobody_to_answer(self, curator, programme):
        assert "Отвечать пока некому Сначала отберите наставников и наставляемых." in words(curator.get(OPEN))
        assert wrong(curator.post(OPEN, {"codes": ["mentee-entry"]})) != []
        assert stored(Survey) == []

    def test_nothing_marked_and_a_day_gone_by(self, curator, participation):
        assert wrong(curator.post(OPEN, {"due_on": ""})) == ["Отметьте хотя бы одну анкету."]
        refused = curator.post(OPEN, {"codes": ["mentee-entry"], "due_on": "2026-01-01"})
        assert wrong(refused) == ["Срок ответа не может быть раньше открытия."]
        assert stored(Survey) == []

    def test_a_wave_that_is_none(self, curator, programme):
        assert curator.post("/surveys/waves/middle/open/").status_code == 404

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_look_on(self, client_as, participation, role):
        client = client_as(role)
        assert client.get(OPEN).status_code == client.post(OPEN).status_code == 403
        assert OPEN not in links(client.get(LIST))


class TestAnswering:
    def test_what_is_asked_is_listed(self, mentee, survey):
        page = words(mentee.get(MINE))
        assert "Показатели наставляемого, на входе ждём ответа" in page

    def test_nothing_asked_is_said(self, mentee):
        assert "Сейчас отвечать не на что" in words(mentee.get(MINE))

    def test_answers_are_kept(self, mentee, survey, participation):
        answer = mentee.post(answer_at(survey), IMPACT)
        assert (answer.url, told(answer)) == (MINE, ["Ответы сохранены. Спасибо!"])
        [kept] = stored(Response)
        assert (kept.participation_id, kept.entered_by_staff) == (participation.pk, False)
        assert kept.answers == dict.fromkeys(IMPACT, 7)
        assert "отправлена" in words(mentee.get(MINE))

    def test_a_missing_answer_is_asked_for_and_nothing_is_lost(self, mentee, survey):
        answer = mentee.post(answer_at(survey), IMPACT | {"mood": "", "anxiety": "9"})
        assert answer.context["form"].errors == {"mood": ["Ответьте на этот вопрос."]}
        assert stored(Response) == []
        assert answer.context["form"]["anxiety"].value() == "9"

    def test_numbers_beyond_are_refused_in_words(self, mentee, survey):
        answer = mentee.post(answer_at(survey), IMPACT | {"clubs": "101"})
        assert wrong(answer) == ["Напишите целое число от 0 до 100."]

    def test_answers_may_be_mended_while_it_is_open(self, mentee, survey):
        mentee.post(answer_at(survey), IMPACT)
        form = mentee.get(answer_at(survey)).context["form"]
        assert form["mood"].value() == "7"
        mentee.post(answer_at(survey), IMPACT | {"mood": "3"})
        assert [row.answers["mood"] for row in stored(Response)] == [3]

    def test_what_is_closed_is_gone(self, mentee, survey):
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert mentee.get(answer_at(survey)).status_code == 404

    def test_so_is_what_asks_the_other_side(self, mentee, programme):
        theirs = f.SurveyFactory(programme=programme, questionnaire="teacher-mentor-entry", side="mentor")
        assert mentee.get(answer_at(theirs)).status_code == 404

    def test_english_questions_for_an_english_reader(self, mentee, survey):
        html = mentee.get(answer_at(survey), headers={"accept-language": "en"}).content.decode()
        assert "Насколько" not in html

    def test_scales_are_buttons_that_a_reader_of_screens_knows(self, mentee, survey):
        html = mentee.get(answer_at(survey)).content.decode()
        assert html.count('type="radio"') == 7 * 10
        assert html.count("<fieldset") == 7


class TestPaper:
    def test_the_curator_enters_a_sheet(self, curator, survey, participation):
        answer = curator.post(enter_at(survey, participation), IMPACT)
        assert answer.url == reverse("surveys:survey", args=[survey.pk])
        assert [row.entered_by_staff for row in stored(Response)] == [True]
        assert "получен 21.11.2026" in words(curator.get(answer.url))

    def test_who_has_not_answered_is_named(self, curator, survey, participation):
        page = words(curator.get(reverse("surveys:survey", args=[survey.pk])))
        assert f"{participation.person.full_name} ждём Внести с бумаги" in page

    def test_a_closed_one_takes_no_sheets(self, curator, survey, participation):
        with everything():
            survey.closed_on = f.TODAY
            survey.store()
        assert wrong(curator.post(enter_at(survey, participation), IMPACT)) == ["Анкетирование закрыто."]
        page = curator.get(reverse("surveys:survey", args=[survey.pk]))
        assert enter_at(survey, participation) not in links(page)

    def test_somebody_who_is_not_asked(self, curator, survey, programme):
        teacher = f.MentorFactory(programme=programme)
        assert curator.get(enter_at(survey, teacher)).status_code == 404

    def test_a_director_does_not_enter(self, client_as, survey, participation):
        assert client_as(Role.DIRECTOR).get(enter_at(survey, participation)).status_code == 403

    def test_a_completed_programme_takes_none(self, curator, survey, participation, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        answer = curator.post(enter_at(survey, participation), IMPACT)
        assert wrong(answer) == ["Программа завершена: её данные больше не меняются."]


@pytest.mark.parametrize("count", [1, 9])
def test_many_people_cost_no_more_than_one(curator, survey, programme, django_assert_max_num_queries, count):
    f.MenteeFactory.create_batch(count, programme=programme)
    with django_assert_max_num_queries(19):
        page = curator.get(reverse("surveys:survey", args=[survey.pk]))
    assert len(page.context["asked"]) == count


class TestInterim:
    """A wave in the middle of the work: a matrix, and a question that another one leads to."""

    GOOD = {
        "comfort": "8", "help": "7", "parts_meetings": "5", "parts_plan": "4", "parts_feedback": "3", "goal_clear": "yes",
        "change": "no", "what": "", "done": "",
    }  # fmt: skip

    @pytest.fixture
    def survey(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="mentee-interim", wave="interim")

    def test_it_is_opened_like_the_others(self, curator, participation):
        curator.post("/surveys/waves/interim/open/", {"codes": ["mentee-interim"]})
        assert "Промежуточная анкета наставляемого" in card(curator.get(LIST), "В середине")

    def test_answers_of_every_kind_are_kept(self, mentee, survey):
        mentee.post(answer_at(survey), self.GOOD)
        [kept] = stored(Response)
        assert kept.answers == {
            "comfort": 8, "help": 7, "parts": {"meetings": 5, "plan": 4, "feedback": 3}, "goal_clear": True, "change": False,
        }  # fmt: skip

    def test_they_are_shown_again_to_be_mended(self, mentee, survey):
        mentee.post(answer_at(survey), self.GOOD)
        html = mentee.get(answer_at(survey)).content.decode()
        assert html.count("selected") >= 3
        assert '<option value="4" selected>' in html

    def test_a_row_left_out_is_asked_for(self, mentee, survey):
        answer = mentee.post(answer_at(survey), self.GOOD | {"parts_plan": ""})
        assert answer.context["form"].errors == {"parts": ["Оцените каждую строку."]}

    def test_what_one_answer_leads_to_is_asked_then_only(self, mentee, survey):
        answer = mentee.post(answer_at(survey), self.GOOD | {"change": "yes"})
        assert answer.context["form"].errors == {"what": ["Ответьте на этот вопрос."]}
        page = mentee.get(answer_at(survey)).content.decode()
        assert "Если на вопрос 5 ответ «да»." in page
        assert 'data-show-if="change"' in page

    def test_only_what_may_be_left_out_is_called_so(self, mentee, survey):
        page = words(mentee.get(answer_at(survey)))
        assert "Чему вы уже научились? необязательно" in page
        assert "Насколько легко вам с наставником? необязательно" not in page


class TestSummary:
    @pytest.fixture
    def answered(self, programme, survey):
        def answered(marks):
            for mark in marks:
                f.ResponseFactory(
                    survey=survey, participation=f.MenteeFactory(programme=programme), answers={"mood": mark}
                )

        return answered

    def page(self, client, survey):
        return client.get(reverse("surveys:summary", args=[survey.pk]))

    def test_means_and_how_often(self, curator, survey, answered):
        answered([5, 6, 6])
        page = self.page(curator, survey)
        assert "среднее 5,7" in words(page)
        [mood] = [line for line in page.context["lines"] if line.n]
        assert {bar.words: bar.n for bar in mood.bars if bar.n} == {"5": 1, "6": 2}

    def test_two_answers_are_too_few(self, curator, survey, answered):
        answered([5, 6])
        page = words(self.page(curator, survey))
        assert "Ответов меньше трёх" in page
        assert "среднее" not in page

    def test_without_names(self, curator, survey, answered):
        answered([5, 6, 7])
        page = words(self.page(curator, survey))
        assert not any(row.participation.person.last_name in page for row in self.people(survey))

    def people(self, survey):
        with everything():
            return list(Response.objects.filter(survey=survey).select_related("participation__person"))

    def test_nothing_yet(self, curator, survey):
        assert "Ответов пока нет" in words(self.page(curator, survey))

    def test_the_director_reads_it_and_no_names(self, client_as, survey, answered):
        answered([5, 6, 7])
        client = client_as(Role.DIRECTOR)
        assert self.page(client, survey).status_code == 200
        assert client.get(reverse("surveys:answers", args=[survey.pk])).status_code == 403


class TestFiles:
    def test_answers_as_excel_leave_an_entry(self, curator, survey, participation):
        f.ResponseFactory(survey=survey, participation=participation, answers={"mood": 7, "clubs": 2})
        answer = curator.get(reverse("surveys:answers", args=[survey.pk]))
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        header, row = list(sheet.values)
        found = dict(zip(header, row, strict=True))
        assert found["Участник"] == participation.person.full_name
        assert found["Сколько кружков и секций вы посещаете?"] == "2"
        [entry] = stored(JournalEntry, action="survey.exported")
        assert entry.details == {"rows": 1}

    def test_paper_for_those_who_have_not_answered(self, curator, survey, participation, programme):
        done = f.MenteeFactory(programme=programme)
        f.ResponseFactory(survey=survey, participation=done)
        answer = curator.get(reverse("surveys:paper", args=[survey.pk]))
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
        assert participation.person.last_name in text
        assert done.person.last_name not in text
        [entry] = stored(JournalEntry, action="survey.paper_made")
        assert (entry.subject_id, entry.details) == (str(survey.pk), {"sheets": 1})

    def test_a_pile_of_sheets_is_typed_one_after_another(self, curator, survey, programme):
        first, second = f.MenteeFactory.create_batch(2, programme=programme)
        answer = curator.post(enter_at(survey, first), IMPACT | {"next": "1"})
        assert answer.url == enter_at(survey, second)
        answer = curator.post(enter_at(survey, second), IMPACT | {"next": "1"})
        assert answer.url == reverse("surveys:survey", args=[survey.pk])


class TestDraft:
    """What was begun is kept while it is being given, and is no answer until it is sent."""

    def draft(self, client, survey, values):
        return client.post(f"{answer_at(survey)}?draft", values)

    def test_it_is_there_again(self, mentee, survey):
        assert self.draft(mentee, survey, {"mood": "7", "clubs": "2", "anxiety": ""}).status_code == 204
        page = mentee.get(answer_at(survey))
        form = page.context["form"]
        assert (form["mood"].value(), form["clubs"].value(), form["anxiety"].value()) == ("7", "2", None)
        assert "Ответы, которые вы начали, на месте" in words(page)
        assert stored(Response) == []

    def test_the_newest_counts(self, mentee, survey):
        self.draft(mentee, survey, {"mood": "7", "clubs": "2"})
        self.draft(mentee, survey, {"mood": "8"})
        form = mentee.get(answer_at(survey)).context["form"]
        assert (form["mood"].value(), form["clubs"].value()) == ("8", None)

    def test_what_is_wrong_yet_is_left_out(self, mentee, survey):
        self.draft(mentee, survey, {"mood": "99", "clubs": "2"})
        form = mentee.get(answer_at(survey)).context["form"]
        assert (form["mood"].value(), form["clubs"].value()) == (None, "2")

    def test_every_kind_of_answer_comes_back(self, mentee, programme):
        interim = f.SurveyFactory(programme=programme, questionnaire="mentee-interim", wave="interim")
        self.draft(mentee, interim, {"parts_meetings": "4", "change": "yes", "what": "Время"})
        html = mentee.get(answer_at(interim)).content.decode()
        assert '<option value="4" selected>' in html
        assert "Время" in html

    def test_sent_it_is_gone(self, mentee, survey):
        self.draft(mentee, survey, {"mood": "3"})
        mentee.post(answer_at(survey), IMPACT)
        page = mentee.get(answer_at(survey))
        assert "Ответы, которые вы начали" not in words(page)
        assert page.context["form"]["mood"].value() == "7"

    def test_it_is_nobody_elses(self, client_as, mentee, survey, participation, programme):
        self.draft(mentee, survey, {"mood": "3"})
        other = f.MenteeFactory(programme=programme)
        page = client_as(Role.MENTEE, person=other.person).get(answer_at(survey))
        assert page.context["form"]["mood"].value() is None

    def test_a_pile_of_sheets_does_not_fill_the_session(self, curator, survey, programme):
        people = f.MenteeFactory.create_batch(25, programme=programme)
        for one in people:
            curator.post(f"{enter_at(survey, one)}?draft", {"mood": "3"})
        assert len(curator.session["drafts"]) == 20
        assert curator.get(enter_at(survey, people[-1])).context["form"]["mood"].value() == "3"

    def test_it_leaves_no_entry(self, mentee, survey):
        self.draft(mentee, survey, {"mood": "3"})
        assert stored(JournalEntry) == []


class TestAnonymous:
    GOOD = {"programme": "3", "safe": "yes", "heard": "no", "change": "Больше встреч"}

    @pytest.fixture
    def voice(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="mentee-voice", wave="interim")

    @pytest.fixture
    def three(self, programme, voice):
        for mark in (9, 3, 6):
            answers = {"programme": mark, "safe": True, "heard": True, "change": f"Мысль {mark}"}
            f.ResponseFactory(survey=voice, participation=f.MenteeFactory(programme=programme), answers=answers)

    def excel(self, client, survey):
        return client.get(reverse("surveys:answers", args=[survey.pk]))

    def test_whoever_answers_is_told(self, mentee, voice):
        assert "кто что ответил, не узнает никто" in words(mentee.get(answer_at(voice)))
        mentee.post(answer_at(voice), self.GOOD)
        assert stored(Response)[0].answers["programme"] == 3

    def test_one_may_still_mend_ones_own(self, mentee, voice):
        mentee.post(answer_at(voice), self.GOOD)
        assert mentee.get(answer_at(voice)).context["form"]["programme"].value() == "3"

    def test_the_curator_sees_who_but_not_what(self, curator, voice, three):
        page = curator.get(reverse("surveys:survey", args=[voice.pk]))
        assert words(page).count("получен") == 3
        assert not [url for url in links(page) if url.startswith(answer_at(voice))]
        with everything():
            row = Response.objects.select_related("participation").first()
        assert curator.get(enter_at(voice, row.participation)).status_code == 404

    def test_a_sheet_of_paper_is_still_typed_in(self, curator, voice, participation):
        assert curator.post(enter_at(voice, participation), self.GOOD).status_code == 302

    def test_the_file_has_no_names_and_an_order_that_tells_nobody(self, curator, voice, three):
        rows = list(openpyxl.load_workbook(io.BytesIO(self.excel(curator, voice).content)).active.values)
        assert rows[0][0] == "Насколько вы довольны программой?"
        assert [row[3] for row in rows[1:]] == ["Мысль 3", "Мысль 6", "Мысль 9"]
        assert len(rows[0]) == 4

    def test_below_three_there_is_no_file(self, curator, voice, participation):
        f.ResponseFactory(survey=voice, participation=participation, answers={"programme": 1})
        answer = self.excel(curator, voice)
        assert told(answer) == ["Ответов меньше трёх: по ним узнали бы, кто что сказал."]
        assert stored(JournalEntry, action="survey.exported") == []


class TestSelection:
    """The selection questionnaire asks those who are not chosen yet, and fills the base."""

    def test_the_base_is_filled(self, client_as, programme):
        nominee = f.MenteeFactory(programme=programme, status="nominated", competences=[], interests=[])
        client = client_as(Role.MENTEE, person=nominee.person)
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")
        given = {"areas": ["study"], "exactly": "физика", "need": "9", "format": "online", "times": ["2 15:00"]}
        assert told(client.post(answer_at(survey), given)) == ["Ответы сохранены. Спасибо!"]
        kept = fresh(nominee)
        assert (kept.competences, kept.need, kept.meeting_format, kept.availability, kept.interests) == (
            ["учёба", "физика"], 9, "online", ["2 15:00"], [],
        )  # fmt: skip

    def test_an_option_of_the_schools_own_is_kept_and_breaks_nothing(self, client_as, programme):
        nominee = f.MenteeFactory(programme=programme, status="nominated", meeting_format="any")
        shipped = QUESTIONNAIRES["mentee-selection"]
        own = replace(shipped.question("format"), options=(("online", "онлайн"), ("o-1", "по телефону")))
        asks = shipped.with_changes(questions=(*shipped.questions[:-1], own))
        survey = f.SurveyFactory(
            programme=programme, questionnaire="mentee-selection", wave="selection", spec=asks.to_json()
        )
        client = client_as(Role.MENTEE, person=nominee.person)
        answer = client.post(answer_at(survey), {"areas": ["study"], "need": "9", "format": "o-1"})
        assert told(answer) == ["Ответы сохранены. Спасибо!"]
        assert [row.answers["format"] for row in stored(Response)] == ["o-1"]
        assert fresh(nominee).meeting_format == "any"

    def test_the_ends_of_a_scale_have_words(self, client_as, programme):
        nominee = f.MenteeFactory(programme=programme, status="nominated")
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")
        page = words(client_as(Role.MENTEE, person=nominee.person).get(answer_at(survey)))
        assert "1 – справлюсь сам 10 – очень нужна" in page
        assert "На шкалах 1 – меньше всего" not in page

    def test_other_waves_do_not_ask_a_nominee(self, client_as, programme, survey):
        nominee = f.MenteeFactory(programme=programme, status="nominated")
        client = client_as(Role.MENTEE, person=nominee.person)
        assert client.get(answer_at(survey)).status_code == 404

    def test_the_declined_are_asked_nothing(self, client_as, programme):
        gone = f.MenteeFactory(programme=programme, status="declined", decision_reason="уехал")
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-selection", wave="selection")
        assert client_as(Role.MENTEE, person=gone.person).get(answer_at(survey)).status_code == 404


class TestPreferences:
    PAGE = "/surveys/preferences/"

    @pytest.fixture
    def survey(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="mentee-preferences", wave="meeting")

    @pytest.fixture
    def mentor(self, programme):
        return f.MentorFactory(programme=programme)

    def test_mentors_are_chosen_from_a_list(self, mentee, survey, mentor):
        page = mentee.get(answer_at(survey))
        assert mentor.person.full_name in words(page)
        assert told(mentee.post(answer_at(survey), {"wish_1": str(mentor.pk)})) == ["Ответы сохранены. Спасибо!"]
        assert [row.answers for row in stored(Response)] == [{"wish": [str(mentor.pk)]}]
        assert f'value="{mentor.pk}" selected' in mentee.get(answer_at(survey)).content.decode()

    def test_nobody_else_can_be_named(self, mentee, survey, mentor, other_school):
        stranger = f.MentorFactory(programme=f.ProgrammeFactory(organisation=other_school))
        answer = mentee.post(answer_at(survey), {"wish_1": str(stranger.pk)})
        assert answer.context["form"].errors.keys() == {"wish"}
        assert stranger.person.full_name not in answer.content.decode()
        assert stored(Response) == []

    def test_the_first_place_must_be_taken(self, mentee, survey, mentor):
        assert mentee.post(answer_at(survey), {"wish_1": ""}).context["form"].errors == {
            "wish": ["Ответьте на этот вопрос."]
        }

    def test_mutual_choices_lead_to_a_pair(self, curator, programme, survey, mentor, participation):
        theirs = f.SurveyFactory(
            programme=programme, questionnaire="mentor-preferences", wave="meeting", side="mentor"
        )  # fmt: skip
        other = f.MentorFactory(programme=programme)
        f.ResponseFactory(
            survey=survey, participation=participation, answers={"wish": [str(other.pk), str(mentor.pk)]}
        )  # fmt: skip
        f.ResponseFactory(survey=theirs, participation=mentor, answers={"wish": [str(participation.pk)]})
        page = curator.get(self.PAGE)
        assert f"{participation.person.full_name} {mentor.person.full_name} 2 1" in card(page, "Выбрали друг друга")
        assert other.person.full_name in card(page, "Выбрали наставляемые")
        assert f"/pairs/manual/?mentee={participation.pk}&amp;mentor={mentor.pk}" in links(page)

    def test_nobody_chose_yet(self, curator, programme):
        assert "Никто ещё не выбрал" in words(curator.get(self.PAGE))

    def test_the_director_does_not_see_who_chose_whom(self, client_as, programme):
        assert client_as(Role.DIRECTOR).get(self.PAGE).status_code == 403

    def test_the_summary_names_nobody(self, curator, survey, mentor, programme):
        for _n in range(3):
            row = f.MenteeFactory(programme=programme)
            f.ResponseFactory(survey=survey, participation=row, answers={"wish": [str(mentor.pk)]})
        page = curator.get(reverse("surveys:summary", args=[survey.pk]))
        assert mentor.person.last_name not in words(page)
        assert "С кем из наставников вы хотели бы работать? 3 ответа" in words(page)

    def test_the_file_has_names_and_not_keys(self, curator, survey, mentor, participation):
        f.ResponseFactory(survey=survey, participation=participation, answers={"wish": [str(mentor.pk)]})
        answer = curator.get(reverse("surveys:answers", args=[survey.pk]))
        _header, row = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert f"1. {mentor.person.full_name}" in row[2]

    @pytest.mark.parametrize("count", [1, 9])
    def test_many_choices_cost_no_more_than_one(self, curator, survey, mentor, django_assert_max_num_queries, count):
        for row in f.MenteeFactory.create_batch(count, programme=survey.programme):
            f.ResponseFactory(survey=survey, participation=row, answers={"wish": [str(mentor.pk)]})
        with django_assert_max_num_queries(14):
            page = curator.get(self.PAGE)
        assert len(page.context["of_mentees"]) == count


class TestTheCuratorsSheet:
    @pytest.fixture
    def survey(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="curator-conformity", wave="exit", side="curator")

    def sheet(self, survey):
        return reverse("surveys:sheet", args=[survey.pk])

    def marks(self, survey, mark):
        return {question.code: str(mark) for question in survey.asks.questions}

    def test_filled_in_and_judged(self, curator, survey):
        summary = reverse("surveys:summary", args=[survey.pk])
        assert "Лист ещё не заполнен" in words(curator.get(summary))
        answer = curator.post(self.sheet(survey), self.marks(survey, 2) | {"climate": "1"})
        assert answer.url == summary
        page = words(curator.get(summary))
        assert "Сумма баллов 17 из 18" in page
        assert "Оценка Оптимальный уровень" in page

    def test_mended_it_stays_one(self, curator, survey):
        curator.post(self.sheet(survey), self.marks(survey, 2))
        curator.post(self.sheet(survey), self.marks(survey, 0))
        [kept] = stored(Response)
        assert (kept.participation, set(kept.answers.values())) == (None, {0})

    def test_it_is_listed_with_the_way_to_it(self, curator, survey):
        page = curator.get(LIST)
        assert "Лист оценки программы наставничества куратор 0 из" in words(page)
        assert self.sheet(survey) in links(page)

    def test_nobody_else_is_asked(self, curator, survey):
        answer = curator.get(reverse("surveys:survey", args=[survey.pk]))
        assert answer.url == reverse("surveys:summary", args=[survey.pk])

    def test_a_survey_of_others_is_no_sheet(self, curator, programme):
        other = f.SurveyFactory(programme=programme, questionnaire="mentee-impact")
        assert curator.get(self.sheet(other)).status_code == 404

    def test_the_psychologist_reads_and_does_not_fill_in(self, client_as, survey):
        client = client_as(Role.PSYCHOLOGIST)
        assert client.get(self.sheet(survey)).status_code == 403
        assert self.sheet(survey) not in links(client.get(reverse("surveys:summary", args=[survey.pk])))

    def test_it_goes_into_a_file(self, curator, survey):
        curator.post(self.sheet(survey), self.marks(survey, 1))
        answer = curator.get(reverse("surveys:answers", args=[survey.pk]))
        _header, row = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert (row[0], set(row[2:])) == ("куратор", {"1"})
