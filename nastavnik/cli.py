"""The command line: start, serve, worker, demo, bench, match, roadmap read, manage."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

HOST, PORT = "127.0.0.1", 8000
THREADS = 4
GOALS = (
    "most – охватить как можно больше, сначала самых нуждающихся; total – лучшая сумма; fair – никого не обделить; "
    "stable – никто не захочет меняться; wishes – сначала взаимные желания"
)


def main(arguments: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nastavnik.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["nastavnik manage", *given[1:]])
        return 0
    options = _parser().parse_args(given)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nastavnik", description="Программа наставничества школы")
    commands = parser.add_subparsers(required=True, metavar="команда")
    start = commands.add_parser("start", help="подготовить базу, загрузить демонстрацию и запустить")
    start.add_argument("--empty", action="store_true", help="без демонстрации: ссылка для первого администратора")
    start.set_defaults(command=_start)
    serve = commands.add_parser("serve", help="запустить сервер")
    serve.set_defaults(command=_serve)
    for sub in (start, serve):
        sub.add_argument("--host", default=HOST)
        sub.add_argument("--port", type=int, default=PORT)
    worker = commands.add_parser("worker", help="выполнять фоновые задания")
    worker.add_argument("--beside-server", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(command=_worker)
    demo = commands.add_parser("demo", help="загрузить демонстрацию в пустую базу")
    demo.set_defaults(command=_demo)
    bench = commands.add_parser("bench", help="измерить скорость на временной демонстрации")
    bench.add_argument("what", nargs="?", choices=("pages", "engine"), help="только это")
    bench.add_argument("--json", type=Path, help="куда записать измерения подбора")
    bench.set_defaults(command=_bench)
    pairs = commands.add_parser("match", help="подобрать пары по двум файлам ответов")
    pairs.add_argument("--mentees", type=Path, required=True, help="ответы наставляемых: xlsx, xls, ods, csv")
    pairs.add_argument("--mentors", type=Path, required=True, help="ответы наставников")
    pairs.add_argument("--out", type=Path, required=True, help="куда записать пары: pairs.xlsx")
    pairs.add_argument("--goal", default="most", help=GOALS)
    pairs.add_argument("--report", type=Path, help="куда записать отчёт для программ: report.json")
    pairs.set_defaults(command=_match)
    roadmap = commands.add_parser("roadmap", help="дорожные карты").add_subparsers(required=True, metavar="действие")
    read = roadmap.add_parser("read", help="прочитать файл (Word, Excel, txt) и напечатать, что понято")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="в виде JSON")
    read.set_defaults(command=_read_roadmap)
    commands.add_parser("manage", help="команды Django")
    return parser


def _setup() -> None:
    import django

    django.setup()


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def _prepare() -> None:
    from django.core.management import call_command

    _say("База данных: проверяю и обновляю…")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _start(options: argparse.Namespace) -> int:
    _setup()
    _prepare()
    from nastavnik.demo import first

    if first.is_fresh():
        if options.empty:
            _say(f"Первый администратор – одноразовая ссылка, откройте её после запуска:\n{_first_link(options)}")
        else:
            _load_demo()
    elif first.waits_for_administrator():
        _say(f"Администратор ещё не вошёл. Новая одноразовая ссылка:\n{_first_link(options)}")
    else:
        _say("Данные прежних запусков на месте, пароли прежние.")
    return _serve(options)


def _first_link(options: argparse.Namespace) -> str:
    from nastavnik.demo import first

    return f"http://{options.host}:{options.port}{first.administrator_link()}"


def _load_demo() -> None:
    from nastavnik.demo import load

    _say("Загружаю демонстрацию: муниципалитет и три школы, все люди вымышлены…")
    for line in load.load_demo():
        _say(line)


def _demo(options: argparse.Namespace) -> int:
    _setup()
    _prepare()
    from nastavnik.demo import first

    if not first.is_fresh():
        _say("В базе уже есть организации: демонстрация загружается только в пустую базу.")
        return 1
    _load_demo()
    return 0


def _bench(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="nastavnik-bench-") as folder:
        os.environ["NASTAVNIK_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        _setup()
        from nastavnik.bench import engine, pages

        if options.what != "engine":
            _prepare()
            from nastavnik.demo import load

            load.load_demo()
            _say("Страницы на демонстрации: медиана, самая долгая")
            for line in pages.measure():
                _say(line)
        if options.what != "pages":
            _say("Подбор пар")
            figures = list(engine.measure())
            for line in engine.lines(figures):
                _say(line)
            if options.json:
                written = json.dumps([figure.to_json() for figure in figures], ensure_ascii=False, indent=2)
                options.json.write_text(written, encoding="utf-8")
    return 0


def _match(options: argparse.Namespace) -> int:
    _setup()
    from nastavnik.exchange.pairing import Refused, pair_files

    try:
        found = pair_files(options.mentees, options.mentors, options.goal)
        found.write(options.out, options.report)
    except Refused as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    for line in found.lines():
        _say(line)
    return 0


def _serve(options: argparse.Namespace) -> int:
    _setup()
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from nastavnik.common.worker import embedded_worker

    _say(f"Открывайте http://{options.host}:{options.port} – остановить: Ctrl+C")
    with embedded_worker(enabled=not settings.DATABASE_URL):
        server = Granian(
            "nastavnik.wsgi:application", address=options.host, port=options.port, interface=Interfaces.WSGI, workers=1,
            blocking_threads=THREADS, log_level=LogLevels.warning,
        )  # fmt: skip
        server.serve()
    return 0


def _worker(options: argparse.Namespace) -> int:
    _setup()
    from nastavnik.common.worker import run_worker

    run_worker(beside_server=options.beside_server)
    return 0


def _read_roadmap(options: argparse.Namespace) -> int:
    _setup()
    from nastavnik.roadmaps.reading import UnreadableFile, read_file, read_text

    try:
        if options.file.suffix == ".txt":
            outline = read_text(options.file.read_text(encoding="utf-8", errors="replace"))
        else:
            outline = read_file(options.file.read_bytes(), options.file.name)
    except OSError as error:
        print(f"Файл {options.file} не открывается: {error.strerror}.", file=sys.stderr)  # noqa: T201
        return 1
    except UnreadableFile as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    if options.json:
        _say(json.dumps(outline.to_json(), ensure_ascii=False, indent=2))
        return 0
    for stage in outline.stages:
        _say(f"{stage.number or ''} {stage.title} [{stage.term.text}]")
        for activity in stage.activities:
            _say(f"   {activity.number} {activity.text} [{activity.term.start} – {activity.term.end}]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
