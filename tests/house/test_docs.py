"""The documents name what there is: terms, settings, decisions, commands; their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

import nastavnik

ROOT = Path(nastavnik.__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
VARIABLE = re.compile(r'env\.(?:text|flag|words|number)\("([A-Z_]+)"')
MODELS = [
    model for config in apps.get_app_configs() if config.name.startswith("nastavnik.") for model in config.get_models()
]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [model for model in MODELS if not model._meta.auto_created])
def test_every_model_is_in_the_glossary(model):
    assert f"`{model.__name__}`" in text("docs/glossary.md")


def test_every_name_of_the_glossary_is_in_the_code():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "nastavnik").rglob("*.py"))
    names = set(re.findall(r"`(\w+)`", text("docs/glossary.md")))
    assert {name for name in names if not re.search(rf"\b{name}\b", sources)} == set()


def test_every_variable_is_in_the_settings():
    known = set(VARIABLE.findall(text("nastavnik/settings.py")))
    assert known == set(re.findall(r"^\| `([A-Z_]+)`", text("docs/settings.md"), re.MULTILINE))


def test_every_decision_is_listed():
    records = {path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    assert records == set(re.findall(r"\]\((\d\d-[a-z0-9-]+\.md)\)", text("docs/decisions/README.md")))


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_every_decision_says_what_was_refused(record):
    words = record.read_text(encoding="utf-8")
    assert "**Decided.**" in words
    assert "**Refused.**" in words


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_first_page_is_short_and_shows_two_pictures():
    assert len(text("README.md").splitlines()) < 100
    assert text("README.md").count("](docs/images/") == 2


def test_the_first_page_names_every_command():
    commands = set(re.findall(r'commands\.add_parser\("(\w+)"', text("nastavnik/cli.py")))
    line = re.search(r"^`\.venv/bin/nastavnik` – .*$", text("README.md"), re.MULTILINE)[0]
    assert commands == set(re.findall(r"`(\w+)", line.partition("–")[2]))
