"""What is to be removed after a withdrawal: which lines wait, for whom, until when; how they are marked."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.common.unsafe import everything
from nastavnik.common.writing import writing
from nastavnik.consents.enums import REMEDIES, ConsentKind, HandoutKind
from nastavnik.consents.handouts import left_out_words, remember
from nastavnik.consents.models import Consent, Handout, Mention
from nastavnik.consents.queries import first_withdrawals, nameable, people_to_remove, to_remove
from nastavnik.consents.services import mark_removed, reopen_mention, withdraw_consent
from nastavnik.links.enums import LinkPurpose
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
TODAY, BEFORE = f.TODAY, date(2026, 11, 20)
PROCESSING, PARTICIPATION = ConsentKind.PROCESSING, ConsentKind.PARTICIPATION


@pytest.fixture
def child(programme):
    return f.MenteeFactory(programme=programme).person


@pytest.fixture
def line(child):
    """The child is named in a file of the first of November."""
    return f.MentionFactory(person=child)


def sheet(person, kind=PROCESSING):
    return Consent.objects.get(person=person, kind=kind)


def take_back(actor, person, kind=PROCESSING, on=TODAY):
    return withdraw_consent(actor=actor, consent=sheet(person, kind), on=on)


class TestNameable:
    def test_both_sheets_are_needed(self, programme, child):
        bare = f.MenteeFactory(programme=programme, consents=False).person
        f.ConsentFactory(person=bare, kind=PROCESSING)
        assert nameable([child.pk, bare.pk], TODAY) == {child.pk}

    def test_the_labour_one_is_not_about_data(self, programme, actor):
        mentor = f.MentorFactory(programme=programme).person
        take_back(actor, mentor, ConsentKind.LABOUR)
        assert nameable([mentor.pk], TODAY) == {mentor.pk}

    def test_from_the_day_of_withdrawal(self, actor, child):
        take_back(actor, child)
        assert nameable([child.pk], BEFORE) == {child.pk}
        assert nameable([child.pk], TODAY) == set()


class TestWaiting:
    def test_nothing_while_consent_stands(self, line):
        assert not to_remove(TODAY).exists()

    @pytest.mark.parametrize("kind", [PROCESSING, PARTICIPATION, ConsentKind.PUBLICATION, ConsentKind.THIRD_PARTIES])
    def test_what_was_given_out_before_waits(self, actor, child, line, kind):
        if kind not in {PROCESSING, PARTICIPATION}:
            f.ConsentFactory(person=child, kind=kind)
        take_back(actor, child, kind)
        assert list(to_remove(TODAY)) == [line]

    def test_a_labour_consent_leaves_papers_as_they_are(self, programme, actor):
        mentor = f.MentorFactory(programme=programme).person
        f.MentionFactory(person=mentor)
        take_back(actor, mentor, ConsentKind.LABOUR)
        assert not to_remove(TODAY).exists()

    def test_what_was_given_out_afterwards_does_not(self, actor, child):
        take_back(actor, child, on=date(2026, 11, 10))
        f.MentionFactory(
            person=child, handout=f.HandoutFactory(organisation=child.organisation, kind="sheets", made_on=TODAY)
        )
        assert not to_remove(TODAY).exists()

    def test_a_withdrawal_to_come_does_not_count_yet(self, actor, child, line):
        take_back(actor, child, on=date(2026, 11, 22))
        assert not to_remove(TODAY).exists()
        assert list(to_remove(date(2026, 11, 22))) == [line]

    def test_signed_anew_nothing_waits(self, actor, child, line):
        take_back(actor, child)
        f.ConsentFactory(person=child, kind=PROCESSING, given_on=TODAY)
        assert not to_remove(TODAY).exists()

    def test_of_others_nothing_waits(self, actor, programme, child, line):
        other = f.MenteeFactory(programme=programme).person
        f.MentionFactory(person=other, handout=line.handout)
        take_back(actor, child)
        assert list(to_remove(TODAY)) == [line]

    def test_people_are_counted_with_their_places(self, actor, programme, child, line):
        f.MentionFactory(person=child)
        f.MentionFactory(person=f.MenteeFactory(programme=programme).person)
        take_back(actor, child, PARTICIPATION, BEFORE)
        take_back(actor, child)
        assert [(person, person.places) for person in people_to_remove(TODAY)] == [(child, 2)]
        assert first_withdrawals([child.pk], TODAY) == {child.pk: BEFORE}

    def test_a_neighbours_lines_are_not_ours(self, actor, other_school):
        theirs = f.MenteeFactory(programme=f.ProgrammeFactory(organisation=other_school)).person
        f.MentionFactory(person=theirs)
        with everything():
            withdraw_consent(actor=actor, consent=sheet(theirs), on=TODAY)
        assert not to_remove(TODAY).exists()
        assert not people_to_remove(TODAY).exists()


class TestMarking:
    def mark(self, actor, child, lines, on=TODAY, outcome=" Акт № 3 "):
        return mark_removed(actor=actor, person=child, mentions=lines, on=on, outcome=outcome, today=TODAY)

    def test_a_marked_line_waits_no_more(self, actor, child, line):
        take_back(actor, child)
        self.mark(actor, child, [line])
        line.refresh_from_db()
        assert (line.removed_on, line.outcome) == (TODAY, "Акт № 3")
        assert not to_remove(TODAY).exists()

    def test_the_journal_says_how_many(self, actor, child, line):
        self.mark(actor, child, [line])
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id, entry.details) == (
            "mention.removed", str(child.pk), {"lines": 1, "outcome": "Акт № 3"},
        )  # fmt: skip

    def test_nothing_marked(self, actor, child):
        with pytest.raises(ValidationError, match="Отметьте хотя бы одну строку"):
            self.mark(actor, child, [])

    def test_not_before_it_is_done(self, actor, child, line):
        with pytest.raises(ValidationError) as caught:
            self.mark(actor, child, [line], on=date(2026, 11, 22))
        assert list(caught.value.message_dict) == ["removed_on"]

    def test_a_mark_is_taken_back(self, actor, child, line):
        take_back(actor, child)
        self.mark(actor, child, [line])
        reopen_mention(actor=actor, mention=line)
        assert list(to_remove(TODAY)) == [line]

    def test_of_a_neighbour_nothing_is_marked(self, actor, child, other_school):
        strange = f.MentionFactory(person=f.PersonFactory(organisation=other_school))
        with pytest.raises(OutOfScope):
            self.mark(actor, child, [strange])


class TestRemembering:
    def keep(self, actor, school, people):
        with writing():
            remember(actor=actor, organisation=school, kind=HandoutKind.REGISTER, title="База", people=people)

    def test_one_row_names_many(self, actor, programme, school):
        people = [row.person_id for row in f.MenteeFactory.create_batch(3, programme=programme)]
        self.keep(actor, school, [*people, people[0]])
        handout = Handout.objects.get()
        assert (handout.title, handout.made_on, handout.made_by) == ("База", TODAY, actor.user)
        assert set(handout.mentions.values_list("person", flat=True)) == set(people)

    def test_what_names_nobody_leaves_no_row(self, actor, school):
        self.keep(actor, school, [])
        assert not Handout.objects.exists()

    @pytest.mark.parametrize("count", [1, 50])
    def test_many_cost_as_much_as_one(self, actor, programme, school, django_assert_max_num_queries, count):
        people = [row.person_id for row in f.MenteeFactory.create_batch(count, programme=programme)]
        with django_assert_max_num_queries(9):
            self.keep(actor, school, people)

    def test_a_person_who_is_erased_takes_the_lines_along(self, school, line):
        stray = f.PersonFactory(organisation=school)
        f.MentionFactory(person=stray, handout=line.handout)
        with everything():
            stray.delete()
        assert list(Mention.objects.all()) == [line]


class TestLinks:
    @pytest.mark.parametrize(("kind", "closed"), [(PROCESSING, TODAY), (PARTICIPATION, TODAY), ("photo", None)])
    def test_no_more_answers_are_taken(self, actor, child, kind, closed):
        link = f.LinkFactory(person=child)
        if kind == "photo":
            f.ConsentFactory(person=child, kind=kind)
        take_back(actor, child, kind)
        link.refresh_from_db()
        assert link.closed_on == closed

    def test_the_way_to_consent_anew_stays_open(self, actor, child):
        link = f.LinkFactory(person=child, purpose=LinkPurpose.CONSENT)
        take_back(actor, child)
        link.refresh_from_db()
        assert link.closed_on is None


def test_every_kind_says_what_to_do_with_it():
    assert set(REMEDIES) == set(HandoutKind)
    assert {Handout(kind=kind).remedy == "" for kind in HandoutKind} == {False}


def test_a_whole_list_says_nothing():
    assert left_out_words(0) == ""
    assert left_out_words(1) == "1 человек не вошёл: нет действующего согласия."
