"""Answers kept while they are being given: in the visitor's own session, for hours, until they are sent.

A draft is not an answer: nobody else reads it, nothing is reckoned from it, and it leaves no entry in the journal.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from nastavnik.programmes.models import Participation
from nastavnik.questionnaires.models import Survey
from nastavnik.web.surveys.forms import AnswerForm

DRAFTS = "drafts"
MOST = 20  # a curator who types a pile of sheets does not fill the session with it


def _key(survey: Survey, participation: Participation | None) -> str:
    return f"{survey.pk}:{participation.pk if participation else ''}"


def keep(request: HttpRequest, survey: Survey, participation: Participation | None, form: AnswerForm) -> None:
    """Keep what can be kept of a form half filled in; what is wrong yet is left out."""
    form.is_valid()
    given = {name: value for name, value in form.given.items() if value not in (None, "", [], {})}
    drafts = dict(list(request.session.get(DRAFTS, {}).items())[-MOST + 1 :])
    drafts[_key(survey, participation)] = given
    request.session[DRAFTS] = drafts


def kept(request: HttpRequest, survey: Survey, participation: Participation | None) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(DRAFTS, {}).get(_key(survey, participation), {})
    return found


def drop(request: HttpRequest, survey: Survey, participation: Participation | None) -> None:
    drafts = dict(request.session.get(DRAFTS, {}))
    if drafts.pop(_key(survey, participation), None) is not None:
        request.session[DRAFTS] = drafts
