"""The command line: what it prints, what it answers, which sentences it says to bad input."""

from __future__ import annotations

import json

import pytest

from nastavnik import cli
from nastavnik.demo import first
from tests import factories as f
from tests.roadmaps.conftest import EXAMPLES

TABLES = EXAMPLES.parent / "tables"
FILES = sorted(EXAMPLES.glob("*.docx"))


class TestRoadmapRead:
    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_every_example_is_printed_as_json(self, path, capsys):
        assert cli.main(["roadmap", "read", str(path), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed["stages"]
        for stage in printed["stages"]:
            assert set(stage) == {"number", "title", "term", "activities"}
            for activity in stage["activities"]:
                assert activity["side"] in {"inside", "outside", "none"}
                assert set(activity["term"]) == {"text", "start", "end", "kind", "open_ended", "resolved"}

    def test_and_in_lines_for_a_person(self, capsys):
        assert cli.main(["roadmap", "read", str(EXAMPLES / "roadmap-school-2024.docx")]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "1 Подготовка условий для запуска программы наставничества [сентябрь - октябрь 2024 года]"
        assert lines[1] == "   1 Разработать и утвердить положение о наставничестве. [2024-09-01 – 2024-10-31]"

    def test_words_copied_from_a_pdf(self, capsys):
        assert cli.main(["roadmap", "read", str(EXAMPLES / "pasted-implementation-2020.txt"), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert [len(stage["activities"]) for stage in printed["stages"]] == [3, 3, 6, 4, 7, 3]

    def test_words_that_are_no_plan(self, tmp_path, capsys):
        path = tmp_path / "письмо.txt"
        path.write_text("Уважаемые коллеги!", encoding="utf-8")
        assert cli.main(["roadmap", "read", str(path)]) == 1
        assert "Скопируйте таблицу целиком" in capsys.readouterr().err

    def test_a_file_that_is_not_there(self, tmp_path, capsys):
        assert cli.main(["roadmap", "read", str(tmp_path / "нет.docx")]) == 1
        printed = capsys.readouterr()
        assert (printed.out, printed.err.startswith("Файл ")) == ("", True)
        assert "не открывается" in printed.err

    def test_a_file_that_is_no_road_map(self, tmp_path, capsys):
        path = tmp_path / "письмо.docx"
        path.write_bytes(b"%PDF")
        assert cli.main(["roadmap", "read", str(path), "--json"]) == 1
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", "Файл «письмо.docx» – не документ Word или повреждён.\n")


class TestMatch:
    """Pairs from the two answer files of a school; what they are is told in tests/exchange/test_pairing.py."""

    def run(self, tmp_path, *more, mentees="mentee-answers.csv", mentors="mentor-answers.xlsx"):
        out = tmp_path / "pairs.xlsx"
        given = ["--mentees", str(TABLES / mentees), "--mentors", str(TABLES / mentors), "--out", str(out), *more]
        return cli.main(["match", *given]), out

    def test_the_table_and_the_report_are_written(self, tmp_path, capsys):
        code, out = self.run(tmp_path, "--report", str(tmp_path / "report.json"))
        assert (code, out.read_bytes()[:2]) == (0, b"PK")
        report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
        assert set(report) == {"goal", "objective", "pairs", "unmatched", "certificate"}
        assert capsys.readouterr().out.splitlines() == [
            "mentee-answers.csv, строка 6: повтор строки 5 – не учтена.",
            "Пар: 54, без наставника: 10, общая совместимость 32,625.",
            "Доказано: по этой цели лучше нельзя.",
            "На места (54) претендуют наставляемые: 64, не хватает 10. "
            "Хватит, если найти новых наставников по запросу «адаптация в классе».",
        ]

    def test_without_a_report(self, tmp_path, capsys):
        code, _out = self.run(tmp_path, "--goal", "stable")
        assert (code, [path.name for path in tmp_path.iterdir()]) == (0, ["pairs.xlsx"])
        assert "Проверено: нет двоих, кто предпочёл бы друг друга." in capsys.readouterr().out.splitlines()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"mentees": "нет.csv"}, f"Файл «{TABLES / 'нет.csv'}» не открывается: нет его или нет доступа."),
            ({"mentees": "mentor-answers.xlsx"},
             "Файл «mentor-answers.xlsx» похож на ответы наставников, а нужны ответы наставляемых."),
            ({"mentors": "mentee-answers.csv"},
             "Файл «mentee-answers.csv» похож на ответы наставляемых, а нужны ответы наставников."),
            ({"mentees": "pupils.xlsx"},
             "В файле «pupils.xlsx» нет столбца с запросом: назовите его «С чем вам нужна помощь?»."),
        ],
    )  # fmt: skip
    def test_files_that_are_not_what_is_asked_for(self, change, said, tmp_path, capsys):
        code, out = self.run(tmp_path, **change)
        assert (code, out.exists(), capsys.readouterr().err) == (1, False, f"{said}\n")

    def test_a_goal_that_is_none(self, tmp_path, capsys):
        assert self.run(tmp_path, "--goal", "лучший")[0] == 1
        said = "Цели «лучший» нет. Выберите одну из: total, most, stable, fair, wishes.\n"
        assert capsys.readouterr().err == said

    def test_a_folder_that_is_not_there(self, tmp_path, capsys):
        missing = tmp_path / "нет" / "report.json"
        assert self.run(tmp_path, "--report", str(missing))[0] == 1
        assert capsys.readouterr().err == f"Файл «{missing}» не записать: нет такой папки или нет доступа.\n"


class TestArguments:
    @pytest.mark.parametrize("given", [[], ["roadmap"], ["летать"], ["serve", "--port", "восемь"]])
    def test_what_is_not_understood_is_said(self, given, capsys):
        with pytest.raises(SystemExit) as ended:
            cli.main(given)
        assert ended.value.code == 2
        assert "usage: nastavnik" in capsys.readouterr().err

    def test_help_names_every_command(self, capsys):
        with pytest.raises(SystemExit):
            cli.main(["--help"])
        printed = capsys.readouterr().out
        assert all(name in printed for name in ("start", "serve", "worker", "demo", "bench", "roadmap", "manage"))

    def test_commands_of_django_are_passed_on(self, capsys):
        assert cli.main(["manage", "check"]) == 0
        assert "no issues" in capsys.readouterr().out


class TestStarting:
    """`start` goes by what the database holds; the server itself is tried by the journey."""

    @pytest.fixture(autouse=True)
    def _no_server(self, db, monkeypatch):
        monkeypatch.setattr(cli, "_prepare", lambda: None)
        monkeypatch.setattr(cli, "_serve", lambda options: 0)
        monkeypatch.setattr(cli, "_load_demo", lambda: cli._say("demo"))

    def test_a_fresh_database_gets_the_demo(self, capsys):
        assert cli.main(["start"]) == 0
        assert capsys.readouterr().out == "demo\n"

    def test_or_a_link_for_the_first_administrator(self, capsys):
        assert cli.main(["start", "--empty", "--port", "9000"]) == 0
        line = capsys.readouterr().out.splitlines()[-1]
        assert line.startswith("http://127.0.0.1:9000/")

    def test_the_link_is_printed_anew_until_it_is_used(self, capsys):
        cli.main(["start", "--empty"])
        capsys.readouterr()
        cli.main(["start"])
        said, link = capsys.readouterr().out.splitlines()
        assert said == "Администратор ещё не вошёл. Новая одноразовая ссылка:"
        assert link.startswith("http://127.0.0.1:8000/")

    def test_data_of_former_days_stay(self, capsys):
        f.MembershipFactory()
        cli.main(["start"])
        assert capsys.readouterr().out == "Данные прежних запусков на месте, пароли прежние.\n"

    def test_the_demo_goes_into_an_empty_database_only(self, capsys):
        f.SchoolFactory()
        assert cli.main(["demo"]) == 1
        assert "только в пустую базу" in capsys.readouterr().out

    def test_and_is_loaded_there(self, capsys):
        assert first.is_fresh()
        assert cli.main(["demo"]) == 0
        assert capsys.readouterr().out == "demo\n"
