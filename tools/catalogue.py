"""The catalogues of translations: `python -m tools.catalogue` gathers the texts anew and compiles what is translated.

Russian is the language of the sources: its catalogue holds only the three forms of numbers. English is complete.
Compiled files are kept in the repository, because a school's machine has no gettext.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nastavnik"
LANGUAGES = ("ru", "en")
HEADERS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
}


def path(language: str, ending: str = "po") -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def extracted() -> list[polib.POEntry]:
    """Every text of the sources that wants a translation; gettext's own tools find them, in a copy of the package."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "nastavnik"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "__pycache__", "static", "fonts"))
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-location", "--no-wrap"]
        variables = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=variables, check=True, stdout=subprocess.DEVNULL)
        found = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        return sorted((entry for entry in found if not entry.obsolete), key=lambda entry: entry.msgid)


def wanted(language: str, entries: list[polib.POEntry]) -> list[polib.POEntry]:
    return [entry for entry in entries if language != "ru" or entry.msgid_plural]


def gather() -> int:
    """Write both catalogues anew, keeping what was translated; returns how many texts still want words."""
    entries = extracted()
    missing = 0
    for language in LANGUAGES:
        known = {(entry.msgctxt, entry.msgid): entry for entry in _known(language)}
        book = polib.POFile(wrapwidth=0)
        book.metadata = {
            "Language": language,
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": HEADERS[language],
        }
        for entry in wanted(language, entries):
            kept = known.get((entry.msgctxt, entry.msgid))
            book.append(_entry(entry, kept))
        path(language).parent.mkdir(parents=True, exist_ok=True)
        book.save(str(path(language)))
        book.save_as_mofile(str(path(language, "mo")))
        missing += len(book.untranslated_entries())
    return missing


def _known(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(path(language)))) if path(language).exists() else []


def _entry(found: polib.POEntry, kept: polib.POEntry | None) -> polib.POEntry:
    flags = [flag for flag in found.flags if flag == "python-format"]
    same = kept is not None and kept.msgid_plural == found.msgid_plural
    if found.msgid_plural:
        forms = dict(kept.msgstr_plural) if same and kept else {0: "", 1: ""}
        return polib.POEntry(
            msgid=found.msgid, msgid_plural=found.msgid_plural, msgstr_plural=forms, msgctxt=found.msgctxt, flags=flags
        )
    return polib.POEntry(
        msgid=found.msgid, msgstr=kept.msgstr if same and kept else "", msgctxt=found.msgctxt, flags=flags
    )


if __name__ == "__main__":
    print(f"не переведено: {gather()}")
