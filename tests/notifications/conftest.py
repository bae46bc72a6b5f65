"""People who owe answers or consents, and mail servers in a bad mood."""

from __future__ import annotations

from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend

from nastavnik.common.unsafe import everything
from nastavnik.notifications.queries import Matter
from nastavnik.people.enums import PersonKind
from nastavnik.programmes.enums import ParticipationStatus
from nastavnik.questionnaires.enums import Respondent
from tests import factories as f

SITE = "https://mentor.example/"
REFUSED = "nobody@closed.example"
UNLIKED = "strict@closed.example"


class ChoosyBackend(EmailBackend):
    """Keeps letters in memory and refuses one address and one letter, in the way smtplib does."""

    def send_messages(self, messages):
        for message in messages:
            if REFUSED in message.to:
                raise SMTPRecipientsRefused({REFUSED: (550, b"no such mailbox")})
            if UNLIKED in message.to:
                raise SMTPDataError(554, b"refused by policy")
        return super().send_messages(messages)


@pytest.fixture
def choosy(settings):
    settings.EMAIL_BACKEND = f"{__name__}.ChoosyBackend"


@pytest.fixture
def survey(programme):
    return f.SurveyFactory(programme=programme, questionnaire="mentee-impact")


@pytest.fixture
def about_survey(survey):
    return Matter.of(survey)


@pytest.fixture
def about_consents(programme):
    return Matter(programme, Respondent.MENTEE)


@pytest.fixture
def mentee(programme):
    """`mentee(email="…", parent="…")`: a pupil of fourteen who takes part, and perhaps a parent with an address."""

    def make(*, email="", parent=None, **values):
        person = f.PersonFactory(organisation=programme.organisation, email=email, **values.pop("person", {}))
        if parent is not None:
            of_school = {"organisation": programme.organisation, "kind": PersonKind.PARENT, "grade": None}
            f.GuardianshipFactory(ward=person, guardian=f.PersonFactory(email=parent, **of_school))
        return f.MenteeFactory(programme=programme, person=person, **values)

    return make


@pytest.fixture
def nominee(mentee):
    """Somebody who lacks both consents."""

    def make(**values):
        return mentee(status=ParticipationStatus.NOMINATED, consents=False, **values)

    return make


def end(programme):
    with everything():
        programme.status = "completed"
        programme.store()
