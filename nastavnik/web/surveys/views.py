"""Questionnaires: opening a wave, answering, entering answers from paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.documents import services as documents
from nastavnik.exchange import services as exports
from nastavnik.links.models import PersonalLink
from nastavnik.links.rules import token_of
from nastavnik.notifications.queries import Matter, plan
from nastavnik.notifications.services import LINK_LASTS
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires import queries, services
from nastavnik.questionnaires.enums import Respondent, Wave
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.questionnaires.summary import in_words, judged, summarise
from nastavnik.web.files import handed_out
from nastavnik.web.outcome import attempt, told
from nastavnik.web.programme.current import with_programme
from nastavnik.web.surveys.asking import ask, find_open
from nastavnik.web.surveys.forms import OpenForm

WORDS = {
    Wave.SELECTION: gettext_lazy("Предложенные участники рассказывают о себе: их ответы заполняют обе базы."),
    Wave.TRAINING: gettext_lazy("Чему наставники хотят научиться – до занятий, довольны ли они – после."),
    Wave.MEETING: gettext_lazy("Сразу после групповой встречи: кто с кем хотел бы работать."),
    Wave.ENTRY: gettext_lazy("Откройте анкетирование, когда пары утверждены: участники ответят до начала работы."),
    Wave.INTERIM: gettext_lazy("Промежуточный контроль, обычно в апреле: что идёт хорошо, кому нужна помощь."),
    Wave.EXIT: gettext_lazy(
        "Откройте анкетирование, когда пары завершают работу: ответы сравнятся с теми, что были на входе."
    ),
}


@requires(Permission.RESULTS_VIEW)
@with_programme
def listing(request: HttpRequest) -> HttpResponse:
    states = queries.states(request.programme)
    waves = [
        {
            "wave": wave,
            "states": [state for state in states if state.survey.wave == wave],
            "open": any(state.survey.is_open for state in states if state.survey.wave == wave),
            "words": WORDS[wave],
        }
        for wave in Wave
    ]
    return render(request, "surveys/list.html", {"programme": request.programme, "waves": waves})


@requires(Permission.SURVEYS_RUN)
@with_programme
def open_wave(request: HttpRequest, wave: str) -> HttpResponse:
    """Which questionnaires of a wave to ask, and until when."""
    moment, today = Wave(wave), timezone.localdate()
    offered = [(wording, n) for wording, n in queries.of_wave(request.programme, moment) if n]
    form = OpenForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, services.open_wave, actor=request.actor, programme=request.programme, wave=moment, on=today,
            codes=form.cleaned_data["codes"], due_on=form.cleaned_data["due_on"],
        ):  # fmt: skip
            messages.success(request, _("Анкетирование открыто: участники видят анкеты у себя."))
            return redirect("surveys:list")
    context = {"form": form, "wave": moment, "words": WORDS[moment], "offered": offered, "programme": request.programme}
    return render(request, "surveys/open.html", context)


@require_POST
@requires(Permission.SURVEYS_RUN)
@with_programme
def close_wave(request: HttpRequest, wave: str) -> HttpResponse:
    if told(
        request, services.close_wave, actor=request.actor, programme=request.programme, wave=Wave(wave),
        on=timezone.localdate(),
    ):  # fmt: skip
        messages.success(request, _("Анкетирование закрыто."))
    return redirect("surveys:list")


@requires(Permission.ANSWERS_ENTER)
def survey(request: HttpRequest, pk: str) -> HttpResponse:
    """Who has answered and who has not, and when the latter were reminded."""
    found = get_object_or_404(Survey.objects.select_related("programme"), pk=pk)
    if found.side == Respondent.CURATOR:
        return redirect("surveys:summary", found.pk)
    asked = queries.asked_persons(found)
    reminders = plan(Matter.of(found), timezone.localdate())
    reminded = {debt.person.pk: debt.last for debt in reminders.debts}
    for one in asked:
        one.participation.reminder = reminded.get(one.participation.person_id)
    context = {
        "survey": found, "questionnaire": found.asks, "programme": found.programme, "asked": asked, "plan": reminders,
    }  # fmt: skip
    return render(request, "surveys/survey.html", context)


@requires(Permission.RESULTS_VIEW)
def summary(request: HttpRequest, pk: str) -> HttpResponse:
    """What all answers come to, without names; few answers are not shown."""
    found = get_object_or_404(Survey.objects.select_related("programme"), pk=pk)
    questionnaire = found.asks
    given = list(Response.objects.filter(survey=found).values_list("answers", flat=True))
    context = {
        "survey": found, "questionnaire": questionnaire, "programme": found.programme, "n": len(given),
        "lines": summarise(questionnaire.questions, given),
    }  # fmt: skip
    if found.side == Respondent.CURATOR:
        # one sheet about the programme, not about people: nothing in it is to be hidden
        sheet = given[0] if given else {}
        marks = [(question, in_words(question, sheet.get(question.code))) for question in questionnaire.questions]
        return render(request, "surveys/sheet.html", context | {"marks": marks, "judged": judged(questionnaire, sheet)})
    return render(request, "surveys/summary.html", context)


def _survey(pk: str) -> Survey:
    return get_object_or_404(Survey.objects.select_related("programme__organisation"), pk=pk)


@requires(Permission.ANSWERS_ENTER)
def answers(request: HttpRequest, pk: str) -> HttpResponse:
    found = _survey(pk)
    made = told(request, exports.export_answers, actor=request.actor, survey=found)
    return handed_out(request, made, _("Ответы"), "excel") if made else redirect("surveys:survey", found.pk)


@requires(Permission.ANSWERS_ENTER)
def paper(request: HttpRequest, pk: str) -> HttpResponse:
    """The questionnaire on paper for those who have not answered, each sheet with the way to where it is typed in."""
    found = _survey(pk)

    def address(row: Participation) -> str:
        return request.build_absolute_uri(reverse("surveys:enter", args=[found.pk, row.pk]))

    made = documents.make_paper(actor=request.actor, survey=found, address=address)
    return handed_out(request, made, _("Бланки"), "pdf")


@require_POST
@requires(Permission.ANSWERS_ENTER)
def cards(request: HttpRequest, pk: str) -> HttpResponse:
    """Cards with personal links for those who have not answered: cut apart and handed out in class."""
    found, today = _survey(pk), timezone.localdate()

    def address(link: PersonalLink) -> str:
        return request.build_absolute_uri(reverse("links:start", args=[token_of(link)]))

    made = told(
        request, documents.make_cards, actor=request.actor, survey=found, address=address,
        expires_on=today + LINK_LASTS, today=today,
    )  # fmt: skip
    return handed_out(request, made, _("Карточки"), "pdf") if made else redirect("surveys:survey", found.pk)


@requires(Permission.ANSWER)
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/mine.html", {"asked": queries.open_for(request.hat.user.person_id)})


@requires(Permission.ANSWER)
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """One's own answers to an open survey."""
    one = find_open(request.hat.user.person_id, pk)
    return ask(
        request, one.survey, one.participation, one.response,
        template="surveys/answer.html", after=lambda: redirect("surveys:mine"),
    )  # fmt: skip


@requires(Permission.ANSWERS_ENTER)
def enter(request: HttpRequest, pk: str, participation: str) -> HttpResponse:
    """Answers of somebody who filled the questionnaire in on paper."""
    found = get_object_or_404(Survey.objects.select_related("programme"), pk=pk)
    person = get_object_or_404(queries.asked_of(found), pk=participation)
    given = Response.objects.filter(survey=found, participation=person).first()
    if given and found.asks.anonymous:
        raise Http404  # what somebody said without a name is read by nobody else
    return ask(
        request, found, person, given,
        template="surveys/answer.html", after=lambda: _after(request, found), by_staff=True,
    )  # fmt: skip


def _after(request: HttpRequest, found: Survey) -> HttpResponse:
    """Whoever types a pile of sheets goes on to the next; otherwise back to the list."""
    if "next" in request.POST:
        waiting = next((one for one in queries.asked_persons(found) if one.response is None), None)
        if waiting:
            return redirect("surveys:enter", found.pk, waiting.participation.pk)
    return redirect("surveys:survey", found.pk)
