"""«матем.», «алгебра» and «математика» meet; what is not sure is left to a person."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.accounts.roles import Role
from nastavnik.common.unsafe import everything
from nastavnik.matching import services as matching
from nastavnik.matching.enums import RunGoal
from nastavnik.matching.models import Proposal
from nastavnik.programmes.competences import Catalogue, plain, shipped
from nastavnik.programmes.models import CompetenceWords, MentoringForm
from nastavnik.programmes.queries import Demand, catalogue_of, demand, requests
from nastavnik.programmes.services import name_words
from tests import factories as f
from tests.web.pages import card, stored, told, words

SHIPPED = Catalogue.of(shipped())
PAGE = "/bases/competences/"


class TestNames:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("математика", "математика"), ("Математика", "математика"), ("матем.", "математика"), ("алгебра", "математика"),
            ("МАТЕМ", "математика"), ("математка", "математика"), ("геометр", "математика"), ("рус. яз.", "русский язык"),
            ("Рус.яз", "русский язык"), ("англ", "английский язык"), ("профориентация", "выбор профессии"),
            ("ЕГЭ", "подготовка к экзаменам"), ("Python", "программирование"), ("выступать", "выступления"),
            ("проектная деятельность", "проект"), (" чтение ", "чтение"),
        ],
    )  # fmt: skip
    def test_other_words_beginnings_and_slips(self, said, meant):
        assert SHIPPED.title(said) == meant

    @pytest.mark.parametrize("said", ["", "...", "вязание крючком", "пр", "кино", "ма"])
    def test_what_is_not_known_is_not_guessed(self, said):
        assert SHIPPED.title(said) is None

    def test_what_may_mean_two_things_is_left(self):
        catalogue = Catalogue.of({"история": [], "историческая реконструкция": []})
        assert catalogue.title("истор") is None
        assert catalogue.title("историч") == "историческая реконструкция"

    def test_unknown_words_are_compared_plainly(self):
        assert SHIPPED.name("Вязание  Крючком.") == "вязание крючком"
        assert SHIPPED.names(["Вязание", "вязание.", "матем.", "алгебра", " "]) == {"вязание", "математика"}

    def test_a_later_layer_wins(self):
        catalogue = Catalogue.of({"спорт": ["шахматы"]}, {"шахматы": []})
        assert catalogue.title("шахматы") == "шахматы"

    @pytest.mark.parametrize("title", list(shipped()))
    def test_no_word_is_shipped_under_two_titles(self, title):
        others = {plain(word) for other, words_ in shipped().items() if other != title for word in (*words_, other)}
        assert not others & {plain(word) for word in (*shipped()[title], title)}

    @pytest.mark.parametrize("title", list(shipped()))
    def test_every_shipped_word_leads_to_its_title(self, title):
        assert {SHIPPED.title(word) for word in (*shipped()[title], title)} == {title}

    @given(st.text(max_size=40))
    def test_no_words_make_it_fail_and_a_name_names_itself(self, said):
        name = SHIPPED.name(said)
        assert SHIPPED.name(name) in {name, SHIPPED.title(name)}


@pytest.mark.usefixtures("within")
class TestWords:
    def name(self, actor, organisation, title, said):
        return name_words(actor=actor, organisation=organisation, title=title, words=said)

    def test_a_school_adds_its_own(self, actor, school):
        self.name(actor, school, "рукоделие", "Вязание.")
        assert catalogue_of(school).title("вязание") == "рукоделие"

    def test_a_neighbour_does_not_see_them_but_those_below_do(self, actor, town, school, other_school):
        self.name(actor, school, "рукоделие", "вязание")
        assert catalogue_of(other_school).title("вязание") is None
        with everything():
            CompetenceWords(organisation=town, title="кулинария", words=["пироги"]).store()
        assert catalogue_of(other_school).title("пироги") == "кулинария"

    def test_the_school_wins_over_those_above(self, actor, town, school):
        with everything():
            CompetenceWords(organisation=town, title="кулинария", words=["пироги"]).store()
        self.name(actor, school, "домоводство", "пироги")
        assert catalogue_of(school).title("пироги") == "домоводство"

    def test_said_anew_they_mean_the_new(self, actor, school):
        self.name(actor, school, "рукоделие", "вязание")
        self.name(actor, school, "дизайн", "вязание")
        assert catalogue_of(school).title("вязание") == "дизайн"
        assert {row.title: row.words for row in CompetenceWords.objects.all()} == {
            "рукоделие": [],
            "дизайн": ["вязание"],
        }

    @pytest.mark.parametrize(("title", "said"), [("", "вязание"), ("рукоделие", " . "), ("  ", "x")])
    def test_nothing_is_refused(self, actor, school, title, said):
        with pytest.raises(ValidationError, match="и слова, и компетенцию"):
            self.name(actor, school, title, said)


@pytest.mark.usefixtures("within")
class TestDemand:
    @pytest.fixture
    def people(self, programme):
        for asked in (["матем."], ["Алгебра", "вязание"], ["математика", "геометрия"]):
            f.MenteeFactory(programme=programme, competences=asked)
        f.MenteeFactory(programme=programme, competences=["физика"], status="declined", decision_reason="уехал")
        f.MentorFactory(programme=programme, competences=["математика", "химия"])

    def test_one_person_counts_once(self, programme, people):
        assert demand(programme) == [
            Demand("математика", 3, 1, True), Demand("вязание", 1, 0, False), Demand("химия", 0, 1, True),
        ]  # fmt: skip

    def test_the_list_of_requests_is_of_what_is_asked(self, programme, people):
        assert requests(programme) == [("математика", 3), ("вязание", 1)]

    def test_the_search_lets_them_meet(self, actor, programme):
        f.MenteeFactory(programme=programme, competences=["матем."], interests=["Шахматы."])
        f.MentorFactory(programme=programme, competences=["алгебра"], interests=["шахматы"])
        form = MentoringForm.objects.get(code="teacher-pupil")
        run = matching.start_run(actor=actor, programme=programme, form=form, goal=RunGoal.MOST)
        matching.carry_out(actor=actor, run=run)
        reasons = {part["name"]: part["value"] for part in Proposal.objects.get().reasons}
        assert reasons["request"] == 1.0
        assert reasons["interests"] > 0

    @pytest.mark.parametrize("count", [1, 12])
    def test_two_queries_whatever_the_number(self, programme, django_assert_num_queries, count):
        f.MenteeFactory.create_batch(count, programme=programme)
        with django_assert_num_queries(2):
            assert demand(programme)[0].asked == count


class TestPage:
    def test_what_is_lacking_is_said(self, curator, programme):
        f.MenteeFactory(programme=programme, competences=["физика"])
        f.MenteeFactory.create_batch(2, programme=programme, competences=["химия"])
        f.MentorFactory(programme=programme, competences=["химия", "история"])
        page = words(curator.get(PAGE))
        assert "химия 2 1 мало наставников" in page
        assert "физика 1 0 некому помочь" in page
        assert "история 0 1 пока не просят" in page

    def test_unknown_words_get_their_meaning(self, curator, programme):
        f.MenteeFactory(programme=programme, competences=["вязание"])
        assert "вязание" in card(curator.get(PAGE), "Слова, которых система не знает")
        answer = curator.post(PAGE, {"words": "вязание", "title": "Рукоделие"})
        assert told(answer) == ["Запомнено: теперь эти слова значат одно."]
        assert [row.title for row in stored(CompetenceWords)] == ["рукоделие"]
        page = words(curator.get(PAGE))
        assert "рукоделие 1 0" in page
        assert "Слова, которых система не знает" not in page

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_look_on(self, client_as, programme, role):
        f.MenteeFactory(programme=programme, competences=["вязание"])
        client = client_as(role)
        assert "вязание" in words(client.get(PAGE))
        assert client.post(PAGE, {"words": "вязание", "title": "рукоделие"}).status_code == 403
        assert stored(CompetenceWords) == []

    def test_nothing_yet(self, curator, programme):
        assert "Сравнивать пока нечего" in words(curator.get(PAGE))
