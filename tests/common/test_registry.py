"""A catalogue finds what each module of a package declares."""

from __future__ import annotations

import sys

import pytest

from nastavnik.common.registry import Catalogue

MODULE = "from types import SimpleNamespace\nTHING = SimpleNamespace(code={code!r})\n"


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of modules that declare THING with the given codes."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(name, **codes):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for module, code in codes.items():
            (folder / f"{module}.py").write_text(MODULE.format(code=code))
        return Catalogue(name, "THING")

    yield make
    for name in [name for name in sys.modules if name.startswith("catalogue_of_")]:
        del sys.modules[name]


def test_things_come_in_the_order_of_their_modules(package):
    found = package("catalogue_of_three", b="second", a="first", c="third")
    assert [thing.code for thing in found] == ["first", "second", "third"]


def test_a_thing_is_found_by_its_code(package):
    found = package("catalogue_of_one", a="only")
    assert found["only"].code == "only"
    assert "only" in found
    assert "other" not in found


def test_an_unknown_code_is_an_error(package):
    with pytest.raises(KeyError):
        package("catalogue_of_none")["nothing"]


def test_a_code_used_twice_is_an_error(package):
    with pytest.raises(ValueError, match="'same'"):
        list(package("catalogue_of_twins", a="same", b="same"))


def test_a_module_that_declares_nothing_is_an_error(package, tmp_path):
    found = package("catalogue_of_empty", a="one")
    (tmp_path / "catalogue_of_empty" / "z.py").write_text("")
    with pytest.raises(AttributeError):
        list(found)
