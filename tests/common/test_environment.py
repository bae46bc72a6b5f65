"""Settings from the environment fail loudly; secrets are made once and kept for the owner."""

from __future__ import annotations

import stat

import pytest

from nastavnik.common import environment as env


@pytest.mark.parametrize(
    ("raw", "value"), [("1", True), ("true", True), ("YES", True), ("0", False), ("", False), ("off", False)]
)
def test_flags(monkeypatch, raw, value):
    monkeypatch.setenv("SOME_FLAG", raw)
    assert env.flag("SOME_FLAG", default=not value) is value


def test_a_flag_nobody_set_has_its_default(monkeypatch):
    monkeypatch.delenv("SOME_FLAG", raising=False)
    assert env.flag("SOME_FLAG", default=True) is True


def test_a_flag_that_cannot_be_meant_stops_the_start(monkeypatch):
    monkeypatch.setenv("SITE_HTTPS", "да")
    with pytest.raises(env.BadEnvironment, match="SITE_HTTPS='да'"):
        env.flag("SITE_HTTPS", default=False)


def test_words_are_divided_by_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example , b.example,, ")
    assert env.words("HOSTS", []) == ["a.example", "b.example"]


def test_words_nobody_set_have_their_default(monkeypatch):
    monkeypatch.delenv("HOSTS", raising=False)
    assert env.words("HOSTS", ["localhost"]) == ["localhost"]


@pytest.mark.parametrize(("raw", "value"), [("2525", 2525), (" 25 ", 25), ("", 587)])
def test_numbers(monkeypatch, raw, value):
    monkeypatch.setenv("SOME_PORT", raw)
    assert env.number("SOME_PORT", 587) == value


@pytest.mark.parametrize("raw", ["smtp", "-1", "2.5"])
def test_a_number_that_is_none_stops_the_start(monkeypatch, raw):
    monkeypatch.setenv("EMAIL_PORT", raw)
    with pytest.raises(env.BadEnvironment, match=f"EMAIL_PORT='{raw}': write a whole number"):
        env.number("EMAIL_PORT", 25)


def test_what_excludes_each_other_stops_the_start():
    env.not_both(EMAIL_USE_SSL=True, EMAIL_USE_TLS=False)
    with pytest.raises(env.BadEnvironment, match="EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other"):
        env.not_both(EMAIL_USE_SSL=True, EMAIL_USE_TLS=True)


def test_an_empty_url_is_the_embedded_database(tmp_path):
    made = env.database("", sqlite=tmp_path / "db.sqlite3")
    assert made["ENGINE"] == "django.db.backends.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]


def test_an_url_is_taken_apart(tmp_path):
    made = env.database("postgresql://us%40er:p%2Fw@db.example:5433/nastavnik", sqlite=tmp_path)
    expected = {"NAME": "nastavnik", "USER": "us@er", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433"}
    assert expected.items() <= made.items()


def test_a_short_url_leaves_the_rest_to_the_driver(tmp_path):
    made = env.database("postgres://localhost/n", sqlite=tmp_path)
    assert (made["USER"], made["PASSWORD"], made["PORT"]) == ("", "", "")


def test_another_database_is_refused(tmp_path):
    with pytest.raises(env.BadEnvironment, match="only postgresql"):
        env.database("mysql://localhost/n", sqlite=tmp_path)


def test_secrets_are_made_once(tmp_path):
    first = env.kept_secrets(tmp_path / "new")
    assert env.kept_secrets(tmp_path / "new") == first
    assert len(first["SECRET_KEY"]) >= 50
    assert first["SECRET_KEY"] != first["FIELD_KEY"]


def test_secrets_are_for_the_owner_only(tmp_path):
    env.kept_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
