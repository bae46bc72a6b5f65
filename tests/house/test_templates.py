"""Templates: all used, all readable, nothing inline that the content policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import nastavnik

ROOT = Path(nastavnik.__file__).parent
FOLDER = ROOT / "web" / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in [*ROOT.rglob("*.py"), *FOLDER.rglob("*.html")])
TEXTS = {".py", ".html", ".css", ".js", ".md", ".po", ".toml", ".typ"}
FOUND_BY_OTHERS = ("account/", "allauth/", "django/", "403.html", "404.html", "500.html")


def text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_loads(name):
    assert get_template(name)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith(FOUND_BY_OTHERS)])
def test_it_is_used(name):
    component = name.removeprefix("cotton/").removesuffix(".html").replace("_", "-")
    wanted = f"<c-{component}" if name.startswith("cotton/") else name
    assert re.search(rf"{re.escape(wanted)}[\s\"'#/>]", SOURCES), f"nobody uses {name}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_inline(name):
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*src=)", text(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_bound_attributes_have_no_filters(name):
    # cotton takes `:kind="row.status|status_kind"` for a plain string and says nothing
    assert not re.search(r"\s:[a-z-]+=\"[^\"]*\|", text(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_words_stand_outside_the_catalogue(name):
    source = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", text(name), flags=re.DOTALL)
    source = re.sub(r"\{% (blocktranslate|blocktrans).*?%\}.*?\{% end\1 %\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    allowed = {"Н", "Русский"}
    assert set(re.findall(r"[А-Яа-яёЁ]+", source)) <= allowed


def test_no_merge_is_left_half_done():
    sides = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
    folders = ("nastavnik", "tests", "tools", "docs")
    files = [path for folder in folders for path in (ROOT.parent / folder).rglob("*") if path.suffix in TEXTS]
    assert len(files) > 500
    assert [path.name for path in files if sides.search(path.read_text(encoding="utf-8"))] == []
