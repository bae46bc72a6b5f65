"""Reminding leaves rows, links and an entry without names; it refuses what is over and repeats nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from nastavnik.common.models import JournalEntry
from nastavnik.common.scope import OutOfScope
from nastavnik.links.enums import LinkPurpose
from nastavnik.links.models import PersonalLink
from nastavnik.notifications import services
from nastavnik.notifications.enums import ReminderState, Way
from nastavnik.notifications.models import Reminder
from nastavnik.notifications.queries import Matter
from tests import factories as f
from tests.notifications.conftest import end

pytestmark = pytest.mark.usefixtures("within")
UNTIL = f.TODAY + timedelta(days=7)
NOBODY = "Напоминать сейчас некому: кому можно, уже напомнили."


def remind(actor, matter, way=Way.CARD, until=UNTIL, today=f.TODAY):
    return services.remind(actor=actor, matter=matter, way=way, until=until, today=today)[1]


def test_a_card_about_answers_has_a_link_of_its_own(actor, about_survey, survey, mentee):
    row = mentee()
    [made] = remind(actor, about_survey)
    assert (made.person_id, made.recipient_id, made.survey) == (row.person_id, row.person_id, survey)
    assert (made.what, made.state, made.until) == ("Показатели наставляемого", ReminderState.DONE, UNTIL)
    assert (made.link.purpose, made.link.person_id) == (LinkPurpose.ANSWER, row.person_id)


def test_a_reminder_of_consents_makes_no_link(actor, about_consents, nominee):
    nominee(parent="mother@family.example")
    [made] = remind(actor, about_consents, Way.LETTER)
    assert (made.link, made.survey, made.state) == (None, None, ReminderState.WAITING)
    assert made.recipient.email == "mother@family.example"
    assert PersonalLink.objects.count() == 0


def test_a_link_that_ends_sooner_shortens_the_term(actor, about_survey, mentee):
    row = mentee()
    ends = f.TODAY + timedelta(days=2)
    f.LinkFactory(person=row.person, expires_on=ends)
    [made] = remind(actor, about_survey)
    assert made.until == ends


def test_each_way_reaches_its_own(actor, about_survey, mentee):
    by_mail, on_paper = mentee(email="own@family.example"), mentee()
    assert [row.person_id for row in remind(actor, about_survey, Way.LETTER)] == [by_mail.person_id]
    assert [row.person_id for row in remind(actor, about_survey, Way.CARD)] == [on_paper.person_id]


def test_nobody_is_reminded_twice_within_three_days(actor, about_survey, mentee):
    mentee(email="own@family.example")
    remind(actor, about_survey, Way.LETTER)
    for days in (0, 2):
        with pytest.raises(ValidationError, match=NOBODY):
            remind(actor, about_survey, Way.LETTER, today=f.TODAY + timedelta(days=days))
    remind(actor, about_survey, Way.LETTER, today=f.TODAY + timedelta(days=3))
    assert Reminder.objects.count() == 2


def test_cards_printed_again_are_the_same_reminder(actor, about_survey, mentee):
    mentee()
    first, second = remind(actor, about_survey), remind(actor, about_survey)
    assert first[0].link == second[0].link
    assert Reminder.objects.count() == 1


def test_the_journal_counts_and_names_nobody(actor, about_survey, survey, mentee):
    row = mentee()
    remind(actor, about_survey)
    entry = JournalEntry.objects.get(action="reminder.sent")
    assert (entry.subject_type, entry.subject_id) == ("questionnaires.survey", str(survey.pk))
    assert entry.details == {"way": "card", "reminded": 1}
    assert row.person.last_name not in str(list(JournalEntry.objects.values_list("details", flat=True)))


def test_about_consents_the_entry_is_of_the_programme(actor, about_consents, programme, nominee):
    nominee()
    remind(actor, about_consents)
    assert JournalEntry.objects.get(action="reminder.sent").subject_id == str(programme.pk)


@pytest.mark.parametrize("days", [-1, 61])
def test_a_day_nobody_can_mean_is_refused(actor, about_survey, mentee, days):
    mentee()
    with pytest.raises(ValidationError) as refused:
        remind(actor, about_survey, until=f.TODAY + timedelta(days=days))
    assert refused.value.message_dict == {"until": ["Выберите день от сегодняшнего и не дальше двух месяцев."]}


def test_a_completed_programme_is_left_in_peace(actor, programme, about_consents, nominee):
    nominee()
    end(programme)
    with pytest.raises(ValidationError, match="Программа завершена"):
        remind(actor, about_consents)


def test_a_closed_survey_is_not_asked_about(actor, survey, mentee):
    mentee()
    survey.closed_on = f.TODAY
    with pytest.raises(ValidationError, match="Анкетирование закрыто: напоминать не о чем"):
        remind(actor, Matter.of(survey))


def test_a_letter_of_a_neighbour_is_out_of_reach(actor, other_school):
    theirs = f.ReminderFactory(person=f.PersonFactory(organisation=other_school), way=Way.LETTER)
    with pytest.raises(OutOfScope):
        services.letter_left(actor=actor, reminder=theirs)
