"""The SWOT analysis on its pages: drawn up, edited, signed, downloaded; who may only read it; last year's beside it."""

from __future__ import annotations

from datetime import date

import pytest

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.documents.models import Document
from nastavnik.monitoring.enums import SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.programmes.models import MentoringForm, Participation
from nastavnik.questionnaires.enums import Wave
from tests import factories as f
from tests.web.pages import fresh, links, stored, told, words, wrong

PAGE = "/swot/"
TEXT = "Насколько легко вам было общаться с наставником?"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def answered(programme):
    survey = f.SurveyFactory(
        programme=programme, questionnaire="mentee-exit", wave=Wave.EXIT, closed_on=date(2026, 11, 20)
    )
    for _number in range(4):
        f.ResponseFactory(survey=survey, answers={"comfort": 9, "missing": "Мало времени"})
    return survey


@pytest.fixture
def drawn(curator, answered):
    """The draft a curator has made, as its page."""
    return curator.post(f"{PAGE}begin/", {"form": ""})["Location"]


class TestList:
    def test_the_results_lead_here_and_the_empty_page_says_what_to_do(self, curator, programme):
        assert PAGE in links(curator.get("/results/"))
        page = curator.get(PAGE)
        assert "SWOT-анализа ещё нет Его составляет куратор по анкетам и подписывает." in words(page)
        assert "Средняя оценка не ниже 8 из 10 – сильная сторона, не выше 5 – слабая; в других шкалах так же." in words(
            page
        )

    def test_open_questionnaires_are_named(self, curator, programme):
        f.SurveyFactory(programme=programme, questionnaire="mentee-exit", wave=Wave.EXIT)
        assert "Ещё открыты и в черновик не входят Анкета наставляемого на выходе." in words(curator.get(PAGE))

    def test_without_data_the_page_says_so(self, curator, programme):
        answer = curator.post(f"{PAGE}begin/", {"form": ""})
        assert told(answer) == ["Данных мало: нужны закрытые анкеты, на которые ответили хотя бы трое."]

    def test_a_form_the_programme_has_not_is_not_taken(self, curator, answered):
        assert curator.post(f"{PAGE}begin/", {"form": "0"})["Location"] == PAGE
        assert stored(SwotAnalysis) == []

    @pytest.mark.parametrize("versions", [1, 3])
    def test_many_versions_cost_no_more_queries(self, curator, programme, django_assert_max_num_queries, versions):
        for version in range(1, versions + 1):
            f.BulletFactory(analysis__programme=programme, analysis__version=version, analysis__signed_on=f.TODAY,
                            analysis__signed_by="куратор")  # fmt: skip
        with django_assert_max_num_queries(12):
            page = curator.get(PAGE)
        assert words(page).count("Вся программа") == versions


class TestSheet:
    def test_every_line_with_its_figures_and_its_rule(self, curator, drawn):
        page = words(curator.get(drawn))
        assert (
            f"Сильные стороны Добавить: Сильные стороны {TEXT} Среднее 9 из 10, n = 4, «Анкета наставляемого на выходе». "
            "Правило: среднее не ниже 8."
        ) in page
        assert "Чего не хватило, что стоит изменить? Мало времени Открытый вопрос, n = 4" in page

    def test_what_the_data_cannot_say_is_left_to_the_curator(self, curator, drawn):
        assert "Анкеты видят школу изнутри. Допишите сами: партнёры, конкурсы, новые наставники." in words(
            curator.get(drawn)
        )

    def test_in_english_the_fields_and_the_rules_are_english(self, curator, drawn):
        assert curator.get(drawn, headers={"accept-language": "en"}).status_code == 200

    @pytest.mark.parametrize("many", [1, 3])
    def test_many_lines_cost_no_more_queries(self, curator, programme, django_assert_max_num_queries, many):
        analysis = f.SwotFactory(programme=programme)
        f.BulletFactory.create_batch(many, analysis=analysis)
        with django_assert_max_num_queries(12):
            curator.get(f"{PAGE}{analysis.pk}/")

    def test_last_years_stands_beside_it(self, curator, drawn, programme):
        year = f.YearFactory(starts_in=programme.year.starts_in - 1)
        earlier = f.ProgrammeFactory(organisation=programme.organisation, year=year)
        former = f.SwotFactory(programme=earlier, signed_on=date(2026, 5, 20), signed_by="куратор")
        f.BulletFactory(analysis=former, field=SwotField.WEAKNESS, text=TEXT, key="mentee-exit.exit.comfort")
        page = words(curator.get(drawn))
        assert "Правило: среднее не ниже 8. В прошлом году: слабые стороны." in page
        assert f"В прошлом году, 2025/2026 {TEXT}" in page


