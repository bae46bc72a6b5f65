"""Texts of questionnaires in the browser: looked at, reworded, published, taken back."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.questionnaires.models import Edition
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f
from tests.web.pages import fresh, links, stored, told, words, wrong

LIST, OWN = "/questionnaires/", "/questionnaires/own/"
CODE = "mentee-impact"


@pytest.fixture
def methodologist(client_as, town):
    return client_as(Role.METHODOLOGIST, organisation=town)


@pytest.fixture
def draft(curator, school):
    return f.EditionFactory(organisation=school)


def at(name, draft, *parts):
    return reverse(f"questionnaires:{name}", args=[draft.pk, *parts])


class TestTheList:
    def test_all_are_there_with_whose_words_they_are(self, curator):
        page = words(curator.get(LIST))
        assert "Показатели наставляемого наставляемый на входе, на выходе общая, версия 1 Править" in page
        assert page.count("Править") == len(list(QUESTIONNAIRES))

    def test_the_towns_words_are_named(self, curator, town, school):
        f.EditionFactory(organisation=town, published_on=f.TODAY)
        assert f"{town.short_name}, версия 2" in words(curator.get(LIST))

    def test_a_draft_is_gone_on_with(self, curator, draft):
        page = curator.get(LIST)
        assert at("draft", draft) in links(page)
        assert reverse("questionnaires:start_draft", args=[CODE]) not in links(page)

    def test_a_neighbours_draft_is_not_seen(self, curator, other_school):
        theirs = f.EditionFactory(organisation=other_school)
        assert at("draft", theirs) not in links(curator.get(LIST))

    def test_a_methodologist_begins_here(self, methodologist):
        assert methodologist.get("/").url == LIST
        page = methodologist.get(LIST)
        assert "Тексты анкет" in page.content.decode()
        assert methodologist.get("/bases/mentees/").status_code == 403

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_do_not_word_them(self, client_as, role):
        assert client_as(role).get(LIST).status_code == 403

    @pytest.mark.parametrize("editions", [1, 3])
    def test_editions_cost_no_queries(self, curator, school, django_assert_max_num_queries, editions):
        for code in ("mentee-impact", "mentee-entry", "mentee-exit")[:editions]:
            f.EditionFactory(organisation=school, code=code, published_on=f.TODAY)
        with django_assert_max_num_queries(9):
            curator.get(LIST)


class TestLooking:
    def test_as_whoever_answers_sees_it(self, curator):
        page = curator.get(reverse("questionnaires:preview", args=[CODE]))
        assert "Насколько вам интересно на уроках?" in words(page)
        assert "Здесь ответы никуда не отправляются." in words(page)
        assert page.content.decode().count('type="radio"') == 7 * 10

    @pytest.mark.parametrize("questionnaire", list(QUESTIONNAIRES), ids=lambda found: found.code)
    def test_every_shipped_one_opens_in_english(self, curator, questionnaire):
        page = curator.get(
            reverse("questionnaires:preview", args=[questionnaire.code]), headers={"accept-language": "en"}
        )
        assert re.findall("[а-яё]+", words(page).lower()) == []

    def test_one_that_is_not_there(self, curator):
        assert curator.get(reverse("questionnaires:preview", args=["weather"])).status_code == 404

    def test_a_blank_sheet(self, curator):
        answer = curator.get(reverse("questionnaires:blank", args=["mentee-preferences"]))
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
        assert "С кем из наставников вы хотели бы работать?" in text
        assert ["1." in text, "3." in text, "4." in text] == [True, True, False]


class TestRewording:
    def scale(self, **changes):
        return {
            "text": "Насколько вы высыпаетесь?", "help": "", "low": "1", "high": "5", "low_label": "совсем нет",
            "high_label": "всегда", "direction": "higher", "construct": "", "condition": "", "required": "on",
        } | changes  # fmt: skip

    def test_from_the_list_to_a_published_edition(self, curator, school):
        answer = curator.post(reverse("questionnaires:start_draft", args=[CODE]))
        [draft] = stored(Edition)
        assert answer.url == at("draft", draft)
        assert told(curator.post(at("add_question", draft, "scale"), self.scale())) == ["Вопрос записан."]
        page = words(curator.get(at("draft", draft)))
        assert "Насколько вы высыпаетесь? шкала; от 1 до 5" in page
        assert "1 – совсем нет 5 – всегда" in words(curator.get(at("preview_draft", draft)))
        answer = curator.post(at("publish", draft))
        assert answer.url == reverse("questionnaires:preview", args=[CODE])
        page = words(curator.get(answer.url))
        assert "версия 2" in page
        assert "Насколько вы высыпаетесь?" in page
        assert fresh(draft).published_on == f.TODAY
        actions = {entry.action for entry in stored(JournalEntry)}
        assert {"questionnaire.draft_started", "questionnaire.question_put", "questionnaire.published"} <= actions

    def test_a_scale_that_goes_down_is_refused_and_nothing_is_lost(self, curator, draft):
        answer = curator.post(at("add_question", draft, "scale"), self.scale(low="5", high="5"))
        assert wrong(answer) == ["Наибольшая оценка должна быть больше наименьшей."]
        assert answer.context["form"]["text"].value() == "Насколько вы высыпаетесь?"
        assert len(fresh(draft).asks.questions) == 9

    def test_only_the_fields_of_its_kind_are_asked(self, curator, draft):
        fields = {
            kind: list(curator.get(at("add_question", draft, kind)).context["form"].fields)
            for kind in ("yes_no", "multiple_choice", "matrix", "persons", "count")
        }
        common = ["condition", "required"]
        assert fields == {
            "yes_no": ["text", "help", *common],
            "multiple_choice": ["text", "help", "options", *common],
            "matrix": ["text", "help", "rows", "low", "high", *common],
            "persons": ["text", "help", "most", *common],
            "count": ["text", "help", "high", "direction", "construct", *common],
        }

    def test_there_is_no_such_kind(self, curator, draft):
        assert curator.get(at("add_question", draft, "essay")).status_code == 404

    def test_options_left_as_they_were_keep_their_codes(self, curator, school):
        draft = f.EditionFactory(organisation=school, code="mentee-selection")
        question = draft.asks.question("format")
        form = curator.get(at("question", draft, "format")).context["form"]
        assert form["options"].value() == "очно\nонлайн\nи так и так"
        curator.post(
            at("question", draft, "format"),
            {"text": question.text, "options": "онлайн\nпо телефону\nочно", "condition": "", "required": "on"},
        )
        kept = fresh(draft).asks.question("format")
        (online, _), (fresh_code, telephone), (in_person, _) = kept.options
        assert (online, telephone, in_person) == ("online", "по телефону", "in_person")
        assert fresh_code not in {code for code, _words in question.options}
        assert kept.fills == "meeting_format"

    def test_repeated_options_are_refused(self, curator, draft):
        answer = curator.post(
            at("add_question", draft, "choice"),
            {"text": "Что?", "options": "да\nда", "condition": "", "required": "on"},
        )
        assert wrong(answer) == ["Строки повторяются."]

    def test_asked_after_a_certain_answer_only(self, curator, draft):
        curator.post(
            at("add_question", draft, "yes_no"), {"text": "Бывали в театре?", "condition": "", "required": "on"}
        )
        leading = fresh(draft).asks.questions[-1]
        answer = curator.get(at("add_question", draft, "open"))
        assert (f"{leading.code}=yes", "если «Бывали в театре?» – да") in answer.context["form"].fields[
            "condition"
        ].choices
        curator.post(at("add_question", draft, "open"), {"text": "Что видели?", "condition": f"{leading.code}=yes"})
        led = fresh(draft).asks.questions[-1]
        assert (led.show_if, led.required) == ((leading.code, True), False)
        assert (
            curator.get(at("question", draft, led.code)).context["form"]["condition"].value() == f"{leading.code}=yes"
        )
        refused = curator.post(at("move_up", draft, led.code))
        assert told(refused) == ["Вопрос «Что видели?» задают по ответу на другой: тот должен стоять раньше."]

    def test_what_is_compared_is_chosen_by_its_words(self, curator, school):
        draft = f.EditionFactory(organisation=school, code="mentee-exit")
        choices = dict(curator.get(at("add_question", draft, "scale")).context["form"].fields["construct"].choices)
        assert choices["support"] == "Какой поддержки вы ждёте от наставника?"
        curator.post(at("add_question", draft, "scale"), self.scale(construct="support"))
        assert fresh(draft).asks.questions[-1].construct == "support"

    def test_english_words_are_left_to_the_catalogue(self, curator, draft):
        """Whoever saves a shipped question from the English page does not turn it into English for everybody."""
        english = {"accept-language": "en"}
        form = curator.get(at("question", draft, "mood"), headers=english).context["form"]
        values = {name: form[name].value() or "" for name in form.fields} | {"required": "on"}
        curator.post(at("question", draft, "mood"), values, headers=english)
        assert fresh(draft).asks.question("mood") == QUESTIONNAIRES[CODE].question("mood")

    def test_questions_move_and_go(self, curator, draft):
        before = [question.code for question in draft.asks.questions]
        curator.post(at("move_down", draft, before[0]))
        assert told(curator.post(at("drop_question", draft, before[2]))) == ["Вопрос убран."]
        after = [question.code for question in fresh(draft).asks.questions]
        assert after == [before[1], before[0], *before[3:]]

    def test_the_heading(self, curator, draft):
        form = curator.get(at("heading", draft)).context["form"]
        assert (form["title"].value(), form["people"].value()) == ("Показатели наставляемого", ("pupil",))
        curator.post(at("heading", draft), {"title": "Как дела", "waves": ["exit"], "people": ["pupil", "student"]})
        asks = fresh(draft).asks
        assert (asks.title, asks.waves, asks.people, asks.anonymous) == (
            "Как дела",
            ("exit",),
            ("pupil", "student"),
            False,
        )

    def test_a_curators_sheet_asks_no_kinds_of_people(self, curator, school):
        sheet = f.EditionFactory(organisation=school, code="curator-conformity")
        assert list(curator.get(at("heading", sheet)).context["form"].fields) == ["title", "waves"]
        curator.post(at("heading", sheet), {"title": "Лист", "waves": ["exit"]})
        assert fresh(sheet).asks.levels == QUESTIONNAIRES["curator-conformity"].levels

    def test_what_is_published_is_no_draft(self, curator, school):
        done = f.EditionFactory(organisation=school, published_on=f.TODAY)
        assert curator.get(at("draft", done)).status_code == 404
        assert curator.post(at("drop_question", done, "mood")).status_code == 404
        assert len(fresh(done).asks.questions) == 9

    def test_a_draft_is_dropped(self, curator, draft):
        assert told(curator.post(at("drop_draft", draft))) == ["Черновик удалён."]
        assert stored(Edition) == []

    def test_ones_own_edition_is_taken_back(self, curator, school):
        f.EditionFactory(organisation=school, published_on=f.TODAY)
        retire = reverse("questionnaires:retire", args=[CODE])
        assert retire in links(curator.get(reverse("questionnaires:preview", args=[CODE])))
        assert told(curator.post(retire)) == ["Своя редакция снята: снова действует общая."]
        assert "общая, версия 1" in words(curator.get(LIST))
        assert told(curator.post(retire)) == ["Своей редакции этой анкеты нет."]

    def test_the_towns_edition_is_not_the_schools_to_take_back(self, curator, town):
        edition = f.EditionFactory(organisation=town, published_on=f.TODAY)
        retire = reverse("questionnaires:retire", args=[CODE])
        assert retire not in links(curator.get(reverse("questionnaires:preview", args=[CODE])))
        curator.post(retire)
        assert fresh(edition).retired_on is None


class TestOnesOwn:
    VALUES = {"title": "Анкета кружка", "side": "mentee", "waves": ["interim"], "people": ["pupil"]}

    def test_it_begins_with_one_question(self, methodologist, town):
        answer = methodologist.post(OWN, self.VALUES)
        [draft] = stored(Edition)
        assert (answer.url, draft.organisation_id) == (at("draft", draft), town.pk)
        assert [question.text for question in draft.asks.questions] == ["Что вы хотели бы сказать?"]
        assert "Анкета кружка черновик" in words(methodologist.get(LIST))

    def test_whom_and_when_must_be_said(self, curator):
        answer = curator.post(OWN, {"title": "Анкета", "side": "mentee"})
        assert set(answer.context["form"].errors) == {"waves", "people"}
        assert stored(Edition) == []

    def test_of_no_other_side(self, curator):
        assert "side" in curator.post(OWN, self.VALUES | {"side": "curator"}).context["form"].errors
