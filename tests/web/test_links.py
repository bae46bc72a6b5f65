"""What people without an account do by a link: they answer, consent, propose; and nothing else."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.consents.models import Consent
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.rules import token_of
from nastavnik.programmes.enums import Channel, ParticipationStatus, ProgrammeStatus
from nastavnik.programmes.models import Nomination, Participation
from nastavnik.questionnaires.models import Response
from nastavnik.questionnaires.registry import QUESTIONNAIRES
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

IMPACT = {question.code: "7" for question in QUESTIONNAIRES["mentee-impact"].questions}
NOMINATIONS = "/nominations/"


def address(link, *more):
    return reverse("links:answer" if more else "links:start", args=[token_of(link), *more])


@pytest.fixture
def visitor(db):
    """Somebody with a phone and no account."""
    return Client()


@pytest.fixture
def mentee(programme):
    return f.MenteeFactory(programme=programme)


class TestRefused:
    @pytest.mark.parametrize("token", ["x", "0" * 32, "..", "%2e"])
    def test_nonsense_is_told_in_a_sentence(self, visitor, token):
        answer = visitor.get(f"/links/{token}/")
        assert answer.status_code == 404
        assert "Такой ссылки нет" in words(answer) or "Страница не найдена" in words(answer)

    def test_an_expired_one_says_when(self, visitor, mentee):
        link = f.LinkFactory(person=mentee.person, expires_on=date(2026, 11, 20))
        answer = visitor.get(address(link))
        assert answer.status_code == 404
        assert "Срок этой ссылки кончился 20.11.2026." in words(answer)

    def test_a_link_to_answer_does_not_let_in_anywhere_else(self, visitor, mentee):
        link = f.LinkFactory(person=mentee.person)
        visitor.get(address(link))
        for url in ("/", "/pairs/", "/work/", f"/bases/participants/{mentee.pk}/"):
            assert visitor.get(url).url.startswith("/account/login/")

    def test_pages_of_links_are_stored_nowhere_and_lead_nowhere(self, visitor, mentee):
        answer = visitor.get(address(f.LinkFactory(person=mentee.person)))
        assert "no-store" in answer["Cache-Control"]
        # no stricter: a browser that hides the page from itself sends its forms as from nowhere, and they are refused
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not [url for url in links(answer) if not url.startswith(("/links/", "/language/"))]


class TestAnswering:
    @pytest.fixture
    def survey(self, programme):
        return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")

    @pytest.fixture
    def link(self, mentee):
        return f.LinkFactory(person=mentee.person)

    def test_ones_own_questionnaires_are_listed(self, visitor, link, survey, mentee):
        page = words(visitor.get(address(link)))
        assert f"{mentee.person.full_name} Показатели наставляемого, на входе ждём ответа" in page

    def test_answers_are_kept_as_the_persons_own(self, visitor, link, survey, mentee):
        answer = visitor.post(address(link, survey.pk), IMPACT)
        assert answer.url == address(link)
        [kept] = stored(Response)
        assert (kept.participation_id, kept.entered_by_staff) == (mentee.pk, False)
        [entry] = stored(JournalEntry, action="survey.answered")
        assert (entry.actor, entry.role) == ("", "link")

    def test_missing_answers_are_asked_for_and_nothing_is_lost(self, visitor, link, survey):
        answer = visitor.post(address(link, survey.pk), IMPACT | {"mood": ""})
        assert answer.context["form"].errors == {"mood": ["Ответьте на этот вопрос."]}
        assert answer.context["form"]["clubs"].value() == "7"
        assert stored(Response) == []

    def test_another_programmes_survey_is_not_there(self, visitor, link, other_school):
        other = f.SurveyFactory(programme=f.ProgrammeFactory(organisation=other_school), questionnaire="mentee-impact")
        assert visitor.get(address(link, other.pk)).status_code == 404

    def test_a_signed_in_colleague_does_not_answer_with_more_rights(self, curator, link, survey):
        """A link opened where somebody is signed in acts as the link, not as the colleague."""
        curator.post(address(link, survey.pk), IMPACT)
        [entry] = stored(JournalEntry, action="survey.answered")
        assert (entry.actor, entry.role) == ("", "link")

    def test_in_the_journal_the_link_has_words(self, curator, visitor, link, survey):
        visitor.post(address(link, survey.pk), IMPACT)
        assert "по личной ссылке Получен ответ на анкету" in words(curator.get("/journal/"))

    def test_cards_for_those_who_have_not_answered(self, curator, visitor, survey, mentee, programme):
        silent = f.MenteeFactory(programme=programme)
        f.ResponseFactory(survey=survey, participation=mentee)
        answer = curator.post(reverse("surveys:cards", args=[survey.pk]))
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
        assert silent.person.last_name in text
        assert mentee.person.last_name not in text
        [link] = stored(PersonalLink)
        assert link.person_id == silent.person_id
        # where an address breaks after a hyphen, the reader of PDF has a sign of its own
        assert re.sub("[^0-9A-Za-z]", "", token_of(link)) in re.sub("[^0-9A-Za-z]", "", text)
        assert visitor.get(address(link)).status_code == 200

    def test_nobody_left_to_answer(self, curator, survey):
        assert told(curator.post(reverse("surveys:cards", args=[survey.pk]))) == ["Ссылки давать некому."]


class TestConsent:
    @pytest.fixture
    def nominee(self, programme):
        """Born in May 2012: fourteen, so both sign."""
        return f.MenteeFactory(programme=programme, status=ParticipationStatus.NOMINATED, consents=False)

    @pytest.fixture
    def given(self, curator, nominee):
        page = curator.post(reverse("consents:link", args=[nominee.pk]))
        return page.context["link"], page.context["codes"]

    def values(self, codes, **more):
        return {
            "kinds": ["processing", "participation"], "representative": "Лисина Анна Ильинична",
            "representative_code": codes.get("representative", ""), "own_code": codes.get("own", ""), **more,
        }  # fmt: skip

    def test_the_curator_sees_the_codes_once(self, curator, nominee, given):
        link, codes = given
        assert set(codes) == {"own", "representative"}
        page = curator.get(reverse("bases:participation", args=[nominee.pk]))
        assert not any(code in words(page) for code in codes.values())
        assert link.expires_on == date(2026, 12, 5)

    def test_every_sheet_is_read_and_ticked_apart(self, visitor, given):
        page = visitor.get(address(given[0]))
        assert "Согласие на обработку персональных данных" in words(page)
        assert "Согласие на участие в программе наставничества" in words(page)
        assert page.content.decode().count('type="checkbox"') == 2

    def test_confirmed_it_stands_and_the_link_is_closed(self, visitor, curator, nominee, given):
        link, codes = given
        assert "Согласия записаны. Спасибо!" in words(visitor.post(address(link), self.values(codes)))
        kept = stored(Consent, person=nominee.person)
        assert {sheet.kind for sheet in kept} == {"processing", "participation"}
        assert {(sheet.signer, sheet.signed_by) for sheet in kept} == {("both", "Лисина Анна Ильинична")}
        assert visitor.get(address(link)).status_code == 404
        page = words(curator.get(reverse("bases:participation", args=[nominee.pk])))
        assert "Дальше без согласий нельзя" not in page

    def test_one_of_two_may_be_withheld(self, visitor, nominee, given):
        link, codes = given
        visitor.post(address(link), self.values(codes, kinds=["participation"]))
        assert [sheet.kind for sheet in stored(Consent, person=nominee.person)] == ["participation"]

    @pytest.mark.parametrize("who", ["own_code", "representative_code"])
    def test_a_wrong_code_is_refused_and_counted(self, visitor, given, who):
        link, codes = given
        answer = visitor.post(address(link), self.values(codes, **{who: "000000"}))
        assert wrong(answer) == ["Код не подходит. Проверьте его или попросите у куратора новый."]
        assert stored(Consent, kind="processing") == []
        assert fresh(link).wrong_codes == 1

    def test_five_wrong_codes_close_it_even_for_the_right_one(self, visitor, given):
        link, codes = given
        for _try in range(5):
            visitor.post(address(link), self.values(codes, own_code="000000"))
        answer = visitor.post(address(link), self.values(codes))
        assert answer.status_code == 404
        assert stored(Consent, kind="processing") == []

    def test_nothing_ticked_is_nothing_given(self, visitor, given):
        link, codes = given
        answer = visitor.post(address(link), self.values(codes, kinds=[]))
        assert answer.context["form"].errors == {"kinds": ["Отметьте хотя бы одно согласие."]}

    def test_under_fourteen_only_the_representative_has_a_code(self, curator, visitor, programme):
        child = f.PersonFactory(organisation=programme.organisation, birth_date=date(2015, 1, 1))
        row = f.MenteeFactory(programme=programme, person=child, status="nominated", consents=False)
        page = curator.post(reverse("consents:link", args=[row.pk]))
        assert set(page.context["codes"]) == {"representative"}
        form = visitor.get(address(page.context["link"])).context["form"]
        assert "own_code" not in form.fields

    def test_an_adult_confirms_alone(self, curator, visitor, programme):
        row = f.MentorFactory(programme=programme, consents=False)
        page = curator.post(reverse("consents:link", args=[row.pk]))
        values = {"kinds": ["processing", "participation", "labour"], "own_code": page.context["codes"]["own"]}
        visitor.post(address(page.context["link"]), values)
        assert {(sheet.kind, sheet.signer) for sheet in stored(Consent, person=row.person)} == {
            ("processing", "self"), ("participation", "self"), ("labour", "self"),
        }  # fmt: skip

    def test_nothing_is_asked_twice(self, visitor, nominee, given):
        with everything():
            f.give_consents(nominee)
        assert "Все нужные согласия уже есть." in words(visitor.get(address(given[0])))

    def test_others_do_not_make_such_links(self, client_as, nominee):
        assert client_as(Role.DIRECTOR).post(reverse("consents:link", args=[nominee.pk])).status_code == 403


class TestNominating:
    VALUES = {
        "last_name": "Нечай", "first_name": "Пётр", "patronymic": "", "grade": "5", "letter": "«б»",
        "competences": "математика\nчтение",
        "reason": "Стесняется", "proposed_by": "мама, Анна Ильинична", "contact": "+7 900 000-00-00",
    }  # fmt: skip

    @pytest.fixture
    def link(self, programme):
        return f.LinkFactory(
            person=None, organisation=programme.organisation, purpose=LinkPurpose.NOMINATE, topic=Channel.PARENT
        )

    def test_a_parent_proposes(self, visitor, link, programme):
        page = visitor.post(address(link), self.VALUES)
        assert "Куратор программы рассмотрит предложение." in words(page)
        [row] = stored(Nomination)
        assert (row.full_name, row.class_name, row.channel) == ("Нечай Пётр", "5Б", Channel.PARENT)
        assert row.competences == ["математика", "чтение"]
        assert stored(Participation) == []

    @pytest.mark.parametrize(
        "missing", [{"last_name": ""}, {"competences": " "}, {"proposed_by": ""}, {"grade": "12"}, {"letter": "7"}]
    )
    def test_what_is_missing_or_cannot_be_is_named(self, visitor, link, missing):
        answer = visitor.post(address(link), self.VALUES | missing)
        assert list(answer.context["form"].errors) == list(missing)
        assert stored(Nomination) == []

    def test_a_pupil_who_proposes_himself_is_not_asked_who_he_is(self, visitor, programme):
        link = f.LinkFactory(
            person=None, organisation=programme.organisation, purpose=LinkPurpose.NOMINATE, topic="self"
        )
        page = visitor.get(address(link))
        assert "Расскажите о себе" in words(page)
        assert "proposed_by" not in page.context["form"].fields

    def test_a_completed_programme_takes_none(self, visitor, link, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        answer = visitor.post(address(link), self.VALUES)
        assert "Программа сейчас не принимает предложений." in words(answer)
        assert stored(Nomination) == []

    def test_no_child_of_the_school_is_shown(self, visitor, link, mentee):
        assert mentee.person.last_name not in words(visitor.get(address(link)))


class TestDeciding:
    def accept(self, client, row, person=""):
        return client.post(
            reverse("nominations:accept", args=[row.pk]), {f"{row.pk}-person": getattr(person, "pk", person)}
        )

    @pytest.fixture
    def row(self, programme):
        return f.NominationFactory(programme=programme, last_name="Нечай", first_name="Пётр", grade=5, letter="Б")

    def test_it_waits_with_its_channel_and_words(self, curator, row):
        page = card(curator.get(NOMINATIONS), "Нечай Пётр, 5Б")
        assert "родитель" in page
        assert "математика" in page
        assert "Предложения: 1" in words(curator.get("/bases/mentees/"))

    def test_somebody_new_is_written_down(self, curator, row, programme):
        assert told(self.accept(curator, row)) == ["Принято: человек в базе наставляемых."]
        [joined] = stored(Participation, programme=programme)
        assert (joined.person.full_name, joined.person.class_name, joined.channel) == ("Нечай Пётр", "5Б", "parent")
        assert joined.competences == ["математика"]
        assert fresh(row).participation_id == joined.pk

    def test_a_known_child_is_proposed_in_spite_of_slips(self, curator, row, programme):
        known = f.PersonFactory(organisation=programme.organisation, last_name="Ничай", first_name="Петр", grade=5)
        form = curator.get(NOMINATIONS).context["waiting"][0][1]
        assert form["person"].initial == str(known.pk)
        self.accept(curator, row, known)
        assert [joined.person_id for joined in stored(Participation)] == [known.pk]

    def test_a_namesake_of_another_class_is_offered_but_not_chosen(self, curator, row, programme):
        other = f.PersonFactory(organisation=programme.organisation, last_name="Нечай", first_name="Пётр", grade=9)
        form = curator.get(NOMINATIONS).context["waiting"][0][1]
        assert form["person"].initial == ""
        assert str(other.pk) in dict(form.fields["person"].choices)

    def test_two_proposals_of_one_child_become_one_participation(self, curator, row, programme):
        self.accept(curator, row)
        [joined] = stored(Participation)
        second = f.NominationFactory(
            programme=programme,
            last_name="Нечай",
            first_name="Пётр",
            channel="psychologist",
            competences=["чтение", "математика"],
        )
        self.accept(curator, second, joined.person)
        [same] = stored(Participation)
        assert (same.pk, same.competences, same.channel) == (joined.pk, ["математика", "чтение"], "parent")

    def test_it_is_decided_once(self, curator, row):
        self.accept(curator, row)
        assert told(self.accept(curator, row))[-1] == "Это предложение уже рассмотрено."
        assert len(stored(Participation)) == 1

    def test_it_is_declined(self, curator, row):
        assert told(curator.post(reverse("nominations:decline", args=[row.pk]))) == ["Предложение отклонено."]
        assert "Предложений нет" in words(curator.get(NOMINATIONS))
        assert stored(Participation) == []

    def test_a_stranger_cannot_be_chosen(self, curator, row, other_school):
        stranger = f.PersonFactory(organisation=other_school, last_name="Нечай", first_name="Пётр")
        self.accept(curator, row, stranger)
        assert stored(Participation) == []

    @pytest.mark.parametrize("count", [1, 12])
    def test_many_cost_as_much_as_one(self, curator, programme, django_assert_max_num_queries, count):
        for row in f.NominationFactory.create_batch(count, programme=programme):
            f.PersonFactory(organisation=programme.organisation, last_name=row.last_name)
        with django_assert_max_num_queries(19):
            assert len(curator.get(NOMINATIONS).context["waiting"]) == count


class TestGivingLinks:
    def test_one_is_made_for_a_channel_and_shown_with_its_code(self, curator, programme):
        curator.post("/nominations/links/add/", {"channel": "teacher", "expires_on": "2027-05-31"})
        [link] = stored(PersonalLink)
        assert (link.topic, link.person_id, link.expires_on) == ("teacher", None, date(2027, 5, 31))
        page = curator.get(NOMINATIONS)
        assert f"http://testserver{address(link)}" in words(page)
        assert "QR-код: предлагает классный руководитель" in page.content.decode()

    def test_closed_it_opens_no_more(self, curator, visitor, programme):
        link = f.LinkFactory(person=None, organisation=programme.organisation, purpose="nominate", topic="parent")
        assert told(curator.post(reverse("nominations:close_link", args=[link.pk]))) == ["Ссылка закрыта."]
        assert "Эта ссылка уже закрыта." in words(visitor.get(address(link)))

    @pytest.mark.parametrize(
        "values", [{"channel": "list", "expires_on": "2027-05-31"}, {"channel": "parent", "expires_on": ""}]
    )
    def test_nonsense_makes_none(self, curator, programme, values):
        answer = curator.post("/nominations/links/add/", values)
        assert answer.context["form"].errors
        assert stored(PersonalLink) == []

    def test_a_day_that_has_passed_is_said_and_what_was_chosen_stays(self, curator, programme):
        answer = curator.post("/nominations/links/add/", {"channel": "psychologist", "expires_on": "2026-11-20"})
        assert answer.context["form"].errors == {"expires_on": ["Этот день уже прошёл."]}
        html = answer.content.decode()
        assert '<option value="psychologist" selected>' in html
        assert 'value="2026-11-20"' in html
        assert "Предложений нет" in words(answer)

    def test_the_psychologist_looks_elsewhere(self, client_as, programme):
        assert client_as(Role.PSYCHOLOGIST).get(NOMINATIONS).status_code == 403
