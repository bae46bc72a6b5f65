"""What `run` and `test` say and do before anything of ours is installed; nothing is installed here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import check, debian, environment


class TestStamp:
    """The environment is made again when the list of libraries, the project or Python has changed, and only then."""

    @pytest.fixture(autouse=True)
    def _elsewhere(self, tmp_path, monkeypatch):
        for name in (environment.RUNTIME, environment.TESTS, "pyproject.toml"):
            (tmp_path / name).write_text(name)
        python = tmp_path / "python"
        python.touch()
        self.calls = []
        for name, value in (
            ("ROOT", tmp_path), ("PYTHON", python), ("STAMP", tmp_path / "stamp"),
            ("_pip", lambda *arguments: self.calls.append(arguments)), ("say", lambda text: None),
        ):  # fmt: skip
            monkeypatch.setattr(environment, name, value)
        self.root = tmp_path

    def test_the_first_time_the_list_is_installed_with_its_hashes(self):
        environment.prepare(environment.RUNTIME)
        libraries, project = self.calls
        assert libraries[:2] == ("install", "--require-hashes")
        assert libraries[-1].endswith("requirements.lock")
        assert {"--no-deps", "--editable"} <= set(project)

    def test_the_second_time_nothing_is_done(self):
        environment.prepare(environment.RUNTIME)
        self.calls.clear()
        environment.prepare(environment.RUNTIME)
        assert self.calls == []

    def test_the_longer_list_serves_for_the_shorter(self):
        environment.prepare(environment.TESTS)
        self.calls.clear()
        environment.prepare(environment.RUNTIME)
        assert self.calls == []

    def test_but_not_the_other_way_round(self):
        environment.prepare(environment.RUNTIME)
        self.calls.clear()
        environment.prepare(environment.TESTS)
        assert len(self.calls) == 2

    @pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
    def test_a_change_is_noticed(self, name):
        environment.prepare(environment.RUNTIME)
        (self.root / name).write_text("changed")
        self.calls.clear()
        environment.prepare(environment.RUNTIME)
        assert len(self.calls) == 2

    def test_so_is_another_python(self, monkeypatch):
        environment.prepare(environment.RUNTIME)
        monkeypatch.setattr(sys, "version", "3.99.0 (main)")
        self.calls.clear()
        environment.prepare(environment.RUNTIME)
        assert len(self.calls) == 2

    def test_an_old_python_is_told_in_a_sentence(self, monkeypatch, capsys):
        monkeypatch.setattr(sys, "version_info", (3, 10, 4))
        with pytest.raises(SystemExit) as ended:
            environment.prepare(environment.RUNTIME)
        assert ended.value.code == 1
        assert "Нужен Python 3.11 или новее" in capsys.readouterr().err
        assert self.calls == []


class TestSentences:
    def test_without_venv_the_command_is_named(self, monkeypatch, capsys):
        def missing(*args, **kwargs):
            raise subprocess.CalledProcessError(1, "ensurepip")

        monkeypatch.setattr(environment.venv, "create", missing)
        with pytest.raises(SystemExit):
            environment._make()
        assert "apt-get install python3-venv" in capsys.readouterr().err

    def test_libraries_that_do_not_install(self, monkeypatch, capsys):
        monkeypatch.setattr(environment.subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, 1))
        with pytest.raises(SystemExit):
            environment._pip("install", "nothing")
        assert "Библиотеки не поставились" in capsys.readouterr().err


class TestPackages:
    @pytest.fixture(autouse=True)
    def _bare(self, monkeypatch):
        self.run = []
        monkeypatch.setattr(debian, "WANTED", {"chromium": lambda: "", "gettext": lambda: "/usr/bin/xgettext"})
        monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
        monkeypatch.setattr(debian, "say", lambda text: None)

        def run(command, **kwargs):
            self.run.append(command)
            return subprocess.CompletedProcess(command, 0)

        monkeypatch.setattr(debian.subprocess, "run", run)

    def test_as_root_only_what_is_missing_is_installed(self):
        debian.install_missing()
        assert self.run[-1] == ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]

    def test_nothing_missing_nothing_done(self, monkeypatch):
        monkeypatch.setattr(debian, "WANTED", {"gettext": lambda: "/usr/bin/xgettext"})
        debian.install_missing()
        assert self.run == []

    def test_another_user_is_told_the_command(self, monkeypatch, capsys):
        monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
        with pytest.raises(SystemExit):
            debian.install_missing()
        assert "sudo apt-get install --yes --no-install-recommends chromium" in capsys.readouterr().err
        assert self.run == []

    def test_a_system_without_apt_is_told_what_is_needed(self, monkeypatch, capsys):
        monkeypatch.setattr(debian.shutil, "which", lambda name: None)
        with pytest.raises(SystemExit):
            debian.install_missing()
        assert "Для тестов нужны chromium" in capsys.readouterr().err

    def test_a_failure_of_apt_is_told(self, monkeypatch, capsys):
        monkeypatch.setattr(debian.subprocess, "run", lambda *args, **kwargs: subprocess.CompletedProcess(args, 100))
        with pytest.raises(SystemExit):
            debian.install_missing()
        assert "Пакеты не поставились" in capsys.readouterr().err

    def test_the_variable_names_another_browser(self, monkeypatch):
        monkeypatch.setenv("CHROMIUM", "/opt/chromium")
        assert debian.chromium() == "/opt/chromium"


@pytest.mark.journey  # with processes of their own: once is enough
class TestTally:
    def test_the_report_of_pytest_is_counted(self, tmp_path):
        report = tmp_path / "report.xml"
        report.write_text('<testsuites><testsuite tests="7" skipped="2" failures="1" errors="1"/></testsuites>')
        assert check._counted(report) == (5, 2)

    def test_no_report_is_nothing(self, tmp_path):
        assert check._counted(tmp_path / "none.xml") == (0, 0)

    def test_a_step_that_fails_shows_why_and_counts(self, capsys):
        tally = check.Tally()
        tally.step("well", [sys.executable, "-c", "print('quiet')"])
        tally.step("ill", [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"])
        printed = capsys.readouterr().out
        assert (tally.passed, tally.failed, tally.failures) == (1, 1, ["ill"])
        assert "the reason" in printed
        assert "quiet" not in printed

    def test_each_step_has_data_of_its_own(self, capsys):
        here = "import os, sys; sys.exit(not os.path.isdir(os.environ['NASTAVNIK_DATA']))"
        tally = check.Tally()
        tally.step("data", [sys.executable, "-c", here])
        assert tally.passed == 1

    def test_pytest_that_does_not_start_is_a_failure(self, capsys):
        tally = check.Tally()
        tally.pytest("broken", ["--no-such-option"])
        assert (tally.passed, tally.failed, tally.failures) == (0, 1, ["broken"])

    def test_nothing_chosen_is_no_failure(self, tmp_path, capsys):
        (tmp_path / "test_none.py").write_text("")
        tally = check.Tally()
        tally.pytest("none", [str(tmp_path), "-p", "no:cacheprovider", "-c", "/dev/null"])
        assert tally.failed == 0


@pytest.mark.parametrize("script", ["run", "test"])
def test_both_commands_need_nothing_but_the_standard_library(script):
    """They are started by any Python, before anything is installed."""
    code = f"import sys; sys.path.insert(0, {str(environment.ROOT)!r}); import tools.environment"
    done = subprocess.run([sys.executable, "-S", "-I", "-c", code], check=False, capture_output=True, text=True)
    assert done.stderr == ""
    source = Path(environment.ROOT / script).read_text()
    assert source.startswith("#!/usr/bin/env python3\n")
    imported = [line for line in source.splitlines() if line.startswith(("import", "from"))]
    assert {line.split()[1].split(".")[0] for line in imported} <= {"os", "sys", "tools"}
