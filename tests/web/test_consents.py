"""Consents: sheets printed and signed, registered, scanned, withdrawn; the terms of an employee who mentors."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nastavnik.accounts.roles import Role
from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope, scoped
from nastavnik.consents import services
from nastavnik.consents.enums import ConsentKind, Signer
from nastavnik.consents.models import Consent, LabourTerms
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus
from tests import factories as f
from tests.web.pages import card, fresh, links, stored, told, words, wrong

MENTORS = "/bases/mentors/"
NOMINATED = ParticipationStatus.NOMINATED
PDF = b"%PDF-1.7 scan"


def to(name, row):
    return reverse(f"consents:{name}", args=[row.pk])


@pytest.fixture
def nominee(programme):
    """Nobody has decided yet; no sheet is signed."""
    return f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)


class TestConsents:
    SIGNED = {"kinds": ["processing", "participation"], "given_on": "2026-11-20", "signed_by": "Лисина Анна Ильинична"}

    def test_sheets_are_recorded_with_who_signed(self, curator, nominee):
        assert told(curator.post(to("give", nominee), self.SIGNED)) == ["Согласия записаны."]
        kept = stored(Consent, person=nominee.person)
        assert {sheet.kind for sheet in kept} == {ConsentKind.PROCESSING, ConsentKind.PARTICIPATION}
        # fourteen years old: the pupil together with the representative
        assert {(sheet.signer, sheet.given_on) for sheet in kept} == {(Signer.BOTH, date(2026, 11, 20))}

    def test_a_minor_needs_a_representative(self, curator, nominee):
        answer = curator.post(to("give", nominee), self.SIGNED | {"signed_by": ""})
        assert wrong(answer) == ["По возрасту подписывает законный представитель: напишите его имя."]
        assert stored(Consent) == []

    def test_a_day_to_come_is_refused(self, curator, nominee):
        answer = curator.post(to("give", nominee), self.SIGNED | {"given_on": "2026-11-22"})
        assert wrong(answer) == ["Дата подписания ещё не наступила."]
        assert stored(Consent) == []

    def test_a_withdrawn_sheet_stops_the_person(self, curator, programme):
        row = f.MenteeFactory(programme=programme)
        sheet = stored(Consent, person=row.person)[0]
        answer = curator.post(to("withdraw", sheet))
        assert told(answer) == ["Согласие отозвано; с этой минуты человек дальше не идёт."]
        assert fresh(sheet).withdrawn_on == f.TODAY
        assert "Дальше без согласий нельзя" in words(curator.get(answer.url))

    def test_a_pile_of_sheets_at_once(self, curator, programme):
        rows = f.MentorFactory.create_batch(2, programme=programme, status=NOMINATED, consents=False)
        values = {"given_on": "2026-11-20", "rows": [row.pk for row in rows]}
        answer = curator.post("/consents/mentor/many/", values)
        assert (answer.url, told(answer)) == (MENTORS, ["Согласия записаны у 2 человек."])
        # a teacher who mentors signs three sheets: data, participation, labour
        assert len(stored(Consent)) == 6

    def test_a_child_without_a_representative_is_named(self, curator, nominee):
        answer = curator.post("/consents/mentee/many/", {"given_on": "2026-11-20", "rows": [nominee.pk]})
        [sentence] = told(answer)
        assert sentence.startswith(nominee.person.short_name)
        assert stored(Consent) == []

    def test_nobody_marked_is_said(self, curator, nominee):
        answer = curator.post("/consents/mentee/many/", {"given_on": "2026-11-20"})
        assert wrong(answer) == ["Отметьте хотя бы одного."]

    def test_a_last_day_is_kept(self, curator, nominee):
        curator.post(to("give", nominee), self.SIGNED | {"valid_until": "2027-08-31"})
        assert {sheet.valid_until for sheet in stored(Consent)} == {date(2027, 8, 31)}
        assert "до 31.08.2027" in card(curator.get(reverse("bases:participation", args=[nominee.pk])), "Согласия")

    def test_one_that_has_run_out_is_given_again(self, curator, nominee):
        f.ConsentFactory(person=nominee.person, given_on=date(2025, 9, 1), valid_until=date(2026, 8, 31))
        page = card(curator.get(reverse("bases:participation", args=[nominee.pk])), "Согласия")
        assert "кончилось 31.08.2026" in page
        curator.post(to("give", nominee), self.SIGNED)
        assert len(stored(Consent, person=nominee.person, kind="processing")) == 2


class TestSheets:
    VALUES = {"kinds": ["processing", "participation"], "grade": "", "until": "2027-08-31", "form": "word"}

    def text(self, answer):
        document = docx.Document(io.BytesIO(answer.content))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)

    def pages(self, answer):
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content)]

    @pytest.fixture
    def child(self, programme):
        person = f.PersonFactory(
            organisation=programme.organisation, last_name="Нечай", first_name="Пётр", patronymic="Ильич",
            birth_date=date(2015, 3, 9), grade=5, letter="Б",
        )  # fmt: skip
        row = f.MenteeFactory(programme=programme, person=person, status=NOMINATED, consents=False)
        guardian = f.PersonFactory(
            organisation=programme.organisation, kind=PersonKind.PARENT, last_name="Нечай", first_name="Анна",
            patronymic="Ильинична", grade=None,
        )  # fmt: skip
        f.GuardianshipFactory(ward=person, guardian=guardian)
        return row

    def test_the_sheet_of_a_child_is_the_representatives(self, curator, child):
        text = self.text(curator.post(to("sheets_of", child), self.VALUES))
        assert "Я, Нечай Анна Ильинична, документ, удостоверяющий личность" in text
        assert "несовершеннолетнего участника программы – Нечай Пётр Ильич, дата рождения 09.03.2015, 5Б," in text
        assert child.programme.organisation.name in text
        assert "не позднее 31.08.2027" in text
        assert text.count("Законный представитель ____") == 2
        assert "Участник программы ____" not in text

    def test_from_fourteen_both_sign(self, curator, nominee):
        text = self.text(curator.post(to("sheets_of", nominee), self.VALUES | {"kinds": ["processing"]}))
        assert "вместе с ним (ней)" in text
        assert "Законный представитель ____" in text
        assert "Участник программы ____" in text

    def test_an_adult_signs_alone(self, curator, programme):
        mentor = f.MentorFactory(programme=programme, consents=False)
        text = self.text(curator.post(to("sheets_of", mentor), self.VALUES))
        assert f"Я, {mentor.person.full_name}" in text
        assert "представитель" not in text.replace("законного представителя", "")

    def test_every_consent_is_a_page_of_its_own(self, curator, child):
        pages = self.pages(curator.post(to("sheets_of", child), self.VALUES | {"form": "pdf"}))
        assert [page.split("\r\n")[0] for page in pages] == [
            "Согласие на обработку персональных данных", "Согласие на участие в программе наставничества",
        ]  # fmt: skip

    def test_a_whole_class_at_once(self, curator, programme, child, nominee):
        answer = curator.post("/consents/mentee/sheets/", self.VALUES | {"grade": "5Б", "form": "pdf"})
        assert len(self.pages(answer)) == 2
        assert "%D0%A1%D0%BE%D0%B3%D0%BB%D0%B0%D1%81%D0%B8%D1%8F.pdf" in answer["Content-Disposition"]
        everybody = curator.post("/consents/mentee/sheets/", self.VALUES | {"form": "pdf"})
        assert len(self.pages(everybody)) == 4

    def test_what_stands_is_not_asked_again(self, curator, child):
        f.ConsentFactory(person=child.person, kind="processing", signer="representative")
        pages = self.pages(curator.post(to("sheets_of", child), self.VALUES | {"form": "pdf"}))
        assert len(pages) == 1

    def test_nothing_to_print_is_said(self, curator, programme):
        mentee = f.MenteeFactory(programme=programme)
        answer = curator.post(to("sheets_of", mentee), self.VALUES)
        assert wrong(answer) == ["Печатать нечего: у выбранных людей эти согласия уже есть."]

    def test_a_day_that_has_passed(self, curator, child):
        answer = curator.post(to("sheets_of", child), self.VALUES | {"until": "2026-11-20"})
        assert answer.context["form"].errors == {"until": ["Этот день уже прошёл."]}

    def test_publication_is_allowed_piece_by_piece(self, curator, child):
        text = self.text(curator.post(to("sheets_of", child), self.VALUES | {"kinds": ["publication"]}))
        assert text.count("☐") == 5
        assert "Условия и запреты" in text

    def test_the_terms_of_an_employee_are_printed(self, curator, programme):
        mentor = f.MentorFactory(programme=programme, consents=False)
        blank = self.text(curator.post(to("sheets_of", mentor), self.VALUES | {"kinds": ["labour"]}))
        assert "статьёй 351.8 Трудового кодекса" in blank
        assert "Размер и условия выплат: ____" in blank
        curator.post(to("labour", mentor.person), LABOUR)
        text = self.text(curator.post(to("sheets_of", mentor), self.VALUES | {"kinds": ["labour"]}))
        assert "Размер и условия выплат: 3000 рублей в месяц" in text
        assert "с 01.12.2026 по 31.05.2027" in text
        assert "не менее чем за три рабочих дня" in text

    def test_a_pupil_has_no_labour_consent(self, curator, programme):
        pupil = f.MentorFactory(
            programme=programme, person=f.PersonFactory(organisation=programme.organisation, grade=10), consents=False
        )
        assert "Печатать нечего" in wrong(curator.post(to("sheets_of", pupil), self.VALUES | {"kinds": ["labour"]}))[0]

    def test_printing_many_names_leaves_an_entry(self, curator, child):
        curator.post(to("sheets_of", child), self.VALUES)
        [entry] = stored(JournalEntry, action="consent.sheets_made")
        assert entry.details == {"sheets": 2, "form": "word"}

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PSYCHOLOGIST])
    def test_others_do_not_print_them(self, client_as, child, role):
        assert client_as(role).post(to("sheets_of", child), self.VALUES).status_code == 403

    @pytest.mark.parametrize("count", [2, 12])
    def test_many_people_cost_as_much_as_few(self, curator, programme, django_assert_max_num_queries, count):
        f.MenteeFactory.create_batch(count, programme=programme, status=NOMINATED, consents=False)
        with django_assert_max_num_queries(30):
            answer = curator.post("/consents/mentee/sheets/", self.VALUES)
        assert self.text(answer).count("Согласие на участие") == count


class TestScans:
    @pytest.fixture
    def sheet(self, programme):
        return stored(Consent, person=f.MenteeFactory(programme=programme).person)[0]

    def put(self, client, sheet, content=PDF, name="Нечай Пётр.pdf"):
        return client.post(to("scan", sheet), {"scan": SimpleUploadedFile(name, content)})

    def test_it_is_kept_without_the_name_a_person_gave_it(self, curator, sheet):
        assert told(self.put(curator, sheet)) == ["Скан приложен."]
        kept = fresh(sheet).scan
        assert kept.read() == PDF
        assert kept.name.startswith(f"consents/{sheet.pk}")
        assert "Нечай" not in kept.name

    def test_it_is_opened_and_that_leaves_an_entry(self, curator, sheet):
        self.put(curator, sheet)
        answer = curator.get(to("read_scan", sheet))
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        assert [entry.subject_id for entry in stored(JournalEntry, action="consent.scan_read")] == [str(sheet.pk)]

    def test_a_newer_one_takes_its_place(self, curator, sheet, django_capture_on_commit_callbacks):
        self.put(curator, sheet)
        former = fresh(sheet).scan
        with django_capture_on_commit_callbacks(execute=True):
            self.put(curator, sheet, b"\x89PNG\r\n\x1a\n new", "new.pdf")
        assert fresh(sheet).scan.name.endswith(".png")
        assert not former.storage.exists(former.name)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"<html><script>", "«Нечай Пётр.pdf» – не скан: нужен файл PDF, JPEG или PNG."),
            (b"PK\x03\x04", "«Нечай Пётр.pdf» – не скан: нужен файл PDF, JPEG или PNG."),
            (PDF + b"\0" * (10 * 1024 * 1024), "Файл «Нечай Пётр.pdf» больше 10 МБ."),
        ],
        ids=["html", "zip", "large"],
    )
    def test_what_is_no_scan_is_refused_whatever_its_name(self, curator, sheet, content, sentence):
        answer = self.put(curator, sheet, content)
        assert answer.context["form"].errors == {"scan": [sentence]}
        assert not fresh(sheet).scan

    def test_where_the_row_cannot_be_kept_no_file_stays(self, actor, sheet, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        sheet.given_on = None
        with scoped(Scope(branch=actor.organisation_path)), pytest.raises(ValidationError):
            services.keep_scan(actor=actor, consent=sheet, scan=SimpleUploadedFile("лист.pdf", PDF))
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        assert not fresh(sheet).scan

    def test_there_is_none_to_open(self, curator, sheet):
        assert curator.get(to("read_scan", sheet)).status_code == 404

    def test_a_neighbours_sheet_is_not_there(self, curator, other_school):
        sheet = f.ConsentFactory(person=f.PersonFactory(organisation=other_school))
        assert self.put(curator, sheet).status_code == 404
        assert not fresh(sheet).scan

    def test_others_do_not_open_it(self, client_as, sheet):
        for role in (Role.DIRECTOR, Role.PSYCHOLOGIST):
            assert client_as(role).get(to("read_scan", sheet)).status_code == 403


LABOUR = {
    "content": "Помощь молодому педагогу", "work_form": "индивидуальная", "pay": "3000 рублей в месяц",
    "starts_on": "2026-12-01", "ends_on": "2027-05-31", "addendum": "№ 4 от 30.11.2026",
}  # fmt: skip


class TestLabour:
    @pytest.fixture
    def mentor(self, programme):
        return f.MentorFactory(programme=programme, consents=False)

    @pytest.fixture
    def terms(self, curator, mentor):
        curator.post(to("labour", mentor.person), LABOUR)
        return stored(LabourTerms)[0]

    def end(self, client, mentor, **values):
        given = {"noticed_by": "employee", "noticed_on": "2027-02-15", "ends_on": "2027-02-18"} | values
        return client.post(to("end_labour", mentor.person), given)

    def test_they_are_shown_with_the_mentor(self, curator, mentor, terms):
        page = card(curator.get(reverse("bases:participation", args=[mentor.pk])), "Условия наставничества работника")
        assert "3000 рублей в месяц Срок 01.12.2026 – 31.05.2027 Дополнительное соглашение № 4 от 30.11.2026" in page

    def test_the_consent_lasts_as_long_as_they_do(self, curator, mentor, terms):
        curator.post(to("give", mentor), {"kinds": ["labour", "processing"], "given_on": "2026-11-20"})
        until = {sheet.kind: sheet.valid_until for sheet in stored(Consent)}
        assert until == {"labour": date(2027, 5, 31), "processing": None}

    def test_an_end_before_the_start_is_refused(self, curator, mentor):
        answer = curator.post(to("labour", mentor.person), LABOUR | {"ends_on": "2026-11-30"})
        assert wrong(answer) == ["Конец раньше начала."]
        assert stored(LabourTerms) == []

    def test_ended_early_with_notice_the_consent_ends_too(self, curator, mentor, terms):
        curator.post(to("give", mentor), {"kinds": ["labour"], "given_on": "2026-11-20"})
        # Monday the 15th to Thursday the 18th: three working days
        assert told(self.end(curator, mentor))[-1] == "Работа по наставничеству прекращается с записанного дня."
        assert (fresh(terms).noticed_by, terms.ends_on) == ("employee", date(2027, 2, 18))
        assert stored(Consent, kind="labour")[0].valid_until == date(2027, 2, 18)
        assert to("end_labour", mentor.person) not in links(
            curator.get(reverse("bases:participation", args=[mentor.pk]))
        )

    @pytest.mark.parametrize(
        ("noticed_on", "ends_on"),
        [
            ("2027-02-15", "2027-02-17"),
            ("2027-02-19", "2027-02-24"),
            ("2027-03-05", "2027-03-10"),
            ("2027-02-15", "2027-02-15"),
        ],
    )
    def test_fewer_than_three_working_days_are_refused(self, curator, mentor, terms, noticed_on, ends_on):
        """Over a week-end and over the 23rd of February and the 8th of March the calendar counts, not the days."""
        answer = self.end(curator, mentor, noticed_on=noticed_on, ends_on=ends_on)
        assert answer.context["form"].errors == {
            "ends_on": ["Между предупреждением и последним днём – не меньше трёх рабочих дней."]
        }
        assert fresh(terms).noticed_on is None

    @pytest.mark.parametrize(
        "values",
        [
            {"noticed_on": "2026-11-30"},
            {"ends_on": "2027-06-01"},
            {"noticed_on": "2027-02-20", "ends_on": "2027-02-18"},
        ],
    )
    def test_days_beyond_the_term_are_refused(self, curator, mentor, terms, values):
        assert wrong(self.end(curator, mentor, **values)) == [
            "Предупреждение и последний день лежат внутри срока работы."
        ]

    def test_a_pupil_has_no_terms(self, curator, nominee):
        assert curator.post(to("labour", nominee.person), LABOUR).status_code == 404

    def test_a_neighbours_worker_is_not_there(self, curator, other_school):
        stranger = f.TeacherFactory(organisation=other_school)
        assert curator.post(to("labour", stranger), LABOUR).status_code == 404