class TestEdits:
    def test_a_line_is_added_to_the_field_it_was_asked_for(self, curator, drawn):
        page = curator.get(f"{drawn}add/?field=threat")
        assert page.context["form"]["field"].value() == "threat"
        curator.post(f"{drawn}add/", {"field": "threat", "text": "Уходит партнёр"})
        assert "Уходит партнёр Вывод куратора." in words(curator.get(drawn))

    def test_a_name_is_refused_at_its_field(self, curator, drawn, school):
        f.PersonFactory(organisation=school, last_name="Щёголева")
        page = curator.post(f"{drawn}add/", {"field": "threat", "text": "У Щёголевой мало часов"})
        assert wrong(page) == ["«Щёголевой» похоже на имя. Напишите без имён: «наставник», «ученик»."]

    def test_a_line_is_changed_and_its_quotation_taken_away(self, curator, drawn):
        [bullet] = [row for row in stored(SwotBullet) if row.quotes]
        page = curator.get(f"{PAGE}bullets/{bullet.pk}/")
        assert "Основание останется Открытый вопрос, n = 4" in words(page)
        answer = curator.post(f"{PAGE}bullets/{bullet.pk}/", {"field": "threat", "text": "Не хватает времени"})
        assert answer["Location"] == drawn
        changed = fresh(bullet)
        assert (changed.field, changed.text, changed.quotes, changed.origin) == (
            "threat", "Не хватает времени", [], "changed",
        )  # fmt: skip
        assert "Слова или поле изменил куратор." in words(curator.get(drawn))

    def test_a_line_without_quotations_asks_for_none(self, curator, drawn):
        [bullet] = [row for row in stored(SwotBullet) if not row.quotes]
        assert "quotes" not in curator.get(f"{PAGE}bullets/{bullet.pk}/").context["form"].fields
        curator.post(f"{PAGE}bullets/{bullet.pk}/", {"field": "opportunity", "text": bullet.text})
        assert fresh(bullet).field == "opportunity"

    def test_a_line_is_removed(self, curator, drawn):
        for bullet in stored(SwotBullet):
            assert curator.post(f"{PAGE}bullets/{bullet.pk}/remove/")["Location"] == drawn
        assert stored(SwotBullet) == []
        curator.post(f"{drawn}sign/")
        assert told(curator.get(drawn))[1:] == ["Подписывать нечего: в SWOT-анализе нет ни одного пункта."]

    def test_a_draft_is_dropped(self, curator, drawn):
        assert curator.post(f"{drawn}drop/")["Location"] == PAGE
        assert stored(SwotAnalysis) == []


class TestSignature:
    def test_it_is_signed_frozen_and_downloaded(self, curator, drawn):
        curator.post(f"{drawn}sign/")
        page = curator.get(drawn)
        assert told(page)[1:] == ["SWOT-анализ подписан и внесён в реестр документов: скачайте Word или PDF."]
        assert "подписан 21.11.2026, куратор" in words(page)
        [paper] = stored(Document, kind="swot")
        assert {f"/documents/{paper.pk}/word/", f"/documents/{paper.pk}/pdf/"} <= set(links(page))
        assert [link for link in links(page) if "bullets" in link or "add" in link or "sign" in link] == []
        assert curator.get(f"/documents/{paper.pk}/pdf/").status_code == 200
        assert "SWOT-анализ программы наставничества: вся программа, версия 1" in words(curator.get("/documents/"))
        assert len(stored(JournalEntry, action="swot.signed")) == 1

    def test_signed_it_takes_no_more_lines(self, curator, drawn):
        curator.post(f"{drawn}sign/")
        page = curator.post(f"{drawn}add/", {"field": "threat", "text": "Ещё"})
        assert wrong(page) == ["Этот SWOT-анализ подписан и больше не меняется: начните новую версию."]


def test_a_director_reads_and_does_not_write(client_as, programme):
    bullet = f.BulletFactory(analysis__programme=programme)
    director, page = client_as(Role.DIRECTOR), f"{PAGE}{bullet.analysis.pk}/"
    html = director.get(page)
    assert bullet.text in words(html)
    assert [link for link in links(html) if "bullets" in link or "sign" in link] == []
    assert director.post(f"{page}sign/").status_code == 403
    assert director.post(f"{PAGE}bullets/{bullet.pk}/remove/").status_code == 403


def test_a_mentor_does_not_see_it(client_as, programme):
    mentor = f.MentorFactory(programme=programme)
    assert client_as(Role.MENTOR, person=mentor.person).get(PAGE).status_code == 403


class TestOfAForm:
    def test_only_forms_of_the_programme_are_offered(self, curator, programme):
        chosen, _other = MentoringForm.objects.order_by("position")[:2]
        with everything():
            programme.forms.set([chosen])
        choices = [str(label) for _value, label in curator.get(PAGE).context["form"]["form"].field.choices]
        assert choices == ["вся программа", chosen.title]

    def test_a_form_with_too_few_is_refused_in_words(self, curator, programme, answered):
        form = MentoringForm.objects.first()
        with everything():
            programme.forms.set([form])
        answer = curator.post(f"{PAGE}begin/", {"form": str(form.pk)})
        assert told(answer) == ["Данных мало: нужны закрытые анкеты, на которые ответили хотя бы трое."]

    def test_its_page_is_headed_by_it(self, curator, programme):
        form = MentoringForm.objects.first()
        analysis = f.SwotFactory(programme=programme, form=form)
        assert f"SWOT-анализ: «{form.title}», версия 1" in words(curator.get(f"{PAGE}{analysis.pk}/"))


def test_no_persons_name_stands_on_the_page(curator, programme, answered, school):
    """The mentees have names, one of them is written about, and neither comes through."""
    f.PersonFactory(organisation=school, last_name="Щёголева", first_name="Зоя")
    for _number in range(3):
        f.ResponseFactory(survey=answered, answers={"missing": "щёголевой времени мало"})
    page = words(curator.get(curator.post(f"{PAGE}begin/", {"form": ""})["Location"]))
    names = {row.person.last_name for row in stored(Participation, programme=programme)} | {
        "Щёголева",
        "щёголевой",
        "Зоя",
    }
    assert {name for name in names if name in page} == set()
    assert "Мало времени" in page
