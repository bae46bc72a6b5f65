"""Whoever withdraws is out of the matching at once: of a run to come, and of what a run has proposed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.consents.models import Consent
from nastavnik.consents.services import withdraw_consent
from nastavnik.matching import queries, services
from nastavnik.matching.models import Proposal
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def withdraw(actor):
    def take_back(row, kind="participation"):
        withdraw_consent(actor=actor, consent=Consent.objects.get(person=row.person, kind=kind), on=f.TODAY)

    return take_back


@pytest.fixture
def run(actor, programme):
    """Two mentors and two mentees, everybody with somebody."""
    f.MentorFactory.create_batch(2, programme=programme, capacity=1)
    f.MenteeFactory.create_batch(2, programme=programme)
    return services.carry_out(actor=actor, run=f.RunFactory(programme=programme))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("kind", ["processing", "participation"])
def test_a_proposal_is_shown_no_more(run, withdraw, programme, side, kind):
    gone, stays = queries.proposals(run)
    withdraw(getattr(gone, side), kind)
    assert queries.proposals(run) == [stays]
    assert queries.waiting_proposals(programme) == 1


def test_nor_is_a_mentor_offered_instead(run, withdraw):
    first, second = queries.proposals(run)
    assert [other["participation"] for other in first.others] == [second.mentor]
    withdraw(second.mentor)
    [left] = queries.proposals(run)
    assert left.others == []


def test_it_cannot_be_accepted_by_whoever_kept_the_page(run, withdraw, actor):
    gone, _stays = queries.proposals(run)
    withdraw(gone.mentee)
    proposal = queries.with_people(Proposal.objects.filter(pk=gone.pk)).get()
    with pytest.raises(ValidationError, match="нет действующего согласия на участие в программе"):
        services.accept(actor=actor, proposal=proposal)


def test_all_others_are_accepted_and_the_refusal_is_told(run, withdraw, actor):
    gone, _stays = queries.proposals(run)
    withdraw(gone.mentor)
    accepted, refused = services.accept_all(actor=actor, run=run)
    assert accepted == 1
    assert [sentence.startswith(gone.mentor.person.short_name) for sentence in refused] == [True]


def test_who_found_no_mentor_is_not_waited_for(actor, programme, withdraw):
    f.MentorFactory(programme=programme, capacity=1)
    f.MenteeFactory.create_batch(2, programme=programme)
    run = services.carry_out(actor=actor, run=f.RunFactory(programme=programme))
    [left] = queries.unmatched(run)
    withdraw(left.mentee)
    assert queries.unmatched(run) == []


@pytest.mark.parametrize("kind", ["processing", "participation", "labour"])
def test_a_new_run_does_not_consider_them(actor, programme, withdraw, kind):
    mentor = f.MentorFactory(programme=programme)
    f.MenteeFactory(programme=programme)
    withdraw(mentor, kind)
    run = services.carry_out(actor=actor, run=f.RunFactory(programme=programme))
    assert not Proposal.objects.filter(run=run).exists()
