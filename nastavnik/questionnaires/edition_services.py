"""Editing questionnaires: a draft is made, changed, published; what is published is frozen and replaced, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nastavnik.common.actor import Actor
from nastavnik.common.audit import audited, note
from nastavnik.organisations.models import Organisation
from nastavnik.questionnaires.codes import fresh_code
from nastavnik.questionnaires.models import Edition
from nastavnik.questionnaires.queries import wordings
from nastavnik.questionnaires.rules import check_draft, rebuilt
from nastavnik.questionnaires.spec import OWN, OpenText, Question, Questionnaire

FIRST_WORDS = gettext_lazy("Что вы хотели бы сказать?")


@audited("questionnaire.draft_started", gettext_lazy("начата новая редакция анкеты"))
def start_draft(*, actor: Actor, organisation: Organisation, code: str) -> Edition:
    """A draft of the organisation's own edition, begun from the words it uses now; the one begun already where there is one."""
    draft = Edition.objects.filter(organisation=organisation, code=code, published_on__isnull=True).first()
    if draft is not None:
        return draft
    present = wordings(organisation).get(code)
    if present is None:
        raise ValidationError(_("Такой анкеты нет."))
    own = Edition.objects.filter(organisation=organisation, code=code).order_by("-version").first()
    version = max(present.asks.version, own.version if own else 0) + 1
    return _kept(
        Edition(organisation=organisation, code=code, version=version),
        present.asks.with_changes(version=version, evidence=OWN),
    )


@audited("questionnaire.own_started", gettext_lazy("начата своя анкета"))
def start_own(*, actor: Actor, organisation: Organisation, values: Mapping[str, Any]) -> Edition:
    """A questionnaire of the organisation's own, with one open question to begin with."""
    code = fresh_code("own")
    first = OpenText(code=fresh_code("q"), text=str(FIRST_WORDS), required=False)
    asks = Questionnaire(code=code, version=1, questions=(first,), **values)
    return _kept(Edition(organisation=organisation, code=code, version=1), asks)


@audited("questionnaire.heading_changed", gettext_lazy("изменён заголовок анкеты"))
def change_heading(*, actor: Actor, edition: Edition, values: Mapping[str, Any]) -> Edition:
    """Its title, when and whom it asks, whether it is anonymous."""
    check_draft(edition)
    return _kept(edition, rebuilt(edition.asks, **values))


@audited("questionnaire.question_put", gettext_lazy("записан вопрос анкеты"))
def put_question(*, actor: Actor, edition: Edition, question: Question) -> Edition:
    """A question in the place of that of its code, or a new one at the end."""
    check_draft(edition)
    asks = edition.asks
    known = [former.code for former in asks.questions]
    if question.code in known:
        questions = tuple(question if former.code == question.code else former for former in asks.questions)
    else:
        questions = (*asks.questions, question)
    return _kept(edition, rebuilt(asks, questions=questions))


@audited("questionnaire.question_moved", gettext_lazy("переставлен вопрос анкеты"))
def move_question(*, actor: Actor, edition: Edition, code: str, by: int) -> Edition:
    """Up (−1) or down (+1); one at the end stays there."""
    check_draft(edition)
    questions = list(edition.asks.questions)
    place = _place(edition, code)
    goal = min(max(place + by, 0), len(questions) - 1)
    questions.insert(goal, questions.pop(place))
    return _kept(edition, rebuilt(edition.asks, questions=tuple(questions)))


@audited("questionnaire.question_dropped", gettext_lazy("убран вопрос анкеты"))
def drop_question(*, actor: Actor, edition: Edition, code: str) -> Edition:
    check_draft(edition)
    place = _place(edition, code)
    questions = edition.asks.questions
    return _kept(edition, rebuilt(edition.asks, questions=questions[:place] + questions[place + 1 :]))


@audited("questionnaire.published", gettext_lazy("опубликована редакция анкеты"))
def publish(*, actor: Actor, edition: Edition, today: date) -> Edition:
    """From now on surveys that are opened ask this; those open already go on as they began."""
    check_draft(edition)
    edition.published_on = today
    return _kept(edition, edition.asks)


@audited("questionnaire.draft_dropped", gettext_lazy("удалён черновик анкеты"))
def drop_draft(*, actor: Actor, edition: Edition) -> Organisation:
    check_draft(edition)
    note(edition.organisation, code=edition.code, version=edition.version)
    edition.delete()
    return edition.organisation


@audited("questionnaire.retired", gettext_lazy("своя редакция анкеты снята"))
def retire(*, actor: Actor, organisation: Organisation, code: str, today: date) -> Organisation:
    """Go back to the words of those above, or to the shipped ones; surveys keep what they asked."""
    standing = Edition.objects.filter(
        organisation=organisation, code=code, published_on__isnull=False, retired_on__isnull=True
    )
    if not standing:
        raise ValidationError(_("Своей редакции этой анкеты нет."))
    for edition in standing:
        edition.retired_on = today
        edition.store()
    note(organisation, code=code)
    return organisation


def _place(edition: Edition, code: str) -> int:
    codes = [question.code for question in edition.asks.questions]
    if code not in codes:
        raise ValidationError(_("Такого вопроса в анкете нет."))
    return codes.index(code)


def _kept(edition: Edition, asks: Questionnaire) -> Edition:
    edition.spec = asks.to_json()
    edition.store()
    return edition
