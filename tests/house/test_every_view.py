"""Grows by itself over all addresses: each names its permission, sends the anonymous to sign in and refuses strangers."""

from __future__ import annotations

import uuid

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from nastavnik.accounts.roles import PERMISSIONS, Permission, Role
from nastavnik.common.unsafe import everything
from tests import factories as f

FOREIGN = {  # what stands behind the key of an address
    "bases:participation": f.MenteeFactory, "bases:offer": f.MenteeFactory, "consents:give": f.MenteeFactory,
    "bases:approve": f.MenteeFactory, "bases:decline": f.MenteeFactory, "bases:reconsider": f.MenteeFactory,
    "measures:plan": f.PersonFactory, "measures:finish": f.MeasureFactory, "measures:drop": f.MeasureFactory,
    "consents:sheets_of": f.MenteeFactory, "consents:link": f.MenteeFactory, "surveys:cards": f.SurveyFactory,
    "surveys:summary": f.SurveyFactory, "surveys:answers": f.SurveyFactory, "surveys:paper": f.SurveyFactory,
    "nominations:accept": f.NominationFactory, "nominations:decline": f.NominationFactory,
    "nominations:close_link": f.LinkFactory, "consents:scan": f.ConsentFactory, "consents:read_scan": f.ConsentFactory,
    "consents:removal": f.PersonFactory, "consents:reopen": f.MentionFactory, "pairs:release": f.MemberFactory,
    "consents:labour": f.TeacherFactory, "consents:end_labour": f.TeacherFactory, "bases:person": f.PersonFactory,
    "bases:cases": f.PersonFactory, "bases:remove_view": f.ViewFactory, "reminders:survey": f.SurveyFactory,
    "consents:withdraw": f.ConsentFactory,
    "documents:word": f.DocumentFactory, "documents:pdf": f.DocumentFactory,
    "swot:detail": f.SwotFactory, "swot:add": f.SwotFactory, "swot:sign": f.SwotFactory, "swot:drop": f.SwotFactory,
    "swot:change": f.BulletFactory, "swot:remove": f.BulletFactory,
    "imports:run": f.ImportRunFactory, "imports:remap": f.ImportRunFactory, "imports:confirm": f.ImportRunFactory,
    "imports:cancel": f.ImportRunFactory, "imports:undo": f.ImportRunFactory, "imports:refused": f.ImportRunFactory,
    "answers:upload": f.SurveyFactory, "answers:run": f.AnswersImportFactory, "answers:remap": f.AnswersImportFactory,
    "answers:confirm": f.AnswersImportFactory, "answers:cancel": f.AnswersImportFactory,
    "answers:undo": f.AnswersImportFactory, "answers:refused": f.AnswersImportFactory,
    "pairs:run": f.RunFactory, "pairs:accept_all": f.RunFactory, "pairs:accept": f.ProposalFactory,
    "pairs:try": f.RunFactory, "pairs:trial": f.TrialFactory, "pairs:apply_trial": f.TrialFactory,
    "pairs:allow": f.ForbiddenPairFactory,
    "pairs:remove": f.MemberFactory, "pairs:lock": f.MemberFactory, "pairs:send_back": f.MentorshipFactory,
    "pairs:end": f.MentorshipFactory, "programme:choose": f.ProgrammeFactory,
    "roadmap:activity": f.ActivityFactory, "roadmap:done": f.ActivityFactory, "roadmap:undone": f.ActivityFactory,
    "roadmap:confirm": f.RoadmapFactory, "roadmap:roll_over": f.RoadmapFactory,
    "roadmap:stage": f.StageFactory, "roadmap:stage_up": f.StageFactory, "roadmap:stage_down": f.StageFactory,
    "roadmap:remove_stage": f.StageFactory, "roadmap:add_stage": f.RoadmapFactory, "roadmap:reopen": f.RoadmapFactory,
    "surveys:survey": f.SurveyFactory, "surveys:answer": f.SurveyFactory, "surveys:enter": f.SurveyFactory,
    "surveys:sheet": f.SurveyFactory,
    **{
        f"questionnaires:{name}": f.EditionFactory
        for name in (
            "draft", "heading", "preview_draft", "add_question", "publish", "drop_draft", "question", "move_up",
            "move_down", "drop_question",
        )
    },
    "users:new_password": f.MembershipFactory, "users:disable": f.MembershipFactory, "users:enable": f.MembershipFactory,
    "users:add_role": f.MembershipFactory, "users:remove_role": f.MembershipFactory,
    "indicators:remove": f.DenominatorFactory,
    "work:pair": f.MentorshipFactory, "work:plan_meeting": f.MentorshipFactory, "work:complete": f.MentorshipFactory,
    "work:change_meeting": f.MeetingFactory, "work:hold": f.MeetingFactory, "work:cancel": f.MeetingFactory,
    "work:feedback": f.MeetingFactory, "work:plan": f.MemberFactory, "work:edit_plan": f.MemberFactory,
    "work:add_step": f.PlanFactory, "work:agree_plan": f.PlanFactory, "work:finish_step": f.StepFactory,
}  # fmt: skip
OTHER_PARTS = {
    "form": "excel",
    "kind": "scale",
    "code": "mood",
    "token": "not-a-token",
    "side": "mentee",
    "wave": "entry",
    "participation": uuid.UUID(int=7),
}


