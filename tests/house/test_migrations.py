"""Migrations: named by hand, in one line, there and back again on a database of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("nastavnik.")]
LOADER = MigrationLoader(None)
MIGRATIONS = sorted(key for key in LOADER.disk_migrations if key[0] in OURS)
KEPT = sorted({app for app, _name in MIGRATIONS})


def manage(folder, *arguments):
    variables = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "PYTEST_CURRENT_TEST"}}
    return subprocess.run(
        [sys.executable, "-m", "nastavnik.cli", "manage", *arguments],
        env=variables | {"NASTAVNIK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "nastavnik.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("key", MIGRATIONS, ids=".".join)
def test_it_is_named_by_hand(key):
    assert not re.search(r"auto_\d{8}|_and_more$|_alter_\w+_alter_", key[1])
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", key[1])


@pytest.mark.parametrize("key", MIGRATIONS, ids=".".join)
def test_it_can_be_taken_back(key):
    migration = LOADER.disk_migrations[key]
    assert [operation for operation in migration.operations if not operation.reversible] == []


@pytest.mark.parametrize("app", KEPT)
def test_there_is_one_line_without_gaps(app):
    numbers = [name[:4] for found, name in MIGRATIONS if found == app]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]
    assert len(LOADER.graph.leaf_nodes(app)) == 1


@pytest.mark.journey  # with processes and a database of its own: once is enough
def test_all_of_them_there_and_back_again(tmp_path):
    assert manage(tmp_path, "migrate", "--verbosity=0").returncode == 0
    # every other application stands on these two, and goes with them
    for app in ("organisations", "common"):
        done = manage(tmp_path, "migrate", "--verbosity=0", app, "zero")
        assert done.returncode == 0, done.stderr
    left = manage(tmp_path, "showmigrations", *KEPT).stdout
    assert "[X]" not in left
    again = manage(tmp_path, "migrate", "--verbosity=0")
    assert again.returncode == 0, again.stderr
    assert "No planned migration operations" in manage(tmp_path, "migrate", "--plan").stdout
