"""Texts of questionnaires: what is asked, in whose words; a draft is edited, looked at, published."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents.paper import BLANK, render_paper
from nastavnik.questionnaires import edition_services as services
from nastavnik.questionnaires.models import Edition
from nastavnik.questionnaires.queries import Wording, wordings
from nastavnik.questionnaires.spec import KINDS, Questionnaire
from nastavnik.web.files import attachment
from nastavnik.web.outcome import attempt, told
from nastavnik.web.questionnaires.forms import HeadingForm, OwnForm, QuestionForm, comparable
from nastavnik.web.questionnaires.words import KIND_TITLES, facts, question_facts
from nastavnik.web.surveys.forms import AnswerForm


@requires(Permission.QUESTIONNAIRES_EDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """Every questionnaire of the organisation, whose words they are, and the drafts begun."""
    own = request.hat.organisation
    drafts = {row.code: row for row in Edition.objects.filter(organisation=own, published_on__isnull=True)}
    found = wordings(own)
    rows = [
        {
            "wording": wording,
            "facts": facts(wording.asks),
            "draft": drafts.get(code),
            "is_own": _is_own(wording, request),
        }
        for code, wording in sorted(found.items(), key=lambda pair: (pair[1].asks.side, pair[1].asks.title))
    ]
    new = [draft for code, draft in drafts.items() if code not in found]
    return render(request, "questionnaires/list.html", {"rows": rows, "new": new, "organisation": own})


def _is_own(wording: Wording, request: HttpRequest) -> bool:
    return wording.edition is not None and wording.edition.organisation_id == request.hat.organisation_id


def _wording(request: HttpRequest, code: str) -> Wording:
    found = wordings(request.hat.organisation).get(code)
    if found is None:
        raise Http404
    return found


def _draft(request: HttpRequest, pk: str) -> Edition:
    return get_object_or_404(
        Edition.objects.select_related("organisation"), pk=pk, organisation=request.hat.organisation, published_on=None
    )


@requires(Permission.QUESTIONNAIRES_EDIT)
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """As whoever answers sees it."""
    wording = _wording(request, code)
    return _shown(request, wording.asks, wording=wording, is_own=_is_own(wording, request))


@requires(Permission.QUESTIONNAIRES_EDIT)
def preview_draft(request: HttpRequest, pk: str) -> HttpResponse:
    draft = _draft(request, pk)
    return _shown(request, draft.asks, draft=draft)


def _shown(request: HttpRequest, asks: Questionnaire, **context: object) -> HttpResponse:
    form = AnswerForm(questionnaire=asks, answers={}, people={"": _("имена участников")})
    return render(
        request, "questionnaires/preview.html", context | {"form": form, "questionnaire": asks, "facts": facts(asks)}
    )


@requires(Permission.QUESTIONNAIRES_EDIT)
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet without a name, to be copied by hand."""
    return attachment(render_paper(_wording(request, code).asks, [BLANK]), _("Бланк"), "pdf")


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def start_draft(request: HttpRequest, code: str) -> HttpResponse:
    draft = told(
        request, services.start_draft, actor=request.actor, organisation=request.hat.organisation, code=code
    )  # fmt: skip
    return redirect("questionnaires:draft", draft.pk) if draft else redirect("questionnaires:list")


@requires(Permission.QUESTIONNAIRES_EDIT)
def start_own(request: HttpRequest) -> HttpResponse:
    form = OwnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = attempt(
            form, services.start_own, actor=request.actor, organisation=request.hat.organisation, values=form.values()
        )
        if draft:
            return redirect("questionnaires:draft", draft.pk)
    return render(request, "questionnaires/heading.html", {"form": form, "draft": None})


@requires(Permission.QUESTIONNAIRES_EDIT)
def draft(request: HttpRequest, pk: str) -> HttpResponse:
    found = _draft(request, pk)
    asks = found.asks
    context = {
        "draft": found, "questionnaire": asks, "facts": facts(asks), "kinds": KIND_TITLES.items(),
        "questions": [(question, question_facts(question, asks)) for question in asks.questions],
    }  # fmt: skip
    return render(request, "questionnaires/draft.html", context)


@requires(Permission.QUESTIONNAIRES_EDIT)
def heading(request: HttpRequest, pk: str) -> HttpResponse:
    found = _draft(request, pk)
    form = HeadingForm(request.POST or None, asks=found.asks)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.change_heading, actor=request.actor, edition=found, values=form.values()):
            return redirect("questionnaires:draft", found.pk)
    return render(request, "questionnaires/heading.html", {"form": form, "draft": found})


@requires(Permission.QUESTIONNAIRES_EDIT)
def add_question(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    return _edit(request, _draft(request, pk), kind, None)


@requires(Permission.QUESTIONNAIRES_EDIT)
def question(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    found = _draft(request, pk)
    former = next((one for one in found.asks.questions if one.code == code), None)
    if former is None:
        raise Http404
    return _edit(request, found, former.kind, former)


def _edit(request: HttpRequest, found: Edition, kind: str, former: object) -> HttpResponse:
    offered = comparable(wordings(request.hat.organisation), found.asks)
    form = QuestionForm(request.POST or None, kind=kind, former=former, asks=found.asks, comparable=offered)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.put_question, actor=request.actor, edition=found, question=form.question):
            messages.success(request, _("Вопрос записан."))
            return redirect("questionnaires:draft", found.pk)
    context = {"form": form, "draft": found, "kind": KIND_TITLES[kind], "is_new": former is None}
    return render(request, "questionnaires/question.html", context)


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def move_up(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    return _moved(request, pk, code, -1)


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def move_down(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    return _moved(request, pk, code, +1)


def _moved(request: HttpRequest, pk: str, code: str, by: int) -> HttpResponse:
    found = _draft(request, pk)
    told(request, services.move_question, actor=request.actor, edition=found, code=code, by=by)
    return redirect("questionnaires:draft", found.pk)


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def drop_question(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    found = _draft(request, pk)
    if told(request, services.drop_question, actor=request.actor, edition=found, code=code):
        messages.success(request, _("Вопрос убран."))
    return redirect("questionnaires:draft", found.pk)


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def publish(request: HttpRequest, pk: str) -> HttpResponse:
    found = _draft(request, pk)
    if told(request, services.publish, actor=request.actor, edition=found, today=timezone.localdate()):
        messages.success(request, _("Опубликовано: так анкету увидят, когда анкетирование откроют в следующий раз."))
        return redirect("questionnaires:preview", found.code)
    return redirect("questionnaires:draft", found.pk)


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def drop_draft(request: HttpRequest, pk: str) -> HttpResponse:
    if told(request, services.drop_draft, actor=request.actor, edition=_draft(request, pk)):
        messages.success(request, _("Черновик удалён."))
    return redirect("questionnaires:list")


@require_POST
@requires(Permission.QUESTIONNAIRES_EDIT)
def retire(request: HttpRequest, code: str) -> HttpResponse:
    if told(
        request, services.retire, actor=request.actor, organisation=request.hat.organisation, code=code,
        today=timezone.localdate(),
    ):  # fmt: skip
        messages.success(request, _("Своя редакция снята: снова действует общая."))
    return redirect("questionnaires:list")
