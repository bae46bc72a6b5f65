"""Making papers: the data are frozen, the files kept, numbers not given twice, nothing half-written."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.documents import services
from nastavnik.documents.models import Document
from nastavnik.documents.queries import register
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.programmes.enums import ProgrammeStatus
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
APPROVED, ACTIVE = MentorshipStatus.APPROVED, MentorshipStatus.ACTIVE
END = date(2027, 5, 31)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pair(programme):
    return f.MentorshipFactory(programme=programme, status=APPROVED, starts_on=None, ends_on=None)


@pytest.fixture
def make(actor, programme):
    def make(number="7-о", dated=f.TODAY, ends_on=END):
        return services.make_pair_order(actor=actor, programme=programme, number=number, dated=dated, ends_on=ends_on)

    return make


class TestOrder:
    def test_it_is_registered_with_its_files(self, make, pair, school):
        made = make()
        assert (made.kind, made.number, made.dated, made.organisation) == ("pair_order", "7-о", f.TODAY, school)
        assert (made.title, made.signatory) == (
            "Приказ «Об утверждении наставнических пар/групп»",
            "Н.\u00a0А.\u00a0Хмель",
        )
        assert made.word.read(2) == b"PK"
        assert made.pdf.read(5) == b"%PDF-"

    def test_the_pairs_begin_to_work(self, make, pair):
        make()
        pair.refresh_from_db()
        assert (pair.status, pair.starts_on, pair.ends_on) == (ACTIVE, f.TODAY, END)

    def test_only_approved_ones_are_in_it(self, make, pair, programme):
        f.MentorshipFactory(programme=programme, status="draft")
        assert len(make().data["rows"]) == 1

    def test_later_changes_of_people_do_not_change_the_paper(self, make, pair):
        made = make()
        before = made.data["rows"][0]["mentor"]
        with everything():
            someone = pair.mentor.person
            someone.last_name = "Переименов"
            someone.store()
        made.refresh_from_db()
        assert made.data["rows"][0]["mentor"] == before

    def test_the_journal_names_the_paper(self, make, pair):
        made = make()
        entry = JournalEntry.objects.get(action="document.order_made")
        assert (entry.subject_id, entry.details) == (str(made.pk), {"pairs": 1})

    def test_nothing_approved_nothing_made(self, make, programme):
        f.MentorshipFactory(programme=programme, status="proposed")
        with pytest.raises(ValidationError, match="сначала директор утверждает"):
            make()
        assert not Document.objects.exists()

    @pytest.mark.parametrize("ends_on", [f.TODAY, date(2026, 11, 20)])
    def test_pairs_work_at_least_a_day(self, make, pair, ends_on):
        with pytest.raises(ValidationError) as caught:
            make(ends_on=ends_on)
        assert list(caught.value.message_dict) == ["ends_on"]

    def test_a_number_is_given_once(self, make, pair, programme, tmp_path):
        make()
        second = f.MentorshipFactory(programme=programme, status=APPROVED)
        files = sorted(tmp_path.rglob("*.*"))
        with pytest.raises(ValidationError, match="с таким номером уже есть"):
            make()
        second.refresh_from_db()
        assert second.status == APPROVED
        assert sorted(tmp_path.rglob("*.*")) == files

    def test_a_neighbour_may_have_the_same(self, make, pair, other_school):
        f.DocumentFactory(programme=f.ProgrammeFactory(organisation=other_school), kind="pair_order", number="7-о")
        assert make().number == "7-о"

    def test_a_completed_programme_makes_none(self, make, pair, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        with pytest.raises(ValidationError, match="Программа завершена"):
            make()


class TestReport:
    def make(self, actor, programme):
        return services.make_report(actor=actor, programme=programme, dated=f.TODAY, conclusions="Итоги.")

    def test_it_needs_no_number_and_there_may_be_several(self, actor, programme):
        for _time in range(2):
            self.make(actor, programme)
        assert [(row.kind, row.number) for row in register(programme)] == [("programme_report", "")] * 2

    def test_it_is_made_of_a_completed_programme_too(self, actor, programme):
        with everything():
            programme.status = ProgrammeStatus.COMPLETED
            programme.store()
        assert self.make(actor, programme).data["conclusions"] == ["Итоги."]


def test_taking_a_paper_away_leaves_an_entry(actor, programme):
    paper = f.DocumentFactory(programme=programme)
    services.take_document(actor=actor, document=paper, form="pdf")
    entry = JournalEntry.objects.get()
    assert (entry.action, entry.subject_id, entry.details) == ("document.read", str(paper.pk), {"form": "pdf"})


def test_the_register_is_of_one_programme(programme, school):
    f.DocumentFactory(programme=f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2025)))
    mine = f.DocumentFactory(programme=programme)
    assert list(register(programme)) == [mine]
