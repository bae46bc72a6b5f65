"""Letters leave by a job: each is noted as it leaves, and what did not leave is told."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.unsafe import everything
from nastavnik.notifications import tasks
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.models import Reminder
from tests import factories as f
from tests.notifications.conftest import REFUSED, SITE, UNLIKED

UNTIL = f.TODAY + timedelta(days=7)


@pytest.fixture
def send(within, actor, about_survey):
    def press():
        return tasks.send_letters(actor=actor, matter=about_survey, until=UNTIL, today=f.TODAY, site=SITE)

    return press


def states():
    with everything():
        return dict(Reminder.objects.values_list("recipient__email", "state"))


def waiting(school, **values):
    person = f.PersonFactory(organisation=school, email="own@family.example")
    return f.ReminderFactory(person=person, way=Way.LETTER, state=ReminderState.WAITING, **values)


def test_letters_leave_and_are_noted(send, mentee):
    mentee(email="one@family.example"), mentee(parent="two@family.example"), mentee()
    send()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["one@family.example", "two@family.example"]
    assert states() == dict.fromkeys(("one@family.example", "two@family.example"), ReminderState.DONE)


def test_the_curator_asks_and_the_system_sends(send, mentee):
    mentee(email="one@family.example")
    send()
    actions = list(JournalEntry.objects.order_by("id").values_list("action", "role"))
    # in the tests the job runs at once
    assert actions == [("link.made_many", "curator"), ("reminder.sent", "curator"), ("reminder.delivered", "system")]


def test_the_job_carries_neither_addresses_nor_links(send, mentee, monkeypatch):
    jobs = []
    monkeypatch.setattr(tasks, "send", SimpleNamespace(enqueue=lambda *args: jobs.append(args)))
    row = mentee(email="one@family.example")
    [made] = send()
    assert jobs == [([str(made.pk)], row.programme.organisation.path, SITE)]


def test_nobody_to_write_to_makes_no_job(send, mentee, monkeypatch):
    jobs = []
    monkeypatch.setattr(tasks, "send", SimpleNamespace(enqueue=lambda *args: jobs.append(args)))
    mentee()
    with pytest.raises(ValidationError, match="Напоминать сейчас некому"):
        send()
    assert jobs == []


def test_no_reminder_without_a_job(send, mentee, monkeypatch):
    def full(*args):
        raise OSError("the queue is full")

    monkeypatch.setattr(tasks, "send", SimpleNamespace(enqueue=full))
    mentee(email="one@family.example")
    with pytest.raises(OSError, match="the queue is full"):
        send()
    assert states() == {}


@pytest.mark.parametrize("wrong", [REFUSED, UNLIKED])
def test_one_refused_stops_nobody_else(send, mentee, choosy, wrong):
    mentee(email="one@family.example"), mentee(email=wrong), mentee(email="two@family.example")
    send()
    assert states() == {
        "one@family.example": ReminderState.DONE, "two@family.example": ReminderState.DONE, wrong: ReminderState.REFUSED,
    }  # fmt: skip
    assert JournalEntry.objects.get(action="reminder.undelivered").details == {"state": "refused"}


def test_an_address_that_is_none_is_a_refused_one(school):
    row = waiting(school)
    with everything():
        row.person.email = "own\n@family.example"
        row.person.save()
    tasks.send.call([str(row.pk)], school.path, SITE)
    assert list(states().values()) == [ReminderState.REFUSED]


def test_an_address_taken_away_meanwhile_gets_nothing(school):
    row = waiting(school)
    with everything():
        row.person.email = ""
        row.person.save()
    tasks.send.call([str(row.pk)], school.path, SITE)
    assert (list(states().values()), mail.outbox) == ([ReminderState.REFUSED], [])


@pytest.mark.parametrize("gone", ["survey", "consent"])
def test_a_letter_whose_reason_has_gone_does_not_leave(school, programme, gone):
    """A worker that stood for a day writes to nobody who took a consent back, and about no closed survey."""
    survey = f.SurveyFactory(programme=programme, closed_on=f.TODAY) if gone == "survey" else None
    row = waiting(school, survey=survey)
    if gone == "consent":
        f.ConsentFactory(person=row.person, given_on=date(2026, 9, 1), withdrawn_on=f.TODAY)
    left = waiting(school)
    tasks.send.call([str(row.pk), str(left.pk)], school.path, SITE)
    with everything():
        assert dict(Reminder.objects.values_list("pk", "state")) == {
            row.pk: ReminderState.FAILED, left.pk: ReminderState.DONE,
        }  # fmt: skip
    assert len(mail.outbox) == 1


def test_a_mail_server_that_does_not_answer(send, mentee, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    rows = [mentee(email="one@family.example"), mentee(email="two@family.example")]
    with caplog.at_level(logging.WARNING, logger="nastavnik.notifications.tasks"):
        send()
    assert set(states().values()) == {ReminderState.FAILED}
    assert "did not leave: ConnectionRefusedError." in caplog.text
    names = [rows[0].person.last_name, rows[1].person.last_name, "family.example"]
    assert [word for word in names if word in caplog.text] == []


def test_what_failed_may_be_sent_again_the_same_day(send, mentee, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mentee(email="one@family.example")
    send()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send()
    assert states() == {"one@family.example": ReminderState.DONE}


def test_a_job_that_begins_again_sends_only_what_is_left(school):
    sent, left = waiting(school), waiting(school)
    with everything():
        sent.state = ReminderState.DONE
        sent.store()
    tasks.send.call([str(sent.pk), str(left.pk)], school.path, SITE)
    assert len(mail.outbox) == 1
    tasks.send.call([str(sent.pk), str(left.pk)], school.path, SITE)
    assert len(mail.outbox) == 1


def test_the_job_of_another_school_sends_nothing(school, other_school):
    row = waiting(school)
    tasks.send.call([str(row.pk)], other_school.path, SITE)
    assert (list(states().values()), mail.outbox) == ([ReminderState.WAITING], [])
