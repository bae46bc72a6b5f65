"""What if: a change is looked at first, and what was shown is what is applied."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.consents.models import Consent
from nastavnik.consents.services import withdraw_consent
from nastavnik.matching import queries, services, tasks
from nastavnik.matching.enums import Change, RunGoal, RunStatus
from nastavnik.matching.models import ForbiddenPair, Proposal, Trial
from nastavnik.mentoring.models import Member
from nastavnik.programmes.enums import ProgrammeStatus
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def search(actor, programme):
    def run(goal=RunGoal.MOST):
        return services.carry_out(actor=actor, run=f.RunFactory(programme=programme, goal=goal))

    return run


@pytest.fixture
def attempt(actor):
    """`attempt(run, kind, mentor, mentee)`: a change looked at, its job done."""

    def make(run, kind, mentor, mentee=None):
        trial = tasks.start_trial(actor=actor, origin=run, kind=kind, mentor=mentor, mentee=mentee)
        return Trial.objects.select_related("run__programme", "run__form", "origin__programme").get(pk=trial.pk)

    return make


@pytest.fixture
def apply(actor):
    return lambda trial: services.apply_trial(actor=actor, trial=trial)


@pytest.fixture
def best(programme):
    return f.MentorFactory(programme=programme, capacity=1)


@pytest.fixture
def second(programme):
    return f.MentorFactory(programme=programme, capacity=1, interests=[])


@pytest.fixture
def mentee(programme):
    return f.MenteeFactory(programme=programme)


def proposed(run):
    return {(row.mentee, row.mentor) for row in Proposal.objects.filter(run=run)}


def journal():
    return list(JournalEntry.objects.order_by("id").values_list("action", flat=True))


def side(mentor, score):
    return {"mentor": str(mentor.pk), "score": score}


# everything agrees but one of two interests, and but both of them
GOOD, FAIR = 0.925, 0.85


class TestForbidding:
    @pytest.fixture
    def trial(self, search, attempt, mentee, best, second):
        return attempt(search(), Change.FORBID, best, mentee)

    def test_what_it_would_bring(self, trial, mentee, best, second):
        assert trial.run.status == RunStatus.DONE
        assert trial.effect == {
            "reasons": [], "served": 0, "total": -0.075,
            "moves": [{"mentee": str(mentee.pk), "before": side(best, GOOD), "after": side(second, FAIR)}],
        }  # fmt: skip

    def test_nothing_changes_by_looking(self, trial, programme, mentee, best):
        assert not ForbiddenPair.objects.exists()
        assert queries.latest_runs(programme) == [trial.origin]
        assert queries.waiting_proposals(programme) == 1
        assert journal() == ["matching.finished", "matching.tried", "matching.finished"]

    def test_applied_it_is_what_was_shown(self, trial, apply, programme, mentee, second):
        run = apply(trial)
        assert queries.latest_runs(programme) == [run]
        assert proposed(run) == {(mentee, second)}
        assert journal()[-1] == "matching.applied"

    def test_no_later_search_proposes_the_pair(self, trial, apply, search, mentee, second):
        apply(trial)
        assert proposed(search()) == {(mentee, second)}

    def test_the_older_proposal_of_it_is_refused(self, trial, apply, actor, mentee, best):
        apply(trial)
        proposal = queries.with_people(Proposal.objects.filter(run=trial.origin)).get()
        sentence = f"Пара {mentee.person.short_name} – {best.person.short_name} исключена: сначала снимите запрет."
        with pytest.raises(ValidationError, match="исключена: сначала снимите запрет"):
            services.accept(actor=actor, proposal=proposal)
        assert services.accept_all(actor=actor, run=trial.origin) == (0, [sentence])

    def test_it_is_taken_back(self, trial, apply, actor, search, programme, mentee, best):
        apply(trial)
        [forbidden] = queries.forbidden_pairs(programme)
        services.allow_pair(actor=actor, forbidden=forbidden)
        assert not ForbiddenPair.objects.exists()
        assert proposed(search()) == {(mentee, best)}
        entry = JournalEntry.objects.get(action="matching.allowed")
        assert (entry.subject_id, entry.details) == (
            str(programme.pk), {"mentor": str(best.pk), "mentee": str(mentee.pk)},
        )  # fmt: skip


class TestLocking:
    def test_another_mentor_and_what_it_costs(self, search, attempt, mentee, best, second):
        trial = attempt(search(), Change.LOCK, second, mentee)
        [move] = trial.effect["moves"]
        assert (move["before"], move["after"]) == (side(best, GOOD), side(second, FAIR))
        [why] = trial.effect["reasons"]
        assert (why["text"], why["params"]) == ("Эта пара ухудшила бы итог на %(loss)s.", {"loss": 0.075})

    def test_applied_the_pair_is_accepted_and_locked(self, search, attempt, apply, mentee, best, second):
        run = apply(attempt(search(), Change.LOCK, second, mentee))
        [member] = Member.objects.all()
        assert (member.mentee, member.mentorship.mentor, member.locked) == (mentee, second, True)
        assert float(member.score) == FAIR
        assert [row.settled for row in queries.proposals(run)] == [True]
        assert journal()[-2:] == ["pair.formed", "matching.applied"]

    def test_the_pair_that_is_proposed_moves_nobody(self, search, attempt, mentee, best, second):
        trial = attempt(search(), Change.LOCK, best, mentee)
        assert (trial.effect["moves"], trial.effect["total"]) == ([], 0)

    def test_the_sum_of_the_run_counts_the_locked_pair(self, search, attempt, mentee, best, second):
        assert float(attempt(search(), Change.LOCK, second, mentee).run.total) == FAIR

    @pytest.fixture
    def impossible(self, programme, search, attempt, mentee, best):
        far = f.MentorFactory(programme=programme, meeting_format="online")
        near = f.MenteeFactory(programme=programme, meeting_format="in_person")
        return attempt(search(), Change.LOCK, far, near)

    def test_what_a_rule_keeps_apart_is_told(self, impossible):
        assert [why["text"] for why in impossible.effect["reasons"]] == ["Один хочет встречаться очно, другой онлайн."]
        assert (impossible.run.status, proposed(impossible.run)) == (RunStatus.DONE, set())

    def test_and_cannot_be_applied(self, impossible, apply):
        with pytest.raises(ValidationError, match="применить нельзя"):
            apply(impossible)
        assert not Member.objects.exists()


class TestOneMorePlace:
    def test_somebody_more_is_served(self, programme, search, attempt, apply, best):
        f.MenteeFactory.create_batch(2, programme=programme)
        trial = attempt(search(), Change.PLACE, best, f.MenteeFactory(programme=programme))
        assert (trial.mentee, trial.effect["served"], len(trial.effect["moves"])) == (None, 1, 1)
        run = apply(trial)
        best.refresh_from_db()
        assert (best.capacity, len(proposed(run))) == (2, 2)

    def test_not_more_than_a_mentor_may_have(self, programme, search, attempt, apply, mentee):
        full = f.MentorFactory(programme=programme, capacity=15)
        trial = attempt(search(), Change.PLACE, full)
        with pytest.raises(ValidationError, match="15"):
            apply(trial)
        assert Trial.objects.get().applied_at is None


class TestWhatMayBeChanged:
    def refused(self, attempt, sentence, run, mentor, mentee):
        with pytest.raises(ValidationError, match=sentence):
            attempt(run, Change.FORBID, mentor, mentee)
        assert not Trial.objects.exists()

    def test_not_an_older_search(self, search, attempt, mentee, best):
        older = search()
        search()
        self.refused(attempt, "Есть подбор новее", older, best, mentee)

    def test_not_one_that_is_not_finished(self, programme, attempt, mentee, best):
        self.refused(attempt, "Есть подбор новее", f.RunFactory(programme=programme), best, mentee)

    def test_not_in_a_completed_programme(self, school, attempt):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        run = f.RunFactory(programme=programme, status=RunStatus.DONE)
        mentor, mentee = f.MentorFactory(programme=programme), f.MenteeFactory(programme=programme)
        self.refused(attempt, "Программа завершена", run, mentor, mentee)

    def test_not_with_somebody_who_has_a_mentor(self, programme, search, attempt, mentee, best):
        pair = f.MentorshipFactory(programme=programme)
        self.refused(attempt, "сейчас не участвует в подборе", search(), best, pair.mentees()[0])

    def test_not_with_somebody_who_withdrew(self, actor, search, attempt, mentee, best):
        run = search()
        sheet = Consent.objects.get(person=best.person, kind="participation")
        withdraw_consent(actor=actor, consent=sheet, on=f.TODAY)
        self.refused(attempt, "сейчас не участвует в подборе", run, best, mentee)

    def test_not_two_changes_of_one_search(self, search, attempt, apply, mentee, best, second):
        run = search()
        first, other = attempt(run, Change.FORBID, best, mentee), attempt(run, Change.LOCK, best, mentee)
        apply(first)
        with pytest.raises(ValidationError, match="Есть подбор новее"):
            apply(other)
        assert not Member.objects.exists()

    def test_but_one_after_another(self, search, attempt, apply, mentee, best, second):
        forbidden = apply(attempt(search(), Change.FORBID, best, mentee))
        apply(attempt(forbidden, Change.LOCK, second, mentee))
        assert Member.objects.get().mentee == mentee

    def test_somebody_who_goes_before_the_job_begins_fails_it(self, programme, mentee, best):
        trial = f.TrialFactory(origin__programme=programme, mentor=best, mentee=mentee)
        f.MentorshipFactory(programme=programme, mentor=best)
        tasks.search.call(str(trial.run_id), programme.organisation.path)
        trial.run.refresh_from_db()
        assert trial.run.status == RunStatus.FAILED


class TestFromWhatIsThere:
    def test_those_as_good_do_not_move(self, actor, programme, search, attempt):
        """Four who fit alike: with one pair accepted and one forbidden, the other two stay as they are proposed."""
        f.MentorFactory.create_batch(5, programme=programme, capacity=1)
        f.MenteeFactory.create_batch(4, programme=programme)
        run = search()
        accepted, forbidden, *_others = queries.proposals(run)
        services.accept(actor=actor, proposal=accepted)
        trial = attempt(run, Change.FORBID, forbidden.mentor, forbidden.mentee)
        assert [move["mentee"] for move in trial.effect["moves"]] == [str(forbidden.mentee_id)]

    @pytest.mark.parametrize("goal", RunGoal)
    def test_every_goal_can_be_tried(self, search, attempt, mentee, best, second, goal):
        trial = attempt(search(goal), Change.FORBID, best, mentee)
        assert proposed(trial.run) == {(mentee, second)}


class TestWhoIsNamed:
    def test_the_moves_with_their_people(self, search, attempt, mentee, best, second):
        [move] = queries.moves(attempt(search(), Change.FORBID, best, mentee))
        assert (move.mentee, move.before.mentor, move.after.mentor, move.after.score) == (mentee, best, second, FAIR)

    def test_not_whoever_withdrew_since(self, actor, search, attempt, mentee, best, second):
        trial = attempt(search(), Change.FORBID, best, mentee)
        withdraw_consent(actor=actor, consent=Consent.objects.get(person=mentee.person, kind="processing"), on=f.TODAY)
        assert queries.moves(trial) == []

    def test_nor_among_the_forbidden_pairs(self, programme, best):
        f.ForbiddenPairFactory(
            programme=programme, mentor=best, mentee=f.MenteeFactory(programme=programme, consents=False)
        )
        assert queries.forbidden_pairs(programme) == []


def test_in_words(programme, best, mentee):
    pair = f.ForbiddenPairFactory(programme=programme, mentor=best, mentee=mentee)
    assert str(pair) == f"{best} – {mentee}"
    assert str(f.TrialFactory(origin__programme=programme, mentor=best)) == f"исключить пару: {best}"


def test_another_schools_are_invisible(other_school):
    programme = f.ProgrammeFactory(organisation=other_school)
    f.TrialFactory(origin__programme=programme)
    f.ForbiddenPairFactory(programme=programme)
    assert (Trial.objects.count(), ForbiddenPair.objects.count()) == (0, 0)
