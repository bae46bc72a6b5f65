"""Target indicators as pages: of a school with the people behind them, of a municipality without anybody's name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.monitoring.models import Denominator, Target
from nastavnik.monitoring.moments import Moment
from nastavnik.monitoring.registry import INDICATORS
from nastavnik.monitoring.rows import rows_of
from tests import factories as f
from tests.files import words_of
from tests.web.pages import card, links, stored, told, words, wrong

PAGE, EXCEL, NUMBERS, TARGETS = (
    "/indicators/", "/indicators/excel/", "/indicators/denominators/", "/indicators/targets/",
)  # fmt: skip
MENTEES, TEACHERS, HAPPY = (
    "Дети и подростки 10–19 лет в роли наставляемых", "Педагоги со стажем до трёх лет в роли наставляемых",
    "Удовлетворённость наставляемых",
)  # fmt: skip


def people_of(code):
    return f"/indicators/people/{code}/"


@pytest.fixture
def coordinator(client_as):
    return client_as(Role.COORDINATOR)


@pytest.fixture
def begun(town):
    """`begun(6)`: a school of the town with so many mentees."""

    def begun(heads, **more):
        programme = f.ProgrammeFactory(organisation=f.SchoolFactory(parent=town, **more))
        f.MenteeFactory.create_batch(heads, programme=programme, consents=False)
        return programme

    return begun


class TestSchool:
    def test_a_number_of_how_many_by_whose_words_and_the_target(self, curator, programme, school):
        f.MenteeFactory.create_batch(3, programme=programme)
        f.DenominatorFactory(organisation=school, number=12)
        f.TargetFactory(organisation=school, percent=30)
        found = card(curator.get(PAGE), MENTEES)
        assert (
            "Посчитано 3 Из скольких 12 отчёт ОО-1, 05.09.2026 Доля 25,0 % "
            f"Цель на 2026 год 30,0 % {school.short_name} до цели ещё не дошли"
        ) in found
        assert "Кто считается: Ученики, студенты и выпускники, которым на дату отчёта от 10 до 19" in found
        assert "Кто не считается: Предложенные и отклонённые" in found

    def test_without_a_denominator_and_a_target_it_is_a_number(self, curator, programme):
        f.MenteeFactory(programme=programme)
        found = card(curator.get(PAGE), MENTEES)
        assert "Посчитано 1 Из скольких – нет знаменателя Цель – целей на этот год ещё нет" in found
        assert "%" not in found

    def test_more_than_all_is_said(self, curator, programme, school):
        f.DenominatorFactory(organisation=school, number=1)
        f.MenteeFactory.create_batch(2, programme=programme)
        assert "Посчитано больше, чем есть всего." in card(curator.get(PAGE), MENTEES)

    def test_whose_birth_date_is_missing_is_said(self, curator, programme, school):
        person = f.PersonFactory(organisation=school, birth_date=None)
        f.MenteeFactory(programme=programme, person=person)
        assert "Ещё 1 человек не посчитан: дата рождения не указана." in card(curator.get(PAGE), MENTEES)

    def test_former_years_and_the_change(self, curator, programme, school):
        former = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2023))
        for year, heads in ((former, 2), (programme, 3)):
            f.MenteeFactory.create_batch(heads, programme=year)
        for on in (date(2023, 10, 1), date(2026, 10, 1)):
            f.DenominatorFactory(organisation=school, number=10, on=on)
        found = card(curator.get(PAGE), MENTEES)
        assert "К 2023/2024 учебному году: +10,0 процентного пункта." in found
        assert "2023/2024 2 10 20,0 % 70,0 %" in found

    def test_a_day_before(self, curator, programme):
        f.MenteeFactory(programme=programme, decided_on=date(2026, 10, 2))
        before, then = (curator.get(PAGE, {"on": on}) for on in ("2026-10-01", "2026-10-02"))
        assert "Посчитано 0" in card(before, MENTEES)
        assert "на 02.10.2026" in words(then)
        assert "Посчитано 1" in card(then, MENTEES)

    @pytest.mark.parametrize("on", ["2026-11-22", "2019-12-31", "31 ноября", ""])
    def test_a_day_that_cannot_be_gives_todays(self, curator, programme, on):
        f.MenteeFactory(programme=programme)
        answer = curator.get(PAGE, {"on": on})
        assert len(wrong(answer)) == 1
        assert "Посчитано 1" in card(answer, MENTEES)

    def test_two_answers_are_hidden(self, curator, programme):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave="exit", closed_on=f.TODAY)
        f.ResponseFactory.create_batch(2, survey=survey, answers={"satisfied": 9})
        found = card(curator.get(PAGE), HAPPY)
        assert "скрыто Ответов слишком мало" in found
        assert "Посчитано" not in found

    def test_the_young_of_former_years_are_not_made_up(self, curator, programme):
        assert "список людей не хранит, каким стаж был тогда" in card(curator.get(PAGE, {"on": "2025-03-01"}), TEACHERS)

    def test_the_results_lead_here(self, curator, programme):
        assert PAGE in links(curator.get("/results/"))

    def test_who_may_not_edit_is_not_led_there(self, client_as, programme):
        found = links(client_as(Role.DIRECTOR).get(PAGE))
        assert [address for address in (NUMBERS, TARGETS) if address in found] == []

    def test_a_mentor_sees_none(self, client_as, programme):
        mentor = f.MentorFactory(programme=programme)
        assert client_as(Role.MENTOR, person=mentor.person).get(PAGE).status_code == 403

    @pytest.mark.parametrize("heads", [1, 3])
    def test_queries_do_not_grow(self, curator, programme, django_assert_max_num_queries, heads):
        f.MenteeFactory.create_batch(heads, programme=programme)
        with django_assert_max_num_queries(19):
            curator.get(PAGE)


class TestPeople:
    @pytest.mark.parametrize("code", [indicator.code for indicator in INDICATORS if indicator.who])
    def test_as_many_as_the_figure_says(self, programme, school, within, code):
        """Every kind of person on every side: the rows are the figure."""
        for kind in ("pupil", "alumnus", "employee", "teacher"):
            for years in (1, None):
                person = f.PersonFactory(
                    organisation=school, kind=kind, workplace=f"Завод {years}", experience_years=years, grade=None,
                    birth_date=date(2010, 5, 4) if kind == "pupil" else None,
                )  # fmt: skip
                f.MenteeFactory(programme=programme, person=person, consents=False)
                f.MentorFactory(programme=programme, person=person, consents=False)
        indicator, moment = INDICATORS[code], Moment.at(f.TODAY)
        figure = indicator.tally([moment])[school.pk, moment.starts_in]
        rows = rows_of(indicator, school, moment)
        assert len([row for row in rows if not row.why_not]) == figure.part > 0
        assert len([row for row in rows if row.why_not == indicator.unknown_words]) == figure.unknown

    def test_who_is_counted_and_who_is_not_and_why(self, curator, programme, school):
        counted = f.MenteeFactory(programme=programme).person
        small = f.PersonFactory(organisation=school, birth_date=date(2017, 1, 1))
        f.MenteeFactory(programme=programme, person=small)
        f.MenteeFactory(programme=programme, status="nominated")
        f.MenteeFactory(programme=programme, decided_on=date(2026, 11, 22))
        f.MenteeFactory(programme=programme, person=f.PersonFactory(organisation=school, birth_date=None))
        page = curator.get(people_of("mentees-10-19"))
        assert f"{counted.full_name} 8 14" in card(page, "Посчитаны")
        left = card(page, "Не посчитаны")
        assert f"{small.full_name} 8 9 не подходит показателю" in left
        for reason in ("не отобран: предложен", "отобран позже этой даты", "дата рождения не указана"):
            assert reason in left
        assert counted.full_name not in left

    def test_the_figure_leads_to_them_on_the_same_day(self, curator, programme):
        page = curator.get(PAGE, {"on": "2026-11-01"})
        assert people_of("mentees-10-19") + "?on=2026-11-01" in links(page)
        assert [link for link in links(page) if "satisfied" in link] == []

    def test_nobody_yet(self, curator, school):
        assert "Никто не посчитан" in words(curator.get(people_of("mentees-10-19")))

    @pytest.mark.parametrize("code", ["mentees-satisfied", "mentors-satisfied", "no-such"])
    def test_answers_are_not_told_by_name(self, curator, programme, code):
        survey = f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave="exit", closed_on=f.TODAY)
        f.ResponseFactory.create_batch(3, survey=survey, answers={"satisfied": 9})
        assert curator.get(people_of(code)).status_code == 404

    def test_a_neighbours_are_not_here(self, curator, programme, other_school):
        stranger = f.MenteeFactory(programme=f.ProgrammeFactory(organisation=other_school)).person
        assert stranger.full_name not in words(curator.get(people_of("mentees-10-19")))

    def test_the_coordinator_has_none(self, coordinator, begun):
        begun(6)
        assert coordinator.get(people_of("mentees-10-19")).status_code == 403


class TestBranch:
    def test_the_sum_and_a_row_for_each_school(self, coordinator, begun, school):
        first, second = (begun(heads, short_name=name).organisation for heads, name in ((6, "Первая"), (8, "Вторая")))
        for organisation, number in ((first, 20), (second, 20), (school, 10)):
            f.DenominatorFactory(organisation=organisation, number=number)
        found = card(coordinator.get(PAGE), MENTEES)
        assert "Посчитано 14 Из скольких 50 сумма по школам, 05.09.2026 Доля 28,0 %" in found
        assert "Первая 6 20 30,0 %" in found
        assert "Вторая 8 20 40,0 %" in found
        assert f"{school.short_name} 0 10 0,0 %" in found

    def test_schools_without_a_number_are_counted(self, coordinator, begun):
        begun(6)
        begun(7)
        assert "нет знаменателя у 3 школ" in card(coordinator.get(PAGE), MENTEES)

    def test_neither_names_nor_links_to_people(self, coordinator, begun):
        programme = begun(6)
        with everything():
            names = [row.person.last_name for row in programme.participations.select_related("person")]
        page = coordinator.get(PAGE)
        assert [name for name in names if name in page.content.decode()] == []
        assert [link for link in links(page) if "people" in link] == []

    def test_a_small_school_cannot_be_found_by_taking_away(self, coordinator, begun):
        """Of 2, 7 and 30 with 39 in all: were 7 shown, 39 − 30 − 7 would be the two."""
        for name, heads in (("Малая", 2), ("Средняя", 7), ("Большая", 30)):
            begun(heads, short_name=name)
        found = card(coordinator.get(PAGE), MENTEES)
        assert "Посчитано 39" in found
        shown = [re.search(rf"{name} (\w+)", found)[1] for name in ("Малая", "Средняя", "Большая")]
        assert shown == ["скрыто", "скрыто", "30"]

    def test_the_only_school_hides_its_total(self, coordinator, begun):
        begun(3, short_name="Малая")
        found = card(coordinator.get(PAGE), MENTEES)
        assert "скрыто Людей слишком мало" in found
        assert "Посчитано 3" not in found

    def test_whoever_is_not_of_the_school_sees_no_small_number_of_it(self, client_as, programme, school):
        f.MenteeFactory.create_batch(3, programme=programme)
        page = client_as(Role.ADMINISTRATOR, organisation=school).get(PAGE)
        assert "скрыто Людей слишком мало" in card(page, MENTEES)
        assert "Посчитано 3" not in words(page)

    @pytest.mark.parametrize(("heads", "told"), [(4, False), (5, True)])
    def test_nor_how_few_have_no_birth_date(self, coordinator, begun, heads, told):
        programme = begun(6)
        for _place in range(heads):
            person = f.PersonFactory(organisation=programme.organisation, birth_date=None)
            f.MenteeFactory(programme=programme, person=person, consents=False)
        found = card(coordinator.get(PAGE), MENTEES)
        assert ("Ещё 5 человек не посчитаны: дата рождения не указана." in found) is told
        assert "Ещё 4 человека" not in found

    def test_a_neighbouring_town_is_not_in_it(self, coordinator, begun):
        begun(6)
        strange = f.ProgrammeFactory(organisation=f.SchoolFactory(short_name="Чужая"))
        f.MenteeFactory.create_batch(9, programme=strange, consents=False)
        page = coordinator.get(PAGE)
        assert "Посчитано 6" in card(page, MENTEES)
        assert "Чужая" not in words(page)

    def test_the_school_and_the_town_say_the_same(self, client_as, begun):
        programme = begun(6, short_name="Первая")
        begun(7)
        assert "Посчитано 6 " in card(client_as(Role.CURATOR, organisation=programme.organisation).get(PAGE), MENTEES)
        assert "Первая 6 " in card(client_as(Role.COORDINATOR).get(PAGE), MENTEES)

    @pytest.mark.parametrize("schools", [1, 3])
    def test_queries_do_not_grow(self, coordinator, begun, django_assert_max_num_queries, schools):
        for _place in range(schools):
            begun(6)
        with django_assert_max_num_queries(19):
            coordinator.get(PAGE)

    def test_no_schools_yet(self, client_as):
        page = client_as(Role.COORDINATOR, organisation=f.TownFactory()).get(PAGE)
        assert "Посчитано 0" in card(page, MENTEES)
        assert "По школам" not in words(page)


class TestExcel:
    def test_the_schools_own_figures_without_names(self, curator, programme, school):
        mentees = f.MenteeFactory.create_batch(3, programme=programme)
        f.DenominatorFactory(organisation=school, number=12)
        answer = curator.get(EXCEL, {"on": "2026-11-20"})
        text = words_of(answer.content)
        assert "3\n12\n25,0" in text
        assert "20.11.2026" in text
        assert [row for row in mentees if row.person.last_name in text] == []

    def test_what_the_page_keeps_back_the_file_keeps_back(self, coordinator, begun):
        for name, heads in (("Малая", 2), ("Средняя", 7), ("Большая", 30)):
            begun(heads, short_name=name)
        text = words_of(coordinator.get(EXCEL).content)
        for name in ("Малая", "Средняя"):
            assert f"{name}\n21.11.2026\nскрыто\nскрыто\nскрыто" in text
        assert "Большая\n21.11.2026\n30\nнет знаменателя" in text

    def test_the_psychologist_may_and_a_methodologist_may_not(self, client_as, programme):
        assert client_as(Role.PSYCHOLOGIST).get(EXCEL).status_code == 200
        assert client_as(Role.METHODOLOGIST).get(EXCEL).status_code == 403


class TestDenominators:
    VALUES = {"of": "children", "number": "200", "source": "отчёт ОО-1", "on": "2026-09-05"}

    def test_entered_shown_and_taken_away(self, curator, school):
        assert "Чисел ещё нет" in words(curator.get(NUMBERS))
        assert told(curator.post(NUMBERS, self.VALUES)) == ["Число внесено, доли пересчитаны."]
        [row] = stored(Denominator, organisation=school)
        page = curator.get(NUMBERS)
        assert "все дети и подростки 10–19 лет 200 отчёт ОО-1 05.09.2026" in card(page, "Внесено")
        assert f"{NUMBERS}{row.pk}/remove/" in links(page)
        curator.post(f"{NUMBERS}{row.pk}/remove/")
        assert stored(Denominator) == []

    @pytest.mark.parametrize("change", [{"number": "0"}, {"source": ""}, {"on": ""}, {"of": "cats"}])
    def test_what_is_wrong_is_said(self, curator, school, change):
        assert len(wrong(curator.post(NUMBERS, self.VALUES | change))) == 1
        assert stored(Denominator) == []

    def test_the_coordinator_enters_that_of_the_town(self, coordinator, town):
        coordinator.post(NUMBERS, self.VALUES)
        [row] = stored(Denominator)
        assert row.organisation_id == town.pk

    def test_a_schools_number_is_not_the_towns_to_take_away(self, coordinator, school):
        row = f.DenominatorFactory(organisation=school)
        assert coordinator.post(f"{NUMBERS}{row.pk}/remove/").status_code == 404
        assert stored(Denominator) == [row]

    def test_the_director_only_reads(self, client_as):
        assert client_as(Role.DIRECTOR).post(NUMBERS, self.VALUES).status_code == 403
        assert stored(Denominator) == []


class TestTargets:
    def test_later_years_have_none_until_somebody_sets_them(self, coordinator, curator_of, school):
        page = coordinator.get(TARGETS)
        assert words(page).count("Целей на этот год ещё нет.") == 6
        answer = coordinator.post(f"{TARGETS}?year=2026", {"mentees-10-19": "40", "enterprises": ""})
        assert (answer.url, told(answer)) == (f"{TARGETS}?year=2026", ["Цели на 2026 год сохранены."])
        assert [str(row) for row in stored(Target, year=2026)] == ["mentees-10-19, 2026: 40.0 %"]
        assert "Если оставить пустым: 40,0 % (Заречный)." in words(curator_of().get(TARGETS))

    @pytest.fixture
    def curator_of(self, client_as):
        return lambda: client_as(Role.CURATOR)

    def test_the_models_own_stand_under_their_years(self, curator):
        page = words(curator.get(TARGETS, {"year": "2024"}))
        assert "Цели показателей на 2024 год" in page
        assert "Если оставить пустым: 70,0 % (целевая модель)." in page

    def test_an_emptied_one_gives_way(self, curator, school):
        f.TargetFactory(organisation=school)
        assert 'value="40' in curator.get(TARGETS).content.decode()
        curator.post(f"{TARGETS}?year=2026", {"mentees-10-19": ""})
        assert stored(Target, organisation=school) == []

    @pytest.mark.parametrize("percent", ["101", "-1", "много", "12,34"])
    def test_what_is_no_percent_is_said(self, curator, school, percent):
        answer = curator.post(f"{TARGETS}?year=2026", {"mentees-10-19": percent})
        assert len(wrong(answer)) == 1
        assert stored(Target, organisation=school) == []

    @pytest.mark.parametrize("year", ["1999", "год", ""])
    def test_a_year_that_cannot_be_is_this_one(self, curator, year):
        assert "Цели показателей на 2026 год" in words(curator.get(TARGETS, {"year": year}))
