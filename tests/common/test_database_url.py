"""What is written in DATABASE_URL is meant: nothing of it is dropped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.common.environment import SQLITE_OPTIONS, BadEnvironment, database, kept_secrets, text

NOWHERE = Path("nowhere.sqlite3")


def options(url):
    made = database(url, sqlite=NOWHERE)["OPTIONS"]
    assert isinstance(made, dict)
    return made


def test_what_stands_after_the_question_mark_goes_to_the_driver():
    made = options("postgresql://nastavnik@db.example/nastavnik?sslmode=require&connect_timeout=5")
    assert (made["sslmode"], made["connect_timeout"]) == ("require", "5")
    assert "pool" in made


def test_without_a_question_mark_only_the_pool_is_set():
    assert set(options("postgresql://nastavnik@db.example/nastavnik")) == {"pool"}


def test_a_name_with_other_letters_is_read():
    made = database("postgresql://localhost/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0", sqlite=NOWHERE)
    assert made["NAME"] == "школа"


@pytest.mark.parametrize("url", ["sqlite:///db", "localhost/nastavnik", "mysql://localhost/n", "nastavnik"])
def test_only_one_kind_of_server_is_known(url):
    with pytest.raises(BadEnvironment, match="only postgresql:// is known"):
        database(url, sqlite=NOWHERE)


def test_a_password_is_not_told_by_the_refusal():
    with pytest.raises(BadEnvironment) as refused:
        database("mysql://root:tainoe-slovo@localhost/n", sqlite=NOWHERE)
    assert "tainoe-slovo" not in str(refused.value)


def test_options_of_the_embedded_one_are_not_shared():
    made = options("")
    made["timeout"] = 1
    assert SQLITE_OPTIONS["timeout"] == 20


def test_an_empty_variable_is_not_a_missing_one(monkeypatch):
    monkeypatch.setenv("SOME_TEXT", "")
    assert text("SOME_TEXT", "иначе") == ""
    monkeypatch.delenv("SOME_TEXT")
    assert text("SOME_TEXT", "иначе") == "иначе"


def test_two_installations_have_different_secrets(tmp_path):
    first, second = kept_secrets(tmp_path / "a"), kept_secrets(tmp_path / "b")
    assert set(first) == set(second) == {"SECRET_KEY", "FIELD_KEY"}
    assert not set(first.values()) & set(second.values())
