"""Stage 7: the entry/exit table as people read it, the report, next year's base, the end of the programme."""

from __future__ import annotations

import re

import pytest

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.documents.models import Document
from nastavnik.monitoring.queries import Row
from nastavnik.monitoring.statistics import Direction, compare, evidence, missing
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import Participation, Programme
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Survey
from nastavnik.web.results.pictures import Dots
from nastavnik.web.results.pictures import dots as dots_of
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words

PAGE, REPORT, CARRY, COMPLETE = "/results/", "/results/report/", "/results/carry-over/", "/results/complete/"
TABLE = "Показатели наставляемых на входе и на выходе"


@pytest.fixture
def answered(programme):
    """`answered({"mood": (5, 8)}, people=3)`: everybody said the first at entry and the second at exit."""

    def answered(marks, people=3):
        mentees = f.MenteeFactory.create_batch(people, programme=programme)
        for place, wave in enumerate((Wave.ENTRY, Wave.EXIT)):
            survey = f.SurveyFactory(programme=programme, questionnaire="mentee-impact", wave=wave)
            for mentee in mentees:
                given = {code: pair[place] for code, pair in marks.items()}
                f.ResponseFactory(survey=survey, participation=mentee, answers=given)
        return mentees

    return answered


class TestTable:
    def test_figures_with_signs_commas_and_a_verdict(self, curator, answered):
        answered({"anxiety": (8, 5), "mood": (4, 7), "clubs": (0, 2), "future": (6, 6)})
        table = card(curator.get(PAGE), TABLE)
        assert "тревожитесь? 3 8,0 5,0 −3,0 −37,5 лучше" in table
        assert "в школе? 3 4,0 7,0 +3,0 +75,0 лучше" in table
        assert "посещаете? 3 0,0 2,0 +2,0 н/д лучше" in table
        assert "кем вы хотите стать? 3 6,0 6,0 0,0 0,0 без изменений" in table

    def test_two_people_are_too_few_to_show(self, curator, answered):
        answered({"mood": (4, 7)}, people=2)
        assert "в школе? 2 данных мало" in card(curator.get(PAGE), TABLE)

    def test_in_english_the_point_and_the_words_are_english(self, curator, answered):
        answered({"mood": (4, 7)})
        html = words(curator.get(PAGE, headers={"accept-language": "en"}))
        assert "3 4.0 7.0 +3.0 +75.0 better" in html

    def test_nothing_to_compare_leads_to_the_questionnaires(self, curator, programme):
        page = curator.get(PAGE)
        assert "Сравнивать пока нечего Нужны ответы на анкеты на входе и на выходе." in words(page)
        assert "/surveys/" in links(page)

    @pytest.mark.parametrize("people", [3, 12])
    def test_many_people_cost_no_more_queries(self, curator, answered, django_assert_max_num_queries, people):
        answered({"mood": (4, 7)}, people=people)
        with django_assert_max_num_queries(19):
            curator.get(PAGE)


def dots(page):
    """The labels of the pictures, as a screen reader says them."""
    return re.findall(r'<svg class="dots"[^>]*aria-label="([^"]*)"', page.content.decode())


