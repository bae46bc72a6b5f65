"""A run of the engine over the rows of a school, and what is done with its proposals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.consents.services import withdraw_consent
from nastavnik.matching import search as search_module
from nastavnik.matching import services
from nastavnik.matching.engine import Unproven
from nastavnik.matching.enums import RunGoal, RunStatus
from nastavnik.matching.models import MatchingRun, Proposal
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Member, Mentorship
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus, ProgrammeStatus
from nastavnik.programmes.models import MentoringForm
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
TODAY = date(2026, 11, 21)


def form(code="teacher-pupil"):
    return MentoringForm.objects.get(code=code)


def journal():
    return list(JournalEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.fixture
def search(actor, programme):
    """`search()`: a finished run over the programme as it is now."""

    def run(code="teacher-pupil"):
        return services.carry_out(actor=actor, run=f.RunFactory(programme=programme, form=form(code)))

    return run


def proposed(run):
    return {(row.mentee, row.mentor) for row in Proposal.objects.filter(run=run)}


def left(run):
    return {row["mentee"]: [reason["text"] for reason in row["reasons"]] for row in run.unmatched}


class TestStarting:
    def start(self, actor, programme, code="teacher-pupil"):
        return services.start_run(actor=actor, programme=programme, form=form(code), goal=RunGoal.FAIR)

    def test_it_waits(self, actor, programme):
        f.MenteeFactory(programme=programme)
        run = self.start(actor, programme)
        assert (run.status, run.form.code, run.goal, run.finished_at) == ("waiting", "teacher-pupil", "fair", None)
        assert journal() == ["matching.started"]

    def refused(self, actor, programme, sentence, code="teacher-pupil"):
        with pytest.raises(ValidationError, match=sentence):
            self.start(actor, programme, code)
        assert not MatchingRun.objects.exists()
        assert journal() == []

    def test_not_without_mentees(self, actor, programme):
        self.refused(actor, programme, "нет отобранных наставляемых без наставника")

    def test_not_where_all_have_a_mentor(self, actor, programme):
        f.MentorshipFactory(programme=programme)
        self.refused(actor, programme, "нет отобранных наставляемых")

    def test_not_for_mentees_of_another_form(self, actor, programme):
        f.MenteeFactory(programme=programme)
        self.refused(actor, programme, "нет отобранных наставляемых", code="teacher-teacher")

    def test_not_in_a_completed_programme(self, actor, school):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        f.MenteeFactory(programme=programme)
        self.refused(actor, programme, "Программа завершена")


class TestWhoIsConsidered:
    def test_an_approved_mentee_and_an_approved_mentor(self, programme, search):
        mentee, mentor = f.MenteeFactory(programme=programme), f.MentorFactory(programme=programme)
        assert proposed(search()) == {(mentee, mentor)}

    @pytest.mark.parametrize("status", [ParticipationStatus.NOMINATED, ParticipationStatus.COMPLETED])
    def test_not_a_mentee_in_another_state(self, programme, search, status):
        f.MenteeFactory(programme=programme, status=status)
        f.MentorFactory(programme=programme)
        run = search()
        assert (proposed(run), run.unmatched) == (set(), [])

    def test_not_a_mentor_in_another_state(self, programme, search):
        mentee = f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme, status=ParticipationStatus.NOMINATED)
        assert left(search()) == {str(mentee.pk): ["В базе нет отобранных наставников."]}

    def test_not_a_mentee_without_consents(self, programme, search):
        f.MenteeFactory(programme=programme, consents=False)
        f.MentorFactory(programme=programme)
        assert proposed(search()) == set()

    def test_not_a_mentor_without_consents(self, programme, search):
        f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme, consents=False)
        assert proposed(search()) == set()

    def test_not_with_one_of_the_sheets_only(self, programme, search):
        f.MentorFactory(programme=programme)
        f.ConsentFactory(person=f.MenteeFactory(programme=programme, consents=False).person, kind="processing")
        assert proposed(search()) == set()

    @pytest.mark.parametrize("kind", ["processing", "participation", "labour"])
    def test_not_a_teacher_who_took_a_consent_back(self, actor, programme, search, kind):
        mentor = f.MentorFactory(programme=programme)
        f.MenteeFactory(programme=programme)
        withdraw_consent(actor=actor, consent=mentor.person.consents.get(kind=kind), on=TODAY)
        assert proposed(search()) == set()

    def test_not_people_of_another_form(self, programme, search):
        f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme)
        assert proposed(search("pupil-pupil")) == set()

    def test_not_people_of_another_programme(self, programme, search, school):
        f.MenteeFactory(programme=programme)
        last_year = f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=2025))
        f.MentorFactory(programme=last_year)
        assert proposed(search()) == set()

    def test_an_older_pupil_for_a_younger_one(self, programme, search, school):
        young = f.MenteeFactory(programme=programme, person=f.PersonFactory(organisation=school, grade=6))
        f.MenteeFactory(programme=programme, person=f.PersonFactory(organisation=school, grade=9))
        mentor = f.MentorFactory(programme=programme, person=f.PersonFactory(organisation=school, grade=9))
        assert proposed(search("pupil-pupil")) == {(young, mentor)}


class TestOwnChildren:
    @pytest.fixture
    def parent(self, programme, school):
        return f.MentorFactory(programme=programme, person=self.adult(school))

    def adult(self, school):
        return f.PersonFactory(organisation=school, kind=PersonKind.PARENT)

    def test_never_with_the_own_parent(self, programme, parent, search):
        child = f.MenteeFactory(programme=programme)
        f.GuardianshipFactory(ward=child.person, guardian=parent.person)
        run = search("employer-pupil")
        assert proposed(run) == set()
        assert left(run)[str(child.pk)][0] == "Ни один наставник не подходит."

    def test_the_child_of_another_is_welcome(self, programme, parent, search, school):
        child = f.MenteeFactory(programme=programme)
        f.GuardianshipFactory(ward=child.person, guardian=self.adult(school))
        assert proposed(search("employer-pupil")) == {(child, parent)}

    def test_two_parents_take_each_others_children(self, programme, parent, search, school):
        other = f.MentorFactory(programme=programme, person=self.adult(school))
        mine, theirs = f.MenteeFactory(programme=programme), f.MenteeFactory(programme=programme)
        f.GuardianshipFactory(ward=mine.person, guardian=parent.person)
        f.GuardianshipFactory(ward=theirs.person, guardian=other.person)
        assert proposed(search("employer-pupil")) == {(mine, other), (theirs, parent)}


class TestPlaces:
    def test_pairs_that_stand_are_left_as_they_are(self, programme, search):
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.DRAFT)
        before = list(Member.objects.filter(mentorship=pair).values())
        newcomer = f.MenteeFactory(programme=programme)
        assert proposed(search()) == {(newcomer, pair.mentor)}
        assert list(Member.objects.values()) == before

    def test_a_locked_pair_is_not_looked_for_again(self, programme, search):
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.DRAFT, mentees=[])
        f.MemberFactory(mentorship=pair, locked=True)
        f.MentorFactory(programme=programme)
        assert proposed(search()) == set()

    def test_places_taken_are_not_offered(self, programme, search):
        mentor = f.MentorFactory(programme=programme, capacity=1)
        f.MentorshipFactory(programme=programme, mentor=mentor, status=MentorshipStatus.DRAFT)
        f.MenteeFactory(programme=programme)
        assert proposed(search()) == set()

    @pytest.mark.parametrize("status", ["proposed", "approved", "active"])
    def test_a_group_past_its_draft_takes_nobody_more(self, programme, search, status):
        pair = f.MentorshipFactory(programme=programme, status=status)
        mentee, free = f.MenteeFactory(programme=programme), f.MentorFactory(programme=programme, competences=[])
        # the mentor of the group fits better and has a place, but could not be accepted
        assert pair.mentor.capacity == 2
        assert proposed(search()) == {(mentee, free)}

    def test_a_group_of_another_form_does_not_close_this_one(self, programme, search):
        pair = f.MentorshipFactory(programme=programme, form=form("head-anyone"))
        mentee = f.MenteeFactory(programme=programme)
        assert proposed(search()) == {(mentee, pair.mentor)}

    def test_a_completed_pair_frees_the_mentor_and_not_the_mentee(self, programme, search):
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.COMPLETED)
        mentee = f.MenteeFactory(programme=programme)
        assert proposed(search()) == {(mentee, pair.mentor)}

    def test_after_an_ended_pair_the_mentee_is_looked_for_again(self, programme, search):
        pair = f.MentorshipFactory(programme=programme, status=MentorshipStatus.ENDED)
        assert {mentee for mentee, _mentor in proposed(search())} == set(pair.mentees())


class TestWhatIsKept:
    def test_the_run_is_done(self, programme, search):
        f.MenteeFactory(programme=programme)
        run = search()
        run.refresh_from_db()
        assert run.status == RunStatus.DONE
        assert run.finished_at.date() == TODAY
        assert journal() == ["matching.finished"]

    def test_score_reasons_and_total(self, programme, search):
        f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme, competences=["математика"], interests=["шахматы"])
        run = search()
        (row,) = Proposal.objects.filter(run=run)
        # everything agrees but one of two interests: 1 - 0.15 / 2
        assert (row.score, run.total) == (Decimal("0.925"), Decimal("0.925"))
        assert {part["name"]: part["value"] for part in row.reasons} == {
            "request": 1.0, "time": 1.0, "interests": 0.5, "wanted": 1.0, "age": 1.0,
        }  # fmt: skip

    def test_the_next_best_mentors(self, programme, search):
        f.MenteeFactory(programme=programme)
        best = f.MentorFactory(programme=programme)
        other = f.MentorFactory(programme=programme, interests=[])
        (row,) = Proposal.objects.filter(run=search())
        assert row.mentor == best
        assert row.alternatives == [{"mentor": str(other.pk), "score": 0.85, "difference": -0.075}]

    def test_the_wishes_of_the_mentor_are_heard(self, programme, search, school):
        # born on 4 May 2012: fourteen today
        f.MentorFactory(programme=programme, wanted_age={"of": "age", "from": 10, "to": 13})
        fit = f.MentorFactory(programme=programme, wanted_age={"of": "age", "from": 14, "to": 14})
        mentee = f.MenteeFactory(programme=programme)
        assert proposed(search()) == {(mentee, fit)}

    def test_the_prices_that_prove_it(self, programme, search):
        f.MenteeFactory(programme=programme)
        mentor = f.MentorFactory(programme=programme)
        (level,) = search().proof["levels"]
        assert level == {"name": "total", "value": 925, "prices": {str(mentor.pk): 0}, "bounds": []}

    def test_whom_to_recruit(self, programme, search):
        f.MenteeFactory.create_batch(3, programme=programme, competences=["физика"])
        f.MentorFactory(programme=programme, competences=["физика"], capacity=2)
        [short] = search().shortages
        assert short["params"] == {"what": "физика", "mentees": 3, "places": 2, "missing": 1}
        assert short["text"].startswith("Просят «%(what)s»")

    def test_with_whom_one_more_place_brings_most(self, programme, search):
        f.MenteeFactory.create_batch(2, programme=programme)
        mentor = f.MentorFactory(programme=programme, capacity=1)
        assert search().more_places == [{"mentor": str(mentor.pk), "served": 1, "total": 0.925}]

    def test_nobody_is_to_be_recruited_where_all_are_served(self, programme, search):
        f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme)
        run = search()
        assert (run.shortages, run.more_places) == ([], [])

    def test_a_new_run_leaves_the_old_one(self, programme, search):
        f.MenteeFactory(programme=programme)
        f.MentorFactory(programme=programme)
        assert proposed(search()) == proposed(search())
        assert Proposal.objects.count() == 2

    def test_an_unproven_result_is_not_kept(self, programme, search, monkeypatch):
        def unproven(*args):
            raise Unproven("no")

        monkeypatch.setattr(search_module, "verify", unproven)
        f.MenteeFactory(programme=programme)
        with pytest.raises(ValueError, match="no"):
            search()
        assert (journal(), MatchingRun.objects.get().status) == ([], RunStatus.WAITING)

    def test_giving_up(self, actor, programme):
        run = services.give_up(actor=actor, run=f.RunFactory(programme=programme))
        assert (run.status, run.finished_at.date()) == (RunStatus.FAILED, TODAY)
        assert journal() == ["matching.failed"]


class TestAccepting:
    @pytest.fixture
    def run(self, programme):
        return f.RunFactory(programme=programme)

    def accept(self, actor, row):
        return services.accept(actor=actor, proposal=row)

    def test_a_draft_with_the_score_and_the_reasons(self, actor, run):
        row = f.ProposalFactory(run=run)
        member = self.accept(actor, row)
        assert (member.mentee, member.score, member.reasons) == (row.mentee, Decimal("0.800"), row.reasons)
        assert (member.mentorship.mentor, member.mentorship.status) == (row.mentor, MentorshipStatus.DRAFT)
        assert journal() == ["pair.formed", "matching.accepted"]

    def test_twice_is_refused(self, actor, run):
        row = f.ProposalFactory(run=run)
        self.accept(actor, row)
        with pytest.raises(ValidationError, match="уже есть наставник"):
            self.accept(actor, row)
        assert len(journal()) == 2

    def test_two_mentees_of_one_mentor_make_a_group(self, actor, run):
        first = f.ProposalFactory(run=run)
        second = f.ProposalFactory(run=run, mentor=first.mentor)
        assert self.accept(actor, first).mentorship == self.accept(actor, second).mentorship
        assert Mentorship.objects.get().is_group

    def test_a_consent_taken_back_meanwhile_is_seen(self, actor, run):
        row = f.ProposalFactory(run=run)
        withdraw_consent(actor=actor, consent=row.mentee.person.consents.first(), on=TODAY)
        with pytest.raises(ValidationError, match="нет действующего согласия"):
            self.accept(actor, row)

    def test_all_of_them(self, actor, run):
        f.ProposalFactory.create_batch(3, run=run)
        assert services.accept_all(actor=actor, run=run) == (3, [])
        entry = JournalEntry.objects.get(action="matching.accepted_all")
        assert (entry.details, entry.subject_id) == ({"accepted": 3, "refused": 0}, str(run.pk))

    def test_those_refused_are_told_and_the_rest_is_taken(self, actor, run):
        mentor = f.MentorFactory(programme=run.programme, capacity=1)
        f.ProposalFactory(run=run, mentor=mentor, score="0.900")
        f.ProposalFactory(run=run, mentor=mentor, score="0.500")
        f.ProposalFactory(run=run, score="0.100")
        told = f"У наставника {mentor.person.short_name} заняты все места: 1."
        assert services.accept_all(actor=actor, run=run) == (2, [told])
        assert JournalEntry.objects.get(action="matching.accepted_all").details == {"accepted": 2, "refused": 1}

    def test_those_accepted_before_are_passed_over(self, actor, run):
        self.accept(actor, f.ProposalFactory(run=run))
        f.ProposalFactory(run=run)
        assert services.accept_all(actor=actor, run=run) == (1, [])

    def test_those_whose_pair_has_completed_are_passed_over(self, actor, run):
        row = f.ProposalFactory(run=run)
        f.MentorshipFactory(programme=run.programme, mentees=[row.mentee], status=MentorshipStatus.COMPLETED)
        assert services.accept_all(actor=actor, run=run) == (0, [])

    def test_all_of_a_completed_programme_are_refused(self, actor, school):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        run = f.ProposalFactory(run__programme=programme).run
        accepted, refused = services.accept_all(actor=actor, run=run)
        assert (accepted, refused) == (0, ["Программа завершена: её данные больше не меняются."])
        assert not Member.objects.exists()
