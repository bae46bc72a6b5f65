"""The demo: every stage has data, every page of every hat opens on it with few queries, nobody in it is real."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nastavnik.accounts.models import Membership, SavedView
from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.demo.load import load_demo
from nastavnik.documents.models import Document
from nastavnik.mentoring.enums import MeetingKind, MentorshipStatus
from nastavnik.mentoring.models import Meeting, Mentorship
from nastavnik.monitoring.figures import of_branch, of_school
from nastavnik.monitoring.models import SwotAnalysis
from nastavnik.notifications.models import Reminder
from nastavnik.organisations.models import Organisation
from nastavnik.people.models import Person
from nastavnik.programmes.enums import ProgrammeStatus
from nastavnik.programmes.models import Participation, Programme
from nastavnik.questionnaires.enums import Wave
from nastavnik.questionnaires.models import Response, Survey
from tests.factories import TODAY
from tests.house.test_every_view import FOREIGN, GUARDED, address

MOST_QUERIES = 20
PLAIN = [name for name, view in GUARDED.items() if not view.pattern.converters]
EVERYBODYS = ["home", "roles", "components"]


pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def lines(django_db_setup, django_db_blocker):
    """Loaded once for this file, and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(TODAY)
        transaction.set_rollback(True)


def test_it_prints_a_line_for_each_user_with_a_fresh_password(lines):
    assert len(lines) == 10
    passwords = [re.fullmatch(r"  (\w+) +((?:\w{4}-){2}\w{4})   .+, .+", line)[2] for line in lines]
    assert len(set(passwords)) == 10
    assert Client().login(username="curator", password=passwords[0])


def test_three_schools_stand_at_three_points_of_the_cycle(lines):
    with everything():
        assert Organisation.objects.filter(kind="school").count() == 3
        assert {status for (status,) in Programme.objects.values_list("status")} == set(ProgrammeStatus.values)
        running = Programme.objects.get(organisation__code="17")
        assert running.roadmap.is_confirmed
        states = set(Mentorship.objects.filter(programme=running).values_list("status", flat=True))
        assert {MentorshipStatus.ACTIVE, MentorshipStatus.COMPLETED, MentorshipStatus.PROPOSED} <= states
        assert set(Meeting.objects.values_list("kind", flat=True)) == set(MeetingKind.values)
        # those asked at the selection have their questionnaire before them
        answered = set(Response.objects.values_list("survey__wave", flat=True))
        assert answered == set(Wave.values) - {Wave.SELECTION}
        assert set(Survey.objects.values_list("wave", flat=True)) == set(Wave.values)
        assert set(Document.objects.values_list("kind", flat=True)) == {"pair_order", "programme_report", "swot"}
        assert {row.is_signed for row in SwotAnalysis.objects.all()} == {True, False}
        assert Participation.objects.filter(channel="last_cycle").exists()


def test_nobody_in_it_can_be_written_or_called(lines):
    with everything():
        assert not Person.objects.exclude(email="").exists()
        assert set(Person.objects.values_list("phone", flat=True)) <= {"", "+79990000000"}


def test_some_have_been_reminded_and_the_curator_keeps_a_view(lines):
    with everything():
        assert {(row.survey is None, row.way) for row in Reminder.objects.select_related("survey")} == {
            (True, "card"),
            (False, "card"),
        }
        [view] = SavedView.objects.select_related("user")
    assert (view.user.username, view.name, view.query) == ("curator", "Без согласий", "consents=missing")


def test_its_indicators_have_shares_targets_and_a_year_before(lines):
    with everything():
        town = Organisation.objects.get(kind="municipality")
        found = {line.indicator.code: line for line in of_branch(town, TODAY, TODAY)}
        schools = [of_school(school, TODAY, TODAY) for school in Organisation.objects.filter(kind="school")]
    mentees = found["mentees-10-19"]
    assert mentees.now.whole.number == 120
    assert 0 < mentees.now.percent < mentees.now.target.percent
    assert mentees.past[0].percent > 0
    assert mentees.now.part == sum(lines[0].now.part for lines in schools)
    assert found["mentees-satisfied"].past[0].percent is not None


def test_it_goes_through_the_services(lines):
    with everything():
        written = set(JournalEntry.objects.values_list("action", flat=True))
    assert {
        "pair.approved",
        "feedback.given",
        "survey.answered",
        "document.order_made",
        "programme.completed",
    } <= written


def opened(client, url):
    """Status and number of queries; a page whose tags do not close each other raises."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(url)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        parse_html(answer.content.decode())
    return answer.status_code, len(captured)


def test_every_page_of_every_hat_opens_with_few_queries(lines):
    complaints = []
    for hat in Membership.objects.select_related("user", "organisation"):
        client = Client()
        client.force_login(hat.user)
        allowed = [name for name in PLAIN if any(hat.may(may) for may in GUARDED[name].callback.access)]
        for name in EVERYBODYS + allowed:
            status, queries = opened(client, reverse(name))
            if status not in {200, 302, 405} or queries >= MOST_QUERIES:
                complaints.append((hat.user.username, name, status, queries))
    assert complaints == []


def test_every_page_about_a_row_opens_with_few_queries(lines):
    complaints, client = [], Client()
    hat = Membership.objects.select_related("user", "organisation").get(user__username="curator")
    client.force_login(hat.user)
    with everything():
        school = f"{hat.organisation.path}"
        rows = {name: row_of(FOREIGN[name]._meta.model, school) for name in FOREIGN}
    for name, row in rows.items():
        if row is None or not any(hat.may(permission) for permission in GUARDED[name].callback.access):
            continue
        status, queries = opened(client, address(name, row))
        if status not in {200, 302, 404, 405} or queries >= MOST_QUERIES:
            complaints.append((name, status, queries))
    assert complaints == []


def row_of(model, branch):
    rows = model.objects.filter(model.in_branch(branch)) if hasattr(model, "in_branch") else model.objects.none()
    return rows.values_list("pk", flat=True).first()


def test_no_link_that_is_shown_refuses_or_is_missing(lines):
    """One hat of each role follows every link it is shown, one of each kind of page, as far as they lead."""
    complaints = []
    hats = {hat.role: hat for hat in Membership.objects.select_related("user", "organisation").order_by("-id")}
    for hat in hats.values():
        client = Client()
        client.force_login(hat.user)
        seen, waiting = set(), [("/", "/")]
        while waiting:
            url, origin = waiting.pop()
            kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", url)
            if kind in seen:
                continue
            seen.add(kind)
            answer = client.get(url, follow=True)
            if answer.status_code not in {200, 204}:
                complaints.append((hat.user.username, origin, url, answer.status_code))
            if answer["Content-Type"].startswith("text/html"):
                waiting += [(link, url) for link in followed(answer.content.decode())]
        assert len(seen) > 3
    assert complaints == []


def followed(html):
    """The addresses that links lead to; forms are not links, and signing out is not followed."""
    found = re.findall(r'<a\b[^>]*\bhref="(/[^"#?]*)', html)
    return [link for link in found if "logout" not in link and not link.startswith("/static/")]