class TestWords:
    def test_a_clear_change_is_said_shown_and_grounded(self, curator, answered):
        answered({"anxiety": (8, 5)}, people=12)
        page = curator.get(PAGE)
        table = card(page, TABLE)
        assert (
            "Стало спокойнее: у 12 из 12 балл снизился, в среднем на 3,0 балла меньше. "
            "Такое случайно бывает реже, чем раз в тысячу."
        ) in table
        assert dots(page) == ["На шкале от 1 до 10: на входе 8,0, на выходе 5,0"]
        # rose · same · fell; X and its interval; median; p plain, corrected, of ranks; effect; without an exit
        assert (
            "0 · 0 · 12 −3,0, от −3,0 до −3,0 −3,0, от −3,0 до −3,0 < 0,001; < 0,001; < 0,001 −1,00, от −1,00 до "
        ) in table
        assert "Это не эксперимент" in table

    def test_the_first_lines_have_no_p(self, curator, answered):
        answered({"anxiety": (8, 5)}, people=12)
        told = re.search(r'<ul class="told">.*?</ul>', curator.get(PAGE).content.decode(), re.DOTALL)[0]
        assert [sign for sign in ("0,001", " p ", "&lt;") if sign in told] == []

    def test_colour_is_for_what_chance_does_not_make(self, curator, answered):
        answered({"anxiety": (8, 5)}, people=12)
        assert 'class="status good"' in curator.get(PAGE).content.decode()

    def test_three_have_their_counts_and_neither_colour_nor_test(self, curator, answered):
        answered({"anxiety": (8, 5)})
        page = curator.get(PAGE)
        assert "Людей мало, чтобы отличить перемену от случайности." in card(page, TABLE)
        assert "0 · 0 · 3 данных мало: меньше шести человек не проверить 0" in card(page, TABLE)
        assert 'class="status good"' not in page.content.decode()

    def test_of_two_neither_picture_nor_count_of_ways(self, curator, answered):
        answered({"anxiety": (8, 5)}, people=2)
        page = curator.get(PAGE)
        assert "Данных мало: ответивших и на входе, и на выходе – 2." in card(page, TABLE)
        assert dots(page) == []
        assert "снизился" not in words(page)
        assert "0 · 0 · 2" not in words(page)

    def test_two_who_left_are_counted_and_their_marks_are_not_shown(self, curator, answered, programme):
        answered({"mood": (4, 7)}, people=6)
        [entry] = [row for row in stored(Survey, programme=programme) if row.wave == Wave.ENTRY]
        with everything():
            for mentee in f.MenteeFactory.create_batch(2, programme=programme):
                f.ResponseFactory(survey=entry, participation=mentee, answers={"mood": 9})
        table = card(curator.get(PAGE), TABLE)
        assert "0,031; 0,031; 0,031 1,00, от +0,22 до +1,00 2 " in table
        assert "9,0" not in table

    def test_before_the_exit_there_is_the_table_and_nothing_to_say(self, curator, programme):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-impact", wave=Wave.ENTRY)
        f.ResponseFactory(survey=survey, participation=f.MenteeFactory(programme=programme), answers={"mood": 4})
        page = curator.get(PAGE)
        assert "в школе? 0 н/д н/д н/д н/д нет данных" in card(page, TABLE)
        assert 'class="told"' not in page.content.decode()

    def test_expectations_have_words_of_their_own(self, curator, programme):
        mentees = f.MenteeFactory.create_batch(8, programme=programme)
        for code, wave, mark in (("mentee-entry", Wave.ENTRY, {"need": 4}), ("mentee-exit", Wave.EXIT, {"help": 9})):
            survey = f.SurveyFactory(programme=programme, questionnaire=code, wave=wave)
            for mentee in mentees:
                f.ResponseFactory(survey=survey, participation=mentee, answers=mark)
        assert "Лучше, чем ожидали: у 8 из 8 балл выше ожидания, в среднем на 5,0 балла больше." in words(
            curator.get(PAGE)
        )

    def test_the_psychologist_reads_them_and_a_neighbour_does_not(self, client_as, answered, other_school):
        answered({"anxiety": (8, 5)}, people=12)
        assert "Стало спокойнее" in words(client_as(Role.PSYCHOLOGIST).get(PAGE))
        f.ProgrammeFactory(organisation=other_school)
        assert "Стало спокойнее" not in words(client_as(Role.CURATOR, organisation=other_school).get(PAGE))

    def test_a_mentor_does_not(self, client_as, answered, programme):
        answered({"anxiety": (8, 5)}, people=12)
        pair = f.MentorshipFactory(programme=programme)
        assert client_as(Role.MENTOR, person=pair.mentor.person).get(PAGE).status_code == 403


