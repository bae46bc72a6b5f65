"""Who may what: the table of roles, the hats, and the decorator on every view."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse

from nastavnik.accounts import services
from nastavnik.accounts.access import public, requires, signed_in
from nastavnik.accounts.models import Membership, User
from nastavnik.accounts.queries import memberships_within
from nastavnik.accounts.roles import PERMISSIONS, Permission, Role, may
from nastavnik.accounts.rules import check_governs, check_may_give, givable_roles
from nastavnik.accounts.services import ALPHABET, fresh_password
from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope
from tests import factories as f

SCHOOL_STAFF = (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST)


class TestTheTable:
    def test_every_role_has_a_line(self):
        assert set(PERMISSIONS) == set(Role)

    @pytest.mark.parametrize(
        ("permission", "roles"),
        [
            (Permission.SENSITIVE_VIEW, {Role.CURATOR, Role.PSYCHOLOGIST}),
            (Permission.PAIRS_APPROVE, {Role.DIRECTOR}),
            (Permission.PAIRS_FORM, {Role.CURATOR}),
            (Permission.WORK_RECORD, {Role.CURATOR, Role.MENTOR}),
            (Permission.SCHOOLS_VIEW, {Role.COORDINATOR, Role.ADMINISTRATOR}),
            (Permission.PEOPLE_VIEW, set(SCHOOL_STAFF)),
            (Permission.ANSWER, {Role.MENTOR, Role.MENTEE}),
        ],
    )
    def test_who_has_it(self, permission, roles):
        assert {role for role in Role if may(role, permission)} == roles

    def test_the_coordinator_sees_figures_and_words_without_names(self):
        assert PERMISSIONS[Role.COORDINATOR] == {
            Permission.SCHOOLS_VIEW, Permission.QUESTIONNAIRES_EDIT, Permission.INDICATORS_EDIT,
        }  # fmt: skip

    def test_a_methodologist_words_questionnaires_and_sees_nobody(self):
        assert PERMISSIONS[Role.METHODOLOGIST] == {Permission.QUESTIONNAIRES_EDIT}

    def test_only_the_two_sides_see_their_own_records(self):
        assert {role for role in Role if role.own_records} == {Role.MENTOR, Role.MENTEE}


class TestHats:
    def test_a_school_hat_opens_the_branch(self, school):
        hat = f.MembershipFactory(organisation=school, role=Role.DIRECTOR)
        assert hat.scope() == Scope(branch=school.path)
        assert (hat.actor().role, hat.actor().organisation_path) == ("director", school.path)

    def test_a_mentors_hat_opens_his_own(self, school):
        person = f.TeacherFactory(organisation=school)
        hat = f.MembershipFactory(organisation=school, role=Role.MENTOR, user=f.UserFactory(person=person))
        assert hat.scope() == Scope(person=person.pk)

    def test_a_hat_is_worn_once(self, school):
        hat = f.MembershipFactory(organisation=school)
        with pytest.raises(ValidationError, match="уже есть эта роль"):
            f.MembershipFactory(organisation=school, user=hat.user)

    def test_hats_of_a_branch(self, town, school):
        mine, townsman = f.MembershipFactory(organisation=school), f.MembershipFactory(organisation=town)
        f.MembershipFactory()
        assert list(memberships_within(school)) == [mine]
        assert set(memberships_within(town)) == {mine, townsman}

    def test_of_several_hats_one_is_worn(self, client_as, school, other_school):
        client = client_as(Role.CURATOR)
        second = f.MembershipFactory(organisation=other_school, user=client.hat.user, role=Role.DIRECTOR)
        assert client.get("/").wsgi_request.hat == client.hat
        client.post("/hat/", {"membership": second.pk})
        assert client.get("/").wsgi_request.hat == second

    def test_somebody_elses_hat_is_not_to_be_had(self, client_as, other_school):
        client = client_as(Role.CURATOR)
        stranger = f.MembershipFactory(organisation=other_school)
        client.post("/hat/", {"membership": stranger.pk})
        assert client.get("/").wsgi_request.hat == client.hat

    def test_a_mentor_without_a_person_has_no_hat(self, client, school):
        client.force_login(f.MembershipFactory(organisation=school, role=Role.MENTOR).user)
        answer = client.get("/")
        assert answer.status_code == 403
        assert "У вас пока нет роли" in answer.content.decode()


class TestTheDecorator:
    @pytest.fixture
    def ask(self, rf, school):
        def make(view, *, role=None):
            request = rf.get("/")
            hat = f.MembershipFactory(organisation=school, role=role) if role else None
            request.user, request.hat = (hat.user if hat else AnonymousUser()), hat
            return view(request)

        return make

    @pytest.fixture
    def view(self):
        return requires(Permission.PAIRS_FORM, Permission.PAIRS_APPROVE)(lambda request: HttpResponse("вошёл"))

    @pytest.mark.parametrize("role", [Role.CURATOR, Role.DIRECTOR])
    def test_any_of_the_permissions_opens(self, ask, view, role):
        assert ask(view, role=role).content.decode() == "вошёл"

    @pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.COORDINATOR])
    def test_others_are_refused(self, ask, view, role):
        with pytest.raises(PermissionDenied):
            ask(view, role=role)

    def test_the_anonymous_sign_in(self, ask, view):
        assert ask(view)["Location"] == "/account/login/?next=/"

    def test_each_says_what_it_takes(self, view):
        assert view.access == (Permission.PAIRS_FORM, Permission.PAIRS_APPROVE)
        assert public(lambda request: None).access == "public"
        assert signed_in(lambda request: None).access == "signed in"


class TestGiving:
    def test_a_curator_gives_the_roles_of_a_school(self, school):
        curator = f.MembershipFactory(organisation=school, role=Role.CURATOR)
        assert set(givable_roles(curator)) == {*SCHOOL_STAFF, Role.METHODOLOGIST, Role.MENTOR, Role.MENTEE}

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
    def test_but_none_above_himself(self, school, role):
        curator = f.MembershipFactory(organisation=school, role=Role.CURATOR)
        with pytest.raises(ValidationError, match="Эту роль здесь вы дать не можете"):
            check_may_give(curator, role, school)

    def test_nor_in_another_school(self, school, other_school):
        curator = f.MembershipFactory(organisation=school, role=Role.CURATOR)
        with pytest.raises(ValidationError):
            check_may_give(curator, Role.CURATOR, other_school)

    def test_an_administrator_gives_all_within_his_branch(self, town, school):
        admin = f.MembershipFactory(organisation=town, role=Role.ADMINISTRATOR)
        assert all(check_may_give(admin, role, school) is None for role in Role)

    def test_who_also_wears_a_higher_hat_is_out_of_reach(self, town, school):
        curator = f.MembershipFactory(organisation=school, role=Role.CURATOR)
        director = f.MembershipFactory(organisation=school, role=Role.DIRECTOR)
        f.MembershipFactory(organisation=town, role=Role.ADMINISTRATOR, user=director.user)
        with pytest.raises(ValidationError):
            check_governs(curator, director.user)


class TestUsers:
    @pytest.fixture
    def giver(self, school):
        return f.MembershipFactory(organisation=school, role=Role.CURATOR)

    def add(self, giver, school, **values):
        defaults = {"username": "ivanova-a", "organisation": school, "role": Role.DIRECTOR}
        return services.add_user(actor=giver.actor(), giver=giver, **(defaults | values))

    def test_the_password_is_shown_once_and_fits(self, within, giver, school):
        user, password = self.add(giver, school)
        assert user.check_password(password)
        assert password not in str(JournalEntry.objects.values_list("details", flat=True))

    def test_passwords_can_be_read_out(self):
        groups = fresh_password().split("-")
        assert [len(group) for group in groups] == [4, 4, 4]
        assert set("".join(groups)) <= set(ALPHABET)
        assert not set("il1o0") & set(ALPHABET)

    def test_no_two_are_alike(self):
        assert len({fresh_password() for _n in range(200)}) == 200

    @pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
    def test_the_two_sides_need_a_person(self, within, giver, school, role):
        with pytest.raises(ValidationError, match="нужен человек из списка"):
            self.add(giver, school, role=role)
        assert not User.objects.filter(username="ivanova-a").exists()

    def test_a_name_is_taken_once(self, within, giver, school):
        self.add(giver, school)
        with pytest.raises(ValidationError, match="Такое имя для входа уже есть"):
            self.add(giver, school)

    def test_a_refused_role_leaves_no_user(self, within, giver, other_school):
        with pytest.raises(ValidationError):
            self.add(giver, other_school)
        assert Membership.objects.count() == 1

    def test_a_new_password_ends_the_old(self, within, giver, school):
        user, old = self.add(giver, school)
        _user, new = services.reset_password(actor=giver.actor(), giver=giver, user=user)
        assert user.check_password(new)
        assert not user.check_password(old)

    def test_a_closed_sign_in(self, within, giver, school):
        user, _password = self.add(giver, school)
        services.disable_user(actor=giver.actor(), giver=giver, user=user)
        assert not User.objects.get(pk=user.pk).is_active

    def test_nobody_closes_his_own(self, within, giver):
        with pytest.raises(ValidationError, match="Себе вход не закрывают"):
            services.disable_user(actor=giver.actor(), giver=giver, user=giver.user)

    def test_users_write_their_last_entry_themselves(self, db):
        user = f.UserFactory()
        user.save(update_fields=["last_login"])
        assert User.objects.get(pk=user.pk).username == user.username
