"""A request wears one hat, and its scope is open while the request lasts."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import reverse

from nastavnik.accounts.middleware import HAT, HatMiddleware
from nastavnik.accounts.roles import Role
from nastavnik.common.scope import Scope, ScopeMissing, active_scope
from nastavnik.people.models import Person
from tests import factories as f


@pytest.fixture
def arrive(rf):
    """`arrive(user, hat=…)`: the request as a view meets it, and the scope that was open then."""

    def through(user, *, hat=None, view=lambda request: HttpResponse()):
        seen = {}

        def met(request):
            seen["scope"] = active_scope()
            return view(request)

        request = rf.get("/")
        request.user, request.session = user, {HAT: str(hat)} if hat else {}
        request.answer = HatMiddleware(met)(request)
        request.scope = seen["scope"]
        return request

    return through


class TestWorn:
    def test_the_only_hat_is_worn(self, arrive, school):
        hat = f.MembershipFactory(organisation=school)
        request = arrive(hat.user)
        assert request.hat == hat
        assert request.hats == [hat]

    def test_of_several_the_first_given(self, arrive, school, other_school):
        first = f.MembershipFactory(organisation=other_school, role=Role.PSYCHOLOGIST)
        second = f.MembershipFactory(organisation=school, user=first.user)
        assert arrive(first.user).hats == [first, second]
        assert arrive(first.user).hat == first

    def test_or_the_one_chosen(self, arrive, school, other_school):
        first = f.MembershipFactory(organisation=other_school)
        second = f.MembershipFactory(organisation=school, user=first.user)
        request = arrive(first.user, hat=second.pk)
        assert request.hat == second
        assert request.scope == Scope(branch=school.path)

    def test_a_strangers_hat_cannot_be_chosen(self, arrive, school, town):
        own, strange = f.MembershipFactory(organisation=school), f.MembershipFactory(organisation=town)
        request = arrive(own.user, hat=strange.pk)
        assert request.hat == own
        assert request.scope == Scope(branch=school.path)

    @pytest.mark.parametrize("rubbish", [uuid4(), "рубашка", "0"])
    def test_a_hat_that_is_no_more_gives_way_to_the_first(self, arrive, school, rubbish):
        hat = f.MembershipFactory(organisation=school)
        assert arrive(hat.user, hat=rubbish).hat == hat

    def test_one_query_finds_them_all(self, arrive, school, django_assert_num_queries):
        hat = f.MembershipFactory(organisation=school, user=f.UserFactory(person=f.TeacherFactory()))
        f.MembershipFactory(organisation=school, role=Role.MENTOR, user=hat.user)
        with django_assert_num_queries(1):
            request = arrive(hat.user)
            assert [found.organisation.path for found in request.hats] == [school.path] * 2


class TestNoHat:
    def test_the_anonymous_have_none_and_no_scope(self, arrive, db):
        request = arrive(AnonymousUser())
        assert (request.hats, request.hat, request.scope) == ([], None, None)

    def test_nor_do_users_without_a_role(self, arrive, db):
        request = arrive(f.UserFactory())
        assert (request.hats, request.hat, request.scope) == ([], None, None)

    def test_there_queries_raise(self, arrive, db):
        with pytest.raises(ScopeMissing):
            arrive(f.UserFactory(), view=lambda request: HttpResponse(str(Person.objects.count())))

    @pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
    def test_a_hat_for_own_records_needs_a_person(self, arrive, school, role):
        hat = f.MembershipFactory(organisation=school, role=role)
        assert arrive(hat.user).hat is None

    def test_it_does_not_hide_the_others(self, arrive, school):
        idle = f.MembershipFactory(organisation=school, role=Role.MENTOR)
        useful = f.MembershipFactory(organisation=school, user=idle.user)
        request = arrive(idle.user, hat=idle.pk)
        assert request.hats == [useful]
        assert request.hat == useful


class TestScope:
    @pytest.mark.parametrize("role", [role for role in Role if not role.own_records])
    def test_most_hats_see_a_branch(self, arrive, school, role):
        hat = f.MembershipFactory(organisation=school, role=role)
        assert arrive(hat.user).scope == Scope(branch=school.path)

    @pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE])
    def test_those_of_a_pair_see_their_own_records(self, arrive, school, role):
        person = f.TeacherFactory(organisation=school)
        hat = f.MembershipFactory(organisation=school, role=role, user=f.UserFactory(person=person))
        assert arrive(hat.user).scope == Scope(person=person.pk)

    def test_it_closes_behind_the_request(self, arrive, school):
        arrive(f.MembershipFactory(organisation=school).user)
        assert active_scope() is None

    def test_and_behind_an_error(self, arrive, school):
        def broken(request):
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            arrive(f.MembershipFactory(organisation=school).user, view=broken)
        assert active_scope() is None

    def test_a_page_drawn_late_is_drawn_inside(self, arrive, school):
        f.PersonFactory(organisation=school, last_name="Гречкин")
        page = engines["django"].from_string("{% for person in people.all %}{{ person.last_name }}{% endfor %}")
        hat = f.MembershipFactory(organisation=school)
        request = arrive(hat.user, view=lambda request: TemplateResponse(request, page, {"people": Person.objects}))
        assert request.answer.content.decode() == "Гречкин"

    def test_who_acts_is_known(self, arrive, school):
        hat = f.MembershipFactory(organisation=school, role=Role.DIRECTOR)
        acting = arrive(hat.user).actor
        assert (acting.user, acting.role, acting.organisation_path) == (str(hat.user_id), "director", school.path)


class TestChoosing:
    def test_a_hat_is_put_on(self, client, school, other_school):
        first = f.MembershipFactory(organisation=other_school)
        second = f.MembershipFactory(organisation=school, user=first.user)
        client.force_login(first.user)
        answer = client.post(reverse("hat"), {"membership": second.pk})
        assert answer.url == reverse("home")
        assert client.session[HAT] == str(second.pk)

    def test_a_strangers_is_not(self, client, school, town):
        own, strange = f.MembershipFactory(organisation=school), f.MembershipFactory(organisation=town)
        client.force_login(own.user)
        assert client.post(reverse("hat"), {"membership": strange.pk}).status_code == 404
        assert HAT not in client.session

    def test_a_link_puts_nothing_on(self, curator):
        assert curator.get(reverse("hat")).status_code == 405
