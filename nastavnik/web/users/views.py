"""Users and their roles: made by the curator or the administrator, passwords shown once."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts import services
from nastavnik.accounts.access import requires
from nastavnik.accounts.models import Membership
from nastavnik.accounts.queries import memberships_within
from nastavnik.accounts.roles import Permission, Role
from nastavnik.organisations import services as organisations
from nastavnik.organisations.models import Organisation
from nastavnik.web.outcome import attempt, told
from nastavnik.web.users.forms import OrganisationForm, RoleForm, SchoolForm, UserForm


@requires(Permission.USERS_EDIT)
def listing(request: HttpRequest) -> HttpResponse:
    memberships = list(memberships_within(request.hat.organisation))
    hats = Counter(row.user_id for row in memberships)
    for row in memberships:
        row.is_one_of_several = hats[row.user_id] > 1
    context = {
        "memberships": memberships,
        "organisations": Organisation.objects.all(),
        "may_add_schools": request.hat.role == Role.ADMINISTRATOR,
    }
    return render(request, "users/list.html", context)


@requires(Permission.USERS_EDIT)
def add(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None, hat=request.hat)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.add_user, actor=request.actor, giver=request.hat, **form.cleaned_data)
        if made:
            user, password = made
            return render(request, "users/password.html", {"added": user, "password": password})
    return render(request, "users/add.html", {"form": form})


def _membership(request: HttpRequest, pk: str) -> Membership:
    return get_object_or_404(memberships_within(request.hat.organisation), pk=pk)


@require_POST
@requires(Permission.USERS_EDIT)
def new_password(request: HttpRequest, pk: str) -> HttpResponse:
    found = _membership(request, pk)
    done = told(request, services.reset_password, actor=request.actor, giver=request.hat, user=found.user)
    if done is None:
        return redirect("users:list")
    user, password = done
    return render(request, "users/password.html", {"added": user, "password": password})


@require_POST
@requires(Permission.USERS_EDIT)
def disable(request: HttpRequest, pk: str) -> HttpResponse:
    found = _membership(request, pk)
    if told(request, services.disable_user, actor=request.actor, giver=request.hat, user=found.user):
        messages.success(request, _("Вход закрыт."))
    return redirect("users:list")


@require_POST
@requires(Permission.USERS_EDIT)
def enable(request: HttpRequest, pk: str) -> HttpResponse:
    found = _membership(request, pk)
    if told(request, services.enable_user, actor=request.actor, giver=request.hat, user=found.user):
        messages.success(request, _("Вход снова открыт."))
    return redirect("users:list")


@requires(Permission.USERS_EDIT)
def add_role(request: HttpRequest, pk: str) -> HttpResponse:
    user = _membership(request, pk).user
    form = RoleForm(request.POST or None, hat=request.hat, user=user)
    if request.method == "POST" and form.is_valid():
        if attempt(form, services.add_role, actor=request.actor, giver=request.hat, user=user, **form.cleaned_data):
            messages.success(request, _("Роль добавлена: человек выбирает её вверху страницы."))
            return redirect("users:list")
    return render(request, "users/role.html", {"form": form, "owner": user})


@require_POST
@requires(Permission.USERS_EDIT)
def remove_role(request: HttpRequest, pk: str) -> HttpResponse:
    found = _membership(request, pk)
    if told(request, services.remove_role, actor=request.actor, giver=request.hat, hat=found):
        messages.success(request, _("Роль снята."))
    return redirect("users:list")


@requires(Permission.USERS_EDIT)
def add_school(request: HttpRequest) -> HttpResponse:
    if request.hat.role != Role.ADMINISTRATOR:
        return redirect("users:list")
    form = SchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, organisations.add_organisation, actor=request.actor, parent=form.cleaned_data["parent"],
            values=form.values(),
        ):  # fmt: skip
            messages.success(request, _("Организация добавлена."))
            return redirect("users:list")
    return render(request, "users/organisation.html", {"form": form, "organisation": None})


@requires(Permission.ORGANISATION_EDIT)
def organisation(request: HttpRequest) -> HttpResponse:
    """The details that documents print: full name, city, director."""
    own = get_object_or_404(Organisation, pk=request.hat.organisation_id)
    form = OrganisationForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        if attempt(
            form, organisations.change_organisation, actor=request.actor, organisation=own, values=form.cleaned_data
        ):
            messages.success(request, _("Сведения организации сохранены: их напечатают документы."))
            return redirect("home")
    return render(request, "users/organisation.html", {"form": form, "organisation": own})
