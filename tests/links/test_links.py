"""Personal links: addresses that cannot be guessed, terms, codes, and what a link does not open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import Scope
from nastavnik.links import queries, services
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.links.rules import LinkRefused, codes_fit, opened, token_of
from tests import factories as f

pytestmark = pytest.mark.usefixtures("within")
ANSWER, CONSENT, NOMINATE = LinkPurpose.ANSWER, LinkPurpose.CONSENT, LinkPurpose.NOMINATE
LATER = f.TODAY + timedelta(days=14)


@pytest.fixture
def person(school):
    return f.PersonFactory(organisation=school)


@pytest.fixture
def link(person):
    return f.LinkFactory(person=person)


def refusal(token, purposes=tuple(LinkPurpose), on=f.TODAY):
    with pytest.raises(LinkRefused) as caught:
        opened(token, purposes, on)
    return str(caught.value)


class TestAddress:
    def test_it_opens_its_link(self, link):
        assert opened(token_of(link), [ANSWER], f.TODAY) == link

    def test_no_key_stands_in_it_that_can_be_used_without_the_signature(self, link):
        assert refusal(link.pk.hex) == "Такой ссылки нет: проверьте, целиком ли она набрана."

    @pytest.mark.parametrize(
        "spoil", [lambda t: t[:-1], lambda t: t + "x", lambda t: "0" + t[1:], lambda t: "", lambda t: "."]
    )
    def test_a_changed_one_opens_nothing(self, link, spoil):
        token = token_of(link)
        spoilt = spoil(token)
        if spoilt == token:
            spoilt = "1" + token[1:]
        assert "Такой ссылки нет" in refusal(spoilt)

    def test_the_signature_of_one_does_not_fit_another(self, link, person):
        other = f.LinkFactory(person=person)
        forged = f"{other.pk.hex}.{token_of(link).partition('.')[2]}"
        assert "Такой ссылки нет" in refusal(forged)

    def test_one_made_for_something_else_does_not_open(self, link):
        assert "Такой ссылки нет" in refusal(token_of(link), [CONSENT])

    def test_the_last_day_belongs_to_the_term(self, link):
        assert opened(token_of(link), [ANSWER], link.expires_on) == link
        sentence = refusal(token_of(link), on=link.expires_on + timedelta(days=1))
        assert sentence == "Срок этой ссылки кончился 31.12.2026. Попросите у куратора новую."

    def test_a_closed_one_says_so(self, actor, link):
        services.close_link(actor=actor, link=link, today=f.TODAY)
        assert refusal(token_of(link)) == "Эта ссылка уже закрыта. Попросите у куратора новую."


class TestScope:
    def test_a_persons_link_opens_his_own_records(self, link, person):
        assert link.scope() == Scope(person=person.pk)

    def test_nobodys_link_opens_the_organisation(self, school):
        link = f.LinkFactory(person=None, organisation=school, purpose=NOMINATE, topic="parent")
        assert link.scope() == Scope(branch=school.path)


class TestMaking:
    def make(self, actor, person, **values):
        given = {"purpose": ANSWER, "expires_on": LATER, "today": f.TODAY, "person": person} | values
        return services.make_link(actor=actor, organisation=person.organisation, **given)

    def test_a_new_one_closes_the_older(self, actor, person):
        first, second = self.make(actor, person), self.make(actor, person)
        first.refresh_from_db()
        assert (first.closed_on, second.closed_on) == (f.TODAY, None)

    def test_but_not_one_for_something_else(self, actor, person, link):
        self.make(actor, person, purpose=CONSENT)
        link.refresh_from_db()
        assert link.closed_on is None

    def test_a_day_that_has_passed_is_refused(self, actor, person):
        with pytest.raises(ValidationError, match="уже прошёл"):
            self.make(actor, person, expires_on=date(2026, 11, 20))
        assert not PersonalLink.objects.exists()

    def test_for_a_class_each_keeps_the_link_he_has(self, actor, school, person, link):
        other = f.PersonFactory(organisation=school)
        values = {"organisation": school, "purpose": ANSWER, "expires_on": LATER, "today": f.TODAY}
        _school, made = services.make_links(actor=actor, people=[other, person], **values)
        assert [row.person_id for row in made] == [other.pk, person.pk]
        assert made[1] == link
        _school, again = services.make_links(actor=actor, people=[other, person], **values)
        assert again == made

    def test_nobody_is_refused(self, actor, school):
        with pytest.raises(ValidationError, match="некому"):
            services.make_links(
                actor=actor, people=[], organisation=school, purpose=ANSWER, expires_on=LATER, today=f.TODAY
            )

    @pytest.mark.parametrize("count", [2, 30])
    def test_a_class_costs_few_queries(self, actor, school, django_assert_max_num_queries, count):
        people = f.PersonFactory.create_batch(count, organisation=school)
        with django_assert_max_num_queries(8):
            services.make_links(
                actor=actor, people=people, organisation=school, purpose=ANSWER, expires_on=LATER, today=f.TODAY
            )


class TestCodes:
    def make(self, actor, person, own=True, representative=True):
        return services.make_consent_link(
            actor=actor, person=person, expires_on=LATER, today=f.TODAY, own=own, representative=representative
        )

    def test_each_signer_has_one_of_six_digits(self, actor, person):
        _link, codes = self.make(actor, person)
        assert set(codes) == {"own", "representative"}
        assert all(len(code) == 6 and code.isdigit() for code in codes.values())

    def test_they_are_kept_as_hashes_and_not_in_the_journal(self, actor, person):
        link, codes = self.make(actor, person)
        assert not any(code in f"{link.own_code}{link.representative_code}" for code in codes.values())
        assert not any(code in str(JournalEntry.objects.get().details) for code in codes.values())

    def test_both_must_fit(self, actor, person):
        link, codes = self.make(actor, person)
        assert codes_fit(link, **codes)
        assert codes_fit(link, own=f" {codes['own'][:3]}-{codes['own'][3:]} ", representative=codes["representative"])
        assert not codes_fit(link, own=codes["own"], representative="")
        assert not codes_fit(link, own=codes["representative"] + "0", representative=codes["own"])

    def test_a_signer_who_is_not_needed_has_none(self, actor, person):
        link, codes = self.make(actor, person, own=False)
        assert set(codes) == {"representative"}
        assert codes_fit(link, own="", representative=codes["representative"])

    def test_the_fifth_wrong_one_closes_the_link(self, actor, person):
        link, _codes = self.make(actor, person)
        for tried in range(1, 6):
            services.count_wrong_code(actor=actor, link=link, today=f.TODAY)
            assert link.stands(f.TODAY) is (tried < 5)

    def test_a_newer_link_closes_the_older(self, actor, person):
        first, _codes = self.make(actor, person)
        self.make(actor, person)
        first.refresh_from_db()
        assert not first.stands(f.TODAY)


def test_links_that_open_today(school, person, link):
    f.LinkFactory(person=person, expires_on=date(2026, 11, 20))
    f.LinkFactory(person=person, closed_on=f.TODAY)
    f.LinkFactory(person=person, purpose=CONSENT)
    assert list(queries.standing(school, ANSWER, f.TODAY)) == [link]
    assert queries.standing_of([person.pk], ANSWER, f.TODAY) == {person.pk: link}
