"""Nobody gives more than he governs: the whole table of who gives what, where, and over whom."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.roles import PERMISSIONS, Permission, Role
from nastavnik.accounts.rules import check_governs, check_may_give, givable_roles
from nastavnik.accounts.services import add_user, disable_user, reset_password
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from tests import factories as f

OF_A_SCHOOL = {Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.METHODOLOGIST, Role.MENTOR, Role.MENTEE}
GIVERS = {Role.ADMINISTRATOR: set(Role), Role.CURATOR: OF_A_SCHOOL}
REFUSAL = "Эту роль здесь вы дать не можете."


@pytest.fixture
def curator(school):
    return f.MembershipFactory(organisation=school, role=Role.CURATOR)


@pytest.fixture
def administrator(town):
    return f.MembershipFactory(organisation=town, role=Role.ADMINISTRATOR)


def hat(organisation, role=Role.CURATOR, **values):
    return f.MembershipFactory(organisation=organisation, role=role, **values)


class TestWhichRoles:
    @pytest.mark.parametrize("role", list(Role))
    def test_of_each_hat(self, role):
        assert set(givable_roles(Membership(role=role))) == GIVERS.get(role, set())

    @pytest.mark.parametrize("role", list(Role))
    def test_who_gives_any_role_may_keep_users(self, role):
        assert bool(givable_roles(Membership(role=role))) == (Permission.USERS_EDIT in PERMISSIONS[role])

    @pytest.mark.parametrize("giver", [Role.DIRECTOR, Role.PSYCHOLOGIST, Role.MENTOR, Role.MENTEE, Role.COORDINATOR])
    def test_who_keeps_no_users_gives_not_even_his_own(self, school, giver):
        with pytest.raises(ValidationError, match=REFUSAL):
            check_may_give(hat(school, giver), giver, school)


class TestWhere:
    def test_in_the_own_school(self, curator, school):
        assert check_may_give(curator, Role.DIRECTOR, school) is None

    def test_not_above(self, curator, town):
        with pytest.raises(ValidationError, match=REFUSAL):
            check_may_give(curator, Role.DIRECTOR, town)

    def test_not_beside(self, curator, other_school):
        with pytest.raises(ValidationError, match=REFUSAL):
            check_may_give(curator, Role.DIRECTOR, other_school)

    def test_not_in_a_namesake(self, town):
        ours, namesake = f.SchoolFactory(parent=town, code="05"), f.SchoolFactory(parent=town, code="051")
        with pytest.raises(ValidationError, match=REFUSAL):
            check_may_give(hat(ours), Role.DIRECTOR, namesake)

    def test_an_administrator_of_a_school_is_not_one_of_the_town(self, school, town):
        with pytest.raises(ValidationError, match=REFUSAL):
            check_may_give(hat(school, Role.ADMINISTRATOR), Role.ADMINISTRATOR, town)


class TestOverWhom:
    def test_a_user_of_the_own_school(self, curator, school):
        assert check_governs(curator, hat(school, Role.PSYCHOLOGIST).user) is None

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
    def test_not_an_administrator_who_sits_in_it(self, curator, school, role):
        with pytest.raises(ValidationError, match=REFUSAL):
            check_governs(curator, hat(school, role).user)

    def test_one_hat_elsewhere_is_enough_to_refuse(self, curator, school, other_school):
        user = hat(school, Role.MENTOR).user
        hat(other_school, Role.MENTOR, user=user)
        with pytest.raises(ValidationError, match=REFUSAL):
            check_governs(curator, user)

    def test_the_administrator_above_governs_both(self, administrator, school, other_school):
        user = hat(school, Role.MENTOR).user
        hat(other_school, Role.MENTOR, user=user)
        assert check_governs(administrator, user) is None


class TestServicesAskTheRules:
    def test_a_curator_makes_no_administrator(self, within, curator, school):
        with pytest.raises(ValidationError, match=REFUSAL):
            add_user(
                actor=curator.actor(), giver=curator, username="pomoshnik", organisation=school, role=Role.ADMINISTRATOR
            )
        assert not User.objects.filter(username="pomoshnik").exists()

    def test_nor_takes_one_over(self, within, curator, administrator):
        before = administrator.user.password
        with pytest.raises(ValidationError, match=REFUSAL):
            reset_password(actor=curator.actor(), giver=curator, user=administrator.user)
        assert User.objects.get(pk=administrator.user_id).password == before

    def test_nor_shuts_one_out(self, within, curator, administrator):
        with pytest.raises(ValidationError, match=REFUSAL):
            disable_user(actor=curator.actor(), giver=curator, user=administrator.user)
        assert User.objects.get(pk=administrator.user_id).is_active

    def test_a_refusal_leaves_no_entry(self, within, curator, administrator):
        for refused in (reset_password, disable_user):
            with pytest.raises(ValidationError):
                refused(actor=curator.actor(), giver=curator, user=administrator.user)
        assert not JournalEntry.objects.exists()


class TestTheEntry:
    def test_a_new_user_and_the_role_but_not_the_password(self, within, curator, school):
        user, password = add_user(
            actor=curator.actor(), giver=curator, username="hmel-n", organisation=school, role=Role.DIRECTOR
        )
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id, entry.details) == ("user.added", str(user.pk), {"role": "director"})
        assert entry.actor == str(curator.user_id)
        assert password not in str(vars(entry))

    def test_a_new_password_without_the_password(self, within, curator, school):
        user, _password = reset_password(actor=curator.actor(), giver=curator, user=hat(school, Role.MENTOR).user)
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id, entry.details) == ("user.password_reset", str(user.pk), {})

    def test_a_closed_entry(self, within, curator, school):
        user = disable_user(actor=curator.actor(), giver=curator, user=hat(school, Role.MENTOR).user)
        entry = JournalEntry.objects.get()
        assert (entry.action, entry.subject_id) == ("user.disabled", str(user.pk))


class TestNewUsers:
    def add(self, curator, **values):
        defaults = {"username": "hmel-n", "organisation": curator.organisation, "role": Role.MENTOR}
        return add_user(actor=curator.actor(), giver=curator, **(defaults | values))

    def test_one_person_has_one_user(self, within, curator, school):
        person = f.TeacherFactory(organisation=school)
        self.add(curator, person=person)
        with pytest.raises(ValidationError):
            self.add(curator, person=person, username="hmel-2")
        assert User.objects.filter(person=person).count() == 1

    def test_the_hat_shows_the_persons_own_records(self, within, curator, school):
        person = f.TeacherFactory(organisation=school)
        user, _password = self.add(curator, person=person)
        assert user.memberships.get().scope().person == person.pk

    @pytest.mark.parametrize("values", [{"username": ""}, {"username": "я" * 61}, {"email": "не адрес"}])
    def test_what_cannot_be_meant_is_refused_whole(self, within, curator, school, values):
        with pytest.raises(ValidationError):
            self.add(curator, person=f.TeacherFactory(organisation=school), **values)
        assert list(Membership.objects.all()) == [curator]
        assert not JournalEntry.objects.exists()

    def test_a_password_is_kept_as_a_hash_only(self, within, curator, school):
        user, password = self.add(curator, role=Role.DIRECTOR)
        with everything():
            assert password not in User.objects.get(pk=user.pk).password
