"""The programme of the year: opened, changed, chosen, completed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus
from nastavnik.programmes.models import MentoringForm, Programme
from tests import factories as f
from tests.files import words_of
from tests.web.pages import fresh, links, stored, told, words, wrong

CREATE, EDIT, DETAIL = "/programme/new/", "/programme/edit/", "/programme/"


@pytest.fixture
def kinds(db):
    """Keys of the forms of mentoring by their codes."""
    return {form.code: str(form.pk) for form in MentoringForm.objects.all()}


@pytest.fixture
def form(kinds):
    """What a curator fills in."""
    return {"starts_in": "2026", "title": "Рядом", "forms": [kinds["pupil-pupil"]], "goal": "Помочь новичкам."}


class TestOpening:
    def test_it_is_kept_and_leads_to_the_map(self, curator, school, form):
        answer = curator.post(CREATE, form)
        assert answer.url == reverse("roadmap:detail")
        assert told(answer) == ["Программа открыта. Теперь загрузите дорожную карту."]
        [opened] = stored(Programme)
        assert (opened.organisation, opened.title, opened.goal) == (school, "Рядом", "Помочь новичкам.")
        assert (opened.year.starts_in, opened.status) == (2026, ProgrammeStatus.PREPARING)
        assert [kind.code for kind in opened.forms.all()] == ["pupil-pupil"]

    def test_this_year_and_the_next_can_be_chosen(self, curator):
        years = curator.get(CREATE).context["year_form"].fields["starts_in"].choices
        assert years == [(2026, "2026/2027"), (2027, "2027/2028")]

    def test_a_second_one_of_the_year_is_refused(self, curator, programme, form):
        answer = curator.post(CREATE, form)
        assert wrong(answer) == ["Программа на этот учебный год уже открыта."]
        assert "Программа на этот учебный год уже открыта." in words(answer)
        assert stored(Programme) == [programme]

    def test_a_neighbours_programme_is_no_obstacle(self, curator, school, other_school, form):
        f.ProgrammeFactory(organisation=other_school)
        curator.post(CREATE, form)
        assert len(stored(Programme, organisation=school)) == 1

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"forms": []}, "Выберите хотя бы одну форму наставничества."),
            ({"title": "  "}, "Обязательное поле."),
        ],
    )
    def test_what_is_missing_is_said(self, curator, form, change, sentence):
        assert wrong(curator.post(CREATE, form | change)) == [sentence]
        assert stored(Programme) == []

    def test_a_year_out_of_the_list_is_refused(self, curator, form):
        answer = curator.post(CREATE, form | {"starts_in": "2019"})
        assert "2019" in answer.context["year_form"].errors["starts_in"][0]
        assert stored(Programme) == []

    def test_a_new_year_is_open_at_once(self, curator, programme, form):
        curator.post(CREATE, form | {"starts_in": "2027", "title": "Через год"})
        assert "Через год" in words(curator.get(DETAIL))


class TestChanging:
    def test_it_is_kept(self, curator, programme, kinds):
        teacher = f.TeacherFactory(organisation=programme.organisation)
        values = {"title": "Вместе", "forms": [kinds["teacher-pupil"]], "curator": teacher.pk, "tasks": "Раз\nДва"}
        answer = curator.post(EDIT, values)
        assert (answer.url, told(answer)) == (DETAIL, ["Программа сохранена."])
        kept = fresh(programme)
        assert (kept.title, kept.curator_id, kept.tasks.splitlines()) == ("Вместе", teacher.pk, ["Раз", "Два"])
        assert [kind.code for kind in kept.forms.all()] == ["teacher-pupil"]

    def test_the_page_shows_it(self, curator, programme):
        page = words(curator.get(DETAIL))
        assert all(title in page for title in ("ученик – ученик", "учитель – ученик", "работодатель – ученик"))
        assert "Состояние идёт" in page
        assert "Куратор не назначен" in page

    def test_a_pupil_or_a_neighbour_is_no_curator(self, curator, programme, kinds, other_school):
        for stranger in (
            f.PersonFactory(organisation=programme.organisation),
            f.TeacherFactory(organisation=other_school),
        ):
            values = {"title": "Вместе", "forms": [kinds["teacher-pupil"]], "curator": stranger.pk}
            assert list(curator.post(EDIT, values).context["form"].errors) == ["curator"]
        assert fresh(programme).title == "Программа «Рядом»"

    def test_without_a_title_nothing_changes(self, curator, programme, kinds):
        assert wrong(curator.post(EDIT, {"title": "", "forms": [kinds["teacher-pupil"]]})) == ["Обязательное поле."]
        assert fresh(programme).title == "Программа «Рядом»"
        assert programme.forms.count() == 3

    def test_a_completed_one_stays_as_it_is(self, curator, school, kinds):
        done = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        answer = curator.post(EDIT, {"title": "Вместе", "forms": [kinds["teacher-pupil"]]})
        assert wrong(answer) == ["Программа завершена: её данные больше не меняются."]
        assert fresh(done).title == "Программа «Рядом»"
        assert EDIT not in links(curator.get(DETAIL))

    def test_the_director_reads_and_changes_nothing(self, client_as, programme, kinds):
        director = client_as(Role.DIRECTOR)
        assert EDIT not in links(director.get(DETAIL))
        assert director.post(EDIT, {"title": "Моя", "forms": [kinds["teacher-pupil"]]}).status_code == 403
        assert fresh(programme).title == "Программа «Рядом»"


class TestYears:
    @pytest.fixture
    def last_year(self, school, programme):
        return f.ProgrammeFactory(
            organisation=school, year=f.YearFactory(starts_in=2025), title="Прошлая", status=ProgrammeStatus.COMPLETED
        )

    def test_the_one_that_runs_is_shown_first(self, curator, last_year):
        page = curator.get(DETAIL)
        assert "Программа «Рядом»" in words(page)
        assert reverse("programme:choose", args=[last_year.pk]) in links(page)

    def test_another_can_be_chosen_and_stays(self, curator, last_year):
        curator.post(reverse("programme:choose", args=[last_year.pk]))
        assert "Прошлая" in words(curator.get(DETAIL))
        assert "2025/2026" in words(curator.get(reverse("bases:mentees")))

    def test_a_choice_is_a_post(self, curator, last_year):
        assert curator.get(reverse("programme:choose", args=[last_year.pk])).status_code == 405
        assert "Программа «Рядом»" in words(curator.get(DETAIL))


class TestCompleting:
    URL = "/results/complete/"

    def test_it_ends_with_the_last_pair(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.COMPLETED)
        answer = curator.post(self.URL)
        assert answer.url == "/"
        assert told(answer) == ["Программа завершена. Её данные сохранены и больше не меняются."]
        assert fresh(programme).status == ProgrammeStatus.COMPLETED
        assert fresh(pair.mentor).status == ParticipationStatus.COMPLETED

    def test_not_before(self, curator, programme):
        pair = f.MentorshipFactory(programme=programme)
        answer = curator.post(self.URL)
        assert told(answer) == ["Ещё не завершена 1 пара."]
        assert fresh(programme).status == ProgrammeStatus.RUNNING
        assert fresh(pair.mentor).status == ParticipationStatus.APPROVED

    def test_the_page_of_results_says_what_keeps_it(self, curator, programme):
        f.MentorshipFactory(programme=programme)
        page = curator.get(reverse("results:detail"))
        assert "Ещё не завершена 1 пара." in words(page)
        assert self.URL not in links(page)

    def test_once_completed_it_is_not_completed_again(self, curator, school):
        f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        assert told(curator.post(self.URL)) == ["Программа завершена: её данные больше не меняются."]


class TestArchive:
    ARCHIVE = "/programme/archive/"

    def test_everything_as_one_file(self, curator, programme):
        mentee = f.MenteeFactory(programme=programme)
        assert self.ARCHIVE in links(curator.get("/programme/"))
        answer = curator.post(self.ARCHIVE)
        assert answer["Content-Disposition"].startswith("attachment;")
        assert mentee.person.full_name in words_of(answer.content)

    def test_who_is_not_in_it_is_said(self, curator, programme):
        f.MenteeFactory(programme=programme, consents=False)
        answer = curator.post(self.ARCHIVE)
        assert told(answer) == ["Программа наставничества: 1 человек не вошёл: нет действующего согласия."]

    def test_the_director_takes_no_people_away(self, client_as, programme):
        director = client_as(Role.DIRECTOR)
        assert director.post(self.ARCHIVE).status_code == 403
        assert self.ARCHIVE not in links(director.get("/programme/"))