def own_views():
    """Every address of ours: its full name, its view and its parameters; allauth's pages guard themselves."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name, pattern
        elif "allauth" not in str(pattern.urlconf_name):
            for inner in pattern.url_patterns:
                yield f"{pattern.namespace}:{inner.name}" if pattern.namespace else inner.name, inner


VIEWS = dict(own_views())
GUARDED = {name: view for name, view in VIEWS.items() if isinstance(view.callback.access, tuple)}
BY_LINK = {name for name, view in VIEWS.items() if view.callback.access == "link"}
KEYED = sorted(name for name, view in VIEWS.items() if "pk" in view.pattern.converters and name not in BY_LINK)


def address(name, pk=None):
    parameters = {key: OTHER_PARTS.get(key, pk or uuid.UUID(int=1)) for key in VIEWS[name].pattern.converters}
    return reverse(name, kwargs=parameters)


def asked(client, url):
    """The answer to a GET, or to a POST where the page only takes those."""
    answer = client.get(url)
    return client.post(url) if answer.status_code == 405 else answer


def test_every_view_says_who_may_open_it():
    assert [name for name, view in VIEWS.items() if not hasattr(view.callback, "access")] == []


def test_what_is_public_is_few():
    public = {name for name, view in VIEWS.items() if view.callback.access == "public"}
    assert public == {"set_language"}


def test_every_keyed_address_is_tried_with_a_strangers_row():
    assert sorted(FOREIGN) == KEYED


def test_the_anonymous_sign_in_first(client, db):
    wanted = set(VIEWS) - {"set_language"} - BY_LINK
    answers = {name: asked(client, address(name)) for name in wanted}
    assert [
        name for name, answer in answers.items() if not answer.get("Location", "").startswith("/account/login/")
    ] == []


def test_what_a_link_opens_is_few():
    assert {"links:start", "links:answer"} == BY_LINK


@pytest.mark.parametrize("name", sorted(BY_LINK))
def test_without_a_true_link_there_is_nothing(name, client, curator):
    for anybody in (client, curator):
        assert asked(anybody, address(name)).status_code == 404


@pytest.mark.parametrize("name", KEYED)
def test_a_stranger_finds_nothing(name, client_as, programme):
    with everything():
        row = FOREIGN[name]()
    role = next(role for role in Role if set(GUARDED[name].callback.access) & PERMISSIONS[role])
    person = f.MenteeFactory(programme=programme).person if role.own_records else None
    client = client_as(role, person=person)
    assert asked(client, address(name, row.pk)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_refused(role, client_as, programme):
    """One client of each role asks every address its role has no permission for."""
    person = f.MenteeFactory(programme=programme).person if role.own_records else None
    client = client_as(role, person=person)
    refused = [name for name, view in GUARDED.items() if not set(view.callback.access) & PERMISSIONS[role]]
    assert refused
    assert [name for name in refused if asked(client, address(name)).status_code != 403] == []


def test_every_permission_opens_something():
    opened = {permission for view in GUARDED.values() for permission in view.callback.access}
    shown_inside_pages = {Permission.HOME_VIEW, Permission.SENSITIVE_VIEW}
    assert set(Permission) - opened - shown_inside_pages == set()
