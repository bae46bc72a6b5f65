"""Services are the only writers: each is audited, takes an actor and is called by keywords."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import nastavnik
from nastavnik.common.journal import ACTIONS

NOT_WRITERS = {"fresh_password", "known_people"}


def service_functions():
    for module in pkgutil.walk_packages(nastavnik.__path__, "nastavnik."):
        if module.name.endswith("services"):
            loaded = importlib.import_module(module.name)
            for name, function in inspect.getmembers(loaded, inspect.isfunction):
                if function.__module__ == module.name and not name.startswith("_") and name not in NOT_WRITERS:
                    yield pytest.param(function, id=f"{module.name.split('.')[1]}.{name}")


SERVICES = list(service_functions())


@pytest.mark.parametrize("service", SERVICES)
def test_it_is_audited(service):
    assert service.audited_as in ACTIONS


@pytest.mark.parametrize("service", SERVICES)
def test_it_is_called_by_keywords_and_knows_who_acts(service):
    parameters = inspect.signature(service).parameters
    assert "actor" in parameters
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


def test_every_action_has_one_service_and_words():
    assert sorted(service.values[0].audited_as for service in SERVICES) == sorted(ACTIONS)
    assert all(str(action.title) != code for code, action in ACTIONS.items())


def test_the_web_process_never_loads_the_solver():
    code = (
        "import sys, nastavnik.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([name for name in ('numpy', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
