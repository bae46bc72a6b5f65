"""What the curator does with questionnaires besides asking: fills in own sheets, looks who chose whom."""

from __future__ import annotations

from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from nastavnik.accounts.access import requires
from nastavnik.accounts.roles import Permission
from nastavnik.programmes.models import Participation
from nastavnik.questionnaires import queries
from nastavnik.questionnaires.enums import Respondent
from nastavnik.questionnaires.models import Response, Survey
from nastavnik.web.programme.current import with_programme
from nastavnik.web.surveys.asking import ask


@requires(Permission.SURVEYS_RUN)
def sheet(request: HttpRequest, pk: str) -> HttpResponse:
    """The curator's own sheet about the programme."""
    found = get_object_or_404(Survey.objects.select_related("programme"), pk=pk, side=Respondent.CURATOR)
    given = Response.objects.filter(survey=found, participation__isnull=True).first()
    return ask(
        request, found, None, given,
        template="surveys/answer.html", after=lambda: redirect("surveys:summary", found.pk),
    )  # fmt: skip


@requires(Permission.PAIRS_FORM)
@with_programme
def preferences(request: HttpRequest) -> HttpResponse:
    """Whom the participants chose after the group meeting: mutual choices first."""
    found = queries.preferences(request.programme)
    keys = {key for pair in found.mutual for key in (pair.mentee, pair.mentor)}
    keys |= {key for who, whom, _place in (*found.of_mentees, *found.of_mentors) for key in (who, whom)}
    people = {str(row.pk): row for row in Participation.objects.filter(pk__in=keys).with_people()}
    context = {
        "programme": request.programme,
        "mutual": [(pair, people[pair.mentee], people[pair.mentor]) for pair in found.mutual],
        "of_mentees": _by_chooser(found.of_mentees, people),
        "of_mentors": _by_chooser(found.of_mentors, people),
    }
    return render(request, "surveys/preferences.html", context)


def _by_chooser(
    choices: tuple[tuple[str, str, int], ...], people: dict[str, Participation]
) -> list[tuple[Participation, list[tuple[Participation, int]]]]:
    """Each who chose, by name, with those chosen in their order."""
    chosen: dict[str, list[tuple[Participation, int]]] = {}
    for who, whom, place in choices:
        chosen.setdefault(who, []).append((people[whom], place))
    rows = [(people[who], sorted(named, key=itemgetter(1))) for who, named in chosen.items()]
    return sorted(rows, key=lambda row: row[0].person.search_text)
