"""Asking one person one questionnaire: its form, the draft kept meanwhile, the answers saved; for every page that asks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nastavnik.programmes.models import Participation
from nastavnik.questionnaires import queries, services
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.spec import PersonList, Questionnaire, Scale
from nastavnik.web.outcome import attempt
from nastavnik.web.surveys import drafts
from nastavnik.web.surveys.forms import AnswerForm


def find_open(person: UUID, survey: str) -> queries.Asked:
    """A survey this person is asked now, or no page."""
    one = next((entry for entry in queries.open_for(person) if str(entry.survey.pk) == str(survey)), None)
    if one is None:
        raise Http404
    return one


def ask(
    request: HttpRequest, survey: Survey, participation: Participation | None, given: Response | None, *,
    template: str, after: Callable[[], HttpResponse], by_staff: bool = False,
) -> HttpResponse:  # fmt: skip
    """The page that asks; what was sent is kept as a draft or saved, and `after` says where to go on."""
    questionnaire = survey.asks
    draft = drafts.kept(request, survey, participation)
    before = given.answers if given else {}
    people = queries.may_be_named(survey, participation) if any(questionnaire.of_kind(PersonList)) else None
    form = AnswerForm(request.POST or None, questionnaire=questionnaire, answers=before, draft=draft, people=people)
    if request.method == "POST" and "draft" in request.GET:
        drafts.keep(request, survey, participation, form)
        return HttpResponse(status=204)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, services.answer, actor=request.actor, survey=survey, participation=participation,
            answers=form.answers, by_staff=by_staff,
        ):  # fmt: skip
            drafts.drop(request, survey, participation)
            messages.success(request, _("Ответы сохранены. Спасибо!"))
            return after()
    context = {
        "form": form, "questionnaire": questionnaire, "participation": participation, "survey": survey,
        "by_staff": by_staff, "has_draft": bool(draft), "plain_scales": _has_plain_scales(questionnaire),
    }  # fmt: skip
    return render(request, template, context)


def _has_plain_scales(questionnaire: Questionnaire) -> bool:
    """Scales from 1 to 10 whose ends no words explain: one sentence explains them all."""
    scales = questionnaire.of_kind(Scale)
    return any((scale.low, scale.high, scale.low_label) == (1, 10, "") for scale in scales)
