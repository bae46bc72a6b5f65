"""Pairs from two files of answers: a table for people and a report for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nastavnik.common.unreadable import UnreadableTable
from nastavnik.exchange.pairing_files import Answers, mentees_of, mentors_of, read_answers
from nastavnik.exchange.preview import Purpose
from nastavnik.exchange.sheets import table_xlsx
from nastavnik.matching.engine import Goal, Pair, Reason, Result, Rules, verify


class Refused(ValueError):
    """The files cannot be paired or the results not written; the message is a sentence for the person."""


@dataclass(frozen=True)
class Pairing:
    """A proven result with the answers it came from, and what is worth telling beside it."""

    result: Result
    mentees: Answers
    mentors: Answers
    shortages: tuple[str, ...]

    def write(self, out: Path, report_to: Path | None) -> None:
        """The table, and the report where one is wanted. Raises `Refused`."""
        _write(out, pairs_xlsx(self.result, self.mentees, self.mentors))
        if report_to is not None:
            _write(report_to, json.dumps(report(self.result), ensure_ascii=False, indent=2).encode())

    def lines(self) -> Iterator[str]:
        """What a person at the terminal is told."""
        yield from self.mentees.notes
        yield from self.mentors.notes
        counts = {
            "pairs": len(self.result.pairs),
            "left": len(self.result.unmatched),
            "total": _shown(self.result.total),
        }
        yield _("Пар: %(pairs)s, без наставника: %(left)s, общая совместимость %(total)s.") % counts
        if self.result.goal == Goal.STABLE:
            yield _("Проверено: нет двоих, кто предпочёл бы друг друга.")
        else:
            yield _("Доказано: по этой цели лучше нельзя.")
        yield from self.shortages


def pair_files(mentees: Path, mentors: Path, goal: str) -> Pairing:
    """Read both files, match, check the proof. Raises `Refused`."""
    from nastavnik.matching.engine.arrays import Table
    from nastavnik.matching.engine.matching import Matching
    from nastavnik.matching.engine.shortage import shortages

    if goal not in set(Goal):
        goals = ", ".join(Goal)
        raise Refused(_("Цели «%(goal)s» нет. Выберите одну из: %(goals)s.") % {"goal": goal, "goals": goals})
    asking = _read(mentees, Purpose.MENTEE_ANSWERS)
    offering = _read(mentors, Purpose.MENTOR_ANSWERS)
    people = mentees_of(asking), mentors_of(offering)
    matching = Matching(Table(*people, Rules()), Goal(goal))
    verify(matching.result, *people, Rules())
    return Pairing(matching.result, asking, offering, tuple(told(one.reason) for one in shortages(matching)))


def _read(path: Path, purpose: Purpose) -> Answers:
    try:
        return read_answers(path.read_bytes(), path.name, purpose, timezone.localdate())
    except OSError as error:
        raise Refused(_("Файл «%(name)s» не открывается: нет его или нет доступа.") % {"name": path}) from error
    except UnreadableTable as error:
        raise Refused(str(error)) from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(_("Файл «%(name)s» не записать: нет такой папки или нет доступа.") % {"name": path}) from error


def report(result: Result) -> dict[str, Any]:
    """What was found as plain data; `objective` is the sum of the scores of the pairs."""
    return {
        "goal": result.goal.value,
        "objective": result.total,
        "pairs": [_pair(pair) for pair in sorted(result.pairs, key=lambda pair: pair.mentee)],
        "unmatched": [{"mentee": one.mentee, "reason": _sentences(one.reasons)} for one in result.unmatched],
        "certificate": result.certificate.to_json(),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "mentee": pair.mentee, "mentor": pair.mentor, "score": pair.score,
        "parts": {part.name: round(part.value, 3) for part in pair.parts},
        "reasons": [told(part.reason) for part in pair.parts],
    }  # fmt: skip


def told(reason: Reason) -> str:
    """A reason in the language of whoever reads it; a rule named within it as well."""
    return _(reason.text) % {key: _in_words(key, value) for key, value in reason.params.items()}


def _in_words(key: str, value: Any) -> Any:
    if isinstance(value, float):
        return _shown(value)
    return _(value) if key == "rule" else value


def _shown(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".").replace(".", ",")


def _sentences(reasons: tuple[Reason, ...]) -> str:
    return " ".join(map(told, reasons))


def pairs_xlsx(result: Result, mentees: Answers, mentors: Answers) -> bytes:
    """All mentees: those with a mentor best first, then those without and why."""
    columns = {
        "mentee": _("Наставляемый"), "of": _("Класс"), "mentor": _("Наставник"), "place": _("Класс или должность"),
        "score": _("Совместимость, %"), "why": _("Почему"),
    }  # fmt: skip
    rows: list[dict[str, str | int]] = [
        {
            "mentee": pair.mentee, "of": mentees.place(pair.mentee), "mentor": pair.mentor,
            "place": mentors.place(pair.mentor), "score": round(100 * pair.score),
            "why": " ".join(told(part.reason) for part in pair.parts if part.value),
        }
        for pair in result.pairs
    ]  # fmt: skip
    rows += [
        {"mentee": one.mentee, "of": mentees.place(one.mentee), "mentor": _("ищем наставника"), "place": "", "score": 0,
         "why": _sentences(one.reasons)}
        for one in result.unmatched
    ]  # fmt: skip
    return table_xlsx(_("Пары"), columns, rows)
