"""What the pages ask about runs and proposals."""

from __future__ import annotations

import pytest

from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.matching.queries import (
    Step,
    certificate,
    latest_runs,
    more_places,
    proposals,
    unmatched,
    waiting_proposals,
    with_people,
)
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.programmes.models import MentoringForm
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def run(programme):
    return f.RunFactory(programme=programme)


def placed(row, status):
    f.MentorshipFactory(programme=row.run.programme, mentees=[row.mentee], status=status)


class TestLatestRuns:
    def test_the_newest_of_each_form(self, programme):
        f.RunFactory(programme=programme)
        newest = f.RunFactory(programme=programme)
        other = f.RunFactory(programme=programme, form=MentoringForm.objects.get(code="pupil-pupil"))
        assert latest_runs(programme) == [other, newest]

    def test_none_yet(self, programme):
        assert latest_runs(programme) == []

    def test_of_this_programme_only(self, programme, other_school):
        f.RunFactory(programme__organisation=other_school)
        assert latest_runs(programme) == []

    def test_one_query(self, programme, run, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert [row.form.code for row in latest_runs(programme)] == ["teacher-pupil"]


class TestSettled:
    def settled(self, row):
        return with_people(Proposal.objects.filter(pk=row.pk)).get().settled

    def test_a_mentee_who_still_waits(self, run):
        assert self.settled(f.ProposalFactory(run=run)) is False

    @pytest.mark.parametrize("status", ["draft", "proposed", "approved", "active", "completed"])
    def test_a_mentee_who_has_or_had_a_mentor(self, run, status):
        row = f.ProposalFactory(run=run)
        placed(row, status)
        assert self.settled(row) is True

    def test_a_mentee_whose_pair_was_ended(self, run):
        row = f.ProposalFactory(run=run)
        placed(row, MentorshipStatus.ENDED)
        assert self.settled(row) is False

    def test_a_pair_of_the_mentor_with_somebody_else_settles_nothing(self, run):
        row = f.ProposalFactory(run=run)
        f.MentorshipFactory(programme=run.programme, mentor=row.mentor)
        assert self.settled(row) is False


class TestProposals:
    def test_best_first(self, run):
        low, high = f.ProposalFactory(run=run, score="0.400"), f.ProposalFactory(run=run, score="0.900")
        assert proposals(run) == [high, low]

    def test_the_other_mentors_with_their_names(self, run):
        other = f.MentorFactory(programme=run.programme)
        entry = {"mentor": str(other.pk), "score": 0.7, "difference": -0.1}
        f.ProposalFactory(run=run, alternatives=[entry])
        assert proposals(run)[0].others == [{**entry, "participation": other, "lower": 0.1}]

    def test_another_mentor_who_is_gone_is_left_out(self, run):
        gone = {"mentor": "01900000-0000-7000-8000-000000000000", "score": 0.7, "difference": -0.1}
        f.ProposalFactory(run=run, alternatives=[gone])
        assert proposals(run)[0].others == []

    def test_two_queries_whatever_their_number(self, run, django_assert_num_queries):
        others = [{"mentor": str(f.MentorFactory(programme=run.programme).pk), "score": 0.7, "difference": -0.1}]
        f.ProposalFactory.create_batch(3, run=run, alternatives=others)
        with django_assert_num_queries(2):
            assert len([str(row) + str(row.run.form) + str(row.others) for row in proposals(run)]) == 3

    def test_of_this_run_only(self, run, programme):
        f.ProposalFactory(run__programme=programme)
        assert proposals(run) == []


class TestUnmatched:
    def test_the_mentee_and_why(self, programme):
        mentee = f.MenteeFactory(programme=programme)
        why = [{"text": "Ни один наставник не подходит.", "params": {}}]
        run = f.RunFactory(programme=programme, unmatched=[{"mentee": str(mentee.pk), "reasons": why}])
        (found,) = unmatched(run)
        assert (found.mentee, found.reasons) == (mentee, why)

    def test_nobody(self, run):
        assert unmatched(run) == []


class TestMorePlaces:
    def kept(self, programme, *mentors):
        entries = [{"mentor": str(mentor.pk), "served": 1, "total": 0.925} for mentor in mentors]
        return f.RunFactory(programme=programme, more_places=entries)

    def test_the_mentor_and_what_it_brings(self, programme):
        mentor, other = f.MentorFactory.create_batch(2, programme=programme)
        [first, second] = more_places(self.kept(programme, other, mentor))
        assert (first.mentor, second.mentor) == (other, mentor)
        assert (first.served, first.total) == (1, 0.925)

    def test_who_withdrew_is_not_named(self, programme):
        assert more_places(self.kept(programme, f.MentorFactory(programme=programme, consents=False))) == []


class TestCertificate:
    def kept(self, programme, mentor):
        level = {"name": "most", "value": 7, "prices": {str(mentor.pk): 3}, "bounds": []}
        cover = {"name": "tier", "value": 1, "prices": {str(mentor.pk): 0}, "bounds": [2]}
        return f.RunFactory(programme=programme, proof={"covers": [cover], "levels": [level]})

    def test_each_step_with_the_prices_above_nought(self, programme):
        mentor = f.MentorFactory(programme=programme)
        assert certificate(self.kept(programme, mentor)) == [
            Step("Наставник есть у стольких, очередь 2 и выше", 1, []),
            Step("Нуждаемость и совместимость вместе", 7, [(mentor, 3)]),
        ]

    def test_who_withdrew_is_not_named(self, programme):
        mentor = f.MentorFactory(programme=programme, consents=False)
        assert [step.prices for step in certificate(self.kept(programme, mentor))] == [[], []]

    def test_none_before_it_is_done(self, run):
        assert certificate(run) == []


class TestWaiting:
    def test_proposals_nobody_has_taken_yet(self, run):
        f.ProposalFactory.create_batch(2, run=run)
        assert waiting_proposals(run.programme) == 2

    @pytest.mark.parametrize(("status", "waiting"), [("draft", 0), ("active", 0), ("completed", 0), ("ended", 1)])
    def test_they_wait_while_the_mentee_has_no_mentor(self, run, status, waiting):
        placed(f.ProposalFactory(run=run), status)
        assert waiting_proposals(run.programme) == waiting

    def test_only_the_newest_run_of_a_form_counts(self, programme):
        f.ProposalFactory(run__programme=programme)
        f.ProposalFactory.create_batch(2, run=f.RunFactory(programme=programme))
        assert waiting_proposals(programme) == 2

    def test_each_form_has_its_newest_run(self, programme):
        f.ProposalFactory(run__programme=programme)
        f.ProposalFactory(run__programme=programme, run__form=MentoringForm.objects.get(code="pupil-pupil"))
        assert waiting_proposals(programme) == 2

    def test_a_newer_empty_run_replaces_the_old_proposals(self, programme):
        f.ProposalFactory(run__programme=programme)
        f.RunFactory(programme=programme)
        assert waiting_proposals(programme) == 0

    def test_those_of_another_programme_do_not_count(self, programme, other_school):
        f.ProposalFactory(run__programme__organisation=other_school)
        assert waiting_proposals(programme) == 0


def test_a_run_and_a_proposal_in_words(run):
    row = f.ProposalFactory(run=run)
    assert str(run) == "учитель – ученик, 21.11.2026 10:00"
    assert str(row) == f"{row.mentor.person} – наставник – {row.mentee.person} – наставляемый"


def test_another_schools_runs_and_proposals_are_invisible(other_school):
    f.ProposalFactory(run__programme__organisation=other_school)
    assert not MatchingRun.objects.exists()
    assert not Proposal.objects.exists()
