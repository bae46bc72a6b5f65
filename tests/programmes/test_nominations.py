"""Proposals of participants: kept as sent, joined to people once, several of one child become one participation."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.people.enums import PersonKind
from nastavnik.people.models import Person
from nastavnik.people.queries import alike
from nastavnik.programmes import nomination_services as services
from nastavnik.programmes.enums import Channel, ParticipationStatus, ProgrammeStatus, Side
from nastavnik.programmes.models import Nomination, Participation
from nastavnik.programmes.queries import waiting_nominations
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
VALUES = {"last_name": "Нечай", "first_name": "Пётр", "grade": 5, "letter": "Б", "competences": ["чтение"]}


@pytest.fixture
def row(programme):
    return f.NominationFactory(programme=programme)


@pytest.fixture
def completed(programme):
    with everything():
        programme.status = ProgrammeStatus.COMPLETED
        programme.store()
    return programme


class TestSending:
    def send(self, actor, programme, **values):
        return services.send_nomination(
            actor=actor, programme=programme, channel=Channel.TEACHER, values=VALUES | values
        )

    def test_it_is_kept_and_nobody_enters_a_base(self, actor, programme):
        sent = self.send(actor, programme)
        assert (sent.full_name, sent.class_name, sent.side) == ("Нечай Пётр", "5Б", Side.MENTEE)
        assert not Participation.objects.exists()
        assert not Person.objects.exists()

    def test_the_journal_holds_no_name(self, actor, programme):
        self.send(actor, programme)
        assert "Нечай" not in str(JournalEntry.objects.get().details)

    @pytest.mark.parametrize("wrong", [{"grade": 0}, {"grade": 12}, {"last_name": ""}, {"last_name": "я" * 101}])
    def test_what_cannot_be_is_refused(self, actor, programme, wrong):
        with pytest.raises(ValidationError):
            self.send(actor, programme, **wrong)
        assert not Nomination.objects.exists()

    def test_a_link_that_got_about_does_not_fill_the_database(self, actor, programme, monkeypatch):
        monkeypatch.setattr(services, "MOST_WAITING", 2)
        first = self.send(actor, programme)
        self.send(actor, programme, last_name="Дюма")
        with pytest.raises(ValidationError, match="уже очень много"):
            self.send(actor, programme, last_name="Ким")
        services.decline_nomination(actor=actor, nomination=first, on=f.TODAY)
        self.send(actor, programme, last_name="Ким")
        assert Nomination.objects.count() == 3

    def test_not_to_a_completed_programme(self, actor, completed):
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.send(actor, completed)


class TestAccepting:
    def accept(self, actor, row, person=None):
        return services.accept_nomination(actor=actor, nomination=row, person=person)

    def test_a_newcomer_is_a_pupil_of_his_class(self, actor, row):
        joined = self.accept(actor, row)
        assert (joined.person.kind, joined.person.grade) == (PersonKind.PUPIL, 8)
        assert (joined.side, joined.status) == (Side.MENTEE, ParticipationStatus.NOMINATED)

    def test_a_grown_up_mentor_without_a_class_is_a_parent(self, actor, programme):
        row = f.NominationFactory(programme=programme, side=Side.MENTOR, grade=None)
        assert self.accept(actor, row).person.kind == PersonKind.PARENT

    def test_somebody_known_is_put_in_by_the_channel(self, actor, row, school):
        known = f.PersonFactory(organisation=school)
        joined = self.accept(actor, row, known)
        assert (joined.person, joined.channel) == (known, Channel.PARENT)
        assert Person.objects.count() == 1

    def test_who_is_in_already_keeps_his_channel_and_gets_the_requests(self, actor, row, programme):
        inside = f.MenteeFactory(programme=programme, channel=Channel.SELF, competences=["физика", "математика"])
        joined = self.accept(actor, row, inside.person)
        assert (joined.pk, joined.channel, joined.competences) == (inside.pk, Channel.SELF, ["физика", "математика"])

    def test_a_selected_one_stays_selected(self, actor, row, programme):
        inside = f.MenteeFactory(programme=programme)
        assert self.accept(actor, row, inside.person).status == ParticipationStatus.APPROVED

    def test_once(self, actor, row):
        self.accept(actor, row)
        with pytest.raises(ValidationError, match="уже рассмотрено"):
            self.accept(actor, row)
        assert Participation.objects.count() == 1

    def test_not_after_declining_nor_the_other_way(self, actor, row, programme):
        services.decline_nomination(actor=actor, nomination=row, on=f.TODAY)
        with pytest.raises(ValidationError, match="уже рассмотрено"):
            self.accept(actor, row)
        other = f.NominationFactory(programme=programme)
        self.accept(actor, other)
        with pytest.raises(ValidationError, match="уже рассмотрено"):
            services.decline_nomination(actor=actor, nomination=other, on=f.TODAY)

    def test_a_completed_programme_decides_nothing(self, actor, row, completed):
        row.refresh_from_db()
        with pytest.raises(ValidationError, match="Программа завершена"):
            self.accept(actor, row)
        assert not Person.objects.exists()


class TestWaiting:
    def test_the_oldest_first_and_only_those_not_decided(self, actor, programme):
        first, second, third = f.NominationFactory.create_batch(3, programme=programme)
        services.decline_nomination(actor=actor, nomination=second, on=f.TODAY)
        assert list(waiting_nominations(programme)) == [first, third]

    def test_a_neighbours_are_not_ours(self, programme, other_school):
        f.NominationFactory(programme=f.ProgrammeFactory(organisation=other_school))
        assert not waiting_nominations(programme).exists()


class TestAlike:
    @pytest.fixture
    def known(self, school):
        return {
            name: f.PersonFactory(organisation=school, last_name=name, first_name="Пётр")
            for name in ("Нечай", "Ничай", "Нечаев", "Зыбин")
        }

    def test_the_nearest_come_first_and_strangers_not_at_all(self, school, known):
        [found] = alike(school, ["Нечай Петр"])
        assert found[0] in {known["Нечай"], known["Нечаев"]}
        assert known["Зыбин"] not in found
        assert known["Ничай"] in found

    def test_each_name_has_its_own(self, school, known):
        assert alike(school, ["Зыбин Пётр", "Щукин Илья"]) == [[known["Зыбин"]], []]

    def test_no_names_no_people(self, school):
        assert alike(school, []) == []

    @pytest.mark.parametrize("count", [1, 20])
    def test_two_queries_whatever_the_number(self, school, known, django_assert_num_queries, count):
        with django_assert_num_queries(2):
            assert len(alike(school, ["Нечай Пётр"] * count)) == count

    def test_a_neighbours_child_is_not_offered(self, school, other_school):
        with everything():
            f.PersonFactory(organisation=other_school, last_name="Нечай", first_name="Пётр")
        assert alike(school, ["Нечай Пётр"]) == [[]]