class TestDots:
    def line(self, values, high=10):
        low = 0 if high is None else 1
        return Row(
            "Вопрос?",
            "",
            Direction.HIGHER,
            low,
            high,
            compare(values, Direction.HIGHER),
            missing(values),
            evidence(values),
        )

    def test_on_the_scale_from_end_to_end(self):
        assert dots_of(self.line([(1, 10)] * 4)) == Dots(30, 270, None, 1, 10)

    def test_the_band_is_the_interval_laid_from_the_entry(self):
        # 4 → 7 for all of six: from +3 to +3, a line
        assert dots_of(self.line([(4, 7)] * 6)) == Dots(110, 190, (190, 0), 1, 10)

    def test_and_does_not_leave_the_scale(self):
        found = dots_of(self.line([(2, 10), (9, 10), (9, 10), (10, 9), (9, 10), (9, 10)]))
        assert found.band[0] + found.band[1] == 270

    @pytest.mark.parametrize(("values", "high"), [([(0, 0)] * 4, 1), ([(0, 3), (1, 2), (0, 2)], 3)])
    def test_what_is_counted_ends_where_the_picture_does(self, values, high):
        assert dots_of(self.line(values, high=None)).high == high

    @pytest.mark.parametrize("values", [[], [(1, 2)] * 2, [(1, None)] * 5])
    def test_nothing_of_few(self, values):
        assert dots_of(self.line(values)) is None


class TestReport:
    def test_it_is_made_and_offered_for_download(self, curator, answered):
        answered({"mood": (4, 7)})
        answer = curator.post(REPORT, {"dated": "2026-11-21", "conclusions": "Выполнена."})
        assert told(answer) == ["Отчёт составлен: скачайте его ниже."]
        [paper] = stored(Document)
        page = curator.get(PAGE)
        assert "Отчёт о реализации программы наставничества" in card(page, "Отчёты")
        assert f"/documents/{paper.pk}/pdf/" in links(page)

    def test_a_day_is_needed(self, curator, programme):
        answer = curator.post(REPORT, {"dated": "", "conclusions": ""})
        assert "dated" in answer.context["form"].errors
        assert stored(Document) == []

    def test_the_psychologist_does_not_make_papers(self, client_as, programme):
        client = client_as(Role.PSYCHOLOGIST)
        assert client.get(REPORT).status_code == 403
        assert REPORT not in links(client.get(PAGE))


class TestNextYear:
    def test_those_who_wish_go_to_next_years_base(self, curator, programme, school):
        wishing = f.MenteeFactory(programme=programme, wants_to_mentor=True)
        f.MenteeFactory(programme=programme)
        assert wishing.person.full_name in card(curator.get(PAGE), "Хотят стать наставниками")
        answer = curator.post(CARRY)
        assert told(answer) == ["1 человек переведён в базу наставников на 2027/2028."]
        following = next(row for row in stored(Programme, organisation=school) if row != programme)
        [row] = stored(Participation, programme=following)
        assert (row.person_id, row.side, row.status) == (wishing.person_id, Side.MENTOR, ParticipationStatus.NOMINATED)

    def test_twice_is_once(self, curator, programme):
        f.MenteeFactory(programme=programme, wants_to_mentor=True)
        curator.post(CARRY)
        curator.post(CARRY)
        assert len(stored(Participation, side=Side.MENTOR)) == 1

    def test_nobody_wishes(self, curator, programme):
        assert "Пока никто не сказал, что хочет." in card(curator.get(PAGE), "Хотят стать наставниками")


