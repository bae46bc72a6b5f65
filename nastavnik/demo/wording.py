"""Questionnaires as the demo's town and school word them: one published for all schools, one still a draft."""

from __future__ import annotations

from datetime import date

from nastavnik.common.actor import Actor
from nastavnik.organisations.models import Organisation
from nastavnik.questionnaires import edition_services as services
from nastavnik.questionnaires.spec import OpenText, YesNo


def of_town(town: Organisation, today: date) -> None:
    """The town asks mentors one more question."""
    actor = Actor(user="", role="system", organisation_path=town.path)
    edition = services.start_draft(actor=actor, organisation=town, code="mentor-interim")
    question = YesNo(code="q-town", text="Были ли вы на городской встрече наставников?")
    services.put_question(actor=actor, edition=edition, question=question)
    services.publish(actor=actor, edition=edition, today=today)


def of_school(school: Organisation) -> None:
    """The school's curator has begun to reword the anonymous questionnaire."""
    actor = Actor(user="", role="system", organisation_path=school.path)
    edition = services.start_draft(actor=actor, organisation=school, code="mentee-voice")
    question = OpenText(code="q-school", text="О чём вы хотели бы поговорить с куратором?", required=False)
    services.put_question(actor=actor, edition=edition, question=question)
