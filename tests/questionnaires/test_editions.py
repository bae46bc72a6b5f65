"""Wording a questionnaire for oneself: drafts, freezing, and whose words a school uses."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, scoped
from nastavnik.questionnaires import edition_services as services
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Edition, Survey
from nastavnik.questionnaires.queries import wordings
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from nastavnik.questionnaires.services import open_wave
from nastavnik.questionnaires.spec import OpenText, PersonList, Scale, YesNo
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
CODE = "mentee-impact"
NEW = Scale(code="q-new", text="Насколько вам легко вставать по утрам?")


@pytest.fixture
def draft(actor, school):
    return services.start_draft(actor=actor, organisation=school, code=CODE)


@pytest.fixture
def published(actor, draft):
    services.put_question(actor=actor, edition=draft, question=NEW)
    return services.publish(actor=actor, edition=draft, today=f.TODAY)


def codes(edition):
    return [question.code for question in edition.asks.questions]


class TestADraft:
    def test_begins_with_the_words_in_use(self, draft):
        shipped = QUESTIONNAIRES[CODE]
        assert (draft.version, draft.asks.questions) == (2, shipped.questions)
        assert draft.asks.waves == shipped.waves

    def test_is_one(self, actor, school, draft):
        assert services.start_draft(actor=actor, organisation=school, code=CODE) == draft

    def test_of_what_is_not_there(self, actor, school):
        with pytest.raises(ValidationError, match="Такой анкеты нет"):
            services.start_draft(actor=actor, organisation=school, code="weather")

    def test_takes_a_new_question_at_the_end_and_another_wording_in_its_place(self, actor, draft):
        services.put_question(actor=actor, edition=draft, question=NEW)
        assert codes(draft)[-1] == "q-new"
        services.put_question(actor=actor, edition=draft, question=YesNo(code="mood", text="Хорошо ли вам в школе?"))
        place = codes(draft).index("mood")
        assert place == [question.code for question in QUESTIONNAIRES[CODE].questions].index("mood")
        assert draft.asks.question("mood").text == "Хорошо ли вам в школе?"

    def test_questions_change_places(self, actor, draft):
        first, second, *rest = codes(draft)
        services.move_question(actor=actor, edition=draft, code=first, by=1)
        assert codes(draft) == [second, first, *rest]
        services.move_question(actor=actor, edition=draft, code=second, by=-1)
        assert codes(draft) == [second, first, *rest]

    def test_a_question_is_dropped_but_not_the_last(self, actor, draft):
        while len(codes(draft)) > 1:
            services.drop_question(actor=actor, edition=draft, code=codes(draft)[0])
        with pytest.raises(ValidationError, match="хотя бы один вопрос"):
            services.drop_question(actor=actor, edition=draft, code=codes(draft)[0])

    def test_one_that_is_not_there_is_said(self, actor, draft):
        with pytest.raises(ValidationError, match="Такого вопроса в анкете нет"):
            services.drop_question(actor=actor, edition=draft, code="weather")

    def test_what_another_answer_leads_to_stays_behind_it(self, actor, draft):
        leading = YesNo(code="q-lead", text="Бывали ли вы в театре?")
        led = OpenText(code="q-led", text="Что видели?", show_if=("q-lead", True))
        services.put_question(actor=actor, edition=draft, question=leading)
        services.put_question(actor=actor, edition=draft, question=led)
        with pytest.raises(ValidationError, match="«Что видели\\?» задают по ответу на другой"):
            services.move_question(actor=actor, edition=draft, code="q-led", by=-1)
        with pytest.raises(ValidationError, match="«Что видели\\?»"):
            services.drop_question(actor=actor, edition=draft, code="q-lead")
        draft.refresh_from_db()
        assert codes(draft)[-2:] == ["q-lead", "q-led"]

    def test_what_names_people_is_not_anonymous(self, actor, draft):
        services.change_heading(actor=actor, edition=draft, values={"anonymous": True})
        with pytest.raises(ValidationError, match="Анонимной не бывает"):
            services.put_question(actor=actor, edition=draft, question=PersonList(code="q-who", text="Кого?"))

    def test_dropped_it_is_gone_and_the_journal_knows(self, actor, school, draft):
        services.drop_draft(actor=actor, edition=draft)
        assert not Edition.objects.exists()
        entry = JournalEntry.objects.get(action="questionnaire.draft_dropped")
        assert (entry.subject_id, entry.details) == (str(school.pk), {"code": CODE, "version": 2})


class TestPublished:
    def test_it_is_what_is_asked(self, school, published):
        assert wordings(school)[CODE].edition == published
        assert wordings(school)[CODE].asks.question("q-new") == NEW

    @pytest.mark.parametrize(
        "change",
        [
            lambda actor, edition: services.put_question(actor=actor, edition=edition, question=NEW),
            lambda actor, edition: services.drop_question(actor=actor, edition=edition, code="mood"),
            lambda actor, edition: services.move_question(actor=actor, edition=edition, code="mood", by=1),
            lambda actor, edition: services.change_heading(actor=actor, edition=edition, values={"title": "Другая"}),
            lambda actor, edition: services.publish(actor=actor, edition=edition, today=f.TODAY),
            lambda actor, edition: services.drop_draft(actor=actor, edition=edition),
        ],
        ids=["put", "drop", "move", "heading", "publish", "drop draft"],
    )
    def test_it_is_frozen(self, actor, published, change):
        before = published.spec
        with pytest.raises(ValidationError, match="Опубликованная анкета не меняется"):
            change(actor, published)
        published.refresh_from_db()
        assert published.spec == before

    def test_a_correction_is_a_new_version(self, actor, school, published):
        again = services.start_draft(actor=actor, organisation=school, code=CODE)
        assert (again.version, codes(again)) == (3, codes(published))
        services.drop_question(actor=actor, edition=again, code="q-new")
        assert wordings(school)[CODE].edition == published
        services.publish(actor=actor, edition=again, today=f.TODAY)
        assert wordings(school)[CODE].edition == again

    def test_a_survey_that_is_open_goes_on_as_it_began(self, actor, programme, draft):
        f.MenteeFactory(programme=programme)
        open_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY)
        services.put_question(actor=actor, edition=draft, question=NEW)
        services.publish(actor=actor, edition=draft, today=f.TODAY)
        survey = Survey.objects.get(questionnaire=CODE)
        assert (survey.version, survey.asks.questions) == (1, QUESTIONNAIRES[CODE].questions)
        open_wave(actor=actor, programme=programme, wave=Wave.EXIT, on=f.TODAY)
        late = Survey.objects.get(questionnaire=CODE, wave=Wave.EXIT)
        assert (late.version, late.asks.question("q-new")) == (2, NEW)

    def test_taken_back_the_shipped_words_return(self, actor, school, published):
        services.retire(actor=actor, organisation=school, code=CODE, today=f.TODAY)
        assert wordings(school)[CODE].edition is None
        with pytest.raises(ValidationError, match="Своей редакции этой анкеты нет"):
            services.retire(actor=actor, organisation=school, code=CODE, today=f.TODAY)
        again = services.start_draft(actor=actor, organisation=school, code=CODE)
        assert again.version == 3  # a version once used is never used again


class TestWhoseWords:
    def above(self, town, actor):
        with scoped(Scope(branch=town.path)):
            draft = services.start_draft(actor=actor, organisation=town, code=CODE)
            services.change_heading(actor=actor, edition=draft, values={"title": "Показатели, как их видит город"})
            return services.publish(actor=actor, edition=draft, today=f.TODAY)

    def test_those_of_the_town_reach_its_schools(self, actor, town, school, other_school):
        edition = self.above(town, actor)
        assert wordings(school)[CODE].edition == wordings(other_school)[CODE].edition == edition

    def test_the_schools_own_come_first(self, actor, town, school, other_school, published):
        above = self.above(town, actor)
        assert wordings(school)[CODE].edition == published
        assert wordings(other_school)[CODE].edition == above

    def test_a_draft_is_nobodys_words_yet(self, school, draft):
        assert wordings(school)[CODE].edition is None

    def test_a_neighbours_are_not_ours(self, actor, other_school, published):
        assert wordings(other_school)[CODE].edition is None

    def test_a_school_starts_from_the_words_of_the_town(self, actor, town, school):
        self.above(town, actor)
        draft = services.start_draft(actor=actor, organisation=school, code=CODE)
        assert (draft.version, draft.asks.title) == (3, "Показатели, как их видит город")

    def test_one_query_whatever_the_height(self, actor, town, school, django_assert_num_queries):
        self.above(town, actor)
        with django_assert_num_queries(1):
            assert wordings(school)[CODE].edition.organisation == town


class TestOnesOwn:
    VALUES = {"title": "Анкета кружка", "side": "mentee", "waves": ("entry", "exit"), "people": ("pupil",)}

    def test_it_is_asked_once_published(self, actor, school, programme):
        f.MenteeFactory(programme=programme)
        own = services.start_own(actor=actor, organisation=school, values=self.VALUES)
        services.put_question(actor=actor, edition=own, question=NEW)
        assert own.code not in wordings(school)
        services.publish(actor=actor, edition=own, today=f.TODAY)
        open_wave(actor=actor, programme=programme, wave=Wave.ENTRY, on=f.TODAY, codes=[own.code])
        [survey] = Survey.objects.all()
        assert (survey.questionnaire, survey.side, survey.asks.title) == (own.code, "mentee", "Анкета кружка")

    def test_two_of_one_name_do_not_meet(self, actor, school):
        first, second = (services.start_own(actor=actor, organisation=school, values=self.VALUES) for _n in range(2))
        assert first.code != second.code
