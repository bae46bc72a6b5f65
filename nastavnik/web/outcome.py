"""Saying what happened: a service's refusal becomes an error of the form or a message, never a 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

R = TypeVar("R")
TOLD = 5


def attempt(form: forms.BaseForm, service: Callable[..., R], /, **kwargs: Any) -> R | None:
    """Call the service; whatever it refuses is shown in the form, at its field where the form has that field."""
    try:
        return service(**kwargs)
    except ValidationError as error:
        fields = getattr(error, "error_dict", {})
        for name, errors in fields.items():
            form.add_error(name if name in form.fields else None, errors)
        if not fields:
            form.add_error(None, error)
        return None


def told(request: HttpRequest, service: Callable[..., R], /, **kwargs: Any) -> R | None:
    """Call the service; whatever it refuses becomes a message on the next page."""
    try:
        return service(**kwargs)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None


def tell_of_many(request: HttpRequest, done: str, refused: list[str]) -> None:
    """What was done to a list, and the first of those it was not done to with their reasons."""
    if done:
        messages.success(request, done)
    for sentence in refused[:TOLD]:
        messages.warning(request, sentence)
    if len(refused) > TOLD:
        more = len(refused) - TOLD
        messages.warning(request, ngettext("И ещё %(n)s.", "И ещё %(n)s.", more) % {"n": more})