class TestEnd:
    def test_pairs_at_work_stand_in_the_way(self, curator, programme):
        f.MentorshipFactory(programme=programme)
        page = curator.get(PAGE)
        assert "Ещё не завершена 1 пара." in card(page, "Завершение программы")
        assert COMPLETE not in links(page)
        assert told(curator.post(COMPLETE)) == ["Ещё не завершена 1 пара."]
        assert fresh(programme).status == ProgrammeStatus.RUNNING

    def test_then_it_is_completed_and_its_page_only_read(self, curator, programme):
        f.MentorshipFactory(programme=programme, status="completed")
        answer = curator.post(COMPLETE)
        assert (answer.url, told(answer)) == (
            "/", ["Программа завершена. Её данные сохранены и больше не меняются."],
        )  # fmt: skip
        assert fresh(programme).status == ProgrammeStatus.COMPLETED
        assert COMPLETE not in links(curator.get(PAGE))

    def test_the_director_does_not_end_it(self, client_as, programme):
        assert client_as(Role.DIRECTOR).post(COMPLETE).status_code == 403
        assert fresh(programme).status == ProgrammeStatus.RUNNING


class TestPapers:
    ORDER = "/documents/order/"
    VALUES = {"number": "7-о", "dated": "2026-11-21", "ends_on": "2027-05-31"}

    @pytest.fixture
    def pair(self, programme):
        return f.MentorshipFactory(programme=programme, status="approved", starts_on=None, ends_on=None)

    def test_names_are_shown_in_their_cases_before_anything_is_printed(self, curator, programme):
        person = f.TeacherFactory(
            organisation=programme.organisation, last_name="Белая", first_name="Ксения", patronymic="Сергеевна"
        )
        f.MentorshipFactory(
            programme=programme, status="approved", mentor=f.MentorFactory(programme=programme, person=person)
        )
        page = curator.get(self.ORDER)
        assert "Белую Ксению Сергеевну" in words(page)
        assert f"/bases/people/{person.pk}/cases/" in "".join(links(page))

    def test_the_order_is_made_and_the_pairs_begin(self, curator, pair):
        answer = curator.post(self.ORDER, self.VALUES)
        assert told(answer) == ["Приказ готов: скачайте Word или PDF. Пары начали работу."]
        assert fresh(pair).status == "active"

    def test_a_number_twice_is_refused_in_the_form(self, curator, pair, programme):
        f.DocumentFactory(programme=programme, kind="pair_order", number="7-о")
        answer = curator.post(self.ORDER, self.VALUES)
        assert "Документ с таким номером уже есть." in words(answer)
        assert fresh(pair).status == "approved"

    def test_nobody_approved_yet(self, curator, programme):
        answer = curator.post(self.ORDER, self.VALUES)
        assert "Нет утверждённых пар" in words(answer)
        assert stored(Document) == []

    @pytest.mark.parametrize(("kind", "magic"), [("word", b"PK"), ("pdf", b"%PDF")])
    def test_both_files_are_downloaded_under_a_name_a_person_knows(self, curator, pair, kind, magic):
        curator.post(self.ORDER, self.VALUES)
        [paper] = stored(Document)
        answer = curator.get(f"/documents/{paper.pk}/{kind}/")
        assert b"".join(answer.streaming_content).startswith(magic)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Cache-Control"] == "private, no-store"

    def test_a_neighbours_paper_is_not_there(self, curator, other_school):
        paper = f.DocumentFactory(programme=f.ProgrammeFactory(organisation=other_school))
        assert curator.get(f"/documents/{paper.pk}/pdf/").status_code == 404

    def test_an_empty_register_says_where_papers_come_from(self, curator, programme):
        assert words(curator.get("/documents/")).count("Документ") >= 1

    def test_the_mentor_sees_no_papers(self, client_as, programme):
        pair = f.MentorshipFactory(programme=programme)
        assert client_as(Role.MENTOR, person=pair.mentor.person).get("/documents/").status_code == 403


def test_a_completed_programme_still_gives_its_results(curator, programme, answered):
    answered({"mood": (4, 7)})
    with everything():
        programme.status = ProgrammeStatus.COMPLETED
        programme.store()
    assert "+75,0" in card(curator.get(PAGE), TABLE)
