"""Programmes and participations: opening, the bases, selection, carrying over."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.consents.models import Consent
from nastavnik.people.models import Person
from nastavnik.programmes import services
from nastavnik.programmes.enums import PARTICIPATION_TRANSITIONS, Channel, ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import MentoringForm, Participation, Programme, RoleModel
from nastavnik.programmes.queries import counts, current_programme, participations, requests
from nastavnik.programmes.rules import check_may_mentor
from tests import factories as f

TODAY = date(2026, 11, 21)
NOMINATED, APPROVED = ParticipationStatus.NOMINATED, ParticipationStatus.APPROVED
DECLINED, COMPLETED = ParticipationStatus.DECLINED, ParticipationStatus.COMPLETED


class TestTheReferenceBook:
    CODES = (
        "pupil-pupil", "teacher-teacher", "student-pupil", "employer-pupil", "teacher-pupil", "employer-student",
        "head-anyone",
    )  # fmt: skip

    def test_the_forms_of_the_methodology(self, db):
        assert list(MentoringForm.objects.values_list("code", flat=True)) == list(self.CODES)

    @pytest.mark.parametrize(
        ("code", "mentor", "mentee", "fits"),
        [("pupil-pupil", "pupil", "pupil", True), ("teacher-pupil", "teacher", "pupil", True),
         ("teacher-pupil", "pupil", "teacher", False), ("student-pupil", "alumnus", "pupil", True),
         ("employer-pupil", "parent", "pupil", True), ("employer-pupil", "teacher", "pupil", False)],
    )  # fmt: skip
    def test_whom_a_form_is_for(self, db, code, mentor, mentee, fits):
        assert MentoringForm.objects.get(code=code).fits(mentor, mentee) is fits

    def test_role_models_belong_to_a_form(self, db):
        assert RoleModel.objects.filter(form__code="pupil-pupil", title="лидер – пассивный").exists()
        assert RoleModel.objects.filter(form__code="teacher-teacher").count() == 5


class TestOpening:
    def open(self, actor, school, **values):
        form = MentoringForm.objects.get(code="pupil-pupil")
        defaults = {"starts_in": 2026, "values": {"title": "Рядом"}, "forms": [form]}
        return services.open_programme(actor=actor, organisation=school, **(defaults | values))

    def test_it_is_being_prepared(self, within, school, actor):
        programme = self.open(actor, school)
        assert programme.status == ProgrammeStatus.PREPARING
        assert str(programme) == "Рядом, 2026/2027"
        assert [form.code for form in programme.forms.all()] == ["pupil-pupil"]

    def test_one_a_year(self, within, school, actor):
        self.open(actor, school)
        with pytest.raises(ValidationError, match="на этот учебный год уже открыта"):
            self.open(actor, school)

    def test_another_year_is_another_programme(self, within, school, actor):
        assert self.open(actor, school) != self.open(actor, school, starts_in=2027)

    def test_not_for_a_neighbour(self, within, other_school, actor):
        with pytest.raises(OutOfScope):
            self.open(actor, other_school)

    def test_it_is_started(self, within, school, actor):
        programme = services.start_programme(actor=actor, programme=self.open(actor, school))
        assert programme.status == ProgrammeStatus.RUNNING

    def test_it_is_changed(self, within, programme, actor):
        form = MentoringForm.objects.get(code="student-pupil")
        services.change_programme(actor=actor, programme=programme, values={"title": "Вместе"}, forms=[form])
        assert list(programme.forms.all()) == [form]
        assert Programme.objects.get().title == "Вместе"


class TestTheCurrentOne:
    @pytest.fixture
    def of(self, school):
        def make(starts_in, status=ProgrammeStatus.RUNNING):
            return f.ProgrammeFactory(organisation=school, year=f.YearFactory(starts_in=starts_in), status=status)

        return make

    def test_none_yet(self, within, school):
        assert current_programme(school, TODAY) is None

    def test_the_newest_that_has_begun(self, within, school, of):
        _past, now, _next = of(2025), of(2026), of(2027)
        assert current_programme(school, TODAY) == now

    def test_an_open_one_before_a_completed(self, within, school, of):
        open_one, _completed = of(2025), of(2026, ProgrammeStatus.COMPLETED)
        assert current_programme(school, TODAY) == open_one

    def test_a_completed_one_before_next_years(self, within, school, of):
        completed, _next = of(2026, ProgrammeStatus.COMPLETED), of(2027)
        assert current_programme(school, TODAY) == completed

    def test_next_years_if_there_is_no_other(self, within, school, of):
        coming = of(2027)
        assert current_programme(school, TODAY) == coming


class TestNominating:
    def nominate(self, actor, programme, person, **values):
        channel, side = values.pop("channel", Channel.SELF), values.pop("side", Side.MENTEE)
        return services.nominate(
            actor=actor, programme=programme, person=person, side=side, channel=channel, values=values
        )

    @pytest.fixture
    def child(self, school):
        return f.PersonFactory(organisation=school)

    def test_a_request_is_kept(self, within, programme, actor, child):
        row = self.nominate(actor, programme, child, competences=["физика"], channel=Channel.TEACHER)
        assert (row.status, row.channel, row.competences) == (NOMINATED, "teacher", ["физика"])

    def test_newer_answers_replace_older(self, within, programme, actor, child):
        first = self.nominate(actor, programme, child, competences=["физика"])
        second = self.nominate(actor, programme, child, competences=["химия"], channel=Channel.PARENT)
        assert second == first
        assert Participation.objects.get().competences == ["химия"]
        assert Participation.objects.get().channel == "self"

    def test_one_person_may_stand_on_both_sides(self, within, programme, actor, child):
        self.nominate(actor, programme, child)
        self.nominate(actor, programme, child, side=Side.MENTOR)
        assert Participation.objects.count() == 2

    @pytest.mark.parametrize(("name", "value"), [("need", 11), ("need", 0), ("capacity", 0), ("capacity", 16)])
    def test_figures_have_bounds(self, within, programme, actor, child, name, value):
        with pytest.raises(ValidationError):
            self.nominate(actor, programme, child, **{name: value})
        assert Participation.objects.count() == 0


class TestSelection:
    def approve(self, actor, row):
        return services.approve(actor=actor, participation=row, on=TODAY)

    def test_with_consents(self, within, programme, actor):
        row = self.approve(actor, f.MenteeFactory(programme=programme, status=NOMINATED))
        assert (row.status, row.decided_on) == (APPROVED, TODAY)

    def test_not_without(self, within, programme, actor):
        row = f.MentorFactory(programme=programme, status=NOMINATED, consents=False)
        with pytest.raises(ValidationError) as refused:
            self.approve(actor, row)
        assert "на обработку персональных данных; на участие в программе; работника" in refused.value.messages[0]
        assert Participation.objects.get().status == NOMINATED

    def test_not_after_a_withdrawal(self, within, programme, actor):
        row = f.MenteeFactory(programme=programme, status=NOMINATED)
        with f.everything():
            Consent.objects.filter(kind="participation").update(withdrawn_on=TODAY)
        with pytest.raises(ValidationError, match="на участие в программе"):
            self.approve(actor, row)

    @pytest.mark.parametrize(
        ("values", "may"),
        [
            ({"birth_date": date(2012, 11, 21), "grade": 7}, True), ({"birth_date": date(2012, 11, 22), "grade": 8}, False),
            ({"birth_date": None, "grade": 8}, True), ({"birth_date": None, "grade": 7}, False),
        ],
    )  # fmt: skip
    def test_a_pupil_mentors_from_fourteen(self, values, may):
        row = Participation(
            person=Person(kind="pupil", last_name="Белая", first_name="Ксения", **values), side=Side.MENTOR
        )
        if may:
            assert check_may_mentor(row, TODAY) is None
        else:
            with pytest.raises(ValidationError, match="с 14"):
                check_may_mentor(row, TODAY)

    def test_a_teacher_of_any_age_mentors(self):
        assert check_may_mentor(Participation(person=Person(kind="teacher")), TODAY) is None

    def test_a_refusal_names_its_reason(self, within, programme, actor):
        row = f.MentorFactory(programme=programme, status=NOMINATED)
        services.decline(actor=actor, participation=row, on=TODAY, reason="Попросил сам.")
        assert Participation.objects.get().decision_reason == "Попросил сам."
        assert JournalEntry.objects.get().details == {"reason": "Попросил сам."}

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_without_a_reason_nobody_is_declined(self, within, programme, actor, reason):
        row = f.MentorFactory(programme=programme, status=NOMINATED)
        with pytest.raises(ValidationError, match="назовите причину"):
            services.decline(actor=actor, participation=row, on=TODAY, reason=reason)
        assert Participation.objects.get().status == NOMINATED

    def test_a_second_look(self, within, programme, actor):
        row = f.MenteeFactory(programme=programme, status=DECLINED, decision_reason="Нет", decided_on=TODAY)
        services.reconsider(actor=actor, participation=row)
        again = Participation.objects.get()
        assert (again.status, again.decision_reason, again.decided_on) == (NOMINATED, "", None)

    @pytest.mark.parametrize("now", list(ParticipationStatus))
    def test_only_the_moves_of_the_table(self, within, programme, actor, now):
        row = f.MenteeFactory(programme=programme, status=now, decision_reason="Нет")
        moves = {
            APPROVED: lambda: self.approve(actor, row),
            DECLINED: lambda: services.decline(actor=actor, participation=row, on=TODAY, reason="Нет"),
            NOMINATED: lambda: services.reconsider(actor=actor, participation=row),
        }
        for to in set(moves) - PARTICIPATION_TRANSITIONS[now]:
            with pytest.raises(ValidationError, match="нельзя перейти"):
                moves[to]()

    def test_many_at_once_and_the_refused_are_named(self, within, programme, actor):
        ready = [f.MenteeFactory(programme=programme, status=NOMINATED) for _n in range(2)]
        bare = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        approved, refused = services.approve_many(
            actor=actor, programme=programme, participations=[*ready, bare], on=TODAY
        )
        assert approved == 2
        assert len(refused) == 1
        assert refused[0].startswith(bare.person.short_name)
        assert set(Participation.objects.approved()) == set(ready)


class TestConsentsByThePile:
    def give(self, actor, programme, rows, given_on=TODAY):
        return services.give_consents_many(
            actor=actor, programme=programme, participations=rows, given_on=given_on, today=TODAY
        )

    @pytest.fixture
    def child(self, programme):
        row = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        f.GuardianshipFactory(ward=row.person)
        return row

    def test_the_representative_of_the_card_signs(self, within, programme, actor, child):
        assert self.give(actor, programme, [child]) == (1, [])
        assert set(Consent.objects.values_list("kind", flat=True)) == {"processing", "participation"}
        guardian = child.person.guardianships.get().guardian.full_name
        assert set(Consent.objects.values_list("signed_by", flat=True)) == {guardian}

    def test_without_one_it_is_said(self, within, programme, actor, child):
        orphan = f.MenteeFactory(programme=programme, status=NOMINATED, consents=False)
        given, refused = self.give(actor, programme, [child, orphan])
        assert given == 1
        assert refused == [
            f"{orphan.person.short_name}: По возрасту подписывает законный представитель: напишите его имя."
        ]

    def test_a_teacher_signs_three_sheets(self, within, programme, actor):
        row = f.MentorFactory(programme=programme, status=NOMINATED, consents=False)
        assert self.give(actor, programme, [row]) == (1, [])
        assert Consent.objects.count() == 3

    def test_what_stands_is_not_given_twice(self, within, programme, actor, child):
        self.give(actor, programme, [child])
        assert self.give(actor, programme, [child]) == (1, [])
        assert Consent.objects.count() == 2


class TestCarryingOver:
    @pytest.fixture
    def wishing(self, programme):
        return f.MenteeFactory(programme=programme, wants_to_mentor=True, interests=["шахматы"])

    def test_next_years_programme_is_opened(self, within, programme, actor, wishing):
        following, added = services.carry_over(actor=actor, programme=programme, title="Рядом")
        assert (following.year.starts_in, added) == (2027, 1)
        assert set(following.forms.all()) == set(programme.forms.all())

    def test_the_mentee_stands_among_its_mentors(self, within, programme, actor, wishing):
        following, _added = services.carry_over(actor=actor, programme=programme, title="Рядом")
        row = Participation.objects.get(programme=following)
        assert (row.person, row.side, row.status, row.channel) == (wishing.person, "mentor", "nominated", "last_cycle")
        assert row.interests == ["шахматы"]

    def test_twice_adds_nobody(self, within, programme, actor, wishing):
        services.carry_over(actor=actor, programme=programme, title="Рядом")
        assert services.carry_over(actor=actor, programme=programme, title="Рядом")[1] == 0

    def test_those_who_do_not_wish_stay(self, within, programme, actor):
        f.MenteeFactory(programme=programme)
        assert services.carry_over(actor=actor, programme=programme, title="Рядом")[1] == 0

    def test_a_wish_is_written_down_and_taken_back(self, within, programme, actor):
        row = f.MenteeFactory(programme=programme)
        for wants in (True, False):
            services.set_wish_to_mentor(actor=actor, participation=row, wants=wants)
            assert Participation.objects.get().wants_to_mentor is wants


class TestACompletedProgramme:
    @pytest.mark.parametrize(
        "change",
        [
            lambda actor, row: services.approve(actor=actor, participation=row, on=TODAY),
            lambda actor, row: services.decline(actor=actor, participation=row, on=TODAY, reason="Нет"),
            lambda actor, row: services.start_programme(actor=actor, programme=row.programme),
            lambda actor, row: services.change_programme(actor=actor, programme=row.programme, values={}, forms=[]),
            lambda actor, row: services.nominate(
                actor=actor,
                programme=row.programme,
                person=row.person,
                side=Side.MENTOR,
                channel=Channel.SELF,
                values={},
            ),
        ],
    )
    def test_does_not_change_any_more(self, within, school, actor, change):
        programme = f.ProgrammeFactory(organisation=school, status=ProgrammeStatus.COMPLETED)
        row = f.MenteeFactory(programme=programme, status=NOMINATED)
        with pytest.raises(ValidationError, match="Программа завершена"):
            change(actor, row)


class TestQuestions:
    def test_a_base_is_in_the_order_of_names(self, within, programme):
        for name in ("Яковлева", "Белая"):
            f.MenteeFactory(
                programme=programme, person=f.PersonFactory(organisation=programme.organisation, last_name=name)
            )
        f.MentorFactory(programme=programme)
        assert [row.person.last_name for row in participations(programme, Side.MENTEE)] == ["Белая", "Яковлева"]

    def test_how_many_of_each(self, within, programme):
        f.MenteeFactory(programme=programme)
        f.MenteeFactory(programme=programme, status=NOMINATED)
        f.MentorFactory(programme=programme)
        assert counts(programme) == {("mentee", "approved"): 1, ("mentee", "nominated"): 1, ("mentor", "approved"): 1}

    def test_the_list_of_requests_is_counted(self, within, programme):
        for asked in (["физика", "химия"], ["физика"], ["биология"]):
            f.MenteeFactory(programme=programme, competences=asked)
        f.MenteeFactory(programme=programme, competences=["физика"], status=DECLINED, decision_reason="Нет")
        assert requests(programme) == [("физика", 2), ("биология", 1), ("химия", 1)]
