"""«Мои виды»: the filters of a base kept by a user under a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nastavnik.accounts import services
from nastavnik.accounts.access import requires
from nastavnik.accounts.models import SavedView
from nastavnik.accounts.roles import Permission
from nastavnik.web.bases.forms import FilterForm
from nastavnik.web.outcome import told
from nastavnik.web.programme.current import with_programme


def kept_filters(form: FilterForm) -> dict[str, str]:
    """What of the address is a filter of this base and holds something; empty where a value is none of its choices."""
    return {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}


@require_POST
@requires(Permission.PEOPLE_VIEW)
@with_programme
def save(request: HttpRequest, side: str) -> HttpResponse:
    """Keep the filters that the list shows now."""
    filters = kept_filters(FilterForm(request.GET, programme=request.programme, side=side))
    view = told(
        request, services.save_view, actor=request.actor, hat=request.hat, listing=side,
        name=request.POST.get("name", ""), filters=filters,
    )  # fmt: skip
    if view:
        messages.success(request, _("Вид «%(name)s» сохранён.") % {"name": view.name})
    address = reverse(f"bases:{side}s")
    return redirect(f"{address}?{view.query}" if view else f"{address}?{request.GET.urlencode()}")


@require_POST
@requires(Permission.PEOPLE_VIEW)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    services.remove_view(actor=request.actor, view=view)
    messages.success(request, _("Вид «%(name)s» убран.") % {"name": view.name})
    return redirect(f"bases:{view.listing}s")
