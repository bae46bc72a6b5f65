"""A SWOT analysis from its draft to the signature: versions, the curator's edits, what is refused, what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.accounts.roles import Role
from nastavnik.common.actor import Actor
from nastavnik.common.models import JournalEntry
from nastavnik.documents import services as documents
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.monitoring import services
from nastavnik.monitoring.enums import Origin, SwotField
from nastavnik.monitoring.models import SwotAnalysis, SwotBullet
from nastavnik.monitoring.swot_queries import analyses, sheet
from nastavnik.programmes.models import MentoringForm
from nastavnik.questionnaires.enums import Wave
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
TEXT = "Насколько легко вам было общаться с наставником?"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(
        programme=programme, questionnaire="mentee-exit", wave=Wave.EXIT, closed_on=date(2026, 11, 20)
    )


@pytest.fixture
def answer(survey):
    """`answer(4, comfort=9)`: so many more mentees gave these answers."""

    def answer(n, **answers):
        for _number in range(n):
            f.ResponseFactory(survey=survey, answers=answers)

    return answer


@pytest.fixture
def begin(actor, programme):
    def begin(form=None):
        return services.begin_swot(actor=actor, programme=programme, form=form, today=f.TODAY)

    return begin


@pytest.fixture
def drawn(begin, answer):
    """A draft with one line out of the data."""
    answer(4, comfort=9, missing="Мало времени")
    return begin()


def lines(analysis):
    return list(analysis.bullets.values_list("field", "text", "evidence", "origin"))


class TestDraft:
    def test_it_holds_what_the_data_say(self, drawn):
        assert (drawn.version, drawn.is_signed, str(drawn)) == (1, False, "вся программа, версия 1")
        assert drawn.basis == {"mentee-exit.exit.comfort": 4, "mentee-exit.exit.missing": 4}
        assert lines(drawn) == [
            ("strength", TEXT, "среднее 9 из 10, n = 4, «Анкета наставляемого на выходе»", "data"),
            (
                "weakness", "Чего не хватило, что стоит изменить?",
                "открытый вопрос, n = 4, «Анкета наставляемого на выходе»", "data",
            ),
        ]  # fmt: skip
        assert [bullet.quotes for bullet in drawn.bullets.all()] == [[], ["Мало времени"]]

    def test_without_data_there_is_nothing_to_draw_up(self, begin, answer):
        answer(2, comfort=9)
        with pytest.raises(ValidationError, match="Данных мало"):
            begin()
        assert not SwotAnalysis.objects.exists()

    def test_a_second_draft_is_refused(self, drawn, begin):
        with pytest.raises(ValidationError, match="Черновик SWOT-анализа уже есть"):
            begin()

    def test_a_person_of_the_school_is_not_quoted(self, begin, answer, programme):
        f.PersonFactory(organisation=programme.organisation, last_name="Щёголева")
        answer(3, missing="щеголевой времени мало")
        answer(1, missing="Времени мало")
        assert [bullet.quotes for bullet in begin().bullets.all()] == [["Времени мало"]]

    def test_it_leaves_an_entry(self, drawn):
        entry = JournalEntry.objects.get(action="swot.begun")
        assert (entry.subject_id, entry.details) == (str(drawn.pk), {"version": 1, "facts": 2, "as_before": 0})


class TestVersions:
    def sign(self, actor, analysis):
        services.sign_swot(actor=actor, analysis=analysis, today=f.TODAY)

    def test_the_next_version_is_drawn_up_anew(self, drawn, begin, answer, actor):
        self.sign(actor, drawn)
        answer(4, comfort=10)
        second = begin()
        assert (second.version, lines(second)[0][2]) == (
            2,
            "среднее 9,5 из 10, n = 8, «Анкета наставляемого на выходе»",
        )

    @pytest.mark.parametrize("more", [1, 2])
    def test_one_or_two_more_answers_would_be_given_away(self, drawn, begin, answer, actor, more):
        """9 of four and 7,4 of five: the fifth said 1."""
        self.sign(actor, drawn)
        answer(more, comfort=1)
        second = begin()
        assert lines(second)[-1] == (
            "strength", TEXT, "среднее 9 из 10, n = 4, «Анкета наставляемого на выходе»", "data"
        )  # fmt: skip
        assert second.basis["mentee-exit.exit.comfort"] == 4

    def test_one_by_one_they_are_counted_from_what_was_shown(self, drawn, begin, answer, actor):
        self.sign(actor, drawn)
        answer(2, comfort=1)
        self.sign(actor, begin())
        answer(1, comfort=1)
        assert begin().basis["mentee-exit.exit.comfort"] == 7


class TestEdits:
    def test_a_line_is_moved_and_reworded_and_its_figures_stay(self, drawn, actor):
        bullet = drawn.bullets.get(text=TEXT)
        services.change_bullet(actor=actor, bullet=bullet, field=SwotField.OPPORTUNITY, text="Легко вместе", quotes=[])
        assert lines(drawn)[0] == (
            "opportunity", "Легко вместе", "среднее 9 из 10, n = 4, «Анкета наставляемого на выходе»", "changed"
        )  # fmt: skip

    def test_saving_the_same_changes_nothing(self, drawn, actor):
        bullet = drawn.bullets.get(text=TEXT)
        services.change_bullet(actor=actor, bullet=bullet, field=SwotField.STRENGTH, text=TEXT, quotes=[])
        assert bullet.origin == Origin.DATA

    def test_quotations_are_only_taken_away(self, drawn, actor):
        bullet = drawn.bullets.get(field=SwotField.WEAKNESS)
        change = {"actor": actor, "bullet": bullet, "field": SwotField.WEAKNESS, "text": bullet.text}
        services.change_bullet(**change, quotes=["Мало времени", "Придумано"])
        assert bullet.quotes == ["Мало времени"]
        services.change_bullet(**change, quotes=[])
        assert bullet.quotes == []

    def test_an_own_line_stands_last(self, drawn, actor):
        services.add_bullet(actor=actor, analysis=drawn, field=SwotField.THREAT, text="Уходит партнёр")
        assert lines(drawn)[-1] == ("threat", "Уходит партнёр", "", "own")

    def test_a_line_is_removed(self, drawn, actor):
        services.remove_bullet(actor=actor, bullet=drawn.bullets.get(text=TEXT))
        assert [field for field, *_rest in lines(drawn)] == ["weakness"]

    def test_nobody_is_named(self, drawn, actor, programme):
        f.PersonFactory(organisation=programme.organisation, last_name="Щёголева")
        bullet = drawn.bullets.get(text=TEXT)
        with pytest.raises(ValidationError, match="«Щёголевой» похоже на имя"):
            services.add_bullet(actor=actor, analysis=drawn, field=SwotField.THREAT, text="У Щёголевой мало часов")
        with pytest.raises(ValidationError, match="похоже на имя"):
            services.change_bullet(actor=actor, bullet=bullet, field="threat", text="Щёголева занята", quotes=[])

    def test_a_draft_is_dropped_with_its_lines(self, drawn, actor):
        services.drop_swot(actor=actor, analysis=drawn)
        assert (SwotAnalysis.objects.count(), SwotBullet.objects.count()) == (0, 0)
        assert JournalEntry.objects.get(action="swot.dropped").details == {"about": "вся программа", "version": 1}


class TestSignature:
    def test_who_and_when(self, drawn, programme, school):
        person = f.TeacherFactory(organisation=school, last_name="Савич", first_name="Пётр", patronymic="Ильич")
        user = f.UserFactory(person=person)
        actor = Actor(user=str(user.pk), role=Role.CURATOR, organisation_path=school.path)
        services.sign_swot(actor=actor, analysis=drawn, today=f.TODAY)
        assert (drawn.signed_on, drawn.signed_by) == (f.TODAY, "П.\u00a0И.\u00a0Савич")

    def test_a_user_without_a_person_signs_by_the_role(self, drawn, actor):
        services.sign_swot(actor=actor, analysis=drawn, today=f.TODAY)
        assert drawn.signed_by == "куратор"

    def test_an_empty_sheet_is_not_signed(self, drawn, actor):
        for bullet in drawn.bullets.all():
            services.remove_bullet(actor=actor, bullet=bullet)
        with pytest.raises(ValidationError, match="Подписывать нечего"):
            services.sign_swot(actor=actor, analysis=drawn, today=f.TODAY)

    def test_what_is_signed_is_frozen(self, drawn, actor):
        services.sign_swot(actor=actor, analysis=drawn, today=f.TODAY)
        bullet = drawn.bullets.first()
        for change in (
            lambda: services.add_bullet(actor=actor, analysis=drawn, field="threat", text="Ещё"),
            lambda: services.change_bullet(actor=actor, bullet=bullet, field="threat", text="Ещё", quotes=[]),
            lambda: services.remove_bullet(actor=actor, bullet=bullet),
            lambda: services.drop_swot(actor=actor, analysis=drawn),
            lambda: services.sign_swot(actor=actor, analysis=drawn, today=f.TODAY),
        ):
            with pytest.raises(ValidationError, match="подписан и больше не меняется"):
                change()

    def test_it_goes_into_the_register_as_it_was_signed(self, drawn, actor):
        paper = documents.make_swot(actor=actor, analysis=drawn, today=f.TODAY)
        assert (paper.pk, paper.kind, paper.signatory, paper.dated) == (drawn.pk, "swot", "куратор", f.TODAY)
        assert str(paper) == "SWOT-анализ программы наставничества: вся программа, версия 1"
        assert paper.data["weaknesses"] == [
            {
                "text": "Чего не хватило, что стоит изменить?",
                "evidence": "Открытый вопрос, n = 4, «Анкета наставляемого на выходе».",
                "quotes": "«Мало времени»",
            }
        ]
        assert paper.data["opportunities"] == [{"text": "Пунктов нет.", "evidence": "", "quotes": ""}]
        assert (paper.data["before"], paper.word.size > 0, paper.pdf.read(4)) == ([], True, b"%PDF")


class TestLastYear:
    @pytest.fixture
    def former(self, programme):
        """Signed a year ago: what is a strength now was a weakness, and there was a threat."""
        year = f.YearFactory(starts_in=programme.year.starts_in - 1)
        earlier = f.ProgrammeFactory(organisation=programme.organisation, year=year)
        analysis = f.SwotFactory(programme=earlier, signed_on=date(2026, 5, 20), signed_by="куратор")
        f.BulletFactory(analysis=analysis, field=SwotField.WEAKNESS, text=TEXT, key="mentee-exit.exit.comfort")
        f.BulletFactory(analysis=analysis, field=SwotField.THREAT, text="Уходит партнёр")
        return analysis

    def test_each_line_knows_where_it_stood(self, drawn, former):
        found = sheet(drawn)
        assert found.former == former
        assert [(row.field.value, [line.before for line in row.lines]) for row in found.fields] == [
            ("strength", [SwotField.WEAKNESS]), ("weakness", [None]), ("opportunity", []), ("threat", []),
        ]  # fmt: skip
        assert [[bullet.text for bullet in row.before] for row in found.fields] == [[], [TEXT], [], ["Уходит партнёр"]]

    def test_it_stands_on_the_paper(self, drawn, former, actor):
        data = documents.make_swot(actor=actor, analysis=drawn, today=f.TODAY).data
        assert (data["before_year"], [row["text"] for row in data["before"]]) == (
            "2025/2026", ["Пунктов нет.", TEXT, "Пунктов нет.", "Уходит партнёр"],
        )  # fmt: skip

    def test_a_draft_of_last_year_is_nothing_to_compare_with(self, drawn, programme):
        year = f.YearFactory(starts_in=programme.year.starts_in - 1)
        f.SwotFactory(programme=f.ProgrammeFactory(organisation=programme.organisation, year=year))
        assert sheet(drawn).former is None

    def test_nor_is_another_school(self, drawn, programme, other_school):
        year = f.YearFactory(starts_in=programme.year.starts_in - 1)
        foreign = f.ProgrammeFactory(organisation=other_school, year=year)
        f.SwotFactory(programme=foreign, signed_on=date(2026, 5, 20), signed_by="куратор")
        assert sheet(drawn).former is None


class TestModels:
    """What the database refuses, in words."""

    def test_a_version_is_there_once(self, programme):
        signed = {"signed_on": f.TODAY, "signed_by": "куратор"}
        f.SwotFactory(programme=programme, **signed)
        with pytest.raises(ValidationError, match="Такая версия SWOT-анализа уже есть"):
            f.SwotFactory(programme=programme, **signed)

    def test_a_form_has_versions_and_a_draft_of_its_own(self, programme):
        form = MentoringForm.objects.first()
        f.SwotFactory(programme=programme)
        f.SwotFactory(programme=programme, form=form)
        with pytest.raises(ValidationError, match="Черновик SWOT-анализа уже есть"):
            f.SwotFactory(programme=programme, form=form, version=2)

    @pytest.mark.parametrize("half", [{"signed_on": f.TODAY}, {"signed_by": "куратор"}])
    def test_a_signature_has_a_day_and_a_signer(self, programme, half):
        with pytest.raises(ValidationError, match="У подписи есть и день, и тот, кто подписал"):
            f.SwotFactory(programme=programme, **half)

    def test_the_whole_programme_stands_first(self, programme):
        for form in (*MentoringForm.objects.order_by("-position")[:2], None):
            f.BulletFactory(analysis=f.SwotFactory(programme=programme, form=form))
        found = [(row.form.position if row.form else None, row.lines) for row in analyses(programme)]
        assert found[0] == (None, 1)
        assert [position for position, _lines in found[1:]] == sorted(position for position, _lines in found[1:])


class TestOfAForm:
    def test_a_form_without_answers_has_no_draft(self, begin, answer):
        answer(4, comfort=9)
        with pytest.raises(ValidationError, match="Данных мало"):
            begin(MentoringForm.objects.first())

    def test_it_is_drawn_up_from_its_own_participants(self, begin, programme, survey):
        first, second = MentoringForm.objects.order_by("position")[:2]
        for form, mark in ((first, 9), (second, 3)):
            for _number in range(3):
                pair = f.MentorshipFactory(programme=programme, form=form, status=MentorshipStatus.ACTIVE)
                f.ResponseFactory(survey=survey, participation=pair.mentees()[0], answers={"comfort": mark})
        drafts = [lines(begin(form)) for form in (first, second)]
        assert [[(field, evidence) for field, _text, evidence, _origin in found] for found in drafts] == [
            [("strength", "среднее 9 из 10, n = 3, «Анкета наставляемого на выходе»")],
            [("weakness", "среднее 3 из 10, n = 3, «Анкета наставляемого на выходе»")],
        ]
