"""What a pair may and may not do, each rule alone and with the words it refuses in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.mentoring import rules
from nastavnik.mentoring.enums import MentorshipStatus
from nastavnik.mentoring.models import Mentorship
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.programmes.models import MentoringForm, Participation
from tests import factories as f


def refused(check, *args):
    """The only sentence and the code of a refusal."""
    with pytest.raises(ValidationError) as caught:
        check(*args)
    (sentence,) = caught.value.messages
    return sentence, caught.value.code


def person(kind=PersonKind.PUPIL, grade=None):
    return Person(kind=kind, grade=grade, last_name="Нечай", first_name="Полина", patronymic="Лукинична")


def side(kind=PersonKind.PUPIL, grade=None):
    return Participation(person=person(kind, grade))


DRAFT, PROPOSED, APPROVED, ACTIVE, COMPLETED, ENDED = MentorshipStatus
ALLOWED = {
    (DRAFT, PROPOSED), (DRAFT, ENDED), (PROPOSED, APPROVED), (PROPOSED, DRAFT), (APPROVED, ACTIVE), (APPROVED, ENDED),
    (ACTIVE, COMPLETED), (ACTIVE, ENDED),
}  # fmt: skip


class TestMoves:
    @pytest.mark.parametrize(("now", "to"), sorted(ALLOWED))
    def test_forward_and_back_to_the_curator(self, now, to):
        assert rules.check_move(Mentorship(status=now), to) is None

    @pytest.mark.parametrize(
        ("now", "to"), sorted({(a, b) for a in MentorshipStatus for b in MentorshipStatus} - ALLOWED)
    )
    def test_no_other_way(self, now, to):
        assert refused(rules.check_move, Mentorship(status=now), to)[1] == "move"

    def test_it_is_said_in_words(self):
        sentence, _code = refused(rules.check_move, Mentorship(status=DRAFT), ACTIVE)
        assert sentence == "Из состояния «подобрана» нельзя перейти в «работает»."


class TestSelected:
    def test_an_approved_one(self):
        assert rules.check_selected(Participation(status="approved")) is None

    @pytest.mark.parametrize("status", ["nominated", "declined", "completed"])
    def test_nobody_else(self, status):
        row = Participation(person=person(), status=status)
        assert refused(rules.check_selected, row) == ("Нечай\xa0П.\xa0Л. ещё не прошёл отбор.", "not_selected")


class TestFit:
    def test_nobody_mentors_himself(self):
        one = person()
        answer = refused(rules.check_fit, Participation(person=one), Participation(person=one))
        assert answer == ("Человек не может быть своим наставником.", "self")

    @pytest.mark.parametrize(("mentor", "mentee"), [(8, 8), (7, 8)])
    def test_a_pupil_mentors_the_younger_only(self, mentor, mentee):
        sentence, code = refused(rules.check_fit, side(grade=mentor), side(grade=mentee))
        assert (sentence, code) == ("Нечай\xa0П.\xa0Л. учится не старше: ученик наставляет тех, кто младше.", "younger")

    @pytest.mark.parametrize(
        ("mentor", "mentee"),
        [(side(grade=9), side(grade=8)), (side(), side(grade=8)), (side(grade=1), side()),
         (side(PersonKind.TEACHER), side(grade=11)), (side(PersonKind.STUDENT, 1), side(grade=11))],
    )  # fmt: skip
    def test_the_older_the_grown_up_and_those_without_a_class(self, mentor, mentee):
        assert rules.check_fit(mentor, mentee) is None


class TestForm:
    FORM = MentoringForm(title="учитель – ученик", mentor_kinds=["teacher"], mentee_kinds=["pupil"])

    def test_whom_it_is_for(self):
        assert rules.check_form(self.FORM, side(PersonKind.TEACHER), side()) is None

    def test_a_mentor_of_another_form(self):
        sentence, code = refused(rules.check_form, self.FORM, side(), side())
        assert (sentence, code) == ("Форма «учитель – ученик» не подходит паре: ученик – ученик.", "form")

    def test_the_other_way_round(self):
        assert refused(rules.check_form, self.FORM, side(), side(PersonKind.TEACHER))[1] == "form"


@pytest.mark.usefixtures("within")
class TestPlaces:
    @pytest.mark.parametrize("status", ["draft", "proposed", "approved", "active"])
    def test_a_standing_pair_takes_a_place(self, programme, status):
        mentor = f.MentorFactory(programme=programme, capacity=1)
        f.MentorshipFactory(programme=programme, mentor=mentor, status=status)
        told = f"У наставника {mentor.person.short_name} заняты все места: 1."
        assert refused(rules.check_place, mentor) == (told, "full")

    @pytest.mark.parametrize("status", ["completed", "ended"])
    def test_a_former_one_does_not(self, programme, status):
        mentor = f.MentorFactory(programme=programme, capacity=1)
        f.MentorshipFactory(programme=programme, mentor=mentor, status=status)
        assert rules.check_place(mentor) is None

    def test_places_are_counted_over_all_forms(self, programme):
        pair = f.MentorshipFactory(programme=programme)
        form = MentoringForm.objects.get(code="head-anyone")
        assert rules.check_place(pair.mentor) is None
        f.MentorshipFactory(programme=programme, mentor=pair.mentor, form=form)
        assert refused(rules.check_place, pair.mentor)[1] == "full"


@pytest.mark.usefixtures("within")
class TestFree:
    @pytest.mark.parametrize("status", ["draft", "proposed", "approved", "active"])
    def test_a_mentee_has_one_mentor(self, programme, status):
        (mentee,) = f.MentorshipFactory(programme=programme, status=status).mentees()
        told = f"У наставляемого {mentee.person.short_name} уже есть наставник в этой программе."
        assert refused(rules.check_free, mentee) == (told, "taken")

    @pytest.mark.parametrize("status", ["completed", "ended"])
    def test_and_another_after_him(self, programme, status):
        (mentee,) = f.MentorshipFactory(programme=programme, status=status).mentees()
        assert rules.check_free(mentee) is None


@pytest.mark.usefixtures("within")
class TestFeedback:
    @pytest.mark.parametrize("status", ["planned", "cancelled"])
    def test_only_about_a_meeting_that_was_held(self, programme, status):
        meeting = f.MeetingFactory(mentorship__programme=programme, status=status)
        told = "Отзыв пишут о встрече, которая состоялась."
        assert refused(rules.check_feedback_due, meeting) == (told, "not_held")

    def test_both_sides_belong(self, programme):
        pair = f.MentorshipFactory(programme=programme)
        for one in (pair.mentor, *pair.mentees()):
            assert rules.check_belongs(one, pair) is None

    def test_a_mentor_of_another_pair_does_not(self, programme):
        pair, other = f.MentorshipFactory.create_batch(2, programme=programme)
        told = f"{other.mentor.person.short_name} не из этой пары."
        assert refused(rules.check_belongs, other.mentor, pair) == (told, "not_of_the_pair")
